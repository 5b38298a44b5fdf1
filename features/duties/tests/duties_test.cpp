// Duties of the host on both engines: rules, the list of what is overdue on a stopped clock, who keeps the board, what comes
// back.
#include "features/adherences/feature.h"
#include "features/campaigns/feature.h"
#include "features/duties/actions.h"
#include "features/duties/feature.h"
#include "features/meetings/tests/house.h"
#include "features/minutes/feature.h"

namespace alianza::duties {
namespace {

using meetings::day;
using meetings::outcome;

Input good(const std::string& owner) { return {"agenda", "Orden del día de la plenaria", "", owner, "2026-03-10", "", ""}; }

TEST(Rules, SayEveryFieldThatIsWrong) {
  const struct {
    void (*change)(Input&);
    const char* field;
  } cases[] = {{[](Input&) {}, "done"},
               {[](Input& i) { i.kind = "party"; }, "kind"},
               {[](Input& i) { i.what = " "; }, "what"},
               {[](Input& i) { i.owner = ""; }, "owner"},
               {[](Input& i) { i.due = "mañana"; }, "due"},
               {[](Input& i) { i.every_months = "12"; }, "done"},
               {[](Input& i) { i.every_months = "13"; }, "every_months"},
               {[](Input& i) { i.every_months = "-1"; }, "every_months"},
               {[](Input& i) { i.every_months = "dos"; }, "every_months"}};
  for (const auto& c : cases) {
    auto input = good(AccountId::make().text());
    c.change(input);
    EXPECT_EQ(outcome(parse(input)), c.field);
  }
}

TEST(Months, EndWithTheLastDayOfAShorterOne) {
  for (const auto& [from, months, to] : std::vector<std::tuple<const char*, int, const char*>>{{"2026-01-15", 1, "2026-02-15"},
                                                                                               {"2026-01-31", 1, "2026-02-28"},
                                                                                               {"2027-11-30", 3, "2028-02-29"},
                                                                                               {"2026-12-01", 12, "2027-12-01"}})
    EXPECT_EQ(months_after(day(from), months), day(to)) << from;
}

class House : public meetings::House {
 public:
  House() : meetings::House({&minutes::manifest, &adherences::manifest, &campaigns::manifest, &manifest}) {}
  std::string account(const char* who) { return app.person(who).account.text(); }
  Result<DutyId> try_add(const char* who, const Input& input) {
    return app.db().write([&](db::Tx& tx) { return add(tx, act(who), alliance, input); });
  }
  DutyId made(const std::string& what, const std::string& due, const char* owner = "secretariat", const char* every = "") {
    auto input = good(account(owner));
    input.what = what;
    input.due = due;
    input.every_months = every;
    return app.write([&](db::Tx& tx) { return add(tx, act("director"), alliance, input); });
  }
  std::string moved(const char* who, DutyId id, const char* to, const char* note) {
    return outcome(app.db().write([&](db::Tx& tx) { return move(tx, act(who), alliance, id, to, note); }));
  }
  Board now(const Filter& filter = {}, const char* who = "director") {
    return app.read([&](db::Tx& tx) { return board(tx, app.person(who), alliance, filter); });
  }
  static std::string names(const Board& board) {
    std::string out;
    for (const auto& duty : board.rows) out += (out.empty() ? "" : " | ") + duty.what;
    return out;
  }
};

class Duties : public ::testing::Test, public House {};

// Today is 2026-03-02.
TEST_F(Duties, areOverdueTheDayAfterTheirDueDateAndNoSooner) {
  made("ayer", "2026-03-01");
  made("hoy", "2026-03-02");
  made("mañana", "2026-03-03");
  const auto closed = made("hecha", "2026-02-01");
  EXPECT_EQ(moved("secretariat", closed, "done", "Informe en el expediente"), "done");
  EXPECT_EQ(names(now()), "ayer | hoy | mañana");
  EXPECT_EQ(names(now({.overdue = true})), "ayer");
  EXPECT_EQ(now().open, 3);
  EXPECT_EQ(now().overdue, 1);
  EXPECT_EQ(names(now({.state = State::done})), "hecha");
  EXPECT_EQ(names(now({.state = std::nullopt})), "ayer | hoy | mañana | hecha");
  app.clock().advance(std::chrono::hours(48));
  EXPECT_EQ(names(now({.overdue = true})), "ayer | hoy | mañana");
}

TEST_F(Duties, haveAnOwnerWhoConvenesToday) {
  EXPECT_EQ(outcome(try_add("director", good(account("legal")))), "owner");
  EXPECT_EQ(outcome(try_add("director", good(account("active")))), "owner");
  EXPECT_EQ(outcome(try_add("director", good(account("director")))), "done");
  const auto id = made("del secretariado", "2026-03-10");
  app.write([&](db::Tx& tx) -> Done {
    const auto rows = auth::holders(tx, auth::Scope::agency(agency.value()), auth::Role::secretariat, app.today());
    TRY(auth::end_appointment(tx, rows.at(0).id, app.today().plus_days(-1), app.person("director").account, "Cambio"));
    return {};
  });
  const auto page = app.client(app.person("director")).get(http::Url("/alliances/{}/duties", alliance).text());
  EXPECT_TRUE(page.contains("ya no convoca")) << page.body;
  // It can still be changed without naming another owner, and given to one.
  auto input = good(account("secretariat"));
  input.version = "1";
  const auto edited = [&] {
    return outcome(app.db().write([&](db::Tx& tx) { return edit(tx, act("director"), alliance, id, input); }));
  };
  EXPECT_EQ(edited(), "done");
  EXPECT_EQ(edited(), "conflict") << "the version that was read is old";
  input.version = "2";
  input.owner = account("director");
  EXPECT_EQ(edited(), "done");
  EXPECT_EQ(app.read([&](db::Tx& tx) { return see(tx, app.person("director"), alliance, id); }).steps.size(), 2U)
      << "only a new owner or day is a step";
}

TEST_F(Duties, closeWithEvidenceAndComeBack) {
  const auto id = made("Informe mensual", "2026-01-31", "secretariat", "1");
  EXPECT_EQ(moved("secretariat", id, "done", " "), "note");
  EXPECT_EQ(moved("secretariat", id, "finished", "x"), "state");
  EXPECT_EQ(moved("secretariat", id, "open", "x"), "conflict");
  EXPECT_EQ(moved("secretariat", id, "done", "Está en documentos"), "done");
  const auto next = now();
  ASSERT_EQ(names(next), "Informe mensual");
  EXPECT_EQ(next.rows[0].due, day("2026-02-28"));
  EXPECT_EQ(moved("secretariat", next.rows[0].id, "cancelled", "Ya no se pide"), "done");
  EXPECT_EQ(names(now()), "") << "a cancelled one does not come back";
  EXPECT_EQ(moved("secretariat", id, "open", "Faltó una parte"), "done");
  EXPECT_EQ(names(now()), "Informe mensual");
}

TEST_F(Duties, areReadByTheAgencyAndKeptByWhoConvenes) {
  const auto id = made("Invitaciones", "2026-03-04");
  for (const auto& [who, reads, keeps] : std::vector<std::array<const char*, 3>>{{"director", "done", "done"},
                                                                                 {"secretariat", "done", "done"},
                                                                                 {"legal", "done", "forbidden"},
                                                                                 {"facilitator", "forbidden", "forbidden"},
                                                                                 {"active", "forbidden", "forbidden"},
                                                                                 {"officer", "forbidden", "forbidden"},
                                                                                 {"outsider", "not_found", "not_found"}}) {
    EXPECT_EQ(outcome(app.db().read([&](db::Tx& tx) { return board(tx, app.person(who), alliance, {}); })), reads) << who;
    EXPECT_EQ(outcome(app.db().read([&](db::Tx& tx) { return see(tx, app.person(who), alliance, id); })), reads) << who;
    EXPECT_EQ(outcome(try_add(who, good(account("director")))), keeps) << who;
  }
}

TEST_F(Duties, standOnTheFirstPageOfTheirOwnerAndInDownloads) {
  made("Preparar la plenaria", "2026-03-04");
  made("Para la directora", "2026-03-04", "director");
  made("Lejana", "2026-05-04");
  meeting("Plenaria sin orden", "2026-03-10");
  auto& secretariat = app.client(app.person("secretariat"));
  const auto home = secretariat.get(http::Url("/alliances/{}", alliance).text());
  EXPECT_TRUE(home.contains("Preparar la plenaria"));
  EXPECT_FALSE(home.contains("Para la directora"));
  EXPECT_FALSE(home.contains("Lejana"));
  const auto page = secretariat.get(http::Url("/alliances/{}/duties", alliance).text());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("1 reunión de los próximos 14 días sin orden del día")) << page.body;
  const auto csv = secretariat.get(http::Url("/alliances/{}/duties.csv", alliance).with("kind", "agenda").text());
  EXPECT_TRUE(csv.contains("Lejana"));
  EXPECT_FALSE(secretariat.get(http::Url("/alliances/{}/duties.csv", alliance).with("kind", "report").text()).contains("Lejana"));
  EXPECT_FALSE(app.client(app.person("active")).get(http::Url("/alliances/{}", alliance).text()).contains("Tareas de la"));
}

}  // namespace
}  // namespace alianza::duties
