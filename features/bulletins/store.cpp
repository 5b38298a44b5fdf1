#include "features/bulletins/store.h"

namespace alianza::bulletins::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define BULLETIN_COLUMNS "b.id, b.agency_id, b.alliance_id, b.kind, b.withdrawn_at, b.withdrawn_reason "
#define EDITION_COLUMNS                                                                                                \
  "e.id, e.bulletin_id, e.number, e.state, e.title_es, e.title_en, e.summary_es, e.summary_en, e.body_es, e.body_en, " \
  "e.correction_es, e.correction_en, e.publish_on, e.published_at, e.version "
#define LISTED \
  "SELECT " BULLETIN_COLUMNS ", " EDITION_COLUMNS "FROM bulletin_editions e JOIN bulletins b ON b.id = e.bulletin_id "
#define IS_CURRENT                                                                                                             \
  "e.published_at <= :now AND b.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM bulletin_editions n WHERE n.bulletin_id = " \
  "e.bulletin_id AND n.number > e.number AND n.published_at <= :now) "
// NOLINTEND(cppcoreguidelines-macro-usage)

template <class V>
void bulletin_columns(V& v, Bulletin& b) {
  v(b.id, b.agency, b.alliance, b.kind, b.withdrawn_at, b.withdrawn_reason);
}

template <class V>
void edition_columns(V& v, Edition& e, std::string& publish_on) {
  v(e.id, e.bulletin, e.number, e.state, e.title.es, e.title.en, e.summary.es, e.summary.en, e.body.es, e.body.en,
    e.correction.es, e.correction.en, publish_on, e.published_at, e.version);
}

struct BulletinRow {
  Bulletin b;
  template <class V>
  static void columns(V& v, BulletinRow& r) {
    bulletin_columns(v, r.b);
  }
};

struct EditionRow {
  Edition e;
  std::string publish_on;
  template <class V>
  static void columns(V& v, EditionRow& r) {
    edition_columns(v, r.e, r.publish_on);
  }
};

struct ListedRow {
  Bulletin b;
  Edition e;
  std::string publish_on;
  template <class V>
  static void columns(V& v, ListedRow& r) {
    bulletin_columns(v, r.b);
    edition_columns(v, r.e, r.publish_on);
  }
};

struct StepsRow {
  StepRow s;
  template <class V>
  static void columns(V& v, StepsRow& r) {
    v(r.s.edition, r.s.step, r.s.by, r.s.name, r.s.at, r.s.reason);
  }
};

std::vector<Listed> take(std::vector<ListedRow> rows) {
  std::vector<Listed> out;
  out.reserve(rows.size());
  for (auto& row : rows) {
    row.e.publish_on = CivilTime::parse(row.publish_on);
    out.push_back({std::move(row.b), std::move(row.e)});
  }
  return out;
}

std::optional<Bulletin> take(std::optional<BulletinRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->b);
}

std::string civil_text(const Edition& e) { return e.publish_on ? e.publish_on->text() : std::string(); }

/// What a new draft and a changed one write alike; `publish_on` outlives the statement, as the edition does.
std::vector<db::Param> texts(const Edition& e, const std::string& publish_on) {
  return {{"id", e.id},
          {"title_es", e.title.es},
          {"title_en", e.title.en},
          {"summary_es", e.summary.es},
          {"summary_en", e.summary.en},
          {"body_es", e.body.es},
          {"body_en", e.body.en},
          {"correction_es", e.correction.es},
          {"correction_en", e.correction.en},
          {"publish_on", publish_on}};
}

}  // namespace

void insert(db::Tx& tx, const Bulletin& b, AccountId by) {
  tx.exec(
      "INSERT INTO bulletins (id, agency_id, alliance_id, kind, created_by, created_at) VALUES (:id, :agency, :alliance, :kind, "
      ":by, :at)",
      {{"id", b.id}, {"agency", b.agency}, {"alliance", b.alliance}, {"kind", b.kind}, {"by", by}, {"at", tx.now()}});
}

void insert_edition(db::Tx& tx, const Bulletin& b, const Edition& e) {
  const auto publish_on = civil_text(e);
  auto params = texts(e, publish_on);
  params.insert(params.end(),
                {{"agency", b.agency}, {"alliance", b.alliance}, {"bulletin", b.id}, {"number", e.number}, {"state", e.state}});
  tx.exec(
      "INSERT INTO bulletin_editions (id, agency_id, alliance_id, bulletin_id, number, state, title_es, title_en, summary_es, "
      "summary_en, body_es, body_en, correction_es, correction_en, publish_on) VALUES (:id, :agency, :alliance, :bulletin, "
      ":number, :state, :title_es, :title_en, :summary_es, :summary_en, :body_es, :body_en, :correction_es, :correction_en, "
      ":publish_on)",
      params);
}

bool update_edition(db::Tx& tx, const Edition& e) {
  const auto publish_on = civil_text(e);
  auto params = texts(e, publish_on);
  params.push_back({"version", e.version});
  return tx.exec(
             "UPDATE bulletin_editions SET title_es = :title_es, title_en = :title_en, summary_es = :summary_es, summary_en = "
             ":summary_en, body_es = :body_es, body_en = :body_en, correction_es = :correction_es, correction_en = "
             ":correction_en, publish_on = :publish_on, version = version + 1 WHERE id = :id AND version = :version AND state = "
             "'draft'",
             params) == 1;
}

void set_kind(db::Tx& tx, BulletinId id, Kind kind) {
  tx.exec("UPDATE bulletins SET kind = :kind WHERE id = :id", {{"kind", kind}, {"id", id}});
}

