// What the meeting's page says of who comes, and what awaits a representative on the first page of the alliance.
#include <algorithm>

#include "features/registrations/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"

namespace alianza::registrations {
namespace {

constexpr int looked_at = 40;
constexpr std::size_t most_own = 5;  // organisations that one person acts for, on a meeting's page

void fill_own(views::Panel& p, const std::vector<Line>& lines, const meetings::SeenMeeting& seen) {
  for (const auto& line : lines) {
    if (p.own.size() == most_own) return;
    if (!seen.seen.standing.acts_for(line.organization)) continue;
    views::Panel::Own own;
    own.name = line.name;
    own.reply = badge(line.reply());
    if (line.registration) {
      own.persons = lines_of(line.registration->persons);
      own.note = line.registration->note;
    }
    own.edit = reply_url(seen.meeting).with("organization", line.organization.text());
    p.own.push_back(std::move(own));
  }
}

std::string meeting_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const auto seen = meetings::see(tx, auth::actor_of(at.request), AllianceId(at.alliance), MeetingId(at.subject));
  if (!seen || !seen->meeting.source.empty()) return {};  // what comes from a source convenes nobody
  const bool is_open = !refuses_reply(seen->meeting, zone_of(seen->seen.alliance), tx.now());
  const bool keeps = may_keep(*seen);
  if (!keeps && seen->seen.standing.seats.empty()) return {};
  const auto lines = own_lines(tx, *seen);
  views::Panel p;
  p.is_open = is_open;
  p.keeps = keeps;
  fill_own(p, lines, *seen);
  if (keeps)
    for (const auto& line : lines) count(p.tally, line.registration ? &*line.registration : nullptr);
  p.all = list_url(seen->meeting);
  if (keeps && is_open) p.convene = convene_url(seen->meeting);
  if (!keeps && p.own.empty()) return {};
  if (!is_open && p.tally.coming + p.tally.not_coming == 0 && p.own.empty()) return {};
  return std::string(html::draw(at.request, p).markup());
}

/// Meetings to come that wrote to an organisation of this person, which has not replied, nor arrived already.
void await_replies(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), alliance);
  if (!seen) return;
  std::vector<OrganizationId> own;
  for (const auto& seat : seen->standing.seats)
    if (seat.status == membership::Status::active) own.push_back(seat.organization);
  if (own.empty()) return;
  std::map<MeetingId, meetings::Meeting> coming;
  std::vector<MeetingId> ids;
  for (auto& row : meetings::list(tx, alliance, {.when = meetings::When::upcoming, .state = meetings::State::scheduled}, {},
                                  looked_at, at.today)
                       .rows) {
    ids.push_back(row.meeting.id);
    coming.emplace(row.meeting.id, std::move(row.meeting));
  }
  if (ids.empty()) return;
  const auto names = organizations::names(tx, own);
  for (const auto& r : silent_of(tx, own, ids)) {
    const auto& m = coming.at(r.meeting);
    if (!m.on || refuses_reply(m, zone_of(seen->alliance), tx.now())) continue;
    const auto there = meetings::book(tx, m.id).attendance;
    if (std::ranges::find(there, r.organization, &meetings::Attendance::organization) != there.end()) continue;
    const auto name = names.find(r.organization);
    html::DueRow due{*m.on,
                     {m.title, meeting_url(m)},
                     {},
                     html::Link{_("Decir si asiste"), reply_url(m).with("organization", r.organization.text())}};
    due.why = text(at.request.lang,
                   _("Convoca a {1}; falta su respuesta").arg(name == names.end() ? std::string() : name->second.name));
    out.rows.push_back(std::move(due));
  }
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("meeting", 5, meeting_panel);
  site.await(15, await_replies);
}

}  // namespace alianza::registrations
