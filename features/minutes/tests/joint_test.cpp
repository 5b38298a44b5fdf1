// Minutes of a joint session: whose they are, who reads and signs them.
#include <set>

#include "features/minutes/tests/house.h"
#include "platform/mail/mail.h"

namespace alianza::minutes {
namespace {

struct JointHouse : House {
  JointHouse() {
    add_person("water_member", Status::active);
    add_person("water_officer", Status::active);
    app.write([&](db::Tx& tx) {
      return committees::add_member(tx, act("director"), alliance, water, seats["water_member"], "2026-01-10");
    });
    app.write([&](db::Tx& tx) {
      return committees::appoint(tx, act("director"), alliance, water,
                                 {"president", "Preside Agua", "", "water_officer@example.org", "2026-01-15", ""});
    });
  }
  meetings::Input joint(bool with_water) {
    auto i = input("Sesión conjunta", "2026-03-02", energy);
    if (with_water) i.joined = {water.text()};
    return i;
  }
  meetings::Meeting held_together(bool with_water = true) {
    return app.write([&](db::Tx& tx) { return meetings::schedule(tx, act("secretariat"), alliance, joint(with_water)); });
  }
  std::string root(const std::string& rest) { return "/alliances/" + alliance.text() + rest; }
};

TEST(JointMinutes, AreReadByTheMembersOfEitherCommitteeAndByNobodyElse) {
  JointHouse house;
  const auto m = house.held_together();
  house.opened(m.id);
  const auto a = house.agreed(m.id, "MARCADOR conjunto");
  const auto s = house.book_of(m.id).sections[0];
  ASSERT_TRUE(house.save("water_officer", m.id, s.id, "MARCADOR en notas", s.version)) << "officers of either write them";
  const std::map<std::string, bool> readers{{"active", true},        {"officer", true},   {"water_member", true},
                                            {"water_officer", true}, {"stranger", false}, {"invited", false},
                                            {"facilitator", true}};
  for (const auto& [who, reads] : readers) {
    if (who == "facilitator") continue;  // works for the agency
    auto client = house.app.client(house.app.person(who));
    for (const auto& path : {house.root("/meetings/" + m.id.text() + "/minutes"), house.root("/agreements/" + a.id.text())}) {
      const auto page = client.get(path);
      EXPECT_EQ(page.status, reads ? 200 : 404) << who << " " << path;
      EXPECT_EQ(page.contains("MARCADOR"), reads) << who << " " << path;
    }
    for (const auto& path :
         {house.root("/agreements"), house.root("/agreements.csv"), "/api/v1/alliances/" + house.alliance.text() + "/agreements"})
      EXPECT_EQ(client.get(path).contains("MARCADOR"), reads) << who << " " << path;
  }
  auto water = house.app.client(house.app.person("water_member"));
  EXPECT_TRUE(water.get(house.root("/agreements?committee=" + house.water.text())).contains("MARCADOR")) << "by the filter too";
  EXPECT_TRUE(water.get(house.root("/agreements")).contains("Energía y Agua"));
}

TEST(JointMinutes, AreGivenByLinkToContactsOfMembersOfEitherCommitteeAndToNobodyElse) {
  JointHouse house;
  const auto m = house.held_together();
  const std::map<std::string, bool> guests{{"active", true}, {"water_member", true}, {"stranger", false}};
  for (const auto& [seat, reads] : guests) {
    house.app.write([&, &seat = seat](db::Tx& tx) {
      return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats[seat],
                                        {"De " + seat, seat + "@sin-cuenta.example", "", "", "contact"},
                                        house.app.today().text());
    });
    ASSERT_EQ(house.attend("secretariat", m.id, house.seats[seat]), "done");
  }
  house.opened(m.id);
  house.agreed(m.id, "MARCADOR conjunto");
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  const auto letters =
      house.app.read([](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued); });
  std::set<std::string> given;
  for (const auto& kept : letters) {
    const auto at = kept.letter.text.find("/minutes/");
    if (at == std::string::npos || at + 9 + 43 > kept.letter.text.size()) continue;
    if (house.app.visitor().get(kept.letter.text.substr(at, 9 + 43)).contains("MARCADOR")) given.insert(kept.letter.to.text());
  }
  for (const auto& [seat, reads] : guests) EXPECT_EQ(given.contains(seat + "@sin-cuenta.example"), reads) << seat;
}

