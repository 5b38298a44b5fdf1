#include "features/imports/columns.h"

#include <algorithm>
#include <charconv>

#include "platform/base/text.h"
#include "platform/i18n/i18n.h"

namespace alianza::imports {
namespace {

using organizations::ProfileInput;

constexpr std::array contact_targets{"contact_name", "contact_email", "contact_phone", "contact_position"};

const std::map<std::string, std::string, std::less<>>& synonyms() {
  static const std::map<std::string, std::string, std::less<>> all = [] {
    const std::vector<std::pair<const char*, std::vector<const char*>>> lists{
        {"id", {"clave", "id", "key", "identificador", "identifier"}},
        {"name",
         {"nombre", "organizacion", "name", "organization", "organisation", "empresa", "nombre de la organizacion",
          "nombre de la empresa", "nombre comercial", "company name", "institucion"}},
        {"type",
         {"tipo", "type", "tipo de organizacion", "tipo de actor", "tipo de institucion", "organization type",
          "organisation type", "type of actor"}},
        {"legal_name", {"razon social", "denominacion social", "razon o denominacion social", "legal name", "registered name"}},
        {"aliases", {"siglas", "otros nombres", "otros nombres y siglas", "alias", "aliases", "acronym", "other names"}},
        {"description_es", {"descripcion", "descripcion en espanol", "description", "description in spanish", "acerca de"}},
        {"description_en", {"descripcion en ingles", "description in english"}},
        {"country", {"pais", "country"}},
        {"place", {"entidad federativa o region", "state or region"}},
        {"state", {"estado", "entidad", "entidad federativa", "state"}},
        {"region", {"region", "provincia", "province"}},
        {"municipality",
         {"municipio", "alcaldia", "municipio o alcaldia", "municipality", "ciudad", "city", "municipality or borough"}},
        {"rfc", {"rfc", "registro federal de contribuyentes", "tax id", "taxpayer code"}},
        {"sector", {"sector", "sector scian", "giro", "rama", "industry", "scian", "naics", "actividad", "sector naics"}},
        {"size", {"tamano", "size", "tamano de la empresa", "company size"}},
        {"parent", {"de quien depende", "grupo", "empresa matriz", "parent", "belongs to", "group", "part of"}},
        {"mandate", {"mandato", "mandate", "objeto social", "para que existe", "mission", "mision", "purpose"}},
        {"website", {"sitio web", "sitio", "pagina web", "pagina", "web", "website", "url", "site"}},
        {"interests", {"intereses", "intereses de negocio", "interests", "business interests"}},
        {"capacities", {"capacidades", "capacities", "capabilities"}},
        {"origin", {"origen", "como llego", "origin", "how it came"}},
        {"origin_organization", {"quien la propuso", "propuesta por", "proposed by"}},
        {"source", {"fuente", "fuente de los datos", "source", "data source"}},
        {"sdgs_priority", {"ods prioritarios", "ods", "priority sdgs", "sdgs", "sdg"}},
        {"sdgs_interested", {"ods de interes", "sdgs of interest", "interested sdgs"}},
        {"contact_name",
         {"contacto", "nombre del contacto", "persona de contacto", "enlace", "contact", "contact name", "contact person",
          "responsable"}},
        {"contact_email", {"correo", "correo electronico", "email", "e mail", "mail", "correo del contacto", "contact email"}},
        {"contact_phone",
         {"telefono", "celular", "phone", "telephone", "telefono del contacto", "contact phone", "mobile", "tel", "telefonos",
          "telefono de contacto"}},
        {"contact_position", {"cargo", "puesto", "position", "post", "job title", "cargo del contacto", "contact position"}}};
    std::map<std::string, std::string, std::less<>> out;
    for (const auto& [target, words] : lists)
      for (const auto* word : words) out.emplace(word, target);
    // What our own pages and files call it, in both languages.
    for (const auto& target : targets())
      for (const auto lang : {Lang::es, Lang::en}) out.emplace(plain(i18n::text(lang, target_label(target))), target);
    for (const auto& target : targets()) out.emplace(plain(target), target);
    return out;
  }();
  return all;
}

using Codes = std::map<std::string, std::string, std::less<>>;

template <class E>
Codes codes_of(const std::vector<E>& values) {
  Codes out;
  for (const auto value : values)
    for (const auto& text : {std::string(to_text(value)), i18n::text(Lang::es, label(value)), i18n::text(Lang::en, label(value))})
      out.emplace(plain(text), to_text(value));
  return out;
}

Codes codes_of(const organizations::Catalogue& list) {
  Codes out;
  for (const auto& item : list)
    for (const auto& text : {item.code, item.name.es, item.name.en})
      if (!text.empty()) out.emplace(plain(text), item.code);
  return out;
}

using Also = std::vector<std::pair<const char*, std::vector<const char*>>>;
Codes with_also(Codes out, const Also& also) {
  for (const auto& [code, words] : also)
    for (const auto* word : words) out.emplace(word, code);
  return out;
}

/// Common words of the field that mean one type and no other. «Gobierno», «Fundación», «Asociación» and «Secretaría» mean
/// several: the person says which.
Codes type_codes() {
  return with_also(
      codes_of(organizations::organization_types()),
      {{"company",
        {"empresas", "empresa privada", "sector privado", "iniciativa privada", "compania", "corporativo", "pyme", "mipyme",
         "sociedad mercantil", "private company", "firm", "private sector"}},
       {"corporate_foundation", {"fundacion empresarial", "fundacion de empresa"}},
       {"business_body",
        {"camara", "camara empresarial", "camara de comercio", "camara industrial", "camara de industria", "confederacion",
         "asociacion empresarial", "asociacion industrial", "consejo empresarial", "organismo patronal", "gremio empresarial",
         "chamber", "chamber of commerce", "business association"}},
       {"civil_society",
        {"ong", "osc", "asociacion civil", "a c", "ac", "sociedad civil", "organizacion civil", "organizacion no gubernamental",
         "iap", "ngo", "cso", "civil society"}},
       {"cooperative", {"cooperativas", "sociedad cooperativa"}},
       {"social_enterprise", {"emprendimiento social", "negocio social"}},
       {"local_government",
        {"municipio", "ayuntamiento", "alcaldia", "gobierno municipal", "presidencia municipal", "municipality", "city"}},
       {"state_government", {"gobierno del estado", "gobierno de estado", "entidad federativa"}},
       {"federal_body", {"gobierno federal", "dependencia del gobierno federal", "organismo federal", "federal government"}},
       {"international_body",
        {"organismo multilateral", "agencia de cooperacion", "multilateral", "organizacion internacional", "agencia de la onu"}},
       {"academia",
        {"universidad", "academia", "centro de investigacion", "institucion educativa", "instituto tecnologico", "tecnologico",
         "escuela", "university"}},
       {"foreign_government", {"embajada", "consulado", "embassy"}}});
}

Codes size_codes() {
  return with_also(codes_of(organizations::sizes()),
                   {{"micro", {"microempresa", "micro empresa"}},
                    {"small", {"pequena empresa", "chica"}},
                    {"medium", {"mediana empresa"}},
                    {"large", {"gran empresa", "empresa grande", "corporativo"}},
                    {"unknown", {"no se sabe", "se desconoce", "sin dato", "n d", "nd", "n a", "na"}}});
}

Codes state_codes() {
  auto out = codes_of(organizations::states());
  for (const auto& item : organizations::states())
    if (item.code.starts_with('0')) out.emplace(item.code.substr(1), item.code);  // a sheet takes 09 for a number
  const std::pair<const char*, const char*> also[] = {
      {"cdmx", "09"},      {"df", "09"},      {"distrito federal", "09"}, {"mexico city", "09"}, {"estado de mexico", "15"},
      {"edomex", "15"},    {"edo mex", "15"}, {"edo de mexico", "15"},    {"edo de mex", "15"},  {"coahuila", "05"},
      {"michoacan", "16"}, {"veracruz", "30"}};
  for (const auto& [name, code] : also) out.emplace(name, code);
  return out;
}

Codes country_codes() {
  auto out = codes_of(organizations::countries());
  for (const auto* name : {"mex", "eeuu"}) out.emplace(name, name == std::string_view("mex") ? "MX" : "US");
  return out;
}

const Codes* list_of(std::string_view target) {
  static const auto types = type_codes();
  static const auto sizes = size_codes();
  static const auto origins = codes_of(organizations::origins());
  static const auto countries = country_codes();
  static const auto states = state_codes();
  static const auto sectors = codes_of(organizations::sectors());
  if (target == "type") return &types;
  if (target == "size") return &sizes;
  if (target == "origin") return &origins;
  if (target == "country") return &countries;
  if (target == "state" || target == "place") return &states;
  if (target == "sector") return &sectors;
  return nullptr;
}

Message not_in_list(std::string_view target) {
  if (target == "type") return _("Elija un tipo de organización de la lista.");
  if (target == "size") return _("Elija el tamaño que la organización declara.");
  if (target == "origin") return _("Elija cómo llegó la organización.");
  if (target == "country") return _("Elija un país de la lista.");
  if (target == "state" || target == "place") return _("Elija una entidad federativa.");
  return _("Elija un sector de la lista.");
}

bool is_list(std::string_view target) { return target == "aliases" || target == "interests" || target == "capacities"; }

void add_levels(const Values& values, const char* target, organizations::SdgLevel level,
                std::vector<organizations::SdgInterest>& goals, std::vector<FieldError>& errors) {
  const auto found = values.find(target);
  if (found == values.end()) return;
  std::erase_if(goals, [&](const auto& g) { return g.level == level; });
  const auto read = goals_of(found->second);
  if (!read) {
    errors.push_back({target, read.error().message});
    return;
  }
  for (const int goal : *read) {
    const auto same = std::find_if(goals.begin(), goals.end(), [&](const auto& g) { return g.goal == goal; });
    if (same == goals.end())
      goals.push_back({goal, level});
    else if (level == organizations::SdgLevel::priority)
      same->level = level;
  }
}

}  // namespace

const std::vector<std::string>& targets() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out{"id"};
    for (const auto& field : organizations::input_fields()) {
      if (std::string_view(field.name) == "keep_rfc") continue;
      if (std::string_view(field.name) == "state") out.emplace_back("place");
      out.emplace_back(field.name);
    }
    out.emplace_back("sdgs_priority");
    out.emplace_back("sdgs_interested");
    out.insert(out.end(), contact_targets.begin(), contact_targets.end());
    return out;
  }();
  return all;
}

