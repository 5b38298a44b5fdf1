#include "features/committees/committees.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace alianza::committees {
namespace {

constexpr std::array<std::string_view, 4> kinds{"plenary", "committee", "council", "working_group"};
constexpr std::array<std::string_view, 2> offices{"president", "secretary"};
constexpr std::array<std::string_view, 5> mechanisms{"undecided", "online_survey", "in_person_vote", "prior_studies", "built_from_zero"};

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

}  // namespace

std::string_view to_text(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
bool from_text(std::string_view text, Kind& kind) { return read(kinds, text, kind); }
std::string_view to_text(Office office) { return offices.at(static_cast<std::size_t>(office)); }
bool from_text(std::string_view text, Office& office) { return read(offices, text, office); }
std::string_view to_text(Mechanism mechanism) { return mechanisms.at(static_cast<std::size_t>(mechanism)); }
bool from_text(std::string_view text, Mechanism& mechanism) { return read(mechanisms, text, mechanism); }

Message label(Kind kind) {
  switch (kind) {
    case Kind::plenary: return _("Plenaria");
    case Kind::committee: return _("Comité");
    case Kind::council: return _("Consejo");
    case Kind::working_group: return _("Grupo de trabajo");
  }
  return {};
}

Message label(Office office) { return office == Office::president ? _("Presidencia") : _("Secretaría"); }

Message label(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::undecided: return _("Sin mecanismo acordado");
    case Mechanism::online_survey: return _("Encuesta en línea");
    case Mechanism::in_person_vote: return _("Votación presencial");
    case Mechanism::prior_studies: return _("Estudios y análisis previos");
    case Mechanism::built_from_zero: return _("Construcción de iniciativas desde cero");
  }
  return {};
}

Result<Succession> succeed(const std::vector<Appointment>& same_office, Date since) {
  Succession result;
  for (const auto& row : same_office) {
    if (row.since >= since)
      return fail(Error::field("since", _("Ya hay un nombramiento desde el {1}. Escriba una fecha posterior.").arg(row.since.text())));
    if (row.until && *row.until > since)
      return fail(Error::field("since", _("El nombramiento anterior dura hasta el {1}. Escriba esa fecha o una posterior.").arg(row.until->text())));
    if (!row.until) result.ends = row.id;
  }
  return result;
}

const Appointment* holder_on(const std::vector<Appointment>& rows, Office office, Date day) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Appointment& a) {
    return a.office == office && a.since <= day && (!a.until || day < *a.until);
  });
  return found == rows.end() ? nullptr : &*found;
}

Result<Committee> parse(const Input& input) {
  Committee c;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, Result<std::string> value, std::string& into) {
    if (value) into = std::move(*value);
    else error.fields.push_back({field, value.error().message});
  };
  if (!from_text(input.kind, c.kind)) error.fields.push_back({"kind", _("Elija qué clase de órgano es.")});
  if (!from_text(input.mechanism, c.mechanism)) error.fields.push_back({"mechanism", _("Elija cómo se eligieron los proyectos.")});
  take("name_es", parse_text(input.name_es, 160), c.name.es);
  take("name_en", parse_text(input.name_en, 160), c.name.en);
  take("purpose_es", parse_text(input.purpose_es, 2000, Lines::many), c.purpose.es);
  take("purpose_en", parse_text(input.purpose_en, 2000, Lines::many), c.purpose.en);
  take("outcome_es", parse_text(input.outcome_es, 2000, Lines::many), c.outcome.es);
  take("outcome_en", parse_text(input.outcome_en, 2000, Lines::many), c.outcome.en);
  if (trim(input.name_es).empty()) error.fields.push_back({"name_es", _("Escriba el nombre del comité.")});
  if (const auto text = trim(input.sdg); !text.empty()) {
    const auto goal = whole(text);
    if (goal && *goal >= 1 && *goal <= 17) c.sdg = *goal;
    else error.fields.push_back({"sdg", _("Elija un ODS del 1 al 17.")});
  }
  if (const auto text = trim(input.founded_on); !text.empty()) {
    if (const auto day = Date::parse(text)) c.founded_on = *day;
    else error.fields.push_back({"founded_on", _("Escriba una fecha como 2026-03-31.")});
  }
  c.version = whole(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return c;
}

}  // namespace alianza::committees
