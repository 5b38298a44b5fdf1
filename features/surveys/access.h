#pragma once
// Who may do what with surveys: one switch, action -> predicate. Who holds a link, or acts for an organisation that is asked,
// answers for it.
#include "features/surveys/surveys.h"

namespace alianza::surveys {

enum class Action : std::uint8_t { read, keep };

bool may(Action action, const membership::Standing& standing);
/// Signed in, without a link: for an organisation whoever acts for it; for oneself whom the letter was written to (`address`:
/// Email::key of the account) while they act for that organisation; an anonymous survey nobody.
bool may_answer(const membership::Standing& standing, const Survey& survey, const Recipient& recipient, std::string_view address);

}  // namespace alianza::surveys
