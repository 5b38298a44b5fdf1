#include "platform/auth/tokens.h"

#include <algorithm>

#include "platform/audit/digest.h"
#include "platform/auth/revocation.h"

namespace alianza::auth {
namespace {

constexpr std::int64_t most_usable = 50;
constexpr int most_days = 366;

struct Stored {
  Token token;
  std::string scopes;
  static void columns(auto& v, Stored& row) {
    auto& t = row.token;
    v(t.id, t.account, t.name, row.scopes, t.hint, t.created_at, t.expires_at, t.last_used, t.revoked_at);
  }
};

Token whole(Stored row) {
  row.token.scopes = scopes_from(row.scopes);
  return std::move(row.token);
}

Result<NewToken> checked(const NewToken& wanted) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  NewToken out = wanted;
  auto name = parse_text(wanted.name, 80);
  if (!name)
    error.fields.push_back({"name", name.error().message});
  else if (name->empty())
    error.fields.push_back({"name", _("Escriba para qué es esta clave.")});
  else
    out.name = std::move(*name);
  if (wanted.scopes.empty() || wanted.scopes.size() > 40 || !std::ranges::all_of(wanted.scopes, is_scope))
    error.fields.push_back({"scopes", _("Elija al menos un permiso de la lista.")});
  if (wanted.days < 1 || wanted.days > most_days) error.fields.push_back({"days", _("Escriba una vigencia de 1 a 366 días.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

}  // namespace

std::vector<std::string> scopes_from(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (end > 0) out.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

std::string Token::scope_words() const {
  std::string out;
  for (const auto& scope : scopes) out += (out.empty() ? "" : " ") + scope;
  return out;
}

Result<FreshToken> create_token(db::Tx& tx, const NewToken& raw) {
  const auto wanted = TRY(checked(raw));
  const auto usable = tx.one<std::int64_t>(
      "SELECT count(*) FROM access_tokens WHERE account_id = :account AND revoked_at IS NULL AND expires_at > :now",
      {{"account", wanted.account}, {"now", tx.now()}});
  if (usable.value() >= most_usable)
    return fail(Error::conflict(_("Ya tiene 50 claves vigentes. Revoque una antes de crear otra.")));
  FreshToken fresh;
  fresh.secret = "alz_" + audit::random_text(32);
  fresh.token = {TokenId::make(),
                 wanted.account,
                 wanted.name,
                 wanted.scopes,
                 "alz_…" + fresh.secret.substr(fresh.secret.size() - 4),
                 tx.now(),
                 tx.now() + std::chrono::hours(24 * wanted.days),
                 std::nullopt,
                 std::nullopt};
  const auto& token = fresh.token;
  tx.exec(
      "INSERT INTO access_tokens (id, account_id, name, scopes, secret_hash, hint, created_at, expires_at) "
      "VALUES (:id, :account, :name, :scopes, :hash, :hint, :created, :expires)",
      {{"id", token.id},
       {"account", token.account},
       {"name", token.name},
       {"scopes", token.scope_words()},
       {"hash", audit::sha256_hex(fresh.secret)},
       {"hint", token.hint},
       {"created", token.created_at},
       {"expires", token.expires_at}});
  return fresh;
}

std::vector<Token> tokens_of(db::Tx& tx, AccountId account) {
  std::vector<Token> out;
  for (auto& row : tx.all<Stored>("SELECT id, account_id, name, scopes, hint, created_at, expires_at, last_used, revoked_at "
                                  "FROM access_tokens WHERE account_id = :account ORDER BY created_at DESC, id DESC LIMIT 200",
                                  {{"account", account}}))
    out.push_back(whole(std::move(row)));
  return out;
}

Done revoke_token(db::Tx& tx, AccountId account, TokenId id) {
  const auto changed =
      tx.exec("UPDATE access_tokens SET revoked_at = :now WHERE id = :id AND account_id = :account AND revoked_at IS NULL",
              {{"now", tx.now()}, {"id", id}, {"account", account}});
  if (changed == 0) return fail(Error::not_found());
  revocation::announce();
  return {};
}

}  // namespace alianza::auth
