#include "features/meetings/tests/house.h"
#include "platform/audit/audit.h"

namespace alianza::meetings {
namespace {

TEST(Scheduling, AsksTheStandingOfWhoConvenes) {
  House house;
  struct Case {
    const char* who;
    const char* alliance;  // a plenary
    const char* energy;    // a session of the committee whose officer is active
    const char* water;     // a session of the committee whose officer is suspended
  };
  for (const auto& c : {Case{"anonymous", "not_found", "not_found", "not_found"},
                        {"operator", "not_found", "not_found", "not_found"},
                        {"outsider", "not_found", "not_found", "not_found"},
                        {"invited", "not_found", "not_found", "not_found"},
                        {"withdrawn", "not_found", "not_found", "not_found"},
                        {"active", "forbidden", "forbidden", "forbidden"},
                        {"suspended", "forbidden", "forbidden", "forbidden"},
                        {"facilitator", "forbidden", "forbidden", "forbidden"},
                        {"legal", "forbidden", "forbidden", "forbidden"},
                        {"officer", "committee", "done", "committee"},
                        {"stopped_officer", "forbidden", "forbidden", "forbidden"},
                        {"secretariat", "done", "done", "done"},
                        {"director", "done", "done", "done"}}) {
    const auto go = [&](CommitteeId committee) {
      return outcome(house.app.db().write([&](db::Tx& tx) {
        return schedule(tx, house.act(c.who), house.alliance, house.input("Sesión", "2026-03-20", committee));
      }));
    };
    EXPECT_EQ(go({}), c.alliance) << c.who;
    EXPECT_EQ(go(house.energy), c.energy) << c.who;
    EXPECT_EQ(go(house.water), c.water) << c.who;
  }
}

TEST(Scheduling, KnowsNoCommitteeOfAnotherAlliance) {
  House house;
  const auto input = house.input("Sesión", "2026-03-20", house.energy);
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return schedule(tx, house.act("director"), house.other, input); })),
            "committee");
  const auto m = house.meeting("Plenaria");
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return see(tx, house.app.person("director"), house.other, m.id); })),
            "not_found");
}

TEST(Scheduling, AnOfficerMovesNoSessionToAnotherCommittee) {
  House house;
  const auto m = house.meeting("Sesión 1", "2026-03-20", house.energy);
  auto input = house.input("Sesión 1", "2026-03-20", house.energy);
  input.title_es = "Sesión 1 bis";
  const auto save = [&] {
    return outcome(house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act("officer"), house.alliance, m.id, input); }));
  };
  EXPECT_EQ(save(), "done");
  input.version = "2";
  input.committee = house.water.text();
  EXPECT_EQ(save(), "committee");
}

TEST(Scheduling, TheSecondOfTwoEditsIsAConflictAndChangesNothing) {
  House house;
  const auto m = house.meeting("Plenaria");
  auto input = as_input(m, {});
  input.title_es = "Plenaria de instalación";
  input.agenda = "Bienvenida | 10\nAsuntos generales";
  const auto save = [&](const char* who) {
    return outcome(house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act(who), house.alliance, m.id, input); }));
  };
  EXPECT_EQ(save("director"), "done");
  input.title_es = "Otro título";
  input.agenda = "";
  EXPECT_EQ(save("secretariat"), "conflict");
  EXPECT_EQ(house.again(m.id).title.es, "Plenaria de instalación");
  EXPECT_EQ(house.again(m.id).version, 2);
  EXPECT_EQ(house.book_of(m.id).agenda.size(), 2u);
}

TEST(Scheduling, AReplacedAgendaKeepsItsOrderAndMakesANewVersion) {
  House house;
  const auto m = house.meeting("Plenaria");
  house.app.write(
      [&](db::Tx& tx) { return replace_agenda(tx, house.act("secretariat"), house.alliance, m.id, "Tres\nUno | 5\nDos"); });
  const auto items = house.book_of(m.id).agenda;
  EXPECT_EQ(agenda_text(items), "Tres\nUno | 5\nDos\n");
  EXPECT_EQ(house.again(m.id).version, 2);
}

TEST(State, IsADatedRowWithWhoAndWhy) {
  House house;
  const auto m = house.meeting("Sesión 1", "2026-03-02", house.energy);
  const auto change = [&](State to, const char* reason, const char* who = "officer") {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return change_state(tx, house.act(who), house.alliance, m.id, to, reason); }));
  };
  EXPECT_EQ(change(State::cancelled, "", "officer"), "reason");
  EXPECT_EQ(change(State::cancelled, "Sin quórum", "active"), "forbidden");
  EXPECT_EQ(change(State::cancelled, "Sin quórum"), "done");
  EXPECT_EQ(change(State::cancelled, "Sin quórum"), "conflict");
  EXPECT_EQ(change(State::held, ""), "conflict");
  EXPECT_EQ(change(State::scheduled, "Se repone la sesión"), "done");
  EXPECT_EQ(change(State::held, ""), "done");
  const auto rows = house.book_of(m.id).states;
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].state, State::scheduled);
  EXPECT_EQ(rows[1].reason, "Sin quórum");
  EXPECT_EQ(rows[1].by, "officer");
  EXPECT_EQ(rows[3].state, State::held);
}

