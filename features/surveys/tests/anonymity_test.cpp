// Anonymous surveys: what is stored joins no answer with who gave it; the same attacker succeeds where a survey is not anonymous.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "features/surveys/tests/attacker.h"
#include "features/surveys/tests/house.h"
#include "platform/db/testing_child.h"
#include "platform/feature/personal.h"
#include "platform/i18n/i18n.h"
#include "platform/log/log.h"

namespace alianza::surveys {
namespace {

// Of 60 in an order by chance, Spearman's correlation is beyond 0.65 about once in two million.
constexpr int respondents = 60;
constexpr double by_chance = 0.65;

Questionnaire two_questions() {
  const auto words = [](const char* es) { return LocalizedText{es, std::string(es) + " (en)", Lang::es}; };
  Question trust;
  trust.code = "trust";
  trust.kind = Kind::one;
  trust.text = words("¿Confía?");
  trust.need = Need::required;
  trust.options = {{"yes", words("Sí")}, {"no", words("No")}};
  Question why;
  why.code = "why";
  why.text = words("¿Por qué?");
  Question how;
  how.code = "how";
  how.kind = Kind::text;
  how.text = words("¿Qué haría falta?");
  how.need = Need::required;
  how.conditions = {{"trust", ConditionTest::has, "no"}};
  return {{{words("Confianza"), {}, {trust, why, how}}}};
}

Survey plan_by(House& house, Respondent who, const std::string& title = "Confianza") {
  auto input = house.input(title, "blank");
  input.answered_by = to_text(who);
  return house.survey(two_questions(), input);
}
Survey now(House& house, const Survey& s) {
  return house.app.read([&](db::Tx& tx) { return see(tx, house.person("secretariat"), house.alliance, s.id); }).survey;
}
Done close_it(House& house, const Survey& s) {
  return house.app.db().write([&](db::Tx& tx) { return close(tx, house.act("secretariat"), house.alliance, s.id); });
}
Answers saying(const std::string& trust, const std::string& why = {}) {
  Answers out{{"trust", {{.option = trust}}}};
  if (!why.empty()) out["why"] = {{.text = why}};
  if (trust == "no") out["how"] = {{.text = "Otra cosa"}};
  return out;
}
std::string email_of(int i) { return "org" + std::to_string(i) + "@uno.example"; }
/// All of them cast a ballot; the first `no` of them say no.
void cast_all(House& house, int n, int no) {
  for (int i = 1; i <= n; ++i)
    ASSERT_TRUE(house.cast_by(house.link(email_of(i)), saying(i <= no ? "no" : "yes", "Texto " + std::to_string(i))));
}

/// Everybody answers through the pages, one a minute, in an order by lot; every second one is signed in besides.
struct Scene {
  House house;
  Survey survey;
  std::vector<Victim> victims;  // in the order in which they answered
  std::vector<std::string> secrets;
  std::string log;

  explicit Scene(Respondent who) {
    house.members(respondents);
    survey = house.opened(plan_by(house, who));
    std::vector<int> order(respondents);
    std::iota(order.begin(), order.end(), 1);
    std::shuffle(order.begin(), order.end(), std::mt19937{20261123});
    log::configure(log::Level::debug, log::Format::logfmt);
    testing::internal::CaptureStderr();
    for (const auto i : order) {
      house.app.clock().advance(std::chrono::minutes(1));
      const auto marker = "marca-" + std::to_string(1000 + i) + "-de-quien-responde";
      const auto path = house.link_to(email_of(i));
      secrets.push_back(path.substr(path.rfind('/') + 1));
      auto& client = i % 2 == 0 ? house.app.visitor() : house.app.client(house.person("secretariat"));
      answer(client, path, marker, who);
      victims.push_back({marker, email_of(i)});
    }
    log = testing::internal::GetCapturedStderr();
    log::configure(log::Level::info, log::Format::logfmt);
  }

  Attacker attacker() { return {house.app.db(), house.app.site().config.database.url, log, victims}; }

