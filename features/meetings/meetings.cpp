#include "features/meetings/meetings.h"
#include "platform/base/typed.h"

#include <algorithm>
#include <set>

namespace alianza::meetings {
namespace {

constexpr std::size_t agenda_limit = 60;
constexpr int longest_days = 31;

/// Reads fields one by one and keeps every error, so that a form shows all of them at once.
struct Reader {
  Error error = Error::invalid(_("Revise los datos marcados."));

  void wrong(const char* field, Message message) { error.fields.push_back({field, std::move(message)}); }

  void text(const char* field, const std::string& raw, std::size_t max, std::string& into, Lines lines = Lines::one) {
    if (auto value = parse_text(raw, max, lines))
      into = std::move(*value);
    else
      wrong(field, value.error().message);
  }

  void day(const char* field, const std::string& raw, std::optional<Date>& into) {
    const auto typed = trim(raw);
    if (typed.empty()) return;
    into = Date::parse(typed);
    if (!into) wrong(field, _("Escriba una fecha como 2026-03-31."));
  }

  void hour(const char* field, const std::string& raw, std::optional<int>& into) {
    const auto typed = trim(raw);
    if (typed.empty()) return;
    into = parse_clock(typed);
    if (!into) wrong(field, _("Escriba una hora de 24 horas como 10:30."));
  }
};

/// An address to connect to: https, a host, ASCII without spaces. The page checks it once more when it becomes a link.
bool is_https_address(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (text.size() > 500 || !text.starts_with(scheme)) return false;
  const auto rest = text.substr(scheme.size());
  const auto host = rest.substr(0, rest.find_first_of("/?#"));
  constexpr std::string_view odd = "\"<>\\^`{|}";
  return !host.empty() && host.front() != ':' && host.find('@') == std::string_view::npos &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return c > ' ' && c < 0x7f && odd.find(c) == std::string_view::npos; });
}

/// "Bienvenida | 10" -> title and minutes. A bar followed by no number is part of the title.
Result<AgendaItem> parse_item(std::string_view line) {
  AgendaItem item;
  if (const auto bar = line.rfind('|'); bar != std::string_view::npos) {
    if (const auto minutes = whole_number(trim(line.substr(bar + 1)))) {
      if (*minutes < 1 || *minutes > 1440) return fail(Error::field("agenda", _("Un punto dura entre 1 y 1440 minutos.")));
      item.minutes = *minutes;
      line = line.substr(0, bar);
    }
  }
  auto title = parse_text(line, 300);
  if (!title) return fail(Error::field("agenda", title.error().message));
  if (title->empty()) return fail(Error::field("agenda", _("Escriba el título de cada punto del orden del día.")));
  item.title = std::move(*title);
  return item;
}

/// Days and hours of a meeting that is being scheduled: the first day is known, ends come after starts.
void parse_when(const Input& input, const Meeting* before, Meeting& m, Reader& read) {
  if (trim(input.on).empty() && before != nullptr && !is_exact(before->precision)) {
    m.on = before->on;
    m.until = before->until;
    m.precision = before->precision;
    m.sort_on = before->sort_on;
    return;
  }
  read.day("on", input.on, m.on);
  if (trim(input.on).empty()) read.wrong("on", _("Escriba una fecha como 2026-03-31."));
  read.day("until", input.until, m.until);
  if (m.on && m.until && *m.until < *m.on) read.wrong("until", _("El último día va después del primero."));
  if (m.on && m.until && *m.until - *m.on >= longest_days)
    read.wrong("until", _("Una reunión dura hasta {1} días.").arg(std::int64_t{longest_days}));
  if (m.until == m.on) m.until.reset();
  m.precision = m.until ? Precision::range : Precision::day;
  read.hour("starts", input.starts, m.starts);
  read.hour("ends", input.ends, m.ends);
  if (m.ends && trim(input.starts).empty()) read.wrong("starts", _("Escriba también la hora de inicio."));
  if (m.starts && m.ends && *m.ends <= *m.starts) read.wrong("ends", _("El final va después del inicio."));
}

