#include "platform/search/search.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "platform/search/engine.h"
#include "platform/search/words.h"

namespace alianza::search {
namespace {

constexpr std::size_t snippet_length = 180;

/// The word of a door: a letter and the id of the alliance; "w" and the agency's id for what is of the agency as a whole.
std::string door(const std::string& letter, std::int64_t place) { return letter + std::to_string(place); }
std::string door_of_circle(std::int64_t alliance, std::int64_t circle) {
  return door("c", alliance) + "x" + std::to_string(circle);
}

/// Whoever holds one of them finds the document.
std::vector<std::string> doors_of(const Document& d) {
  const auto place = d.alliance == 0 ? d.agency : d.alliance;
  const std::string whole = d.alliance == 0 ? "w" : "";
  switch (d.audience) {
    case Audience::everyone: return {door(whole + "e", place)};
    case Audience::members: return {door(whole + "m", place)};
    // The last is the door of who works for the agency: it opens every circle.
    case Audience::circle: {
      std::vector<std::string> out;
      for (const auto circle : d.circles) out.push_back(door_of_circle(d.alliance, circle));
      out.push_back(door("c", place));
      return out;
    }
    case Audience::agency: return {door(whole + "a", place)};
    case Audience::office: return {door(whole + "o", place)};
  }
  return {};
}

void add_doors(std::vector<std::string>& out, const Reader& reader, const std::string& prefix, std::int64_t place) {
  out.push_back(door(prefix + "e", place));
  if (reader.is_member) out.push_back(door(prefix + "m", place));
  if (reader.works_for_agency) out.push_back(door(prefix + "a", place));
  if (reader.convenes) out.push_back(door(prefix + "o", place));
}

std::vector<std::string> doors_of(const Reader& reader) {
  std::vector<std::string> out;
  add_doors(out, reader, "w", reader.agency);
  if (reader.alliance == 0) return out;
  add_doors(out, reader, "", reader.alliance);
  if (reader.works_for_agency) out.push_back(door("c", reader.alliance));
  for (const auto circle : reader.circles) out.push_back(door_of_circle(reader.alliance, circle));
  return out;
}

/// At most so many characters, cut between them.
std::string beginning(const std::string& text) {
  if (text.size() <= most_characters) return text;
  auto out = text.substr(0, most_characters);
  while (!is_clean_text(out)) out.pop_back();
  return out;
}

std::vector<std::string> words_in(const LocalizedText& text) {
  auto out = words_of(text.es);
  for (auto& word : words_of(text.en)) out.push_back(std::move(word));
  return out;
}

/// The language to show: that of the reader, unless only the other one matches.
Lang shown_in(const LocalizedText& text, const Sought& sought, Lang lang) {
  const auto given = text.given(lang);
  const auto other = given == Lang::es ? Lang::en : Lang::es;
  const auto& elsewhere = other == Lang::es ? text.es : text.en;
  if (elsewhere.empty() || has_match(text.in(lang), sought) || !has_match(elsewhere, sought)) return given;
  return other;
}

Hit hit_of(Row&& row, const Sought& sought, Lang lang) {
  for (auto* text : {&row.title, &row.text})
    if (text->es.empty()) text->original = Lang::en;
  Hit hit{std::move(row.kind), row.alliance, row.id, {}, {}};
  hit.title.lang = shown_in(row.title, sought, lang);
  hit.title.pieces = marked(row.title.in(hit.title.lang), sought);
  hit.snippet.lang = shown_in(row.text, sought, lang);
  hit.snippet.pieces = snippet(row.text.in(hit.snippet.lang), sought, snippet_length);
  return hit;
}

}  // namespace

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor out;
  const auto* end = text.data() + text.size();
  const auto [middle, first] = std::from_chars(text.data(), end, out.score);
  if (first != std::errc() || middle == end || *middle != '~') return std::nullopt;
  const auto [last, second] = std::from_chars(middle + 1, end, out.number);
  if (second != std::errc() || last != end) return std::nullopt;
  return out;
}

std::string Cursor::text() const { return std::to_string(score) + "~" + std::to_string(number); }

bool has_words(std::string_view text) { return !sought(text).empty(); }

void put(db::Tx& tx, const Document& given) {
  ENSURE(!given.kind.empty() && given.agency != 0 && given.id != 0);
  ENSURE(given.audience != Audience::circle || (given.alliance != 0 && !given.circles.empty()));
  auto document = given;
  document.text = {beginning(given.text.es), beginning(given.text.en), given.text.original};
  const Words words{doors_of(document), words_in(document.title), words_in(document.text)};
  if (tx.engine() == db::Engine::sqlite)
    sqlite::put(tx, document, words);
  else
    postgres::put(tx, document, words);
}

void remove(db::Tx& tx, std::string_view kind, std::int64_t id, std::int64_t alliance) {
  const auto gone = tx.all<std::int64_t>(
      "DELETE FROM search_documents WHERE kind = :kind AND id = :id AND alliance_id = :alliance RETURNING number",
      {{"kind", kind}, {"id", id}, {"alliance", alliance}});
  if (tx.engine() == db::Engine::sqlite) sqlite::forget(tx, gone);
}

void remove_everywhere(db::Tx& tx, std::string_view kind, std::int64_t id) {
  const auto gone = tx.all<std::int64_t>("DELETE FROM search_documents WHERE kind = :kind AND id = :id RETURNING number",
                                         {{"kind", kind}, {"id", id}});
  if (tx.engine() == db::Engine::sqlite) sqlite::forget(tx, gone);
}

void purge(db::Tx& tx) {
  if (tx.engine() == db::Engine::sqlite) sqlite::purge(tx);
}

std::vector<Group> find_by_kind(db::Tx& tx, const Wanted& wanted) {
  std::vector<Group> out;
  const auto words = sought(wanted.text);
  if (words.empty()) return out;
  const auto doors = doors_of(wanted.reader);
  auto rows = tx.engine() == db::Engine::sqlite ? sqlite::best(tx, doors, words, wanted.limit)
                                                : postgres::best(tx, doors, words, wanted.limit);
  for (auto& row : rows) {
    if (out.empty() || out.back().kind != row.kind) out.push_back({row.kind, row.count, {}});
    out.back().hits.push_back(hit_of(std::move(row), words, wanted.lang));
  }
  return out;
}

Page find(db::Tx& tx, const Wanted& wanted, std::string_view kind, const std::optional<Cursor>& after) {
  Page out;
  const auto words = sought(wanted.text);
  if (words.empty()) return out;
  const auto doors = doors_of(wanted.reader);
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const auto from = after.value_or(Cursor{most, most});
  auto rows = tx.engine() == db::Engine::sqlite ? sqlite::page(tx, doors, words, kind, from, wanted.limit + 1)
                                                : postgres::page(tx, doors, words, kind, from, wanted.limit + 1);
  if (rows.size() > static_cast<std::size_t>(wanted.limit)) {
    rows.resize(static_cast<std::size_t>(wanted.limit));
    out.next = Cursor{rows.back().score, rows.back().number};
  }
  for (auto& row : rows) out.hits.push_back(hit_of(std::move(row), words, wanted.lang));
  return out;
}

void Kinds::add(Kind kind) {
  ENSURE(find(kind.name) == nullptr);
  const auto after = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& k) { return k.order > kind.order; });
  kinds_.insert(after, std::move(kind));
}

const Kind* Kinds::find(std::string_view name) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& k) { return k.name == name; });
  return found == kinds_.end() ? nullptr : &*found;
}

}  // namespace alianza::search
