// Courses on both engines: the report by tables, who may what, pages, API, merges.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/courses/actions.h"
#include "features/courses/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/terms/feature.h"
#include "platform/test/test_app.h"

namespace alianza::courses {
namespace {

using auth::Role;
using auth::Scope;
using membership::Status;

template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  const auto& error = result.error();
  if (!error.fields.empty()) return error.fields.front().field;
  return error.fault == Fault::forbidden   ? "forbidden"
         : error.fault == Fault::not_found ? "not_found"
         : error.fault == Fault::conflict  ? "conflict"
                                           : "other";
}

TEST(Scores, AreMeansInHundredthsWithHalvesUpwards) {
  for (const auto& [answers, expected] : {std::pair<std::vector<int>, int>{{3}, 300},
                                          {{3, 4}, 350},
                                          {{1, 1, 2}, 133},
                                          {{1, 2, 2}, 167},
                                          {{5, 5, 5, 5, 5, 5, 5, 4}, 488},  // 4.875
                                          {{1, 1, 1, 1, 1, 1, 1, 2}, 113}})
    EXPECT_EQ(score(answers), expected);
  EXPECT_EQ(hundredths(350), "3.50");
  EXPECT_EQ(change_text(67), "+0.67");
  EXPECT_EQ(change_text(-105), "−1.05");
  EXPECT_EQ(change_text(0), "0.00");
}

TEST(Reports, CompareOnlyWhoAnsweredBothTimesAndSayOfHowMany) {
  const OrganizationId a(1), b(2), c(3), d(4);
  const LessonId first(1), second(2);
  const auto r = report({a, b, c, d},
                        {{a, Moment::before, {2, 2}},
                         {a, Moment::after, {4, 3}},
                         {b, Moment::before, {5, 5}},
                         {b, Moment::after, {4, 4}},
                         {c, Moment::before, {1, 1}},
                         {OrganizationId(9), Moment::after, {5, 5}}},  // not enrolled
                        {{first, a, 2}, {second, a, 1}, {first, c, 1}});
  EXPECT_EQ(r.enrolled, 4);
  EXPECT_EQ(r.compared, 2);
  EXPECT_EQ(r.change, 25);  // (+1.50 − 1.00) / 2
  ASSERT_EQ(r.lines.size(), 4u);
  EXPECT_EQ(r.lines[0].change, 150);
  EXPECT_EQ(r.lines[0].lessons, 2);
  EXPECT_EQ(r.lines[1].change, -100);
  EXPECT_EQ(r.lines[2].before, 100);
  EXPECT_FALSE(r.lines[2].change);
  EXPECT_FALSE(r.lines[3].before);
  const auto nobody = report({}, {}, {});
  EXPECT_EQ(nobody.enrolled, 0);
  EXPECT_FALSE(nobody.change);
}

TEST(Rules, SayEveryFieldThatIsWrong) {
  Input good{"Curso", "", "", "", "Una\n\n Dos \n", ""};
  EXPECT_EQ(parse(good)->questions, (std::vector<std::string>{"Una", "Dos"}));
  auto nameless = good;
  nameless.title_es = " ";
  EXPECT_EQ(outcome(parse(nameless)), "title_es");
  auto silent = good;
  silent.questions = " \n";
  EXPECT_EQ(outcome(parse(silent)), "questions");
  auto many = good;
  for (int i = 0; i < 12; ++i) many.questions += "Otra\n";
  EXPECT_EQ(outcome(parse(many)), "questions");
  EXPECT_EQ(outcome(parse(LessonInput{"ayer", "Tema", ""})), "on");
  EXPECT_EQ(outcome(parse(LessonInput{"2026-03-01", "", ""})), "topic");
  EXPECT_EQ(outcome(parse_answers({"1", "5"}, 2)), "done");
  EXPECT_EQ(outcome(parse_answers({"1", "6"}, 2)), "answer_2");
  EXPECT_EQ(outcome(parse_answers({"0", "5"}, 2)), "answer_1");
  EXPECT_EQ(outcome(parse_answers({"3"}, 2)), "answer_2");
}

class School : public ::testing::Test {
 protected:
  School() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliances::Input in;
    in.slug = "muestra";
    in.name_es = "Alianza muestra";
    in.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    for (const auto* name : {"uno", "dos", "tres", "cuatro"}) seat(name, Status::active);
    seat("invited", Status::invited);
    course = app.write([&](db::Tx& tx) {
      return plan(tx, act("director"), alliance, {"Indicadores", "", "", "", "¿Sabe medir?\n¿Usa lo que mide?", ""});
    });
    lesson = app.write([&](db::Tx& tx) {
      return add_lesson(tx, act("director"), alliance, course, {"2026-02-10", "Línea base", "En línea"});
    });
  }
  void seat(const std::string& name, Status status) {
    organizations::Profile profile;
    profile.name = "Organización " + name;
    const auto by = act("director");
    const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, agency, profile, {}, app.today()); }).id;
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, by.actor, agency, alliance, app.today());
      return membership::change(tx, by, standing, {agency, alliance, id, status, app.today().plus_days(-30), "motivo"});
    });
    app.appoint(app.person(name), Scope::organization(id.value()), Role::representative);
    seats[name] = id;
  }
  feature::Act act(const std::string& who) { return who == "anonymous" ? feature::Act{} : app.act(app.person(who)); }
  template <class Do>
  std::string as(const std::string& who, const Do& perform) {
    const auto by = act(who);
    return outcome(app.db().write([&](db::Tx& tx) { return perform(tx, by); }));
  }
  std::string join(const std::string& who, const std::string& organization) {
    return as(who, [&](db::Tx& tx, const feature::Act& by) { return enrol(tx, by, alliance, course, organization); });
  }
  std::string say(const std::string& who, const std::string& organization, const std::string& moment,
                  const std::vector<std::string>& answers) {
    return as(
        who, [&](db::Tx& tx, const feature::Act& by) { return assess(tx, by, alliance, course, organization, moment, answers); });
  }
  SeenCourse seen(const std::string& who) {
    return app.read([&](db::Tx& tx) { return see(tx, app.person(who), alliance, course); });
  }

  test::TestApp app{
      {&membership::manifest, &agencies::manifest, &alliances::manifest, &terms::manifest, &organizations::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
  CourseId course;
  LessonId lesson;
  std::map<std::string, OrganizationId> seats;
};

TEST_F(School, OrganisationsEnrolThemselvesAndNobodyElse) {
  for (const auto& [who, expected] : {std::pair{"anonymous", "not_found"},
                                      {"invited", "not_found"},
                                      {"facilitator", "forbidden"},
                                      {"legal", "forbidden"},
                                      {"dos", "organization"},
                                      {"uno", "done"},
                                      {"director", "conflict"}})
    EXPECT_EQ(join(who, "Organización uno"), expected) << who;
  EXPECT_EQ(join("director", seats["dos"].text()), "done");
  EXPECT_EQ(say("tres", "Organización tres", "before", {"1", "2"}), "organization");
}

TEST_F(School, AnswersAreReadByTheirOwnersAndTheWholeFromThreeOn) {
  for (const auto* name : {"uno", "dos", "tres", "cuatro"}) ASSERT_EQ(join(name, std::string("Organización ") + name), "done");
  for (const auto* name : {"uno", "dos"}) {
    ASSERT_EQ(say(name, std::string("Organización ") + name, "before", {"1", "2"}), "done");
    ASSERT_EQ(say(name, std::string("Organización ") + name, "after", {"3", "4"}), "done");
  }
  EXPECT_EQ(say("uno", "Organización dos", "after", {"5", "5"}), "organization");
  EXPECT_EQ(say("uno", "Organización uno", "later", {"5", "5"}), "moment");
  EXPECT_EQ(say("uno", "Organización uno", "after", {"5", "6"}), "answer_2");
  EXPECT_EQ(seen("director").report.change, 200);
  EXPECT_TRUE(seen("director").tells_change);
  EXPECT_EQ(seen("director").report.lines.size(), 4u);
  EXPECT_FALSE(seen("uno").tells_change);  // two organisations: each would know the other's
  ASSERT_EQ(seen("uno").report.lines.size(), 1u);
  EXPECT_EQ(seen("uno").report.lines[0].organization, seats["uno"]);
  EXPECT_EQ(seen("uno").report.enrolled, 4);
  EXPECT_TRUE(seen("facilitator").report.lines.empty());
  ASSERT_EQ(say("tres", "Organización tres", "before", {"2", "2"}), "done");
  ASSERT_EQ(say("director", "Organización tres", "after", {"2", "3"}), "done");
  EXPECT_TRUE(seen("facilitator").tells_change);
  EXPECT_EQ(seen("facilitator").report.compared, 3);
  EXPECT_EQ(seen("facilitator").report.change, 150);
}

TEST_F(School, AttendanceIsKeptByWhoConvenesForWhoIsEnrolled) {
  ASSERT_EQ(join("uno", "Organización uno"), "done");
  const auto come = [&](const char* who, const char* organization, const char* people) {
    return as(who,
              [&](db::Tx& tx, const feature::Act& by) { return attend(tx, by, alliance, course, lesson, organization, people); });
  };
  EXPECT_EQ(come("uno", "Organización uno", "2"), "forbidden");
  EXPECT_EQ(come("director", "Organización dos", "2"), "organization");
  EXPECT_EQ(come("director", "Organización uno", "0"), "people");
  EXPECT_EQ(come("director", "Organización uno", "2"), "done");
  EXPECT_EQ(come("director", "Organización uno", "3"), "done");
  ASSERT_EQ(seen("uno").attendances.size(), 1u);
  EXPECT_EQ(seen("uno").attendances[0].people, 3);
  EXPECT_EQ(seen("uno").report.lines[0].lessons, 1);
  EXPECT_TRUE(seen("dos").attendances.empty());
}

TEST_F(School, QuestionsStandStillOnceAnsweredAndAClosedCourseChangesNoMore) {
  const auto save = [&](const char* questions, const char* version) {
    return as("director", [&](db::Tx& tx, const feature::Act& by) {
      return edit(tx, by, alliance, course, {"Indicadores", "", "Nuevo", "", questions, version});
    });
  };
  EXPECT_EQ(save("¿Mide?\n¿Usa?", "1"), "done");
  EXPECT_EQ(save("¿Mide?\n¿Usa?", "1"), "conflict");
  ASSERT_EQ(join("uno", "Organización uno"), "done");
  ASSERT_EQ(say("uno", "Organización uno", "before", {"1", "2"}), "done");
  EXPECT_EQ(save("¿Otra?", "2"), "questions");
  EXPECT_EQ(save("¿Mide?\n¿Usa?", "2"), "done");
  const auto shut = [&](const char* who) {
    return as(who, [&](db::Tx& tx, const feature::Act& by) { return close(tx, by, alliance, course); });
  };
  EXPECT_EQ(shut("uno"), "forbidden");
  EXPECT_EQ(shut("director"), "done");
  EXPECT_EQ(shut("director"), "conflict");
  EXPECT_EQ(join("dos", "Organización dos"), "conflict");
  EXPECT_EQ(say("uno", "Organización uno", "after", {"1", "2"}), "conflict");
  EXPECT_EQ(save("¿Mide?\n¿Usa?", "4"), "conflict");
}

TEST_F(School, EnrolmentsFollowTheirOrganisationThroughAMergeAndBack) {
  ASSERT_EQ(join("uno", "Organización uno"), "done");
  ASSERT_EQ(say("uno", "Organización uno", "before", {"1", "2"}), "done");
  const auto who = [&] { return seen("director").report.lines.at(0).organization; };
  app.write([&](db::Tx& tx) -> Done {
    merge(tx, 7, seats["dos"], seats["uno"]);
    return {};
  });
  EXPECT_EQ(who(), seats["dos"]);
  EXPECT_EQ(seen("director").report.lines[0].before, 150);
  app.write([&](db::Tx& tx) -> Done {
    unmerge(tx, 7, seats["dos"], seats["uno"]);
    return {};
  });
  EXPECT_EQ(who(), seats["uno"]);
  // Both enrolled: each keeps its own.
  ASSERT_EQ(join("dos", "Organización dos"), "done");
  app.write([&](db::Tx& tx) -> Done {
    merge(tx, 8, seats["dos"], seats["uno"]);
    return {};
  });
  EXPECT_EQ(seen("director").report.lines.size(), 2u);
}

TEST_F(School, CoursesAreListedPageByPageTheNewestFirst) {
  for (int i = 0; i < page_size + 2; ++i)
    app.write([&](db::Tx& tx) {
      return plan(tx, act("director"), alliance, {"Curso " + std::to_string(i), "", "", "", "¿Uno?", ""});
    });
  const auto page = [&](std::optional<CourseId> before) {
    return app.read([&](db::Tx& tx) -> Result<Listing> {
      return list(tx, TRY(alliances::see(tx, app.person("director"), alliance)), before);
    });
  };
  const auto first = page(std::nullopt);
  ASSERT_EQ(first.rows.size(), static_cast<std::size_t>(page_size));
  ASSERT_TRUE(first.next);
  const auto second = page(first.next);
  ASSERT_EQ(second.rows.size(), 3u);
  EXPECT_EQ(second.rows.back().course.id, course);
  EXPECT_FALSE(second.next);
  const auto root = "/alliances/" + alliance.text() + "/courses";
  auto& reader = app.client(app.person("director"));
  EXPECT_TRUE(reader.get(root).contains(root + "?before=" + first.next->text()));
  EXPECT_TRUE(reader.get(root + "?before=" + first.next->text()).contains("Indicadores"));
}

TEST_F(School, PagesAndApiDoTheSame) {
  const auto root = "/alliances/" + alliance.text() + "/courses";
  const auto page = root + "/" + course.text();
  auto& director = app.client(app.person("director"));
  EXPECT_EQ(director.submit_from(page + "/enrol", page + "/enrol", {{"organization", "Organización uno"}}).status, 303);
  const auto wrong = director.submit_from(page + "/assess", page + "/assess",
                                          {{"organization", seats["uno"].text()}, {"moment", "before"}, {"answer_1", "3"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("href=\"#answer_2\""));
  EXPECT_EQ(director
                .submit_from(page + "/assess", page + "/assess",
                             {{"organization", seats["uno"].text()}, {"moment", "before"}, {"answer_1", "3"}, {"answer_2", "4"}})
                .status,
            303);
  const auto form = page + "/lessons/" + lesson.text() + "/attendance";
  EXPECT_EQ(director.submit_from(form, form, {{"organization", seats["uno"].text()}, {"people", "4"}}).status, 303);
  EXPECT_TRUE(director.get(page).contains("3.50"));
  EXPECT_TRUE(director.get(page).contains("4 personas"));
  EXPECT_TRUE(director.get(root).contains("Indicadores"));
  auto& other = app.client(app.person("dos"));
  EXPECT_FALSE(other.get(page).contains("3.50"));
  EXPECT_EQ(other.get(page + "/edit").status, 403);
  EXPECT_TRUE(other.get("/en" + page).contains("lang=\"en\""));
  auto program = app.token_client(app.person("dos"), {"courses:write"});
  const auto api = "/api/v1" + page;
  EXPECT_EQ(program.json(http::Method::post, api + "/enrol", R"({"organization":")" + seats["dos"].text() + "\"}").status, 200);
  const auto answered = program.json(http::Method::post, api + "/assess",
                                     R"({"organization":")" + seats["dos"].text() + R"(","moment":"before","answers":[1,5]})");
  EXPECT_EQ(answered.status, 200) << answered.body;
  EXPECT_TRUE(answered.contains("\"before\":300"));
  EXPECT_EQ(program.json(http::Method::post, api + "/close", "{}").status, 403);
  EXPECT_EQ(program.json(http::Method::get, "/api/v1" + root).status, 200);
}

}  // namespace
}  // namespace alianza::courses
