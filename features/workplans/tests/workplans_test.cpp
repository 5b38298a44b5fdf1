#include <set>

#include "features/workplans/tests/house.h"

namespace alianza::workplans {
namespace {

using committees::day;

Activity activity_of(State state, int progress, const char* due) {
  Activity a;
  a.state = state;
  a.progress = progress;
  a.due = day(due);
  return a;
}

TEST(Workplan, AnActivityIsOverdueTheDayAfterItsLastDayWhileItIsOpen) {
  const auto today = day("2026-03-02");
  EXPECT_FALSE(is_overdue(activity_of(State::planned, 0, "2026-03-02"), today));
  EXPECT_TRUE(is_overdue(activity_of(State::doing, 50, "2026-03-01"), today));
  EXPECT_FALSE(is_overdue(activity_of(State::done, 100, "2026-03-01"), today));
  EXPECT_FALSE(is_overdue(activity_of(State::dropped, 10, "2026-03-01"), today));
  EXPECT_TRUE(is_due_soon(activity_of(State::planned, 0, "2026-03-09"), today, 7));
  EXPECT_FALSE(is_due_soon(activity_of(State::planned, 0, "2026-03-10"), today, 7));
}

TEST(Workplan, DroppedActivitiesCountNowhere) {
  const auto c = count({activity_of(State::done, 100, "2026-03-01"), activity_of(State::doing, 51, "2026-03-01"),
                        activity_of(State::dropped, 90, "2026-03-01")},
                       day("2026-03-02"));
  EXPECT_EQ(c.activities, 2);
  EXPECT_EQ(c.done, 1);
  EXPECT_EQ(c.overdue, 1);
  EXPECT_EQ(c.progress, 75);
  EXPECT_EQ(count({}, day("2026-03-02")).progress, 0);
}

TEST(Workplan, AMoveFollowsTheRulesOfStateAndProgress) {
  struct Case {
    State from;
    MoveInput input;
    const char* field;  // empty: it may be
    int progress;
  };
  for (const auto& c : std::vector<Case>{{State::planned, {"doing", "30", "", ""}, "", 30},
                                         {State::planned, {"doing", "", "", ""}, "", 0},
                                         {State::doing, {"doing", "100", "", ""}, "progress", 0},
                                         {State::doing, {"doing", "x", "", ""}, "progress", 0},
                                         {State::doing, {"done", "12", "", ""}, "", 100},
                                         {State::doing, {"planned", "12", "", ""}, "", 0},
                                         {State::doing, {"dropped", "", "", ""}, "note", 0},
                                         {State::doing, {"dropped", "", "Sin fondos", ""}, "", 40},
                                         {State::done, {"doing", "80", "", ""}, "note", 0},
                                         {State::done, {"doing", "80", "Faltó una parte", ""}, "", 80},
                                         {State::doing, {"done", "mucho", "", ""}, "progress", 0},
                                         {State::done, {"hecha", "", "", ""}, "state", 0}}) {
    Activity now = activity_of(c.from, c.from == State::done ? 100 : c.from == State::planned ? 0 : 40, "2026-03-31");
    const auto move = parse(c.input, now);
    EXPECT_EQ(move ? "" : move.error().fields.at(0).field, c.field) << c.input.state << " " << c.input.progress;
    if (move) {
      EXPECT_EQ(move->progress, c.progress);
    }
  }
}

TEST(Workplan, AnActivityIsJudgedFieldByField) {
  const auto fields = [](const ActivityInput& input) {
    std::set<std::string> out;
    if (const auto a = parse(input); !a)
      for (const auto& f : a.error().fields) out.insert(f.field);
    return out;
  };
  using Set = std::set<std::string>;
  const auto area = AreaId::make().text();
  EXPECT_EQ(fields({area, "Taller", "", "", "2026-03-01", "2026-03-01", ""}), Set{});
  EXPECT_EQ(fields({area, "Taller", "", "", "2026-03-02", "2026-03-01", ""}), Set{"due"});
  EXPECT_EQ(fields({"x", " ", std::string(2001, 'x'), "?", "mañana", "", ""}),
            (Set{"area", "title", "detail", "owner", "starts", "due"}));
}

TEST(Workplan, IsWrittenByWhoConvenesAndByTheOfficers) {
  House house;
  const std::pair<const char*, const char*> cases[] = {
      {"anonymous", "not_found"},   {"outsider", "not_found"}, {"invited", "not_found"}, {"neighbour", "not_found"},
      {"facilitator", "not_found"}, {"active", "forbidden"},   {"legal", "forbidden"},   {"officer", "done"},
      {"secretariat", "done"},      {"director", "done"}};
  for (const auto& [who, expected] : cases)
    EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) {
                return add_area(tx, house.act(who), house.alliance, house.energy, {who, "", ""});
              })),
              expected)
        << who;
}

