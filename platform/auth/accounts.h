#pragma once
// Accounts: who can sign in. Server scope. A person (membership) may have an account; an account need not be a person's only one.
// Every function that takes a Tx expects hashes, never passwords: hashing takes tens of milliseconds and stays outside.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/actor.h"
#include "platform/auth/password.h"
#include "platform/base/result.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct Account {
  AccountId id;
  Email email;
  std::string name;
  Lang lang = Lang::es;
  Instant created_at;
  std::optional<Instant> disabled_at;
  bool has_password = false;  // an invited account has none until its owner chooses one
  bool must_change = false;   // somebody else set the password; it lets its owner do nothing but choose another
  bool active() const { return !disabled_at; }

  static void columns(auto& v, Account& row) {
    v(row.id, row.email, row.name, row.lang, row.created_at, row.disabled_at, row.has_password, row.must_change);
  }
};

struct NewAccount {
  Email email;
  std::string name;
  Lang lang = Lang::es;
  std::optional<PasswordHash> password;
  bool must_change = false;
};

/// Conflict at field "email" when that address (in any case) has an account.
Result<Account> create_account(db::Tx& tx, const NewAccount& wanted);
std::optional<Account> find_account(db::Tx& tx, AccountId id);
std::optional<Account> find_account(db::Tx& tx, const Email& email);
/// Those of the list that exist, in its order.
std::vector<Account> find_accounts(db::Tx& tx, const std::vector<AccountId>& ids);
/// In order of e-mail, `limit` rows after that e-mail key ("" = from the start); `search` is found folded in name or e-mail.
std::vector<Account> list_accounts(db::Tx& tx, std::string_view search, std::string_view after, int limit);
std::int64_t count_accounts(db::Tx& tx);
Done rename_account(db::Tx& tx, AccountId id, std::string_view name, Lang lang);
/// Ends every session but `keep`, and leaves the tokens as they are.
Done set_password(db::Tx& tx, AccountId id, const PasswordHash& hash, bool must_change, std::string_view keep_session);
/// Ends every session and token at once; the appointments stay as dated rows but no longer let anybody in.
Done disable_account(db::Tx& tx, AccountId id, AccountId by);
Done enable_account(db::Tx& tx, AccountId id);
/// The hash to check a typed password against, for password change.
std::optional<PasswordHash> password_of(db::Tx& tx, AccountId id);

/// As the first contract had them; the transaction knows the time. To go when no caller passes it any more.
inline Result<Account> create_account(db::Tx& tx, const NewAccount& wanted, Instant) { return create_account(tx, wanted); }
inline Done set_password(db::Tx& tx, AccountId id, const PasswordHash& hash, bool must_change, std::string_view keep_session,
                         Instant) {
  return set_password(tx, id, hash, must_change, keep_session);
}

/// What the database room says when two requests create the same account at once; give it to Database::unique_rules.
std::vector<db::UniqueRule> unique_rules();

}  // namespace alianza::auth
