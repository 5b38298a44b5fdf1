// What a sheet lacks, what its words mean, which rows are left out: on both engines.
#include "features/imports/columns.h"
#include "features/imports/tests/house.h"

namespace alianza::imports {
namespace {

class Mending : public ::testing::Test {
 protected:
  std::string mean(ImportId id, const std::vector<Meaning>& meanings) {
    const auto outcome = house.write([&](db::Tx& tx) { return set_meanings(tx, house.act(), house.alliance, id, meanings); });
    house.run_jobs();
    return outcome;
  }
  std::string edit(ImportId id, std::int64_t number, const RowInput& input) {
    return house.write([&](db::Tx& tx) { return edit_row(tx, house.act(), house.alliance, id, number, input); });
  }
  std::string choose_rows(ImportId id, const std::vector<std::int64_t>& rows, const std::string& choice) {
    return house.write([&](db::Tx& tx) { return choose(tx, house.act(), house.alliance, id, {rows, choice}); });
  }
  std::vector<Unknown> unknown(ImportId id) {
    const auto seen = house.seen(id);
    return house.app.read([&](db::Tx& tx) { return Result<std::vector<Unknown>>(unknowns(tx, seen)); });
  }
  House house;
};

TEST_F(Mending, WhatATypeRequiresAndASheetLacksIsAWarningAndNoError) {
  const auto id = house.sent("Nombre,Tipo\nTelares del Centro,Empresa\nFundación Arrayán,Fundación corporativa\nMolinos,\n");
  auto counts = house.seen(id).counts;
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_EQ(counts.created, 3);
  EXPECT_EQ(counts.warned, 3);
  const auto warned = [&](std::int64_t number) {
    std::vector<std::string> out;
    for (const auto& w : house.row(id, number).notes.warnings) out.push_back(w.field);
    return out;
  };
  EXPECT_EQ(warned(2), (std::vector<std::string>{"sector", "size"}));
  EXPECT_EQ(warned(3), std::vector<std::string>{"parent"});
  EXPECT_EQ(warned(4), std::vector<std::string>{"type"}) << "a row without type says so";
  EXPECT_EQ(house.rows(id, Show::warned).size(), 3U);
  ASSERT_EQ(house.applied(id), "done");
  const auto made = *house.named("Telares del Centro");
  EXPECT_EQ(made.profile.sector, "");
  EXPECT_EQ(made.profile.size, organizations::Size::unknown);
  // By hand it is completed: the form still asks for it.
  const auto input = as_input(made.profile, made.version);
  EXPECT_EQ(house.write([&](db::Tx& tx) { return organizations::edit(tx, house.act(), house.alliance, made.id, input); }),
            "sector");
  // A later sheet may say one of the two, and is undone to what it was.
  const auto later = house.sent("Nombre,Tamaño\nTelares del Centro,Mediana\n");
  EXPECT_EQ(house.seen(later).counts.changed, 1);
  ASSERT_EQ(house.applied(later), "done");
  EXPECT_EQ(house.undone(later), "done");
  EXPECT_EQ(house.row(later, 2).state, RowState::restored);
  EXPECT_EQ(house.named("Telares del Centro")->profile, made.profile);
}

TEST_F(Mending, WhatATypeDoesNotHaveIsLeftInTheSheetAndTold) {
  // One column for all types, as real sheets have it; a size and a sector that nobody would understand beside a foundation are no
  // error either.
  const auto id = house.sent(
      "Nombre,Tipo,Estado,Tamaño,Sector\nCámara del Norte,Cámara,Edo. Mex.,Grande,\nFundación Arrayán,Fundación "
      "corporativa,CDMX,PyME,Lo que "
      "sea\nSecretaría de Muestra,federal_body,Jalisco,Mediana,22\nTelares,Empresa,CDMX,PyME,22\n");
  const auto counts = house.seen(id).counts;
  EXPECT_EQ(counts.wrong, 1) << "only the company, whose type has a size";
  EXPECT_EQ(house.row(id, 5).outcome, Outcome::wrong);
  const auto told = [&](std::int64_t number) {
    std::vector<std::string> out;
    for (const auto& w : house.row(id, number).notes.warnings)
      if (w.message().key() == std::string("Una organización de este tipo no lleva este dato: no se importa."))
        out.push_back(w.field);
    return out;
  };
  EXPECT_EQ(told(2), std::vector<std::string>{"size"});
  EXPECT_EQ(told(3), (std::vector<std::string>{"sector", "size"}));
  EXPECT_EQ(told(4), (std::vector<std::string>{"state", "sector", "size"}));
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.named("Cámara del Norte")->profile.state, "15");
  EXPECT_EQ(house.named("Cámara del Norte")->profile.size, organizations::Size::unknown);
  EXPECT_EQ(house.named("Fundación Arrayán")->profile.sector, "");
  // A sheet that says it of one in the directory changes nothing and is no error.
  const auto again = house.sent("Nombre,Tamaño\nCámara del Norte,Grande\n");
  EXPECT_EQ(house.row(again, 2).outcome, Outcome::unchanged);
}

TEST_F(Mending, ARowIsGivenWhatItsSheetHasNoColumnFor) {
  const auto id = house.sent("Nombre,Tipo\nTelares del Centro,Empresa\n");
  const auto cells = house.row(id, 2).cells;
  EXPECT_EQ(edit(id, 2, {cells, "", "", {{"sector", "31-33"}, {"size", "Mediana"}, {"website", "https://telares.example"}}}),
            "done");
  auto row = house.row(id, 2);
  EXPECT_TRUE(row.notes.warnings.empty());
  EXPECT_EQ(row.extra.at("sector"), "31-33");
  EXPECT_EQ(edit(id, 2, {cells, "", "", {{"website", ""}}}), "done");
  EXPECT_FALSE(house.row(id, 2).extra.contains("website"));
  EXPECT_EQ(edit(id, 2, {cells, "", "", {{"sector", "Nada"}}}), "done");
  row = house.row(id, 2);
  EXPECT_EQ(row.outcome, Outcome::wrong);
  EXPECT_EQ(row.notes.errors.at(0).field, "sector");
  EXPECT_EQ(row.notes.errors.at(0).column, -1);
  EXPECT_EQ(edit(id, 2, {cells, "", "", {{"sector", "22"}}}), "done");
  for (const auto* target : {"type", "id", "nonsense"})
    EXPECT_EQ(edit(id, 2, {cells, "", "", {{target, "x"}}}), std::string("x_") + target);
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.named("Telares del Centro")->profile.sector, "22");
  EXPECT_EQ(house.named("Telares del Centro")->profile.size, organizations::Size::medium);
}