TEST(State, NothingIsHeldBeforeItsDay) {
  House house;
  const auto m = house.meeting("Mañana", "2026-03-03");
  EXPECT_EQ(outcome(house.app.db().write(
                [&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::held, ""); })),
            "invalid");
  house.app.clock().advance(std::chrono::hours(24));
  EXPECT_EQ(outcome(house.app.db().write(
                [&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::held, ""); })),
            "done");
}

TEST(Groups, HaveNamesOfTheirOwnAndStayWhileSomebodyIsInThem) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto add = [&](const char* name) {
    return house.app.db().write(
        [&](db::Tx& tx) { return add_group(tx, house.act("director"), house.alliance, m.id, name, "ODS 7"); });
  };
  const auto group = add("Mesa 1");
  ASSERT_TRUE(group);
  EXPECT_EQ(outcome(add("mesa  1")), "conflict");
  EXPECT_EQ(outcome(add(" ")), "name");
  EXPECT_EQ(house.attend("director", m.id, house.seats.at("active"), {"", "in_person", "on_time", group->text()}), "done");
  EXPECT_EQ(house.attend("director", m.id, house.seats.at("officer"), {"", "in_person", "on_time", GroupId::make().text()}),
            "group");
  const auto remove = [&] {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return remove_group(tx, house.act("director"), house.alliance, m.id, *group); }));
  };
  EXPECT_EQ(remove(), "conflict");
  house.app.write([&](db::Tx& tx) {
    return withdraw_organization(tx, house.act("director"), house.alliance, m.id, house.seats.at("active"));
  });
  EXPECT_EQ(remove(), "done");
  for (int i = 0; i < most_groups; ++i) ASSERT_TRUE(add(("Mesa de trabajo " + std::to_string(i)).c_str()));
  EXPECT_EQ(outcome(add("La que ya no cabe")), "name");
}

TEST(Loaders, KeepDatesThatAreNotExactWithTheirSource) {
  House house;
  Draft draft;
  draft.meeting.kind = Kind::plenary;
  draft.meeting.title = {"Cuarta reunión", "Fourth meeting", Lang::es};
  draft.meeting.precision = Precision::undated;
  draft.meeting.sort_on = "2016-10-01T00:00";
  draft.meeting.state = State::held;
  draft.meeting.source = {"capítulo 2", "chapter 2", Lang::es};
  const auto act = feature::Act::system("import");
  const auto m = house.app.write([&](db::Tx& tx) { return schedule(tx, act, house.alliance, draft); });
  house.app.write([&](db::Tx& tx) {
    ReportedCount count;
    count.value = 5;
    count.noun = {"comités acordados", "committees agreed", Lang::es};
    count.source = {"capítulo 2", "chapter 2", Lang::es};
    return report_count(tx, act, m, count);
  });
  house.app.write([&](db::Tx& tx) {
    Attendance row;
    row.organization = OrganizationId::make();
    return register_attendance(tx, act, m, row);
  });
  const auto stored = house.again(m.id);
  EXPECT_FALSE(stored.on);
  EXPECT_EQ(stored.precision, Precision::undated);
  EXPECT_EQ(stored.source.en, "chapter 2");
  EXPECT_EQ(house.book_of(m.id).counts.at(0).noun.en, "committees agreed");
  EXPECT_EQ(house.book_of(m.id).states.at(0).state, State::held);
}

TEST(Audit, EachActLeavesOneLineAndNamesNobody) {
  House house;
  const auto m = house.meeting("Plenaria");
  EXPECT_EQ(house.attend("director", m.id, house.seats.at("active"), {"Clara Ibarra", "remote", "late", ""}), "done");
  EXPECT_EQ(house.attend("director", m.id, house.seats.at("active"), {"Clara Ibarra", "remote", "late", ""}), "done");
  const auto row = house.book_of(m.id).attendance.at(0);
  house.app.write([&](db::Tx& tx) { return withdraw_attendance(tx, house.act("director"), house.alliance, m.id, row.id); });
  const auto lines =
      house.app.read([&](db::Tx& tx) { return audit::history(tx, house.agency.value(), "meeting", m.id.value()); });
  ASSERT_EQ(lines.size(), 3u) << "the second tap found it done and changed nothing";
  EXPECT_EQ(lines[0].verb, "attendance.withdraw");
  EXPECT_EQ(lines[1].verb, "attendance.register");
  EXPECT_EQ(lines[2].verb, "meeting.schedule");
  for (const auto& line : lines) EXPECT_EQ(line.fields.find("Clara"), std::string::npos);
}

}  // namespace
}  // namespace alianza::meetings
