#pragma once
// Verbs of adherences. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <string>
#include <vector>

#include "features/adherences/adherences.h"
#include "features/alliances/actions.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"
#include "platform/files/store.h"

namespace alianza::adherences {

inline constexpr std::string_view link_purpose = "adherence";

struct Book {
  alliances::Seen seen;
  std::vector<Text> texts;            // newest first; empty: nobody can be asked to adhere yet
  std::vector<Adherence> adherences;  // those that wait first, at most `page_rows`; without their documents
  bool has_next = false;
  bool may_publish = false;
};
inline constexpr int page_rows = 100;
/// `after`: the last one of the page before. Errors: not_found, forbidden.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const std::optional<Place>& after = {});
/// What an organisation signed. Errors: not_found (also when it was not signed yet), forbidden.
Result<Adherence> signed_document(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AdherenceId id);

/// Subject = alliance: there is another version of its text.
inline constexpr std::string_view text_published = "adherence.text_published";
/// A new version of the text; what was signed keeps its own. Publishes `text_published`. Errors: not_found, forbidden, invalid by
/// field.
Result<Text> publish(db::Tx& tx, const feature::Act& act, AllianceId alliance, const TextInput& input);

/// Whom to ask, for features that have asked who may already (an accepted invitation).
struct Offer {
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  std::string organization_name;
  std::string person_name;
  Email email;
  Lang lang = Lang::es;
  std::optional<Email> reply_to;
};
/// Asks to adhere to the newest text: a link, and a letter with it when `origin` says where the server is. An organisation that
/// was asked before is asked anew. Gives the secret of the link; nothing when the alliance has no text.
Result<std::optional<std::string>> offer(db::Tx& tx, const Offer& offer, const std::optional<std::string>& origin);

/// Another link and letter for one that waits, to whom the directory says to write to today; the link before is revoked. Errors:
/// not_found, forbidden, conflict (signed, takes no part any more, nobody to write to, no address for the letter).
Done ask_again(db::Tx& tx, const feature::Act& act, AllianceId alliance, AdherenceId id,
               const std::optional<std::string>& origin);

// For other features, without asking who: they have asked already.

/// Somebody can be asked to adhere.
bool has_text(db::Tx& tx, AllianceId alliance);
/// Organisations that were asked, signed or not.
std::vector<OrganizationId> asked(db::Tx& tx, AllianceId alliance);

/// What the page of a link shows.
struct Opened {
  Adherence adherence;
  Text text;         // the newest, while it waits for a signature; else what was signed
  std::string body;  // of the text, as this organisation reads it
  alliances::Alliance alliance;
  LocalizedText agency;
  auth::LinkState door = auth::LinkState::open;
  std::optional<privacy::Notice> privacy = {};  // that is still to be read
  bool takes_part = true;                       // the organisation; who was withdrawn signs nothing more
  bool text_changed = false;                    // since the letter that asks for the signature was written
};
Result<Opened> open(db::Tx& tx, const auth::Link& link);
/// Stores the document of the newest text and its hash; an invited organisation becomes active. When `origin` says where the
/// server is, a letter confirms it, with a link to the document. Errors: conflict (signed meanwhile, or another text than the one
/// that was read), gone (over, or the organisation takes no part any more), invalid (`name`, `position`, `accept`, `privacy`).
Done sign(db::Tx& tx, const feature::Act& act, const auth::Link& link, const SignInput& input,
          const std::optional<std::string>& origin = {});

/// A scan as it was sent.
struct Upload {
  std::string_view bytes;
  std::string_view file_name;
  std::string_view media_type;
};
/// A letter signed on paper: its scan is kept, its hash is that of the file, and what follows is as after a signature behind the
/// link, whose open links are answered. The organisation takes part, and waits for its signature or has an address to write to.
/// Errors: not_found, forbidden, unavailable; conflict (signed already, no text yet); invalid (`organization`, `name`,
/// `position`, `signed_on`, `version`, `file`); too_large.
Result<AdherenceId> record_paper(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                                 const PaperInput& input, const Upload& upload);

/// Adherences of `gone` become those of `kept`; the links of an open one that stays, since `kept` has one too, are revoked.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::adherences
