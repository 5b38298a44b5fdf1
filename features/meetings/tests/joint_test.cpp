// Joint sessions: a meeting that belongs to several committees.
#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

struct JointHouse : House {
  JointHouse() {
    add_person("cities_officer", Status::active);
    cities = found("Ciudades", "cities_officer");
    industry = found("Industria", "");
    energy_only = join(energy);
    both = join(energy);
    join(cities, both);
    cities_only = join(cities);
    join(cities);
    join(cities);
  }
  CommitteeId found(const std::string& name, const std::string& officer) {
    committees::Input i;
    i.name_es = name;
    i.quorum_percent = "50";
    const auto id = app.write([&](db::Tx& tx) { return committees::found(tx, act("director"), alliance, i); }).id;
    if (!officer.empty())
      app.write([&](db::Tx& tx) {
        return committees::appoint(tx, act("director"), alliance, id,
                                   {"secretary", "Quien lleva las minutas", "", officer + "@example.org", "2026-01-15", ""});
      });
    return id;
  }
  OrganizationId join(CommitteeId committee, OrganizationId who = {}) {
    const auto id = who ? who : member(Status::active);
    app.write([&](db::Tx& tx) { return committees::add_member(tx, act("director"), alliance, committee, id, "2026-01-10"); });
    return id;
  }
  Input joint(const std::string& title, std::vector<CommitteeId> with, const std::string& on = "2026-03-02") {
    auto i = input(title, on, energy);
    for (const auto id : with) i.joined.push_back(id.text());
    return i;
  }
  Meeting session(const std::string& title, std::vector<CommitteeId> with, const std::string& on = "2026-03-02") {
    return app.write([&](db::Tx& tx) { return schedule(tx, act("secretariat"), alliance, joint(title, with, on)); });
  }
  std::string try_schedule(const char* who, const Input& i) {
    return outcome(app.db().write([&](db::Tx& tx) { return schedule(tx, act(who), alliance, i); }));
  }
  std::string try_edit(const char* who, MeetingId id, const std::vector<CommitteeId>& with) {
    auto i = as_input(again(id), book_of(id).agenda);
    i.joined.clear();
    for (const auto body : with) i.joined.push_back(body.text());
    return outcome(app.db().write([&](db::Tx& tx) { return edit(tx, act(who), alliance, id, i); }));
  }
  std::vector<std::string> listed(CommitteeId committee) {
    return app.read([&](db::Tx& tx) {
      std::vector<std::string> out;
      for (const auto& row : list(tx, alliance, {When::all, committee}, {}, 50, app.today()).rows)
        out.push_back(row.meeting.title.es);
      EXPECT_EQ(count(tx, alliance, {When::all, committee}, app.today()), static_cast<std::int64_t>(out.size()));
      return out;
    });
  }

  CommitteeId cities;    // its secretary is the person «cities_officer»
  CommitteeId industry;  // nobody is in it
  OrganizationId energy_only;
  OrganizationId both;
  OrganizationId cities_only;
};

TEST(JointSession, IsOfEachOfItsBodiesInListsCalendarAndCadence) {
  JointHouse house;
  const auto m = house.session("Conjunta", {house.cities, house.energy});
  EXPECT_EQ(m.joined, std::vector{house.cities}) << "who convenes is ticked once";
  EXPECT_EQ(house.again(m.id).joined, m.joined);
  EXPECT_EQ(house.listed(house.energy), std::vector<std::string>{"Conjunta"});
  EXPECT_EQ(house.listed(house.cities), std::vector<std::string>{"Conjunta"});
  EXPECT_TRUE(house.listed(house.industry).empty());
  const auto next = house.app.read([&](db::Tx& tx) { return next_of_committees(tx, house.alliance, house.app.today()); });
  EXPECT_EQ(next.size(), 2u);
  EXPECT_EQ(next.at(house.cities).id, m.id);
  const auto calendar = house.app.read([&](db::Tx& tx) {
    return calendar_text(tx, *alliances::find(tx, house.alliance), {Lang::es, "https://a.example", "/alliances/x/meetings"});
  });
  EXPECT_NE(calendar.find("Conjunta · Energía y Ciudades"), std::string::npos) << calendar;

  ASSERT_EQ(house.attend("secretariat", m.id, house.cities_only), "done");
  house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("secretariat"), house.alliance, m.id, State::held, ""); });
  const auto months = house.app.read([&](db::Tx& tx) { return cadence(tx, house.alliance, house.app.today(), 3); });
  EXPECT_EQ(months.at(house.energy), (std::vector<bool>{false, false, true}));
  EXPECT_EQ(months.at(house.cities), (std::vector<bool>{false, false, true}));
  EXPECT_FALSE(months.contains(house.industry));
  const auto shares_of = [&](OrganizationId who) {
    return house.app.read(
        [&](db::Tx& tx) { return shares(tx, house.alliance, who, house.app.today().plus_days(-30), house.app.today()); });
  };
  EXPECT_EQ(shares_of(house.cities_only).at(house.cities).attended, 1);
  EXPECT_EQ(shares_of(house.both).at(house.cities).held, 1);
  EXPECT_EQ(shares_of(house.both).at(house.energy).held, 1);
}

