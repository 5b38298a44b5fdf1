// How an alliance stands: figures that equal a count by hand, who is silent, and who may see it.
#include "features/adherences/feature.h"
#include "features/campaigns/actions.h"
#include "features/campaigns/feature.h"
#include "features/meetings/tests/house.h"
#include "features/minutes/actions.h"
#include "features/minutes/feature.h"
#include "features/overview/actions.h"
#include "features/overview/feature.h"

namespace alianza::overview {
namespace {

using meetings::outcome;
using membership::Status;

TEST(SmeShare, IsRoundedAndComparedBeforeRounding) {
  const struct {
    SmeShare share;
    std::optional<std::int64_t> percent;
    std::int64_t target;
    bool below;
  } cases[] = {{{0, 0, 0}, std::nullopt, 50, false},
               {{1, 3, 0}, 33, 33, false},
               {{1, 3, 0}, 33, 34, true},
               {{1, 2, 1}, 50, 50, false},
               {{2, 3, 0}, 67, 67, true},
               {{0, 4, 4}, 0, 1, true},
               {{0, 4, 0}, 0, 0, false},
               {{5, 5, 0}, 100, 100, false},
               {{1, 8, 0}, 13, 13, true}};
  for (const auto& c : cases) {
    EXPECT_EQ(c.share.percent(), c.percent) << c.share.smes << '/' << c.share.members;
    EXPECT_EQ(c.share.is_below(c.target), c.below) << c.share.smes << '/' << c.share.members;
  }
}

TEST(SmeTarget, IsAWholePercentage) {
  for (const auto& [typed, value] : std::map<std::string, std::int64_t>{{"", 0}, {" 30 ", 30}, {"0", 0}, {"100", 100}})
    EXPECT_EQ(parse_percent(typed).value(), value) << typed;
  for (const auto* typed : {"101", "-1", "30.5", "treinta", "99999999999999999999"})
    EXPECT_EQ(outcome(parse_percent(typed)), "percent") << typed;
}

TEST(SilentOnes, StandByTheLengthOfTheirWait) {
  const auto row = [](const char* name, const char* since) {
    Silence s;
    s.organization_name = name;
    s.since = meetings::day(since);
    return s;
  };
  std::vector<Silence> rows{row("B", "2026-02-01"), row("C", "2026-01-01"), row("A", "2026-02-01")};
  put_in_order(rows);
  std::string order;
  for (const auto& s : rows) order += s.organization_name;
  EXPECT_EQ(order, "CAB");
}

class House : public meetings::House {
 public:
  House() : meetings::House({&minutes::manifest, &adherences::manifest, &campaigns::manifest, &overview::manifest}) {}

  OrganizationId sized(committees::CommitteeId committee, organizations::Size size) {
    const auto id = member(Status::active);
    app.write([&](db::Tx& tx) {
      tx.exec("UPDATE organizations SET size = :size WHERE id = :id", {{"size", organizations::to_text(size)}, {"id", id}});
      return committees::add_member(tx, act("director"), alliance, committee, id, "2026-01-10");
    });
    return id;
  }
  minutes::Agreement agreed(OrganizationId owner, const std::string& what, const std::string& due) {
    const auto m = meeting("Sesión " + what, "2026-03-02", energy);
    app.write([&](db::Tx& tx) { return minutes::open(tx, act("secretariat"), alliance, m.id, Lang::es); });
    return app.write([&](db::Tx& tx) {
      return minutes::agree(tx, act("secretariat"), alliance, m.id, {{}, what, owner.text(), "", due, {}});
    });
  }
  Overview now(const char* who = "director") {
    return app.read([&](db::Tx& tx) { return overview::overview(tx, memory, app.person(who), alliance); });
  }
  CommitteeState state(const char* name) {
    for (auto& s : now().committees)
      if (s.committee.name.es == name) return s;
    throw std::runtime_error("no such committee");
  }
  std::string base() const { return "/alliances/" + alliance.text(); }

