#include "features/terms/terms.h"

#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::terms {
namespace {

constexpr std::array<std::string_view, 6> place_words{"nowhere",      "size",          "contribution",
                                                      "sdg_interest", "replicability", "sustainability"};

/// "01H…", or the address of the page of a meeting that ends with it.
std::optional<MeetingId> meeting_of(std::string_view typed) {
  auto text = typed.substr(0, typed.find_first_of("?#"));
  constexpr std::string_view page = "/meetings/";
  if (const auto at = text.rfind(page); at != std::string_view::npos) text = text.substr(at + page.size());
  return MeetingId::parse(text.substr(0, text.find('/')));
}

}  // namespace

std::string_view to_text(Place place) { return word_of(place_words, place); }
bool from_text(std::string_view text, Place& place) { return read_word(place_words, text, place); }

Message label(Place place) {
  switch (place) {
    case Place::nowhere: return _("En ningún formulario");
    case Place::size: return _("Tamaño de la empresa (PyME)");
    case Place::contribution: return _("Clase de aporte");
    case Place::sdg_interest: return _("Interés en los ODS");
    case Place::replicability: return _("Replicabilidad");
    case Place::sustainability: return _("Sostenibilidad");
  }
  return {};
}

const std::vector<Place>& places() {
  static const std::vector<Place> all{Place::nowhere,      Place::size,          Place::contribution,
                                      Place::sdg_interest, Place::replicability, Place::sustainability};
  return all;
}

Result<Parsed> parse(const Input& input) {
  Parsed out;
  auto& v = out.version;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "name_es", parse_text(input.name_es, 120), v.name.es);
  take(error, "name_en", parse_text(input.name_en, 120), v.name.en);
  take(error, "definition_es", parse_text(input.definition_es, 2000, Lines::many), v.definition.es);
  take(error, "definition_en", parse_text(input.definition_en, 2000, Lines::many), v.definition.en);
  take(error, "source_es", parse_text(input.source_es, 400, Lines::many), v.source.es);
  take(error, "source_en", parse_text(input.source_en, 400, Lines::many), v.source.en);
  take(error, "agreed_in", parse_text(input.agreed_in, 200), v.agreed_in);
  if (fold(input.name_es).empty()) error.fields.push_back({"name_es", _("Escriba el término.")});
  if (trim(input.definition_es).empty()) error.fields.push_back({"definition_es", _("Escriba la definición.")});
  if (trim(input.source_es).empty()) error.fields.push_back({"source_es", _("Escriba de dónde viene la definición.")});
  if (!from_text(input.place, out.place)) error.fields.push_back({"place", _("Elija un formulario de la lista.")});
  if (!trim(input.agreed_on).empty()) {
    if (const auto day = parse_day("agreed_on", input.agreed_on))
      v.agreed_on = *day;
    else
      error.fields.push_back(day.error().fields.front());
  }
  if (const auto typed = trim(input.meeting); !typed.empty()) {
    if (const auto meeting = meeting_of(typed))
      v.meeting = *meeting;
    else
      error.fields.push_back({"meeting", _("Pegue la dirección de la página de la reunión.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

Input as_input(const Term& t) {
  Input i;
  i.name_es = t.now.name.es;
  i.name_en = t.now.name.en;
  i.definition_es = t.now.definition.es;
  i.definition_en = t.now.definition.en;
  i.source_es = t.now.source.es;
  i.source_en = t.now.source.en;
  i.place = to_text(t.place);
  i.version = std::to_string(t.now.number);
  return i;
}

}  // namespace alianza::terms
