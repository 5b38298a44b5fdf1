// From the file to the directory and back: on both engines.
#include <boost/json.hpp>

#include "features/imports/tests/house.h"

namespace alianza::imports {
namespace {

class Importing : public ::testing::Test {
 protected:
  House house;
};

TEST_F(Importing, NinetyRowsOfWhichSevenAreWrongGiveEightyThreeOrganizations) {
  for (const auto* name : {"synthetic_90.xlsx", "synthetic_90.ods", "synthetic_90.csv", "synthetic_90_windows.csv"}) {
    House fresh;
    const auto id = fresh.sent(shared(name), name);
    const auto ready = fresh.seen(id);
    ASSERT_EQ(ready.import.state, State::ready) << name << ready.import.problem.key();
    EXPECT_EQ(ready.counts.all(), 90) << name;
    EXPECT_EQ(ready.counts.wrong, 7) << name << (ready.counts.wrong == 90 ? fresh.row(id, 2).notes.errors.at(0).key : "");
    EXPECT_EQ(ready.counts.created, 83) << name;
    std::vector<std::int64_t> wrong;
    for (const auto& row : fresh.rows(id, Show::wrong)) {
      wrong.push_back(row.number);
      EXPECT_FALSE(row.notes.errors.empty());
      EXPECT_GE(row.notes.errors.front().column, 0) << row.number;
    }
    EXPECT_EQ(wrong, (std::vector<std::int64_t>{8, 19, 30, 41, 54, 66, 79})) << name;
    EXPECT_EQ(fresh.organizations_in_use(), 0);
    EXPECT_EQ(fresh.applied(id), "done");
    EXPECT_EQ(fresh.organizations_in_use(), 83) << name;
    EXPECT_EQ(fresh.seen(id).import.state, State::applied);
    const auto one = fresh.named("Alimentos Arrayán 01 (sintética)");
    ASSERT_TRUE(one) << name;
    EXPECT_EQ(one->profile.state, "09");
    EXPECT_EQ(one->profile.sector, "31-33");
    EXPECT_EQ(interests(one->sdgs).size(), 2U);
  }
}

TEST_F(Importing, ContactsBecomeAffiliations) {
  const auto id = house.sent(shared("synthetic_90.xlsx"));
  ASSERT_EQ(house.applied(id), "done");
  const auto one = house.named("Alimentos Arrayán 01 (sintética)");
  ASSERT_TRUE(one);
  house.app.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(alliances::see(tx, house.act().actor, house.alliance));
    const auto contacts = TRY(membership::contacts_of(tx, at.standing, one->id));
    EXPECT_EQ(contacts.size(), 1U);
    EXPECT_EQ(contacts.at(0).email, "contacto1@sintetica01.example");
    EXPECT_EQ(contacts.at(0).phone, "5550000000");
    EXPECT_EQ(contacts.at(0).position, "Enlace");
    return {};
  });
  // The same contact is not added twice.
  const auto again = house.sent(shared("synthetic_90.csv"));
  EXPECT_EQ(house.seen(again).counts.unchanged, 83);
}

TEST_F(Importing, IsUndoneToTheLastValueExceptWhatSomebodyChangedSince) {
  const auto kept = house.registered(house.company("Molinos del Sur"));
  const auto touched = house.registered(house.company("Vidrios del Norte"));
  const auto id = house.sent(
      "Nombre,Tamaño,Sitio web,ODS\nMolinos del Sur,Grande,https://molinos.example,3\nVidrios del Norte,Grande,,4\n"
      "Telares del Centro,,https://telares.example,5\n");
  auto counts = house.seen(id).counts;
  EXPECT_EQ(counts.changed, 2);
  EXPECT_EQ(counts.created, 1);
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.named("Molinos del Sur")->profile.size, organizations::Size::large);
  const auto now = *house.named("Vidrios del Norte");
  auto input = as_input(now.profile, now.version);
  input.website = "https://vidrios.example";
  house.app.write([&](db::Tx& tx) { return organizations::edit(tx, house.act(), house.alliance, touched.id, input); });
  EXPECT_EQ(house.undone(id), "done");
  const auto back = *house.named("Molinos del Sur");
  EXPECT_EQ(back.profile, kept.profile);
  EXPECT_TRUE(interests(back.sdgs).empty());
  EXPECT_EQ(house.named("Vidrios del Norte")->profile.size, organizations::Size::large);
  EXPECT_FALSE(house.named("Telares del Centro")) << "a new one goes out of use";
  const auto seen = house.seen(id);
  EXPECT_EQ(seen.import.state, State::undone);
  EXPECT_EQ(seen.counts.restored, 2);
  EXPECT_EQ(seen.counts.left, 1);
  EXPECT_EQ(house.row(id, 3).notes.errors.size(), 1U);
  EXPECT_EQ(house.undone(id), "conflict");
  // The corrected sheet brings back what was put out of use, instead of registering it twice.
  const auto again = house.sent("Nombre,Sitio web,ODS\nTelares del Centro,https://telares.example,5\n");
  EXPECT_EQ(house.seen(again).counts.changed, 1);
  EXPECT_EQ(house.applied(again), "done");
  EXPECT_TRUE(house.named("Telares del Centro"));
}