  organizations::CountMemory memory;
};

TEST(OverviewOfAnAlliance, CountsWhatAHandWouldCount) {
  House house;
  const auto before = house.state("Energía").share;
  house.sized(house.energy, organizations::Size::micro);
  house.sized(house.energy, organizations::Size::medium);
  house.sized(house.energy, organizations::Size::large);
  const auto owner = house.sized(house.energy, organizations::Size::unknown);
  const auto energy = house.state("Energía");
  EXPECT_EQ(energy.share.members, before.members + 4);
  EXPECT_EQ(energy.share.smes, before.smes + 2);
  EXPECT_EQ(energy.share.unknown, before.unknown + 1);
  EXPECT_EQ(energy.open, 0);
  house.agreed(owner, "uno", "2026-03-03");
  house.agreed(owner, "dos", "2026-03-20");
  house.app.clock().advance(std::chrono::hours(24 * 5));
  const auto later = house.now();
  EXPECT_EQ(later.commitments.open, 2);
  EXPECT_EQ(later.commitments.overdue, 1);
  EXPECT_EQ(later.commitments.done, 0);
  EXPECT_EQ(house.state("Energía").overdue, 1);
  EXPECT_EQ(house.state("Agua").open, 0);
  std::int64_t active = 0;
  house.app.read([&](db::Tx& tx) -> Result<int> {
    active = static_cast<std::int64_t>(membership::with_status_on(tx, house.alliance, Status::active, later.seen.today).size());
    return 0;
  });
  EXPECT_EQ(later.participation.active, active);
  EXPECT_EQ(later.clocks.size(), 4U);
}

TEST(OverviewOfAnAlliance, MarksCommitteesBelowTheTarget) {
  House house;
  house.sized(house.energy, organizations::Size::micro);
  auto& secretariat = house.app.client(house.app.person("secretariat"));
  const auto page = house.base() + "/overview";
  EXPECT_FALSE(secretariat.get(page).contains("bajo la meta"));
  const auto form = page + "/sme-target";
  EXPECT_EQ(secretariat.submit_from(form, form, {{"percent", "ciento"}}).status, 422);
  EXPECT_EQ(secretariat.submit(form, {{"percent", "100"}}).status, 303);
  EXPECT_TRUE(secretariat.get(page).contains("Meta: 100 % de PyMES"));
  EXPECT_EQ(secretariat.submit_from(form, form, {{"percent", "30"}}).status, 303);
  EXPECT_EQ(house.now().target.percent, 30);
  EXPECT_EQ(house.now().target.set_by, "secretariat");
  EXPECT_TRUE(secretariat.get("/en" + page).contains("Target: 30 % of SMEs"));
}

TEST(OverviewOfAnAlliance, IsForTheOfficesOfTheAgency) {
  House house;
  const std::map<std::string, int> pages{{"director", 200}, {"secretariat", 200}, {"legal", 200},
                                         {"active", 403},   {"officer", 403},     {"outsider", 404}};
  for (const auto& [who, status] : pages)
    for (const auto* tail : {"/overview", "/silent"})
      EXPECT_EQ(house.app.client(house.app.person(who)).get(house.base() + tail).status, status) << who << tail;
  const auto set = [&](const char* who) {
    return outcome(house.app.db().write([&](db::Tx& tx) { return set_target(tx, house.act(who), house.alliance, "20"); }));
  };
  EXPECT_EQ(set("director"), "done");
  EXPECT_EQ(set("legal"), "forbidden");
  EXPECT_EQ(set("outsider"), "not_found");
}

TEST(SilentOrganizations, AreThoseThatOweAnAnswer) {
  House house;
  EXPECT_TRUE(house.app.client(house.app.person("legal")).get(house.base() + "/silent").contains("Nadie debe una respuesta"));
  const auto owner = house.member(Status::active, "Molinos del Sauce");
  house.agreed(owner, "Enviar el padrón", "2026-03-03");
  const auto open = house.member(Status::active, "Puntual");
  house.agreed(open, "Para después", "2026-04-30");
  house.app.clock().advance(std::chrono::hours(24 * 5));
  auto& secretariat = house.app.client(house.app.person("secretariat"));
  const auto page = secretariat.get(house.base() + "/silent");
  EXPECT_TRUE(page.contains("Molinos del Sauce"));
  EXPECT_TRUE(page.contains("Enviar el padrón"));
  EXPECT_TRUE(page.contains("Cumplir un acuerdo vencido"));
  EXPECT_FALSE(page.contains("Puntual"));
  EXPECT_TRUE(secretariat.get(house.base()).contains("Quién no ha respondido"));
  EXPECT_FALSE(house.app.client(house.app.person("active")).get(house.base()).contains("Quién no ha respondido"));
}

TEST(SilentOrganizations, CountInvitationsThatWereNotAnswered) {
  House house;
  const auto guest = house.member(Status::withdrawn, "Sin respuesta");
  house.app.write([&](db::Tx& tx) {
    return organizations::add_contact(tx, house.act("director"), house.alliance, guest,
                                      {"Flor", "flor@uno.example", "", "", "contact"}, "2026-01-01");
  });
  auto input = campaigns::first_input();
  input.name = "Empresas";
  input.deadline = house.app.today().plus_days(20).text();
  input.adherence = "not_required";
  const std::string origin = "http://127.0.0.1:8080";
  house.app.write([&](db::Tx& tx) -> Done {
    const auto c = TRY(campaigns::plan(tx, house.act("secretariat"), house.alliance, input));
    campaigns::RecipientsInput list;
    list.how = "list";
    list.addresses = "flor@uno.example";
    TRY(campaigns::choose(tx, house.memory, house.act("secretariat"), house.alliance, c.id, list));
    TRY(campaigns::start(tx, house.act("secretariat"), house.alliance, c.id, origin));
    TRY(campaigns::send_batch(tx, c.id, origin, 10));
    tx.exec("UPDATE invitations SET state = 'sent', sent_at = letter_at");
    return {};
  });
  house.app.clock().advance(std::chrono::hours(24 * 5));
  const auto found = house.app.read([&](db::Tx& tx) { return silent(tx, house.app.person("legal"), house.alliance, 10); });
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.all, 1);
  EXPECT_EQ(found.rows[0].organization_name, "Sin respuesta");
  EXPECT_EQ(found.rows[0].person, "Flor");
  EXPECT_EQ(found.rows[0].what, "Empresas");
  EXPECT_EQ(found.seen.today - found.rows[0].since, 5);
}

TEST(OwnCommittees, StandOnTheFirstPageOfOfficersAndMembers) {
  House house;
  house.app.write([&](db::Tx& tx) {
    return committees::add_member(tx, house.act("director"), house.alliance, house.energy, house.seats["active"], "2026-01-10");
  });
  const auto officer = house.app.client(house.app.person("officer")).get(house.base());
  EXPECT_TRUE(officer.contains("Sus comités"));
  EXPECT_TRUE(officer.contains("lo preside o lleva su secretaría"));
  const auto member = house.app.client(house.app.person("active")).get(house.base());
  EXPECT_TRUE(member.contains("Sus comités"));
  EXPECT_FALSE(member.contains("lo preside o lleva su secretaría"));
  EXPECT_FALSE(house.app.client(house.app.person("director")).get(house.base()).contains("Sus comités"));
}

TEST(Origins, AreCountedByTypeAndLeadToTheirRows) {
  House house;
  const auto member = house.seats["active"];
  const auto come = [&](const char* name, organizations::OrganizationType type, organizations::Origin origin) {
    const auto id = house.member(Status::active, name);
    house.app.write([&](db::Tx& tx) -> Done {
      tx.exec("UPDATE organizations SET type = :type, origin = :origin, origin_organization_id = :who WHERE id = :id",
              {{"type", type},
               {"origin", origin},
               {"who", origin == organizations::Origin::by_member ? std::optional(member) : std::nullopt},
               {"id", id}});
      return {};
    });
  };
  using organizations::OrganizationType;
  using organizations::Origin;
  come("Cooperativa del Sur", OrganizationType::cooperative, Origin::by_member);
  come("Cooperativa del Norte", OrganizationType::cooperative, Origin::by_member);
  come("Estado de Oaxaca", OrganizationType::state_government, Origin::by_agency);
  come("Fundación que pidió", OrganizationType::civil_society, Origin::own_initiative);
  const auto all = house.app.read([&](db::Tx& tx) { return origins(tx, house.app.person("legal"), house.alliance, {}); });
  std::map<std::string, std::vector<std::int64_t>> counts;
  std::int64_t sum = 0;
  for (const auto& row : all.table) {
    counts[std::string(organizations::to_text(row.type))] = row.counts;
    sum += row.all;
  }
  EXPECT_EQ(counts["cooperative"], (std::vector<std::int64_t>{0, 2, 0, 0}));
  EXPECT_EQ(counts["state_government"], (std::vector<std::int64_t>{1, 0, 0, 0}));
  EXPECT_EQ(counts["civil_society"], (std::vector<std::int64_t>{0, 0, 1, 0}));
  EXPECT_EQ(sum, static_cast<std::int64_t>(all.chosen.size()));
  auto& client = house.app.client(house.app.person("legal"));
  const auto page = client.get(house.base() + "/origins?origin=by_member&type=cooperative");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("Cooperativa del Sur"));
  EXPECT_FALSE(page.contains("Estado de Oaxaca"));
  const auto csv = client.get(house.base() + "/origins.csv?origin=by_member");
  EXPECT_TRUE(csv.contains("Cooperativa del Norte"));
  EXPECT_FALSE(csv.contains("Estado de Oaxaca"));
  EXPECT_EQ(house.app.client(house.app.person("active")).get(house.base() + "/origins").status, 403);
  auto api = house.app.token_client(house.app.person("secretariat"), {"overview:read"});
  const auto answer = api.json(http::Method::get, "/api/v1" + house.base() + "/origins?type=cooperative", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.contains("\"by_member\":2"));
}

TEST(OverviewApi, SaysTheSame) {
  House house;
  house.sized(house.energy, organizations::Size::micro);
  auto api = house.app.token_client(house.app.person("secretariat"), {"overview:write"});
  const auto base = "/api/v1" + house.base();
  EXPECT_EQ(api.json(http::Method::put, base + "/overview/sme-target", R"({"percent":25})").status, 204);
  const auto answer = api.json(http::Method::get, base + "/overview", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.contains("\"sme_target\":25"));
  EXPECT_TRUE(answer.contains("\"smes\":1"));
  EXPECT_EQ(api.json(http::Method::get, base + "/silent", "").status, 200);
}

}  // namespace
}  // namespace alianza::overview