TEST_F(Mending, AValueIsExplainedOnceForAllRows) {
  const auto id =
      house.sent("Nombre,Tipo,Tamaño\nUno,Gobierno,\nDos,GOBIERNO,\nTres,Empresa,Chiquita\nCuatro,Empresa,\nCinco,Fundación,\n");
  EXPECT_EQ(house.seen(id).counts.wrong, 4);
  const auto values = unknown(id);
  ASSERT_EQ(values.size(), 5U);
  const auto government = std::find_if(values.begin(), values.end(), [](const auto& u) { return plain(u.said) == "gobierno"; });
  ASSERT_NE(government, values.end());
  EXPECT_EQ(government->target, "type");
  EXPECT_EQ(government->rows, 2);
  EXPECT_EQ(mean(id, {{"type", "Gobierno", "federal_body"},
                      {"size", "Chiquita", "small"},
                      {"size", "", "medium"},
                      {"type", "Fundación", "-"}}),
            "done");
  EXPECT_EQ(house.seen(id).counts.wrong, 0);
  const auto change = [&](std::int64_t number, const std::string& field) {
    for (const auto& c : house.row(id, number).notes.changes)
      if (c.field == field) return c.after;
    return std::string();
  };
  EXPECT_EQ(change(2, "type"), "federal_body");
  EXPECT_EQ(change(3, "type"), "federal_body");
  EXPECT_EQ(change(3, "size"), "") << "a government has no size";
  EXPECT_EQ(change(4, "size"), "small");
  EXPECT_EQ(change(5, "size"), "medium");
  EXPECT_EQ(change(6, "type"), "unspecified");
  for (const auto& u : unknown(id)) EXPECT_NE(plain(u.said), "gobierno");
  EXPECT_EQ(mean(id, {{"type", "Gobierno", ""}}), "done") << "it means nothing any more";
  EXPECT_EQ(house.seen(id).counts.wrong, 2);
  EXPECT_EQ(mean(id, {}), "meanings");
  EXPECT_EQ(mean(id, {{"name", "x", "y"}}), "meanings");
  EXPECT_EQ(mean(id, {{"type", "x", "bank"}}), "meanings");
}

TEST_F(Mending, ABlankDoesNotOverwriteWhatTheDirectoryKnows) {
  house.registered(house.company("Molinos del Sur"));
  const auto id = house.sent("Nombre,Tamaño,Sitio web\nMolinos del Sur,,https://molinos.example\nOtra,,\n");
  ASSERT_EQ(mean(id, {{"size", "", "large"}, {"type", "", "company"}}), "done");
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.named("Molinos del Sur")->profile.size, organizations::Size::small);
  EXPECT_EQ(house.named("Otra")->profile.size, organizations::Size::large);
}

TEST_F(Mending, AnAddressStandsForTheNameOfItsPersonUntilSomebodyKnows) {
  const auto id = house.sent("Nombre,Sitio web,Correo\nTelares,https://telares.example,hola@telares.example\n");
  auto row = house.row(id, 2);
  ASSERT_EQ(row.outcome, Outcome::created);
  EXPECT_EQ(row.notes.warnings.back().field, "contact_name");
  const auto line = house.sent("Nombre,Sitio web,Teléfono\nMolinos,https://molinos.example,5512345678\n");
  EXPECT_EQ(house.row(line, 2).outcome, Outcome::created) << "a general line";
  EXPECT_EQ(edit(id, 2, {row.cells, "", "", {{"contact_name", "Ana Prueba"}}}), "done");
  for (const auto& warning : house.row(id, 2).notes.warnings) EXPECT_NE(warning.field, "contact_name");
  EXPECT_EQ(edit(id, 2, {row.cells, "", "", {{"contact_name", ""}}}), "done");
  ASSERT_EQ(house.applied(id), "done");
  const auto made = *house.named("Telares");
  house.app.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(alliances::see(tx, house.act().actor, house.alliance));
    const auto contacts = TRY(membership::contacts_of(tx, at.standing, made.id));
    EXPECT_EQ(contacts.at(0).email, "hola@telares.example");
    EXPECT_EQ(contacts.at(0).name, "hola@telares.example");
    return {};
  });
}

