#pragma once
// Personal access tokens: "alz_" and 256 random bits, shown once; the table keeps only their SHA-256. A token never does more
// than its owner may, and less when its scopes say so. It cannot manage accounts, sessions or tokens.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/accounts.h"

namespace alianza::auth {

using TokenId = Id<struct TokenTag>;

struct Token {
  TokenId id;
  AccountId account;
  std::string name;
  std::vector<std::string> scopes;
  std::string hint;  // "alz_…k3Qz": the last four characters, to tell tokens apart
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used;
  std::optional<Instant> revoked_at;
  /// "read organizations:write": how the column keeps them.
  std::string scope_words() const;
  bool usable(Instant now) const { return !revoked_at && now < expires_at; }
};

struct NewToken {
  AccountId account;
  std::string name;
  std::vector<std::string> scopes;
  int days = 90;  // 1 to 366
};

struct FreshToken {
  Token token;
  std::string secret;  // the only time it is seen
};

/// What scope_words() gave, as a list.
std::vector<std::string> scopes_from(std::string_view words);

/// At most 50 usable tokens per account.
Result<FreshToken> create_token(db::Tx& tx, const NewToken& wanted);
std::vector<Token> tokens_of(db::Tx& tx, AccountId account);
Done revoke_token(db::Tx& tx, AccountId account, TokenId id);

}  // namespace alianza::auth
