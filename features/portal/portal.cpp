#include "features/portal/portal.h"
#include "platform/base/words.h"

#include <algorithm>
#include <array>

namespace alianza::portal {
namespace {

constexpr std::array<std::string_view, 7> event_kinds{"institutional", "meeting",  "survey",  "project",
                                                      "support",       "document", "external"};
constexpr std::array<std::string_view, 3> states{"draft", "published", "withdrawn"};
constexpr std::array<std::string_view, 11> finding_codes{
    "objective", "achievement",      "challenge",  "recommendation", "reason", "role", "criterion", "sustainability_criterion",
    "mechanism", "support_activity", "manual_step"};
constexpr std::array kinds{FindingKind::objective,  FindingKind::achievement,
                           FindingKind::challenge,  FindingKind::recommendation,
                           FindingKind::reason,     FindingKind::role,
                           FindingKind::criterion,  FindingKind::sustainability_criterion,
                           FindingKind::mechanism,  FindingKind::support_activity,
                           FindingKind::manual_step};

}  // namespace

std::string_view to_text(EventKind kind) { return word_of(event_kinds, kind); }
bool from_text(std::string_view text, EventKind& kind) { return read_word(event_kinds, text, kind); }

Message label(EventKind kind) {
  switch (kind) {
    case EventKind::institutional: return _("Institucional");
    case EventKind::meeting: return _("Reunión");
    case EventKind::survey: return _("Encuesta");
    case EventKind::project: return _("Proyecto");
    case EventKind::support: return _("Acompañamiento");
    case EventKind::document: return _("Documento");
    case EventKind::external: return _("Hecho externo");
  }
  return {};
}

std::string_view to_text(State state) { return word_of(states, state); }

Message label(State state) {
  switch (state) {
    case State::draft: return _("Borrador");
    case State::published: return _("Publicado");
    case State::withdrawn: return _("Retirado");
  }
  return {};
}

std::span<const FindingKind> finding_kinds() { return ::alianza::portal::kinds; }
std::string_view to_text(FindingKind kind) { return word_of(finding_codes, kind); }
bool from_text(std::string_view text, FindingKind& kind) { return read_word(finding_codes, text, kind); }

Message heading(FindingKind kind) {
  switch (kind) {
    case FindingKind::objective: return _("Objetivos");
    case FindingKind::achievement: return _("Aciertos");
    case FindingKind::challenge: return _("Desafíos");
    case FindingKind::recommendation: return _("Recomendaciones");
    case FindingKind::reason: return _("Razones de las empresas, por orden de importancia");
    case FindingKind::role: return _("Papeles que las empresas ven en la agencia");
    case FindingKind::criterion: return _("Criterios de los proyectos");
    case FindingKind::sustainability_criterion: return _("Criterios de sostenibilidad");
    case FindingKind::mechanism: return _("Mecanismos de decisión");
    case FindingKind::support_activity: return _("Actividades de apoyo");
    case FindingKind::manual_step: return _("Pasos para estructurar un proyecto");
  }
  return {};
}

Message label(FindingKind kind) {
  switch (kind) {
    case FindingKind::objective: return _("Objetivo");
    case FindingKind::achievement: return _("Acierto");
    case FindingKind::challenge: return _("Desafío");
    case FindingKind::recommendation: return _("Recomendación");
    case FindingKind::reason: return _("Razón");
    case FindingKind::role: return _("Papel");
    case FindingKind::criterion: return _("Criterio");
    case FindingKind::sustainability_criterion: return _("Criterio de sostenibilidad");
    case FindingKind::mechanism: return _("Mecanismo de decisión");
    case FindingKind::support_activity: return _("Actividad de apoyo");
    case FindingKind::manual_step: return _("Paso del manual");
  }
  return {};
}

const LocalizedText& Texts::of(const std::string& name) const {
  static const LocalizedText none;
  const auto found = texts_.find(name);
  return found == texts_.end() ? none : found->second;
}

When when_of(const meetings::Meeting& meeting) {
  if (!meeting.on) return {{}, {}, Precision::undated};
  return {meeting.on, meeting.until, meeting.precision};
}

Event event_of(const meetings::Meeting& meeting, const std::vector<Figure>& counted,
               const std::vector<alliances::StageClock>& clocks) {
  Event event;
  event.when = when_of(meeting);
  event.sort_on = Date::parse(std::string_view(meeting.sort_on).substr(0, 10)).value_or(Date());
  event.stage = stage_on(clocks, event.sort_on);
  event.kind = EventKind::meeting;
  event.title = meeting.title;
  event.text = meeting.summary;
  event.place = meeting.venue;
  event.meeting = meeting.id;
  event.figures = counted;
  event.state = State::published;
  return event;
}

std::optional<Stage> stage_on(const std::vector<alliances::StageClock>& clocks, Date day) {
  std::optional<Stage> last;
  for (const auto& clock : clocks)
    if (clock.entered && *clock.entered <= day) last = clock.stage;
  return last;
}

void sort(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.sort_on < b.sort_on; });
}

}  // namespace alianza::portal
