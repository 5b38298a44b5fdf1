#include "platform/auth/second_factor.h"

#include "platform/audit/digest.h"
#include "platform/auth/password.h"
#include "platform/auth/totp.h"
#include "platform/log/log.h"

namespace alianza::auth {
namespace {

constexpr int recovery_codes = 10;

struct Secret {
  std::string secret;
  std::optional<Instant> confirmed_at;
  std::int64_t last_step = 0;
  static void columns(auto& v, Secret& row) { v(row.secret, row.confirmed_at, row.last_step); }
};

std::optional<Secret> read(db::Tx& tx, AccountId account) {
  return tx.one<Secret>("SELECT secret, confirmed_at, last_step FROM second_factors WHERE account_id = :account",
                        {{"account", account}});
}

std::string purpose(AccountId account) { return "second factor " + account.text(); }

/// Nothing, and a line in the log, when the server's key is not the one it was sealed with.
std::optional<std::string> secret_of(const Seal& seal, AccountId account, const Secret& row) {
  auto secret = seal.open(row.secret, purpose(account));
  if (!secret) log::error("second factor cannot be opened: files.keys/seal.key is another one", {{"account", account.text()}});
  return secret;
}

/// Sixteen of thirty letters, 78 bits: "k7m2-qx4w-9dtc-3hn8".
std::string recovery_code() { return readable_secret(4, 4); }

/// As typed with or without hyphens, spaces and capitals.
std::string hash_of(AccountId account, std::string_view code) {
  std::string letters;
  for (const char c : fold(code))
    if (c != '-' && c != ' ') letters += c;
  return audit::sha256_hex(account.text() + " " + letters);
}

std::vector<std::string> make_codes(db::Tx& tx, AccountId account) {
  tx.exec("DELETE FROM recovery_codes WHERE account_id = :account", {{"account", account}});
  std::vector<std::string> out;
  for (int i = 0; i < recovery_codes; ++i) {
    out.push_back(recovery_code());
    tx.exec("INSERT INTO recovery_codes (account_id, code_hash) VALUES (:account, :hash)",
            {{"account", account}, {"hash", hash_of(account, out.back())}});
  }
  return out;
}

Error none() { return Error::conflict(_("Esta cuenta no tiene segundo factor.")); }

}  // namespace

std::optional<SecondFactor> find_second_factor(db::Tx& tx, AccountId account) {
  const auto row = read(tx, account);
  if (!row) return std::nullopt;
  const auto left = tx.one<std::int64_t>("SELECT count(*) FROM recovery_codes WHERE account_id = :account AND used_at IS NULL",
                                         {{"account", account}});
  return SecondFactor{row->confirmed_at.has_value(), row->confirmed_at, left.value_or(0)};
}

bool has_second_factor(db::Tx& tx, AccountId account) {
  const auto row = read(tx, account);
  return row && row->confirmed_at;
}

std::set<AccountId> with_second_factor(db::Tx& tx, const std::vector<AccountId>& accounts) {
  if (accounts.empty()) return {};
  const auto found =
      tx.all<AccountId>("SELECT account_id FROM second_factors WHERE confirmed_at IS NOT NULL AND account_id IN (:ids...)",
                        {{"ids", db::list(accounts)}});
  return {found.begin(), found.end()};
}

Result<std::string> begin_second_factor(db::Tx& tx, const Seal& seal, AccountId account) {
  if (has_second_factor(tx, account)) return fail(Error::conflict(_("Esta cuenta ya tiene segundo factor.")));
  auto secret = totp::fresh_secret();
  tx.exec(
      "INSERT INTO second_factors (account_id, secret, begun_at, last_step) VALUES (:account, :secret, :now, 0) "
      "ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at",
      {{"account", account}, {"secret", seal.close(secret, purpose(account))}, {"now", tx.now()}});
  return secret;
}

std::optional<std::string> begun_secret(db::Tx& tx, const Seal& seal, AccountId account) {
  const auto row = read(tx, account);
  if (!row || row->confirmed_at) return std::nullopt;
  return secret_of(seal, account, *row);
}

Result<std::vector<std::string>> confirm_second_factor(db::Tx& tx, const Seal& seal, AccountId account, std::string_view code) {
  const auto secret = begun_secret(tx, seal, account);
  if (!secret) return fail(Error::conflict(_("Empiece de nuevo: no hay ningún segundo factor por confirmar.")));
  const auto step = totp::accepted_step(*secret, code, tx.now(), 0);
  if (!step)
    return fail(Error::field("code", _("El código no coincide. Escriba el que muestra ahora su teléfono, y revise su hora.")));
  tx.exec("UPDATE second_factors SET confirmed_at = :now, last_step = :step WHERE account_id = :account",
          {{"now", tx.now()}, {"step", *step}, {"account", account}});
  return make_codes(tx, account);
}

Result<std::vector<std::string>> renew_recovery_codes(db::Tx& tx, AccountId account) {
  if (!has_second_factor(tx, account)) return fail(none());
  return make_codes(tx, account);
}

Done remove_second_factor(db::Tx& tx, AccountId account) {
  tx.exec("DELETE FROM recovery_codes WHERE account_id = :account", {{"account", account}});
  if (tx.exec("DELETE FROM second_factors WHERE account_id = :account", {{"account", account}}) == 0) return fail(none());
  return {};
}

Proof use_code(db::Tx& tx, const Seal& seal, AccountId account, std::string_view typed) {
  const auto row = read(tx, account);
  if (!row || !row->confirmed_at) return Proof::none;
  if (const auto secret = secret_of(seal, account, *row))
    if (const auto step = totp::accepted_step(*secret, typed, tx.now(), row->last_step))
      if (tx.exec("UPDATE second_factors SET last_step = :step WHERE account_id = :account AND last_step < :step",
                  {{"step", *step}, {"account", account}}) > 0)
        return Proof::code;
  const auto used =
      tx.exec("UPDATE recovery_codes SET used_at = :now WHERE account_id = :account AND code_hash = :hash AND used_at IS NULL",
              {{"now", tx.now()}, {"account", account}, {"hash", hash_of(account, typed)}});
  return used > 0 ? Proof::recovery_code : Proof::none;
}

}  // namespace alianza::auth
