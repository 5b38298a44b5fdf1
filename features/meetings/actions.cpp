#include "features/meetings/actions.h"

#include <algorithm>

#include "features/committees/actions.h"
#include "features/meetings/actions_shared.h"
#include "features/meetings/store.h"
#include "features/meetings/store_attendance.h"

namespace alianza::meetings {
namespace {

std::string joined_text(const Meeting& m) {
  std::string out;
  for (const auto id : m.joined) out.append(out.empty() ? "" : " ").append(id.text());
  return out;
}

audit::Fields changes(const Meeting& before, const Meeting& after) {
  audit::Fields f;
  const auto text = [&](const std::string& name, const LocalizedText& old, const LocalizedText& now) {
    f.change(name + "_es", old.es, now.es).change(name + "_en", old.en, now.en);
  };
  f.change("kind", to_text(before.kind), to_text(after.kind)).change("committee", before.committee, after.committee);
  f.change("joined", joined_text(before), joined_text(after));
  text("title", before.title, after.title);
  text("summary", before.summary, after.summary);
  f.change("on", before.on, after.on).change("until", before.until, after.until);
  f.change("precision", to_text(before.precision), to_text(after.precision));
  f.change("starts", before.starts, after.starts).change("ends", before.ends, after.ends);
  text("venue", before.venue, after.venue);
  f.change("link", before.link, after.link);
  return f;
}

/// May the actor convene for that committee (0: the whole alliance)?
Done allowed_for(db::Tx& tx, const feature::Act& act, const alliances::Seen& seen, CommitteeId committee) {
  const auto wrong = Error::field("committee", _("Elija un comité de la lista."));
  if (committee && !committees::find(tx, seen.alliance.id, committee)) return fail(wrong);
  const auto may = may_convene(tx, act.actor, seen);
  if (may.alliance) return {};
  if (!may.any()) return fail(Error::forbidden());
  const bool own = std::find(may.committees.begin(), may.committees.end(), committee) != may.committees.end();
  if (!own) return fail(Error::field("committee", _("Elija un comité que usted preside o cuya secretaría lleva.")));
  return {};
}

bool has(const std::vector<CommitteeId>& bodies, CommitteeId committee) {
  return std::find(bodies.begin(), bodies.end(), committee) != bodies.end();
}

/// Who convenes says with whom: its officers for their own body. Officers of another body of the session may take theirs out.
Done allowed_together(db::Tx& tx, const feature::Act& act, const alliances::Seen& seen, const Meeting& before,
                      const Meeting& after) {
  for (const auto id : after.joined)
    if (!committees::find(tx, seen.alliance.id, id)) return fail(Error::field("joined", _("Elija comités de la lista.")));
  if (before.id && after.committee == before.committee && after.joined == before.joined) return {};
  const auto may = may_convene(tx, act.actor, seen);
  const bool convenes = may.alliance || has(may.committees, before.id ? before.committee : after.committee);
  if (after.committee != before.committee || !before.id) TRY(allowed_for(tx, act, seen, after.committee));
  if (convenes) return {};
  const auto refused = Error::field("joined", _("Quién más sesiona lo dice quien convoca. Usted puede quitar su propio comité."));
  if (after.committee != before.committee) return fail(refused);
  for (const auto id : after.joined)
    if (!has(before.joined, id)) return fail(refused);
  for (const auto id : before.joined)
    if (!has(after.joined, id) && !has(may.committees, id)) return fail(refused);
  return {};
}

/// Who reads the alliance as a member finds it: title, summary, agenda, venue. The agenda is written in one language.
search::Document document(const Meeting& m, const std::vector<AgendaItem>& agenda) {
  std::string items;
  for (const auto& item : agenda) items.append(items.empty() ? "" : "\n").append(item.title);
  const auto joined = [](std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts)
      if (!part.empty()) out.append(out.empty() ? "" : "\n").append(part);
    return out;
  };
  const bool english = !m.summary.en.empty() || !m.venue.en.empty();
  return {.kind = "meeting",
          .agency = m.agency.value(),
          .alliance = m.alliance.value(),
          .id = m.id.value(),
          .title = m.title,
          .text = {joined({m.summary.es, items, m.venue.es}), english ? joined({m.summary.en, items, m.venue.en}) : std::string(),
                   Lang::es}};
}

std::string agenda_value(const std::vector<AgendaItem>& items) { return agenda_text(items); }

}  // namespace

