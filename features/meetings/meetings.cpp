#include "features/meetings/meetings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "platform/http/url.h"  // only Url::external: what an address is

namespace alianza::meetings {
namespace {

constexpr std::array<std::string_view, 6> kinds{"plenary", "committee", "transversal", "focus_group", "installation", "council"};
constexpr std::array<std::string_view, 3> states{"scheduled", "held", "cancelled"};
constexpr std::array<std::string_view, 4> precisions{"day", "month", "communique", "undated"};
constexpr std::array<std::string_view, 4> qualifiers{"exact", "more_than", "at_least", "approx"};
constexpr std::array<std::string_view, 2> modes{"in_person", "remote"};
constexpr std::array<std::string_view, 2> arrivals{"on_time", "late"};
constexpr std::size_t agenda_limit = 60;

template <class E>
bool read(const auto& words, std::string_view text, E& out) {
  const auto* found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return false;
  out = static_cast<E>(found - words.begin());
  return true;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "Bienvenida | 10" -> title and minutes. A bar followed by no number is part of the title.
Result<AgendaItem> parse_item(std::string_view line) {
  AgendaItem item;
  if (const auto bar = line.rfind('|'); bar != std::string_view::npos) {
    if (const auto minutes = whole(trim(line.substr(bar + 1)))) {
      if (*minutes < 1 || *minutes > 1440) return fail(Error::invalid(_("Un punto dura entre 1 y 1440 minutos.")));
      item.minutes = *minutes;
      line = line.substr(0, bar);
    }
  }
  item.title = TRY(parse_text(line, 300));
  if (item.title.empty()) return fail(Error::invalid(_("Escriba el título de cada punto de la agenda.")));
  return item;
}

Result<std::vector<AgendaItem>> parse_agenda(std::string_view raw) {
  const auto text = TRY(parse_text(raw, 20000, Lines::many));
  std::vector<AgendaItem> items;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trim(std::string_view(text).substr(at, end - at));
    if (!line.empty()) items.push_back(TRY(parse_item(line)));
    at = end + 1;
  }
  if (items.size() > agenda_limit) return fail(Error::invalid(_("La agenda admite hasta {1} puntos.").arg(static_cast<std::int64_t>(agenda_limit))));
  return items;
}

/// Date and hours of a meeting that is being scheduled: the date is known, the end comes after the start.
void parse_when(const Input& input, Meeting& m, Error& error) {
  if (const auto day = Date::parse(trim(input.on))) m.on = *day;
  else error.fields.push_back({"on", _("Escriba una fecha como 2026-03-31.")});
  const auto hour = [&](const char* field, const std::string& raw, std::optional<int>& into) {
    const auto text = trim(raw);
    if (text.empty()) return;
    into = parse_clock(text);
    if (!into) error.fields.push_back({field, _("Escriba una hora de 24 horas como 10:30.")});
  };
  hour("starts", input.starts, m.starts);
  hour("ends", input.ends, m.ends);
  if (m.ends && !m.starts) error.fields.push_back({"starts", _("Escriba también la hora de inicio.")});
  if (m.starts && m.ends && *m.ends <= *m.starts) error.fields.push_back({"ends", _("El final va después del inicio.")});
}

}  // namespace

std::string_view to_text(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
bool from_text(std::string_view text, Kind& kind) { return read(kinds, text, kind); }
std::string_view to_text(State state) { return states.at(static_cast<std::size_t>(state)); }
bool from_text(std::string_view text, State& state) { return read(states, text, state); }
std::string_view to_text(Precision precision) { return precisions.at(static_cast<std::size_t>(precision)); }
bool from_text(std::string_view text, Precision& precision) { return read(precisions, text, precision); }
std::string_view to_text(Qualifier qualifier) { return qualifiers.at(static_cast<std::size_t>(qualifier)); }
bool from_text(std::string_view text, Qualifier& qualifier) { return read(qualifiers, text, qualifier); }
std::string_view to_text(Mode mode) { return modes.at(static_cast<std::size_t>(mode)); }
bool from_text(std::string_view text, Mode& mode) { return read(modes, text, mode); }
std::string_view to_text(Arrival arrival) { return arrivals.at(static_cast<std::size_t>(arrival)); }
bool from_text(std::string_view text, Arrival& arrival) { return read(arrivals, text, arrival); }

Message label(Kind kind) {
  switch (kind) {
    case Kind::plenary: return _("Plenaria");
    case Kind::committee: return _("Sesión de comité");
    case Kind::transversal: return _("Sesión transversal");
    case Kind::focus_group: return _("Grupo focal");
    case Kind::installation: return _("Instalación");
    case Kind::council: return _("Sesión de consejo");
  }
  return {};
}

Message label(State state) {
  switch (state) {
    case State::scheduled: return _("Programada");
    case State::held: return _("Celebrada");
    case State::cancelled: return _("Cancelada");
  }
  return {};
}

Turnout turnout(const std::vector<Attendance>& rows) {
  std::set<OrganizationId> organizations;
  Turnout t;
  for (const auto& row : rows) {
    organizations.insert(row.organization);
    if (!row.person.empty()) ++t.persons;
  }
  t.organizations = static_cast<int>(organizations.size());
  return t;
}

std::optional<int> parse_clock(std::string_view text) {
  const auto read = CivilTime::parse("2000-01-01T" + std::string(text));
  if (!read) return std::nullopt;
  return read->minute_of_day;
}

std::string clock_text(int minute) { return CivilTime{{}, minute}.clock_text(); }

std::string agenda_text(const std::vector<AgendaItem>& items) {
  std::string out;
  for (const auto& item : items) {
    out += item.title;
    if (item.minutes) out += " | " + std::to_string(*item.minutes);
    out += '\n';
  }
  return out;
}

Result<Draft> parse(const Input& input) {
  Draft draft;
  auto& m = draft.meeting;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, Result<std::string> value, std::string& into) {
    if (value) into = std::move(*value);
    else error.fields.push_back({field, value.error().message});
  };
  if (!from_text(input.kind, m.kind)) error.fields.push_back({"kind", _("Elija qué clase de reunión es.")});
  take("title_es", parse_text(input.title_es, 200), m.title.es);
  take("title_en", parse_text(input.title_en, 200), m.title.en);
  take("summary_es", parse_text(input.summary_es, 4000, Lines::many), m.summary.es);
  take("summary_en", parse_text(input.summary_en, 4000, Lines::many), m.summary.en);
  take("venue_es", parse_text(input.venue_es, 200), m.venue.es);
  take("venue_en", parse_text(input.venue_en, 200), m.venue.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba el título de la reunión.")});
  parse_when(input, m, error);
  if (const auto link = trim(input.link); !link.empty()) {
    if (link.starts_with("https://") && http::Url::external(link)) m.link = link;
    else error.fields.push_back({"link", _("Escriba una dirección que empiece con https://.")});
  }
  if (const auto text = trim(input.committee); !text.empty()) {
    if (const auto id = CommitteeId::parse(text)) m.committee = *id;
    else error.fields.push_back({"committee", _("Elija un comité de la lista.")});
  }
  if (m.kind == Kind::committee && !m.committee && error.fields.empty()) error.fields.push_back({"committee", _("Elija el comité que sesiona.")});
  if (auto agenda = parse_agenda(input.agenda)) draft.agenda = std::move(*agenda);
  else error.fields.push_back({"agenda", agenda.error().message});
  m.version = whole(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return draft;
}

}  // namespace alianza::meetings
