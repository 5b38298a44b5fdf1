#include "features/imports/pages_fields.h"

#include <algorithm>

namespace alianza::imports {
namespace {

using html::Control;
using organizations::Need;

constexpr std::array long_texts{"description_es", "description_en", "aliases", "mandate", "interests", "capacities"};

void choose_from_list(const Asked& asked, const std::string& value, html::Field& field) {
  field.control = Control::select;
  field.width = html::Width::mid;
  field.options = options_of(asked.target, asked.lang);
  const auto code = code_of(asked.target, value);
  field.value = value.empty() ? std::string() : code ? *code : value;
  if (!value.empty() && !code) field.options.insert(field.options.begin(), {value, "«" + value + "»"});
  // A choice of its own, not the browser's empty one: what is required may be left for later.
  const auto blank = need_of(asked) == Need::required ? _("Todavía no se sabe") : _("Sin dato");
  field.options.insert(field.options.begin(), {"", blank});
}

}  // namespace

Need need_of(const Asked& asked) {
  using organizations::Field;
  if (asked.target == "name" || asked.target == "type") return Need::required;
  if (asked.target == "place" || asked.target == "region")
    return need(asked.type, Field::state) == Need::none ? Need::none : Need::optional;
  for (const auto field : {Field::legal_name, Field::country, Field::state, Field::municipality, Field::rfc, Field::sector,
                           Field::size, Field::parent, Field::mandate})
    if (asked.target == to_text(field)) return need(asked.type, field);
  return Need::optional;
}

std::vector<html::Option> options_of(std::string_view target, Lang lang) {
  std::vector<html::Option> out;
  for (const auto& code : codes_in(target)) out.push_back({code, value_words(target, code, lang)});
  return out;
}

html::Field control_of(const Asked& asked, const std::string& value) {
  html::Field field;
  field.value = value;
  const bool is_required = need_of(asked) == Need::required;
  // What the type asks for and a sheet may leave for later is not insisted on by the browser.
  field.need = is_required && (asked.target == "name" || is_closed(asked.target)) ? html::Need::required : html::Need::optional;
  if (is_required && asked.target != "name" && asked.target != "type")
    field.hint = _("Se pide a este tipo; si no se sabe, se completa después.");
  const bool is_long = std::find(long_texts.begin(), long_texts.end(), asked.target) != long_texts.end();
  if (is_long || value.find('\n') != std::string::npos) {
    field.control = Control::text_area;
    field.rows = 2;
  }
  const bool is_text_place = asked.target == "place" && asked.country != organizations::mexico;
  if (is_closed(asked.target) && !is_text_place) choose_from_list(asked, value, field);
  if (asked.target.starts_with("sdgs_")) field.hint = _("Sus números, del 1 al 17: «3, 7, 13».");
  return field;
}

}  // namespace alianza::imports
