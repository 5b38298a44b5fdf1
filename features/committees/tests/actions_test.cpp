#include <random>

#include "features/committees/tests/house.h"
#include "platform/audit/audit.h"

namespace alianza::committees {
namespace {

std::string outcome(const Done& done) {
  if (done) return "done";
  switch (done.error().fault) {
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict";
    case Fault::invalid: return done.error().fields.empty() ? "invalid" : done.error().fields.front().field;
    default: return "other";
  }
}

template <class T>
std::string outcome(const Result<T>& result) {
  return result ? "done" : outcome(Done(fail(result.error())));
}

TEST(Committees, FoundingAsksTheStandingOfWhoFounds) {
  House house;
  const std::pair<const char*, const char*> cases[] = {
      {"anonymous", "not_found"}, {"operator", "not_found"}, {"outsider", "not_found"},  {"invited", "not_found"},
      {"withdrawn", "not_found"}, {"active", "forbidden"},   {"suspended", "forbidden"}, {"facilitator", "forbidden"},
      {"legal", "forbidden"},     {"secretariat", "done"},   {"director", "done"}};
  for (const auto& [who, expected] : cases) {
    Input input;
    input.name_es = std::string("Comité de ") + who;
    EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return found(tx, house.act(who), house.alliance, input); })),
              expected)
        << who;
  }
}

TEST(Committees, TwoOfOneNameAreRefusedWhateverTheAccents) {
  House house;
  house.committee("Educación");
  Input input;
  input.name_es = "  EDUCACION ";
  const auto result = house.app.db().write([&](db::Tx& tx) { return found(tx, house.act("director"), house.alliance, input); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().fault, Fault::conflict);
  EXPECT_EQ(result.error().fields.at(0).field, "name_es");
}

TEST(Committees, AnEditNamesTheVersionItReadAndTheSecondIsAConflict) {
  House house;
  const auto c = house.committee("Energía");
  auto input = as_input(c);
  input.quorum_percent = "50";
  input.rules_es = "Sesiona cada mes.";
  const auto save = [&] {
    return house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, c.id, input); });
  };
  EXPECT_EQ(outcome(save()), "done");
  EXPECT_EQ(outcome(save()), "conflict");
  const auto now = *house.app.read([&](db::Tx& tx) { return find(tx, house.alliance, c.id); });
  EXPECT_EQ(now.version, 2);
  EXPECT_EQ(now.rules.es, "Sesiona cada mes.");
  EXPECT_EQ(now.quorum_percent, 50);
}

TEST(Rules, AChangeIsAnotherEditionAndWhatHeldOnADayIsTold) {
  House house;
  const auto c = house.committee("Energía");
  const auto set = [&](const char* who, const RulesInput& input) {
    return outcome(house.app.db().write([&](db::Tx& tx) { return set_rules(tx, house.act(who), house.alliance, c.id, input); }));
  };
  const auto editions = [&] { return house.app.read([&](db::Tx& tx) { return rules(tx, c.id); }); };
  ASSERT_EQ(editions().size(), 1U);
  EXPECT_EQ(editions()[0].since, house.app.today());
  for (const auto* who : {"active", "suspended", "facilitator", "legal"})
    EXPECT_EQ(set(who, {"50", "", "present", "", "", "2026-03-02", "", "1"}), "forbidden") << who;
  EXPECT_EQ(set("outsider", {"50", "", "present", "", "", "2026-03-02", "", "1"}), "not_found");
  EXPECT_EQ(set("secretariat", {"50", "", "present", "", "", "2026-03-01", "", "1"}), "since") << "before the first edition";
  EXPECT_EQ(set("secretariat", {"50", "", "present", "", "", "2026-03-03", "", "1"}), "since") << "not in force yet";
  EXPECT_EQ(set("secretariat", {"50", "", "present", "Sesiona cada mes.", "", "2026-03-02", "Minuta 1", "1"}), "done");
  EXPECT_EQ(set("secretariat", {"60", "", "present", "", "", "2026-03-02", "", "1"}), "conflict") << "somebody was first";
  house.app.clock().advance(std::chrono::hours(24 * 40));
  EXPECT_EQ(set("director", {"", "3", "members", "Sesiona cada dos meses.", "", "2026-04-01", "", "2"}), "done");
  const auto all = editions();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(rules_on(all, day("2026-03-31"))->text.es, "Sesiona cada mes.");
  EXPECT_EQ(quorum(*rules_on(all, day("2026-03-31")), 10), 6);
  EXPECT_EQ(quorum(*rules_on(all, day("2026-04-01")), 10), 3);
  const auto now = *house.app.read([&](db::Tx& tx) { return find(tx, house.alliance, c.id); });
  EXPECT_EQ(now.quorum_number, 3);
  EXPECT_FALSE(now.quorum_percent);
  EXPECT_EQ(now.voting_base, VotingBase::members);
}

