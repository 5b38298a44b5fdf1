// What is forgotten of imports, and what is written slice by slice: on both engines.
#include "features/imports/store.h"
#include "features/imports/tests/house.h"

namespace alianza::imports {
namespace {

using Days = std::chrono::duration<std::int64_t, std::ratio<86400>>;

class Forgetting : public ::testing::Test {
 protected:
  void days_later(int days) {
    house.app.clock().advance(Days(days));
    house.run_jobs();
  }
  std::int64_t count(const std::string& table, ImportId id) {
    const auto sql = "SELECT count(*) FROM " + table + " WHERE import_id = :id";
    return house.app.read([&](db::Tx& tx) { return Result<std::int64_t>(*tx.one<std::int64_t>(sql.c_str(), {{"id", id}})); });
  }
  Import stored(ImportId id) {
    return house.app.read([&](db::Tx& tx) { return Result<Import>(*store::find(tx, id)); });
  }
  std::string act_on(ImportId id, Done (*verb)(db::Tx&, const feature::Act&, AllianceId, ImportId)) {
    return house.write([&](db::Tx& tx) { return verb(tx, house.act(), house.alliance, id); });
  }
  House house;
};

TEST_F(Forgetting, ContactsOfAnAppliedImportStayThirtyDaysAndThenTheUndoingIsOver) {
  const auto id = house.sent("Nombre,Contacto,Correo,ODS\nTelares,Ana Prueba,ana@telares.example,3\nMolinos,,,99\n");
  ASSERT_EQ(house.applied(id), "done");
  days_later(29);
  EXPECT_EQ(house.row(id, 2).cells.at(2), "ana@telares.example");
  EXPECT_FALSE(house.row(id, 2).undo.empty());
  days_later(2);
  const auto seen = house.seen(id);
  ASSERT_TRUE(seen.import.forgotten_at);
  EXPECT_FALSE(seen.import.swept_to);
  EXPECT_TRUE(seen.import.heads.empty());
  EXPECT_EQ(seen.counts.applied, 1);
  EXPECT_EQ(seen.counts.wrong, 1);
  for (const auto& row : house.rows(id)) {
    EXPECT_TRUE(row.cells.empty());
    EXPECT_TRUE(row.undo.empty());
    EXPECT_TRUE(row.notes.errors.empty());
  }
  EXPECT_EQ(house.row(id, 2).name, "Telares");
  EXPECT_EQ(act_on(id, undo), "conflict");
  EXPECT_EQ(house.write([&](db::Tx& tx) { return edit_row(tx, house.act(), house.alliance, id, 3, {}); }), "conflict");
  EXPECT_TRUE(house.named("Telares")) << "what was applied stays";
  const auto page = "/alliances/" + house.alliance.text() + "/imports/" + id.text();
  auto& client = house.app.client(house.app.person("secretariat"));
  const auto body = client.get(page).body;
  EXPECT_NE(body.find("ya no se puede deshacer"), std::string::npos);
  EXPECT_EQ(body.find("Deshacer la importación"), std::string::npos);
  EXPECT_EQ(body.find("ana@telares.example"), std::string::npos);
  EXPECT_EQ(client.get(page + "/errors.csv").status, 404);
}

TEST_F(Forgetting, AnUndoneImportAndOneWhoseJobNeverCameBackAreForgottenToo) {
  const auto undone = house.sent("Nombre\nTelares\n");
  ASSERT_EQ(house.applied(undone), "done");
  ASSERT_EQ(house.undone(undone), "done");
  const auto stopped = house.sent("Nombre\nMolinos\n");
  ASSERT_EQ(house.write([&](db::Tx& tx) { return apply(tx, house.act(), house.alliance, stopped, {}); }), "done");
  ASSERT_EQ(act_on(stopped, stop), "done");
  days_later(31);
  EXPECT_EQ(house.seen(undone).import.state, State::undone);
  EXPECT_TRUE(house.seen(undone).import.forgotten_at);
  EXPECT_TRUE(house.row(undone, 2).cells.empty());
  EXPECT_EQ(house.seen(stopped).import.state, State::applied);
  EXPECT_EQ(act_on(stopped, resume), "conflict");
  EXPECT_EQ(house.write([&](db::Tx& tx) { return apply(tx, house.act(), house.alliance, stopped, {}); }), "conflict");
  EXPECT_EQ(house.organizations_in_use(), 0);
}

TEST_F(Forgetting, WhatNobodyAppliedIsDiscardedSevenDaysAfterTheLastTouch) {
  Import cut;  // its server died between two pieces
  cut.id = ImportId::make();
  cut.agency = house.agency;
  cut.alliance = house.alliance;
  cut.created_at = house.app.clock().now();
  house.app.write([&](db::Tx& tx) -> Done {
    store::insert(tx, cut);
    for (int ordinal = 0; ordinal < 9; ++ordinal) store::add_piece(tx, cut, ordinal, "QUJD");
    return {};
  });
  const auto ready = house.sent("Nombre,Sitio web\nTelares,x\n");
  days_later(6);
  EXPECT_EQ(stored(cut.id).state, State::uploading);
  EXPECT_EQ(house.write([&](db::Tx& tx) {
    return edit_row(tx, house.act(), house.alliance, ready, 2, {{"Telares", ""}, "", ""});
  }),
            "done");
  days_later(2);
  EXPECT_EQ(stored(cut.id).state, State::discarded);
  EXPECT_EQ(count("import_pieces", cut.id), 0);
  EXPECT_EQ(house.seen(ready).import.state, State::ready) << "somebody worked on it two days ago";
  days_later(6);
  EXPECT_EQ(stored(ready).state, State::discarded);
  EXPECT_EQ(count("import_rows", ready), 0);
  const auto lines = house.app.read([&](db::Tx& tx) {
    return Result<std::int64_t>(*tx.one<std::int64_t>("SELECT count(*) FROM audit_lines WHERE verb = 'import.discard'"));
  });
  EXPECT_EQ(lines, 2);
}

TEST_F(Forgetting, OfAFileThatCannotBeReadNothingStays) {
  std::string file = "Nombre\n";
  for (int i = 0; i < 600; ++i) file += "Telares " + std::to_string(i) + "\n";  // some are staged before the fault is found
  const auto id = house.sent(file + "\"sin cerrar\n");
  EXPECT_EQ(house.seen(id).import.state, State::failed);
  EXPECT_FALSE(house.seen(id).import.problem.empty());
  EXPECT_EQ(count("import_rows", id), 0);
  EXPECT_EQ(count("import_pieces", id), 0);
}

TEST_F(Forgetting, ManyRowsAreJudgedAnewAndDeletedByTheJobInSlices) {
  constexpr int rows = 2'500;  // three slices
  std::string file = "Nombre,Cosa rara\n";
  for (int i = 0; i < rows; ++i) file += "Telares " + std::to_string(i) + ",https://uno.example\n";
  const auto id = house.sent(file);
  ASSERT_EQ(house.seen(id).counts.created, rows);
  const auto set = [&](db::Tx& tx) { return set_columns(tx, house.act(), house.alliance, id, {"name", "sdgs_priority"}); };
  ASSERT_EQ(house.write(set), "done");
  EXPECT_EQ(house.seen(id).counts.pending, 0) << "the request writes no rows";
  // Who cancels the job and goes on later finds none judged by the columns of before.
  ASSERT_EQ(act_on(id, stop), "done");
  ASSERT_EQ(act_on(id, resume), "done");
  house.run_jobs();
  EXPECT_EQ(house.seen(id).import.state, State::ready);
  EXPECT_EQ(house.seen(id).counts.wrong, rows);
  ASSERT_EQ(act_on(id, discard), "done");
  EXPECT_EQ(count("import_rows", id), rows) << "the request deletes no rows";
  house.run_jobs();
  EXPECT_EQ(count("import_rows", id), 0);
  EXPECT_FALSE(stored(id).swept_to);
}

}  // namespace
}  // namespace alianza::imports
