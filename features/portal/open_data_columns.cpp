// Columns of the public tables, and their JSON Schema.
#include <array>
#include <boost/json.hpp>

#include "features/portal/open_data.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using Columns = std::vector<TableColumn>;
namespace json = boost::json;

const std::vector<std::string> qualifiers{"exact", "more_than", "at_least", "approx"};

template <class E>
std::vector<std::string> words_of(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.emplace_back(to_text(static_cast<E>(i)));
  return out;
}

TableColumn number(const char* name, Message meaning, May may = May::be_empty) {
  return {name, std::move(meaning), ColumnType::integer, may};
}
TableColumn always(const char* name, Message meaning, std::vector<std::string> values = {}) {
  return {name, std::move(meaning), ColumnType::text, May::not_be_empty, std::move(values)};
}

Columns date_columns() {
  return {{"date", _("La fecha como se conoce: día, mes, trimestre, año o intervalo (ISO 8601)")},
          always("precision", _("Cuánto se sabe de la fecha"), words_of<meetings::Precision>(9)),
          {"date_es", _("La fecha en palabras, en español")},
          {"date_en", _("La fecha en palabras, en inglés")}};
}

Columns figure_columns(May may) {
  return {number("value", _("La cifra"), may),
          {"qualifier", _("exact: exacta; more_than: más de; at_least: al menos; approx: alrededor de"), ColumnType::text, may,
           qualifiers},
          {"noun_es", _("Qué se cuenta, en español"), ColumnType::text, may},
          {"noun_en", _("Qué se cuenta, en inglés")}};
}

Columns rule_columns() {
  return {{"rule_es", _("La regla que produjo la cifra, en español")},
          {"rule_en", _("La regla que produjo la cifra, en inglés")}};
}

Columns title_columns() {
  return {always("title_es", _("Título, en español")),
          {"title_en", _("Título, en inglés")},
          {"text_es", _("Texto, en español")},
          {"text_en", _("Texto, en inglés")}};
}

Columns source_columns() {
  return {{"chapter_es", _("Capítulo de la fuente, en español")},
          {"chapter_en", _("Capítulo de la fuente, en inglés")},
          {"fact", _("Marca del hecho en el catálogo de la fuente")}};
}