TEST(Rules, EditedWithTheCommitteeAreAnotherEditionFromToday) {
  House house;
  const auto c = house.committee("Energía");
  auto input = as_input(c);
  input.purpose_es = "Otro propósito";
  const auto save = [&] {
    return house.app.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, c.id, input); });
  };
  save();
  EXPECT_EQ(house.app.read([&](db::Tx& tx) { return rules(tx, c.id); }).size(), 1U) << "the rules did not change";
  input.version = "2";
  input.quorum_number = "4";
  save();
  const auto all = house.app.read([&](db::Tx& tx) { return rules(tx, c.id); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].quorum_number, 4);
}

TEST(Succession, AGapIsWarnedWithItsDaysAndAnOfficeEndsWithItsReason) {
  House house;
  const auto c = house.committee("Energía");
  const auto appoint_on = [&](const char* since, const char* vacant = "") {
    return house.app.db().write([&](db::Tx& tx) {
      return appoint(tx, house.act("secretariat"), house.alliance, c.id, {"president", "Ana", "", "", since, "", vacant});
    });
  };
  const auto rows = [&] { return house.app.read([&](db::Tx& tx) { return book(tx, c.id).appointments; }); };
  ASSERT_TRUE(appoint_on("2026-01-10"));
  const auto tenure = rows().at(0).id;
  const auto end = [&](const char* who, const char* until, const char* reason) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return vacate(tx, house.act(who), house.alliance, c.id, tenure, until, reason); }));
  };
  const auto vacant = [&] {
    return house.app.read([&](db::Tx& tx) { return vacant_offices(tx, house.alliance, house.app.today()); }).size();
  };
  EXPECT_EQ(vacant(), 0U);
  EXPECT_EQ(end("active", "2026-02-01", "Cambió de puesto"), "forbidden");
  EXPECT_EQ(end("secretariat", "2026-01-10", "Cambió de puesto"), "until");
  EXPECT_EQ(end("secretariat", "2026-02-01", " "), "reason");
  EXPECT_EQ(end("secretariat", "2026-02-01", "Cambió de puesto"), "done");
  EXPECT_EQ(end("secretariat", "2026-02-01", "Cambió de puesto"), "conflict");
  EXPECT_EQ(vacant(), 1U);
  const auto refused = appoint_on("2026-02-15");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "since");
  EXPECT_EQ(outcome(appoint_on("2026-01-31")), "since") << "it would overlap";
  EXPECT_EQ(outcome(appoint_on("2026-02-15", "1")), "done");
  EXPECT_EQ(vacant(), 0U);
  EXPECT_EQ(vacancies(rows(), house.app.today()), (std::vector<Vacancy>{{day("2026-02-01"), day("2026-02-15")}}));
}

TEST(Succession, NoSequenceOfActsStoresTwoPresidentsOnOneDay) {
  House house;
  const auto c = house.committee("Energía");
  std::mt19937 dice(20260302);
  const auto draw = [&](int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); };
  int done = 0;
  for (int i = 0; i < 60; ++i) {
    const auto on = day("2026-01-01").plus_days(draw(200)).text();
    const auto rows = house.app.read([&](db::Tx& tx) { return book(tx, c.id).appointments; });
    const auto act = house.app.db().write([&](db::Tx& tx) -> Done {
      if (!rows.empty() && draw(3) == 0)
        return vacate(tx, house.act("director"), house.alliance, c.id,
                      rows[static_cast<std::size_t>(draw(static_cast<int>(rows.size())))].id, on, "motivo");
      return appoint(tx, house.act("director"), house.alliance, c.id,
                     {"president", "Persona", "", "", on, "", draw(2) == 0 ? "1" : ""});
    });
    done += act ? 1 : 0;
  }
  EXPECT_GT(done, 3);
  const auto rows = house.app.read([&](db::Tx& tx) { return book(tx, c.id).appointments; });
  for (int offset = 0; offset < 220; ++offset) {
    const auto on = day("2026-01-01").plus_days(offset);
    EXPECT_LE(std::count_if(rows.begin(), rows.end(),
                            [&](const Appointment& a) { return a.since <= on && (!a.until || on < *a.until); }),
              1)
        << on.text();
  }
}

