#include "features/engagements/engagements.h"

#include <array>
#include <map>
#include <set>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::engagements {
namespace {

constexpr std::array<std::string_view, 6> kind_words{"mentoring", "know_how", "volunteering", "emergency", "dialogue", "event"};
constexpr std::array<std::string_view, 3> state_words{"open", "closed", "cancelled"};
constexpr std::int64_t most_places = 10'000;

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{Kind::mentoring, Kind::know_how, Kind::volunteering,
                                     Kind::emergency, Kind::dialogue, Kind::event};
  return all;
}
std::string_view to_text(Kind kind) { return word_of(kind_words, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kind_words, text, kind); }
Message label(Kind kind) {
  switch (kind) {
    case Kind::mentoring: return _("Mentoría");
    case Kind::know_how: return _("Intercambio de saberes");
    case Kind::volunteering: return _("Voluntariado");
    case Kind::emergency: return _("Apoyo en una emergencia");
    case Kind::dialogue: return _("Diálogo");
    case Kind::event: return _("Evento");
  }
  return {};
}

const std::vector<State>& states() {
  static const std::vector<State> all{State::open, State::closed, State::cancelled};
  return all;
}
std::string_view to_text(State state) { return word_of(state_words, state); }
bool from_text(std::string_view text, State& state) { return read_word(state_words, text, state); }
Message label(State state) {
  switch (state) {
    case State::open: return _("Abierta");
    case State::closed: return _("Concluida");
    case State::cancelled: return _("Cancelada");
  }
  return {};
}

Result<Engagement> parse(const Input& input) {
  Engagement e;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!from_text(trim(input.kind), e.kind)) error.fields.push_back({"kind", _("Elija una clase de la lista.")});
  take(error, "title_es", parse_text(input.title_es, 200), e.title.es);
  take(error, "title_en", parse_text(input.title_en, 200), e.title.en);
  take(error, "about_es", parse_text(input.about_es, long_text, Lines::many), e.about.es);
  take(error, "about_en", parse_text(input.about_en, long_text, Lines::many), e.about.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba este dato.")});
  if (trim(input.about_es).empty()) error.fields.push_back({"about_es", _("Escriba este dato.")});
  const auto starts = parse_day("starts", input.starts);
  if (starts)
    e.starts = *starts;
  else
    error.fields.push_back(starts.error().fields.front());
  if (!trim(input.ends).empty()) {
    const auto ends = parse_day("ends", input.ends);
    if (!ends)
      error.fields.push_back(ends.error().fields.front());
    else if (starts && *ends < *starts)
      error.fields.push_back({"ends", _("Termina antes de empezar. Revise las fechas.")});
    else
      e.ends = *ends;
  }
  const auto typed = trim(input.places);
  const auto places = typed.empty() ? std::optional<std::int64_t>(0) : whole_number<std::int64_t>(typed);
  if (!places || *places < 0 || *places > most_places)
    error.fields.push_back({"places", _("Escriba cuántas organizaciones caben, o déjelo en blanco.")});
  else
    e.places = *places;
  e.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return e;
}

Input as_input(const Engagement& e) {
  return {std::string(to_text(e.kind)),
          e.title.es,
          e.title.en,
          e.about.es,
          e.about.en,
          e.starts.text(),
          e.ends ? e.ends->text() : "",
          e.places == 0 ? "" : std::to_string(e.places),
          std::to_string(e.version)};
}

std::vector<KindCount> count(const std::vector<Engagement>& engagements, const std::vector<Join>& joins) {
  std::vector<KindCount> out;
  std::map<EngagementId, Kind> counted;
  for (const auto kind : kinds()) out.push_back({.kind = kind});
  for (const auto& e : engagements) {
    auto& row = out.at(static_cast<std::size_t>(e.kind));
    row.open += e.state == State::open ? 1 : 0;
    row.closed += e.state == State::closed ? 1 : 0;
    row.cancelled += e.state == State::cancelled ? 1 : 0;
    row.opened += e.state == State::cancelled ? 0 : 1;
    if (e.state != State::cancelled) counted.emplace(e.id, e.kind);
  }
  std::map<Kind, std::set<OrganizationId>> organizations;
  for (const auto& join : joins) {
    const auto kind = counted.find(join.engagement);
    if (join.left || kind == counted.end()) continue;
    out.at(static_cast<std::size_t>(kind->second)).people += join.people;
    organizations[kind->second].insert(join.organization);
  }
  for (auto& row : out) row.organizations = static_cast<std::int64_t>(organizations[row.kind].size());
  return out;
}

}  // namespace alianza::engagements
