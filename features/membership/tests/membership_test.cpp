#include <gtest/gtest.h>

#include "features/membership/access.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "platform/test/test_app.h"

namespace alianza::membership {
namespace {

using auth::Role;
using auth::Scope;

TEST(Participation, ChangesOnlyAsTheTableSays) {
  using S = Status;
  struct Case {
    std::optional<S> from;
    S to;
    bool allowed;
  };
  const Case cases[] = {
      {std::nullopt, S::invited, true},    {std::nullopt, S::active, true},     {std::nullopt, S::suspended, false},
      {std::nullopt, S::withdrawn, false}, {S::invited, S::invited, false},     {S::invited, S::active, true},
      {S::invited, S::suspended, false},   {S::invited, S::withdrawn, true},    {S::active, S::invited, false},
      {S::active, S::active, false},       {S::active, S::suspended, true},     {S::active, S::withdrawn, true},
      {S::suspended, S::invited, false},   {S::suspended, S::active, true},     {S::suspended, S::suspended, false},
      {S::suspended, S::withdrawn, true},  {S::withdrawn, S::invited, true},    {S::withdrawn, S::active, true},
      {S::withdrawn, S::suspended, false}, {S::withdrawn, S::withdrawn, false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(!refuses(c.from, c.to), c.allowed) << (c.from ? code(*c.from) : "none") << " -> " << code(c.to);
}

TEST(Standing, OnlyActiveAndSuspendedSeatsRead) {
  const std::pair<Status, bool> cases[] = {
      {Status::invited, false}, {Status::active, true}, {Status::suspended, true}, {Status::withdrawn, false}};
  for (const auto& [status, reads] : cases) {
    Standing s;
    s.signed_in = true;
    s.seats = {{OrganizationId(7), status}};
    EXPECT_EQ(s.reads_as_member(), reads) << code(status);
    EXPECT_EQ(s.acts_for(OrganizationId(7)), status == Status::active);
    EXPECT_EQ(may(Action::edit_contacts, s, OrganizationId(7)), status == Status::active);
    EXPECT_FALSE(may(Action::read_contacts, s, OrganizationId(8))) << "another organisation's contacts";
  }
}

TEST(Standing, TheOperatorOfTheServerReadsNoAlliance) {
  Standing s;
  s.signed_in = true;
  s.operator_ = true;
  EXPECT_FALSE(s.reads_as_member());
  EXPECT_FALSE(may(Action::change_participation, s));
}

class Memberships : public testing::Test {
 protected:
  Memberships() : app_({&manifest}) {
    officer_ = app_.person("ana");
    app_.appoint(officer_, Scope::agency(agency_.value()), Role::secretariat);
  }
  Standing standing(const auth::Actor& actor) {
    return app_.read([&](db::Tx& tx) { return standing_of(tx, actor); });
  }
  Standing standing_of(db::Tx& tx, const auth::Actor& actor) {
    return membership::standing(tx, actor, agency_, alliance_, app_.today());
  }
  Result<ParticipationId> change(const auth::Actor& actor, Status to, Date since, std::string reason = {}) {
    return app_.db().write([&](db::Tx& tx) {
      return membership::change(tx, app_.act(actor), standing_of(tx, actor),
                                {agency_, alliance_, organization_, to, since, reason});
    });
  }

  test::TestApp app_;
  AgencyId agency_ = AgencyId::make();
  AllianceId alliance_ = AllianceId::make();
  OrganizationId organization_ = OrganizationId::make();
  auth::Actor officer_;
};

TEST_F(Memberships, KeepEveryIntervalWithItsReason) {
  const auto start = app_.today().plus_days(-20);
  ASSERT_TRUE(change(officer_, Status::active, start));
  ASSERT_TRUE(change(officer_, Status::suspended, start.plus_days(5), "El proyecto no va con su negocio"));
  ASSERT_TRUE(change(officer_, Status::active, start.plus_days(9)));
  const auto rows = app_.read([&](db::Tx& tx) { return history(tx, alliance_, organization_); });
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].status, Status::active);
  EXPECT_FALSE(rows[0].until);
  EXPECT_EQ(rows[1].until, start.plus_days(9));
  EXPECT_EQ(rows[1].reason, "El proyecto no va con su negocio");
  // What a quorum counts, on any day.
  const auto active_on = [&](int day) {
    return app_.read([&](db::Tx& tx) { return with_status_on(tx, alliance_, Status::active, start.plus_days(day)); }).size();
  };
  EXPECT_EQ(active_on(-1), 0U);
  EXPECT_EQ(active_on(0), 1U);
  EXPECT_EQ(active_on(5), 0U);
  EXPECT_EQ(active_on(9), 1U);
}

TEST_F(Memberships, SuspendingAsksForTheReasonAndChangesNothingWithoutIt) {
  ASSERT_TRUE(change(officer_, Status::active, app_.today()));
  const auto refused = change(officer_, Status::suspended, app_.today());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "reason");
  EXPECT_EQ(app_.read([&](db::Tx& tx) { return history(tx, alliance_, organization_); }).size(), 1U);
}

TEST_F(Memberships, ADateBeforeTheStatusInForceIsRefused) {
  ASSERT_TRUE(change(officer_, Status::active, app_.today()));
  const auto refused = change(officer_, Status::suspended, app_.today().plus_days(-1), "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "since");
}

TEST_F(Memberships, OnlyWhoConvenesChangesThem) {
  const auto member = app_.person("bruno");
  app_.appoint(member, Scope::organization(organization_.value()), Role::representative);
  ASSERT_TRUE(change(officer_, Status::active, app_.today()));
  EXPECT_EQ(change(member, Status::suspended, app_.today(), "x").error().fault, Fault::forbidden);
  EXPECT_TRUE(standing(member).acts_for(organization_));
  ASSERT_TRUE(change(officer_, Status::suspended, app_.today(), "Motivo"));
  EXPECT_FALSE(standing(member).acts_for(organization_));
  EXPECT_TRUE(standing(member).reads_as_member());
}

TEST_F(Memberships, BelongingNamesAgenciesAndAlliances) {
  const auto member = app_.person("bruno");
  app_.appoint(member, Scope::organization(organization_.value()), Role::representative);
  const auto before = app_.read([&](db::Tx& tx) { return belonging(tx, member, app_.today()); });
  EXPECT_TRUE(before.alliances.empty());
  ASSERT_TRUE(change(officer_, Status::invited, app_.today()));
  const auto after = app_.read([&](db::Tx& tx) { return belonging(tx, member, app_.today()); });
  EXPECT_EQ(after.alliances, std::vector{alliance_});
  EXPECT_EQ(app_.read([&](db::Tx& tx) { return belonging(tx, officer_, app_.today()); }).agencies, std::vector{agency_});
}

TEST_F(Memberships, AMergeMovesTheRowsAndItsUndoPutsThemBack) {
  const auto kept = OrganizationId::make();
  ASSERT_TRUE(change(officer_, Status::active, app_.today().plus_days(-3)));
  const auto moved = app_.write([&](db::Tx& tx) { return move_organization(tx, organization_, kept, app_.today()); });
  const auto rows_of = [&](OrganizationId id) {
    return app_.read([&](db::Tx& tx) { return history(tx, alliance_, id); }).size();
  };
  EXPECT_EQ(rows_of(organization_), 0U);
  EXPECT_EQ(rows_of(kept), 1U);
  app_.write([&](db::Tx& tx) -> Done {
    unmove_organization(tx, organization_, kept, moved);
    return {};
  });
  EXPECT_EQ(rows_of(organization_), 1U);
  EXPECT_EQ(rows_of(kept), 0U);
}

TEST_F(Memberships, AContactIsAPersonWithAnAffiliation) {
  const auto standing = this->standing(officer_);
  const auto add = [&](PersonInput input) {
    return app_.db().write(
        [&](db::Tx& tx) { return add_contact(tx, app_.act(officer_), standing, agency_, organization_, input, app_.today()); });
  };
  const auto wrong = add({"", "no es correo", "", "", "jefe"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.size(), 3U);
  const auto id = add({"Clara Ibarra", "clara@altozano.example", "", "Dirección", "contact"});
  ASSERT_TRUE(id);
  const auto contacts = app_.read([&](db::Tx& tx) { return contacts_of(tx, standing, organization_); });
  ASSERT_EQ(contacts.size(), 1U);
  EXPECT_EQ(contacts[0].name, "Clara Ibarra");
  const auto end = [&] {
    return app_.db().write([&](db::Tx& tx) { return end_contact(tx, app_.act(officer_), standing, agency_, *id, app_.today()); });
  };
  EXPECT_TRUE(end());
  EXPECT_EQ(end().error().fault, Fault::conflict);
}

}  // namespace
}  // namespace alianza::membership
