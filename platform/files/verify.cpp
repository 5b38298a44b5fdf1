#include "platform/files/verify.h"

namespace alianza::files {
namespace {

constexpr int rows_at_once = 500;

struct Row {
  std::string digest;
  std::int64_t bytes = 0;
  static void columns(auto& v, Row& r) { v(r.digest, r.bytes); }
};

enum class Finding : std::uint8_t { sound, missing, damaged };

Finding look_at(const Store& store, const Row& row) {
  auto reader = store.open(*Digest::parse(row.digest));
  if (!reader) return Finding::missing;
  Digester digester;
  std::int64_t bytes = 0;
  for (;;) {
    const auto piece = reader->next();
    if (!piece) return Finding::damaged;
    if (piece->empty()) break;
    digester.add(*piece);
    bytes += static_cast<std::int64_t>(piece->size());
  }
  return bytes == row.bytes && digester.finish().text() == row.digest ? Finding::sound : Finding::damaged;
}

/// A database of an older program, restored and not yet brought up to date, names no files.
bool has_rows(db::Tx& tx) {
  return tx.one<std::int64_t>("SELECT count(*) FROM schema_migrations WHERE feature = 'files'").value_or(0) > 0;
}

}  // namespace

Result<Verified> verify(const db::Database& db, const Store& store) {
  Verified out;
  if (!TRY(db.read(has_rows))) return out;
  std::string after;
  for (;;) {
    const auto rows = TRY(db.read([&](db::Tx& tx) {
      return tx.all<Row>("SELECT digest, bytes FROM files WHERE digest > :after ORDER BY digest LIMIT :limit",
                         {{"after", after}, {"limit", rows_at_once}});
    }));
    if (rows.empty()) return out;
    for (const auto& row : rows) {
      ++out.files;
      out.bytes += row.bytes;
      const auto found = look_at(store, row);
      if (found == Finding::missing) out.missing.push_back(*Digest::parse(row.digest));
      if (found == Finding::damaged) out.damaged.push_back(*Digest::parse(row.digest));
    }
    after = rows.back().digest;
  }
}

}  // namespace alianza::files
