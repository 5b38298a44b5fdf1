#include "features/privacy/privacy.h"

#include <array>
#include <vector>

#include "platform/base/words.h"
#include "platform/i18n/i18n.h"

namespace alianza::privacy {
namespace {

constexpr std::size_t longest_notice = 20'000;
constexpr std::array<std::string_view, 3> doors{"sign_in", "invitation", "adherence"};
constexpr std::array<std::string_view, 2> kinds{"export", "erasure"};

std::string in(Lang lang, const std::string& agency) {
  const std::vector<Message> paragraphs{
      _("{1} es responsable de los datos personales que usted le confía aquí.").arg(agency),
      _("Qué datos: su nombre, su cargo, su correo, su teléfono de trabajo, la organización en la que trabaja y lo que hizo en "
        "la "
        "alianza: a qué reuniones asistió, qué respondió y qué firmó. No se piden datos sensibles; no los escriba."),
      _("Para qué: convocar y conducir la alianza, escribirle sobre ella, hacer minutas y dar cuenta de lo que se acordó. Para "
        "nada más; no se venden ni se usan para publicidad."),
      _("Quién los ve: el personal de la institución y su propia organización. En las páginas públicas nunca aparecen personas."),
      _("Cuánto tiempo: mientras usted participe. El texto de los correos se borra a los 30 días de enviados; las hojas "
        "importadas, "
        "cuando nadie las ha usado en un tiempo; las sesiones, al vencer. Los actos oficiales aprobados, como las minutas y las "
        "cartas de adhesión firmadas, se conservan como lo mandan las leyes de archivos."),
      _("Dónde están: en el servidor de la institución y en sus copias de seguridad. No se transfieren a terceros, salvo que una "
        "ley lo mande."),
      _("Sus derechos: puede pedir acceso a sus datos, su rectificación, su cancelación u oponerse a su uso (derechos ARCO, Ley "
        "General de Protección de Datos Personales en Posesión de Sujetos Obligados). Si tiene cuenta, en «Su cuenta» puede "
        "descargar todos sus datos y pedir que se borren. Si no, escriba a la institución; responde en 20 días hábiles."),
      _("Si cambia este aviso, se le pedirá leerlo de nuevo una sola vez.")};
  std::string out;
  for (const auto& paragraph : paragraphs) out += (out.empty() ? "" : "\n\n") + i18n::text(lang, paragraph);
  return out;
}

}  // namespace

LocalizedText standard_notice(const LocalizedText& agency) {
  return {in(Lang::es, agency.in(Lang::es)), in(Lang::en, agency.in(Lang::en)), Lang::es};
}

Result<LocalizedText> parse(const NoticeInput& input) {
  LocalizedText body;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, const std::string& raw, std::string& into) {
    if (auto value = parse_text(raw, longest_notice, Lines::many))
      into = std::move(*value);
    else
      error.fields.push_back({field, value.error().message});
  };
  take("body_es", input.body_es, body.es);
  take("body_en", input.body_en, body.en);
  if (trim(input.body_es).empty()) error.fields.push_back({"body_es", _("Escriba el texto del aviso de privacidad.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return body;
}

std::string_view to_text(Door door) { return word_of(doors, door); }
bool from_text(std::string_view text, Door& door) { return read_word(doors, text, door); }
std::string_view to_text(Kind kind) { return word_of(kinds, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kinds, text, kind); }

Result<std::string> parse_reason(std::string_view text) {
  constexpr std::size_t shortest = 10;
  constexpr std::size_t longest = 500;
  auto reason = parse_text(text, longest, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (length(*reason) < shortest)
    return fail(Error::field("reason", _("Escriba por qué: por ejemplo, la fecha y el número de la solicitud por escrito.")));
  return std::move(*reason);
}

}  // namespace alianza::privacy
