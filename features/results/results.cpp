#include "features/results/results.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::results {
namespace {

constexpr std::array<std::string_view, 2> audiences{"offices", "members"};
constexpr int most_goals = 17;
constexpr std::size_t most_note = 4000;
constexpr std::size_t most_consensus = 10'000;
constexpr std::size_t most_theme = 200;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::string line;
  for (const char c : text + "\n") {
    if (c != '\n') {
      if (c != '\r') line += c;
      continue;
    }
    if (auto clean = trim(line); !clean.empty()) out.emplace_back(std::move(clean));
    line.clear();
  }
  return out;
}

void read_themes(const ConsensusInput& input, Consensus& out, Error& error) {
  std::set<int> goals;
  for (const auto& typed : input.goals) {
    const auto goal = whole_number(typed);
    if (!goal || *goal < 1 || *goal > most_goals) {
      error.fields.push_back({"goals", _("Elija entre las opciones que se muestran.")});
      return;
    }
    goals.insert(*goal);
  }
  for (const auto goal : goals) out.themes.push_back({goal, {}});
  std::set<std::string> seen;
  for (const auto& line : lines_of(input.themes)) {
    auto name = parse_text(line, most_theme);
    if (!name) {
      error.fields.push_back({"themes", name.error().message});
      return;
    }
    if (!seen.insert(fold(*name)).second) {
      error.fields.push_back({"themes", _("«{1}» está dos veces.").arg(*name)});
      return;
    }
    out.themes.push_back({0, std::move(*name)});
  }
  if (out.themes.size() > most_themes)
    error.fields.push_back({"themes", _("Son a lo más {1} temas.").arg(static_cast<std::int64_t>(most_themes))});
}

}  // namespace

std::string_view to_text(Audience audience) { return word_of(audiences, audience); }
bool from_text(std::string_view text, Audience& audience) { return read_word(audiences, text, audience); }
Message label(Audience audience) {
  switch (audience) {
    case Audience::offices: return _("Solo las oficinas");
    case Audience::members: return _("También los miembros");
  }
  return {};
}

Result<Note> parse(const NoteInput& input) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Note note;
  note.question = trim(input.question);
  if (!from_text(input.audience, note.audience))
    error.fields.push_back({"audience", _("Elija entre las opciones que se muestran.")});
  take(error, "text", parse_text(input.text, most_note, Lines::many), note.text);
  if (trim(input.text).empty()) error.fields.push_back({"text", _("Escriba la nota.")});
  note.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return note;
}

NoteInput as_input(const Note& note) {
  return {note.question, std::string(to_text(note.audience)), note.text, std::to_string(note.version)};
}

Result<Consensus> parse(const ConsensusInput& input, Date today) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Consensus out;
  if (const auto day = Date::parse(trim(input.agreed_on)); !day)
    error.fields.push_back({"agreed_on", _("Escriba una fecha como 2026-03-31.")});
  else if (*day > today)
    error.fields.push_back({"agreed_on", _("Escriba hoy o una fecha anterior.")});
  else
    out.agreed_on = *day;
  if (const auto typed = trim(input.meeting); !typed.empty()) {
    if (const auto id = MeetingId::parse(typed))
      out.meeting = *id;
    else
      error.fields.push_back({"meeting", _("Elija una sesión celebrada.")});
  }
  take(error, "text", parse_text(input.text, most_consensus, Lines::many), out.text);
  if (trim(input.text).empty()) error.fields.push_back({"text", _("Escriba lo que se acordó.")});
  read_themes(input, out, error);
  out.edition = whole_number<std::int64_t>(trim(input.edition)).value_or(0) + 1;
  take(error, "correction", parse_text(input.correction, 500, Lines::many), out.correction);
  if (out.edition > 1 && trim(input.correction).empty())
    error.fields.push_back({"correction", _("Escriba qué se corrige y por qué.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

ConsensusInput as_input(const Consensus& c) {
  ConsensusInput out{c.agreed_on.text(),       c.meeting ? c.meeting.text() : std::string(), c.text, {}, {}, {},
                     std::to_string(c.edition)};
  for (const auto& theme : c.themes) {
    if (theme.goal > 0)
      out.goals.push_back(std::to_string(theme.goal));
    else
      out.themes += (out.themes.empty() ? "" : "\n") + theme.name;
  }
  return out;
}

}  // namespace alianza::results