TEST(Members, AreAddedByWhoMay) {
  House house;
  const auto closed = house.committee("Cerrado");
  const auto open = house.committee("Abierto", Admission::open);
  struct Case {
    const char* who;
    const char* closed;
    const char* open;
  };
  // Everybody tries to add the organisation of the person «active».
  for (const auto& c : {Case{"anonymous", "not_found", "not_found"},
                        {"invited", "not_found", "not_found"},
                        {"withdrawn", "not_found", "not_found"},
                        {"suspended", "forbidden", "forbidden"},
                        {"facilitator", "forbidden", "forbidden"},
                        {"legal", "forbidden", "forbidden"},
                        {"active", "forbidden", "done"}}) {
    const auto add = [&](CommitteeId id) {
      return outcome(house.app.db().write([&](db::Tx& tx) {
        return add_member(tx, house.act(c.who), house.alliance, id, house.seats.at("active"), "2026-02-01");
      }));
    };
    EXPECT_EQ(add(closed.id), c.closed) << c.who;
    EXPECT_EQ(add(open.id), c.open) << c.who;
  }
}

TEST(Members, AreOrganisationsInvitedOrActiveAndOnlyOnce) {
  House house;
  const auto c = house.committee("Ciudades");
  const auto add = [&](OrganizationId id, const char* since = "2026-02-01") {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return add_member(tx, house.act("secretariat"), house.alliance, c.id, id, since); }));
  };
  EXPECT_EQ(add(house.seats.at("active")), "done");
  EXPECT_EQ(add(house.seats.at("active")), "conflict");
  EXPECT_EQ(add(house.seats.at("invited")), "done");
  EXPECT_EQ(add(house.seats.at("suspended")), "organization");
  EXPECT_EQ(add(house.seats.at("withdrawn")), "organization");
  EXPECT_EQ(add(OrganizationId::make()), "organization");
  EXPECT_EQ(add(house.member(Status::active), "mañana"), "since");
}

TEST(Members, LeaveWithAReasonAndMayComeBack) {
  House house;
  const auto c = house.committee("Inclusión");
  const auto org = house.seats.at("active");
  const auto add = [&] {
    return house.app.write(
        [&](db::Tx& tx) { return add_member(tx, house.act("director"), house.alliance, c.id, org, "2026-02-01"); });
  };
  const auto row = add();
  const auto end = [&](const char* until, const char* reason) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return end_member(tx, house.act("director"), house.alliance, c.id, row, until, reason); }));
  };
  EXPECT_EQ(end("2026-03-01", " "), "reason");
  EXPECT_EQ(end("2026-01-31", "cambio de giro"), "until");
  EXPECT_EQ(end("2026-03-01", "cambio de giro"), "done");
  EXPECT_EQ(end("2026-03-01", "cambio de giro"), "conflict");
  add();
  const auto rows = house.app.read([&](db::Tx& tx) { return book(tx, c.id).members; });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_FALSE(rows[0].until);
  EXPECT_EQ(rows[1].reason, "cambio de giro");
}

TEST(Members, MayBeInSeveralCommittees) {
  House house;
  const auto org = house.seats.at("active");
  for (const auto* name : {"Uno", "Dos", "Tres"}) {
    const auto c = house.committee(name);
    house.app.write([&](db::Tx& tx) { return add_member(tx, house.act("director"), house.alliance, c.id, org, "2026-02-01"); });
  }
  EXPECT_EQ(house.app.read([&](db::Tx& tx) { return memberships_of(tx, org); }).size(), 3u);
  const auto lists = house.app.read([&](db::Tx& tx) { return members_of_alliance(tx, house.alliance); });
  EXPECT_EQ(lists.size(), 3u);
  for (const auto& listed : house.app.read([&](db::Tx& tx) { return of_alliance(tx, house.alliance); }))
    EXPECT_EQ(listed.members, 1);
}

TEST(Appointments, SucceedOneAnotherAndAreNeverOverwritten) {
  House house;
  const auto c = house.committee("Energía");
  const auto name = [&](const char* holder, const char* since, const char* office = "president") {
    return outcome(house.app.db().write([&](db::Tx& tx) {
      return appoint(tx, house.act("secretariat"), house.alliance, c.id, {office, holder, "", "", since, "Oficio 12"});
    }));
  };
  EXPECT_EQ(name("Clara", "2025-01-01"), "done");
  EXPECT_EQ(name("Bruno", "2026-01-01"), "done");
  EXPECT_EQ(name("Zoe", "2026-01-01"), "since");
  EXPECT_EQ(name("Ana", "2026-02-01", "secretary"), "done");
  EXPECT_EQ(name("", "2026-02-01", "treasurer"), "office");
  const auto rows = house.app.read([&](db::Tx& tx) { return book(tx, c.id).appointments; });
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(holder_on(rows, Office::president, day("2025-12-31"))->holder, "Clara");
  EXPECT_EQ(holder_on(rows, Office::president, day("2026-01-01"))->holder, "Bruno");
  EXPECT_EQ(holder_on(rows, Office::president, day("2024-12-31")), nullptr);
  const auto in_office = house.app.read([&](db::Tx& tx) { return holders_on(tx, house.alliance, day("2026-02-01")); });
  EXPECT_EQ(in_office.at(c.id).size(), 2u);
}

