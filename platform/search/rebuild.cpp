// The index made anew from what the features have, while they go on writing.
#include <limits>
#include <set>
#include <utility>

#include "platform/search/search.h"

namespace alianza::search {
namespace {

constexpr int things_a_slice = 100;  // some milliseconds of the writer

struct Kept {
  std::int64_t alliance = 0;
  std::int64_t id = 0;
  static void columns(auto& v, Kept& row) { v(row.alliance, row.id); }
};

/// What the index has of a kind between two ids (the first out, the last in) and no slice gave: its thing is gone.
std::int64_t remove_gone(db::Tx& tx, const std::string& kind, std::int64_t after, std::int64_t to,
                         const std::vector<Document>& documents) {
  std::set<std::pair<std::int64_t, std::int64_t>> there;
  for (const auto& d : documents) there.emplace(d.id, d.alliance);
  std::int64_t removed = 0;
  for (const auto& row :
       tx.all<Kept>("SELECT alliance_id, id FROM search_documents WHERE kind = :kind AND id > :after AND id <= :to ORDER BY id",
                    {{"kind", kind}, {"after", after}, {"to", to}})) {
    if (there.contains({row.id, row.alliance})) continue;
    remove(tx, kind, row.id, row.alliance);
    ++removed;
  }
  return removed;
}

struct Step {
  std::int64_t last = 0;  // 0: the kind is done
  Rebuilt rebuilt;
};

/// Reads and writes in one transaction, so that what an action changes meanwhile is never overwritten by something older.
Result<Step> step(const db::Database& db, const Kind& kind, std::int64_t after) {
  return db.write([&](db::Tx& tx) -> Result<Step> {
    const auto slice = kind.slice(tx, after, things_a_slice);
    Step done{slice.last, {}};
    for (const auto& document : slice.documents) put(tx, document);
    done.rebuilt.documents = static_cast<std::int64_t>(slice.documents.size());
    const auto to = slice.last == 0 ? std::numeric_limits<std::int64_t>::max() : slice.last;
    done.rebuilt.removed = remove_gone(tx, kind.name, after, to, slice.documents);
    if (slice.last == 0)
      tx.exec(
          "INSERT INTO search_kinds (kind, edition) VALUES (:kind, :edition) ON CONFLICT (kind) DO UPDATE SET edition = "
          "excluded.edition",
          {{"kind", kind.name}, {"edition", kind.edition}});
    return done;
  });
}

bool is_up_to_date(db::Tx& tx, const Kind& kind) {
  const auto edition = tx.one<std::int64_t>("SELECT edition FROM search_kinds WHERE kind = :kind", {{"kind", kind.name}});
  return edition == kind.edition;
}

}  // namespace

Result<Rebuilt> rebuild(const db::Database& db, const Kinds& kinds, Extent extent, const std::stop_token& stop) {
  Rebuilt out;
  for (const auto& kind : kinds.all()) {
    if (extent == Extent::outdated && TRY(db.read([&](db::Tx& tx) { return is_up_to_date(tx, kind); }))) continue;
    std::int64_t after = 0;
    do {
      if (stop.stop_requested()) return out;
      const auto done = TRY(step(db, kind, after));
      after = done.last;
      out.documents += done.rebuilt.documents;
      out.removed += done.rebuilt.removed;
    } while (after != 0);
  }
  return out;
}

bool is_complete(db::Tx& tx, const Kinds& kinds) {
  for (const auto& kind : kinds.all())
    if (!is_up_to_date(tx, kind)) return false;
  return true;
}

}  // namespace alianza::search