Columns join(std::initializer_list<Columns> parts) {
  Columns out;
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Columns facts() {
  return join({{{"mark", _("Marca del hecho en el catálogo de la fuente")}},
               date_columns(),
               {number("stage", _("Etapa de la alianza, 1 a 4; vacía si es anterior")),
                always("kind", _("Clase de hecho"), words_of<EventKind>(7)),
                {"external", _("Ocurrió fuera de la alianza"), ColumnType::boolean, May::not_be_empty}},
               title_columns(),
               {{"place_es", _("Lugar, en español")}, {"place_en", _("Lugar, en inglés")}},
               figure_columns(May::be_empty),
               source_columns()});
}

Columns figures() {
  return join({{{"mark", _("Marca del hecho al que pertenece")},
                always("event_es", _("Título del hecho, en español")),
                {"event_en", _("Título del hecho, en inglés")},
                {"date", _("Fecha del hecho")},
                number("ordinal", _("Orden dentro del hecho"), May::not_be_empty)},
               figure_columns(May::not_be_empty),
               rule_columns(),
               source_columns()});
}

Columns funnel() {
  return join({{number("ordinal", _("Orden de los momentos"), May::not_be_empty)},
               figure_columns(May::not_be_empty),
               date_columns(),
               rule_columns(),
               {{"note_es", _("Nota, en español")},
                {"note_en", _("Nota, en inglés")},
                number("answered_percent", _("Porcentaje que respondió la encuesta")),
                number("answered_value", _("Cuántas respondieron")),
                {"answered_qualifier", _("Calificativo de cuántas respondieron"), ColumnType::text, May::be_empty, qualifiers},
                {"answered_computed", _("Es cálculo nuestro, no de la fuente"), ColumnType::boolean},
                {"answered_rule_es", _("Cómo se calculó, en español")},
                {"answered_rule_en", _("Cómo se calculó, en inglés")}},
               source_columns()});
}

Columns committee_columns() {
  return {always("id", _("Clave del comité")),
          always("kind", _("Clase de órgano"), words_of<committees::Kind>(4)),
          number("sdg", _("Objetivo de Desarrollo Sostenible al que está ligado")),
          always("name_es", _("Nombre, en español")),
          {"name_en", _("Nombre, en inglés")},
          number("members", _("Organizaciones integrantes"), May::not_be_empty),
          always("mechanism", _("Cómo eligió sus proyectos"), words_of<committees::Mechanism>(5)),
          {"outcome_es", _("Qué eligió, en español")},
          {"outcome_en", _("Qué eligió, en inglés")},
          {"note_es", _("Propósito o nota, en español")},
          {"note_en", _("Propósito o nota, en inglés")},
          {"source_es", _("Fuente, en español")},
          {"source_en", _("Fuente, en inglés")}};
}

Columns membership_columns() {
  return {always("organization_id", _("Clave de la organización")),
          always("organization", _("Nombre de la organización")),
          always("type", _("Tipo de organización")),
          always("committee_id", _("Clave del comité")),
          always("committee_es", _("Comité, en español")),
          {"committee_en", _("Comité, en inglés")},
          number("sdg", _("Objetivo de Desarrollo Sostenible del comité")),
          {"since", _("Desde qué día; vacío si no se sabe")}};
}

Columns organization_columns() {
  return {always("id", _("Clave de la organización")),
          always("name", _("Nombre")),
          always("type", _("Tipo de organización")),
          {"sector", _("Sector, clave del SCIAN a dos dígitos")},
          {"country", _("País (ISO 3166)")},
          {"state", _("Estado de México, clave del INEGI")},
          {"municipality", _("Municipio")},
          {"sdgs", _("Objetivos de Desarrollo Sostenible de interés, separados por espacios")},
          number("committees", _("En cuántos comités está"), May::not_be_empty)};
}

Columns document_columns() {
  std::vector<std::string> words;
  for (const auto kind : document::kinds()) words.emplace_back(document::to_text(kind));
  return {always("id", _("Clave del documento")),
          always("title", _("Título, en el idioma del documento")),
          always("kind", _("Clase de documento"), std::move(words)),
          always("author", _("Quién lo hizo")),
          always("date", _("Fecha del documento")),
          {"committee_id", _("Clave del comité; vacía si es de toda la alianza")},
          {"committee_es", _("Comité, en español")},
          {"committee_en", _("Comité, en inglés")},
          number("version", _("Versión vigente"), May::not_be_empty),
          always("file_name", _("Nombre del archivo")),
          always("media_type", _("Tipo del archivo")),
          number("bytes", _("Tamaño del archivo en bytes"), May::not_be_empty),
          always("sha256", _("Huella SHA-256 del archivo")),
          always("path", _("Dirección del archivo en este portal"))};
}

Columns meeting_columns() {
  return join({{always("id", _("Clave de la reunión"))},
               date_columns(),
               {always("kind", _("Clase de reunión"), words_of<meetings::Kind>(6)),
                always("state", _("Programada, celebrada o cancelada"), words_of<meetings::State>(3)),
                always("title_es", _("Título, en español")),
                {"title_en", _("Título, en inglés")},
                {"committee_es", _("Comité que sesionó, en español; vacío si fue toda la alianza")},
                {"committee_en", _("Comité que sesionó, en inglés")},
                {"venue_es", _("Sede, en español")},
                {"venue_en", _("Sede, en inglés")},
                number("organizations", _("Organizaciones en la lista de asistencia"))},
               figure_columns(May::be_empty),
               {{"source_es", _("Fuente, en español")}, {"source_en", _("Fuente, en inglés")}}});
}

Columns finding_columns() {
  return join({{always("kind", _("Clase de hallazgo"), words_of<FindingKind>(11)),
                number("ordinal", _("Orden en la fuente"), May::not_be_empty)},
               title_columns(),
               source_columns()});
}

Columns criterion_columns() {
  return join({{number("ordinal", _("Orden en la fuente"), May::not_be_empty)}, title_columns(), source_columns()});
}

Columns note_columns() {
  return {{"mark", _("Marca de la nota")},
          always("text_es", _("Qué contradice o deja abierto la fuente, en español")),
          {"text_en", _("Qué contradice o deja abierto la fuente, en inglés")},
          {"decision_es", _("Qué se decidió, en español")},
          {"decision_en", _("Qué se decidió, en inglés")},
          {"chapter_es", _("Capítulo de la fuente, en español")},
          {"chapter_en", _("Capítulo de la fuente, en inglés")}};
}

json::value schema_of(const TableColumn& column, Lang lang) {
  json::object out;
  const char* type = column.type == ColumnType::integer ? "integer" : column.type == ColumnType::boolean ? "boolean" : "string";
  const bool nullable = column.may == May::be_empty;
  if (nullable)
    out["type"] = json::array{type, "null"};
  else
    out["type"] = type;
  out["description"] = i18n::text(lang, column.meaning);
  if (column.values.empty()) return out;
  json::array values(column.values.begin(), column.values.end());
  if (nullable) values.emplace_back(nullptr);
  out["enum"] = std::move(values);
  return out;
}

/// What every row ends with.
const Columns& terms() {
  static const Columns columns{
      always("notice", _("Qué son los datos: «No oficial», «Datos sintéticos» o la institución que los publica")),
      always("licence", _("En qué condiciones se pueden usar, y qué fuente citar"))};
  return columns;
}

}  // namespace

