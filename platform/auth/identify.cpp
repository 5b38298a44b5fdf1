#include "platform/auth/identify.h"

#include "platform/auth/revocation.h"
#include "platform/auth/tokens.h"

namespace alianza::auth {
namespace {

constexpr std::size_t most_entries = 10'000;

struct Row {
  std::int64_t id = 0;
  Instant from;  // a session's beginning, a token's expiry
  std::optional<Instant> last_used;
  std::string scopes;
  AccountId account;
  std::string name;
  Lang lang = Lang::es;
  bool must_change = false;
  std::int64_t server_offices = 0;

  static void columns(auto& v, Row& row) {
    v(row.id, row.from, row.last_used, row.scopes, row.account, row.name, row.lang, row.must_change, row.server_offices);
  }
};

Identity whole(const Row& row, Via via) {
  Identity out;
  out.actor.account = row.account;
  out.actor.name = row.name;
  out.actor.lang = row.lang;
  out.actor.server_operator = row.server_offices > 0;
  out.actor.must_change_password = via == Via::session && row.must_change;
  out.actor.via = via;
  if (via == Via::session) out.actor.session = row.id;
  out.actor.scopes = scopes_from(row.scopes);
  out.id = row.id;
  out.last_used = row.last_used.value_or(Instant());
  out.ends = row.from;
  return out;
}

}  // namespace

std::optional<Identity> identify_session(db::Tx& tx, std::string_view secret_hash, Instant now, Date today,
                                         const SessionLimits& limits) {
  const auto row = tx.one<Row>(
      "SELECT s.id, s.created_at, s.last_seen, '', a.id, a.name, a.lang, a.must_change, "
      "(SELECT count(*) FROM appointments p WHERE p.account_id = a.id AND p.scope_kind = 'server' AND p.role = 'operator' "
      "AND p.since <= :today AND (p.until IS NULL OR p.until >= :today)) "
      "FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.secret_hash = :hash AND a.disabled_at IS NULL",
      {{"today", today}, {"hash", secret_hash}});
  if (!row) return std::nullopt;
  auto found = whole(*row, Via::session);
  found.ends = row->from + limits.absolute;
  if (now >= found.ends || now - found.last_used >= limits.idle) return std::nullopt;
  return found;
}

std::optional<Identity> identify_token(db::Tx& tx, std::string_view secret_hash, Instant now, Date today) {
  const auto row = tx.one<Row>(
      "SELECT t.id, t.expires_at, t.last_used, t.scopes, a.id, a.name, a.lang, a.must_change, "
      "(SELECT count(*) FROM appointments p WHERE p.account_id = a.id AND p.scope_kind = 'server' AND p.role = 'operator' "
      "AND p.since <= :today AND (p.until IS NULL OR p.until >= :today)) "
      "FROM access_tokens t JOIN accounts a ON a.id = t.account_id "
      "WHERE t.secret_hash = :hash AND t.revoked_at IS NULL AND a.disabled_at IS NULL",
      {{"today", today}, {"hash", secret_hash}});
  if (!row || now >= row->from) return std::nullopt;
  return whole(*row, Via::token);
}

void IdentityMemory::forget_revoked() {
  if (const auto count = revocation::count(); count != count_) {
    entries_.clear();
    count_ = count;
  }
}

std::shared_ptr<Known> IdentityMemory::find(const std::string& secret_hash) {
  const std::lock_guard lock(mutex_);
  forget_revoked();
  const auto found = entries_.find(secret_hash);
  if (found == entries_.end() || found->second.until <= Monotonic::now()) return nullptr;
  return found->second.known;
}

void IdentityMemory::keep(const std::string& secret_hash, std::shared_ptr<Known> known, std::uint64_t count) {
  const std::lock_guard lock(mutex_);
  forget_revoked();
  if (count != count_ || !revocation::may_keep()) return;
  if (entries_.size() >= most_entries) entries_.clear();
  entries_[secret_hash] = {std::move(known), Monotonic::now() + keep_};
}

}  // namespace alianza::auth
