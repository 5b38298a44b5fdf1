// An import from beginning to end on one thread: what the command line does.
#include "features/imports/actions_straight.h"

#include "features/imports/tests/house.h"

namespace alianza::imports {
namespace {

constexpr const char* sheet =
    "Nombre,Tipo,RFC,Correo\n"
    "Molinos del Sauce,Empresa,,ana@molinos.example\n"
    ",Empresa,,\n"
    "Costas Unidas,nave espacial,,no-es-correo\n";

class Straightforward : public ::testing::Test, public House {
 protected:
  Result<Straight> run(const char* who, const std::string& bytes, Until until) {
    return run_straight(app.db(), act(who), alliance, {"hoja.csv", bytes, ""}, until);
  }
  std::int64_t organizations() {
    return app.read(
        [&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>("SELECT count(*) FROM organizations"); });
  }
};

TEST_F(Straightforward, tellsErrorsByRowAndColumnAndChangesNothing) {
  const auto done = run("secretariat", sheet, Until::judged);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->counts.all(), 3);
  EXPECT_GE(done->counts.wrong, 1);
  EXPECT_EQ(organizations(), 0);
  bool blank_name = false;
  for (const auto& t : done->told) {
    EXPECT_FALSE(t.text.empty());
    blank_name = blank_name || (t.row == 3 && t.column == "Nombre" && t.weight == Told::Weight::error);
  }
  EXPECT_TRUE(blank_name);
}

TEST_F(Straightforward, appliesWhatIsRight) {
  const auto done = run("secretariat", sheet, Until::applied);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->counts.applied, organizations());
  EXPECT_GE(organizations(), 1);
  EXPECT_EQ(done->import.state, State::applied);
  const auto again = run("secretariat", sheet, Until::applied);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->counts.created, 0) << "the same sheet again brings nothing new";
}

TEST_F(Straightforward, asksWhoMayAndWhetherItIsASheet) {
  EXPECT_FALSE(run("legal", sheet, Until::applied));
  EXPECT_FALSE(run("secretariat", std::string("\x89PNG\r\n\x1a\n", 8), Until::judged));
  EXPECT_EQ(organizations(), 0);
}

}  // namespace
}  // namespace alianza::imports
