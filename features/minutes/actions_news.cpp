// Who is written to about minutes and agreements: contacts with an account who may read them.
#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"
#include "features/minutes/store_copies.h"
#include "features/organizations/actions.h"
#include "platform/auth/accounts.h"
#include "platform/auth/links.h"
#include "platform/mail/mail.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::minutes {
namespace {

constexpr int days_before = 3;
/// What is late for longer was late before anybody was written to.
constexpr int days_late = 7;
constexpr auto links_serve = std::chrono::hours(24 * 365);

/// The contacts of these organisations that can sign in, with the actor each would be.
struct Signing {
  Reader reader;
  auth::Actor actor;
};
std::vector<Signing> signing(db::Tx& tx, const std::vector<OrganizationId>& organizations) {
  const auto names = organizations::names(tx, organizations);
  std::vector<Signing> out;
  for (const auto& contact : membership::reachable(tx, organizations)) {
    const auto account = auth::find_account(tx, contact.email);
    if (!account || account->disabled_at) continue;
    Signing s{{contact.email, contact.name, {}, account->lang}, {.account = account->id, .name = account->name}};
    if (const auto name = names.find(contact.organization); name != names.end()) s.reader.organization = name->second.name;
    out.push_back(std::move(s));
  }
  return out;
}

/// One letter about an agreement to whoever answers for it; false when there is nobody to write to.
bool tell(db::Tx& tx, const Letterhead& head, const Agreement& a, News news) {
  for (const auto& s : signing(tx, {a.organization})) {
    if (!see_agreement(tx, s.actor, a.alliance, a.id)) continue;
    std::optional<std::string> unsubscribe;
    if (news != News::made) {
      if (mail::is_unsubscribed(tx, head.agency_id, s.reader.email)) continue;
      unsubscribe = auth::issue_link(tx, {head.agency_id, std::string(mail::unsubscribe_purpose), a.id.value(), s.reader.email,
                                          s.reader.person, tx.now() + links_serve});
    }
    store::keep_letter(tx, a, news, mail::send(tx, agreement_letter(head, s.reader, a, news, unsubscribe)));
    return true;
  }
  return false;
}

}  // namespace

std::optional<Letterhead> letterhead(db::Tx& tx, AllianceId alliance, MeetingId meeting, const std::string& origin) {
  const auto found = alliances::find(tx, alliance);
  const auto met = meetings::find(tx, alliance, meeting);
  const auto agency = found ? agencies::find(tx, found->agency) : std::nullopt;
  if (!met || !agency) return std::nullopt;
  return Letterhead{agency->id.value(), agency->name, found->name, met->title, origin, Zone::parse(found->zone).value_or(Zone())};
}

int tell_minutes(db::Tx& tx, AllianceId alliance, MeetingId meeting, const std::string& origin) {
  const auto m = store::find(tx, meeting);
  const auto head = letterhead(tx, alliance, meeting, origin);
  const auto at = unsigned_view(tx, alliance, meeting);
  if (!m || !head || !at || m->state == State::draft) return 0;
  std::set<OrganizationId> there;
  for (const auto& row : meetings::book(tx, meeting).attendance) there.insert(row.organization);
  const std::vector<OrganizationId> ids(there.begin(), there.end());
  const auto names = organizations::names(tx, ids);
  const auto before = store::copies(tx, meeting);
  int written = 0;
  std::set<std::string> told;  // one letter to who is the contact of two organisations
  for (const auto& contact : membership::reachable(tx, ids)) {
    const auto had = before.find(contact.organization);
    const bool is_withheld = had != before.end() && had->second.revoked_at;
    if (is_withheld || told.contains(contact.email.key()) || !may_read_copy(tx, *at, *m, contact.organization, contact.email))
      continue;
    told.insert(contact.email.key());
    const auto account = auth::find_account(tx, contact.email);
    const auto name = names.find(contact.organization);
    give_copy(tx, *head, *m,
              {contact.email, contact.name, name == names.end() ? std::string() : name->second.name,
               account ? account->lang : Lang::es},
              contact);
    ++written;
  }
  if (m->state == State::approved)
    for (const auto& a : store::untold(tx, meeting)) written += tell(tx, *head, a, News::made) ? 1 : 0;
  return written;
}

std::vector<AllianceId> with_open_agreements(db::Tx& tx) { return store::with_open_agreements(tx); }

Result<int> remind(db::Tx& tx, AllianceId alliance, const std::string& origin) {
  const auto found = alliances::find(tx, alliance);
  if (!found) return 0;
  const auto today = Zone::parse(found->zone).value_or(Zone()).date_of(tx.now());
  int written = 0;
  const auto go = [&](News news, Date from, Date to) {
    for (const auto& a : store::unreminded(tx, alliance, news, from, to))
      if (const auto head = letterhead(tx, alliance, a.meeting, origin)) written += tell(tx, *head, a, news) ? 1 : 0;
  };
  go(News::soon, today, today.plus_days(days_before));
  go(News::late, today.plus_days(-days_late), today.plus_days(-1));
  return written;
}

}  // namespace alianza::minutes
