#include "features/seats/store.h"

namespace alianza::seats::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define OFFER_COLUMNS                                                                                                        \
  "SELECT id, agency_id, alliance_id, organization_id, person_name, email, lang, role, offered_by, offered_at, expires_at, " \
  "taken_at, withdrawn_at FROM seat_offers "

struct Row {
  Offer o;
  static void columns(auto& v, Row& r) {
    auto& o = r.o;
    v(o.id, o.agency, o.alliance, o.organization, o.person_name, o.email, o.lang, o.role, o.offered_by, o.offered_at,
      o.expires_at, o.taken_at, o.withdrawn_at);
  }
};

std::optional<Offer> one(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->o);
}

}  // namespace

void insert(db::Tx& tx, const Offer& o) {
  tx.exec(
      "INSERT INTO seat_offers (id, agency_id, alliance_id, organization_id, person_name, email, email_key, lang, role, "
      "offered_by, offered_at, expires_at) VALUES (:id, :agency, :alliance, :organization, :person, :email, :key, :lang, :role, "
      ":by, :at, :expires)",
      {{"id", o.id},
       {"agency", o.agency},
       {"alliance", o.alliance},
       {"organization", o.organization},
       {"person", o.person_name},
       {"email", o.email},
       {"key", o.email.key()},
       {"lang", o.lang},
       {"role", o.role},
       {"by", o.offered_by},
       {"at", o.offered_at},
       {"expires", o.expires_at}});
}

void renew(db::Tx& tx, OfferId id, Instant offered_at, Instant expires_at) {
  tx.exec(
      "UPDATE seat_offers SET offered_at = :at, expires_at = :expires WHERE id = :id AND taken_at IS NULL AND withdrawn_at IS "
      "NULL",
      {{"id", id}, {"at", offered_at}, {"expires", expires_at}});
}

bool take(db::Tx& tx, OfferId id, Instant at) {
  return tx.exec("UPDATE seat_offers SET taken_at = :at WHERE id = :id AND taken_at IS NULL AND withdrawn_at IS NULL",
                 {{"id", id}, {"at", at}}) == 1;
}

bool withdraw(db::Tx& tx, OfferId id, Instant at) {
  return tx.exec("UPDATE seat_offers SET withdrawn_at = :at WHERE id = :id AND taken_at IS NULL AND withdrawn_at IS NULL",
                 {{"id", id}, {"at", at}}) == 1;
}

std::optional<Offer> find(db::Tx& tx, OfferId id) { return one(tx.one<Row>(OFFER_COLUMNS "WHERE id = :id", {{"id", id}})); }

std::optional<Offer> find_open(db::Tx& tx, OrganizationId organization, const Email& email) {
  return one(tx.one<Row>(OFFER_COLUMNS "WHERE organization_id = :organization AND email_key = :key AND taken_at IS NULL "
                                       "AND withdrawn_at IS NULL",
                         {{"organization", organization}, {"key", email.key()}}));
}

std::vector<Offer> open_of(db::Tx& tx, OrganizationId organization) {
  std::vector<Offer> out;
  for (auto& row :
       tx.all<Row>(OFFER_COLUMNS "WHERE organization_id = :organization AND taken_at IS NULL AND withdrawn_at IS NULL "
                                 "ORDER BY offered_at DESC, id DESC LIMIT 50",
                   {{"organization", organization}}))
    out.push_back(std::move(row.o));
  return out;
}

std::vector<OfferId> move_offers(db::Tx& tx, OrganizationId gone, OrganizationId kept) {
  const auto ids = tx.all<OfferId>(
      "SELECT g.id FROM seat_offers g WHERE g.organization_id = :gone AND g.taken_at IS NULL AND g.withdrawn_at IS NULL AND NOT "
      "EXISTS (SELECT 1 FROM seat_offers k WHERE k.organization_id = :kept AND k.email_key = g.email_key AND k.taken_at IS NULL "
      "AND k.withdrawn_at IS NULL) ORDER BY g.id",
      {{"gone", gone}, {"kept", kept}});
  if (!ids.empty())
    tx.exec("UPDATE seat_offers SET organization_id = :kept WHERE id IN (:ids...)", {{"kept", kept}, {"ids", db::list(ids)}});
  return ids;
}

void move_offer(db::Tx& tx, OfferId id, OrganizationId to) {
  tx.exec(
      "UPDATE seat_offers SET organization_id = :to WHERE id = :id AND NOT EXISTS (SELECT 1 FROM seat_offers k WHERE "
      "k.organization_id = :to AND k.email_key = seat_offers.email_key AND k.taken_at IS NULL AND k.withdrawn_at IS NULL)",
      {{"to", to}, {"id", id}});
}

std::string_view to_text(Moved kind) { return kind == Moved::seat ? "seat" : "offer"; }

void keep_moved(db::Tx& tx, std::int64_t merge, AgencyId agency, Moved kind, std::int64_t id) {
  tx.exec("INSERT INTO seat_merges (merge_id, agency_id, kind, moved_id) VALUES (:merge, :agency, :kind, :id)",
          {{"merge", merge}, {"agency", agency}, {"kind", to_text(kind)}, {"id", id}});
}

std::vector<std::int64_t> moved(db::Tx& tx, std::int64_t merge, Moved kind) {
  return tx.all<std::int64_t>("SELECT moved_id FROM seat_merges WHERE merge_id = :merge AND kind = :kind ORDER BY moved_id",
                              {{"merge", merge}, {"kind", to_text(kind)}});
}

void forget_moved(db::Tx& tx, std::int64_t merge) {
  tx.exec("DELETE FROM seat_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::seats::store
