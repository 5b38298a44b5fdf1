// The synthetic alliance: committees with their officers, and meetings with agenda and attendance.
#include <algorithm>
#include <array>

#include "features/committees/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/demo/words.h"
#include "features/meetings/actions.h"
#include "platform/i18n/format.h"

namespace alianza::demo {
namespace {

using committees::Mechanism;

constexpr std::array mechanisms{Mechanism::online_survey, Mechanism::in_person_vote, Mechanism::prior_studies,
                                Mechanism::built_from_zero, Mechanism::undecided};

/// Outcomes by mechanism, in the same order.
LocalizedText outcome(std::size_t which) {
  switch (which) {
    case 0: return {"Dos proyectos, de cinco propuestos.", "Two projects, of five proposed.", Lang::es};
    case 1: return {"Un proyecto, por mayoría.", "One project, by majority.", Lang::es};
    case 2: return {"Un proyecto, a partir de dos estudios.", "One project, based on two studies.", Lang::es};
    case 3: return {"El proyecto se planteó desde cero.", "The project was built from scratch.", Lang::es};
    default: return {};
  }
}

Done appoint(db::Tx& tx, const feature::Act& act, const World& world, committees::CommitteeId committee,
             committees::Office office, const Made& from, int since, Dice& dice) {
  committees::AppointmentInput input;
  input.office = committees::to_text(office);
  input.holder = from.contact.empty() ? person_name(dice) : from.contact;
  input.organization = from.id.text();
  input.since = world.day(since).text();
  input.document = "Acta de instalación (inventada)";
  return committees::appoint(tx, act, world.alliance.id, committee, input);
}

std::vector<Made> some_members(const World& world, Dice& dice, std::size_t which) {
  // The first two organisations belong to the first committee: its president and secretary have accounts.
  std::vector<Made> members;
  if (which == 0) members = {world.active.at(0), world.active.at(1)};
  const std::vector<Made> pool(
      world.active.begin() + 2,
      world.active.begin() + std::min<std::ptrdiff_t>(90, static_cast<std::ptrdiff_t>(world.active.size())));
  for (auto& made : dice.some(pool, std::min<std::size_t>(pool.size(), static_cast<std::size_t>(dice.between(9, 15)))))
    members.push_back(std::move(made));
  return members;
}

Done make_committee(db::Tx& tx, const feature::Act& act, World& world, Dice& dice, const Vocabulary::CommitteeName& name,
                    std::size_t which) {
  committees::Committee c;
  c.kind = committees::Kind::committee;
  c.sdg = name.sdg;
  c.name = name.name;
  c.purpose = {"Elegir y estructurar proyectos ligados a su ODS.", "Choose and structure projects linked to its SDG.", Lang::es};
  c.mechanism = mechanisms.at(which % mechanisms.size());
  c.outcome = outcome(which);
  c.founded_on = world.day(-160);
  if (which < 4) c.quorum_percent = 50;
  const auto founded = TRY(committees::found(tx, act, world.alliance.id, c));
  auto members = some_members(world, dice, which);
  for (const auto& member : members) TRY(committees::add_member(tx, act, founded, member.id, world.day(-160)));
  using committees::Office;
  if (which == 1)
    TRY(appoint(tx, act, world, founded.id, Office::president, members.at(2), -160, dice));  // succeeded by the one below
  TRY(appoint(tx, act, world, founded.id, Office::president, members.at(0), which == 1 ? -50 : -160, dice));
  TRY(appoint(tx, act, world, founded.id, Office::secretary, members.at(1), -160, dice));
  world.committees.push_back(founded);
  world.members.push_back(std::move(members));
  return {};
}

std::vector<meetings::AgendaItem> agenda(Dice& dice, meetings::Kind kind) {
  std::vector<Vocabulary::AgendaItem> own;
  std::vector<Vocabulary::AgendaItem> any;
  for (const auto& item : vocabulary().agenda_items) {
    if (item.meeting == "any") any.push_back(item);
    if (item.meeting == meetings::to_text(kind)) own.push_back(item);
  }
  std::vector<meetings::AgendaItem> out;
  const auto add = [&](const Vocabulary::AgendaItem& item) { out.push_back({{}, item.title.es, item.minutes}); };
  add(any.at(0));
  for (const auto& item : dice.some(own, std::min<std::size_t>(own.size(), 3))) add(item);
  add(any.at(any.size() - 2));
  return out;
}

struct Plan {
  meetings::Kind kind = meetings::Kind::plenary;
  int day = 0;
  LocalizedText title;
  std::optional<std::size_t> committee;
  bool cancelled = false;
};

/// "Sesión ordinaria de {month}" -> "Sesión ordinaria de marzo de 2026"
std::string with_month(std::string title, Lang lang, Date day) {
  constexpr std::string_view hole = "{month}";
  if (const auto at = title.find(hole); at != std::string::npos) title.replace(at, hole.size(), i18n::month_year(lang, day));
  return title;
}

LocalizedText session_title(Dice& dice, int phase, Date day) {
  std::vector<LocalizedText> fitting;
  for (const auto& row : vocabulary().session_titles)
    if (row.phase == phase) fitting.push_back(row.title);
  const auto& title = dice.pick(fitting);
  return {with_month(title.es, Lang::es, day), with_month(title.en, Lang::en, day), Lang::es};
}

/// Six months of a committee: what it meets about follows from how far it is.
void add_sessions(std::vector<Plan>& out, const World& world, std::size_t c) {
  Dice dice(world.seed + 50 + c);
  int phase = 0;
  for (const int planned : {-130, -100, -70, -40, -10, 18}) {
    ++phase;
    if (c == 2 && phase == 3) continue;  // a month without a session
    const int day = planned + static_cast<int>(c);
    out.push_back({meetings::Kind::committee, day, session_title(dice, phase, world.working_day(day)), c, c == 3 && phase == 4});
  }
}

std::vector<Plan> plans(const World& world) {
  using meetings::Kind;
  const auto text = [](const char* es, const char* en) { return LocalizedText{es, en, Lang::es}; };
  std::vector<Plan> out{
      {Kind::plenary, -280, text("Plenaria de lanzamiento", "Launch plenary"), {}, false},
      {Kind::plenary,
       -235,
       text("Segunda plenaria: qué hace cada organización por los ODS",
            "Second plenary: what each organisation does for the SDGs"),
       {},
       false},
      {Kind::plenary,
       -180,
       text("Tercera plenaria: resultados de la encuesta", "Third plenary: results of the survey"),
       {},
       false},
      {Kind::installation, -160, text("Instalación de los comités", "Installation of the committees"), {}, false},
      {Kind::transversal,
       -75,
       text("Sesión transversal: lo que comparten los comités", "Transversal session: what the committees share"),
       {},
       false},
      {Kind::focus_group, -20, text("Grupo focal: qué funcionó", "Focus group: what worked"), {}, false},
      {Kind::plenary,
       24,
       text("Cuarta plenaria: proyectos estructurados y cierre de la etapa",
            "Fourth plenary: structured projects and end of the stage"),
       {},
       false}};
  for (std::size_t c = 0; c < world.committees.size(); ++c) add_sessions(out, world, c);
  return out;
}

meetings::Draft draft_of(const World& world, const Plan& plan, Dice& dice) {
  meetings::Draft draft;
  auto& m = draft.meeting;
  m.kind = plan.kind;
  m.title = plan.title;
  m.on = world.working_day(plan.day);
  const int start = 60 * dice.between(9, 16);
  m.starts = start;
  m.ends = start + (plan.kind == meetings::Kind::committee ? 90 : 120);
  m.venue = dice.pick(vocabulary().venues);
  if (plan.committee) m.committee = world.committees.at(*plan.committee).id;
  if (m.venue.es == "En línea") m.link = "https://reuniones.example/muestra";
  m.state = plan.cancelled ? meetings::State::cancelled : plan.day < 0 ? meetings::State::held : meetings::State::scheduled;
  draft.agenda = agenda(dice, plan.kind);
  return draft;
}

Done register_people(db::Tx& tx, const feature::Act& act, const meetings::Meeting& meeting, const std::vector<Made>& expected,
                     Dice& dice) {
  for (const auto& organization : expected) {
    if (!dice.chance(80)) continue;
    meetings::Attendance row;
    row.organization = organization.id;
    row.person = organization.contact;
    row.mode = dice.chance(75) ? meetings::Mode::in_person : meetings::Mode::remote;
    row.arrival = dice.chance(90) ? meetings::Arrival::on_time : meetings::Arrival::late;
    TRY(meetings::register_attendance(tx, act, meeting, row));
  }
  return {};
}

}  // namespace

Date World::working_day(int from_today) const {
  const auto on = day(from_today);
  constexpr unsigned sunday = 0;
  constexpr unsigned saturday = 6;
  if (on.weekday() == saturday) return on.plus_days(from_today < 0 ? -1 : 2);
  if (on.weekday() == sunday) return on.plus_days(from_today < 0 ? -2 : 1);
  return on;
}

Done make_committees(db::Tx& tx, World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  Dice dice(world.seed + 1);
  std::size_t which = 0;
  for (const auto& name : dice.some(vocabulary().committee_names, 5)) TRY(make_committee(tx, act, world, dice, name, which++));
  return {};
}

Done make_meetings(db::Database& db, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  std::uint64_t number = 0;
  for (const auto& plan : plans(world)) {
    const auto seed = world.seed + 100 + number++;
    TRY(db.write([&](db::Tx& tx) -> Done {
      Dice dice(seed);  // here, so that a body that runs again makes the same
      const auto meeting = TRY(meetings::schedule(tx, act, world.alliance.id, draft_of(world, plan, dice)));
      if (meeting.state != meetings::State::held) return {};
      const auto& all = world.active;
      const std::vector<Made> plenary(all.begin(),
                                      all.begin() + std::min<std::ptrdiff_t>(70, static_cast<std::ptrdiff_t>(all.size())));
      return register_people(tx, act, meeting, plan.committee ? world.members.at(*plan.committee) : plenary, dice);
    }));
  }
  return {};
}

}  // namespace alianza::demo
