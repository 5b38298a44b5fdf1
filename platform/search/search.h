#pragma once
// The room for finding: whatever people may look for by its words is put here as a document, in the transaction of the action
// that made or changed it, and taken away with it.
//
//   search::put(tx, {.kind = "meeting", .agency = …, .alliance = …, .id = …, .title = m.title, .text = agenda, .audience = …});
//   auto found = search::find(tx, {.reader = {…}, .text = "agua pota"});
//
// A query is words: all of them must be there, the last one may be the beginning of a word. Case and accents do not matter
// (fold() of platform/base). A word in the title weighs more than one in the text. What is better comes first, then what is
// newer.
//
// Every document stands behind one door (Audience). A reader holds doors, and the engine looks only behind those: what a person
// may not see is neither found, nor counted, nor part of a snippet. Who holds which door is said by the caller, inside the
// transaction.
//
// On SQLite the words lie in an FTS5 table, on PostgreSQL in a tsvector (docs/decisions/0041-search.md); each has its file here.
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"
#include "platform/db/db.h"
#include "platform/http/url.h"

namespace alianza::search {

/// Who may find a document.
enum class Audience : std::uint8_t {
  everyone,  // also who is not signed in
  members,   // who reads the alliance as a member
  circle,    // only who belongs to that circle of the alliance (a committee, a council)
  agency,    // whoever works for the agency
  office     // who convenes
};

struct Document {
  std::string_view kind = "";  // the name of a Kind
  std::int64_t agency = 0;
  std::int64_t alliance = 0;  // 0: of the agency as a whole
  std::int64_t id = 0;        // of the thing; one kind, id and alliance are one document
  LocalizedText title;        // words of both languages are found in both
  LocalizedText text;         // may be long: the first 20,000 characters count
  Audience audience = Audience::members;
  std::vector<std::int64_t> circles = {};  // of Audience::circle: whoever belongs to one of them
};

/// One statement, a second one on SQLite when its words or its door changed; the same document again changes nothing and touches
/// no index.
void put(db::Tx& tx, const Document& document);
/// Nothing when it is not there.
void remove(db::Tx& tx, std::string_view kind, std::int64_t id, std::int64_t alliance);
/// From every alliance and from the agency.
void remove_everywhere(db::Tx& tx, std::string_view kind, std::int64_t id);

/// Leaves nothing of words that were taken away: on SQLite the parts of the index are made one. As long as the index is large.
void purge(db::Tx& tx);

/// Which doors who looks holds, in one agency and one alliance.
struct Reader {
  std::int64_t agency = 0;
  std::int64_t alliance = 0;  // 0: only what is of the agency as a whole
  bool is_member = false;
  bool works_for_agency = false;  // opens every circle too
  bool convenes = false;
  std::vector<std::int64_t> circles;
};

/// A text in pieces: those that match are marked. Plain text: the template escapes it.
struct Piece {
  std::string text;
  bool marked = false;
};
struct Pieces {
  std::vector<Piece> pieces;
  Lang lang = Lang::es;  // in which it is given
};

struct Hit {
  std::string kind;
  std::int64_t alliance = 0;
  std::int64_t id = 0;
  Pieces title;
  Pieces snippet;  // around the first word that matches in the text, else its beginning; empty when there is no text
};

/// Beyond which hit a page begins. "1183~52"
struct Cursor {
  std::int64_t score = 0;
  std::int64_t number = 0;
  static std::optional<Cursor> parse(std::string_view text);
  std::string text() const;
};

/// Matches are ranked among the newest so many: enough for anybody who reads, and a bound for who looks for "a".
inline constexpr std::int64_t most_ranked = 20'000;

struct Wanted {
  Reader reader;
  std::string text;  // as typed
  Lang lang = Lang::es;
  int limit = 25;
};
/// No word in it (empty, only signs): nothing is found, and this says so.
bool has_words(std::string_view text);

/// The best of each kind and how many there are of it; kinds without hits are left out.
struct Group {
  std::string kind;
  std::int64_t count = 0;  // up to most_ranked
  std::vector<Hit> hits;   // wanted.limit of them
};
std::vector<Group> find_by_kind(db::Tx& tx, const Wanted& wanted);

/// One kind, page by page.
struct Page {
  std::vector<Hit> hits;
  std::optional<Cursor> next;
};
Page find(db::Tx& tx, const Wanted& wanted, std::string_view kind, const std::optional<Cursor>& after);

// ---- Kinds, and the index made anew.

/// The documents of the next things of a kind, in the order of their ids.
struct Slice {
  std::vector<Document> documents;
  std::int64_t last = 0;  // id of the last thing looked at, found or not; 0: there was none
};

/// What features add when the program starts (Site::search).
struct Kind {
  std::string name;
  int order = 0;
  Message title;    // «Reuniones»
  int edition = 1;  // raised when documents are made otherwise than before: the index is made anew
  std::function<http::Url(std::int64_t alliance, std::int64_t id)> page;
  std::function<Slice(db::Tx&, std::int64_t after, int limit)> slice;
};

class Kinds {
 public:
  void add(Kind kind);
  const std::vector<Kind>& all() const { return kinds_; }  // by order
  const Kind* find(std::string_view name) const;

 private:
  std::vector<Kind> kinds_;
};

enum class Extent { all, outdated };  // outdated: kinds whose edition this database does not have yet
struct Rebuilt {
  std::int64_t documents = 0;  // put, changed or not
  std::int64_t removed = 0;    // whose thing is gone
};
/// In slices of milliseconds, each a transaction of its own, while others write. Stops between two of them when asked.
Result<Rebuilt> rebuild(const db::Database& db, const Kinds& kinds, Extent extent, const std::stop_token& stop = {});
/// False while an older database still lacks its index, or a part of it.
bool is_complete(db::Tx& tx, const Kinds& kinds);

}  // namespace alianza::search
