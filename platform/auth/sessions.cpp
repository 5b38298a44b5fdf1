#include "platform/auth/sessions.h"

#include "platform/audit/digest.h"
#include "platform/auth/revocation.h"

namespace alianza::auth {
namespace {

std::string cut(std::string_view text, std::size_t bytes) {
  auto out = trim(text.substr(0, bytes));
  // A header cut inside a character, or never UTF-8, is not worth a refusal.
  return is_clean_text(out) ? out : std::string();
}

}  // namespace

FreshSession open_session(db::Tx& tx, AccountId account, std::string_view address, std::string_view agent,
                          const SessionLimits& limits) {
  FreshSession fresh;
  fresh.secret = audit::random_text(32);
  fresh.session = {SessionId::make(), account, tx.now(), tx.now(), cut(address, 64), cut(agent, 200)};
  const auto& session = fresh.session;
  tx.exec(
      "INSERT INTO sessions (id, account_id, secret_hash, created_at, last_seen, address, agent) "
      "VALUES (:id, :account, :hash, :now, :now, :address, :agent)",
      {{"id", session.id},
       {"account", account},
       {"hash", audit::sha256_hex(fresh.secret)},
       {"now", session.created_at},
       {"address", session.address},
       {"agent", session.agent}});
  // Expired ones of the same account go along, so that the list never grows without bound.
  tx.exec("DELETE FROM sessions WHERE account_id = :account AND (created_at < :oldest OR last_seen < :idle)",
          {{"account", account}, {"oldest", tx.now() - limits.absolute}, {"idle", tx.now() - limits.idle}});
  return fresh;
}

std::vector<Session> sessions_of(db::Tx& tx, AccountId account, const SessionLimits& limits) {
  return tx.all<Session>(
      "SELECT id, account_id, created_at, last_seen, address, agent FROM sessions "
      "WHERE account_id = :account AND created_at >= :oldest AND last_seen >= :idle ORDER BY created_at DESC, id DESC",
      {{"account", account}, {"oldest", tx.now() - limits.absolute}, {"idle", tx.now() - limits.idle}});
}

std::optional<Session> find_session(db::Tx& tx, std::string_view secret) {
  if (secret.empty()) return std::nullopt;
  return tx.one<Session>("SELECT id, account_id, created_at, last_seen, address, agent FROM sessions WHERE secret_hash = :hash",
                         {{"hash", audit::sha256_hex(secret)}});
}

Done revoke_session(db::Tx& tx, AccountId account, SessionId id) {
  const auto gone = tx.exec("DELETE FROM sessions WHERE id = :id AND account_id = :account", {{"id", id}, {"account", account}});
  if (gone == 0) return fail(Error::not_found());
  revocation::announce();
  return {};
}

void revoke_sessions(db::Tx& tx, AccountId account, std::string_view keep_secret) {
  tx.exec("DELETE FROM sessions WHERE account_id = :account AND secret_hash <> :keep",
          {{"account", account}, {"keep", audit::sha256_hex(keep_secret)}});
  revocation::announce();
}

void sign_out(db::Tx& tx, std::string_view secret) {
  if (secret.empty()) return;
  if (tx.exec("DELETE FROM sessions WHERE secret_hash = :hash", {{"hash", audit::sha256_hex(secret)}}) > 0)
    revocation::announce();
}

void forget_expired(db::Tx& tx, const SessionLimits& limits) {
  tx.exec("DELETE FROM sessions WHERE last_seen < :idle OR created_at < :oldest",
          {{"idle", tx.now() - limits.idle}, {"oldest", tx.now() - limits.absolute}});
  tx.exec("DELETE FROM sign_in_attempts WHERE last_at < :day", {{"day", tx.now() - std::chrono::hours(24)}});
}

}  // namespace alianza::auth
