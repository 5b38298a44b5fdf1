#pragma once
// The letters that the operator's page writes.
#include "platform/feature/letter.h"

namespace alianza::letters {

/// «It arrives»: to who operates the server, in their language.
mail::Letter test_letter(const Email& to, const std::string& name, Lang lang);

}  // namespace alianza::letters
