#pragma once
// Counting the answers of one survey: one scan of an index for each question that is asked about, responses as bits (sets.h).
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/results/book.h"
#include "features/results/cross.h"
#include "features/results/results.h"
#include "features/surveys/actions.h"

namespace alianza::results {

class Counting {
 public:
  /// Reads who answered, and every version of the questionnaire that was answered.
  Counting(db::Tx& tx, const surveys::Survey& survey, Date today);

  std::int64_t responses() const { return static_cast<std::int64_t>(ids_.size()); }
  const Questionnaire& form() const { return form_; }
  /// Of the questions, and of what organisations are: these with everything that could be, nothing is read for it.
  std::vector<Variable> variables();

  Table table(const Question& question);
  std::vector<TableSection> sections();
  /// Reads what was answered, for a variable whose parts are made of it (Variable::is_of_answers).
  void make_parts(Variable& variable);
  Parted parted(const Variable& variable);
  /// Who has that part of the variable.
  Set with(const Variable& variable, const std::string& part);
  Set everybody() const { return Set::full(ids_.size()); }

 private:
  /// The place of a response among all; nothing for one that came while we read.
  std::optional<std::size_t> place(ResponseId id) { return ids_.of(id); }
  Set answering(const std::string& question, const std::string& option);
  Set shown(const Question& question);
  Set shown_in(surveys::VersionId version, const Question& question);
  std::vector<Choice> choices(const Question& question, const Counts& counts);
  void read_organizations();
  Parted numbers_parted(Variable& variable);
  Parted days_parted(Variable& variable);
  Parted picked_parted(Variable& variable);
  const Parted& organization_parts(const Variable& variable);
  std::vector<Variable> organization_variables();

  db::Tx& tx_;
  const surveys::Survey& survey_;
  Date today_;
  surveys::ResponsePlaces ids_{{}};
  std::map<surveys::VersionId, Questionnaire> versions_;
  std::map<surveys::VersionId, Set> of_version_;
  Questionnaire form_;
  surveys::Offer offer_;
  std::map<std::pair<std::string, std::string>, Set> known_;  // answering()
  std::map<std::string, Parted> organizations_;               // by what is asked of them; empty until one asks
  std::map<std::string, Parted> made_;                        // make_parts(), by the code of the variable
};

}  // namespace alianza::results
