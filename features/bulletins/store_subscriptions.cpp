#include "features/bulletins/store_subscriptions.h"

namespace alianza::bulletins::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define SUBSCRIPTION_COLUMNS "SELECT id, agency_id, alliance_id, email, lang, asked_at, confirmed_at FROM bulletin_subscriptions "

struct SubscriptionRow {
  Subscription s;
  template <class V>
  static void columns(V& v, SubscriptionRow& r) {
    v(r.s.id, r.s.agency, r.s.alliance, r.s.email, r.s.lang, r.s.asked_at, r.s.confirmed_at);
  }
};

std::optional<Subscription> take(std::optional<SubscriptionRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->s);
}

}  // namespace

void insert(db::Tx& tx, const Subscription& s) {
  const auto key = s.email.key();
  tx.exec(
      "INSERT INTO bulletin_subscriptions (id, agency_id, alliance_id, email, email_key, lang, asked_at) VALUES (:id, :agency, "
      ":alliance, :email, :key, :lang, :at)",
      {{"id", s.id},
       {"agency", s.agency},
       {"alliance", s.alliance},
       {"email", s.email},
       {"key", key},
       {"lang", s.lang},
       {"at", s.asked_at}});
}

void set_asked(db::Tx& tx, SubscriptionId id, Instant at, Lang lang) {
  tx.exec("UPDATE bulletin_subscriptions SET asked_at = :at, lang = :lang WHERE id = :id",
          {{"at", at}, {"lang", lang}, {"id", id}});
}

void confirm(db::Tx& tx, SubscriptionId id, Instant at) {
  tx.exec("UPDATE bulletin_subscriptions SET confirmed_at = :at WHERE id = :id AND confirmed_at IS NULL",
          {{"at", at}, {"id", id}});
}

void remove(db::Tx& tx, SubscriptionId id) { tx.exec("DELETE FROM bulletin_subscriptions WHERE id = :id", {{"id", id}}); }

std::int64_t remove_pending(db::Tx& tx, Instant asked_before) {
  return tx.exec("DELETE FROM bulletin_subscriptions WHERE confirmed_at IS NULL AND asked_at < :before",
                 {{"before", asked_before}});
}

std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id) {
  return take(tx.one<SubscriptionRow>(SUBSCRIPTION_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Subscription> find_subscription(db::Tx& tx, AllianceId alliance, const Email& email) {
  const auto key = email.key();
  return take(tx.one<SubscriptionRow>(SUBSCRIPTION_COLUMNS "WHERE alliance_id = :alliance AND email_key = :key",
                                      {{"alliance", alliance}, {"key", key}}));
}

SubscriptionCounts counts(db::Tx& tx, AllianceId alliance) {
  const auto count = [&](const char* sql) { return tx.one<std::int64_t>(sql, {{"alliance", alliance}}).value_or(0); };
  return {count("SELECT count(*) FROM bulletin_subscriptions WHERE alliance_id = :alliance AND confirmed_at IS NOT NULL"),
          count("SELECT count(*) FROM bulletin_subscriptions WHERE alliance_id = :alliance AND confirmed_at IS NULL")};
}

std::int64_t asked_since(db::Tx& tx, AllianceId alliance, Instant since) {
  return tx
      .one<std::int64_t>(
          "SELECT count(*) FROM bulletin_subscriptions WHERE confirmed_at IS NULL AND asked_at >= :since AND alliance_id = "
          ":alliance",
          {{"since", since}, {"alliance", alliance}})
      .value_or(0);
}

std::vector<Subscription> to_write(db::Tx& tx, AllianceId alliance, EditionId edition, Instant until, int limit) {
  // Letters are written in the order of ids: what is done ends where the last one stands.
  std::vector<Subscription> out;
  for (auto& row : tx.all<SubscriptionRow>(
           SUBSCRIPTION_COLUMNS
           "WHERE alliance_id = :alliance AND confirmed_at IS NOT NULL AND confirmed_at <= :until AND id > (SELECT "
           "COALESCE(max(subscription_id), 0) FROM bulletin_letters WHERE edition_id = :edition) ORDER BY id LIMIT :limit",
           {{"alliance", alliance}, {"until", until}, {"edition", edition}, {"limit", limit}}))
    out.push_back(std::move(row.s));
  return out;
}

void insert_letter(db::Tx& tx, const Subscription& s, EditionId edition, std::int64_t letter) {
  tx.exec(
      "INSERT INTO bulletin_letters (edition_id, subscription_id, agency_id, letter_id) VALUES (:edition, :subscription, "
      ":agency, :letter)",
      {{"edition", edition}, {"subscription", s.id}, {"agency", s.agency}, {"letter", letter}});
}

}  // namespace alianza::bulletins::store