std::map<CommitteeId, std::string> committee_names(db::Tx& tx, AllianceId alliance, Lang lang) {
  std::map<CommitteeId, std::string> out;
  for (const auto& listed : committees::of_alliance(tx, alliance))
    out.emplace(listed.committee.id, listed.committee.name.in(lang));
  return out;
}

feature::About about(const Meeting& m) { return {m.agency.value(), m.alliance.value(), "meeting", m.id.value()}; }

Officer officer_of(const SeenMeeting& s) { return s.officer ? Officer::yes : Officer::no; }

Result<SeenMeeting> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Action action) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!may(action, seen.seen.standing, officer_of(seen))) return fail(Error::forbidden());
  return seen;
}

Result<SeenMeeting> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId id) {
  SeenMeeting s{TRY(alliances::see(tx, actor, alliance)), {}, false};
  auto meeting = store::find(tx, alliance, id);
  if (!meeting || !may(Action::read, s.seen.standing)) return fail(Error::not_found());
  s.meeting = std::move(*meeting);
  if (const auto bodies = bodies_of(s.meeting); !bodies.empty()) {
    const auto own = committees::offices_of(tx, actor, s.seen);
    s.officer = std::any_of(bodies.begin(), bodies.end(), [&](CommitteeId body) { return has(own, body); });
  }
  return s;
}

std::optional<Meeting> find(db::Tx& tx, AllianceId alliance, MeetingId id) { return store::find(tx, alliance, id); }

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  const auto rows = store::after(tx, MeetingId(after), limit);
  std::vector<MeetingId> ids;
  for (const auto& m : rows) ids.push_back(m.id);
  const auto agendas = store::agendas(tx, ids);
  for (const auto& m : rows) {
    const auto agenda = agendas.find(m.id);
    out.documents.push_back(document(m, agenda == agendas.end() ? std::vector<AgendaItem>() : agenda->second));
    out.last = m.id.value();
  }
  return out;
}

MayConvene may_convene(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  MayConvene out;
  out.alliance = may(Action::convene, seen.standing);
  if (!out.alliance && may(Action::convene, seen.standing, Officer::yes))
    out.committees = committees::offices_of(tx, actor, seen);
  return out;
}

Book book(db::Tx& tx, MeetingId id) {
  Book b;
  b.agenda = store::agenda(tx, id);
  b.groups = store::groups(tx, id);
  b.attendance = store::attendances(tx, id);
  b.counts = store::counts(tx, id);
  b.states = store::states(tx, id);
  return b;
}

Result<Meeting> schedule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may_convene(tx, act.actor, seen).any()) return fail(Error::forbidden());
  return schedule(tx, act, alliance, TRY(parse(input)));
}

Result<Meeting> schedule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Draft& draft) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  auto m = draft.meeting;
  TRY(allowed_together(tx, act, seen, {}, m));
  m.id = MeetingId::make();
  m.agency = seen.alliance.agency;
  m.alliance = alliance;
  m.cycle = seen.alliance.cycle;
  if (m.sort_on.empty()) m.sort_on = sort_key(m, m.on.value_or(seen.today));
  m.updated_at = tx.now();
  store::insert(tx, m, act.who().account);
  store::set_state(tx, m, m.state, {}, act.who());
  store::replace_agenda(tx, m, draft.agenda);
  search::put(tx, document(m, draft.agenda));
  auto fields = changes({}, m);
  fields.set("state", to_text(m.state)).set("agenda", agenda_value(draft.agenda));
  feature::record(tx, act, about(m), "meeting.schedule", std::move(fields));
  TRY(feature::remember(tx, act, m.id.text()));
  return m;
}