/// The bodies of a joint session beside the one that convenes; it may be ticked among them.
void parse_joined(const Input& input, Meeting& m, Reader& read) {
  std::set<CommitteeId> bodies;
  for (const auto& typed : input.joined) {
    const auto id = CommitteeId::parse(trim(typed));
    if (!id) return read.wrong("joined", _("Elija comités de la lista."));
    if (*id != m.committee) bodies.insert(*id);
  }
  if (!bodies.empty() && !m.committee)
    return read.wrong("joined", _("Elija arriba el comité que convoca la sesión conjunta: los demás sesionan con él."));
  if (bodies.size() > most_joined)
    return read.wrong("joined", _("Sesionan juntos a lo más {1} comités.").arg(static_cast<std::int64_t>(most_joined + 1)));
  m.joined.assign(bodies.begin(), bodies.end());
}

void parse_body(const Input& input, Meeting& m, Reader& read) {
  if (!from_text(input.kind, m.kind)) read.wrong("kind", _("Elija qué clase de reunión es."));
  const auto body = trim(input.committee);
  if (const auto id = CommitteeId::parse(body))
    m.committee = *id;
  else if (!body.empty())
    read.wrong("committee", _("Elija un comité de la lista."));
  else if (m.kind == Kind::committee || m.kind == Kind::council)
    read.wrong("committee", _("Elija el comité o el consejo que sesiona."));
  parse_joined(input, m, read);
}

}  // namespace

std::string sort_key(const Meeting& m, Date otherwise) {
  return m.on.value_or(otherwise).text() + "T" + clock_text(m.starts.value_or(0));
}

std::vector<CommitteeId> bodies_of(const Meeting& m) {
  if (!m.committee) return {};
  std::vector<CommitteeId> out{m.committee};
  out.insert(out.end(), m.joined.begin(), m.joined.end());
  return out;
}

std::optional<Span> span_of(const Meeting& m, const Zone& zone) {
  if (!m.on || !is_exact(m.precision)) return std::nullopt;
  const auto last = m.until.value_or(*m.on);
  return Span{zone.instant_of({*m.on, m.starts.value_or(0)}),
              m.ends ? zone.instant_of({last, *m.ends}) : zone.instant_of({last.plus_days(1), 0})};
}

std::optional<Arrival> arrival_at(const std::optional<Span>& span, Instant now) {
  if (!span || now < span->from - std::chrono::hours(early_hours) || now >= span->to) return std::nullopt;
  return now < span->from + std::chrono::minutes(minutes_of_grace) ? Arrival::on_time : Arrival::late;
}

Result<GroupResult> parse(const GroupResult& raw) {
  GroupResult out;
  Reader read;
  read.text("reporter", raw.reporter, 120, out.reporter);
  read.text("result", raw.result, 8000, out.result, Lines::many);
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  return out;
}

std::optional<Error> refuses_state(State from, State to, std::string_view reason) {
  if (from == to) return Error::conflict(_("Alguien ya había registrado ese cambio."));
  if (from != State::scheduled && to != State::scheduled)
    return Error::conflict(from == State::cancelled
                               ? _("La reunión está cancelada. Prográmela de nuevo antes de darla por celebrada.")
                               : _("La reunión ya se celebró. Prográmela de nuevo antes de cancelarla."));
  if (to == State::held || !reason.empty()) return std::nullopt;
  return Error::field("reason", to == State::cancelled ? _("Escriba el motivo: lo leerán las organizaciones convocadas.")
                                                       : _("Escriba por qué vuelve a programarse."));
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

Result<std::vector<AgendaItem>> parse_agenda(std::string_view raw) {
  auto read = parse_text(raw, 20000, Lines::many);
  if (!read) return fail(Error::field("agenda", read.error().message));
  const std::string_view text = *read;
  std::vector<AgendaItem> items;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trim(text.substr(at, end - at));
    if (!line.empty()) items.push_back(TRY(parse_item(line)));
    at = end + 1;
  }
  if (items.size() > agenda_limit)
    return fail(
        Error::field("agenda", _("El orden del día admite hasta {1} puntos.").arg(static_cast<std::int64_t>(agenda_limit))));
  return items;
}

std::string agenda_text(const std::vector<AgendaItem>& items) {
  std::string out;
  for (const auto& item : items) {
    out += item.title;
    if (item.minutes) out += " | " + std::to_string(*item.minutes);
    out += '\n';
  }
  return out;
}