TEST(Workplan, AnActivityBelongsToItsBody) {
  House house;
  const auto area = house.area("Energía limpia");
  const auto add = [&](ActivityInput input) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return add_activity(tx, house.act("officer"), house.alliance, house.energy, input); }));
  };
  auto input = house.input(area, "Taller");
  EXPECT_EQ(add(input), "done");
  input.owner = house.seats.at("neighbour").text();
  EXPECT_EQ(add(input), "owner") << "it is in another committee";
  input.owner = house.seats.at("active").text();
  EXPECT_EQ(add(input), "done");
  input.area = AreaId::make().text();
  EXPECT_EQ(add(input), "area");
  const auto remove = [&] {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return remove_area(tx, house.act("officer"), house.alliance, house.energy, area); }));
  };
  EXPECT_EQ(remove(), "conflict") << "it has activities";
}

TEST(Workplan, WhoAnswersForAnActivityMovesItAndTheSecondOfTwoIsToldSo) {
  House house;
  auto input = house.input(house.area("Energía limpia"), "Taller");
  input.owner = house.seats.at("active").text();
  const auto owned = house.activity(input);
  input.owner = "";
  const auto of_all = house.activity(input);
  EXPECT_EQ(house.move("active", of_all, {"doing", "", "", "1"}), "forbidden");
  EXPECT_EQ(house.move("neighbour", owned, {"doing", "", "", "1"}), "not_found");
  EXPECT_EQ(house.move("active", owned, {"doing", "20", "Empezamos", "1"}), "done");
  EXPECT_EQ(house.move("officer", owned, {"done", "", "", "1"}), "conflict") << "it read the first version";
  EXPECT_EQ(house.move("officer", owned, {"done", "", "", "2"}), "done");
  const auto seen = house.app.read(
      [&](db::Tx& tx) { return see_activity(tx, house.app.person("active"), house.alliance, house.energy, owned); });
  EXPECT_EQ(seen.activity.progress, 100);
  ASSERT_EQ(seen.moves.size(), 3U);
  EXPECT_EQ(seen.moves[1].note, "Empezamos");
}

TEST(Workplan, IsReadByItsBodyUntilItIsPublished) {
  House house;
  house.activity(house.input(house.area("Energía limpia"), "Zarzaparrilla"));
  const auto reads = [&](const char* who) { return house.as(who).get(house.at()).status; };
  const auto reading = {"active", "officer", "legal", "secretariat", "director"};
  for (const auto* who : reading) EXPECT_EQ(reads(who), 200) << who;
  for (const auto* who : {"neighbour", "facilitator", "invited", "outsider", "withdrawn"}) EXPECT_EQ(reads(who), 404) << who;
  const auto committee = "/alliances/" + house.alliance.text() + "/committees/" + house.energy.text();
  EXPECT_FALSE(house.as("neighbour").get(committee).contains("Energía limpia"));
  const auto publish = [&](const char* who, const char* word) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return set_published(tx, house.act(who), house.alliance, house.energy, word); }));
  };
  EXPECT_EQ(publish("active", "1"), "forbidden");
  EXPECT_EQ(publish("officer", ""), "published");
  EXPECT_EQ(publish("officer", "0"), "conflict");
  EXPECT_EQ(publish("officer", "1"), "done");
  EXPECT_EQ(publish("secretariat", "1"), "conflict");
  EXPECT_TRUE(house.as("neighbour").get(house.at()).contains("Zarzaparrilla"));
  EXPECT_EQ(reads("invited"), 404);
  EXPECT_EQ(publish("secretariat", "0"), "done");
  EXPECT_EQ(reads("neighbour"), 404);
}

