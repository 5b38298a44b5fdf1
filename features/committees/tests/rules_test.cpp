#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "features/committees/access.h"
#include "features/committees/committees.h"

namespace alianza::committees {
namespace {

Date day(const char* text) { return *Date::parse(text); }

Appointment row(Office office, const char* since, const char* until = nullptr) {
  Appointment a;
  a.id = CommitteeAppointmentId::make();
  a.office = office;
  a.since = day(since);
  if (until != nullptr) a.until = day(until);
  return a;
}

struct SuccessionCase {
  const char* sentence;
  std::vector<Appointment> before;
  const char* since;
  bool allowed;
  bool ends_last;
};

TEST(Succession, EndsTheHolderInOfficeAndRefusesAnOverlap) {
  const auto p = Office::president;
  const SuccessionCase cases[] = {
      {"the first of all", {}, "2026-01-01", true, false},
      {"after one in office", {row(p, "2025-01-01")}, "2026-01-01", true, true},
      {"on the day of one in office", {row(p, "2026-01-01")}, "2026-01-01", false, false},
      {"before one in office", {row(p, "2026-02-01")}, "2026-01-01", false, false},
      {"on the day the last one ended", {row(p, "2025-01-01", "2026-01-01")}, "2026-01-01", true, false},
      {"while the last one lasted", {row(p, "2025-01-01", "2026-01-02")}, "2026-01-01", false, false},
      {"between two old ones",
       {row(p, "2024-01-01", "2024-06-01"), row(p, "2025-01-01", "2025-06-01")},
       "2024-08-01",
       false,
       false},
  };
  for (const auto& c : cases) {
    const auto result = succeed(c.before, day(c.since));
    EXPECT_EQ(result.has_value(), c.allowed) << c.sentence;
    if (result) {
      EXPECT_EQ(result->ends.has_value(), c.ends_last) << c.sentence;
    } else {
      EXPECT_EQ(result.error().fields.at(0).field, "since") << c.sentence;
    }
  }
}

/// What store and action do with the answer of succeed().
bool appoint(std::vector<Appointment>& rows, Office office, Date since) {
  std::vector<Appointment> same;
  for (const auto& r : rows)
    if (r.office == office) same.push_back(r);
  const auto result = succeed(same, since);
  if (!result) return false;
  for (auto& r : rows)
    if (result->ends == r.id) r.until = since;
  auto next = row(office, "2000-01-01");
  next.since = since;
  rows.push_back(next);
  return true;
}

TEST(Succession, GivesExactlyOneHolderAtAnyDateSinceTheFirstAppointment) {
  EXPECT_TRUE(rc::check("one president, one secretary", [](const std::vector<std::pair<bool, unsigned char>>& tries) {
    std::vector<Appointment> rows;
    std::map<Office, Date> first;
    for (const auto& [president, offset] : tries) {
      const auto office = president ? Office::president : Office::secretary;
      const auto since = day("2026-01-01").plus_days(offset);
      if (appoint(rows, office, since)) first.try_emplace(office, since);
    }
    for (int offset = -1; offset <= 260; ++offset) {
      const auto on = day("2026-01-01").plus_days(offset);
      for (const auto office : {Office::president, Office::secretary}) {
        const auto holders = std::count_if(rows.begin(), rows.end(), [&](const Appointment& a) {
          return a.office == office && a.since <= on && (!a.until || on < *a.until);
        });
        const bool begun = first.contains(office) && first[office] <= on;
        RC_ASSERT(holders == (begun ? 1 : 0));
        RC_ASSERT((holder_on(rows, office, on) != nullptr) == begun);
      }
    }
  }));
}

TEST(Succession, NamesTheDaysThatNobodyWouldHoldTheOffice) {
  std::vector<Appointment> rows{{.since = day("2026-01-01"), .until = day("2026-02-01")}};
  EXPECT_EQ(vacancies(rows, day("2026-01-15")), std::vector<Vacancy>{});
  EXPECT_EQ(vacancies(rows, day("2026-02-01")), (std::vector<Vacancy>{{day("2026-02-01"), std::nullopt}}));
  EXPECT_FALSE(succeed(rows, day("2026-02-01"))->leaves);
  EXPECT_EQ(succeed(rows, day("2026-02-10"))->leaves, (Vacancy{day("2026-02-01"), day("2026-02-10")}));
  EXPECT_FALSE(succeed(rows, day("2026-01-31"))) << "it would overlap the first one";
  rows.push_back({.since = day("2026-02-10")});
  EXPECT_EQ(vacancies(rows, day("2026-03-01")), (std::vector<Vacancy>{{day("2026-02-01"), day("2026-02-10")}}));
  EXPECT_FALSE(succeed({}, day("2026-02-10"))->leaves) << "before the first appointment there is no gap";
}

TEST(Succession, NeverGivesTwoHoldersWhateverIsAppointedAndEnded) {
  // Each act: how many days after the first of January, and whether it appoints or ends the one in force.
  EXPECT_TRUE(rc::check("at most one president on any day", [](const std::vector<std::pair<bool, unsigned char>>& acts) {
    std::vector<Appointment> rows;
    for (const auto& [appoints, offset] : acts) {
      const auto on = day("2026-01-01").plus_days(offset);
      if (appoints) {
        const auto done = succeed(rows, on);
        if (!done) continue;
        for (auto& row : rows)
          if (done->ends && row.id == *done->ends) row.until = on;
        rows.push_back({.id = CommitteeAppointmentId::make(), .since = on});
      } else if (!rows.empty() && !rows.back().until && rows.back().since < on) {
        rows.back().until = on;
      }
    }
    const auto gaps = vacancies(rows, day("2026-12-31"));
    for (int offset = 0; offset <= 260; ++offset) {
      const auto on = day("2026-01-01").plus_days(offset);
      const auto holders = std::count_if(rows.begin(), rows.end(),
                                         [&](const Appointment& a) { return a.since <= on && (!a.until || on < *a.until); });
      RC_ASSERT(holders <= 1);
      const bool begun = !rows.empty() && rows.front().since <= on;
      const bool gap =
          std::any_of(gaps.begin(), gaps.end(), [&](const Vacancy& v) { return v.from <= on && (!v.to || on < *v.to); });
      RC_ASSERT(gap == (begun && holders == 0));
    }
  }));
}

TEST(Rules, HoldFromTheirDayUntilTheNextEdition) {
  const std::vector<Rules> editions{{.edition = 3, .since = day("2026-03-01")},
                                    {.edition = 2, .since = day("2026-02-01")},
                                    {.edition = 1, .since = day("2026-02-01")}};
  const auto on = [&](const char* text) { return rules_on(editions, day(text))->edition; };
  EXPECT_EQ(on("2026-03-01"), 3);
  EXPECT_EQ(on("2026-02-28"), 2) << "of two from one day the newer";
  EXPECT_EQ(on("2026-01-01"), 1) << "before all of them the first";
  EXPECT_EQ(rules_on({}, day("2026-01-01")), nullptr);
}

TEST(Rules, SayTheQuorumAsAShareOrAsANumber) {
  const auto fields = [](const RulesInput& input) {
    std::set<std::string> out;
    if (const auto parsed = parse(input); !parsed)
      for (const auto& f : parsed.error().fields) out.insert(f.field);
    return out;
  };
  using Set = std::set<std::string>;
  EXPECT_EQ(fields({"50", "", "present", "", "", "2026-03-01", "", ""}), Set{});
  EXPECT_EQ(fields({"", "7", "members", "", "", "2026-03-01", "", ""}), Set{});
  EXPECT_EQ(fields({"50", "7", "present", "", "", "2026-03-01", "", ""}), Set{"quorum_number"});
  EXPECT_EQ(fields({"100", "0", "todos", "", "", "", std::string(201, 'x'), ""}),
            (Set{"quorum_percent", "quorum_number", "voting_base", "since", "basis"}));
  EXPECT_EQ(quorum(*parse(RulesInput{"", "7", "members", "", "", "2026-03-01", "", ""}), 30), 7);
}

TEST(Quorum, IsMoreThanTheShareOfTheMembers) {
  struct Case {
    int percent, members, needed;
  };
  for (const auto& c :
       {Case{50, 10, 6}, {50, 11, 6}, {50, 1, 1}, {66, 9, 6}, {66, 3, 2}, {99, 100, 100}, {1, 200, 3}, {50, 0, 1}}) {
    Committee committee;
    committee.quorum_percent = c.percent;
    EXPECT_EQ(quorum(committee, c.members), c.needed) << c.percent << " % of " << c.members;
  }
  EXPECT_EQ(quorum(Committee{}, 30), 0);
}

TEST(CommitteeForm, SaysEveryWrongFieldAtOnce) {
  Input input;
  input.kind = "club";
  input.sdg = "18";
  input.mechanism = "";
  input.admission = "half";
  input.quorum_percent = "100";
  input.founded_on = "31/03/2026";
  const auto parsed = parse(input);
  ASSERT_FALSE(parsed);
  std::set<std::string> fields;
  for (const auto& f : parsed.error().fields) fields.insert(f.field);
  EXPECT_EQ(fields, (std::set<std::string>{"kind", "sdg", "mechanism", "admission", "name_es", "quorum_percent", "founded_on"}));
}

TEST(CommitteeForm, ReadsBackWhatItShows) {
  Input input;
  input.kind = "council";
  input.sdg = "12";
  input.name_es = "Consejo técnico";
  input.name_en = "Technical council";
  input.purpose_es = "Dos\nrenglones";
  input.quorum_percent = "50";
  input.admission = "open";
  input.founded_on = "2026-01-31";
  input.dissolved_on = "2026-02-01";
  input.version = "3";
  const auto once = parse(input);
  ASSERT_TRUE(once);
  const auto twice = parse(as_input(*once));
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->purpose.es, "Dos\nrenglones");
  EXPECT_EQ(twice->quorum_percent, 50);
  EXPECT_EQ(twice->dissolved_on, day("2026-02-01"));
  EXPECT_EQ(twice->version, 3);
  input.dissolved_on = "2026-01-30";
  EXPECT_FALSE(parse(input));
}

TEST(CommitteeAccess, AnOfficerKeepsMembersOnlyWhileTheOwnOrganisationIsActive) {
  for (const auto status :
       {membership::Status::invited, membership::Status::active, membership::Status::suspended, membership::Status::withdrawn}) {
    membership::Standing s;
    s.signed_in = true;
    s.seats = {{OrganizationId(7), status}};
    const bool active = status == membership::Status::active;
    EXPECT_EQ(may(Action::keep_members, s, Officer::yes), active) << membership::code(status);
    EXPECT_FALSE(may(Action::keep_members, s, Officer::no));
    EXPECT_FALSE(may(Action::edit, s, Officer::yes));
    EXPECT_FALSE(may(Action::appoint, s, Officer::yes));
    Committee open;
    open.admission = Admission::open;
    EXPECT_EQ(may_move_own(s, open, OrganizationId(7)), active);
    EXPECT_FALSE(may_move_own(s, open, OrganizationId(8)));
    EXPECT_FALSE(may_move_own(s, Committee(), OrganizationId(7)));
  }
}

}  // namespace
}  // namespace alianza::committees
