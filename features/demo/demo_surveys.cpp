// The synthetic alliance: a survey that waits for answers, one that is over, and a first round with its result book.
#include "features/demo/demo_synthetic.h"
#include "features/demo/random.h"
#include "features/results/actions.h"
#include "features/surveys/actions.h"

namespace alianza::demo {
namespace {

constexpr const char* origin = "http://127.0.0.1:8080";  // where `make run` serves; the mailbox follows the path alone
constexpr int most_asked = 1000;

using surveys::Typed;

/// A survey that was sent; the members of the committees may be nobody in an alliance that is too small.
enum class Whom { committees, everybody };
struct Round {
  const char* from = "";  // the template
  int opened = 0;         // days ago
  int closes = 0;         // days from today
  Whom whom = Whom::committees;
  LocalizedText title{};  // the template's when empty
};
Result<surveys::Survey> make_survey(db::Tx& tx, const World& world, const Round& round) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto* shipped = surveys::find_template(round.from);
  ENSURE(shipped != nullptr);
  surveys::Input input;
  input.title_es = (round.title.empty() ? shipped->title.es : round.title.es) + " (muestra)";
  input.title_en = (round.title.empty() ? shipped->title.en : round.title.en) + " (sample)";
  input.intro_es = shipped->intro.es;
  input.intro_en = shipped->intro.en;
  input.opens_on = world.day(-round.opened).text();
  input.closes_on = world.day(round.closes).text();
  input.from_template = round.from;
  const auto survey = TRY(surveys::plan(tx, act, world.alliance.id, input));
  surveys::RecipientsInput wanted;
  if (round.whom == Whom::committees)
    for (const auto& committee : world.committees) wanted.committees.push_back(committee.id.text());
  organizations::CountMemory memory;
  const auto chosen = TRY(surveys::choose(tx, memory, act, world.alliance.id, survey.id, wanted));
  if (chosen.added == 0) return survey;
  TRY(surveys::open(tx, act, world.alliance.id, survey.id, origin));
  TRY(surveys::send_batch(tx, survey.id, origin, most_asked));
  return survey;
}

Typed priorities(Dice& dice) {
  Typed out;
  for (int goal = 1; goal <= 17; ++goal) {
    const auto* word = dice.chance(25) ? "current" : dice.chance(30) ? "planned" : "none";
    out.emplace_back("a.actions." + std::to_string(goal), word);
  }
  for (const auto* goal : {"4", "7", "11", "12"})
    if (dice.chance(45)) out.emplace_back("a.priorities", goal);
  out.emplace_back("a.priorities", std::to_string(dice.between(1, 17)));
  out.emplace_back("a.activities", dice.chance(60) ? "design" : "share");
  if (dice.chance(40)) out.emplace_back("a.activities", "measure");
  out.emplace_back("a.role", dice.chance(60) ? "take_part" : dice.chance(50) ? "contribute" : "observe");
  return out;
}

Typed evaluation(Dice& dice) {
  return {{"a.useful", std::to_string(dice.between(2, 5))},
          {"a.clear", std::to_string(dice.between(2, 5))},
          {"a.heard", dice.chance(70) ? "yes" : "partly"}};
}

/// As who holds the link of the letter would.
Done answer(db::Tx& tx, const surveys::Recipient& to, const Typed& typed, bool is_sent) {
  auth::Link link;
  link.purpose = surveys::link_purpose;
  link.subject_id = to.id.value();
  link.name = to.person_name;
  const auto at = TRY(surveys::sheet(tx, link));
  surveys::SaveInput input{typed, {}, {}, {}};
  for (const auto* question : at.questionnaire.questions())
    if (question->is_asked()) input.read[question->code] = surveys::read_mark(at, question->code);
  for (std::size_t i = 0; i < at.questionnaire.sections.size(); ++i) TRY(surveys::save(tx, {}, at, i, input, Lang::es));
  if (!is_sent) return {};
  return surveys::send(tx, {}, TRY(surveys::sheet(tx, link)), to.person_name);
}

Done answer_all(db::Tx& tx, const World& world, const surveys::Survey& survey, Typed (*make)(Dice&), int per_cent, Dice& dice) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto rows = TRY(surveys::recipients(tx, act.actor, world.alliance.id, survey.id, {.limit = most_asked})).rows;
  for (const auto& row : rows) {
    const bool is_sent = dice.chance(per_cent);
    if (is_sent || dice.chance(20)) TRY(answer(tx, row, make(dice), is_sent));
  }
  return {};
}

/// What was said about the first round, and what was agreed: the goals that the committees stand for.
Done discuss(db::Tx& tx, const World& world, const surveys::Survey& survey) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  TRY(results::write(tx, act, world.alliance.id, survey.id,
                     {"role", "members",
                      "Pocas organizaciones quieren coordinar: se propone que cada comité tenga presidencia y "
                      "secretaría de organizaciones distintas.",
                      ""}));
  TRY(results::write(tx, act, world.alliance.id, survey.id,
                     {"", "offices", "Falta oír a las organizaciones pequeñas: respondieron menos que las grandes.", ""}));
  results::ConsensusInput consensus;
  consensus.agreed_on = world.day(-1).text();
  consensus.text =
      "Se forman comités por las prioridades señaladas, las acciones que ya están en marcha y quién puede coordinar cada uno.";
  for (const auto& committee : world.committees)
    if (committee.sdg > 0) consensus.goals.push_back(std::to_string(committee.sdg));
  if (consensus.goals.empty()) consensus.goals = {"4"};
  consensus.themes = "Medición de resultados";
  consensus.edition = "0";
  TRY(results::record(tx, act, world.alliance.id, survey.id, consensus));
  return results::set_audience(tx, act, world.alliance.id, survey.id, "members");
}

}  // namespace

Done make_surveys(db::Tx& tx, const World& world) {
  Dice dice(world.seed + 1700);
  const auto over = TRY(make_survey(tx, world, {"meeting", 20, 3}));
  TRY(answer_all(tx, world, over, evaluation, 70, dice));
  const auto open = TRY(make_survey(tx, world, {"axs", 10, 9}));
  TRY(answer_all(tx, world, open, priorities, 55, dice));
  const auto first = TRY(make_survey(
      tx, world, {"axs", 40, 2, Whom::everybody, {"Primera ronda de prioridades", "First round of priorities", Lang::es}}));
  TRY(answer_all(tx, world, first, priorities, 75, dice));
  // Nobody was asked in an alliance that is too small: then nothing was opened.
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto asked = TRY(surveys::rates(tx, act.actor, world.alliance.id, over.id)).whole.asked;
  if (asked == 0) return {};
  TRY(surveys::close(tx, act, world.alliance.id, over.id));
  TRY(surveys::close(tx, act, world.alliance.id, first.id));
  return discuss(tx, world, first);
}

}  // namespace alianza::demo
