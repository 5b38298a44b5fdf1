#pragma once
// Controls of single values of an organisation, as its own form has them: for rows and for what values mean.
#include "features/imports/columns.h"
#include "features/imports/pages_shared.h"

namespace alianza::imports {

/// A value as the form shows it: by what it is (a target), and for an organisation of which type.
struct Asked {
  std::string target;
  organizations::OrganizationType type = organizations::OrganizationType::unspecified;
  Lang lang = Lang::es;
  std::string country = std::string(organizations::mexico);  // elsewhere a place is text
};
/// Must an organisation of this type have it, may it, or has it no such field? What is no field of a type, all may have.
organizations::Need need_of(const Asked& asked);
/// A select for closed lists, with what was not understood as a choice of its own; text else. The label is the caller's.
html::Field control_of(const Asked& asked, const std::string& value);
/// The codes of a closed list with their words.
std::vector<html::Option> options_of(std::string_view target, Lang lang);

}  // namespace alianza::imports
