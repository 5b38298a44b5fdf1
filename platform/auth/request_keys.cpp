#include "platform/auth/request_keys.h"

namespace alianza::auth {
namespace {

struct Old {
  AccountId account;
  std::string route;
  std::string key;
  static void columns(auto& v, Old& row) { v(row.account, row.route, row.key); }
};

std::string filled(const std::string& location, std::string_view id) {
  auto out = location;
  if (const auto hole = out.find("{id}"); hole != std::string::npos) out.replace(hole, 4, id);
  return out;
}

}  // namespace

std::optional<Remembered> find_remembered(db::Tx& tx, const RequestKey& key) {
  return tx.one<Remembered>(
      "SELECT body_hash, status, location FROM request_keys "
      "WHERE account_id = :account AND route = :route AND request_key = :key",
      {{"account", key.account}, {"route", key.route}, {"key", key.key}});
}

Done remember(db::Tx& tx, RequestKey& key, std::string_view id) {
  if (key.key.empty()) return {};
  const auto location = filled(key.location, id);
  const auto added = tx.exec(
      "INSERT INTO request_keys (account_id, route, request_key, body_hash, status, location, created_at) "
      "VALUES (:account, :route, :key, :body, :status, :location, :now) "
      "ON CONFLICT (account_id, route, request_key) DO NOTHING",
      {{"account", key.account},
       {"route", key.route},
       {"key", key.key},
       {"body", key.body_hash},
       {"status", key.status},
       {"location", location},
       {"now", tx.now()}});
  if (added == 0) return fail(Error::conflict(_("Este envío ya se recibió y se guardó. Búsquelo antes de repetirlo.")));
  key.location_stored = location;
  key.remembered = true;
  return {};
}

void complete(db::Tx& tx, const RequestKey& key) {
  tx.exec(
      "UPDATE request_keys SET status = :status, location = :location "
      "WHERE account_id = :account AND route = :route AND request_key = :key",
      {{"status", key.status}, {"location", key.location}, {"account", key.account}, {"route", key.route}, {"key", key.key}});
}

int forget_old_keys(db::Tx& tx, int limit) {
  const auto old = tx.all<Old>(
      "SELECT account_id, route, request_key FROM request_keys WHERE created_at < :day ORDER BY created_at LIMIT :limit",
      {{"day", tx.now() - std::chrono::hours(24)}, {"limit", limit}});
  for (const auto& row : old)
    tx.exec("DELETE FROM request_keys WHERE account_id = :account AND route = :route AND request_key = :key",
            {{"account", row.account}, {"route", row.route}, {"key", row.key}});
  return static_cast<int>(old.size());
}

}  // namespace alianza::auth
