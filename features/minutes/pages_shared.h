#pragma once
// What the pages of minutes share.
#include <functional>
#include <map>

#include "features/alliances/shell.h"
#include "features/minutes/actions.h"
#include "features/minutes/pages.h"
#include "features/organizations/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::minutes {

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline http::Url list_url(AllianceId alliance) { return http::Url("/alliances/{}/agreements", alliance); }
inline http::Url agreement_url(AllianceId alliance, AgreementId id) {
  return http::Url("/alliances/{}/agreements/{}", alliance, id);
}
inline http::Url minutes_url(AllianceId alliance, MeetingId id) {
  return http::Url("/alliances/{}/meetings/{}/minutes", alliance, id);
}

/// The edition that the address names; none: the newest. What is no number is edition 0, which nobody has.
std::optional<int> edition_asked(const http::Request& request);
html::Badge badge(State state);
html::Badge badge(Progress progress);
/// «2 mar 2026, 10:02», in the zone of the alliance.
std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang);
std::vector<std::string> paragraphs(std::string_view body);
/// Names that rows of agreements need, read at once.
struct Names {
  std::map<OrganizationId, organizations::Name> organizations;
  std::map<CommitteeId, std::string> committees;
  std::map<MeetingId, std::vector<CommitteeId>> joined;  // further bodies of joint sessions
  /// «Energía y Agua»; empty: of the whole alliance.
  std::string bodies_of(const Agreement& agreement, Lang lang) const;
};
Names names_for(db::Tx& tx, AllianceId alliance, const std::vector<Agreement>& rows, Lang lang);
views::AgreementRow row_view(const Agreement& agreement, const Names& names, Date today, Lang lang);
/// Text, who answers for it and until when; `prefix` keeps the ids of several forms on one page apart.
/// `suffix` does it for the names, where they stand in one form.
html::FieldSet agreement_fields(const AgreementInput& input, std::vector<html::Option> owners, const std::string& prefix,
                                const std::string& suffix = {});
/// The organisations of the alliance that may answer for an agreement, by name: the active ones.
std::vector<html::Option> owners(db::Tx& tx, AllianceId alliance, Date today);
/// And those that attended that meeting, though they are only invited.
std::vector<html::Option> owners(db::Tx& tx, AllianceId alliance, MeetingId meeting, Date today);

struct Where {
  AllianceId alliance;
  MeetingId meeting;
};
Where where(const http::Request& request);
/// What is drawn again, at the form that was sent: after a refusal, or when something that was begun is not saved yet.
struct Again {
  std::string form;  // "sections", "comments"…
  std::string section;
  const Error* error = nullptr;
  const std::vector<Saved>* crossed = nullptr;
};
/// The minutes with what was typed.
http::Response again_page(feature::Site& site, http::Request& request, const Where& at, const Again& again, int status);
/// A text as the action takes it; what cannot be taken stays as it was typed.
std::string typed_text(const std::string& raw);
/// «Aprobada con el folio …», right after the approval.
std::optional<Message> approval_words(const http::Request& request, const Minutes& minutes);

/// One edition and the meeting it is of, found by a page for whoever asks.
struct Readable {
  SeenMeeting seen;
  Minutes minutes;
};
using FindReadable = std::function<Result<Readable>(db::Tx& tx)>;
enum class PaperKind { pdf, docx };
http::Response paper_of(feature::Site& site, const http::Request& request, PaperKind kind, const FindReadable& find);
/// The text that was approved; not_found for what is not.
http::Response canonical_of(feature::Site& site, const FindReadable& find);

}  // namespace alianza::minutes
