#include "features/organizations/store_list.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "features/organizations/store_conditions.h"

namespace alianza::organizations::store {
namespace {

constexpr std::size_t most_texts = 2048;
constexpr std::int64_t most_compared = 200'000;  // to tell which of two large conditions is the smaller

struct Row {
  ListedOrganization o;
  std::optional<std::string> status;
  static void columns(auto& v, Row& r) {
    auto& o = r.o;
    v(o.id, o.name, o.type, o.sector, o.country, o.state, o.region, o.municipality, o.size, o.sdgs.priority, o.sdgs.interested,
      r.status, o.since);
  }
};

struct Cursor {
  std::string name_folded;
  OrganizationId id;
  static void columns(auto& v, Cursor& p) { v(p.name_folded, p.id); }
};

/// SQL put together from literals is kept, so that the statement caches know it by its address. Beyond a limit (nobody asks so
/// many combinations but on purpose) they find it by its text.
class Texts {
 public:
  const char* keep(const std::string& sql) {
    const std::lock_guard lock(mutex_);
    if (const auto found = texts_.find(sql); found != texts_.end()) return found->c_str();
    if (texts_.size() >= most_texts) return sql.c_str();
    return texts_.insert(sql).first->c_str();
  }

 private:
  std::mutex mutex_;
  std::set<std::string> texts_;
};

Texts& texts() {
  static Texts all;
  return all;
}

/// A query being put together: which condition drives, which filter.
struct Plan {
  std::vector<Condition> conditions;
  const Condition* driver = nullptr;
  bool looks_at_status() const {
    return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& c) { return &c != driver && c.needs_status; });
  }
};

constexpr const char* participation =
    " LEFT JOIN organization_participations p ON p.alliance_id = :alliance AND p.organization_id = o.id";

/// Only the parameters that the text names: Tx refuses others.
class Parameters {
 public:
  explicit Parameters(const std::string& sql) : sql_(sql) {}
  void add(const char* name, db::Value value) {
    if (names(name)) list_.push_back({name, value});
  }
  void add(const std::vector<Condition>& conditions) {
    for (const auto& c : conditions)
      for (const auto& bound : c.params)
        add(bound.name.c_str(), bound.kind == Bound::Kind::text ? db::Value(bound.text) : db::Value(bound.number));
  }
  const std::vector<db::Param>& list() const { return list_; }

 private:
  bool names(std::string_view name) const {
    for (auto at = sql_.find(':'); at != std::string::npos; at = sql_.find(':', at + 1)) {
      if (sql_.compare(at + 1, name.size(), name) != 0) continue;
      const char next = at + 1 + name.size() < sql_.size() ? sql_[at + 1 + name.size()] : ' ';
      if (next != '_' && std::isalnum(static_cast<unsigned char>(next)) == 0) return true;
    }
    return false;
  }
  const std::string& sql_;
  std::vector<db::Param> list_;
};

std::string from_of(const Plan& plan) { return plan.driver == nullptr ? "organizations o" : plan.driver->from; }

std::string where_of(const Plan& plan) {
  const bool on_own_table = plan.driver == nullptr || plan.driver->from == "organizations o";
  std::string out = on_own_table ? "o.agency_id = :agency AND o.shelf = :shelf" : "";
  const auto add = [&](const std::string& condition) {
    if (!out.empty()) out += " AND ";
    out += condition;
  };
  for (const auto& c : plan.conditions) add(&c == plan.driver ? c.drive : c.filter);
  return out;
}

std::int64_t run_count(db::Tx& tx, const ListQuery& query, const std::vector<Condition>& conditions, const std::string& rows,
                       std::int64_t limit) {
  const auto sql = "SELECT count(*) FROM (SELECT 1 AS one FROM " + rows + (limit > 0 ? " LIMIT :limit" : "") + ") counted";
  Parameters parameters(sql);
  parameters.add("agency", query.agency);
  parameters.add("alliance", query.alliance);
  parameters.add("shelf", query.filter.shelf);
  parameters.add("limit", limit);
  parameters.add(conditions);
  return tx.one<std::int64_t>(texts().keep(sql), parameters.list()).value_or(0);
}