TEST_F(Importing, UndoingGivesGoalsTheirFormerDays) {
  const auto one = house.registered(house.company("Molinos del Sur"));
  using organizations::SdgLevel;
  const std::vector<organizations::SdgInterest> declared{{3, SdgLevel::priority}, {4, SdgLevel::interested}};
  house.app.write([&](db::Tx& tx) { return organizations::declare_sdgs(tx, house.act(), house.alliance, one.id, declared); });
  const auto days = [&] {
    return house.app.read([&](db::Tx& tx) { return Result<organizations::GoalDays>(organizations::goal_days(tx, one.id)); });
  };
  const auto before = days();
  ASSERT_EQ(before.size(), 2U);
  house.app.clock().advance(std::chrono::hours(24 * 10));
  const auto id = house.sent("Nombre,ODS\nMolinos del Sur,\"4, 5\"\n");
  ASSERT_EQ(house.applied(id), "done");
  ASSERT_NE(days(), before);
  house.app.clock().advance(std::chrono::hours(24 * 10));
  ASSERT_EQ(house.undone(id), "done");
  ASSERT_EQ(house.row(id, 2).state, RowState::restored);
  EXPECT_EQ(days(), before);
}

TEST_F(Importing, WhatCannotGetItsFormerValuesIsLeftAndSaysWhy) {
  // As a loader may have left it: the form would not take it.
  auto input = house.company("Molinos del Sur");
  auto profile = house.app.read([&](db::Tx& tx) { return organizations::check(tx, house.agency, input); });
  profile.website = "sin sitio";
  house.app.write([&](db::Tx& tx) {
    return Result<organizations::Organization>(organizations::add(tx, house.act(), house.agency, profile, {}, house.app.today()));
  });
  const auto id = house.sent("Nombre,Sitio web,Tamaño\nMolinos del Sur,https://molinos.example,Grande\n");
  ASSERT_EQ(house.seen(id).counts.changed, 1);
  ASSERT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.undone(id), "done");
  const auto row = house.row(id, 2);
  EXPECT_EQ(row.state, RowState::left);
  ASSERT_GE(row.notes.errors.size(), 2U);
  EXPECT_EQ(row.notes.errors.at(1).field, "website");
  EXPECT_EQ(house.named("Molinos del Sur")->profile.size, organizations::Size::large);
  EXPECT_EQ(house.seen(id).counts.restored, 0);
}

TEST_F(Importing, RowsAreMendedInThePreviewWithoutLosingTheRest) {
  const auto id = house.sent(
      "Nombre,Tipo,Estado,Sector,Tamaño,RFC\nBien,Empresa,Oaxaca,22,Micro,\nMal,Empresa,Aztlán,22,Micro,XSA900101AB9\n");
  auto row = house.row(id, 3);
  ASSERT_EQ(row.outcome, Outcome::wrong);
  const auto mend = [&](RowInput input) {
    return house.write([&](db::Tx& tx) { return edit_row(tx, house.act(), house.alliance, id, 3, input); });
  };
  auto cells = row.cells;
  cells[2] = "Oaxaca";
  EXPECT_EQ(mend({cells, "", ""}), "done");
  row = house.row(id, 3);
  EXPECT_EQ(row.outcome, Outcome::wrong) << "its RFC is doubtful";
  EXPECT_EQ(row.notes.errors.at(0).field, "rfc");
  EXPECT_EQ(mend({cells, "yes", ""}), "done");
  EXPECT_EQ(house.row(id, 3).outcome, Outcome::created);
  EXPECT_EQ(house.row(id, 2).outcome, Outcome::created);
  EXPECT_EQ(mend({cells, "yes", OrganizationId::make().text()}), "choice");
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_TRUE(house.named("Mal")->profile.rfc_kept);
  EXPECT_EQ(mend({cells, "", ""}), "conflict") << "applied rows are not mended";
}

