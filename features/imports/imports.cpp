#include "features/imports/imports.h"

#include <boost/json.hpp>

#include <algorithm>
#include <mutex>
#include <set>
#include <sstream>

#include "platform/base/text.h"

namespace alianza::imports {
namespace {

constexpr std::array<std::string_view, 10> states{"uploading", "reading", "checking", "ready",  "applying",
                                                  "applied",   "undoing", "undone",   "failed", "discarded"};
constexpr std::array<std::string_view, 5> outcomes{"pending", "created", "changed", "unchanged", "wrong"};
constexpr std::array<std::string_view, 5> row_states{"staged", "applied", "failed", "restored", "left"};
constexpr std::array<std::string_view, 10> shows{"all",   "created", "changed", "unchanged", "wrong",
                                                 "alike", "failed",  "left",    "warned",    "omitted"};

constexpr std::int64_t write_target_us = 90'000;  // half of what a write may take, for slices that are harder than the last

template <class E, std::size_t n>
bool find_word(const std::array<std::string_view, n>& words, std::string_view text, E& into) {
  const auto* found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return false;
  into = static_cast<E>(found - words.begin());
  return true;
}

boost::json::array array_of(const std::vector<std::string>& texts) {
  boost::json::array out;
  for (const auto& text : texts) out.emplace_back(text);
  return out;
}
std::vector<std::string> texts_of(const boost::json::value& value) {
  std::vector<std::string> out;
  for (const auto& text : value.as_array()) out.emplace_back(text.as_string());
  return out;
}
std::string text_of(const boost::json::object& object, const char* name) { return std::string(object.at(name).as_string()); }

boost::json::array array_of(const std::vector<Remark>& remarks) {
  boost::json::array out;
  for (const auto& r : remarks)
    out.push_back(boost::json::object{{"column", r.column}, {"field", r.field}, {"key", r.key}, {"args", array_of(r.args)}});
  return out;
}
std::vector<Remark> remarks_of(const boost::json::object& notes, const char* name) {
  std::vector<Remark> out;
  const auto* remarks = notes.if_contains(name);
  if (remarks == nullptr) return out;
  for (const auto& r : remarks->as_array()) {
    const auto& object = r.as_object();
    out.push_back({static_cast<int>(object.at("column").as_int64()), text_of(object, "field"), text_of(object, "key"),
                   texts_of(object.at("args"))});
  }
  return out;
}

template <class Map>
boost::json::object object_of(const Map& texts) {
  boost::json::object out;
  for (const auto& [name, text] : texts) out[name] = text;
  return out;
}
template <class Map>
Map map_of(const boost::json::value& value) {
  Map out;
  for (const auto& [name, text] : value.as_object()) out.emplace(std::string(name), std::string(text.as_string()));
  return out;
}

/// One copy of each key, for ever: there are as many as sentences in the program.
const char* kept(const std::string& key) {
  static std::mutex mutex;
  static auto* keys = new std::set<std::string>;
  const std::lock_guard lock(mutex);
  return keys->insert(key).first->c_str();
}

}  // namespace

std::string_view to_text(State state) { return states.at(static_cast<std::size_t>(state)); }
bool from_text(std::string_view text, State& state) { return find_word(states, text, state); }
std::string_view to_text(Outcome outcome) { return outcomes.at(static_cast<std::size_t>(outcome)); }
bool from_text(std::string_view text, Outcome& outcome) { return find_word(outcomes, text, outcome); }
std::string_view to_text(RowState state) { return row_states.at(static_cast<std::size_t>(state)); }
bool from_text(std::string_view text, RowState& state) { return find_word(row_states, text, state); }
std::string_view to_text(Show show) { return shows.at(static_cast<std::size_t>(show)); }
bool from_text(std::string_view text, Show& show) { return find_word(shows, text, show); }

Message label(State state) {
  switch (state) {
    case State::uploading: return _("Recibiéndose");
    case State::reading: return _("Leyéndose");
    case State::checking: return _("Revisándose");
    case State::ready: return _("Por aplicar");
    case State::applying: return _("Aplicándose");
    case State::applied: return _("Aplicada");
    case State::undoing: return _("Deshaciéndose");
    case State::undone: return _("Deshecha");
    case State::failed: return _("No se pudo leer");
    case State::discarded: return _("Descartada");
  }
  return {};
}

Message label(Outcome outcome) {
  switch (outcome) {
    case Outcome::pending: return _("Por revisar");
    case Outcome::created: return _("Nueva");
    case Outcome::changed: return _("Con cambios");
    case Outcome::unchanged: return _("Sin cambios");
    case Outcome::wrong: return _("Con errores");
  }
  return {};
}

Message label(RowState state) {
  switch (state) {
    case RowState::staged: return _("Sin aplicar");
    case RowState::applied: return _("Aplicada");
    case RowState::failed: return _("No se aplicó");
    case RowState::restored: return _("Deshecha");
    case RowState::left: return _("Se dejó como está");
  }
  return {};
}

Message label(Show show) {
  switch (show) {
    case Show::all: return _("Todas");
    case Show::created: return _("Nuevas");
    case Show::changed: return _("Con cambios");
    case Show::unchanged: return _("Sin cambios");
    case Show::wrong: return _("Con errores");
    case Show::alike: return _("Parecidas a otra");
    case Show::failed: return _("No se aplicaron");
    case Show::left: return _("Se dejaron como están");
    case Show::warned: return _("Por completar");
    case Show::omitted: return _("Omitidas");
  }
  return {};
}

Message message_from(const std::string& key, const std::vector<std::string>& args) {
  if (key.empty()) return {};
  Message out(kept(key));
  for (const auto& arg : args) out = std::move(out).arg(arg);
  return out;
}

Message Remark::message() const { return message_from(key, args); }

Remark remark(int column, std::string field, const Message& message) {
  return {column, std::move(field), message.key(), message.args()};
}

std::string to_json(const std::vector<std::string>& texts) { return boost::json::serialize(array_of(texts)); }
std::vector<std::string> texts_from(std::string_view json) { return texts_of(boost::json::parse(json)); }

std::string to_json(const Notes& notes) {
  boost::json::object out;
  if (!notes.errors.empty()) out["errors"] = array_of(notes.errors);
  if (!notes.warnings.empty()) out["warnings"] = array_of(notes.warnings);
  boost::json::array changes;
  for (const auto& c : notes.changes) changes.push_back(boost::json::array{c.field, c.before, c.after});
  boost::json::array twins;
  for (const auto& t : notes.twins)
    twins.push_back(boost::json::object{{"id", t.id.text()}, {"name", t.name}, {"score", t.score}});
  if (!changes.empty()) out["changes"] = std::move(changes);
  if (!twins.empty()) out["twins"] = std::move(twins);
  return out.empty() ? std::string() : boost::json::serialize(out);
}

Notes notes_from(std::string_view json) {
  Notes out;
  if (json.empty()) return out;
  const auto parsed = boost::json::parse(json).as_object();
  out.errors = remarks_of(parsed, "errors");
  out.warnings = remarks_of(parsed, "warnings");
  if (const auto* changes = parsed.if_contains("changes"))
    for (const auto& c : changes->as_array()) {
      auto texts = texts_of(c);
      out.changes.push_back({std::move(texts.at(0)), std::move(texts.at(1)), std::move(texts.at(2))});
    }
  if (const auto* twins = parsed.if_contains("twins"))
    for (const auto& t : twins->as_array()) {
      const auto& object = t.as_object();
      out.twins.push_back({*OrganizationId::parse(text_of(object, "id")), text_of(object, "name"),
                           static_cast<int>(object.at("score").as_int64())});
    }
  return out;
}

std::string to_json(const std::map<std::string, std::string, std::less<>>& texts) {
  return texts.empty() ? std::string() : boost::json::serialize(object_of(texts));
}
std::map<std::string, std::string, std::less<>> extra_from(std::string_view json) {
  using Map = std::map<std::string, std::string, std::less<>>;
  return json.empty() ? Map() : map_of<Map>(boost::json::parse(json));
}

std::string to_json(const Meanings& meanings) {
  boost::json::object out;
  for (const auto& [target, values] : meanings)
    if (!values.empty()) out[target] = object_of(values);
  return out.empty() ? std::string() : boost::json::serialize(out);
}
Meanings meanings_from(std::string_view json) {
  Meanings out;
  if (json.empty()) return out;
  const auto parsed = boost::json::parse(json).as_object();
  for (const auto& [target, values] : parsed)
    out.emplace(std::string(target), map_of<std::map<std::string, std::string>>(values));
  return out;
}

std::string problem_json(const Message& message) {
  auto texts = message.args();
  texts.insert(texts.begin(), message.key());
  return to_json(texts);
}

Message problem_from(std::string_view json) {
  if (json.empty()) return {};
  auto texts = texts_from(json);
  const auto key = texts.empty() ? std::string() : texts.front();
  if (!texts.empty()) texts.erase(texts.begin());
  return message_from(key, texts);
}

std::string plain(std::string_view text) {
  auto folded = fold(text);
  for (auto& c : folded)
    if (static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) c = ' ';
  return fold(folded);
}

bool is_total(const std::vector<std::string>& cells) {
  static const std::set<std::string, std::less<>> sums{"total", "totales", "subtotal", "suma"};
  static const std::set<std::string, std::less<>> around{"general",       "de",        "of",   "organizaciones",
                                                         "organizations", "registros", "filas"};
  const auto is_number = [](std::string_view word) { return word.find_first_not_of("0123456789") == std::string_view::npos; };
  bool said = false;
  for (const auto& cell : cells) {
    std::istringstream words(plain(cell));
    for (std::string word; words >> word;) {
      if (is_number(word)) continue;
      if (!said && !sums.contains(word)) return false;
      if (said && !around.contains(word)) return false;
      said = true;
    }
  }
  return said;
}

int next_slice(int rows, std::int64_t took) {
  const auto wanted = static_cast<std::int64_t>(rows) * write_target_us / std::max<std::int64_t>(took, 1);
  // It may grow at most twice at once: the next rows may be harder.
  return static_cast<int>(std::clamp<std::int64_t>(std::min<std::int64_t>(wanted, std::int64_t{2} * rows), 5, 500));
}

}  // namespace alianza::imports