std::string prefix_of(const ListQuery& query) { return query.alliance.text() + "|" + std::string(to_text(query.filter.shelf)); }

/// Rows of one condition alone, counted to `limit`.
std::int64_t alone(db::Tx& tx, CountMemory& memory, const ListQuery& query, const Condition& c, std::int64_t limit) {
  const auto key = prefix_of(query) + "|" + std::to_string(limit) + "|" + c.key;
  if (const auto known = memory.find(query.agency, query.edition, key, CountMemory::Use::guide)) return *known;
  const auto n = run_count(tx, query, {c}, c.counted, limit);
  memory.keep(query.agency, query.edition, key, n, CountMemory::Use::guide);
  return n;
}

enum class For { page, count };

/// The condition with the fewest rows. For a page, one whose rows must be sorted only when they are few.
const Condition* fewest(db::Tx& tx, CountMemory& memory, const ListQuery& query, const std::vector<Condition>& all, For use) {
  for (const auto limit : {most_counted + 1, most_compared + 1}) {
    const Condition* best = nullptr;
    std::int64_t least = 0;
    int full = 0;  // that reach the limit: equal as far as we know
    for (const auto& c : all) {
      if (c.counted.empty()) continue;
      const auto n = alone(tx, memory, query, c, limit);
      if (use == For::page && !c.one_value && n > most_counted) continue;
      full += n == limit ? 1 : 0;
      if (best != nullptr && n >= least) continue;
      best = &c;
      least = n;
    }
    if (best == nullptr || least < limit || full < 2 || limit > most_compared) return best;
  }
  return nullptr;
}

Plan plan(db::Tx& tx, CountMemory& memory, const ListQuery& query, std::vector<Condition> conditions, For use) {
  Plan out;
  out.conditions = std::move(conditions);
  const auto& all = out.conditions;
  const bool only = all.size() == 1 && !all.front().counted.empty() && (all.front().one_value || use == For::count);
  out.driver = only ? &all.front() : fewest(tx, memory, query, all, use);
  return out;
}

std::string key_of(const ListQuery& query, const std::vector<Condition>& conditions) {
  auto key = prefix_of(query);
  for (const auto& c : conditions) key.append("||").append(c.key);
  return key;
}

std::int64_t counted(db::Tx& tx, CountMemory& memory, const ListQuery& query, const std::vector<Condition>& conditions,
                     std::int64_t limit) {
  const auto key = key_of(query, conditions) + (limit > 0 ? "" : "||all");
  if (const auto known = memory.find(query.agency, query.edition, key)) return *known;
  const auto plan = store::plan(tx, memory, query, conditions, For::count);
  const auto rows = from_of(plan) + (plan.looks_at_status() ? participation : "") + " WHERE " + where_of(plan);
  const auto n = run_count(tx, query, plan.conditions, rows, limit);
  memory.keep(query.agency, query.edition, key, n);
  return n;
}

struct Direction {
  bool by_name = true;
  bool ascending = true;
};
Direction direction_of(const ListQuery& query) {
  Direction d;
  d.by_name = query.order == Order::name || query.order == Order::name_descending;
  d.ascending = query.order == Order::name || query.order == Order::oldest;
  if (query.before) d.ascending = !d.ascending;  // read backwards, then turned round
  return d;
}

std::string sql_of(const Plan& plan, Direction d, bool from_place) {
  const auto name = plan.driver == nullptr ? std::string("o.name_folded") : plan.driver->key_name;
  const auto id = plan.driver == nullptr ? std::string("o.id") : plan.driver->key_id;
  std::string sql =
      "SELECT o.id, o.name, o.type, o.sector, o.country, o.state, o.region, o.municipality, o.size, "
      "o.sdg_priority, o.sdg_interested, "
      "p.status, p.since FROM " +
      from_of(plan) + participation + " WHERE " + where_of(plan);
  const std::string beyond = d.ascending ? " > " : " < ";
  if (from_place)
    sql +=
        d.by_name ? " AND (" + name + ", " + id + ")" + beyond + "(:place_name, :place_id)" : " AND " + id + beyond + ":place_id";
  const std::string way = d.ascending ? "" : " DESC";
  sql += " ORDER BY " + (d.by_name ? name + way + ", " : std::string()) + id + way + " LIMIT :limit";
  return sql;
}

}  // namespace

