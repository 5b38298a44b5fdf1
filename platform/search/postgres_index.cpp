// PostgreSQL: the words are a tsvector made here, with a GIN index over it.
#include <map>

#include "platform/search/engine.h"

namespace alianza::search::postgres {
namespace {

constexpr std::size_t last_position = 16'383;  // a tsvector counts no further
constexpr std::size_t most_positions = 255;    // of one word

/// 'agua':1A,7 'potable':2A '@m52':1 — the title's words first. Words hold neither quotes nor backslashes.
std::string vector_of(const Words& words) {
  std::map<std::string_view, std::string> positions;
  std::map<std::string_view, std::size_t> times;
  std::size_t at = 0;
  const auto add = [&](const std::string& word, const char* weight) {
    if (at < last_position) ++at;
    if (++times[word] > most_positions) return;
    auto& list = positions[word];
    list.append(list.empty() ? "" : ",").append(std::to_string(at)).append(weight);
  };
  for (const auto& word : words.title) add(word, "A");
  for (const auto& word : words.text) add(word, "");
  std::string out;
  for (const auto& door : words.doors) out.append(" '@").append(door).append("':1");
  for (const auto& [word, list] : positions) out.append(" '").append(word).append("':").append(list);
  return out;
}

/// 'agua' & 'pota':*
std::string query_of(const Sought& sought) {
  std::string out;
  for (const auto& word : sought.words) out.append(out.empty() ? "" : " & ").append("'").append(word).append("'");
  return out + ":*";
}

/// '@e52' | '@m52'
std::string query_of(const std::vector<std::string>& doors) {
  std::string out;
  for (const auto& door : doors) out.append(out.empty() ? "" : " | ").append("'@").append(door).append("'");
  return out;
}

}  // namespace

void put(db::Tx& tx, const Document& d, const Words& words) {
  tx.exec(
      "INSERT INTO search_documents (kind, agency_id, alliance_id, id, door, title_es, title_en, text_es, text_en, words) VALUES "
      "(:kind, :agency, :alliance, :id, :door, :title_es, :title_en, :text_es, :text_en, CAST(CAST(:words AS TEXT) AS tsvector)) "
      "ON CONFLICT (kind, id, alliance_id) DO UPDATE SET agency_id = excluded.agency_id, door = excluded.door, title_es = "
      "excluded.title_es, title_en = excluded.title_en, text_es = excluded.text_es, text_en = excluded.text_en, words = "
      "excluded.words WHERE search_documents.door <> excluded.door OR search_documents.title_es <> excluded.title_es OR "
      "search_documents.title_en <> excluded.title_en OR search_documents.text_es <> excluded.text_es OR "
      "search_documents.text_en <> excluded.text_en",
      {{"kind", d.kind},
       {"agency", d.agency},
       {"alliance", d.alliance},
       {"id", d.id},
       {"door", joined(words.doors)},
       {"title_es", d.title.es},
       {"title_en", d.title.en},
       {"text_es", d.text.es},
       {"text_en", d.text.en},
       {"words", vector_of(words)}});
}

std::vector<Row> best(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, int limit) {
  return tx.all<Row>(
      "WITH matched AS MATERIALIZED (SELECT number, kind, CAST(ts_rank(words, CAST(CAST(:query AS TEXT) AS tsquery), 1) * "
      "1000000000 AS BIGINT) AS score FROM search_documents WHERE words @@ CAST(CAST(:query AS TEXT) AS tsquery) AND words @@ "
      "CAST(CAST(:doors AS TEXT) AS tsquery) ORDER BY number DESC LIMIT :most), "
      "ranked AS (SELECT number, score, row_number() OVER (PARTITION BY kind ORDER BY score DESC, number DESC) AS place, "
      "count(*) OVER (PARTITION BY kind) AS among FROM matched) "
      "SELECT d.kind, d.alliance_id, d.id, r.number, r.score, r.among, d.title_es, d.title_en, d.text_es, d.text_en "
      "FROM ranked r JOIN search_documents d ON d.number = r.number WHERE r.place <= :limit ORDER BY d.kind, r.place",
      {{"query", query_of(sought)}, {"doors", query_of(doors)}, {"most", most_ranked}, {"limit", limit}});
}

std::vector<Row> page(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, std::string_view kind,
                      const Cursor& after, int limit) {
  return tx.all<Row>(
      "WITH matched AS MATERIALIZED (SELECT number, kind, CAST(ts_rank(words, CAST(CAST(:query AS TEXT) AS tsquery), 1) * "
      "1000000000 AS BIGINT) AS score FROM search_documents WHERE words @@ CAST(CAST(:query AS TEXT) AS tsquery) AND words @@ "
      "CAST(CAST(:doors AS TEXT) AS tsquery) ORDER BY number DESC LIMIT :most) "
      "SELECT d.kind, d.alliance_id, d.id, d.number, m.score, CAST(0 AS BIGINT), d.title_es, d.title_en, d.text_es, d.text_en "
      "FROM matched m JOIN search_documents d ON d.number = m.number WHERE m.kind = :kind AND (m.score, m.number) < "
      "(CAST(:score AS BIGINT), CAST(:number AS BIGINT)) ORDER BY m.score DESC, m.number DESC LIMIT :limit",
      {{"query", query_of(sought)},
       {"doors", query_of(doors)},
       {"most", most_ranked},
       {"kind", kind},
       {"score", after.score},
       {"number", after.number},
       {"limit", limit}});
}

}  // namespace alianza::search::postgres
