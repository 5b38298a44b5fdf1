// The calendar of an alliance, and the private addresses at which its members read it.
#include <sodium.h>

#include <array>

#include "features/committees/actions.h"
#include "features/meetings/actions_shared.h"
#include "features/meetings/calendar.h"
#include "features/meetings/store.h"
#include "platform/auth/accounts.h"

namespace alianza::meetings {
namespace {

constexpr int days_back = 366;
constexpr int most_entries = 2000;

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string out(size * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes, size);
  out.pop_back();
  return out;
}

/// 256 random bits.
std::string fresh_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex(bytes.data(), bytes.size());
}

std::string hash_of(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> out{};
  crypto_hash_sha256(out.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  return hex(out.data(), out.size());
}

std::vector<CalendarEntry> entries_of(db::Tx& tx, const alliances::Alliance& alliance, const CalendarWanted& wanted, Date today) {
  store::Range range;
  range.low = today.plus_days(-days_back).text();
  auto meetings = store::forward(tx, alliance.id, range, {}, most_entries);
  std::vector<MeetingId> ids;
  for (const auto& m : meetings) ids.push_back(m.id);
  auto agendas = store::agendas(tx, ids);
  const auto names = committee_names(tx, alliance.id, wanted.lang);
  std::vector<CalendarEntry> out;
  for (auto& m : meetings) {
    CalendarEntry e;
    e.agenda = std::move(agendas[m.id]);
    e.committee = bodies_text(m, names, wanted.lang);
    if (!wanted.origin.empty()) e.url = wanted.origin + (wanted.lang == Lang::en ? "/en" : "") + wanted.path + "/" + m.id.text();
    e.meeting = std::move(m);
    out.push_back(std::move(e));
  }
  return out;
}

}  // namespace

std::string calendar_text(db::Tx& tx, const alliances::Alliance& alliance, const CalendarWanted& wanted) {
  Calendar calendar;
  calendar.name = alliance.name.in(wanted.lang);
  calendar.lang = wanted.lang;
  calendar.zone = Zone::parse(alliance.zone).value_or(Zone());
  return calendar_text(calendar, entries_of(tx, alliance, wanted, calendar.zone.date_of(tx.now())));
}

std::string calendar_text(db::Tx& tx, const alliances::Alliance& alliance, const Meeting& meeting, Lang lang) {
  CalendarEntry entry;
  entry.meeting = meeting;
  entry.agenda = store::agenda(tx, meeting.id);
  entry.committee = bodies_text(meeting, committee_names(tx, alliance.id, lang), lang);
  return calendar_text(Calendar{alliance.name.in(lang), lang, Zone::parse(alliance.zone).value_or(Zone())}, {entry});
}

Result<std::string> make_feed(db::Tx& tx, const feature::Act& act, AllianceId alliance, Lang lang) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::read, seen.standing)) return fail(Error::not_found());
  auto secret = fresh_secret();
  store::put_feed(tx, seen.alliance.agency, {alliance, act.who().account, lang, {}}, hash_of(secret));
  feature::record(tx, act, {seen.alliance.agency.value(), alliance.value(), "account", act.who().account.value()},
                  "calendar.make_feed", audit::Fields().set("lang", tag(lang)));
  TRY(feature::remember(tx, act, alliance.text()));
  return secret;
}

Done end_feed(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!store::feed_of(tx, alliance, act.who().account)) return fail(Error::not_found());
  store::delete_feed(tx, alliance, act.who().account);
  feature::record(tx, act, {seen.alliance.agency.value(), alliance.value(), "account", act.who().account.value()},
                  "calendar.end_feed", {});
  return feature::remember(tx, act, alliance.text());
}

std::optional<Instant> feed_since(db::Tx& tx, const auth::Actor& actor, AllianceId alliance) {
  const auto feed = store::feed_of(tx, alliance, actor.account);
  if (!feed) return std::nullopt;
  return feed->created_at;
}

Result<Feed> open_feed(db::Tx& tx, std::string_view secret) {
  const auto found = store::find_feed(tx, hash_of(secret));
  if (!found) return fail(Error::not_found());
  const auto account = auth::find_account(tx, found->account);
  if (!account || !account->active()) return fail(Error::not_found());
  // The address is worth what its person may read today.
  auth::Actor actor;
  actor.account = account->id;
  actor.name = account->name;
  auto seen = TRY(alliances::see(tx, actor, found->alliance));
  return Feed{std::move(seen.alliance), found->lang};
}

}  // namespace alianza::meetings
