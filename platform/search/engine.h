#pragma once
// What differs between the engines: how words are kept and how they are matched. One file each.
#include <string>
#include <vector>

#include "platform/search/search.h"
#include "platform/search/words.h"

namespace alianza::search {

/// A row of the index, as both engines give it back.
struct Row {
  std::string kind;
  std::int64_t alliance = 0;
  std::int64_t id = 0;
  std::int64_t number = 0;
  std::int64_t score = 0;
  std::int64_t count = 0;  // of its kind; 0 where it is not asked for
  LocalizedText title;
  LocalizedText text;
  static void columns(auto& v, Row& row) {
    v(row.kind, row.alliance, row.id, row.number, row.score, row.count, row.title.es, row.title.en, row.text.es, row.text.en);
  }
};

/// A document in words.
struct Words {
  std::vector<std::string> doors;
  std::vector<std::string> title;
  std::vector<std::string> text;
};

namespace sqlite {
void put(db::Tx& tx, const Document& document, const Words& words);
/// The words of documents that are gone.
void forget(db::Tx& tx, const std::vector<std::int64_t>& numbers);
void purge(db::Tx& tx);
std::vector<Row> best(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, int limit);
std::vector<Row> page(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, std::string_view kind,
                      const Cursor& after, int limit);
}  // namespace sqlite

namespace postgres {
void put(db::Tx& tx, const Document& document, const Words& words);
std::vector<Row> best(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, int limit);
std::vector<Row> page(db::Tx& tx, const std::vector<std::string>& doors, const Sought& sought, std::string_view kind,
                      const Cursor& after, int limit);
}  // namespace postgres

}  // namespace alianza::search