TEST(Appointments, MakeTheHolderAnOfficerUntilTheSuccessorBegins) {
  House house;
  const auto c = house.committee("Energía");
  const auto org = house.member(Status::active);
  const auto name = [&](const char* email, const char* since) {
    house.app.write([&](db::Tx& tx) {
      return appoint(tx, house.act("director"), house.alliance, c.id,
                     {"secretary", "Quien sea", house.seats.at("active").text(), email, since, ""});
    });
  };
  const auto add = [&] {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return add_member(tx, house.act("active"), house.alliance, c.id, org, "2026-02-01"); }));
  };
  EXPECT_EQ(add(), "forbidden");
  name("active@example.org", "2026-01-15");
  EXPECT_EQ(add(), "done");
  EXPECT_TRUE(house.app.read([&](db::Tx& tx) { return see(tx, house.person("active"), house.alliance, c.id); }).officer);
  name("", house.app.today().text().c_str());
  EXPECT_FALSE(house.app.read([&](db::Tx& tx) { return see(tx, house.person("active"), house.alliance, c.id); }).officer);
}

TEST(Appointments, AreMadeByWhoConvenes) {
  House house;
  const auto c = house.committee("Energía");
  for (const auto& [who, expected] :
       {std::pair{"active", "forbidden"}, {"facilitator", "forbidden"}, {"invited", "not_found"}, {"director", "done"}}) {
    EXPECT_EQ(outcome(house.app.db().write([&, w = who](db::Tx& tx) {
                return appoint(tx, house.act(w), house.alliance, c.id, {"president", "Alguien", "", "", "2026-02-01", ""});
              })),
              expected)
        << who;
  }
}

TEST(Merge, MovesMembershipsAndAppointmentsAndIsTakenBack) {
  House house;
  const auto shared = house.committee("Compartido");
  const auto own = house.committee("Propio");
  const auto kept = house.member(Status::active);
  const auto gone = house.member(Status::active);
  const auto add = [&](CommitteeId id, OrganizationId org) {
    house.app.write([&](db::Tx& tx) { return add_member(tx, house.act("director"), house.alliance, id, org, "2026-02-01"); });
  };
  add(shared.id, kept);
  add(shared.id, gone);
  add(own.id, gone);
  house.app.write([&](db::Tx& tx) {
    return appoint(tx, house.act("director"), house.alliance, own.id, {"president", "Óscar", gone.text(), "", "2026-02-01", ""});
  });
  const auto state = [&] {
    return house.app.read([&](db::Tx& tx) {
      std::string out;
      for (const auto id : {shared.id, own.id}) {
        const auto b = book(tx, id);
        for (const auto& m : b.members)
          out += (m.organization == kept ? "kept" : "gone") + std::string(m.until ? "-ended " : " ");
        for (const auto& a : b.appointments) out += a.organization == kept ? "president:kept" : "president:gone";
        out += "/";
      }
      return out;
    });
  };
  const auto before = state();
  EXPECT_EQ(before, "kept gone /gone president:gone/");
  const auto publish = [&](const char* type) {
    house.app.write([&](db::Tx& tx) {
      tx.publish({type, kept.value(),
                  R"({"kept":")" + kept.text() + R"(","gone":")" + gone.text() + R"(","merge":")" + id_to_text(77) +
                      R"(","agency":")" + house.agency.text() + R"(","on":"2026-03-02"})"});
    });
  };
  publish("organization.merged");
  EXPECT_EQ(state(), "kept gone-ended /kept president:kept/");
  publish("organization.unmerged");
  EXPECT_EQ(state(), before);
}

TEST(Audit, EachActLeavesOneLineAndNamesNobody) {
  House house;
  const auto c = house.committee("Energía");
  house.app.write([&](db::Tx& tx) {
    return add_member(tx, house.act("director"), house.alliance, c.id, house.seats.at("active"), "2026-02-01");
  });
  house.app.write([&](db::Tx& tx) {
    return appoint(tx, house.act("director"), house.alliance, c.id, {"president", "Clara Ibarra", "", "", "2026-02-01", ""});
  });
  const auto lines =
      house.app.read([&](db::Tx& tx) { return audit::history(tx, house.agency.value(), "committee", c.id.value()); });
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].verb, "committee.appoint");
  EXPECT_EQ(lines[1].verb, "committee.add_member");
  EXPECT_EQ(lines[2].verb, "committee.found");
  EXPECT_EQ(lines[0].fields.find("Clara"), std::string::npos);
}

}  // namespace
}  // namespace alianza::committees