 private:
  static void answer(http::TestClient& client, const std::string& path, const std::string& marker, Respondent who) {
    if (who == Respondent::anonymous) {
      const auto sent =
          client.submit_from(path + "/ballot", path + "/ballot",
                             {{"read.trust", "1"}, {"read.why", "1"}, {"a.trust", "yes"}, {"a.why", marker}, {"_key", marker}});
      EXPECT_EQ(sent.status, 303);
      EXPECT_TRUE(client.get(path).contains("Esta invitación ya se usó."));
      return;
    }
    const auto page = client.get(path + "/sections/1");
    EXPECT_EQ(client
                  .submit(path + "/sections/1", {{"read.trust", http::hidden_field(page.body, "read.trust")},
                                                 {"read.why", http::hidden_field(page.body, "read.why")},
                                                 {"a.trust", "yes"},
                                                 {"a.why", marker}})
                  .status,
              303);
    EXPECT_EQ(client.submit_from(path + "/review", path + "/review", {{"name", "Quien responde"}}).status, 303);
  }
};

TEST(AnonymousAnswers, AreJoinedToNobodyByKeyOrderOrTime) {
  Scene scene(Respondent::anonymous);
  {
    const auto open = scene.attacker();
    EXPECT_EQ(open.seen(), 0U) << "while it is open everything is sealed";
    EXPECT_EQ(open.rows_with("request_keys", "ballot"), 0U) << "no hash of what was answered beside an account";
    EXPECT_EQ(open.rows_with("mail_letters", "marca-"), 0U);
  }
  const auto sizes = scene.house.number("SELECT count(DISTINCT length(sealed)) FROM survey_ballots");
  EXPECT_EQ(sizes, 1) << "all ballots look alike";
  EXPECT_EQ(scene.house.number("SELECT count(*) FROM survey_ballots"), respondents);
  EXPECT_EQ(scene.house.rates_of(scene.survey).whole.answered, respondents);
  ASSERT_TRUE(close_it(scene.house, scene.survey));
  scene.house.open_boxes();
  EXPECT_EQ(scene.house.number("SELECT count(*) FROM survey_ballots"), 0);
  const auto after = scene.attacker();
  EXPECT_EQ(after.seen(), static_cast<std::size_t>(respondents)) << "the answers are there";
  EXPECT_EQ(after.joined_by_key(), 0U);
  std::string which;
  EXPECT_LT(after.joined_by_order(&which), by_chance) << which;
  EXPECT_GE(after.fewest_at_a_time(), 5U);
  EXPECT_GT(after.fewest_in_a_transaction(), 1U);
  for (const auto& secret : scene.secrets) EXPECT_FALSE(after.log_has(secret));
  EXPECT_FALSE(after.log_has("marca-"));
  EXPECT_EQ(after.rows_with("audit_lines", "marca-"), 0U);
  EXPECT_EQ(scene.house.number("SELECT count(*) FROM audit_lines WHERE verb = 'survey.cast' AND actor = 0 AND request_id = ''"),
            respondents);
}

TEST(NamedAnswers, AreJoinedByTheSameAttacker) {
  Scene scene(Respondent::person);
  const auto attacker = scene.attacker();
  EXPECT_EQ(attacker.seen(), static_cast<std::size_t>(respondents));
  EXPECT_EQ(attacker.joined_by_key(), static_cast<std::size_t>(respondents));
  std::string which;
  EXPECT_GT(attacker.joined_by_order(&which), 0.99) << which;
  EXPECT_EQ(attacker.fewest_at_a_time(), 1U);
  if (scene.house.app.db().engine() == db::Engine::postgres) {
    EXPECT_EQ(attacker.fewest_in_a_transaction(), 1U);
  }
}

TEST(AnonymousAnswers, AreBetrayedByTheAttackerWhenTheBoxIsNotShuffled) {
  // What the lot is for: opened in the order in which they came, the same answers are found by order alone.
  House house;
  house.members(respondents);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  const auto version = now(house, s).live;
  std::vector<Victim> victims;
  for (int i = 1; i <= respondents; ++i) {
    victims.push_back({"marca-" + std::to_string(1000 + i), email_of(i)});
    house.app.write([&](db::Tx& tx) -> Done {
      tx.exec(
          "INSERT INTO survey_responses (id, agency_id, alliance_id, survey_id, version_id, draft_version, recipient_id, "
          "edition, "
          "started_at, sent_at) VALUES (:id, 1, 1, :survey, :version, :version, 0, 1, :at, :at)",
          {{"id", ResponseId::make_random()}, {"survey", s.id}, {"version", version}, {"at", tx.now()}});
      tx.exec(
          "INSERT INTO survey_answers (response_id, edition, question_code, place, agency_id, survey_id, standing, row_code, "
          "option_code, text) VALUES ((SELECT max(id) FROM survey_responses WHERE id NOT IN (SELECT response_id FROM "
          "survey_answers)), "
          "1, 'why', 1, 1, :survey, 'current', '', '', :text)",
          {{"survey", s.id}, {"text", victims.back().marker}});
      return {};
    });
  }
  const Attacker attacker(house.app.db(), house.app.site().config.database.url, {}, victims);
  EXPECT_EQ(attacker.joined_by_key(), 0U);
  EXPECT_GT(attacker.joined_by_order(), 0.99);
}

TEST(AnonymousAnswers, AreGivenOnceOnOnePage) {
  House house;
  house.members(6);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  auto& visitor = house.app.visitor();
  const auto path = house.link_to(email_of(1));
  const auto start = visitor.get(path);
  EXPECT_TRUE(start.contains("Esta encuesta es anónima"));
  EXPECT_TRUE(start.contains("Lo que no se oculta"));
  EXPECT_TRUE(start.contains("Lo que escriba con sus palabras se leerá tal cual"));
  EXPECT_TRUE(visitor.get("/en" + path).contains("What is not hidden"));
  EXPECT_EQ(visitor.get(path + "/sections/1").status, 404) << "there are no drafts";
  EXPECT_EQ(visitor.get(path + "/review").status, 404);
  const auto missing_it = visitor.submit_from(path + "/ballot", path + "/ballot",
                                              {{"read.trust", "1"}, {"read.why", "1"}, {"a.why", "Sin <b>más</b>"}});
  EXPECT_EQ(missing_it.status, 422);
  EXPECT_TRUE(missing_it.contains("Sin &lt;b&gt;más&lt;/b&gt;")) << "what was typed is kept in the page";
  const auto more =
      visitor.submit_from(path + "/ballot", path + "/ballot", {{"read.trust", "1"}, {"read.why", "1"}, {"a.trust", "no"}});
  EXPECT_EQ(more.status, 422);
  EXPECT_TRUE(more.contains("Hay preguntas nuevas por lo que respondió"));
  EXPECT_TRUE(more.contains("¿Qué haría falta?"));
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_ballots"), 0);
  const auto all = http::Pairs{{"read.trust", "1"}, {"read.why", "1"}, {"read.how", "1"}, {"a.trust", "no"}, {"a.how", "Tiempo"}};
  const auto sent = visitor.submit_from(path + "/ballot", path + "/ballot", all);
  ASSERT_EQ(sent.status, 303);
  EXPECT_EQ(visitor.submit(path + "/ballot", all).status, 303) << "a second press of the button";
  EXPECT_TRUE(visitor.get(sent.location()).contains("Su respuesta se envió.")) << "to who is not signed in, too";
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_ballots"), 1);
  EXPECT_EQ(outcome(house.cast_by(house.link(email_of(1)), saying("yes"))), "gone");
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_marks"), 0);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_responses"), 0);
  // Of a survey with names there is no such page.
  const auto named = house.opened(plan_by(house, Respondent::person, "Con nombre"));
  EXPECT_EQ(visitor.get(house.link_to(email_of(2)) + "/ballot").status, 404);
  EXPECT_EQ(house.rates_of(named).whole.answered, 0);
  EXPECT_EQ(house.rates_of(s).whole.answered, 1);
}