Result<Meeting> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const Input& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  const auto& before = seen.meeting;
  const auto draft = TRY(parse(input, &before));
  auto m = draft.meeting;
  TRY(allowed_together(tx, act, seen.seen, before, m));
  m.id = id;
  m.agency = before.agency;
  m.alliance = alliance;
  m.cycle = before.cycle;
  m.state = before.state;
  m.source = before.source;
  if (!store::update(tx, m, act.who().account))
    return fail(Error::conflict(_(
        "Alguien guardó esta reunión mientras usted escribía. Su texto sigue aquí: compárelo con el actual y guarde de nuevo.")));
  auto fields = changes(before, m);
  fields.change("agenda", agenda_value(store::agenda(tx, id)), agenda_value(draft.agenda));
  store::replace_agenda(tx, m, draft.agenda);
  search::put(tx, document(m, draft.agenda));
  feature::record(tx, act, about(m), "meeting.edit", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  return TRY(see(tx, act.actor, alliance, id)).meeting;
}

Done replace_agenda(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view agenda) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  const auto items = TRY(parse_agenda(agenda));
  audit::Fields fields;
  fields.change("agenda", agenda_value(store::agenda(tx, id)), agenda_value(items));
  store::replace_agenda(tx, seen.meeting, items);
  search::put(tx, document(seen.meeting, items));
  ENSURE(store::update(tx, seen.meeting, act.who().account));  // a new version: calendars show the agenda
  feature::record(tx, act, about(seen.meeting), "meeting.replace_agenda", std::move(fields));
  return feature::remember(tx, act, id.text());
}

Done change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, State to, std::string_view reason) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  const auto& m = seen.meeting;
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (auto no = refuses_state(m.state, to, *why)) return fail(std::move(*no));
  if (to == State::held && m.on && *m.on > seen.seen.today)
    return fail(Error::invalid(_("La reunión es el {1}: podrá darla por celebrada desde ese día.").arg(m.on->text())));
  store::set_state(tx, m, to, *why, act.who());
  const char* verb = to == State::held ? "meeting.hold" : to == State::cancelled ? "meeting.cancel" : "meeting.reschedule";
  feature::record(tx, act, about(m), verb, audit::Fields().change("state", to_text(m.state), to_text(to)).set("reason", *why));
  return feature::remember(tx, act, id.text());
}

Done change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view to,
                  std::string_view reason) {
  TRY(seen_for(tx, act, alliance, id, Action::convene));  // before the input is judged
  State state{};
  if (!from_text(to, state)) return fail(Error::field("state", _("Elija un estado: scheduled, held, cancelled.")));
  return change_state(tx, act, alliance, id, state, reason);
}

Result<GroupId> add_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view name,
                          std::string_view topic) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  Group group;
  auto named = parse_text(name, 120);
  if (!named) return fail(Error::field("name", named.error().message));
  if (named->empty()) return fail(Error::field("name", _("Escriba el nombre de la mesa.")));
  auto about_what = parse_text(topic, 300);
  if (!about_what) return fail(Error::field("topic", about_what.error().message));
  group.name = std::move(*named);
  group.topic = std::move(*about_what);
  const auto others = store::groups(tx, id);
  if (static_cast<std::int64_t>(others.size()) >= most_groups)
    return fail(Error::field("name", _("Una reunión tiene a lo más {1} mesas.").arg(most_groups)));
  for (const auto& other : others)
    if (fold(other.name) == fold(group.name)) {
      auto taken = Error::field("name", _("Ya hay una mesa con ese nombre."));
      taken.fault = Fault::conflict;
      return fail(std::move(taken));
    }
  const auto made = store::insert_group(tx, seen.meeting, group);
  feature::record(tx, act, about(seen.meeting), "meeting.add_group",
                  audit::Fields().set("name", group.name).set("topic", group.topic));
  TRY(feature::remember(tx, act, id.text()));
  return made;
}

}  // namespace alianza::meetings
