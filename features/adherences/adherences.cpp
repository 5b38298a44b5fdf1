#include "features/adherences/adherences.h"

#include "features/adherences/wording.h"
#include "platform/i18n/i18n.h"

#include "platform/base/typed.h"

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
    auto value = parse_text(raw, 20'000, Lines::many);
    const auto wording = value ? check_wording(*value) : Done();
    if (!value)
      error.fields.push_back({field, value.error().message});
    else if (!wording)
      error.fields.push_back({field, wording.error().message});
    else
      into = std::move(*value);
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

std::string filled(const Adherence& a, const Text& text, const Around& around) {
  return fill(text.body.in(a.lang), {a.organization_name, around.alliance, around.agency});
}

std::string canonical(const Adherence& a, const Text& text, const Around& around) {
  const auto line = [&](const Message& what, const std::string& value) { return i18n::text(a.lang, what) + ": " + value + "\n"; };
  std::string out = i18n::text(a.lang, _("Carta de adhesión")) + "\n\n";
  out +=
      line(_("Alianza"), around.alliance) + line(_("Institución"), around.agency) + line(_("Organización"), a.organization_name);
  out += line(_("Versión del texto"), std::to_string(text.version)) + "\n";
  out += filled(a, text, around) + "\n\n";
  out += line(_("Firma"), a.signer_name) + line(_("Cargo"), a.signer_position);
  out += line(_("Enlace enviado a"), a.person_name + " <" + a.email.text() + ">");
  if (!a.signed_at) return out;
  // Digits alone, by no library's formats: the same facts give the same bytes for ever.
  const auto local = around.zone.civil_of(*a.signed_at);
  out += line(_("Firmada el"), local.date.text() + " " + local.clock_text() + " (" + around.zone.name() + ", UTC" +
                                   around.zone.offset_text(*a.signed_at) + ")");
  constexpr std::size_t to_the_second = 19;
  out += line(_("Firmada el (UTC)"), a.signed_at->text().substr(0, to_the_second) + "Z");
  return out;
}

Result<PaperInput> parse(const PaperInput& raw, Date today) {
  auto input = raw;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "name", parse_text(raw.name, 120), input.name);
  take(error, "position", parse_text(raw.position, 120), input.position);
  if (trim(raw.organization).empty()) error.fields.push_back({"organization", _("Escriba la organización que firmó.")});
  if (trim(raw.name).empty()) error.fields.push_back({"name", _("Escriba quién firmó.")});
  const auto day = parse_day("signed_on", raw.signed_on);
  if (!day)
    error.fields.push_back(day.error().fields.front());
  else if (today < *day)
    error.fields.push_back({"signed_on", _("Ese día todavía no llega.")});
  if (!error.fields.empty()) return fail(std::move(error));
  input.signed_on = day->text();
  return input;
}

}  // namespace alianza::adherences