ListPage page(db::Tx& tx, CountMemory& memory, const ListQuery& query, Count count) {
  ListPage out;
  auto conditions = conditions_of(query);
  if (count != Count::none) out.count = counted(tx, memory, query, conditions, count == Count::all ? 0 : most_counted + 1);
  const auto plan = store::plan(tx, memory, query, std::move(conditions), For::page);
  const auto from = query.before ? query.before : query.after;
  std::optional<Cursor> place;
  if (from)
    place = tx.one<Cursor>("SELECT name_folded, id FROM organizations WHERE id = :id AND agency_id = :agency",
                           {{"id", *from}, {"agency", query.agency}});
  auto backwards = query;
  if (!place) backwards.before.reset();
  const auto direction = direction_of(backwards);
  const auto sql = sql_of(plan, direction, place.has_value());
  Parameters parameters(sql);
  parameters.add("agency", query.agency);
  parameters.add("alliance", query.alliance);
  parameters.add("shelf", query.filter.shelf);
  parameters.add(plan.conditions);
  if (place) {
    parameters.add("place_name", place->name_folded);
    parameters.add("place_id", place->id);
  }
  parameters.add("limit", query.limit + 1);
  auto rows = tx.all<Row>(texts().keep(sql), parameters.list(), static_cast<std::size_t>(query.limit) + 1);
  out.rows.reserve(rows.size());
  for (auto& row : rows) {
    if (row.status) row.o.status = membership::status_from(*row.status);
    out.rows.push_back(std::move(row.o));
  }
  const bool more = out.rows.size() > static_cast<std::size_t>(query.limit);
  if (more) out.rows.pop_back();
  out.has_next = backwards.before ? true : more;
  out.has_previous = backwards.before ? more : place.has_value();
  if (backwards.before) std::reverse(out.rows.begin(), out.rows.end());
  return out;
}

std::int64_t count(db::Tx& tx, CountMemory& memory, const ListQuery& query) {
  return counted(tx, memory, query, conditions_of(query), most_counted + 1);
}

namespace {

struct PartnerRow {
  Partner p;
  std::string status;
  static void columns(auto& v, PartnerRow& r) {
    v(r.p.id, r.p.name, r.p.type, r.status, r.p.since, r.p.origin, r.p.proposer, r.p.proposer_name);
  }
};

}  // namespace

std::vector<Partner> partners(db::Tx& tx, AllianceId alliance) {
  std::vector<Partner> out;
  for (
      auto& row : tx.all<PartnerRow>(
          "SELECT o.id, o.name, o.type, p.status, p.since, o.origin, COALESCE(o.origin_organization_id, 0), COALESCE(w.name, '') "
          "FROM organization_participations p JOIN organizations o ON o.id = p.organization_id LEFT JOIN organizations w ON w.id "
          "= o.origin_organization_id WHERE p.alliance_id = :alliance AND p.shelf = 'active' AND p.status IN ('invited', "
          "'active', 'suspended') ORDER BY o.name_folded, o.id",
          {{"alliance", alliance}})) {
    row.p.status = membership::status_from(row.status).value_or(Status::active);
    out.push_back(std::move(row.p));
  }
  return out;
}

std::vector<DeclaredRow> declared_by_active(db::Tx& tx, AllianceId alliance) {
  return tx.all<DeclaredRow>(
      "SELECT o.id, o.sdg_priority, o.sdg_interested FROM organization_participations p JOIN organizations o ON o.id = "
      "p.organization_id WHERE p.alliance_id = :alliance AND p.shelf = 'active' AND p.status = 'active' ORDER BY o.id",
      {{"alliance", alliance}});
}

}  // namespace alianza::organizations::store
