#pragma once
// Time, drawn: the four stages as a stepper, facts on a timeline.
#include <cstdint>
#include <string>
#include <vector>

#include "platform/html/out.h"
#include "platform/html/pieces.h"
#include "platform/i18n/format.h"

namespace alianza::html {

enum class Passed : std::uint8_t { done, now, next };
/// The class of the style sheet: done, now, next.
std::string_view passed_word(Passed p);

struct Step {
  Passed passed = Passed::next;
  Words title;
  Words text = {};
  Words gate = {};  // what opens the next one, or opened it
  std::optional<http::Url> url = {};
  std::string_view state() const { return passed_word(passed); }
};
struct Stepper {
  std::vector<Step> steps;
};
void render(const Stepper& page, Out& out);

/// How sure the date is decides the mark: filled, ring, and a diamond for what happened outside of the alliance.
struct TimelineFact {
  Date date;
  Date last = {};  // of a range
  i18n::Precision precision = i18n::Precision::day;
  Words precision_note = {};  // «fecha del comunicado»
  bool outside = false;
  Words title;
  Words text = {};
  std::optional<Figure> figure = {};
  Words figure_noun = {};
  std::optional<Link> link = {};
  std::string_view point_class() const;
  /// The ISO date for <time>; empty when nothing so precise is known.
  std::string machine_date() const;
};
struct TimelinePart {
  Words title;  // «Etapa 1. Acercamiento y diálogo»; empty: no heading
  std::vector<TimelineFact> facts;
};
struct Timeline {
  std::vector<TimelinePart> parts;
};
void render(const Timeline& page, Out& out);
void render(const TimelineFact& page, Out& out);

}  // namespace alianza::html