TEST_F(Importing, LikelyDuplicatesAreShownAndThePersonChooses) {
  const auto one = house.registered(house.company("Cartones Arrayán, S.A. de C.V."));
  const auto id = house.sent("Nombre,Sitio web\nCARTONES ARRAYAN,https://arrayan.example\n");
  auto row = house.row(id, 2);
  ASSERT_EQ(row.notes.twins.size(), 1U);
  EXPECT_EQ(row.notes.twins[0].id, one.id);
  EXPECT_EQ(row.outcome, Outcome::changed) << "almost certainly the same";
  EXPECT_EQ(row.organization, one.id);
  EXPECT_EQ(house.seen(id).counts.alike, 1);
  const auto choose = [&](const std::string& choice) {
    EXPECT_EQ(house.write([&](db::Tx& tx) {
      return edit_row(tx, house.act(), house.alliance, id, 2, {row.cells, "", choice});
    }),
              "done");
    return house.row(id, 2).outcome;
  };
  EXPECT_EQ(choose("new"), Outcome::created);
  EXPECT_EQ(choose(one.id.text()), Outcome::changed);
  EXPECT_EQ(choose("new"), Outcome::created);
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.organizations_in_use(), 2);
}

TEST_F(Importing, TheSameOrganizationTwiceInOneFileIsTold) {
  const auto id = house.sent("Nombre\nTelares del Centro\nTELARES DEL CENTRO\n");
  EXPECT_EQ(house.row(id, 2).outcome, Outcome::created);
  EXPECT_EQ(house.row(id, 3).outcome, Outcome::wrong);
  EXPECT_EQ(house.row(id, 3).notes.errors.at(0).args.at(0), "2");
  const auto known = house.registered(house.company("Molinos del Sur"));
  const auto twice = house.sent("Clave,Nombre\n" + known.id.text() + ",Molinos\n" + known.id.text() + ",Otros molinos\n");
  EXPECT_EQ(house.row(twice, 2).outcome, Outcome::changed);
  EXPECT_EQ(house.row(twice, 3).outcome, Outcome::wrong);
}

TEST_F(Importing, WhatChangedAfterThePreviewIsNotOverwritten) {
  const auto one = house.registered(house.company("Molinos del Sur"));
  const auto id = house.sent("Clave,Tamaño\n" + one.id.text() + ",Grande\n");
  auto input = as_input(one.profile, one.version);
  input.size = "micro";
  house.app.write([&](db::Tx& tx) { return organizations::edit(tx, house.act(), house.alliance, one.id, input); });
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.row(id, 2).state, RowState::failed);
  EXPECT_EQ(house.named("Molinos del Sur")->profile.size, organizations::Size::micro);
}

TEST_F(Importing, ColumnsAreRememberedForTheSameHeads) {
  const std::string file = "Denominación rara,Cosa\nTelares,https://telares.example\n";
  const auto id = house.sent(file);
  EXPECT_EQ(house.seen(id).import.columns, (std::vector<std::string>{"", ""}));
  EXPECT_EQ(house.seen(id).counts.wrong, 1);
  const auto set = [&](std::vector<std::string> columns) {
    const auto outcome = house.write([&](db::Tx& tx) { return set_columns(tx, house.act(), house.alliance, id, columns); });
    house.run_jobs();
    return outcome;
  };
  EXPECT_EQ(set({"", "website"}), "c0");
  EXPECT_EQ(set({"name", "website"}), "done");
  EXPECT_EQ(house.seen(id).counts.created, 1);
  const auto again = house.sent("denominacion RARA,Cosa\nOtros telares,https://otros.example\n");
  EXPECT_EQ(house.seen(again).import.columns, (std::vector<std::string>{"name", "website"}));
}

TEST_F(Importing, TheSameFileTwiceIsNoticed) {
  const auto first = house.sent("Nombre\nTelares\n");
  EXPECT_FALSE(house.seen(first).same_file);
  const auto second = house.sent("Nombre\nTelares\n");
  ASSERT_TRUE(house.seen(second).same_file);
  EXPECT_EQ(house.seen(second).same_file->id, first);
}

TEST_F(Importing, TitlesAboveTheHeadsAreLeftOut) {
  const auto id = house.sent("Directorio de la alianza\n\nNombre,RFC,Sitio web\nTelares,,https://telares.example\n");
  EXPECT_EQ(house.seen(id).import.heads.at(0), "Nombre");
  EXPECT_EQ(house.seen(id).counts.created, 1);
}

TEST_F(Importing, TheTotalBelowTheListIsLeftOutAndCanBeTakenBack) {
  const auto id = house.sent("Padrón 2026;;\nNo.;Organización;Tipo de actor\n1;Cartones del Arrayán;Empresa\n;Total: 1;\n");
  const auto ready = house.seen(id);
  EXPECT_EQ(ready.counts.created, 1);
  EXPECT_EQ(ready.counts.omitted, 1);
  EXPECT_TRUE(house.row(id, 4).is_omitted());
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.organizations_in_use(), 1);
  EXPECT_FALSE(house.named("Total: 1"));
}

