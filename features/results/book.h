#pragma once
// The tables of a result book: counted answers with their denominators, places with ties, and what members do not see. Every
// figure is whole arithmetic. No SQL, no HTTP.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/surveys/actions.h"  // its questionnaires and what is counted of them: types alone are used here

namespace alianza::results {

using surveys::Choice;
using surveys::Kind;
using surveys::Question;
using surveys::Questionnaire;

/// Whole per cent, half up, as response rates are (55 of 90 is 61); nothing of nothing.
std::optional<std::int64_t> percent_of(std::int64_t n, std::int64_t of);
/// a / b rounded, half away from zero; b > 0.
__extension__ using Wide = __int128;
std::int64_t rounded(Wide a, std::int64_t b);

/// One figure of a table: an option, or an option in a row of a matrix.
struct Line {
  std::string row;  // of a matrix
  LocalizedText row_label;
  std::string code;
  LocalizedText label;
  std::int64_t n = 0;
  std::int64_t of = 0;  // who answered the question; of a matrix, the row; who was shown it, when a few left it empty
  std::optional<std::int64_t> place;  // among its kind, by n or points: 1, 2, 2, 4
  bool is_tied = false;               // another has the same place
  bool is_hidden = false;             // from this reader: n says nothing
  // Of a ranking: n put it somewhere.
  std::optional<std::int64_t> points;      // with m options the first place gives m, the next m - 1…; without a place, nothing
  std::optional<std::int64_t> firsts;      // who put it first
  std::optional<std::int64_t> mean_place;  // of those n, in hundredths, half up
  std::optional<std::int64_t> percent() const { return is_hidden ? std::nullopt : percent_of(n, of); }
};

/// Of scales, numbers (thousandths) and money (minor units). Mean and median are rounded to that unit, half away from zero.
struct Numbers {
  std::int64_t n = 0;
  std::int64_t mean = 0;
  std::int64_t median = 0;  // of an even number, between the two in the middle
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
};

struct Table {
  Question question;
  std::int64_t answered = 0;
  /// To whom the questionnaire showed it; nothing where that is not known (organisations are asked of members alone).
  std::optional<std::int64_t> shown;
  std::vector<Line> lines;
  std::optional<Numbers> numbers;
  std::optional<Date> first;  // of dates
  std::optional<Date> last;
  std::int64_t texts = 0;  // written answers, or texts of «Otra»
  bool is_hidden = false;  // too few answered for this reader
  /// A few left it empty: this reader is not told how many answered, nor can work it out; per cents are of who was shown it.
  bool hides_answered = false;
  std::int64_t hidden = 0;  // figures that this reader does not see
};

struct TableSection {
  LocalizedText title;
  std::vector<Table> tables;
};

/// What was counted of one question.
struct Counts {
  std::int64_t answered = 0;
  std::optional<std::int64_t> shown;
  std::map<std::pair<std::string, std::string>, std::int64_t> chosen;  // by row and option
  std::map<std::string, std::map<std::int64_t, std::int64_t>> ranks;   // of a ranking: by option and rank
  std::vector<std::int64_t> numbers;                                   // in any order
  std::vector<surveys::WrittenDay> days;                               // in their order
  std::int64_t texts = 0;
};
/// The lines in the order of all paths: by place where there are places, else as the questionnaire has them. `choices`: what the
/// question offers; options that were answered and are not offered any more follow.
Table make_table(const Question& question, const std::vector<Choice>& choices, Counts counts);

/// A questionnaire with everything that was ever asked: the newest, and after it what only others had.
Questionnaire merged(const Questionnaire& newest, const std::vector<const Questionnaire*>& others);

using surveys::least_cell;
/// As members read it, and everybody an anonymous survey: small cells, their complements and what would give them away by
/// difference are hidden, those that left the question empty among them; so are texts, extremes, first places and organisations
/// that few named. `responses`: all of the survey, who is told to everybody.
Table for_members(Table table, std::int64_t responses);
/// The tables of a book, each so; and those whose denominator would tell a hidden figure of another, by their conditions.
void hide_small(std::vector<TableSection>& sections, std::int64_t responses);

}  // namespace alianza::results