TEST(AnonymousSurveys, TellNobodyWhoAnswered) {
  House house;
  house.members(12);
  for (int i = 1; i <= 3; ++i)
    house.organization("Pequeña " + std::to_string(i), Status::active, "p" + std::to_string(i) + "@dos.example",
                       organizations::Size::small);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  cast_all(house, 7, 2);
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(house.cast_by(house.link("p" + std::to_string(i) + "@dos.example"), saying("yes")));
  for (const auto& row : house.recipients_of(s)) {
    EXPECT_EQ(row.progress, Progress::untold);
    EXPECT_EQ(row.reminders, 0);
    EXPECT_FALSE(row.letter_at);
  }
  const auto asked = house.app.db().read([&](db::Tx& tx) {
    return recipients(tx, house.person("secretariat"), house.alliance, s.id,
                      {.which = Which::answered, .after = {}, .limit = 50});
  });
  EXPECT_EQ(outcome(asked), "which");
  const auto rates = house.rates_of(s);
  EXPECT_EQ(rates.whole.answered, 10);
  EXPECT_EQ(rates.whole.asked, 15);
  ASSERT_EQ(rates.by_size.size(), 2U);
  for (const auto& group : rates.by_size) {
    EXPECT_TRUE(group.rate.is_hidden) << group.code << ": three small ones, and by difference the others";
    EXPECT_EQ(group.rate.answered, 0);
  }
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) {
              return sent_answers(tx, house.person("secretariat"), house.alliance, s.id, ResponseId(), 10);
            })),
            "conflict");
  auto& client = house.app.client(house.person("secretariat"));
  const auto path = "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text();
  const auto page = client.get(path);
  EXPECT_TRUE(page.contains("No se dice"));
  EXPECT_TRUE(page.contains("Es anónima: verá cuántas personas respondieron, no quiénes"));
  EXPECT_FALSE(page.contains("answers.csv"));
  EXPECT_EQ(client.get(path + "/answers.csv").status, 409);
  EXPECT_EQ(client.get(path + "/recipients.csv").body.find("Contestada"), std::string::npos);
  EXPECT_EQ(client.get(path + "/responses/" + house.recipient(s, "Empresa 101").id.text()).status, 409);
  EXPECT_EQ(client.json(http::Method::get, "/api/v1" + path + "/responses").status, 409);
  const auto api = client.json(http::Method::get, "/api/v1" + path + "/rate");
  EXPECT_TRUE(api.contains("\"answered\":null"));
}