bool is_target(std::string_view name) { return std::find(targets().begin(), targets().end(), name) != targets().end(); }

Message target_label(std::string_view name) {
  if (name == "id") return _("Clave");
  if (name == "place") return _("Entidad federativa o región");
  if (name == "contact_name") return _("Contacto");
  if (name == "contact_email") return _("Correo del contacto");
  if (name == "contact_phone") return _("Teléfono del contacto");
  if (name == "contact_position") return _("Cargo del contacto");
  return organizations::field_label(name);
}

std::string guess(std::string_view head) {
  const auto found = synonyms().find(plain(head));
  return found == synonyms().end() ? std::string() : found->second;
}

std::vector<std::string> guess_columns(const std::vector<std::string>& heads) {
  std::vector<std::string> out;
  for (const auto& head : heads) {
    auto target = guess(head);
    if (std::find(out.begin(), out.end(), target) != out.end()) target.clear();
    out.push_back(std::move(target));
  }
  return out;
}

int recognized(const std::vector<std::string>& cells) {
  return static_cast<int>(std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !guess(cell).empty(); }));
}

std::string heads_key(const std::vector<std::string>& heads) {
  std::string out;
  for (const auto& head : heads) out += plain(head) + "\n";
  return out;
}

Done check_columns(const std::vector<std::string>& columns) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) continue;
    const auto field = "c" + std::to_string(i);
    const auto before = columns.begin() + static_cast<std::ptrdiff_t>(i);
    if (!is_target(columns[i])) error.fields.push_back({field, _("Elija un dato de la lista.")});
    if (std::find(columns.begin(), before, columns[i]) != before)
      error.fields.push_back(
          {field, _("Otra columna ya es «{1}». Deje una sola.").arg(i18n::text(Lang::es, target_label(columns[i])))});
  }
  const bool says_which = column_of(columns, "name") >= 0 || column_of(columns, "id") >= 0;
  if (!says_which) error.fields.push_back({"c0", _("Alguna columna tiene que ser el nombre de la organización o su clave.")});
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

