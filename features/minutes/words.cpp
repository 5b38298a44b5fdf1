// The words of minutes and agreements: in tables and API, and as people read them.
#include <array>

#include "features/minutes/minutes.h"
#include "platform/base/words.h"

namespace alianza::minutes {
namespace {

constexpr std::array<std::string_view, 3> states{"draft", "review", "approved"};
constexpr std::array<std::string_view, 3> places{"opening", "item", "closing"};
constexpr std::array<std::string_view, 3> progresses{"open", "done", "cancelled"};
constexpr std::array<std::string_view, 3> all_news{"made", "soon", "late"};

}  // namespace

std::string_view to_text(News news) { return word_of(all_news, news); }
std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(Place place) { return word_of(places, place); }
bool from_text(std::string_view text, Place& place) { return read_word(places, text, place); }
std::string_view to_text(Progress progress) { return word_of(progresses, progress); }
bool from_text(std::string_view text, Progress& progress) { return read_word(progresses, text, progress); }

Message label(State state) {
  switch (state) {
    case State::draft: return _("Borrador");
    case State::review: return _("En revisión");
    case State::approved: return _("Aprobada");
  }
  return {};
}

Message label(Progress progress) {
  switch (progress) {
    case Progress::open: return _("Abierto");
    case Progress::done: return _("Cumplido");
    case Progress::cancelled: return _("Cancelado");
  }
  return {};
}

}  // namespace alianza::minutes
