// Duplicates found, told apart, merged and taken back.
#include "features/organizations/tests/house.h"

namespace alianza::organizations {
namespace {

struct TwoRow {
  std::string a, b;
  static void columns(auto& v, TwoRow& r) { v(r.a, r.b); }
};

/// Everything a merge could touch, as text.
std::string everything(House& house) {
  return house.app.read([&](db::Tx& tx) {
    std::string out;
    const auto add = [&](const char* sql) {
      for (const auto& row : tx.all<TwoRow>(sql)) out += row.a + " " + row.b + "\n";
    };
    add("SELECT CAST(id AS TEXT), shelf || '|' || type || '|' || name || '|' || legal_name || '|' || rfc || '|' || website || "
        "'|' || size || '|' || "
        "CAST(sdg_priority AS TEXT) || '|' || CAST(sdg_interested AS TEXT) || '|' || CAST(COALESCE(origin_organization_id, 0) AS "
        "TEXT) || '|' || "
        "CAST(COALESCE(merged_into, 0) AS TEXT) FROM organizations ORDER BY id");
    add("SELECT CAST(organization_id AS TEXT), name || name_folded FROM organization_aliases ORDER BY organization_id, "
        "name_folded");
    add("SELECT CAST(organization_id AS TEXT), kind || text FROM organization_statements ORDER BY organization_id, kind, "
        "ordinal");
    add("SELECT CAST(organization_id AS TEXT), CAST(goal AS TEXT) || level || shelf || name_folded FROM organization_sdgs ORDER "
        "BY organization_id, goal");
    add("SELECT CAST(organization_id AS TEXT), CAST(alliance_id AS TEXT) || status || since || shelf FROM "
        "organization_participations ORDER BY organization_id, alliance_id");
    add("SELECT CAST(organization_id AS TEXT), word FROM organization_words ORDER BY organization_id, word");
    add("SELECT CAST(organization_id AS TEXT), kind || key FROM organization_keys ORDER BY organization_id, kind, key");
    add("SELECT CAST(organization_id AS TEXT), domain FROM organization_domains ORDER BY organization_id, domain");
    add("SELECT CAST(organization_id AS TEXT), CAST(id AS TEXT) || state FROM organization_contributions ORDER BY id");
    add("SELECT CAST(first_id AS TEXT), CAST(second_id AS TEXT) || state || evidence FROM organization_duplicates ORDER BY "
        "first_id, second_id");
    add("SELECT CAST(organization_id AS TEXT), CAST(id AS TEXT) || status || COALESCE(until, '-') FROM participations ORDER BY "
        "id");
    add("SELECT CAST(organization_id AS TEXT), CAST(id AS TEXT) FROM affiliations ORDER BY id");
    return out;
  });
}

struct Twins {
  OrganizationId kept;
  OrganizationId gone;
  OrganizationId proposed;
};

/// Two rows of one firm: in one alliance both, in another only the second.
Twins twins(House& house) {
  Twins t;
  auto a = house.company("Energía Altozano");
  a.interests = "Vender";
  t.kept = house.registered(a);
  auto b = house.company("Energia Altozano SA de CV");
  b.rfc = "AAA080808HL8";
  b.aliases = "EA";
  b.interests = "Aprender";
  b.website = "https://altozano.mx";
  t.gone = house.registered(b);
  auto c = house.company("Cooperativa del Sur");
  c.origin = "by_member";
  c.origin_organization = t.gone.text();
  t.proposed = house.registered(c);
  house.participate(t.kept, Status::active, house.alliance);
  house.participate(t.gone, Status::active, house.alliance);
  house.participate(t.gone, Status::invited, house.other);
  house.app.write([&](db::Tx& tx) -> Result<int> {
    const auto act = house.act("secretariat");
    TRY(declare_sdgs(tx, act, house.alliance, t.kept, {{7, SdgLevel::interested}}));
    TRY(declare_sdgs(tx, act, house.alliance, t.gone, {{7, SdgLevel::priority}, {3, SdgLevel::interested}}));
    ContributionInput in;
    in.description = "Paneles";
    in.since = "2026-02-01";
    TRY(add_contribution(tx, act, house.alliance, t.gone, in));
    TRY(add_contact(tx, act, house.alliance, t.gone, {"Clara", "clara@correo-altozano.mx", "", "", "contact"}, ""));
    return 0;
  });
  return t;
}

TEST(Duplicates, AreListedTheSurestFirstAndDecisionsStay) {
  House house;
  const auto t = twins(house);
  const auto list = [&] {
    return house.app.read([&](db::Tx& tx) { return duplicates(tx, house.act("secretariat").actor, house.alliance, {}); });
  };
  auto page = list();
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.count, 1);
  EXPECT_GE(page.rows[0].score, near_certain);
  EXPECT_EQ(outcome(house.read([&](db::Tx& tx) { return duplicates(tx, house.act("legal").actor, house.alliance, {}); })),
            "forbidden");
  const auto dismiss = [&](const char* reason) {
    return outcome(house.write(
        [&](db::Tx& tx) { return dismiss_duplicate(tx, house.act("secretariat"), house.alliance, t.gone, t.kept, reason); }));
  };
  EXPECT_EQ(dismiss(""), "reason");
  EXPECT_EQ(dismiss("dos plantas del mismo grupo"), "done");
  EXPECT_EQ(dismiss("otra vez"), "conflict");
  EXPECT_TRUE(list().rows.empty());
  auto in = as_input(house.stored(t.kept).profile, house.stored(t.kept).version);
  in.rfc = "AAA080808HL8";
  house.app.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, t.kept, in); });
  EXPECT_TRUE(list().rows.empty()) << "found again, it is not asked again";
}

