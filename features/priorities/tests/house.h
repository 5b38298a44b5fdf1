#pragma once
// The house of meetings with everything a convergence map is made of.

#include "features/frameworks/feature.h"
#include "features/meetings/tests/house.h"
#include "features/minutes/actions.h"
#include "features/minutes/feature.h"
#include "features/priorities/actions.h"
#include "features/priorities/feature.h"
#include "features/results/actions.h"
#include "features/results/feature.h"
#include "features/surveys/actions.h"
#include "features/surveys/feature.h"
#include "features/workplans/feature.h"

namespace alianza::priorities {

using meetings::day;
using meetings::outcome;

class House : public meetings::House {
 public:
  House()
      : meetings::House({&frameworks::manifest, &minutes::manifest, &surveys::manifest, &results::manifest, &workplans::manifest,
                         &manifest}) {
    app.site().entry_checks.clear();
    for (const auto* code : {"sdg", "procid"})
      app.write([&](db::Tx& tx) { return frameworks::add(tx, act("director"), alliance, code); });
  }
  PriorityInput wish(const std::string& code, const std::string& weight = "4") {
    return {"sdg/2017", code, {}, weight, "Programa de la institución", "Oficio 3 (muestra)", "2026-03-02"};
  }
  Result<Priority> add_as(const char* who, const PriorityInput& input) {
    return app.db().write([&](db::Tx& tx) { return add(tx, act(who), alliance, input); });
  }
  /// So many active organisations whose profile has the goal.
  std::vector<OrganizationId> wanting(int count, int goal) {
    std::vector<OrganizationId> out;
    for (int n = 0; n < count; ++n) {
      out.push_back(member(membership::Status::active, "Quiere " + std::to_string(goal) + " " + std::to_string(n)));
      app.write([&](db::Tx& tx) {
        return organizations::declare_sdgs(tx, act("director"), alliance, out.back(),
                                           {{goal, organizations::SdgLevel::priority}});
      });
    }
    return out;
  }
  Map map_of(const char* who, std::optional<int> least = {}) {
    return app.read([&](db::Tx& tx) { return map(tx, app.person(who), alliance, least); });
  }
  Theme theme_for(const char* who, const std::string& code) {
    return app.read([&](db::Tx& tx) { return see_theme(tx, app.person(who), alliance, code, {}); }).theme;
  }
  FoundingInput founding(const std::string& name) {
    FoundingInput f;
    f.name_es = name;
    f.founded_on = "2026-03-02";
    f.record_text = "Se acordó formar el comité.";
    f.record_on = "2026-02-27";
    f.record_source = "Acta de la plenaria";
    return f;
  }
  std::string found_as(const char* who, const std::string& theme, const FoundingInput& f) {
    return outcome(app.db().write([&](db::Tx& tx) { return found(tx, act(who), alliance, theme, f); }));
  }
  /// A survey that these organisations answered with those goals.
  SurveyId surveyed(const std::vector<std::pair<OrganizationId, std::vector<std::string>>>& answers) {
    int made = 0;
    for (const auto& [organization, goals] : answers)
      app.write([&](db::Tx& tx) {
        return organizations::add_contact(tx, act("director"), alliance, organization,
                                          {"Quien responde", "c" + std::to_string(++made) + "@uno.example", "", "", "contact"},
                                          app.today().text());
      });
    surveys::Input input;
    input.title_es = "Prioridades";
    input.opens_on = app.today().text();
    input.closes_on = app.today().plus_days(20).text();
    input.from_template = "axs";
    const auto survey = app.write([&](db::Tx& tx) -> Result<surveys::Survey> {
      auto s = TRY(surveys::plan(tx, act("secretariat"), alliance, input));
      organizations::CountMemory memory;
      TRY(surveys::choose(tx, memory, act("secretariat"), alliance, s.id, {}));
      TRY(surveys::open(tx, act("secretariat"), alliance, s.id, "http://127.0.0.1:8080"));
      return s;
    });
    for (const auto& [organization, goals] : answers) answer(survey.id, organization, goals);
    return survey.id;
  }
  std::string set_rule_as(const char* who, const std::string& survey, const char* least) {
    return outcome(app.db().write([&](db::Tx& tx) { return set_rule(tx, act(who), alliance, {survey, least}); }));
  }
  std::string path(const std::string& tail) { return "/alliances/" + alliance.text() + tail; }

 private:
  void answer(SurveyId survey, OrganizationId organization, const std::vector<std::string>& goals) {
    surveys::Typed typed;
    for (int goal = 1; goal <= 17; ++goal) typed.emplace_back("a.actions." + std::to_string(goal), "none");
    for (const auto& goal : goals) typed.emplace_back("a.priorities", goal);
    typed.emplace_back("a.activities", "share");
    typed.emplace_back("a.role", "take_part");
    app.write([&](db::Tx& tx) -> Done {
      auth::Link link;
      link.purpose = surveys::link_purpose;
      for (const auto& row :
           TRY(surveys::recipients(tx, app.person("secretariat"), alliance, survey, {.after = {}, .limit = 100})).rows)
        if (row.organization == organization) link.subject_id = row.id.value();
      const auto at = TRY(surveys::sheet(tx, link));
      surveys::SaveInput input{typed, {}, {}, {}};
      for (const auto* q : at.questionnaire.questions())
        if (q->is_asked()) input.read[q->code] = surveys::read_mark(at, q->code);
      for (std::size_t i = 0; i < at.questionnaire.sections.size(); ++i) TRY(surveys::save(tx, {}, at, i, input, Lang::es));
      return surveys::send(tx, {}, TRY(surveys::sheet(tx, link)), "Ana Robles");
    });
  }
};

}  // namespace alianza::priorities
