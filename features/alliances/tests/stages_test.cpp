#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "platform/test/test_app.h"

namespace alianza::alliances {
namespace {

using auth::Role;
using auth::Scope;

Date day(const char* text) { return *Date::parse(text); }

std::vector<Condition> conditions(int met, int unmet) {
  std::vector<Condition> out(static_cast<std::size_t>(met + unmet));
  for (int i = 0; i < met; ++i) out[static_cast<std::size_t>(i)].met_on = day("2026-01-01");
  return out;
}

TEST(StageRules, OneOpensAfterTheOtherAndOnlyWhenEveryConditionIsMet) {
  EXPECT_TRUE(refuses_move(Stage::approach, Stage::priorities, conditions(2, 1), ""));
  EXPECT_FALSE(refuses_move(Stage::approach, Stage::priorities, conditions(3, 0), ""));
  EXPECT_TRUE(refuses_move(Stage::approach, Stage::structuring, conditions(3, 0), ""));
  EXPECT_TRUE(refuses_move(Stage::approach, Stage::approach, {}, ""));
  EXPECT_TRUE(refuses_move(Stage::structuring, Stage::approach, {}, "  "));
  EXPECT_FALSE(refuses_move(Stage::structuring, Stage::approach, {}, "Se reabre el diálogo"));
}

TEST(StageRules, EveryConditionOfTheBeginningSaysHowItIsMet) {
  for (const auto& [stage, words] : default_conditions()) {
    Condition c;
    c.stage = stage;
    c.text = words;
    const auto told = advice(c);
    ASSERT_TRUE(told) << words.es;
    EXPECT_FALSE(told->words.empty());
    EXPECT_NE(std::string_view(told->tail), "");
  }
  Condition own;
  own.stage = Stage::approach;
  own.text.es = "Una que alguien escribió";
  EXPECT_FALSE(advice(own));
}

TEST(StageClocks, CountPlannedAgainstActualDays) {
  StageClock c;
  EXPECT_FALSE(c.actual_days(day("2018-03-31")));
  c.entered = day("2016-05-19");
  c.target_days = 60;
  EXPECT_EQ(c.actual_days(day("2016-07-18")), 60);
  EXPECT_EQ(c.days_over_target(day("2016-07-28")), 10);
  c.left = day("2016-08-01");
  EXPECT_EQ(c.actual_days(day("2018-03-31")), 74);
}

TEST(Input, NamesEveryWrongField) {
  const auto wrong = parse({"Con Espacios", "", "", "", "", "quizá", "Marte/Olimpo", "mañana", ""});
  ASSERT_FALSE(wrong);
  std::vector<std::string> fields;
  for (const auto& f : wrong.error().fields) fields.push_back(f.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"slug", "name_es", "nature", "zone", "starts_on"}));
}

class Stages : public testing::Test {
 protected:
  Stages() : app_({&membership::manifest, &agencies::manifest, &manifest}) {
    const auto op = app_.server_operator();
    const agencies::Input identity{"agencia", "Agencia de prueba", "",       "AP", "MX", "America/Mexico_City",
                                   "#4a3c8c", "#2c2260",           "#ece8f7"};
    agency_ = app_.write([&](db::Tx& tx) { return agencies::create(tx, app_.act(op), identity); }).id;
    director_ = app_.person("dora");
    app_.appoint(director_, Scope::agency(agency_.value()), Role::director);
    Input input;
    input.slug = "agua";
    input.name_es = "Alianza del agua";
    input.starts_on = "2026-01-15";
    alliance_ = app_.write([&](db::Tx& tx) { return create(tx, app_.act(director_), agency_, input); });
  }
  StageBook book() {
    return app_.read([&](db::Tx& tx) { return stage_book(tx, alliance_.cycle); });
  }
  Result<Stage> move(const auth::Actor& actor, const char* to, const char* on, const char* reason = "") {
    return app_.db().write([&](db::Tx& tx) { return move_stage(tx, app_.act(actor), alliance_.id, {to, on, reason}); });
  }
  Done meet(const Condition& c, const char* evidence) {
    return app_.db().write(
        [&](db::Tx& tx) { return meet_condition(tx, app_.act(director_), alliance_.id, c.id, "2026-02-01", evidence); });
  }

  test::TestApp app_;
  AgencyId agency_;
  auth::Actor director_;
  Alliance alliance_;
};

TEST_F(Stages, ACycleCannotEnterTheNextStageWhileConditionsAreUnmet) {
  EXPECT_EQ(move(director_, "priorities", "2026-02-01").error().fault, Fault::invalid);
  for (const auto& c : book().conditions) {
    if (c.stage == Stage::approach) {
      EXPECT_TRUE(meet(c, "Minuta 1"));
    }
  }
  EXPECT_EQ(*move(director_, "priorities", "2026-02-01"), Stage::priorities);
  const auto now = book();
  ASSERT_EQ(now.moves.size(), 2U);
  EXPECT_EQ(now.moves[1].from, Stage::approach);
  EXPECT_EQ(now.moves[1].recorded_by, "dora");
  EXPECT_EQ(now.clocks[0].left, day("2026-02-01"));
  EXPECT_EQ(now.clocks[1].entered, day("2026-02-01"));
}

