#include "platform/auth/links.h"

#include "platform/audit/digest.h"
#include "platform/auth/attempts.h"

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): statements are literals
#define ALIANZA_LINK_COLUMNS \
  "id, agency_id, purpose, subject_id, address, name, created_at, expires_at, revoked_at, answered_at, answer"

namespace alianza::auth {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_length = 43;

Error unknown() {
  return {Fault::not_found,
          _("No encontramos este enlace. Ábralo completo, tal como está en su correo; si tampoco así se abre, pida otro a quien "
            "se lo envió."),
          {}};
}

/// What a mail program or a person adds at the end of an address is no part of the secret, and is not guessed away: such a link
/// is cut or wrong.
bool looks_like_one(std::string_view secret) {
  return secret.size() == secret_length && secret.find_first_not_of(
                                               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                               "0123456789-_") == std::string_view::npos;
}

}  // namespace

LinkState Link::state(Instant now) const {
  if (answered_at) return LinkState::answered;
  if (revoked_at) return LinkState::revoked;
  return now < expires_at ? LinkState::open : LinkState::expired;
}

std::string issue_link(db::Tx& tx, const NewLink& wanted) {
  auto secret = audit::random_text(secret_bytes);
  tx.exec(
      "INSERT INTO auth_links (id, agency_id, purpose, subject_id, address, address_key, name, secret_hash, created_at, "
      "expires_at) VALUES (:id, :agency, :purpose, :subject, :address, :key, :name, :hash, :now, :expires)",
      {{"id", LinkId::make()},
       {"agency", wanted.agency_id},
       {"purpose", wanted.purpose},
       {"subject", wanted.subject_id},
       {"address", wanted.address},
       {"key", wanted.address.key()},
       {"name", wanted.name},
       {"hash", audit::sha256_hex(secret)},
       {"now", tx.now()},
       {"expires", wanted.expires_at}});
  return secret;
}

Result<Link> find_link(const db::Database& db, std::string_view purpose, std::string_view secret,
                       std::string_view client_address) {
  const auto hash = audit::sha256_hex(secret);
  auto found = TRY(db.read([&](db::Tx& tx) -> Result<std::optional<Link>> {
    TRY(refuse_guessing(tx, client_address));
    if (!looks_like_one(secret)) return std::nullopt;
    return tx.one<Link>("SELECT " ALIANZA_LINK_COLUMNS " FROM auth_links WHERE secret_hash = :hash AND purpose = :purpose",
                        {{"hash", hash}, {"purpose", purpose}});
  }));
  if (found) return std::move(*found);
  TRY(db.write([&](db::Tx& tx) { count_guess(tx, client_address); }));
  return fail(unknown());
}

Done hold_link(db::Tx& tx, const Link& link) {
  const auto now = tx.one<Link>("SELECT " ALIANZA_LINK_COLUMNS " FROM auth_links WHERE id = :id", {{"id", link.id}});
  if (!now) return fail(unknown());
  switch (now->state(tx.now())) {
    case LinkState::open: return {};
    case LinkState::answered: return fail(Error::conflict(_("Este enlace ya fue contestado.")));
    case LinkState::expired: return fail(Error{Fault::gone, _("Este enlace venció. Pida otro a quien se lo envió."), {}});
    case LinkState::revoked: return fail(Error{Fault::gone, _("Este enlace se retiró. Pida otro a quien se lo envió."), {}});
  }
  return {};
}

void answer_links(db::Tx& tx, std::string_view purpose, std::int64_t subject_id, std::string_view answer) {
  tx.exec(
      "UPDATE auth_links SET answered_at = :now, answer = :answer WHERE purpose = :purpose AND subject_id = :subject "
      "AND answered_at IS NULL AND revoked_at IS NULL",
      {{"now", tx.now()}, {"answer", answer}, {"purpose", purpose}, {"subject", subject_id}});
}

void revoke_links(db::Tx& tx, std::string_view purpose, std::int64_t subject_id) {
  tx.exec(
      "UPDATE auth_links SET revoked_at = :now WHERE purpose = :purpose AND subject_id = :subject AND answered_at IS NULL "
      "AND revoked_at IS NULL",
      {{"now", tx.now()}, {"purpose", purpose}, {"subject", subject_id}});
}

void move_expiry(db::Tx& tx, std::string_view purpose, const std::vector<std::int64_t>& subjects, Instant expires_at) {
  std::vector<LinkId> ids;
  for (const auto subject : subjects) ids.emplace_back(subject);
  tx.exec(
      "UPDATE auth_links SET expires_at = :expires WHERE purpose = :purpose AND subject_id IN (:subjects...) "
      "AND answered_at IS NULL AND revoked_at IS NULL",
      {{"expires", expires_at}, {"purpose", purpose}, {"subjects", db::list(ids)}});
}

}  // namespace alianza::auth
