#include "features/organizations/store_duplicates.h"

#include <algorithm>
#include <set>

namespace alianza::organizations::store {
namespace {

constexpr int most_of_a_key = 30;  // shared by more, a key is a common word
constexpr std::size_t most_candidates = 100;

struct KeyRow {
  Key k;
  static void columns(auto& v, KeyRow& r) { v(r.k.kind, r.k.key); }
};

struct DuplicateRow {
  Duplicate d;
  std::string evidence;
  static void columns(auto& v, DuplicateRow& r) {
    v(r.d.first, r.d.second, r.d.first_name, r.d.second_name, r.d.score, r.evidence, r.d.state);
  }
  Duplicate take() {
    for (std::size_t at = 0; at < evidence.size();) {
      const auto end = std::min(evidence.find(',', at), evidence.size());
      if (Evidence one{}; from_text(std::string_view(evidence).substr(at, end - at), one)) d.evidence.push_back(one);
      at = end + 1;
    }
    return std::move(d);
  }
};

struct MergeRow {
  Merge m;
  static void columns(auto& v, MergeRow& r) {
    auto& m = r.m;
    v(m.id, m.kept, m.gone, m.kept_name, m.gone_name, m.journal, m.reason, m.by, m.at, m.undone_by, m.undone_at);
  }
};

struct ComparableRow {
  Comparable c;
  static void columns(auto& v, ComparableRow& r) {
    v(r.c.id, r.c.profile.name, r.c.profile.legal_name, r.c.profile.rfc, r.c.profile.website);
  }
};

struct OwnedText {
  OrganizationId owner;
  std::string text;
  static void columns(auto& v, OwnedText& r) { v(r.owner, r.text); }
};

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define DUPLICATE_COLUMNS                                                                                             \
  "SELECT d.first_id, d.second_id, a.name, b.name, d.score, d.evidence, d.state FROM organization_duplicates d JOIN " \
  "organizations a ON a.id = d.first_id "                                                                             \
  "JOIN organizations b ON b.id = d.second_id "
#define MERGE_COLUMNS                                                                                                         \
  "SELECT m.id, m.kept_id, m.gone_id, k.name, g.name, m.journal, m.reason, m.merged_by_name, m.merged_at, m.undone_by_name, " \
  "m.undone_at "                                                                                                              \
  "FROM organization_merges m JOIN organizations k ON k.id = m.kept_id JOIN organizations g ON g.id = m.gone_id "
// NOLINTEND(cppcoreguidelines-macro-usage)

std::vector<Duplicate> take(std::vector<DuplicateRow> rows) {
  std::vector<Duplicate> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(row.take());
  return out;
}

std::pair<OrganizationId, OrganizationId> in_order(OrganizationId a, OrganizationId b) {
  return {std::min(a, b), std::max(a, b)};
}

std::string words_of(const std::vector<Evidence>& evidence) {
  std::string out;
  for (const auto one : evidence) out += (out.empty() ? "" : ",") + std::string(to_text(one));
  return out;
}

}  // namespace

void add_domain(db::Tx& tx, AgencyId agency, OrganizationId id, const std::string& domain) {
  tx.exec(
      "INSERT INTO organization_domains (agency_id, organization_id, domain) VALUES (:agency, :id, :domain) "
      "ON CONFLICT (organization_id, domain) DO NOTHING",
      {{"agency", agency}, {"id", id}, {"domain", domain}});
}

std::vector<std::string> domains(db::Tx& tx, OrganizationId id) {
  return tx.all<std::string>("SELECT domain FROM organization_domains WHERE organization_id = :id ORDER BY domain", {{"id", id}});
}

void move_domains(db::Tx& tx, OrganizationId from, OrganizationId to, const std::vector<std::string>& domains) {
  for (const auto& domain : domains)
    tx.exec("UPDATE organization_domains SET organization_id = :to WHERE organization_id = :from AND domain = :domain",
            {{"to", to}, {"from", from}, {"domain", domain}});
}

void put_keys(db::Tx& tx, AgencyId agency, OrganizationId id, const std::vector<Key>& keys) {
  std::set<Key> present;
  for (auto& row : tx.all<KeyRow>("SELECT kind, key FROM organization_keys WHERE organization_id = :id", {{"id", id}}))
    present.insert(std::move(row.k));
  for (const auto& key : present)
    if (!std::binary_search(keys.begin(), keys.end(), key))
      tx.exec("DELETE FROM organization_keys WHERE agency_id = :agency AND kind = :kind AND key = :key AND organization_id = :id",
              {{"agency", agency}, {"kind", key.kind}, {"key", key.key}, {"id", id}});
  for (const auto& key : keys)
    if (!present.contains(key))
      tx.exec("INSERT INTO organization_keys (agency_id, kind, key, organization_id) VALUES (:agency, :kind, :key, :id)",
              {{"agency", agency}, {"kind", key.kind}, {"key", key.key}, {"id", id}});
}

std::vector<OrganizationId> sharing(db::Tx& tx, AgencyId agency, OrganizationId id, const std::vector<Key>& keys) {
  std::set<OrganizationId> out;
  for (const auto& key : keys) {
    const auto found = tx.all<OrganizationId>(
        "SELECT k.organization_id FROM organization_keys k JOIN organizations o ON o.id = k.organization_id "
        "WHERE k.agency_id = :agency AND k.kind = :kind AND k.key = :key AND o.shelf <> 'merged' LIMIT :limit",
        {{"agency", agency}, {"kind", key.kind}, {"key", key.key}, {"limit", most_of_a_key + 1}});
    const bool common = found.size() > static_cast<std::size_t>(most_of_a_key) && key.kind == "pair";
    if (!common) out.insert(found.begin(), found.end());
    if (out.size() > most_candidates) break;
  }
  out.erase(id);
  return {out.begin(), out.end()};
}

std::vector<Comparable> compared(db::Tx& tx, const std::vector<OrganizationId>& ids) {
  std::vector<Comparable> out;
  if (ids.empty()) return out;
  const auto list = db::list(ids);
  for (auto& row : tx.all<ComparableRow>(
           "SELECT id, name, legal_name, rfc, website FROM organizations WHERE id IN (:ids...) ORDER BY id", {{"ids", list}}))
    out.push_back(std::move(row.c));
  const auto of = [&](OrganizationId id) {
    return std::lower_bound(out.begin(), out.end(), id, [](const Comparable& c, OrganizationId i) { return c.id < i; });
  };
  for (auto& row : tx.all<OwnedText>("SELECT organization_id, name FROM organization_aliases WHERE organization_id IN (:ids...)",
                                     {{"ids", list}}))
    if (const auto at = of(row.owner); at != out.end() && at->id == row.owner) at->profile.aliases.push_back(std::move(row.text));
  for (auto& row : tx.all<OwnedText>(
           "SELECT organization_id, domain FROM organization_domains WHERE organization_id IN (:ids...)", {{"ids", list}}))
    if (const auto at = of(row.owner); at != out.end() && at->id == row.owner) at->mail_domains.push_back(std::move(row.text));
  return out;
}

void put_duplicate(db::Tx& tx, AgencyId agency, OrganizationId a, OrganizationId b, const Comparison& comparison) {
  const auto [first, second] = in_order(a, b);
  tx.exec(
      "INSERT INTO organization_duplicates (agency_id, first_id, second_id, score, evidence, state, found_at, reason, "
      "decided_by_name) "
      "VALUES (:agency, :first, :second, :score, :evidence, 'open', :at, '', '') "
      "ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, evidence = excluded.evidence",
      {{"agency", agency},
       {"first", first},
       {"second", second},
       {"score", comparison.score},
       {"evidence", words_of(comparison.evidence)},
       {"at", tx.now()}});
}

void drop_open_duplicates(db::Tx& tx, OrganizationId id, const std::vector<OrganizationId>& but) {
  tx.exec(
      "DELETE FROM organization_duplicates WHERE state = 'open' AND ((first_id = :id AND second_id NOT IN (:but...)) "
      "OR (second_id = :id AND first_id NOT IN (:but...)))",
      {{"id", id}, {"but", db::list(but)}});
}

std::vector<Duplicate> open_duplicates(db::Tx& tx, AgencyId agency, const std::optional<DuplicatePlace>& after, int limit) {
  if (!after)
    return take(
        tx.all<DuplicateRow>(DUPLICATE_COLUMNS
                             "WHERE d.agency_id = :agency AND d.state = 'open' AND a.shelf <> 'merged' AND b.shelf <> 'merged' "
                             "ORDER BY d.score DESC, d.first_id DESC, d.second_id DESC LIMIT :limit",
                             {{"agency", agency}, {"limit", limit}}));
  return take(tx.all<DuplicateRow>(
      DUPLICATE_COLUMNS
      "WHERE d.agency_id = :agency AND d.state = 'open' AND a.shelf <> 'merged' AND b.shelf <> 'merged' "
      "AND (d.score, d.first_id, d.second_id) < (:score, :first, :second) "
      "ORDER BY d.score DESC, d.first_id DESC, d.second_id DESC LIMIT :limit",
      {{"agency", agency}, {"score", after->score}, {"first", after->first}, {"second", after->second}, {"limit", limit}}));
}

std::int64_t count_open_duplicates(db::Tx& tx, AgencyId agency, int limit) {
  return tx
      .one<std::int64_t>(
          "SELECT count(*) FROM (SELECT 1 AS one FROM organization_duplicates d JOIN organizations a ON a.id = d.first_id "
          "JOIN organizations b ON b.id = d.second_id "
          "WHERE d.agency_id = :agency AND d.state = 'open' AND a.shelf <> 'merged' AND b.shelf <> 'merged' LIMIT :limit) "
          "counted",
          {{"agency", agency}, {"limit", limit}})
      .value_or(0);
}

std::vector<Duplicate> open_duplicates_of(db::Tx& tx, OrganizationId id) {
  return take(tx.all<DuplicateRow>(
      DUPLICATE_COLUMNS
      "WHERE (d.first_id = :id OR d.second_id = :id) AND d.state = 'open' AND a.shelf <> 'merged' AND b.shelf <> 'merged' "
      "ORDER BY d.score DESC, d.first_id, d.second_id LIMIT 20",
      {{"id", id}}));
}

std::optional<Duplicate> find_duplicate(db::Tx& tx, AgencyId agency, OrganizationId a, OrganizationId b) {
  const auto [first, second] = in_order(a, b);
  auto row =
      tx.one<DuplicateRow>(DUPLICATE_COLUMNS "WHERE d.agency_id = :agency AND d.first_id = :first AND d.second_id = :second",
                           {{"agency", agency}, {"first", first}, {"second", second}});
  if (!row) return std::nullopt;
  return row->take();
}

void decide(db::Tx& tx, OrganizationId a, OrganizationId b, DuplicateState state, const std::string& reason,
            const auth::Actor& by) {
  const auto [first, second] = in_order(a, b);
  tx.exec(
      "UPDATE organization_duplicates SET state = :state, reason = :reason, decided_by = :by, decided_by_name = :by_name, "
      "decided_at = :at "
      "WHERE first_id = :first AND second_id = :second",
      {{"state", state},
       {"reason", reason},
       {"by", by.account},
       {"by_name", by.name},
       {"at", tx.now()},
       {"first", first},
       {"second", second}});
}

void reopen(db::Tx& tx, OrganizationId a, OrganizationId b) {
  const auto [first, second] = in_order(a, b);
  tx.exec(
      "UPDATE organization_duplicates SET state = 'open', reason = '', decided_by = NULL, decided_by_name = '', decided_at = "
      "NULL "
      "WHERE first_id = :first AND second_id = :second",
      {{"first", first}, {"second", second}});
}

void insert(db::Tx& tx, AgencyId agency, const Merge& m, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO organization_merges (id, agency_id, kept_id, gone_id, journal, reason, merged_by, merged_by_name, merged_at, "
      "undone_by_name) "
      "VALUES (:id, :agency, :kept, :gone, :journal, :reason, :by, :by_name, :at, '')",
      {{"id", m.id},
       {"agency", agency},
       {"kept", m.kept},
       {"gone", m.gone},
       {"journal", m.journal},
       {"reason", m.reason},
       {"by", by.account},
       {"by_name", by.name},
       {"at", tx.now()}});
}

std::optional<Merge> find_merge(db::Tx& tx, AgencyId agency, MergeId id) {
  auto row = tx.one<MergeRow>(MERGE_COLUMNS "WHERE m.id = :id AND m.agency_id = :agency", {{"id", id}, {"agency", agency}});
  if (!row) return std::nullopt;
  return std::move(row->m);
}

void put_undone(db::Tx& tx, MergeId id, const auth::Actor& by) {
  tx.exec(
      "UPDATE organization_merges SET undone_by = :by, undone_by_name = :by_name, undone_at = :at WHERE id = :id AND undone_at "
      "IS NULL",
      {{"by", by.account}, {"by_name", by.name}, {"at", tx.now()}, {"id", id}});
}

std::vector<Merge> merges(db::Tx& tx, AgencyId agency, int limit) {
  std::vector<Merge> out;
  for (auto& row : tx.all<MergeRow>(MERGE_COLUMNS "WHERE m.agency_id = :agency ORDER BY m.id DESC LIMIT :limit",
                                    {{"agency", agency}, {"limit", limit}}))
    out.push_back(std::move(row.m));
  return out;
}

}  // namespace alianza::organizations::store
