#include "features/adherences/wording.h"

#include <array>

#include "platform/base/braces.h"

namespace alianza::adherences {
namespace {

using Field = std::string Filling::*;

/// Null: none of ours.
Field field_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Field>, 3> fields{
      {{"organizacion", &Filling::organizacion}, {"alianza", &Filling::alianza}, {"institucion", &Filling::institucion}}};
  for (const auto& [name, field] : fields)
    if (name == word) return field;
  return nullptr;
}

}  // namespace

Done check_wording(std::string_view text) {
  for (auto found = next_braced(text, 0); found; found = next_braced(text, found->end))
    if (field_of(found->word) == nullptr)
      return fail(Error::invalid(_("«{1}» no es un campo. Los campos son: {2}.")
                                     .arg("{" + std::string(found->word) + "}")
                                     .arg("{organizacion}, {alianza}, {institucion}")));
  return {};
}

std::string fill(std::string_view text, const Filling& filling) {
  std::string out;
  std::size_t at = 0;
  for (auto found = next_braced(text, 0); found; found = next_braced(text, at)) {
    out += text.substr(at, found->begin - at);
    const auto field = field_of(found->word);
    out += field == nullptr ? std::string(text.substr(found->begin, found->end - found->begin)) : filling.*field;
    at = found->end;
  }
  out += text.substr(at);
  return out;
}

TextInput first_text() {
  return {.body_es =
              "{organizacion} manifiesta su voluntad de adherirse a {alianza}, que convoca {institucion}.\n\n"
              "Con esta carta, la organización:\n\n"
              "1. comparte los objetivos de la alianza y participa en sus actividades en la medida de sus posibilidades;\n"
              "2. respeta las reglas del espacio neutral y los acuerdos que se tomen;\n"
              "3. designa a quien la represente y avisa si cambia;\n"
              "4. puede retirarse en cualquier momento, con un aviso por escrito a {institucion}.\n\n"
              "La adhesión es voluntaria. No crea obligaciones económicas ni autoriza el uso de nombres o logotipos de "
              "otras organizaciones. Surte efecto el día de la firma.",
          .body_en =
              "{organizacion} states its will to join {alianza}, convened by {institucion}.\n\n"
              "By this letter, the organisation:\n\n"
              "1. shares the aims of the alliance and takes part in its activities as far as it can;\n"
              "2. respects the rules of the neutral space and the agreements that are reached;\n"
              "3. names who represents it and tells when that changes;\n"
              "4. may leave at any time, by written notice to {institucion}.\n\n"
              "Adherence is voluntary. It creates no financial obligation and does not allow the use of names or logos of "
              "other organisations. It takes effect on the day of the signature."};
}

}  // namespace alianza::adherences