TEST_F(Stages, AFulfilmentNeedsEvidenceAndCanBeTakenBackWithAReason) {
  const auto c = book().conditions.front();
  EXPECT_EQ(meet(c, " ").error().fields.at(0).field, "evidence");
  EXPECT_TRUE(meet(c, "Lista de asistencia"));
  EXPECT_EQ(meet(c, "Otra vez").error().fault, Fault::conflict);
  const auto withdraw = [&](const char* why) {
    return app_.db().write([&](db::Tx& tx) { return withdraw_condition(tx, app_.act(director_), alliance_.id, c.id, why); });
  };
  EXPECT_FALSE(withdraw(""));
  EXPECT_TRUE(withdraw("La lista era de otra sesión"));
  EXPECT_FALSE(book().conditions.front().met_on);
  EXPECT_TRUE(meet(c, "La lista correcta"));
}

// A reader keeps what stands around a page drawn: nothing that changed may still be seen in it.
TEST_F(Stages, WhatStandsAroundAPageFollowsTheStages) {
  const auto around = [&](const std::string& prefix, const char* tail) {
    const auto page = app_.client(director_).get(prefix + "/alliances/" + alliance_.id.text() + tail).body;
    const auto begin = page.find("<nav class=\"tabs");  // before it stands the form to sign out, with a token of its own
    return page.substr(begin, page.find("<main") - begin);
  };
  const auto has = [](const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; };
  const auto first = around("", "/stages");
  EXPECT_TRUE(has(first, "Para abrir la 2: 0 de 3 pasos")) << first;
  EXPECT_TRUE(has(first, "/stages\" aria-current=\"page\""));
  EXPECT_EQ(around("", "/stages"), first);
  const auto home = around("", "");
  EXPECT_TRUE(has(home, alliance_.id.text() + "\" aria-current=\"page\"")) << home;
  EXPECT_FALSE(has(home, "/stages\" aria-current=\"page\""));
  const auto english = around("/en", "/stages");
  EXPECT_TRUE(has(english, "/en/alliances/")) << english;
  EXPECT_FALSE(has(english, "Para abrir"));
  for (const auto& c : book().conditions)
    if (c.stage == Stage::approach) {
      ASSERT_TRUE(meet(c, "Minuta 1"));
    }
  EXPECT_TRUE(has(around("", "/stages"), "Para abrir la 2: 3 de 3 pasos"));
  ASSERT_TRUE(move(director_, "priorities", "2026-02-01"));
  EXPECT_TRUE(has(around("", "/stages"), "Para abrir la 3: 0 de "));
}

TEST_F(Stages, GoingBackIsAMoveWithAReason) {
  for (const auto& c : book().conditions) (void)meet(c, "x");
  ASSERT_TRUE(move(director_, "priorities", "2026-02-01"));
  EXPECT_EQ(move(director_, "approach", "2026-02-10").error().fields.at(0).field, "reason");
  EXPECT_EQ(move(director_, "approach", "2026-01-20", "x").error().fields.at(0).field, "on");
  ASSERT_TRUE(move(director_, "approach", "2026-02-10", "Faltó una plenaria"));
  EXPECT_EQ(book().moves.back().reason, "Faltó una plenaria");
  EXPECT_FALSE(book().clocks[0].left);
}

TEST_F(Stages, NobodyElseMovesThemAndStrangersDoNotSeeThem) {
  const auto legal = app_.person("leo");
  app_.appoint(legal, Scope::agency(agency_.value()), Role::legal);
  EXPECT_EQ(move(legal, "priorities", "2026-02-01").error().fault, Fault::forbidden);
  EXPECT_EQ(move(app_.person("nadie"), "priorities", "2026-02-01").error().fault, Fault::not_found);
  EXPECT_EQ(move(app_.server_operator(), "priorities", "2026-02-01").error().fault, Fault::not_found);
}

TEST_F(Stages, APlanIsDatedAndChecked) {
  const auto plan = [&](const char* from, const char* to, const char* days) {
    return app_.db().write([&](db::Tx& tx) {
      return plan_stage(tx, app_.act(director_), alliance_.id, {"approach", from, to, days});
    });
  };
  EXPECT_FALSE(plan("2026-02-01", "2026-01-01", ""));
  EXPECT_FALSE(plan("", "", "0"));
  ASSERT_TRUE(plan("2026-01-15", "2026-03-15", "59"));
  ASSERT_TRUE(plan("2026-01-16", "2026-03-15", ""));
  EXPECT_EQ(book().clocks[0].planned_from, day("2026-01-16"));
  EXPECT_FALSE(book().clocks[0].target_days);
}

TEST_F(Stages, TwoAlliancesCannotShareAnAddress) {
  Input input;
  input.slug = "agua";
  input.name_es = "Otra";
  input.starts_on = "2026-01-15";
  const auto made = app_.db().write([&](db::Tx& tx) { return create(tx, app_.act(director_), agency_, input); });
  EXPECT_EQ(made.error().fields.at(0).field, "slug");
}

TEST_F(Stages, ADirectorOfAnotherAgencyCreatesNothingHere) {
  const auto other = app_.person("otra");
  app_.appoint(other, Scope::agency(4711), Role::director);
  Input input;
  input.slug = "intrusa";
  input.name_es = "Intrusa";
  input.starts_on = "2026-01-15";
  EXPECT_EQ(app_.db().write([&](db::Tx& tx) { return create(tx, app_.act(other), agency_, input); }).error().fault,
            Fault::not_found);
}

}  // namespace
}  // namespace alianza::alliances
