#include "features/case_files/case_files.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <tuple>

#include "platform/base/words.h"

namespace alianza::case_files {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 3> states{"making", "ready", "expired"};
constexpr std::array<std::string_view, 7> kinds{"stage",   "participation", "membership", "appointment",
                                                "meeting", "minutes",       "document"};
constexpr std::size_t longest_word = 60;

/// Whose it is, at the head of both files.
json::object head(const Content& c, const char* format) {
  json::object out{{"format", format}, {"alliance", c.alliance}, {"alliance_id", c.alliance_id}};
  if (!c.committee.empty()) {
    out["committee"] = c.committee;
    out["committee_id"] = c.committee_id;
  }
  if (!c.seal.empty()) out["seal"] = c.seal;
  out["as_of"] = c.as_of.text();
  return out;
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(EventKind kind) { return word_of(kinds, kind); }

Message label(EventKind kind) {
  switch (kind) {
    case EventKind::stage: return _("Etapa");
    case EventKind::participation: return _("Participación");
    case EventKind::membership: return _("Integrante de comité");
    case EventKind::appointment: return _("Nombramiento");
    case EventKind::meeting: return _("Reunión");
    case EventKind::minutes: return _("Minuta");
    case EventKind::document: return _("Documento");
  }
  return {};
}

void put_in_order(std::vector<Event>& events) {
  std::sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    return std::tuple(a.on.empty(), std::string_view(a.on), a.kind, std::string_view(a.title), std::string_view(a.id)) <
           std::tuple(b.on.empty(), std::string_view(b.on), b.kind, std::string_view(b.title), std::string_view(b.id));
  });
}

std::string path_word(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
    if (out.size() == longest_word) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "x" : out;
}

std::string index_json(const Content& c) {
  auto out = head(c, "alianza-case-file-index/1");
  json::array events;
  for (const auto& e : c.events) {
    json::object row{{"on", e.on}, {"kind", to_text(e.kind)}, {"title", e.title}, {"detail", e.detail}};
    if (!e.path.empty()) row["path"] = e.path;
    events.push_back(std::move(row));
  }
  out["events"] = std::move(events);
  return json::serialize(out) + "\n";
}

std::string manifest_json(const Content& c, const std::vector<Written>& entries) {
  auto out = head(c, "alianza-case-file/1");
  json::array rows;
  std::string lines;
  for (const auto& e : entries) {
    rows.push_back(json::object{{"path", e.path}, {"bytes", e.bytes}, {"sha256", e.digest.text()}});
    lines += e.digest.text() + "  " + e.path + "\n";
  }
  out["entries"] = std::move(rows);
  out["sha256_of_all"] = files::Digest::of(lines).text();
  return json::serialize(out) + "\n";
}

}  // namespace alianza::case_files