TEST(JointSession, CountsTheQuorumOfEachBodyByItsOwnMembers) {
  JointHouse house;
  const auto m = house.session("Conjunta", {house.cities});
  const auto now = [&] {
    return house.app.read(
        [&](db::Tx& tx) { return sheet(tx, SeenMeeting(*see(tx, house.app.person("director"), house.alliance, m.id))); });
  };
  const auto empty = now();
  ASSERT_EQ(empty.bodies.size(), 2u);
  EXPECT_EQ(empty.bodies[0].committee, house.energy);
  EXPECT_EQ(empty.bodies[0].quorum, 2);  // more than half of 2
  EXPECT_EQ(empty.bodies[1].quorum, 3);  // more than half of 4
  EXPECT_EQ(empty.expected.size(), 5u) << "who is in both is expected once";
  EXPECT_EQ(empty.quorum, 0) << "there is none of the whole";
  for (const auto id : {house.energy_only, house.both, house.cities_only}) ASSERT_EQ(house.attend("officer", m.id, id), "done");
  const auto there = now();
  EXPECT_EQ(there.bodies[0].present, 2);
  EXPECT_TRUE(there.bodies[0].has_quorum());
  EXPECT_EQ(there.bodies[1].present, 2);
  EXPECT_FALSE(there.bodies[1].has_quorum());
}

TEST(JointSession, IsConvenedByOneBodyAndKeptByTheOfficersOfAll) {
  JointHouse house;
  EXPECT_EQ(house.try_schedule("officer", house.joint("De quien convoca", {house.cities})), "done");
  EXPECT_EQ(house.try_schedule("cities_officer", house.joint("De otro", {house.cities})), "committee");
  EXPECT_EQ(house.try_schedule("active", house.joint("De nadie", {house.cities})), "forbidden");
  const auto m = house.session("Conjunta", {house.cities, house.industry});
  EXPECT_EQ(house.attend("cities_officer", m.id, house.cities_only), "done");
  EXPECT_EQ(house.attend("active", m.id, house.both), "forbidden");
  EXPECT_EQ(house.try_edit("cities_officer", m.id, {house.cities, house.industry, house.water}), "joined") << "adds nobody";
  EXPECT_EQ(house.try_edit("cities_officer", m.id, {house.cities}), "joined") << "nor takes another out";
  EXPECT_EQ(house.try_edit("cities_officer", m.id, {house.cities, house.industry}), "done") << "the rest is theirs to edit";
  EXPECT_EQ(house.try_edit("cities_officer", m.id, {house.industry}), "done") << "and their own body";
  EXPECT_EQ(house.attend("cities_officer", m.id, house.both), "forbidden") << "who then is a stranger to it";
  EXPECT_EQ(house.try_edit("officer", m.id, {house.cities}), "done");
}

TEST(JointSession, RefusesBodiesThatAreNotThere) {
  JointHouse house;
  auto plenary = house.input("Plenaria");
  plenary.joined = {house.cities.text()};
  EXPECT_EQ(house.try_schedule("secretariat", plenary), "joined") << "nobody convenes";
  auto odd = house.joint("Rara", {});
  odd.joined = {"nada"};
  EXPECT_EQ(house.try_schedule("secretariat", odd), "joined");
  EXPECT_EQ(house.try_schedule("secretariat", house.joint("Ajena", {CommitteeId(12345)})), "joined");
  EXPECT_EQ(house.try_schedule("secretariat", house.joint("Muchos", std::vector<CommitteeId>(3, house.cities))), "done");
  std::vector<CommitteeId> crowd;
  for (std::size_t i = 0; i <= most_joined; ++i) crowd.emplace_back(static_cast<std::int64_t>(1000 + i));
  EXPECT_EQ(house.try_schedule("secretariat", house.joint("Demasiados", crowd)), "joined");
}

TEST(JointSession, IsScheduledByTheFormAndToldByPageAndApi) {
  JointHouse house;
  auto client = house.app.client(house.app.person("officer"));
  const auto root = "/alliances/" + house.alliance.text();
  const auto form = client.get(root + "/meetings/new");
  EXPECT_TRUE(form.contains("name=\"joined\" value=\"" + house.cities.text() + "\"")) << form.body;
  const auto made = client.submit_from(root + "/meetings/new", root + "/meetings/new",
                                       {{"kind", "committee"},
                                        {"committee", house.energy.text()},
                                        {"joined", house.cities.text()},
                                        {"joined", house.industry.text()},
                                        {"title_es", "Conjunta"},
                                        {"on", "2026-03-09"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const auto rows = house.listed(house.industry);
  ASSERT_EQ(rows.size(), 1u);
  const auto id = house.app.read([&](db::Tx& tx) {
    return list(tx, house.alliance, {When::all, house.cities}, {}, 5, house.app.today()).rows[0].meeting.id;
  });
  const auto page = client.get(root + "/meetings/" + id.text());
  EXPECT_TRUE(page.contains("Sesión conjunta de"));
  EXPECT_TRUE(page.contains("<dt>Ciudades</dt><dd>0 de 4 integrantes; quórum: 3")) << page.body;
  EXPECT_TRUE(client.get("/en" + root + "/meetings/" + id.text()).contains("Joint session of"));
  EXPECT_TRUE(client.get(root + "/committees/" + house.cities.text()).contains("Sesión conjunta con Energía e Industria"));
  EXPECT_TRUE(client.get(root + "/meetings/" + id.text() + "/attendance").contains("Ciudades: Faltan 3 para el quórum"));
  EXPECT_TRUE(client.get(root + "/meetings.csv").contains("\"Energía, Ciudades e Industria\""));
  const auto edit = client.get(root + "/meetings/" + id.text() + "/edit");
  EXPECT_TRUE(edit.contains("value=\"" + house.cities.text() + "\" checked"));
  const auto json = client.get("/api/v1/alliances/" + house.alliance.text() + "/meetings/" + id.text());
  EXPECT_TRUE(json.contains("\"joined\":[\"" + house.cities.text())) << json.body;
}

}  // namespace
}  // namespace alianza::meetings
