#pragma once
// Versions of a questionnaire: what changed between two of them, what must not change once it was answered, what of an answer
// still fits, and all of them as one for the downloads. No SQL, no HTTP.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "features/surveys/answers.h"

namespace alianza::surveys {

/// One change, in words; `code` of the question, empty of a section.
struct Difference {
  std::string code;
  Message words;
};
/// From one version to the next, in the order of the later one: sections, questions, texts, options, limits, conditions.
std::vector<Difference> differences(const Questionnaire& before, const Questionnaire& after, Lang lang);

/// What was answered keeps its meaning: a question of that code has the same kind, the same currency and the same steps of a
/// scale. `known`: by code, as it was asked. Error: invalid, with the code of each question that would mean something else.
Done keeps_meaning(const std::map<std::string, Question>& known, const std::set<std::string>& answered,
                   const Questionnaire& questionnaire);

/// Of an answer given in another version, what this question still offers; limits are not asked.
Value fitting(const Question& question, const Value& value);

/// All versions as one, in their order: questions, options and rows by their first appearance (those of later versions stand
/// after all of the first, in its last section), each with its latest words.
Questionnaire united(const std::vector<Questionnaire>& versions);

}  // namespace alianza::surveys