bool move(db::Tx& tx, EditionId id, State from, State to, std::optional<Instant> published_at) {
  return tx.exec(
             "UPDATE bulletin_editions SET state = :to, published_at = :at, version = version + 1 WHERE id = :id AND state = "
             ":from",
             {{"to", to}, {"at", published_at}, {"id", id}, {"from", from}}) == 1;
}

void withdraw(db::Tx& tx, const Bulletin& b, AccountId by) {
  tx.exec(
      "UPDATE bulletins SET withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason WHERE id = :id AND withdrawn_at "
      "IS NULL",
      {{"at", b.withdrawn_at}, {"by", by}, {"reason", b.withdrawn_reason}, {"id", b.id}});
}

void insert_step(db::Tx& tx, const Bulletin& b, const StepRow& s) {
  tx.exec(
      "INSERT INTO bulletin_steps (id, agency_id, bulletin_id, edition_id, step, reason, recorded_by, recorded_by_name, "
      "recorded_at) VALUES (:id, :agency, :bulletin, :edition, :step, :reason, :by, :name, :at) ON CONFLICT DO NOTHING",
      {{"id", Id<struct StepTag>::make()},
       {"agency", b.agency},
       {"bulletin", b.id},
       {"edition", s.edition},
       {"step", s.step},
       {"reason", s.reason},
       {"by", s.by},
       {"name", s.name},
       {"at", tx.now()}});
}

std::optional<Bulletin> find(db::Tx& tx, AllianceId alliance, BulletinId id) {
  return take(tx.one<BulletinRow>("SELECT " BULLETIN_COLUMNS "FROM bulletins b WHERE b.id = :id AND b.alliance_id = :alliance",
                                  {{"id", id}, {"alliance", alliance}}));
}

std::optional<Bulletin> find_of_edition(db::Tx& tx, EditionId id) {
  return take(tx.one<BulletinRow>("SELECT " BULLETIN_COLUMNS
                                  "FROM bulletin_editions e JOIN bulletins b ON b.id = e.bulletin_id WHERE e.id = :id",
                                  {{"id", id}}));
}

std::vector<Edition> editions(db::Tx& tx, BulletinId id) {
  std::vector<Edition> out;
  for (auto& row : tx.all<EditionRow>("SELECT " EDITION_COLUMNS
                                      "FROM bulletin_editions e WHERE e.bulletin_id = :id ORDER BY e.number LIMIT 500",
                                      {{"id", id}})) {
    row.e.publish_on = CivilTime::parse(row.publish_on);
    out.push_back(std::move(row.e));
  }
  return out;
}

std::vector<StepRow> steps(db::Tx& tx, BulletinId id) {
  std::vector<StepRow> out;
  for (auto& row : tx.all<StepsRow>("SELECT edition_id, step, recorded_by, recorded_by_name, recorded_at, reason FROM "
                                    "bulletin_steps WHERE bulletin_id = :id ORDER BY id LIMIT 1000",
                                    {{"id", id}}))
    out.push_back(std::move(row.s));
  return out;
}

std::vector<Listed> published(db::Tx& tx, AllianceId alliance, Instant now, Place before, int limit) {
  if (!before.id)
    return take(tx.all<ListedRow>(LISTED "WHERE e.alliance_id = :alliance AND " IS_CURRENT
                                         "ORDER BY e.published_at DESC, e.id DESC LIMIT :limit",
                                  {{"alliance", alliance}, {"now", now}, {"limit", limit}}));
  return take(
      tx.all<ListedRow>(LISTED "WHERE e.alliance_id = :alliance AND (e.published_at, e.id) < (:at, :before) AND " IS_CURRENT
                               "ORDER BY e.published_at DESC, e.id DESC LIMIT :limit",
                        {{"alliance", alliance}, {"now", now}, {"at", before.at}, {"before", before.id}, {"limit", limit}}));
}

std::vector<Listed> latest(db::Tx& tx, AllianceId alliance, BulletinId before, int limit) {
  const auto last = before ? before : BulletinId(std::numeric_limits<std::int64_t>::max());
  return take(tx.all<ListedRow>(LISTED
                                "WHERE b.alliance_id = :alliance AND b.id < :before AND NOT EXISTS (SELECT 1 FROM "
                                "bulletin_editions n WHERE n.bulletin_id = e.bulletin_id AND n.number > e.number) ORDER BY b.id "
                                "DESC LIMIT :limit",
                                {{"alliance", alliance}, {"before", last}, {"limit", limit}}));
}

std::vector<Listed> to_approve(db::Tx& tx, AllianceId alliance, AccountId who, int limit) {
  return take(tx.all<ListedRow>(LISTED
                                "WHERE b.alliance_id = :alliance AND e.state = 'review' AND b.withdrawn_at IS NULL AND NOT "
                                "EXISTS (SELECT 1 FROM bulletin_steps s WHERE s.edition_id = e.id AND s.recorded_by = :who AND "
                                "s.step IN ('wrote', 'submitted')) ORDER BY e.id LIMIT :limit",
                                {{"alliance", alliance}, {"who", who}, {"limit", limit}}));
}

std::vector<Listed> published_after(db::Tx& tx, BulletinId after, Instant now, int limit) {
  return take(tx.all<ListedRow>(LISTED "WHERE b.id > :after AND " IS_CURRENT "ORDER BY b.id LIMIT :limit",
                                {{"after", after}, {"now", now}, {"limit", limit}}));
}

}  // namespace alianza::bulletins::store