TEST(AnonymousSurveys, ChangeNothingOnceOpen) {
  House house;
  house.members(5);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  auto input = as_input(now(house, s));
  input.answered_by = "person";
  const auto edit_it = [&](const Input& wanted) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, s.id, wanted); }));
  };
  EXPECT_EQ(edit_it(input), "answered_by");
  const auto live = now(house, s).live;
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) {
              return design::replace(tx, house.act("secretariat"), house.alliance, s.id, live, two_questions());
            })),
            "conflict");
  input = as_input(now(house, s));
  input.closes_on = house.app.today().plus_days(30).text();
  EXPECT_EQ(edit_it(input), "done") << "a later end, while it runs";
  cast_all(house, 5, 0);
  house.app.clock().advance(std::chrono::hours(24 * 21));
  house.open_boxes();
  EXPECT_FALSE(now(house, s).counted_at) << "the job of the first end found it open and waits for the later one";
  house.app.clock().advance(std::chrono::hours(24 * 11));
  input.version = std::to_string(now(house, s).version);
  input.closes_on = house.app.today().plus_days(5).text();
  EXPECT_EQ(edit_it(input), "conflict") << "over: who answered now would be alone among the new ones";
  house.open_boxes();
  EXPECT_TRUE(now(house, s).counted_at) << "counted when its last day is over, without anybody";
  EXPECT_EQ(to_text(now(house, s).state), "closed");
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_responses"), 5);
}

TEST(AnonymousSurveys, WithFewerThanFiveAnswersAreNeverOpened) {
  House house;
  house.members(6);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  cast_all(house, 4, 1);
  ASSERT_TRUE(close_it(house, s));
  house.open_boxes();
  EXPECT_TRUE(now(house, s).counted_at);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_ballots"), 0);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_responses"), 0);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines WHERE verb = 'survey.destroy_ballots'"), 1);
  const auto path = "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text();
  EXPECT_TRUE(house.app.client(house.person("secretariat")).get(path).contains("se destruyó sin leerse"));
}

