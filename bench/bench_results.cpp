// A cross table of two questions with two filters over 100,000 respondents of 60 questions each.
//
// Promise (README): under 300 ms and under 100 MB.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/committees/feature.h"
#include "features/frameworks/feature.h"
#include "features/meetings/feature.h"
#include "features/membership/feature.h"
#include "features/organizations/feature.h"
#include "features/results/actions.h"
#include "features/results/feature.h"
#include "features/surveys/feature.h"
#include "platform/test/test_app.h"

using namespace alianza;

namespace {

constexpr std::int64_t respondents = 100'000;
constexpr int questions = 60;
constexpr int options = 5;
constexpr std::int64_t a_piece = 1'000;
constexpr int rounds = 7;

double milliseconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// Kilobytes that the process holds at most since the last call of forget_peak().
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

surveys::Questionnaire form() {
  surveys::Section section;
  for (int n = 0; n < questions; ++n) {
    surveys::Question q;
    q.code = "q" + std::to_string(n);
    q.kind = surveys::Kind::one;
    q.text = {q.code, {}, Lang::es};
    for (int o = 0; o < options; ++o) q.options.push_back({"o" + std::to_string(o), {"Opción", {}, Lang::es}});
    section.questions.push_back(std::move(q));
  }
  return {{std::move(section)}};
}

struct House {
  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &frameworks::manifest,
                     &organizations::manifest, &committees::manifest, &meetings::manifest, &surveys::manifest,
                     &results::manifest}};
  membership::AllianceId alliance;
  feature::Act act;
  surveys::Survey survey;

  House() {
    const agencies::Input input{"muestra", "Agencia", "Agency", "Muestra", "MX", "America/Mexico_City",
                                "#4a3c8c", "#2c2260", "#ece8f7"};
    const auto by = app.act(app.server_operator());
    const auto agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
    app.appoint(app.person("director"), auth::Scope::agency(agency.value()), auth::Role::director);
    act = app.act(app.person("director"));
    alliances::Input made;
    made.slug = "muestra";
    made.name_es = "Alianza";
    made.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act, agency, made); }).id;
    surveys::Input planned;
    planned.title_es = "Encuesta";
    planned.opens_on = app.today().text();
    planned.closes_on = app.today().plus_days(5).text();
    survey = app.write([&](db::Tx& tx) { return surveys::plan(tx, act, alliance, planned, form()); });
    app.write([&](db::Tx& tx) { tx.exec("UPDATE surveys SET state = 'open'"); });
    for (std::int64_t from = 0; from < respondents; from += a_piece) app.write([&](db::Tx& tx) { answer(tx, from); });
  }

  /// Ids and options from the number alone, spread by a multiplication.
  void answer(db::Tx& tx, std::int64_t from) {
    tx.exec(
        "WITH RECURSIVE r(n) AS (SELECT CAST(:from AS BIGINT) UNION ALL SELECT n + 1 FROM r WHERE n + 1 < CAST(:until AS "
        "BIGINT)) "
        "INSERT INTO survey_responses (id, agency_id, alliance_id, survey_id, version_id, recipient_id, edition, receipt, "
        "started_at, sent_at, sent_by) SELECT n + 1, CAST(:agency AS BIGINT), CAST(:alliance AS BIGINT), CAST(:survey AS "
        "BIGINT), "
        "CAST(:version AS BIGINT), 0, 1, 'R', CAST(:at AS TEXT), CAST(:at AS TEXT), 'N' FROM r",
        {{"from", from},
         {"until", from + a_piece},
         {"agency", survey.agency},
         {"alliance", survey.alliance},
         {"survey", survey.id},
         {"version", survey.live},
         {"at", tx.now()}});
    tx.exec(
        "WITH RECURSIVE r(n) AS (SELECT CAST(:from AS BIGINT) UNION ALL SELECT n + 1 FROM r WHERE n + 1 < CAST(:until AS "
        "BIGINT)), "
        "q(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM q WHERE n + 1 < CAST(:questions AS BIGINT)) INSERT INTO survey_answers "
        "(response_id, edition, question_code, place, agency_id, survey_id, standing, row_code, option_code, text) SELECT r.n + "
        "1, 1, "
        "'q' || q.n, 1, CAST(:agency AS BIGINT), CAST(:survey AS BIGINT), 'current', '', 'o' || ((r.n * (2 * q.n + 7919) / 64) % "
        "CAST(:options AS BIGINT)), '' FROM r CROSS JOIN q ORDER BY r.n, q.n",
        {{"from", from},
         {"until", from + a_piece},
         {"questions", questions},
         {"agency", survey.agency},
         {"survey", survey.id},
         {"options", options}});
  }
};

}  // namespace

int main() {
  House house;
  const results::CrossInput input{"q3", "q41", {{"q7", "o1"}, {"q52", "o4"}}, results::Share::row};
  std::vector<double> times;
  std::int64_t n = 0;
  forget_peak();
  const auto before = peak_memory();
  for (int i = 0; i < rounds; ++i)
    times.push_back(milliseconds_of([&] {
      n = house.app.read([&](db::Tx& tx) { return results::cross(tx, house.act.actor, house.alliance, house.survey.id, input); })
              .table->n;
    }));
  const auto memory = peak_memory();
  std::sort(times.begin(), times.end());
  const auto median = times[rounds / 2];
  std::printf(
      "cross table of two questions with two filters over %lld respondents x %d questions: %.0f ms (slowest %.0f), %ld MB in "
      "all, +%ld MB; %lld counted\n",
      static_cast<long long>(respondents), questions, median, times.back(), memory / 1024, (memory - before) / 1024,
      static_cast<long long>(n));
  const auto book = milliseconds_of(
      [&] { house.app.read([&](db::Tx& tx) { return results::book(tx, house.act.actor, house.alliance, house.survey.id); }); });
  std::printf("the whole book of %d questions: %.1f s\n", questions, book / 1000);
  return median < 300 && memory < 100 * 1024 && n > 0 ? 0 : 1;
}
