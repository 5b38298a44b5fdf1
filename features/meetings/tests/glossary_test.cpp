// A term of the glossary names the meeting where it was agreed: one of its own alliance.
#include "features/meetings/tests/house.h"
#include "features/terms/actions.h"
#include "features/terms/feature.h"

namespace alianza::meetings {
namespace {

TEST(Glossary, NamesAMeetingOfItsOwnAlliance) {
  House house({&terms::manifest});
  const auto own = house.meeting("Plenaria");
  const auto elsewhere = house.app.write(
      [&](db::Tx& tx) { return schedule(tx, house.act("secretariat"), house.other, house.input("De otra alianza")); });
  const auto defined = [&](const std::string& name, const std::string& meeting) {
    terms::Input input;
    input.name_es = name;
    input.definition_es = "Una definición.";
    input.source_es = "Una fuente";
    input.meeting = meeting;
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return terms::define(tx, house.act("secretariat"), house.alliance, input); }));
  };
  EXPECT_EQ(defined("Uno", own.id.text()), "done");
  EXPECT_EQ(defined("Dos", elsewhere.id.text()), "meeting");
  EXPECT_EQ(defined("Tres", MeetingId::make().text()), "meeting");
  EXPECT_EQ(defined("Cuatro", ""), "done");
}

}  // namespace
}  // namespace alianza::meetings