int minutes_of(const std::vector<AgendaItem>& items) {
  int sum = 0;
  for (const auto& item : items) sum += item.minutes.value_or(0);
  return sum;
}

Result<Draft> parse(const Input& input, const Meeting* before) {
  Draft draft;
  auto& m = draft.meeting;
  Reader read;
  parse_body(input, m, read);
  read.text("title_es", input.title_es, 200, m.title.es);
  read.text("title_en", input.title_en, 200, m.title.en);
  read.text("summary_es", input.summary_es, 4000, m.summary.es, Lines::many);
  read.text("summary_en", input.summary_en, 4000, m.summary.en, Lines::many);
  read.text("venue_es", input.venue_es, 200, m.venue.es);
  read.text("venue_en", input.venue_en, 200, m.venue.en);
  if (trim(input.title_es).empty()) read.wrong("title_es", _("Escriba el título de la reunión."));
  parse_when(input, before, m, read);
  m.link = trim(input.link);
  if (!m.link.empty() && !is_https_address(m.link)) read.wrong("link", _("Escriba una dirección que empiece con https://."));
  if (auto agenda = parse_agenda(input.agenda))
    draft.agenda = std::move(*agenda);
  else
    read.wrong("agenda", agenda.error().fields.front().message);
  m.version = whole_number(trim(input.version)).value_or(1);
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  if (m.sort_on.empty()) m.sort_on = sort_key(m, *m.on);
  return draft;
}

Input as_input(const Meeting& m, const std::vector<AgendaItem>& agenda) {
  const auto day = [](const std::optional<Date>& d) { return d ? d->text() : std::string(); };
  const auto hour = [](const std::optional<int>& minute) { return minute ? clock_text(*minute) : std::string(); };
  Input i;
  i.kind = to_text(m.kind);
  i.committee = m.committee ? m.committee.text() : "";
  for (const auto id : m.joined) i.joined.push_back(id.text());
  i.title_es = m.title.es;
  i.title_en = m.title.en;
  i.summary_es = m.summary.es;
  i.summary_en = m.summary.en;
  if (is_exact(m.precision)) {
    i.on = day(m.on);
    i.until = day(m.until);
  }
  i.starts = hour(m.starts);
  i.ends = hour(m.ends);
  i.venue_es = m.venue.es;
  i.venue_en = m.venue.en;
  i.link = m.link;
  i.agenda = agenda_text(agenda);
  i.version = std::to_string(m.version);
  return i;
}

Result<Attendance> parse(const AttendanceInput& input) {
  Attendance row;
  Reader read;
  read.text("person", input.person, 120, row.person);
  if (!from_text(input.mode, row.mode)) read.wrong("mode", _("Elija si asiste en persona o a distancia."));
  if (!input.arrival.empty() && !from_text(input.arrival, row.arrival)) read.wrong("arrival", _("Elija si llegó a tiempo."));
  if (const auto text = trim(input.group); !text.empty()) {
    if (const auto id = GroupId::parse(text))
      row.group = *id;
    else
      read.wrong("group", _("Elija una mesa de la lista."));
  }
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  return row;
}

Result<ReportedCount> parse(const CountInput& input) {
  ReportedCount count;
  Reader read;
  const auto value = whole_number(trim(input.value));
  if (value && *value >= 0 && *value <= 1000000)
    count.value = *value;
  else
    read.wrong("value", _("Escriba un número entero entre 0 y 1,000,000."));
  if (!from_text(input.qualifier, count.qualifier)) read.wrong("qualifier", _("Elija qué tan exacta es la cifra."));
  read.text("noun_es", input.noun_es, 120, count.noun.es);
  read.text("noun_en", input.noun_en, 120, count.noun.en);
  read.text("rule_es", input.rule_es, 500, count.rule.es, Lines::many);
  read.text("rule_en", input.rule_en, 500, count.rule.en, Lines::many);
  read.text("source_es", input.source_es, 300, count.source.es);
  read.text("source_en", input.source_en, 300, count.source.en);
  if (trim(input.noun_es).empty()) read.wrong("noun_es", _("Escriba qué se contó: organizaciones, personas."));
  if (trim(input.source_es).empty()) read.wrong("source_es", _("Escriba de dónde viene la cifra."));
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  return count;
}

}  // namespace alianza::meetings
