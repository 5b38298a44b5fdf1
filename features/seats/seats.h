#pragma once
// Words and rules of seats (features/seats/README.md): R-009. No SQL, no HTTP.
#include <optional>
#include <string>
#include <vector>

#include "features/membership/membership.h"
#include "platform/auth/appointments.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::seats {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using OfferId = Id<struct SeatOfferTag>;

/// A seat that a person was offered by letter and has not taken yet, or that was taken or withdrawn.
struct Offer {
  OfferId id;
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  std::string person_name;
  Email email;
  Lang lang = Lang::es;
  auth::Role role = auth::Role::representative;
  auth::AccountId offered_by;
  Instant offered_at;
  Instant expires_at;
  std::optional<Instant> taken_at;
  std::optional<Instant> withdrawn_at;

  bool is_open() const { return !taken_at && !withdrawn_at; }
};

/// Who acts for the organisation: a seat in force or past.
struct Holder {
  auth::Appointment appointment;
  std::string name;
  std::string email;
};

struct OfferInput {
  std::string contact;  // the affiliation of a present contact with an e-mail
  std::string role = "representative";
  std::string lang = "es";
};
struct Checked {
  membership::AffiliationId contact;
  auth::Role role = auth::Role::representative;
  Lang lang = Lang::es;
};
/// Errors by field: contact, role, lang.
Result<Checked> parse(const OfferInput& input);

/// What the page of a link asks of somebody who has no account yet.
struct NewPerson {
  std::string name;
  std::string password;
  std::string again;
};
/// Errors by field: name, password, again.
Result<NewPerson> parse(const NewPerson& raw, const Email& email);

}  // namespace alianza::seats
