#include "platform/auth/accounts.h"

#include "platform/auth/revocation.h"
#include "platform/auth/sessions.h"

namespace alianza::auth {
namespace {

std::string search_text(std::string_view name, const Email& email) { return fold(std::string(name) + " " + email.text()); }

Done changed(std::int64_t rows) {
  if (rows == 0) return fail(Error::not_found());
  return {};
}

Message taken() { return _("Ese correo ya tiene una cuenta. Ábrala o use otro."); }

}  // namespace

std::vector<db::UniqueRule> unique_rules() { return {{"accounts", "email_key", "email", taken()}}; }

Result<Account> create_account(db::Tx& tx, const NewAccount& wanted) {
  if (find_account(tx, wanted.email)) {
    auto error = Error::field("email", taken());
    error.fault = Fault::conflict;
    return fail(std::move(error));
  }
  Account account{AccountId::make(),           wanted.email,      wanted.name, wanted.lang, tx.now(), std::nullopt,
                  wanted.password.has_value(), wanted.must_change};
  std::optional<std::string> hash;
  if (wanted.password) hash = wanted.password->text;
  tx.exec(
      "INSERT INTO accounts (id, email, email_key, name, search, lang, password_hash, must_change, created_at) "
      "VALUES (:id, :email, :email_key, :name, :search, :lang, :hash, :must_change, :at)",
      {{"id", account.id},
       {"email", account.email},
       {"email_key", account.email.key()},
       {"name", account.name},
       {"search", search_text(account.name, account.email)},
       {"lang", account.lang},
       {"hash", hash},
       {"must_change", account.must_change},
       {"at", account.created_at}});
  return account;
}

std::optional<Account> find_account(db::Tx& tx, AccountId id) {
  return tx.one<Account>(
      "SELECT id, email, name, lang, created_at, disabled_at, password_hash IS NOT NULL, must_change "
      "FROM accounts WHERE id = :id",
      {{"id", id}});
}

std::optional<Account> find_account(db::Tx& tx, const Email& email) {
  return tx.one<Account>(
      "SELECT id, email, name, lang, created_at, disabled_at, password_hash IS NOT NULL, must_change "
      "FROM accounts WHERE email_key = :key",
      {{"key", email.key()}});
}

std::vector<Account> find_accounts(db::Tx& tx, const std::vector<AccountId>& ids) {
  std::vector<Account> out;
  for (const auto id : ids)
    if (auto account = find_account(tx, id)) out.push_back(std::move(*account));
  return out;
}

std::vector<Account> list_accounts(db::Tx& tx, std::string_view search, std::string_view after, int limit) {
  // instr/position differ by engine; a folded column without wildcards of its own is matched by LIKE with escapes.
  std::string like = "%";
  for (const char c : fold(search)) {
    if (c == '%' || c == '_' || c == '\\') like += '\\';
    like += c;
  }
  like += '%';
  return tx.all<Account>(
      "SELECT id, email, name, lang, created_at, disabled_at, password_hash IS NOT NULL, must_change "
      "FROM accounts WHERE email_key > :after AND search LIKE :like ESCAPE '\\' ORDER BY email_key LIMIT :limit",
      {{"after", after}, {"like", like}, {"limit", limit}});
}

std::int64_t count_accounts(db::Tx& tx) { return tx.one<std::int64_t>("SELECT count(*) FROM accounts").value(); }

Done rename_account(db::Tx& tx, AccountId id, std::string_view name, Lang lang) {
  const auto account = find_account(tx, id);
  if (!account) return fail(Error::not_found());
  tx.exec("UPDATE accounts SET name = :name, search = :search, lang = :lang WHERE id = :id",
          {{"name", name}, {"search", search_text(name, account->email)}, {"lang", lang}, {"id", id}});
  revocation::announce();
  return {};
}

Done set_password(db::Tx& tx, AccountId id, const PasswordHash& hash, bool must_change, std::string_view keep_session) {
  TRY(changed(tx.exec("UPDATE accounts SET password_hash = :hash, must_change = :must_change WHERE id = :id",
                      {{"hash", hash.text}, {"must_change", must_change}, {"id", id}})));
  revoke_sessions(tx, id, keep_session);
  return {};
}

Done disable_account(db::Tx& tx, AccountId id, AccountId by) {
  TRY(changed(tx.exec("UPDATE accounts SET disabled_at = :at, disabled_by = :by WHERE id = :id AND disabled_at IS NULL",
                      {{"at", tx.now()}, {"by", by}, {"id", id}})));
  revoke_sessions(tx, id, {});
  tx.exec("UPDATE access_tokens SET revoked_at = :at WHERE account_id = :id AND revoked_at IS NULL",
          {{"at", tx.now()}, {"id", id}});
  return {};
}

Done enable_account(db::Tx& tx, AccountId id) {
  return changed(tx.exec("UPDATE accounts SET disabled_at = NULL, disabled_by = NULL WHERE id = :id AND disabled_at IS NOT NULL",
                         {{"id", id}}));
}

std::optional<PasswordHash> password_of(db::Tx& tx, AccountId id) {
  const auto row = tx.one<std::optional<std::string>>("SELECT password_hash FROM accounts WHERE id = :id", {{"id", id}});
  if (!row || !*row) return std::nullopt;
  return PasswordHash{**row};
}

}  // namespace alianza::auth
