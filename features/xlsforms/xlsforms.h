#pragma once
// XLSForm (xlsform.org), the workbook in which other programs keep their questionnaires: read into a questionnaire of the house
// with an exact list of what is not kept, and written from one (features/xlsforms/README.md). No SQL, no HTTP.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "features/surveys/questionnaire.h"
#include "features/surveys/surveys.h"
#include "platform/documents/book.h"

namespace alianza::xlsforms {

using surveys::AgencyId;
using surveys::AllianceId;
using surveys::SurveyId;
using XlsformId = Id<struct XlsformTag>;

inline constexpr std::size_t most_bytes = std::size_t{4} << 20;
inline constexpr std::int64_t most_rows = 25'000;                // of a sheet
inline constexpr std::size_t most_cells = std::size_t{2} << 20;  // bytes in all cells that are read
inline constexpr std::size_t most_title = 200;                   // characters of a section's
inline constexpr std::size_t longest_text = 4000;                // characters of what a cell says

/// A questionnaire with what an XLSForm says of itself.
struct Form {
  std::string id;       // form_id
  std::string version;  // of the form, as it calls it
  LocalizedText title;
  LocalizedText intro;
  surveys::Respondent answered_by = surveys::Respondent::organization;
  surveys::Questionnaire questionnaire;
};

/// What becomes of something that the house does not have.
enum class Outcome : std::uint8_t {
  wrong,     // the form cannot be made
  left_out,  // it is not kept
  changed    // it is kept as something else
};
std::string_view to_text(Outcome outcome);
Message label(Outcome outcome);

struct Finding {
  Outcome outcome = Outcome::wrong;
  std::string sheet;
  std::int64_t row = 0;     // of the sheet, from 1; 0: the sheet as a whole
  std::int64_t column = 0;  // from 1; 0: the row as a whole
  std::string said;         // what the cell holds
  Message message;

  /// "C7", "7", or nothing.
  std::string cell() const;
};

struct Reading {
  Form form;
  std::vector<Finding> findings;  // by sheet, row and column

  std::int64_t count(Outcome outcome) const;
  /// Nothing is wrong: a survey can be made of it.
  bool is_good() const { return count(Outcome::wrong) == 0; }
};

/// "survey", "choices", "settings": the sheets that are read.
const std::vector<std::string>& sheet_names();

/// Whatever the book holds. What is good passes surveys::check().
Reading read(const documents::Book& book);

/// The same form again when it is read. Errors: those of surveys::check(); invalid when a condition names an option with both
/// kinds of quotation marks.
Result<documents::Book> write(const Form& form);

/// A file that somebody sent. Errors at `file`: no workbook, .xls, too large.
Result<documents::Book> open_book(std::string_view bytes);

/// "que-hacemos" as a form's id: small letters, figures and underscores of a title.
std::string form_id(std::string_view title);

}  // namespace alianza::xlsforms
