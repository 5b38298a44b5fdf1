#include "platform/html/form.h"

#include "platform/html/tests/drawn.h"

namespace alianza::html {
namespace {

Form sample_form() {
  return {.action = http::Url("/organizations"),
          .parts = {{.fields = {{.name = "name", .label = _("Buscar"), .hint = _("Filtrar")},
                                {.control = Control::password, .name = "secret", .label = _("Ruta")},
                                {.control = Control::radios,
                                 .name = "kind",
                                 .label = _("Aplicar"),
                                 .options = {{"a", std::string("A")}, {"b", std::string("B"), std::string("b <")}}},
                                {.control = Control::sdgs, .name = "sdg", .label = _("Ruta"), .need = Need::optional},
                                {.control = Control::localized, .name = "title", .label = _("Filtrar")}}},
                    {.fields = {{.control = Control::date, .name = "from", .label = _("Ruta")},
                                {.control = Control::select,
                                 .name = "state",
                                 .label = _("Ruta"),
                                 .options = {{"GUA", std::string("Guanajuato")}},
                                 .first_option = _("Filtrar")}},
                     .side = Side::beside_each_other}},
          .submit = _("Aplicar"),
          .busy = _("Filtrar"),
          .cancel = http::Url("/organizations")};
}

http::Fields typed() {
  http::Fields f;
  for (const auto& [name, value] : {std::pair{"name", "<b>\"Ñ\"</b>"},
                                    {"secret", "hush"},
                                    {"kind", "b"},
                                    {"sdg", "7"},
                                    {"sdg", "12"},
                                    {"title_es", "Hola"},
                                    {"title_en", "Hi"},
                                    {"from", "mañana"},
                                    {"state", "GUA"}})
    f.add(name, value);
  return f;
}

TEST(Form, HasItsTokenItsKeyAndItsButtons) {
  const auto html = drawn(sample_form());
  for (const auto* part : {"method=\"post\"", "name=\"_csrf\" value=\"token\"", "name=\"_key\"", "data-busy=\"Filtrar\"",
                           "btn btn-primary", ">Cancelar</a>"})
    EXPECT_TRUE(has(html, part)) << part;
  EXPECT_FALSE(has(html, "enctype"));
  EXPECT_FALSE(has(html, "class=\"errors\""));
  EXPECT_FALSE(has(html, "aria-invalid"));
}

TEST(Form, KeepsWhatWasTypedButNoPassword) {
  auto form = sample_form();
  form.keep_typed(typed());
  const auto html = drawn(form);
  EXPECT_TRUE(has(html, "value=\"&lt;b&gt;&quot;Ñ&quot;&lt;/b&gt;\""));
  EXPECT_FALSE(has(html, "hush"));
  EXPECT_TRUE(has(html, "value=\"b\" checked"));
  EXPECT_TRUE(has(html, "value=\"7\" aria-label=\"ODS 7, Energía asequible y no contaminante\" checked"));
  EXPECT_TRUE(has(html, "id=\"sdg-12\" name=\"sdg\" value=\"12\""));
  EXPECT_FALSE(has(html, "value=\"8\" aria-label=\"ODS 8, Trabajo decente y crecimiento económico\" checked"));
  EXPECT_TRUE(has(html, "name=\"title_es\" type=\"text\" lang=\"es\" value=\"Hola\""));
  EXPECT_TRUE(has(html, "name=\"title_en\" type=\"text\" lang=\"en\" value=\"Hi\""));
  EXPECT_TRUE(has(html, "<option value=\"GUA\" selected>"));
}

TEST(Form, ShowsADateThatIsNoneAsItWasTyped) {
  auto form = sample_form();
  form.keep_typed(typed());
  EXPECT_TRUE(has(drawn(form), "name=\"from\" type=\"text\" value=\"mañana\""));
  form.field("from").value = "2026-03-17";
  EXPECT_TRUE(has(drawn(form), "name=\"from\" type=\"date\" value=\"2026-03-17\""));
}

TEST(Form, ShowsEachErrorAtItsFieldAndInTheSummary) {
  auto form = sample_form();
  Error error{Fault::invalid,
              _("Revise los datos marcados."),
              {{"name", _("Filtrar")}, {"kind", _("Buscar")}, {"title_en", _("Ruta")}, {"elsewhere", _("hoy")}}};
  form.show_error(error);
  const auto html = drawn(form);
  EXPECT_TRUE(has(html, "<h2 id=\"errors-title\">Revise 4 datos para poder guardar</h2>"));
  EXPECT_TRUE(has(html, "<a href=\"#name\">Buscar: Filtrar</a>"));
  EXPECT_TRUE(has(html, "<a href=\"#kind\">Aplicar: Buscar</a>"));
  EXPECT_TRUE(has(html, "<a href=\"#title_en\">Filtrar: Ruta</a>"));
  EXPECT_TRUE(has(html, "<a href=\"#main\">hoy</a>"));
  EXPECT_TRUE(has(html, "aria-invalid=\"true\" aria-describedby=\"name-hint name-error\""));
  EXPECT_TRUE(has(html, "<fieldset class=\"field\" id=\"kind\" tabindex=\"-1\" aria-describedby=\"kind-error\">"));
  EXPECT_TRUE(has(html, "id=\"title_en-error\""));
}

TEST(Form, ShowsAnErrorThatConcernsNoField) {
  auto form = sample_form();
  form.show_error(Error::conflict(_("ayer")));
  const auto html = drawn(form);
  EXPECT_TRUE(has(html, "<h2 id=\"errors-title\">ayer</h2></div>"));
}

TEST(Form, WithAFileSaysSo) {
  auto form = sample_form();
  form.parts[0].fields.push_back({.control = Control::file, .name = "sheet", .label = _("Ruta"), .accept = ".csv"});
  EXPECT_TRUE(has(drawn(form), "enctype=\"multipart/form-data\""));
}

TEST(Form, NamesAnUnknownFieldAMistake) { EXPECT_THROW((void)sample_form().field("nothing"), Impossible); }

TEST(Field, OptionalIsSaidAndNotRequired) {
  const auto html = drawn(Field{.name = "note", .label = _("Ruta"), .need = Need::optional});
  EXPECT_TRUE(has(html, "<span class=\"optional\">(opcional)</span>"));
  EXPECT_FALSE(has(html, " required"));
  EXPECT_TRUE(has(drawn(Field{.name = "note", .label = _("Ruta")}), " required"));
}

TEST(Field, ShownHasNoInput) {
  EXPECT_FALSE(has(drawn(Field{.control = Control::shown, .name = "a", .label = _("Ruta"), .value = "x"}), "<input"));
}

}  // namespace
}  // namespace alianza::html
