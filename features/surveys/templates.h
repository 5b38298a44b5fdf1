#pragma once
// Surveys that ship (data/surveys): a template gives a questionnaire to begin with. Pure; the data are part of the program.
#include <string>
#include <string_view>
#include <vector>

#include "features/surveys/questionnaire.h"
#include "features/surveys/surveys.h"

namespace alianza::surveys {

struct Template {
  std::string code;  // "axs"
  LocalizedText title;
  LocalizedText intro;
  LocalizedText source;  // where it comes from, and what of it
  Respondent answered_by = Respondent::organization;
  Questionnaire questionnaire;
  /// Questions whose options are the committees of the alliance, by code.
  std::vector<std::string> of_committees;
};
const std::vector<Template>& templates();
const Template* find_template(std::string_view code);
/// Reads one; what does not fit is Impossible: the data are ours.
Template read_template(std::string_view json);

}  // namespace alianza::surveys
