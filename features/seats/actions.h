#pragma once
// Verbs of seats. Those that hash a password take the database; the others run inside the caller's transaction. Each leaves one
// audit line; who may is asked here.
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/organizations/actions.h"
#include "features/seats/seats.h"
#include "platform/auth/links.h"
#include "platform/auth/sessions.h"
#include "platform/feature/act.h"

namespace alianza::seats {

inline constexpr std::string_view link_purpose = "seat";

struct Book {
  organizations::Seen seen;
  std::vector<Holder> present;  // in office today, newest first
  std::vector<Holder> past;
  std::vector<Offer> offers;                  // open, newest first
  std::vector<membership::Contact> contacts;  // present, with an e-mail, without a seat or an offer
  bool may_offer = false;                     // any seat; end one
  bool may_delegate = false;                  // a delegate's
};
/// Errors: not_found, forbidden.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization);

/// Offers a seat to a contact: a letter with a link that serves thirty days. Errors: not_found, forbidden, conflict (holds it,
/// has an offer, the organisation takes no part, no address for letters), invalid by field.
Result<Offer> offer(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
                    const OfferInput& input, const std::optional<std::string>& origin);
/// Another letter with another link; the one before serves no more. Errors: not_found, forbidden, conflict.
Done offer_again(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, OfferId id,
                 const std::optional<std::string>& origin);
/// Errors: not_found, forbidden, conflict (taken or withdrawn).
Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, OfferId id);
/// The last day of a seat is today. Errors: not_found, forbidden, invalid (`reason`), conflict (ended).
Done end(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, auth::AppointmentId seat,
         std::string_view reason);

/// What the page of a link shows.
struct Opened {
  Offer offer;
  alliances::Alliance alliance;
  LocalizedText agency;
  std::string organization;
  auth::LinkState door = auth::LinkState::open;
  bool takes_part = true;                  // the organisation
  std::optional<auth::AccountId> account;  // of that e-mail already
};
Result<Opened> open(db::Tx& tx, const auth::Link& link);

/// Who comes by the link: with the password of the account that this e-mail has, or with a name and a new password. Opens the
/// account when there is none, gives the seat, and opens a session. Hashes outside its transaction. Errors: conflict (taken),
/// gone, too_many, invalid (`name`, `password`, `again`).
struct Arrival {
  NewPerson person;
  std::string address;  // of the network
  std::string agent;
};
Result<auth::FreshSession> take(const db::Database& db, const feature::Act& act, const auth::Link& link, const Arrival& arrival,
                                const auth::SessionLimits& limits);

// What follows from something else (listeners.h); nobody is asked.

/// A person does not work for the organisation beyond `until`: the seat of their account there ends, at once or on that day, and
/// open offers to who is no contact any more are withdrawn. A seat that they hold with another e-mail is not known to be theirs:
/// the page that records a departure says so.
struct Departure {
  AgencyId agency;
  OrganizationId organization;
  std::optional<auth::AccountId> account;  // of their e-mail
  Date until;
  auth::AccountId by;
};
Done leave(db::Tx& tx, const Departure& departure);

/// How seats of one account at one organisation end. A last day that is not beyond today ends them at once.
struct Ending {
  Date last_day;
  Date today;
  auth::AccountId by;
  std::string reason;
};
Done end_all(db::Tx& tx, AgencyId agency, OrganizationId organization, auth::AccountId account, const Ending& how);

/// Of organization.merged and organization.unmerged: seats and open offers at `gone` continue at `kept`, but for those whose
/// holder has the same there.
struct Merging {
  std::int64_t merge = 0;
  AgencyId agency;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging);
void unmerge(db::Tx& tx, const Merging& merging);

}  // namespace alianza::seats