TEST_F(Importing, OnlyWhoConvenesMay) {
  const auto refused = [&](const std::string& who) {
    return fault(upload(house.app.db(), house.act(who), house.alliance, {"x.csv", "Nombre\nx\n", ""}));
  };
  EXPECT_EQ(refused("legal"), "forbidden");
  EXPECT_EQ(refused("nobody"), "not_found");
  EXPECT_EQ(refused("director"), "done");
  const auto id = house.sent("Nombre\nTelares\n");
  for (const auto* who : {"legal", "nobody"}) {
    const std::string expected = who == std::string("legal") ? "forbidden" : "not_found";
    EXPECT_EQ(house.write([&](db::Tx& tx) { return apply(tx, house.act(who), house.alliance, id, {}); }), expected);
    EXPECT_EQ(house.write([&](db::Tx& tx) { return undo(tx, house.act(who), house.alliance, id); }), expected);
    EXPECT_EQ(house.write([&](db::Tx& tx) { return discard(tx, house.act(who), house.alliance, id); }), expected);
    EXPECT_EQ(house.write([&](db::Tx& tx) { return edit_row(tx, house.act(who), house.alliance, id, 2, {}); }), expected);
  }
}

TEST_F(Importing, FilesThatAreNoSheetsAreRefusedAtTheirField) {
  const auto send = [&](const std::string& bytes) {
    return fault(upload(house.app.db(), house.act(), house.alliance, {"x", bytes, ""}));
  };
  EXPECT_EQ(send(""), "file");
  EXPECT_EQ(send("%PDF-1.4"), "file");
  EXPECT_EQ(send(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + "xls"), "file");
  // What only the reading finds out is told on the page of the import.
  const auto id = house.sent("Nombre\n\"sin cerrar\n");
  EXPECT_EQ(house.seen(id).import.state, State::failed);
  EXPECT_FALSE(house.seen(id).import.problem.empty());
}

TEST_F(Importing, AllOrNothingIsThePersonsChoice) {
  const auto id = house.sent("Nombre,ODS\nTelares,3\nMolinos,99\n");
  EXPECT_EQ(house.applied(id, {"yes"}), "only_whole");
  EXPECT_EQ(house.organizations_in_use(), 0);
  EXPECT_EQ(house.applied(id), "done");
  EXPECT_EQ(house.organizations_in_use(), 1);
}

TEST_F(Importing, WhoLostTheirOfficeStopsTheirImport) {
  const auto id = house.sent("Nombre\nTelares\n");
  ASSERT_EQ(house.write([&](db::Tx& tx) { return apply(tx, house.act(), house.alliance, id, {}); }), "done");
  house.app.write([&](db::Tx& tx) { return auth::disable_account(tx, house.act().actor->account, {}); });
  house.run_jobs();
  EXPECT_EQ(house.organizations_in_use(), 0);
}

TEST_F(Importing, IsStoppedDiscardedAndResumed) {
  const auto uploaded = upload(house.app.db(), house.act(), house.alliance, {"x.csv", "Nombre\nTelares\n", ""});
  ASSERT_TRUE(uploaded);
  const auto id = *uploaded;
  const auto act_on = [&](auto verb) {
    return house.write([&](db::Tx& tx) { return verb(tx, house.act(), house.alliance, id); });
  };
  EXPECT_EQ(act_on(discard), "conflict") << "a job is at work";
  EXPECT_EQ(act_on(stop), "done");
  EXPECT_TRUE(house.seen(id).stalled);
  EXPECT_EQ(act_on(resume), "done");
  house.run_jobs();
  EXPECT_EQ(house.seen(id).import.state, State::ready);
  EXPECT_EQ(act_on(discard), "done");
  EXPECT_EQ(fault(house.app.db().read([&](db::Tx& tx) { return see(tx, house.act().actor, house.alliance, id); })), "not_found");
}

TEST_F(Importing, LeavesOneAuditLineForEachOrganizationWithTheBatchNamed) {
  const auto id = house.sent("Nombre\nTelares del Centro\nMolinos del Sur\n");
  ASSERT_EQ(house.applied(id), "done");
  const auto lines = house.app.read([&](db::Tx& tx) {
    return Result<std::int64_t>(
        *tx.one<std::int64_t>("SELECT count(*) FROM audit_lines WHERE verb = 'organization.register' AND fields LIKE :batch",
                              {{"batch", "%" + id.text() + "%"}}));
  });
  EXPECT_EQ(lines, 2);
}

}  // namespace
}  // namespace alianza::imports
