// The words of bulletins: in tables and API, and as people read them.
#include <array>

#include "features/bulletins/bulletins.h"
#include "platform/base/words.h"

namespace alianza::bulletins {
namespace {

constexpr std::array<std::string_view, 2> kinds{"communique", "bulletin"};
constexpr std::array<std::string_view, 3> states{"draft", "review", "approved"};
constexpr std::array<std::string_view, 5> steps{"wrote", "submitted", "returned", "approved", "withdrawn"};

}  // namespace

std::string_view to_text(Kind kind) { return word_of(kinds, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kinds, text, kind); }
std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(Step step) { return word_of(steps, step); }
bool from_text(std::string_view text, Step& step) { return read_word(steps, text, step); }

Message label(Kind kind) { return kind == Kind::communique ? _("Comunicado") : _("Boletín"); }

Message label(State state) {
  switch (state) {
    case State::draft: return _("Borrador");
    case State::review: return _("En revisión");
    case State::approved: return _("Aprobado");
  }
  return {};
}

Message label(Step step) {
  switch (step) {
    case Step::wrote: return _("Redactó");
    case Step::submitted: return _("Envió a revisión");
    case Step::returned: return _("Devolvió");
    case Step::approved: return _("Aprobó");
    case Step::withdrawn: return _("Retiró");
  }
  return {};
}

}  // namespace alianza::bulletins
