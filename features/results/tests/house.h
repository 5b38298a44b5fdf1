#pragma once
// The house of surveys with result books, and answers as quickly as a test wants them.
#include "features/meetings/feature.h"
#include "features/results/actions.h"
#include "features/results/feature.h"
#include "features/surveys/store.h"
#include "features/surveys/tests/house.h"

namespace alianza::results {

using surveys::Answers;
using surveys::Entry;
using surveys::outcome;
using surveys::Value;

inline Value chosen(std::initializer_list<const char*> options) {
  Value out;
  for (const auto* option : options) out.push_back({.option = option});
  return out;
}
inline Value number(std::int64_t n) { return {{.number = n}}; }
inline Value step(int n) { return {{.option = std::to_string(n), .number = n * std::int64_t{1000}}}; }
inline Value written(const char* words) { return {{.text = words}}; }

class House : public surveys::House {
 public:
  House() : surveys::House({&meetings::manifest, &results::manifest}) { app.site().entry_checks.clear(); }

  /// An open survey of that questionnaire, sent to all active members.
  surveys::Survey asked(const Questionnaire& form, const std::string& title = "Prioridades") {
    return opened(survey(form, input(title, "")));
  }
  /// As if that recipient had answered so.
  void give(const surveys::Survey& s, const surveys::Recipient& to, const Answers& answers) {
    app.write([&](db::Tx& tx) -> Done {
      auto response = surveys::store::begin_response(tx, s, to.id);
      ++response.edition;
      response.receipt = "RECI-BO";
      response.sent_at = tx.now();
      response.sent_by = "Ana Robles";
      surveys::store::send(tx, s, response, answers);
      auto row = to;
      row.progress = surveys::Progress::answered;
      surveys::store::update(tx, row);
      return {};
    });
  }
  void close_survey(const surveys::Survey& s) {
    app.write([&](db::Tx& tx) -> Done { return surveys::close(tx, act("secretariat"), alliance, s.id); });
  }
  void publish_book(const surveys::Survey& s) {
    app.write([&](db::Tx& tx) -> Done { return set_audience(tx, act("secretariat"), alliance, s.id, "members"); });
  }
  Book book_of(const surveys::Survey& s, const std::string& who = "secretariat") {
    return app.read([&](db::Tx& tx) { return book(tx, person(who), alliance, s.id); });
  }
  Table table_of(const surveys::Survey& s, const std::string& code, const std::string& who = "secretariat") {
    for (auto& section : book_of(s, who).sections)
      for (auto& table : section.tables)
        if (table.question.code == code) return table;
    throw std::runtime_error("no table " + code);
  }
};

/// One question of every kind, some of them conditioned.
inline Questionnaire every_kind() {
  const auto words = [](const char* es) { return LocalizedText{es, std::string(es) + " (en)", Lang::es}; };
  const auto options = [&](std::initializer_list<const char*> codes) {
    std::vector<Choice> out;
    for (const auto* code : codes) out.push_back({code, words(code)});
    return out;
  };
  const auto question = [&](const char* code, Kind kind, std::vector<Choice> offered = {}) {
    Question q;
    q.code = code;
    q.kind = kind;
    q.text = words(code);
    q.options = std::move(offered);
    return q;
  };
  auto role = question("role", Kind::one, options({"lead", "join", "watch"}));
  role.other = surveys::Other::text;
  role.options[0].label = {"=1+1", "=1+1", Lang::es};
  auto activities = question("activities", Kind::many, options({"share", "train", "fund"}));
  auto goal = question("goal", Kind::sdg);
  goal.conditions = {{"role", surveys::ConditionTest::has, "lead"}};
  auto order = question("order_of", Kind::ranking, options({"a", "b", "c", "d"}));
  auto useful = question("useful", Kind::scale);
  useful.least = 1, useful.most = 5;
  auto grid = question("grid", Kind::matrix, options({"yes", "no"}));
  grid.rows = options({"water", "energy"});
  auto why = question("why", Kind::text);
  why.conditions = {{"role", surveys::ConditionTest::has_not, "watch"}, {"role", surveys::ConditionTest::has, ""}};
  return {{{words("Primera"), {}, {role, activities, goal, order}},
           {words("Segunda"),
            {},
            {useful, grid, question("persons", Kind::number), question("budget", Kind::money), question("since", Kind::date), why,
             question("partners", Kind::organization)}}}};
}

}  // namespace alianza::results
