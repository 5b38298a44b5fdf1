#pragma once
// What a form or a JSON body says of an organisation, and what it becomes once checked.
#include <string>
#include <vector>

#include "features/organizations/organizations.h"

namespace alianza::organizations {

/// As typed; every field is text. Lists are one item a line.
struct ProfileInput {
  std::string type = "company";
  std::string name;
  std::string legal_name;
  std::string aliases;
  std::string description_es;
  std::string description_en;
  std::string country = std::string(mexico);
  std::string state;
  std::string region;
  std::string municipality;
  std::string rfc;
  std::string keep_rfc;  // "yes": its check digit is wrong and it stays
  std::string sector;
  std::string size;
  std::string parent;
  std::string mandate;
  std::string website;
  std::string interests;
  std::string capacities;
  std::string origin = "unstated";
  std::string origin_organization;  // the name or the id of who proposed it
  std::string source;
  std::string version;  // the one that was read before editing
};
/// The same fields by name, for forms and JSON: the order in which errors are listed.
struct InputField {
  const char* name;
  std::string ProfileInput::*value;
};
const std::vector<InputField>& input_fields();

/// The checked profile, or every field that is wrong: what a type requires, codes that are in no list, an RFC that cannot
/// be one, or one whose check digit is wrong and nobody chose to keep (fields `rfc` and `keep_rfc`). `origin_organization` is
/// found by the action.
Result<Profile> parse(const ProfileInput& input);
/// The same, but what the type requires and nobody knows yet is no error: `gaps` names it, to be completed later. What is written
/// is judged as always. For sheets of many (docs/decisions/0096-what-a-sheet-lacks.md).
struct Partial {
  Profile profile;
  std::vector<std::string> gaps;  // fields
};
Result<Partial> parse_partial(const ProfileInput& input);

/// A profile as a form would have sent it.
ProfileInput as_input(const Profile& profile, std::int64_t version);

/// One field that differs, as codes and texts of the form.
struct Difference {
  std::string field;
  std::string before;
  std::string after;
};
std::vector<Difference> differences(const ProfileInput& before, const ProfileInput& after);

/// What people call a field.
Message field_label(std::string_view field);

/// `kept` with its empty fields filled from `gone`, and gone's names among its aliases: merging loses nothing.
Profile filled(const Profile& kept, const Profile& gone);

/// The host of an address without "www.": "altozano.example"; empty when there is none.
std::string host_of(std::string_view website);

}  // namespace alianza::organizations
