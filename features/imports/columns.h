#pragma once
// What the columns of a sheet mean, and what their cells say. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/imports/imports.h"
#include "features/organizations/actions.h"

namespace alianza::imports {

/// Everything that a column can be: "id", the fields of a profile, "place" (state in Mexico, region elsewhere), "sdgs_priority",
/// "sdgs_interested", and of a contact "contact_name", "contact_email", "contact_phone", "contact_position".
const std::vector<std::string>& targets();
bool is_target(std::string_view name);
Message target_label(std::string_view name);

/// What a head means: in Spanish or English, accents, case and signs apart; "" when it says nothing to us.
std::string guess(std::string_view head);
/// The same for all heads; each target once, for the first that means it.
std::vector<std::string> guess_columns(const std::vector<std::string>& heads);
/// Does this row look like heads? How many of them mean something.
int recognized(const std::vector<std::string>& cells);
/// By what a layout is remembered: the heads without case and accents.
std::string heads_key(const std::vector<std::string>& heads);
/// Each target at most once, and one that says which organisation it is. Errors by field "c0", "c1"…
Done check_columns(const std::vector<std::string>& columns);

/// The texts of a row by what they mean; blank cells are not there.
using Values = std::map<std::string, std::string, std::less<>>;
Values values_of(const std::vector<std::string>& columns, const std::vector<std::string>& cells);
/// Where the target stands in the sheet, or -1.
int column_of(const std::vector<std::string>& columns, std::string_view target);

/// The code behind a cell: "company" for «Empresa», "Company" or "company", "09" for «Ciudad de México», "9" or "CDMX". Texts
/// that are not of a list stay as they are. Error: the sentence for that cell.
Result<std::string> code_of(std::string_view target, const std::string& text);

/// Is it of a closed list? "place" is, in Mexico.
bool is_closed(std::string_view target);
/// The codes of its list, in the order in which people see them.
std::vector<std::string> codes_in(std::string_view target);
/// The values with what people said that they mean in place of what was not understood.
Values meant(Values values, const Meanings& meanings);
/// What people said for the blanks, where the type has the field and nothing stands there.
void fill_blanks(organizations::ProfileInput& input, const Meanings& meanings);

/// A new organisation before the row is laid over it, as the form of its type is born.
organizations::ProfileInput blank_input(const Values& values);
/// Lays the row over what is there: blank does not erase. What a list does not know is an error at its target.
void lay_over(organizations::ProfileInput& input, const Values& values, std::vector<FieldError>& errors);

/// "1, 3; 17" or "ODS 1 y 3". Error: something that is no goal.
Result<std::vector<int>> goals_of(const std::string& text);
/// What the goals are with those of the row; blank does not erase.
std::vector<organizations::SdgInterest> goals_over(const std::vector<organizations::SdgInterest>& present, const Values& values,
                                                   std::vector<FieldError>& errors);

}  // namespace alianza::imports
