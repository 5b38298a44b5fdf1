#pragma once
// Numbers for requests: what a person reads to us over the telephone when a page says that something failed.
#include <string>

namespace alianza::http {

/// 13 characters, not guessable from one another but not a secret either.
std::string new_request_number();

}  // namespace alianza::http