TEST(AnonymousBallots, OpenWithTheirKeyForTheirSurveyAlone) {
  const auth::Seal seal(std::string(32, 'k'));
  const SurveyId survey(4711);
  const Answers answers{{"a", {{.row = "r", .option = "o", .number = -7, .text = "Ñandú \"<&"}, {.option = "p"}}},
                        {"b", {{.number = 0}}}};
  const auto sealed = seal_ballot(seal, survey, answers);
  EXPECT_EQ(open_ballot(seal, survey, sealed), answers);
  EXPECT_FALSE(open_ballot(seal, SurveyId(4712), sealed));
  EXPECT_FALSE(open_ballot(auth::Seal(std::string(32, 'x')), survey, sealed));
  EXPECT_EQ(seal_ballot(seal, survey, {}).size(), sealed.size());
  EXPECT_NE(seal_ballot(seal, survey, answers), sealed);
  EXPECT_GT(seal_ballot(seal, survey, {{"a", {{.text = std::string(5000, 'x')}}}}).size(), sealed.size());
}

TEST(AnonymousBallots, WaitForTheKeyThatSealedThem) {
  House house;
  house.members(5);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  cast_all(house, 5, 0);
  ASSERT_TRUE(close_it(house, s));
  const auth::Seal other(std::string(32, 'x'));
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return count_batch(tx, s.id, other, 50); })), "conflict");
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_ballots"), 5) << "nothing is lost";
  house.open_boxes();
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_responses"), 5);
}

TEST(HiddenParts, DoNotFollowFromTheRest) {
  struct Part {
    std::int64_t n = 0;
    std::int64_t rest = 0;
    bool is_hidden = false;
  };
  const auto hidden = [](std::vector<Part> parts) {
    std::vector<Part*> all;
    for (auto& part : parts) all.push_back(&part);
    hide_parts(
        all, [](const Part& p) { return p.n; }, [](const Part& p) { return p.rest; });
    std::string out;
    for (const auto& part : parts) out += part.is_hidden ? 'x' : '.';
    return out;
  };
  EXPECT_EQ(hidden({{10, 10}, {20, 20}}), "..");
  EXPECT_EQ(hidden({{3, 10}, {20, 20}, {8, 8}}), "x.x") << "one alone would follow from the total";
  EXPECT_EQ(hidden({{10, 2}, {20, 20}, {8, 8}}), "x.x") << "as who is silent would";
  EXPECT_EQ(hidden({{1, 9}, {2, 9}, {30, 30}, {40, 40}}), "xxx.") << "two that are three together are still few";
  EXPECT_EQ(hidden({{0, 9}, {30, 30}}), "xx");
}

// ---- kill -9.

constexpr auto ballot_child = "ALIANZA_BALLOTS_CHILD";
constexpr auto ballot_told = "ALIANZA_BALLOTS_TOLD";
const std::string child_key(32, 'k');

std::vector<RecipientId> silent_of(db::Database& db) {
  return db
      .read([&](db::Tx& tx) -> Result<std::vector<RecipientId>> {
        return tx.all<RecipientId>("SELECT id FROM survey_recipients WHERE progress = 'silent' ORDER BY id");
      })
      .value();
}

/// Not a test: the server that is killed. It tells what it has acknowledged, one line each.
TEST(BallotWriter, DISABLED_CastsUntilItIsKilled) {
  const char* url = std::getenv(ballot_child);  // NOLINT(concurrency-mt-unsafe)
  if (url == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = url}).value();
  std::ofstream told(std::getenv(ballot_told), std::ios::app);  // NOLINT(concurrency-mt-unsafe)
  const auth::Seal seal(child_key);
  for (const auto recipient : silent_of(db)) {
    auth::Link link;
    link.purpose = link_purpose;
    link.subject_id = recipient.value();
    const auto at = db.read([&](db::Tx& tx) { return sheet(tx, link); }).value();
    const auto ballot = fill(at, saying("yes", "Texto"), seal).value();
    const auto done = db.write([&](db::Tx& tx) -> Done { return cast(tx, TRY(sheet(tx, link)), ballot); });
    if (done) told << recipient.text() << std::endl;
  }
  std::this_thread::sleep_for(std::chrono::seconds(30));
}
TEST(BallotCounter, DISABLED_CountsUntilItIsKilled) {
  const char* url = std::getenv(ballot_child);  // NOLINT(concurrency-mt-unsafe)
  if (url == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = url}).value();
  const auto survey =
      db.read([&](db::Tx& tx) -> Result<SurveyId> { return *tx.one<SurveyId>("SELECT id FROM surveys"); }).value();
  while (db.write([&](db::Tx& tx) { return count_batch(tx, survey, auth::Seal(child_key), 1); }).value().left > 0) {
  }
  std::this_thread::sleep_for(std::chrono::seconds(30));
}