TEST_F(Mending, RowsAreOmittedAndComeBack) {
  const auto id = house.sent("Nombre\nTelares del Centro\nTELARES DEL CENTRO\nMolinos\n");
  ASSERT_EQ(house.row(id, 3).outcome, Outcome::wrong);
  EXPECT_EQ(choose_rows(id, {3, 4}, "omit"), "done");
  auto counts = house.seen(id).counts;
  EXPECT_EQ(counts.omitted, 2);
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_EQ(counts.waiting, 1);
  EXPECT_EQ(counts.all(), 3);
  EXPECT_EQ(house.rows(id, Show::omitted).size(), 2U);
  EXPECT_TRUE(house.rows(id, Show::unchanged).empty());
  EXPECT_EQ(choose_rows(id, {4}, ""), "done");
  EXPECT_EQ(house.row(id, 4).outcome, Outcome::created);
  EXPECT_EQ(choose_rows(id, {}, "omit"), "rows");
  EXPECT_EQ(choose_rows(id, {4}, "nonsense"), "choice");
  EXPECT_EQ(choose_rows(id, {77}, "omit"), "not_found");
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.organizations_in_use(), 2);
}

TEST_F(Mending, SeveralAreOthersOrTheSameAtOnce) {
  const auto one = house.registered(house.company("Cartones Arrayán, S.A. de C.V."));
  house.registered(house.company("Vidrios del Norte"));
  const auto id = house.sent(
      "Nombre,Sitio web\nCARTONES ARRAYAN,https://arrayan.example\nVIDRIOS DEL NORTE,https://vidrios.example\n"
      "Telares,\nTELARES,https://t.example\n");
  EXPECT_EQ(choose_rows(id, {2, 3, 5}, "new"), "done");
  for (const std::int64_t number : {2, 3, 5}) EXPECT_EQ(house.row(id, number).outcome, Outcome::created) << number;
  EXPECT_EQ(choose_rows(id, {2, 3, 5}, ""), "done");
  EXPECT_EQ(choose_rows(id, {2, 3, 5}, "same"), "done");
  EXPECT_EQ(house.row(id, 2).organization, one.id);
  EXPECT_EQ(house.row(id, 3).outcome, Outcome::changed);
  EXPECT_TRUE(house.row(id, 5).is_omitted()) << "the same as a row above: that one counts";
}

TEST_F(Mending, AnOrganizationThatTakesPartSinceIsLeftAndTold) {
  const auto id = house.sent("Nombre\nTelares del Centro\nMolinos del Sur\nVidrios del Norte\n");
  ASSERT_EQ(house.applied(id), "done");
  const auto part = [&](const std::string& name, const std::string& status, const std::string& reason) {
    const auto o = *house.named(name);
    EXPECT_EQ(house.write([&](db::Tx& tx) {
      return organizations::change_participation(tx, house.act(), house.alliance, o.id,
                                                 {status, house.app.today().text(), reason});
    }),
              "done");
  };
  part("Telares del Centro", "active", "");
  part("Molinos del Sur", "invited", "");
  part("Molinos del Sur", "withdrawn", "No le interesa");
  house.run_jobs();
  const auto seen = house.seen(id);
  const auto will = house.app.read([&](db::Tx& tx) { return Result<UndoPreview>(preview_undo(tx, seen)); });
  EXPECT_EQ(will.removed, 1);
  EXPECT_EQ(will.taking_part, 2);
  EXPECT_EQ(house.undone(id), "done");
  EXPECT_EQ(house.seen(id).counts.restored, 1);
  EXPECT_EQ(house.seen(id).counts.left, 2);
  EXPECT_TRUE(house.named("Telares del Centro"));
  EXPECT_TRUE(house.named("Molinos del Sur")) << "it answered no: its history stays";
  EXPECT_FALSE(house.named("Vidrios del Norte"));
}

TEST_F(Mending, AnRfcIsNeverRefusedForGood) {
  const auto id = house.sent("Nombre,Tipo,RFC\nTelares,Empresa,TTL12\n");
  auto row = house.row(id, 2);
  ASSERT_EQ(row.outcome, Outcome::wrong);
  EXPECT_EQ(row.notes.errors.at(0).field, "rfc");
  EXPECT_EQ(edit(id, 2, {row.cells, "yes", "", {}}), "done");
  EXPECT_EQ(house.row(id, 2).outcome, Outcome::created);
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.named("Telares")->profile.rfc, "TTL12");
  EXPECT_TRUE(house.named("Telares")->profile.rfc_kept);
}

}  // namespace
}  // namespace alianza::imports
