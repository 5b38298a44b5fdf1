#pragma once
// The second factor of an account: after the password, a code that the person's telephone makes (totp.h), or one of ten recovery
// codes. Its secret is sealed (seal.h), recovery codes are kept as hashes. Who may is asked by the caller, who also records it.
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/seal.h"
#include "platform/auth/sessions.h"

namespace alianza::auth {

struct SecondFactor {
  bool confirmed = false;  // it is asked for; else begun and not yet tried
  std::optional<Instant> since;
  std::int64_t codes_left = 0;  // recovery codes that were not used
};

/// Nothing when the account has none, begun or confirmed.
std::optional<SecondFactor> find_second_factor(db::Tx& tx, AccountId account);
/// A code is asked of this account.
bool has_second_factor(db::Tx& tx, AccountId account);

/// Those of whom a code is asked.
std::set<AccountId> with_second_factor(db::Tx& tx, const std::vector<AccountId>& accounts);

/// Makes a secret (totp.h), in place of one that was begun. Conflict when there is a confirmed one.
Result<std::string> begin_second_factor(db::Tx& tx, const Seal& seal, AccountId account);
/// The secret that waits for its first code; nothing when there is none.
std::optional<std::string> begun_secret(db::Tx& tx, const Seal& seal, AccountId account);
/// From now on codes are asked for. Gives the recovery codes, which are seen this once. Errors: conflict when nothing was begun;
/// at field `code`.
Result<std::vector<std::string>> confirm_second_factor(db::Tx& tx, const Seal& seal, AccountId account, std::string_view code);
/// Ten others; those before serve no more. Conflict without a second factor.
Result<std::vector<std::string>> renew_recovery_codes(db::Tx& tx, AccountId account);
/// Codes are not asked for any more. Conflict when there was none.
Done remove_second_factor(db::Tx& tx, AccountId account);

enum class Proof : std::uint8_t { none, code, recovery_code };
/// What was typed, against the account's codes; a right one is used up.
Proof use_code(db::Tx& tx, const Seal& seal, AccountId account, std::string_view typed);

/// A code besides the password, for what a signed-in person must confirm; nothing to do without a second factor. Counts failures
/// apart from those of passwords, under the same waits. Errors: at `field`; too_many.
Done confirm_code(const db::Database& db, const Seal& seal, AccountId account, std::string_view typed, const std::string& field);

struct SignInCode {
  std::string challenge;  // what sign_in() gave
  std::string code;       // of the telephone, or a recovery code
  std::string address;    // of the client
  std::string agent;
  std::string old_secret;  // the cookie that came along; its session is ended
};
struct CodeEntrance {
  FreshSession fresh;
  Proof proof = Proof::code;
};
/// The second step of signing in. Errors: gone when the password was typed more than ten minutes ago, or has changed; too_many;
/// at field `code`. Audit as sign_in(), and "account.use_recovery_code".
Result<CodeEntrance> sign_in_with_code(const db::Database& db, const Seal& seal, const SignInCode& attempt,
                                       const SessionLimits& limits = {});

}  // namespace alianza::auth
