#include "platform/auth/moves.h"
#include "platform/auth/tests/house.h"

namespace alianza::auth {
namespace {

class Appointments : public House {
 protected:
  static Date day(const char* text) { return *Date::parse(text); }

  Result<Appointment> make(Role role, Scope scope, const char* since, const char* until = nullptr) {
    NewAppointment wanted{clara, scope, role, day(since), std::nullopt, AccountId(9), "Acuerdo 4", "DOF 2016-05-01"};
    if (until != nullptr) wanted.until = day(until);
    return write([&](db::Tx& tx) { return appoint(tx, wanted); });
  }
  Result<Appointment> end(const Appointment& row, const char* last) {
    return write([&](db::Tx& tx) { return end_appointment(tx, row.id, day(last), AccountId(8), "Renuncia"); });
  }
  std::size_t in_office(const char* on) {
    return read([&](db::Tx& tx) { return appointments_of(tx, clara, day(on)); })->size();
  }
  Scope agency = Scope::agency(7);
};

TEST_F(Appointments, AreInOfficeFromTheirFirstDayToTheirLast) {
  const auto made = make(Role::secretariat, agency, "2026-01-10", "2026-01-20");
  ASSERT_TRUE(made);
  EXPECT_EQ(in_office("2026-01-09"), 0U);
  EXPECT_EQ(in_office("2026-01-10"), 1U);
  EXPECT_EQ(in_office("2026-01-20"), 1U);
  EXPECT_EQ(in_office("2026-01-21"), 0U);
}

TEST_F(Appointments, KeepWhoGrantedAndEndedThemAndWhy) {
  const auto made = make(Role::director, agency, "2026-01-10").value();
  ASSERT_TRUE(end(made, "2026-02-01"));
  const auto rows = read([&](db::Tx& tx) { return appointment_history(tx, agency); }).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].granted_by, AccountId(9));
  EXPECT_EQ(rows[0].reason, "Acuerdo 4");
  EXPECT_EQ(rows[0].document, "DOF 2016-05-01");
  EXPECT_EQ(rows[0].until, day("2026-02-01"));
  EXPECT_EQ(rows[0].ended_by, AccountId(8));
  EXPECT_EQ(rows[0].end_reason, "Renuncia");
}

TEST_F(Appointments, FollowTheirScopeAndComeBackButForWhatIsThereAlready) {
  const auto gone = Scope::organization(11);
  const auto kept = Scope::organization(12);
  const auto past = make(Role::representative, gone, "2025-01-10", "2025-02-10").value();
  const auto now = make(Role::representative, gone, "2026-01-10").value();
  const auto twice = make(Role::delegate, gone, "2026-01-10").value();
  ASSERT_TRUE(make(Role::delegate, kept, "2026-01-15"));
  const auto moved = write([&](db::Tx& tx) { return Result<std::vector<AppointmentId>>(move_appointments(tx, gone, kept)); });
  ASSERT_EQ(moved->size(), 2U);
  const auto rows_of = [&](Scope scope) { return read([&](db::Tx& tx) { return appointment_history(tx, scope); }).value(); };
  ASSERT_EQ(rows_of(gone).size(), 1U);
  EXPECT_EQ(rows_of(gone)[0].id, twice.id);
  EXPECT_EQ(rows_of(kept).size(), 3U);
  ASSERT_TRUE(write([&](db::Tx& tx) { move_appointments(tx, kept, gone, *moved); }));
  EXPECT_EQ(rows_of(gone).size(), 3U);
  EXPECT_EQ(rows_of(kept).size(), 1U);
}

TEST_F(Appointments, AreNeverOverwritten) {
  const auto made = make(Role::director, agency, "2026-01-10").value();
  EXPECT_EQ(end(made, "2026-01-09").error().fields.at(0).field, "until");
  ASSERT_TRUE(end(made, "2026-02-01"));
  EXPECT_EQ(end(made, "2026-03-01").error().fault, Fault::conflict);
  EXPECT_EQ(end(made, "2026-01-15").error().fault, Fault::conflict);
}

TEST_F(Appointments, OfTheSameOfficeDoNotOverlapAndMayFollow) {
  ASSERT_TRUE(make(Role::fund, agency, "2026-01-10", "2026-01-20"));
  EXPECT_EQ(make(Role::fund, agency, "2026-01-20").error().fault, Fault::conflict);
  EXPECT_EQ(make(Role::fund, agency, "2026-01-01", "2026-01-10").error().fault, Fault::conflict);
  EXPECT_TRUE(make(Role::fund, agency, "2026-01-21"));
  EXPECT_EQ(make(Role::fund, agency, "2027-01-21").error().fault, Fault::conflict) << "the open one never ends";
  EXPECT_TRUE(make(Role::fund, Scope::agency(8), "2026-01-10"));
  EXPECT_TRUE(make(Role::legal, agency, "2026-01-10"));
}

TEST_F(Appointments, ExistOnlyInTheScopeOfTheirRole) {
  EXPECT_FALSE(make(Role::director, Scope::alliance(3), "2026-01-10"));
  EXPECT_FALSE(make(Role::facilitator, agency, "2026-01-10"));
  EXPECT_FALSE(make(Role::director, Scope::agency(0), "2026-01-10"));
  EXPECT_FALSE(make(Role::server_operator, {ScopeKind::server, 3}, "2026-01-10"));
  EXPECT_TRUE(make(Role::server_operator, Scope::server(), "2026-01-10"));
  EXPECT_FALSE(make(Role::legal, agency, "2026-01-10", "2026-01-09"));
}

TEST_F(Appointments, AreForAccountsThatExistAndAreActive) {
  ASSERT_TRUE(write([&](db::Tx& tx) { return disable_account(tx, clara, AccountId(9)); }));
  EXPECT_EQ(make(Role::legal, agency, "2026-01-10").error().fields.at(0).field, "account");
  clara = AccountId(12345);
  EXPECT_EQ(make(Role::legal, agency, "2026-01-10").error().fields.at(0).field, "account");
}

TEST_F(Appointments, AnswerWhoHoldsAnOffice) {
  make(Role::legal, agency, "2026-01-10").value();
  const auto found = read([&](db::Tx& tx) { return holders(tx, agency, Role::legal, today); }).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].account, clara);
  EXPECT_TRUE(holds(found, agency, Role::legal));
  EXPECT_FALSE(holds(found, agency, Role::fund));
  EXPECT_TRUE(read([&](db::Tx& tx) { return holders(tx, agency, Role::legal, day("2026-01-09")); })->empty());
}

TEST(Roles, HaveAWordAScopeAndAName) {
  for (int i = 0; i <= static_cast<int>(Role::delegate); ++i) {
    const auto role = static_cast<Role>(i);
    EXPECT_EQ(role_from(word(role)), role);
    EXPECT_FALSE(name_of(role).empty());
    EXPECT_EQ(scope_kind_from(word(scope_of(role))), scope_of(role));
  }
  EXPECT_FALSE(role_from("king"));
}

}  // namespace
}  // namespace alianza::auth