TEST(JointMinutes, AreFoundBehindTheDoorsOfBothAlsoWhenTheIndexIsMadeAnew) {
  JointHouse house;
  const auto m = house.held_together();
  house.opened(m.id);
  house.agreed(m.id, "MARCADOR conjunto");
  const auto s = house.book_of(m.id).sections[0];
  ASSERT_TRUE(house.save("secretariat", m.id, s.id, "MARCADOR en notas", s.version));
  house.approved(m.id);
  const auto found = [&](std::vector<std::int64_t> circles) {
    const auto groups = house.app.read([&](db::Tx& tx) {
      const search::Reader reader{house.agency.value(), house.alliance.value(), true, false, false, circles};
      return search::find_by_kind(tx, {reader, "marcador"});
    });
    std::set<std::string> out;
    for (const auto& g : groups) out.insert(g.kind);
    return out;
  };
  const std::set<std::string> both{"agreement", "minutes"};
  const auto judged = [&] {
    EXPECT_EQ(found({house.energy.value()}), both);
    EXPECT_EQ(found({house.water.value()}), both);
    EXPECT_TRUE(found({}).empty());
    EXPECT_TRUE(found({house.energy.value() + 1}).empty());
  };
  judged();
  house.app.write([&](db::Tx& tx) -> Done {
    for (const auto& slice : {searched_minutes(tx, 0, 100), searched_agreements(tx, 0, 100)})
      for (const auto& document : slice.documents) {
        search::remove_everywhere(tx, document.kind, document.id);
        search::put(tx, document);
      }
    return {};
  });
  judged();
}

TEST(JointMinutes, StayWithTheBodiesTheyWereOpenedFor) {
  JointHouse house;
  const auto alone = house.held_together(false);
  house.opened(alone.id);
  const auto together = house.held_together();
  house.opened(together.id);
  const auto change = [&](MeetingId id, std::vector<std::string> joined) {
    house.app.write([&](db::Tx& tx) {
      auto i = meetings::as_input(*meetings::find(tx, house.alliance, id), {});
      i.joined = std::move(joined);
      return meetings::edit(tx, house.act("secretariat"), house.alliance, id, i);
    });
  };
  change(alone.id, {house.water.text()});
  change(together.id, {});
  auto client = house.app.client(house.app.person("water_member"));
  EXPECT_EQ(client.get(house.root("/meetings/" + alone.id.text() + "/minutes")).status, 404);
  EXPECT_EQ(client.get(house.root("/meetings/" + together.id.text() + "/minutes")).status, 200);
}

TEST(JointMinutes, NameBothCommitteesAndAreSignedByTheOfficersOfBoth) {
  JointHouse house;
  const auto m = house.held_together();
  house.opened(m.id);
  const auto approved = house.approved(m.id);
  const auto record = read_record(approved.canonical);
  EXPECT_EQ(record.committee, "Energía y Agua");
  ASSERT_EQ(record.signatories.size(), 3u);
  EXPECT_EQ(record.signatories[0].body, "Energía");
  EXPECT_EQ(record.signatories[1].name, "Preside Agua");
  EXPECT_EQ(record.signatories[1].body, "Agua");
  EXPECT_EQ(canonical(record), approved.canonical) << "what is read again has the same digest";
  const auto single = house.session(house.energy, "2026-02-23");
  house.opened(single.id);
  EXPECT_EQ(house.approved(single.id).canonical.find("\"body\":\"Energía\""), std::string::npos)
      << "one committee alone: as texts approved before";
}

}  // namespace
}  // namespace alianza::minutes
