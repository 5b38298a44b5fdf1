#include "features/adherences/adherences.h"

#include "platform/i18n/i18n.h"

namespace alianza::adherences {

std::string Place::text() const { return (is_signed ? "1." : "0.") + id.text(); }

std::optional<Place> Place::parse(std::string_view text) {
  if (!text.starts_with("0.") && !text.starts_with("1.")) return std::nullopt;
  const auto id = AdherenceId::parse(text.substr(2));
  if (!id) return std::nullopt;
  return Place{text.front() == '1', *id};
}

Place place_of(const Adherence& a) { return {a.signed_at.has_value(), a.id}; }

Result<LocalizedText> parse(const TextInput& input) {
  LocalizedText body;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, const std::string& raw, std::string& into) {
    if (auto value = parse_text(raw, 20'000, Lines::many))
      into = std::move(*value);
    else
      error.fields.push_back({field, value.error().message});
  };
  take("body_es", input.body_es, body.es);
  take("body_en", input.body_en, body.en);
  if (trim(input.body_es).empty()) error.fields.push_back({"body_es", _("Escriba el texto de la carta de adhesión.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return body;
}

Result<SignInput> parse(const SignInput& raw) {
  SignInput input;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, const std::string& text, Message missing, std::string& into) {
    if (auto value = parse_text(text, 120); !value)
      error.fields.push_back({field, value.error().message});
    else if (value->empty())
      error.fields.push_back({field, std::move(missing)});
    else
      into = std::move(*value);
  };
  take("name", raw.name, _("Escriba su nombre."), input.name);
  take("position", raw.position, _("Escriba el cargo con el que firma."), input.position);
  if (raw.accept.empty()) error.fields.push_back({"accept", _("Para adherirse, acepte el texto de la carta.")});
  if (!error.fields.empty()) return fail(std::move(error));
  input.version = raw.version;
  input.privacy = raw.privacy;
  return input;
}

std::string canonical(const Adherence& a, const Text& text, const Around& around) {
  const auto line = [&](const Message& what, const std::string& value) { return i18n::text(a.lang, what) + ": " + value + "\n"; };
  std::string out = i18n::text(a.lang, _("Carta de adhesión")) + "\n\n";
  out +=
      line(_("Alianza"), around.alliance) + line(_("Institución"), around.agency) + line(_("Organización"), a.organization_name);
  out += line(_("Versión del texto"), std::to_string(text.version)) + "\n";
  out += text.body.in(a.lang) + "\n\n";
  out += line(_("Firma"), a.signer_name) + line(_("Cargo"), a.signer_position);
  out += line(_("Enlace enviado a"), a.person_name + " <" + a.email.text() + ">");
  out += line(_("Firmada el (UTC)"), a.signed_at ? a.signed_at->text() : std::string());
  return out;
}

}  // namespace alianza::adherences
