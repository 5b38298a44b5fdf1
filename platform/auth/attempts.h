#pragma once
// Failed sign-ins, counted before the password is looked at so that guesses sent at once are counted too. After a few free ones
// each failure doubles the wait, by e-mail (whether an account has it or not) and by network address.
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct Attempt {
  std::string by_email;    // subjects in sign_in_attempts
  std::string by_address;  // empty: not known
  std::int64_t failures = 0;
};

/// Refuses with Fault::too_many while locked; otherwise counts a failure in advance.
Result<Attempt> begin_attempt(db::Tx& tx, std::string_view email_key, std::string_view address);
/// The same for the code after the password, counted apart: a right password must not wash away wrong codes.
Result<Attempt> begin_code_attempt(db::Tx& tx, std::string_view email_key, std::string_view address);
/// It was no failure: forgets those by e-mail, and this one by address.
void end_attempt(db::Tx& tx, const Attempt& attempt);
/// This failure is the one at which the audit tells that an account is being guessed at.
bool locks_now(const Attempt& attempt);
/// Guesses at links (links.h), by network and counted apart: whoever tries links is not kept from signing in. Too_many while
/// locked, also for a right one: else the refusals would tell which is right.
Done refuse_guessing(db::Tx& tx, std::string_view address);
void count_guess(db::Tx& tx, std::string_view address);
/// An IPv6 client has a whole /64: "2001:db8:1:2::".
std::string network_of(std::string_view address);

}  // namespace alianza::auth
