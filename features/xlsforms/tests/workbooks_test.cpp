// Workbooks of pyxform (tests/data/xlsforms): each is read, and what of it is not kept is named by cell.
#include <fstream>
#include <iterator>

#include "features/xlsforms/tests/forms.h"

namespace alianza::xlsforms {
namespace {

const bool workbook_child_is_named = [] {
  documents::set_child_program(ALIANZA_WORKBOOK_CHILD);
  return true;
}();

std::string bytes_of(const std::string& name) {
  std::ifstream file(std::string(ALIANZA_TEST_DATA) + "/xlsforms/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Workbook {
  const char* name;
  int questions;
  int wrong;
  int left_out;
  int changed;
};

TEST(Workbooks, AreReadAndWhatIsNotKeptIsNamedByCell) {
  for (const auto& c : {Workbook{"example_xls/attribute_columns_test.xlsx", 25, 0, 67, 16},
                        Workbook{"example_xls/bad_calc.xlsx", 0, 1, 1, 1},
                        Workbook{"example_xls/case_insensitivity.xlsx", 1, 0, 5, 3},
                        Workbook{"example_xls/choice_filter_test.xlsx", 3, 0, 5, 1},
                        Workbook{"example_xls/extra_columns.xlsx", 1, 0, 0, 1},
                        Workbook{"example_xls/extra_sheet_names.xlsx", 1, 0, 0, 1},
                        Workbook{"example_xls/field-list.xlsx", 1, 0, 1, 1},
                        Workbook{"example_xls/flat_xlsform_test.xlsx", 32, 0, 51, 22},
                        Workbook{"example_xls/group.xlsx", 3, 0, 0, 3},
                        Workbook{"example_xls/include.xlsx", 1, 0, 1, 1},
                        Workbook{"example_xls/include_json.xlsx", 0, 1, 1, 1},
                        Workbook{"example_xls/loop.xlsx", 1, 0, 2, 1},
                        Workbook{"example_xls/or_other.xlsx", 2, 0, 2, 1},
                        Workbook{"example_xls/pull_data.xlsx", 1, 1, 1, 2},
                        Workbook{"example_xls/specify_other.xlsx", 1, 0, 0, 1},
                        Workbook{"example_xls/survey_no_name.xlsx", 1, 0, 0, 1},
                        Workbook{"example_xls/text_and_integer.xlsx", 2, 0, 0, 2},
                        Workbook{"example_xls/xlsform_spec_test.xlsx", 24, 0, 53, 14},
                        Workbook{"example_xls/yes_or_no_question.xlsx", 1, 0, 0, 1},
                        Workbook{"bug_example_xls/ODKValidateWarnings.xlsx", 3, 0, 2, 4},
                        Workbook{"bug_example_xls/UCL_Biomass_Plot_Form.xlsx", 16, 0, 64, 7},
                        Workbook{"bug_example_xls/bad_calc.xlsx", 0, 1, 1, 1},
                        Workbook{"bug_example_xls/duplicate_columns.xlsx", 0, 1, 0, 0},
                        Workbook{"bug_example_xls/xl_date_ambiguous.xlsx", 4, 0, 5, 4},
                        Workbook{"bug_example_xls/xl_date_ambiguous_v1.xlsx", 5, 0, 4, 4}}) {
    const auto book = open_book(bytes_of(c.name));
    ASSERT_TRUE(book) << c.name;
    const auto reading = read(*book);
    EXPECT_EQ(static_cast<int>(reading.form.questionnaire.questions().size()), c.questions) << c.name;
    EXPECT_EQ(reading.count(Outcome::wrong), c.wrong) << c.name << ": " << told(reading);
    EXPECT_EQ(reading.count(Outcome::left_out), c.left_out) << c.name << ": " << told(reading);
    EXPECT_EQ(reading.count(Outcome::changed), c.changed) << c.name << ": " << told(reading);
    for (const auto& finding : reading.findings) EXPECT_FALSE(finding.message.empty());
    if (!reading.is_good()) continue;
    const auto once = write(reading.form);
    ASSERT_TRUE(once) << c.name;
    const auto again = read(*once);
    EXPECT_EQ(told(again), "") << c.name;
    const auto twice = write(again.form);
    ASSERT_TRUE(twice) << c.name;
    EXPECT_EQ(documents::write_book(twice->sheets), documents::write_book(once->sheets)) << c.name;
  }
}

}  // namespace
}  // namespace alianza::xlsforms