TEST(Duplicates, ThatNoLongerLookAlikeAreForgotten) {
  House house;
  const auto t = twins(house);
  auto in = as_input(house.stored(t.kept).profile, house.stored(t.kept).version);
  in.name = "Aguas de la Meseta";
  house.app.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, t.kept, in); });
  EXPECT_TRUE(house.app.read([&](db::Tx& tx) { return duplicates(tx, house.act("secretariat").actor, house.alliance, {}); })
                  .rows.empty());
}

TEST(Merge, MovesEverythingToTheOneThatStays) {
  House house;
  const auto t = twins(house);
  const auto merged = house.app.write(
      [&](db::Tx& tx) { return merge(tx, house.act("secretariat"), house.alliance, t.kept, t.gone, "la misma"); });
  const auto kept = house.stored(t.kept);
  EXPECT_EQ(kept.profile.name, "Energía Altozano");
  EXPECT_EQ(kept.profile.rfc, "AAA080808HL8");
  EXPECT_EQ(kept.profile.aliases, (std::vector<std::string>{"EA", "Energia Altozano SA de CV"}));
  EXPECT_EQ(kept.profile.interests, (std::vector<std::string>{"Vender", "Aprender"}));
  EXPECT_EQ(interests(kept.sdgs), (std::vector<SdgInterest>{{3, SdgLevel::interested}, {7, SdgLevel::priority}}));
  EXPECT_EQ(house.stored(t.gone).id, t.kept) << "who asks for the other finds this one";
  EXPECT_EQ(house.stored(t.proposed).profile.origin_organization, t.kept);
  const auto seen =
      house.app.read([&](db::Tx& tx) { return book(tx, *see(tx, house.act("secretariat").actor, house.alliance, t.kept)); });
  EXPECT_EQ(seen.contributions.size(), 1U);
  EXPECT_EQ(seen.contacts.size(), 1U);
  const auto there = house.app.read([&](db::Tx& tx) { return membership::history(tx, house.other, t.kept); });
  ASSERT_EQ(there.size(), 1U);
  EXPECT_EQ(there[0].status, Status::invited);
  EXPECT_EQ(outcome(house.write(
                [&](db::Tx& tx) { return merge(tx, house.act("secretariat"), house.alliance, t.proposed, t.gone, ""); })),
            "conflict");
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, t.gone, {}); })),
            "conflict");
  EXPECT_EQ(merged.gone_name, "Energia Altozano SA de CV");
}

TEST(Merge, IsTakenBackExactly) {
  House house;
  const auto t = twins(house);
  const auto before = everything(house);
  const auto merged =
      house.app.write([&](db::Tx& tx) { return merge(tx, house.act("secretariat"), house.alliance, t.kept, t.gone, ""); });
  EXPECT_NE(everything(house), before);
  house.app.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, merged.id); });
  EXPECT_EQ(everything(house), before);
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, merged.id); })),
            "conflict");
}

TEST(Merge, TheOtherWayRoundIsTakenBackExactlyToo) {
  House house;
  const auto t = twins(house);
  const auto before = everything(house);
  const auto merged =
      house.app.write([&](db::Tx& tx) { return merge(tx, house.act("director"), house.alliance, t.gone, t.kept, ""); });
  house.app.write([&](db::Tx& tx) { return undo_merge(tx, house.act("director"), house.alliance, merged.id); });
  EXPECT_EQ(everything(house), before);
}

TEST(Merge, OfAMergeIsTakenBackInTurn) {
  House house;
  const auto t = twins(house);
  const auto before = everything(house);
  const auto go = [&](OrganizationId kept, OrganizationId gone) {
    return house.app.write([&](db::Tx& tx) { return merge(tx, house.act("secretariat"), house.alliance, kept, gone, ""); }).id;
  };
  const auto first = go(t.kept, t.gone);
  const auto second = go(t.proposed, t.kept);
  EXPECT_EQ(house.stored(t.gone).id, t.proposed);
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, first); })),
            "conflict");
  house.app.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, second); });
  house.app.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, first); });
  EXPECT_EQ(everything(house), before);
}

TEST(Merge, IsToldToOtherFeatures) {
  House house;
  const auto t = twins(house);
  const auto merged =
      house.app.write([&](db::Tx& tx) { return merge(tx, house.act("secretariat"), house.alliance, t.kept, t.gone, ""); });
  house.app.write([&](db::Tx& tx) { return undo_merge(tx, house.act("secretariat"), house.alliance, merged.id); });
  const auto told = house.app.read([&](db::Tx& tx) {
    return tx.all<TwoRow>("SELECT type, payload FROM outbox_events WHERE type LIKE 'organization.%' ORDER BY id");
  });
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].a, "organization.merged");
  EXPECT_EQ(told[1].a, "organization.unmerged");
  for (const auto& e : told) {
    EXPECT_NE(e.b.find(t.kept.text()), std::string::npos);
    EXPECT_NE(e.b.find(t.gone.text()), std::string::npos);
  }
}

}  // namespace
}  // namespace alianza::organizations
