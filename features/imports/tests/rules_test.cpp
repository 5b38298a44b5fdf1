// What heads mean and what cells say.
#include <gtest/gtest.h>

#include "features/imports/columns.h"

namespace alianza::imports {
namespace {

TEST(Heads, AreUnderstoodInBothLanguagesWithoutAccentsCaseAndSigns) {
  const std::pair<const char*, const char*> cases[] = {{"Nombre", "name"},
                                                       {"ORGANIZACIÓN", "name"},
                                                       {"Organisation", "name"},
                                                       {"  razón social ", "legal_name"},
                                                       {"R.F.C.", ""},
                                                       {"RFC", "rfc"},
                                                       {"Sector (SCIAN)", "sector"},
                                                       {"Tamaño", "size"},
                                                       {"Correo electrónico", "contact_email"},
                                                       {"E-mail", "contact_email"},
                                                       {"Entidad federativa o región", "place"},
                                                       {"Estado", "state"},
                                                       {"ODS prioritarios", "sdgs_priority"},
                                                       {"Priority SDGs", "sdgs_priority"},
                                                       {"Clave", "id"},
                                                       {"Fecha de alta", ""},
                                                       {"Tipo de actor", "type"},
                                                       {"Tel.", "contact_phone"},
                                                       {"", ""},
                                                       {"website", "website"}};
  for (const auto& [head, target] : cases) EXPECT_EQ(guess(head), target) << head;
}

TEST(Heads, GiveEachMeaningOnce) {
  EXPECT_EQ(guess_columns({"Nombre", "Empresa", "RFC"}), (std::vector<std::string>{"name", "", "rfc"}));
  EXPECT_TRUE(check_columns({"name", "", ""}));
  EXPECT_TRUE(check_columns({"id", "size"}));
  EXPECT_EQ(check_columns({"rfc"}).error().fields.at(0).field, "c0");
  EXPECT_EQ(check_columns({"name", "rfc", "rfc"}).error().fields.at(0).field, "c2");
  EXPECT_EQ(check_columns({"name", "nonsense"}).error().fields.at(0).field, "c1");
}

TEST(Totals, AreTheSumBelowAListAndNeverAName) {
  using Cells = std::vector<std::string>;
  for (const auto& cells :
       {Cells{"Total"}, Cells{"", "Total: 90", ""}, Cells{"TOTAL DE ORGANIZACIONES", "90"}, Cells{"Total general", "", "1,204"}})
    EXPECT_TRUE(is_total(cells)) << cells.at(0) << cells.at(cells.size() > 1 ? 1 : 0);
  for (const auto& cells :
       {Cells{"Total México"}, Cells{"Total", "Empresa"}, Cells{"90"}, Cells{""}, Cells{}, Cells{"Organizaciones de agua"}})
    EXPECT_FALSE(is_total(cells)) << (cells.empty() ? "" : cells.at(0));
}

TEST(CellsOfLists, AreCodesOrNamesInEitherLanguage) {
  struct Case {
    const char* target;
    const char* text;
    const char* code;
  };
  for (const auto& c : {Case{"type", "Empresa", "company"},
                        {"type", "company", "company"},
                        {"type", "Civil society organisation", "civil_society"},
                        {"state", "Ciudad de Mexico", "09"},
                        {"state", "9", "09"},
                        {"state", "09", "09"},
                        {"state", "CDMX", "09"},
                        {"size", "PEQUEÑA", "small"},
                        {"sector", "22", "22"},
                        {"sector", "31-33", "31-33"},
                        {"sector", "Construcción", "23"},
                        {"country", "México", "MX"},
                        {"country", "Germany", "DE"},
                        {"type", "ONG", "civil_society"},
                        {"type", "Cámara empresarial", "business_body"},
                        {"type", "Universidad", "academia"},
                        {"type", "Empresa privada", "company"},
                        {"type", "Gobierno federal", "federal_body"},
                        {"type", "Gobierno", ""},
                        {"type", "Fundación", ""},
                        {"type", "Asociación", ""},
                        {"name", "Lo que sea", "Lo que sea"},
                        {"state", "Aztlán", ""},
                        {"type", "Sociedad secreta", ""}}) {
    const auto code = code_of(c.target, c.text);
    EXPECT_EQ(code ? *code : "", c.code) << c.target << " " << c.text;
  }
}

TEST(Goals, AreReadFromWhateverSeparatesThem) {
  EXPECT_EQ(goals_of("1, 3; 17").value(), (std::vector<int>{1, 3, 17}));
  EXPECT_EQ(goals_of("ODS 7 y 13").value(), (std::vector<int>{7, 13}));
  for (const auto* wrong : {"18", "0", "3, 3", "ninguno", "123"}) EXPECT_FALSE(goals_of(wrong)) << wrong;
}

TEST(Rows, LaidOverAProfileEraseNothingWhereTheyAreBlank) {
  organizations::ProfileInput stored;
  stored.name = "Antes";
  stored.rfc = "ABC010101AB1";
  std::vector<FieldError> errors;
  lay_over(stored, values_of({"name", "rfc", "size"}, {" Después ", "  ", "Micro"}), errors);
  EXPECT_EQ(stored.name, "Después");
  EXPECT_EQ(stored.rfc, "ABC010101AB1");
  EXPECT_EQ(stored.size, "micro");
  EXPECT_TRUE(errors.empty());
}

TEST(Rows, OfNewOrganizationsAreBornAsTheFormIs) {
  EXPECT_EQ(blank_input({{"type", "Empresa"}}).country, "MX");
  EXPECT_EQ(blank_input({{"type", "Gobierno extranjero"}}).country, "");
  EXPECT_EQ(blank_input({{"name", "x"}}).country, "");
  EXPECT_EQ(blank_input({{"state", "Oaxaca"}}).country, "MX");
  EXPECT_EQ(blank_input({{"place", "Baviera"}}).country, "");
  EXPECT_EQ(blank_input({{"name", "x"}}).type, "unspecified");
}

TEST(Slices, GrowSlowlyAndStayWithinTheirTime) {
  EXPECT_EQ(next_slice(20, 1000), 40);
  EXPECT_EQ(next_slice(100, 180'000), 50);
  EXPECT_EQ(next_slice(20, 10'000'000), 5);
  EXPECT_EQ(next_slice(500, 1), 500);
}

TEST(Notes, ComeBackFromTheirText) {
  Notes notes;
  notes.errors = {remark(3, "rfc", _("Línea {1}: una comilla se abre y no se cierra.").arg(std::int64_t{7}))};
  notes.changes = {{"name", "a", "b"}};
  notes.twins = {{OrganizationId::make(), "Otra", 91}};
  const auto back = notes_from(to_json(notes));
  EXPECT_EQ(back.errors.at(0).message().args().at(0), "7");
  EXPECT_EQ(back.changes.at(0).after, "b");
  EXPECT_EQ(back.twins.at(0).id, notes.twins.at(0).id);
  EXPECT_EQ(to_json(Notes()), "");
}

}  // namespace
}  // namespace alianza::imports