TEST(Workplan, IsATableABoardAndATimeline) {
  House house;
  const auto area = house.area("Energía limpia");
  const auto late = house.activity(house.input(area, "Taller atrasado", "2026-02-20"));
  house.activity(house.input(area, "Estudio"));
  auto& officer = house.as("officer");
  EXPECT_TRUE(officer.get(house.at()).contains("Vencida"));
  const auto board = officer.get(house.at() + "?view=board");
  EXPECT_TRUE(board.contains("Empezar"));
  EXPECT_FALSE(house.as("active").get(house.at() + "?view=board").contains("Empezar"));
  EXPECT_TRUE(
      officer.get(house.at() + "?view=timeline").contains("Taller atrasado: del 1 feb 2026 al 20 feb 2026, 0 % de avance"));
  const auto moves = house.at("/activities/" + late.text() + "/moves");
  const auto moved =
      officer.submit_from(house.at() + "?view=board", moves, {{"state", "doing"}, {"version", "1"}, {"view", "board"}});
  EXPECT_EQ(moved.status, 303);
  EXPECT_NE(moved.location().find("view=board"), std::string::npos);
  const auto refused =
      officer.submit_from(house.at("/activities/" + late.text()), moves, {{"state", "dropped"}, {"version", "2"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("Escriba por qué se descarta."));
  for (const auto* tail : {".csv", ".xlsx", ".json"}) EXPECT_EQ(officer.get(house.at(tail)).status, 200) << tail;
  EXPECT_TRUE(officer.get(house.at(".csv")).contains("Taller atrasado"));
}

TEST(Workplan, WhatIsOverdueAwaitsWhoLooksAfterIt) {
  House house;
  const auto area = house.area("Energía limpia");
  auto input = house.input(area, "Taller atrasado", "2026-02-20");
  input.owner = house.seats.at("active").text();
  house.activity(input);
  house.activity(house.input(area, "Estudio lejano", "2026-06-30"));
  const auto home = "/alliances/" + house.alliance.text();
  for (const auto* who : {"active", "officer", "secretariat"}) {
    const auto page = house.as(who).get(home);
    EXPECT_TRUE(page.contains("Taller atrasado")) << who;
    EXPECT_FALSE(page.contains("Estudio lejano")) << who;
  }
  for (const auto* who : {"neighbour", "suspended", "legal"})
    EXPECT_FALSE(house.as(who).get(home).contains("Taller atrasado")) << who;
}

TEST(Workplan, AsksTheDatabaseAsOftenWithManyActivitiesAsWithFew) {
  House house;
  const auto area = house.area("Energía limpia");
  const auto add = [&](int n) {
    for (int i = 0; i < n; ++i) {
      auto input = house.input(area, "Actividad " + std::to_string(i));
      input.owner = house.seats.at(i % 2 == 0 ? "active" : "officer").text();
      house.activity(input);
    }
  };
  const auto statements = [&](const std::string& tail) {
    auto& client = house.as("officer");
    client.get(house.at() + tail);
    const auto before = house.app.db().stats().statements;
    EXPECT_EQ(client.get(house.at() + tail).status, 200);
    return house.app.db().stats().statements - before;
  };
  house.app.site().entry_checks.clear();  // remembered for some seconds, they would be counted now and then
  add(2);
  std::map<std::string, std::int64_t> few;
  for (const auto* tail : {"", "?view=board", "?view=timeline"}) few[tail] = static_cast<std::int64_t>(statements(tail));
  add(30);
  // Not more; what was remembered meanwhile may make them fewer.
  for (const auto* tail : {"", "?view=board", "?view=timeline"})
    EXPECT_LE(static_cast<std::int64_t>(statements(tail)), few[tail]) << tail;
}

TEST(Workplan, AMergeMovesWhatAnOrganisationAnswersForAndItsUndoingTakesItBack) {
  House house;
  auto input = house.input(house.area("Energía limpia"), "Taller");
  input.owner = house.seats.at("active").text();
  const auto id = house.activity(input);
  const auto owner = [&] {
    return house.app
        .read([&](db::Tx& tx) { return see_activity(tx, house.app.person("officer"), house.alliance, house.energy, id); })
        .activity.owner;
  };
  const Merge m{77, house.seats.at("officer"), house.seats.at("active")};
  house.app.write([&](db::Tx& tx) -> Done {
    merge(tx, m);
    return {};
  });
  EXPECT_EQ(owner(), house.seats.at("officer"));
  house.app.write([&](db::Tx& tx) -> Done {
    unmerge(tx, m);
    return {};
  });
  EXPECT_EQ(owner(), house.seats.at("active"));
}

TEST(Workplan, IsWrittenByPrograms) {
  House house;
  auto client = house.app.token_client(house.app.person("officer"), {"committees:read", "committees:write"});
  const auto api = "/api/v1" + house.at();
  EXPECT_EQ(client.json(http::Method::post, api + "/areas", R"({"title":{"es":"Energía limpia"}})").status, 201);
  const auto area = house.app.read([&](db::Tx& tx) { return plan(tx, house.energy); }).areas.at(0).id.text();
  EXPECT_EQ(client
                .json(http::Method::post, api + "/activities",
                      R"({"title":"Taller","starts":"2026-03-01","due":"2026-03-20","area":")" + area + R"("})")
                .status,
            201);
  const auto activity = house.app.read([&](db::Tx& tx) { return plan(tx, house.energy); }).activities.at(0).id.text();
  EXPECT_EQ(client.json(http::Method::post, api + "/activities/" + activity + "/moves", R"({"state":"done","version":1})").status,
            201);
  EXPECT_NE(client.json(http::Method::get, api).body.find("\"progress\":100"), std::string::npos);
  EXPECT_EQ(client.json(http::Method::get, api + "/activities/" + activity).status, 200);
  EXPECT_EQ(
      client
          .json(http::Method::put, api + "/activities/" + activity,
                R"({"title":"Taller grande","starts":"2026-03-01","due":"2026-03-20","version":2,"area":")" + area + R"("})")
          .status,
      200);
  EXPECT_EQ(client.json(http::Method::put, api + "/publication", R"({"published":true})").status, 200);
  EXPECT_EQ(client.json(http::Method::delete_, api + "/areas/" + area).status, 409);
}

}  // namespace
}  // namespace alianza::workplans