bool soon(const std::function<bool()>& is) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < until) {
    if (is()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

TEST(KilledBallotWriter, LosesNoBallotAndCountsNoneTwice) {
  constexpr int voters = 80;
  House house;
  house.members(voters);
  auto input = house.input("Confianza", "blank");
  input.answered_by = "anonymous";
  input.closes_on = "2199-01-01";  // the child's clock runs
  const auto s = house.opened(house.survey(two_questions(), input));
  const auto url = house.app.site().config.database.url;
  const auto told = std::filesystem::temp_directory_path() / ("alianza-ballots-" + std::to_string(::getpid()));
  const auto number = [&](const char* sql) { return house.number(sql); };
  const auto ballots = [&] { return number("SELECT count(*) FROM survey_ballots"); };
  const auto kill_when = [&](const char* test, const std::function<bool()>& is) {
    const auto child =
        test::start_child(test, {std::string(ballot_child) + "=" + url, std::string(ballot_told) + "=" + told.string()});
    EXPECT_TRUE(soon(is));
    EXPECT_TRUE(test::kill_child(child));
  };
  for (int round = 0; round < 4; ++round) {
    const auto before = ballots();
    kill_when("BallotWriter.*", [&] { return ballots() >= std::min<std::int64_t>(voters, before + 15 + round); });
    EXPECT_EQ(ballots(), number("SELECT count(*) FROM survey_recipients WHERE progress = 'answered'"));
  }
  std::ifstream lines(told);
  std::set<std::string> acknowledged;
  for (std::string line; std::getline(lines, line);) acknowledged.insert(line);
  std::filesystem::remove(told);
  EXPECT_GT(acknowledged.size(), 10U);
  const auto silent = silent_of(house.app.db());
  for (const auto id : silent) EXPECT_FALSE(acknowledged.contains(id.text())) << "what was acknowledged stays";
  const auto cast = ballots();
  ASSERT_TRUE(close_it(house, s));
  const auto counted = [&] { return number("SELECT count(*) FROM survey_responses"); };
  for (int round = 0; round < 3; ++round) {
    const auto before = counted();
    kill_when("BallotCounter.*", [&] { return counted() >= std::min<std::int64_t>(cast, before + 8); });
    EXPECT_EQ(ballots() + counted(), cast);
  }
  kill_when("BallotCounter.*", [&] { return number("SELECT count(*) FROM surveys WHERE counted_at IS NOT NULL") == 1; });
  EXPECT_EQ(counted(), cast);
  EXPECT_EQ(number("SELECT count(*) FROM survey_answers WHERE question_code = 'trust' AND standing = 'current'"), cast);
}

TEST(AnonymousAnswers, CannotBeFoundForWhoAsks) {
  House house;
  house.members(6);
  const auto s = house.opened(plan_by(house, Respondent::anonymous));
  cast_all(house, 6, 0);
  ASSERT_TRUE(close_it(house, s));
  house.open_boxes();
  const auto answers = house.number("SELECT count(*) FROM survey_answers");
  feature::Subject who;
  who.addresses = {email_of(1)};
  const auto rows = house.app.read(
      [&](db::Tx& tx) -> Result<std::vector<feature::PersonalRow>> { return feature::tell_personal(house.app.site(), tx, who); });
  std::string told;
  for (const auto& row : rows)
    for (const auto& fact : row.facts) told += fact.value + "\n";
  EXPECT_NE(told.find("Anónima: si respondió, nadie puede encontrar cuál es la suya"), std::string::npos) << told;
  EXPECT_EQ(told.find("Texto 1"), std::string::npos);
  house.app.write([&](db::Tx& tx) -> Done {
    for (const auto& source : house.app.site().personal)
      if (source.erase) source.erase(tx, who);
    return {};
  });
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_answers"), answers) << "they are nobody's";
  EXPECT_EQ(house.rates_of(s).whole.answered, 6);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_recipients WHERE email_folded = 'org1@uno.example'"), 0);
}

}  // namespace
}  // namespace alianza::surveys
