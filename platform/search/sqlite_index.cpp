// SQLite: the words lie in the FTS5 table search_words, under the number of their document.
#include "platform/search/engine.h"

namespace alianza::search::sqlite {
namespace {

/// {title_words text_words} : ("agua" AND "pota" *) AND door : ("e52" OR "m52"). Words hold neither quotes nor signs.
std::string match_of(const std::vector<std::string>& doors, const Sought& sought) {
  std::string out = "{title_words text_words} : (";
  for (std::size_t i = 0; i < sought.words.size(); ++i)
    out.append(i == 0 ? "" : " AND ").append("\"").append(sought.words[i]).append("\"");
  out += " *) AND door : (";
  for (std::size_t i = 0; i < doors.size(); ++i) out.append(i == 0 ? "" : " OR ").append("\"").append(doors[i]).append("\"");
  return out + ")";
}

}  // namespace

void put(db::Tx& tx, const Document& d, const Words& words) {
  const auto door = joined(words.doors);
  const auto changed = tx.one<std::int64_t>(
      "INSERT INTO search_documents (kind, agency_id, alliance_id, id, door, title_es, title_en, text_es, text_en) VALUES "
      "(:kind, "
      ":agency, :alliance, :id, :door, :title_es, :title_en, :text_es, :text_en) ON CONFLICT (kind, id, alliance_id) DO UPDATE "
      "SET "
      "agency_id = excluded.agency_id, door = excluded.door, title_es = excluded.title_es, title_en = excluded.title_en, text_es "
      "= "
      "excluded.text_es, text_en = excluded.text_en WHERE search_documents.door <> excluded.door OR search_documents.title_es <> "
      "excluded.title_es OR search_documents.title_en <> excluded.title_en OR search_documents.text_es <> excluded.text_es OR "
      "search_documents.text_en <> excluded.text_en RETURNING number",
      {{"kind", d.kind},
       {"agency", d.agency},
       {"alliance", d.alliance},
       {"id", d.id},
       {"door", door},
       {"title_es", d.title.es},
       {"title_en", d.title.en},
       {"text_es", d.text.es},
       {"text_en", d.text.en}});
  if (!changed) return;
  tx.exec("INSERT OR REPLACE INTO search_words (rowid, title_words, text_words, door) VALUES (:number, :title, :text, :door)",
          {{"number", *changed}, {"title", joined(words.title)}, {"text", joined(words.text)}, {"door", door}});
}

void forget(db::Tx& tx, const std::vector<std::int64_t>& numbers) {
  for (const auto number : numbers) tx.exec("DELETE FROM search_words WHERE rowid = :number", {{"number", number}});
}

void purge(db::Tx& tx) { tx.exec("INSERT INTO search_words (search_words) VALUES ('optimize')"); }

std::vector<Row> best(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, int limit) {
  return tx.all<Row>(
      "WITH matched AS MATERIALIZED (SELECT rowid AS number, CAST(rank * -1000000000 AS BIGINT) AS score FROM search_words "
      "WHERE search_words MATCH :match AND rank MATCH 'bm25(10.0, 1.0, 0.0)' ORDER BY rowid DESC LIMIT :most), "
      "ranked AS (SELECT m.number, m.score, row_number() OVER (PARTITION BY d.kind ORDER BY m.score DESC, m.number DESC) AS "
      "place, "
      "count(*) OVER (PARTITION BY d.kind) AS among FROM matched m JOIN search_documents d ON d.number = m.number) "
      "SELECT d.kind, d.alliance_id, d.id, r.number, r.score, r.among, d.title_es, d.title_en, d.text_es, d.text_en "
      "FROM ranked r JOIN search_documents d ON d.number = r.number WHERE r.place <= :limit ORDER BY d.kind, r.place",
      {{"match", match_of(doors, sought)}, {"most", most_ranked}, {"limit", limit}});
}

std::vector<Row> page(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, std::string_view kind,
                      const Cursor& after, int limit) {
  return tx.all<Row>(
      "WITH matched AS MATERIALIZED (SELECT rowid AS number, CAST(rank * -1000000000 AS BIGINT) AS score FROM search_words "
      "WHERE search_words MATCH :match AND rank MATCH 'bm25(10.0, 1.0, 0.0)' ORDER BY rowid DESC LIMIT :most) "
      "SELECT d.kind, d.alliance_id, d.id, m.number, m.score, 0, d.title_es, d.title_en, d.text_es, d.text_en "
      "FROM matched m JOIN search_documents d ON d.number = m.number WHERE d.kind = :kind AND (m.score, m.number) < (:score, "
      ":number) ORDER BY m.score DESC, m.number DESC LIMIT :limit",
      {{"match", match_of(doors, sought)},
       {"most", most_ranked},
       {"kind", kind},
       {"score", after.score},
       {"number", after.number},
       {"limit", limit}});
}

}  // namespace alianza::search::sqlite
