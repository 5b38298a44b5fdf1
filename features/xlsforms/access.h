#pragma once
// Who may what with XLSForms (README.md). Who reads a survey takes its form along: features/surveys says who that is.
#include "features/membership/membership.h"

namespace alianza::xlsforms {

enum class Action : std::uint8_t { bring };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::xlsforms