Values values_of(const std::vector<std::string>& columns, const std::vector<std::string>& cells) {
  Values out;
  for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
    if (columns[i].empty()) continue;
    if (auto text = trim(cells[i]); !text.empty()) out[columns[i]] = std::move(text);
  }
  return out;
}

int column_of(const std::vector<std::string>& columns, std::string_view target) {
  const auto found = std::find(columns.begin(), columns.end(), target);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

Result<std::string> code_of(std::string_view target, const std::string& text) {
  const auto* list = list_of(target);
  if (list == nullptr) return text;
  const auto found = list->find(plain(text));
  if (found != list->end()) return found->second;
  return fail(Error::invalid(not_in_list(target)));
}

bool is_closed(std::string_view target) { return list_of(target) != nullptr; }

std::vector<std::string> codes_in(std::string_view target) {
  std::vector<std::string> out;
  const auto words = [&](const auto& values) {
    for (const auto value : values) out.emplace_back(to_text(value));
  };
  const auto codes = [&](const organizations::Catalogue& list) {
    for (const auto& item : list) out.push_back(item.code);
  };
  if (target == "type") words(organizations::organization_types());
  if (target == "size") words(organizations::sizes());
  std::erase(out, to_text(organizations::Size::unknown));  // that is a blank
  if (target == "origin") words(organizations::origins());
  if (target == "country") codes(organizations::countries());
  if (target == "state" || target == "place") codes(organizations::states());
  if (target == "sector") codes(organizations::sectors());
  return out;
}

Values meant(Values values, const Meanings& meanings) {
  for (const auto& [target, said] : meanings) {
    const auto value = values.find(target);
    if (value == values.end()) continue;
    const auto meaning = said.find(plain(value->second));
    if (meaning == said.end()) continue;
    if (meaning->second == leave_blank)
      values.erase(value);
    else
      value->second = meaning->second;
  }
  return values;
}

void fill_blanks(ProfileInput& input, const Meanings& meanings) {
  using organizations::Field;
  auto type = organizations::OrganizationType::unspecified;
  from_text(input.type, type);
  const std::pair<Field, std::string ProfileInput::*> owned[] = {{Field::country, &ProfileInput::country},
                                                                 {Field::state, &ProfileInput::state},
                                                                 {Field::sector, &ProfileInput::sector},
                                                                 {Field::size, &ProfileInput::size}};
  for (const auto& [field, member] : owned) {
    const auto said = meanings.find(organizations::to_text(field));
    const bool fits =
        need(type, field) != organizations::Need::none && (field != Field::state || input.country == organizations::mexico);
    if (said == meanings.end() || !fits || !(input.*member).empty()) continue;
    if (const auto blank = said->second.find(""); blank != said->second.end()) input.*member = blank->second;
  }
}

ProfileInput blank_input(const Values& values) {
  ProfileInput input;
  input.type = to_text(organizations::OrganizationType::unspecified);
  input.country.clear();
  auto type = organizations::OrganizationType::unspecified;
  if (const auto said = values.find("type"); said != values.end())
    if (const auto code = code_of("type", said->second)) from_text(*code, type);
  const bool asks = need(type, organizations::Field::country) == organizations::Need::required &&
                    type != organizations::OrganizationType::foreign_government;
  const auto place = values.find("place");
  const bool is_here =
      values.contains("state") || values.contains("rfc") || (place != values.end() && code_of("state", place->second));
  if (asks || is_here) input.country = organizations::mexico;
  return input;
}

void lay_over(ProfileInput& input, const Values& values, std::vector<FieldError>& errors) {
  const auto put = [&](std::string_view target, const std::string& text, std::string ProfileInput::*member) {
    auto code = code_of(target, text);
    if (code)
      input.*member = std::move(*code);
    else
      errors.push_back({std::string(target), code.error().message});
  };
  for (const auto& [name, member] : organizations::input_fields()) {
    const auto found = values.find(std::string_view(name));
    if (found == values.end()) continue;
    auto text = found->second;
    if (is_list(name)) std::replace(text.begin(), text.end(), ';', '\n');
    put(name, text, member);
  }
  const auto place = values.find("place");
  if (place == values.end()) return;
  if (input.country != organizations::mexico) {
    input.region = place->second;
  } else if (auto code = code_of("place", place->second)) {
    input.state = std::move(*code);
  } else {
    errors.push_back({"place", code.error().message});
  }
}

Result<std::vector<int>> goals_of(const std::string& text) {
  std::vector<int> out;
  std::string digits;
  const auto wrong = [] { return fail(Error::invalid(_("Elija cada ODS una vez, del 1 al 17."))); };
  for (const char c : text + " ") {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (digits.empty()) continue;
    int goal = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), goal);
    if (digits.size() > 2 || goal < 1 || goal > 17 || std::find(out.begin(), out.end(), goal) != out.end()) return wrong();
    out.push_back(goal);
    digits.clear();
  }
  if (out.empty()) return wrong();
  return out;
}

std::vector<organizations::SdgInterest> goals_over(const std::vector<organizations::SdgInterest>& present, const Values& values,
                                                   std::vector<FieldError>& errors) {
  auto out = present;
  add_levels(values, "sdgs_interested", organizations::SdgLevel::interested, out, errors);
  add_levels(values, "sdgs_priority", organizations::SdgLevel::priority, out, errors);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.goal < b.goal; });
  return out;
}

}  // namespace alianza::imports
