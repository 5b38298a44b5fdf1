#include "platform/auth/personal.h"

#include "platform/audit/digest.h"
#include "platform/auth/appointments.h"
#include "platform/auth/attempts.h"

namespace alianza::auth {
namespace {

std::string erased_address(std::int64_t id) { return "borrado-" + id_to_text(id) + "@borrado.invalid"; }

}  // namespace

std::vector<Link> links_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  std::vector<Link> out;
  for (const auto& key : keys)
    for (auto& link : tx.all<Link>(
             "SELECT id, agency_id, purpose, subject_id, address, name, created_at, expires_at, revoked_at, answered_at, "
             "answer FROM auth_links WHERE address_key = :key AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) "
             "ORDER BY id",
             {{"key", key}, {"every", agency_id}, {"agency", agency_id}}))
      out.push_back(std::move(link));
  return out;
}

void forget_links_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  for (const auto& link : links_to(tx, keys, agency_id)) {
    const auto address = erased_address(link.id.value());
    tx.exec("UPDATE auth_links SET address = :address, address_key = :address, name = '' WHERE id = :id",
            {{"address", address}, {"id", link.id}});
    tx.exec("UPDATE auth_links SET revoked_at = :now WHERE id = :id AND answered_at IS NULL AND revoked_at IS NULL",
            {{"now", tx.now()}, {"id", link.id}});
  }
}

Done forget_account(db::Tx& tx, AccountId id, AccountId by, Date today, std::string_view reason) {
  const auto account = find_account(tx, id);
  if (!account) return fail(Error::not_found());
  // Failures are counted by network too; that of an open session is a value of the person.
  for (const auto& address : tx.all<std::string>("SELECT DISTINCT address FROM sessions WHERE account_id = :id", {{"id", id}}))
    tx.exec("DELETE FROM sign_in_attempts WHERE subject = :subject", {{"subject", "address:" + network_of(address)}});
  if (account->active()) TRY(disable_account(tx, id, by));
  for (const auto& row : appointments_of(tx, id, today))
    if (!row.until || *row.until > today) TRY(end_appointment(tx, row.id, today, by, reason));
  const auto address = erased_address(id.value());
  tx.exec(
      "UPDATE accounts SET email = :email, email_key = :email, name = :name, search = '', password_hash = NULL WHERE id = :id",
      {{"email", address}, {"name", "—"}, {"id", id}});
  tx.exec("DELETE FROM sessions WHERE account_id = :id", {{"id", id}});
  tx.exec("DELETE FROM access_tokens WHERE account_id = :id", {{"id", id}});
  tx.exec("DELETE FROM request_keys WHERE account_id = :id", {{"id", id}});
  tx.exec("DELETE FROM recovery_codes WHERE account_id = :account", {{"account", id}});
  tx.exec("DELETE FROM second_factors WHERE account_id = :account", {{"account", id}});
  for (const auto* of : {"email:", "code:"})
    tx.exec("DELETE FROM sign_in_attempts WHERE subject = :subject", {{"subject", of + audit::sha256_hex(account->email.key())}});
  return {};
}

}  // namespace alianza::auth