const std::vector<TableColumn>& columns(Table table) {
  static const std::array<Columns, 11> all{facts(),
                                           figures(),
                                           funnel(),
                                           committee_columns(),
                                           membership_columns(),
                                           organization_columns(),
                                           meeting_columns(),
                                           document_columns(),
                                           criterion_columns(),
                                           finding_columns(),
                                           note_columns()};
  return all.at(static_cast<std::size_t>(table));
}

std::vector<documents::Column> head(Table table) {
  std::vector<documents::Column> out;
  for (const auto* list : {&columns(table), &terms()})
    for (const auto& column : *list) out.push_back({column.name, column.name, column.type == ColumnType::text ? 28 : 12});
  return out;
}

json::value schema(Table table, Lang lang, const std::string& address) {
  json::object properties;
  json::array required;
  for (const auto* list : {&columns(table), &terms()})
    for (const auto& column : *list) {
      properties[column.name] = schema_of(column, lang);
      required.emplace_back(column.name);
    }
  const json::object row{{"type", "object"}, {"additionalProperties", false}, {"required", required}, {"properties", properties}};
  const json::object named{
      {"type", "object"},
      {"required", json::array{"name", "title"}},
      {"properties", json::object{{"name", json::object{{"type", "string"}}}, {"title", json::object{{"type", "string"}}}}}};
  const json::object about{{"type", "object"}, {"additionalProperties", json::object{{"type", "string"}}}};
  return json::object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"$id", address},
                      {"title", i18n::text(lang, title(table))},
                      {"description", i18n::text(lang, contains(table))},
                      {"type", "object"},
                      {"additionalProperties", false},
                      {"required", json::array{"about", "columns", "rows"}},
                      {"properties", json::object{{"about", about},
                                                  {"columns", json::object{{"type", "array"}, {"items", named}}},
                                                  {"rows", json::object{{"type", "array"}, {"items", row}}}}}};
}

}  // namespace alianza::portal
