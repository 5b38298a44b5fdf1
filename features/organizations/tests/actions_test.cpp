// Registering, editing, participation, contributions, contacts: who may, what is refused, what stays.
#include "features/organizations/tests/house.h"
#include "platform/audit/audit.h"

namespace alianza::organizations {
namespace {

using Told = std::pair<const char*, const char*>;

std::string verbs(House& house, const char* kind, std::int64_t id) {
  std::string out;
  for (const auto& line : house.app.read([&](db::Tx& tx) { return audit::history(tx, house.agency.value(), kind, id); }))
    out = line.verb + " " + out;
  return out;
}

TEST(Register, AsksTheStandingOfWhoRegisters) {
  House house;
  for (const auto& [who, expected] :
       {Told{"anonymous", "not_found"}, Told{"operator", "not_found"}, Told{"outsider", "not_found"},
        Told{"invited", "not_found"}, Told{"withdrawn", "not_found"}, Told{"active", "forbidden"}, Told{"suspended", "forbidden"},
        Told{"facilitator", "forbidden"}, Told{"legal", "forbidden"}, Told{"secretariat", "done"}, Told{"director", "done"}}) {
    RegisterInput input;
    input.profile = house.company(std::string("Empresa de ") + who);
    EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return register_organization(tx, house.act(who), house.alliance, input); })),
              expected)
        << who;
  }
}

TEST(Register, KeepsEverythingThatWasSaid) {
  House house;
  auto in = house.company("Energía Altozano");
  in.legal_name = "Energía Altozano, S.A. de C.V.";
  in.aliases = "EA\nAltozano";
  in.description_en = "Solar";
  in.rfc = "aaa080808hl0";
  in.keep_rfc = "yes";
  in.interests = "Vender más\nAprender";
  in.capacities = "Ingeniería";
  in.website = "altozano.example.mx";
  in.origin = "by_member";
  in.origin_organization = "organizacion ACTIVE";
  in.source = "Prueba";
  const auto o = house.stored(house.registered(in));
  EXPECT_EQ(o.profile.origin_organization, house.seats["active"]) << "named without accents";
  auto expected = *parse(in);
  expected.origin_organization = house.seats["active"];
  EXPECT_EQ(o.profile, expected);
  EXPECT_EQ(o.profile.description.in(Lang::es), "Solar");
  EXPECT_EQ(o.version, 1);
  EXPECT_TRUE(o.is_sme());
  EXPECT_EQ(verbs(house, "organization", o.id.value()), "organization.register ");
}

TEST(Register, OneThatIsInTheDirectoryAlreadyIsAskedAboutFirst) {
  House house;
  house.registered("Energía Altozano");
  RegisterInput input;
  input.profile = house.company("ENERGIA ALTOZANO, S.A.");
  const auto go = [&] {
    return house.write([&](db::Tx& tx) { return register_organization(tx, house.act("secretariat"), house.alliance, input); });
  };
  const auto refused = go();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "name");
  EXPECT_EQ(refused.error().fields.at(1).field, "confirm_distinct");
  input.confirm_distinct = "yes";
  EXPECT_EQ(outcome(go()), "done");
}

TEST(Register, WithItsParticipationInOneStep) {
  House house;
  RegisterInput input;
  input.profile = house.company("Nueva");
  input.status = "invited";
  input.since = "2026-02-01";
  const auto id =
      house.app.write([&](db::Tx& tx) { return register_organization(tx, house.act("secretariat"), house.alliance, input); }).id;
  const auto rows = house.app.read([&](db::Tx& tx) { return membership::history(tx, house.alliance, id); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].since, day("2026-02-01"));
  input.profile = house.company("Otra nueva");
  input.status = "withdrawn";
  EXPECT_EQ(outcome(house.write(
                [&](db::Tx& tx) { return register_organization(tx, house.act("secretariat"), house.alliance, input); })),
            "status");
  EXPECT_FALSE(house.app.read([&](db::Tx& tx) { return find_by_name(tx, house.agency, "Otra nueva"); })) << "nothing of it stays";
}

TEST(Register, TellsEveryWrongFieldAtOnce) {
  House house;
  RegisterInput input;
  input.profile.origin = "by_member";
  input.profile.origin_organization = "Nadie";
  const auto refused =
      house.write([&](db::Tx& tx) { return register_organization(tx, house.act("secretariat"), house.alliance, input); });
  ASSERT_FALSE(refused);
  std::string fields;
  for (const auto& f : refused.error().fields) fields += f.field + " ";
  EXPECT_EQ(fields, "name sector size origin_organization ");
}

TEST(Edit, WhoProposedItIsRefusedAndNotDroppedWhenNobodyDid) {
  House house;
  const auto mine = house.seats["active"];
  const auto before = house.stored(mine).profile;
  for (const auto* origin : {"by_agency", "own_initiative", "unstated"}) {
    auto in = as_input(before, house.stored(mine).version);
    in.mandate.clear();
    in.origin = origin;
    in.origin_organization = "Organización suspendida";
    const auto refused = house.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, mine, in); });
    EXPECT_EQ(outcome(refused), "origin_organization") << origin;
    EXPECT_EQ(house.stored(mine).profile, before) << origin;
  }
}

TEST(Edit, ARepresentativeEditsOwnProfileAndNoOther) {
  House house;
  const auto mine = house.seats["active"];
  for (const auto& [who, expected] : {Told{"active", "done"}, Told{"suspended", "forbidden"}, Told{"facilitator", "forbidden"},
                                      Told{"legal", "forbidden"}, Told{"outsider", "not_found"}, Told{"secretariat", "done"}}) {
    auto in = as_input(house.stored(mine).profile, house.stored(mine).version);
    in.mandate.clear();
    in.legal_name = std::string("Razón de ") + who;
    EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return edit(tx, house.act(who), house.alliance, mine, in); })), expected)
        << who;
  }
}

TEST(Edit, ARepresentativeDoesNotChangeOriginAndSource) {
  House house;
  const auto mine = house.seats["active"];
  auto in = as_input(house.stored(mine).profile, 1);
  in.origin = "own_initiative";
  in.source = "Yo";
  in.website = "https://nueva.mx";
  house.app.write([&](db::Tx& tx) { return edit(tx, house.act("active"), house.alliance, mine, in); });
  const auto now = house.stored(mine).profile;
  EXPECT_EQ(now.origin, Origin::unstated);
  EXPECT_EQ(now.source, "");
  EXPECT_EQ(now.website, "https://nueva.mx");
}

TEST(Edit, OfAnOldVersionIsAConflictAndChangesNothing) {
  House house;
  const auto id = house.registered("Energía Altozano");
  auto in = as_input(house.stored(id).profile, 1);
  in.name = "Energía Altozano Dos";
  const auto save = [&] {
    return house.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, id, in); });
  };
  EXPECT_EQ(outcome(save()), "done");
  in.name = "Energía Altozano Tres";
  EXPECT_EQ(outcome(save()), "conflict");
  in.version = "no es un número";
  EXPECT_EQ(outcome(save()), "conflict");
  EXPECT_EQ(house.stored(id).profile.name, "Energía Altozano Dos");
  EXPECT_EQ(verbs(house, "organization", id.value()), "organization.register organization.edit ");
}

TEST(Edit, CannotBeProposedByItself) {
  House house;
  const auto id = house.registered("Energía Altozano");
  auto in = as_input(house.stored(id).profile, 1);
  in.origin = "by_member";
  in.origin_organization = "Energía Altozano";
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, id, in); })),
            "origin_organization");
}

TEST(Sdgs, AreDeclaredByTheOrganisationAndKeepTheirDay) {
  House house;
  const auto mine = house.seats["active"];
  const auto declare = [&](const char* who, std::vector<SdgInterest> sdgs) {
    return outcome(house.write([&](db::Tx& tx) { return declare_sdgs(tx, house.act(who), house.alliance, mine, sdgs); }));
  };
  EXPECT_EQ(declare("active", {{7, SdgLevel::priority}, {13, SdgLevel::interested}}), "done");
  EXPECT_EQ(declare("active", {{7, SdgLevel::priority}, {7, SdgLevel::interested}}), "sdgs");
  EXPECT_EQ(declare("active", {{18, SdgLevel::priority}}), "sdgs");
  EXPECT_EQ(declare("legal", {}), "forbidden");
  EXPECT_EQ(interests(house.stored(mine).sdgs), (std::vector<SdgInterest>{{7, SdgLevel::priority}, {13, SdgLevel::interested}}));
}

TEST(Shelf, NobodyThatTakesPartGoesOutOfUse) {
  House house;
  const auto shelve_as = [&](const char* who, OrganizationId id, Shelf to, const char* reason) {
    return outcome(house.write([&](db::Tx& tx) { return shelve(tx, house.act(who), house.alliance, id, to, reason); }));
  };
  const auto idle = house.registered("Sin uso");
  EXPECT_EQ(shelve_as("secretariat", house.seats["active"], Shelf::inactive, "ya no"), "conflict");
  EXPECT_EQ(shelve_as("secretariat", idle, Shelf::inactive, ""), "reason");
  EXPECT_EQ(shelve_as("secretariat", idle, Shelf::merged, "x"), "conflict");
  EXPECT_EQ(shelve_as("legal", idle, Shelf::inactive, "x"), "forbidden");
  EXPECT_EQ(shelve_as("secretariat", idle, Shelf::inactive, "cerró"), "done");
  EXPECT_EQ(house.stored(idle).shelf, Shelf::inactive);
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) {
              return change_participation(tx, house.act("secretariat"), house.alliance, idle, {"active", "2026-02-01", ""});
            })),
            "status");
  EXPECT_EQ(shelve_as("secretariat", idle, Shelf::active, "reabrió"), "done");
}

TEST(Participation, IsChangedByWhoConvenesAndItsRefusalsAreThoseOfMembership) {
  House house;
  const auto id = house.registered("Nueva");
  const auto go = [&](const char* who, ParticipationInput in) {
    return outcome(house.write([&](db::Tx& tx) { return change_participation(tx, house.act(who), house.alliance, id, in); }));
  };
  EXPECT_EQ(go("legal", {"active", "2026-02-01", ""}), "forbidden");
  EXPECT_EQ(go("active", {"active", "2026-02-01", ""}), "not_found") << "a member does not see who does not take part";
  EXPECT_EQ(go("secretariat", {"suspended", "2026-02-01", "x"}), "status");
  EXPECT_EQ(go("secretariat", {"gone", "2026-02-01", "x"}), "status");
  EXPECT_EQ(go("secretariat", {"active", "ayer", ""}), "since");
  EXPECT_EQ(go("secretariat", {"active", "2026-02-01", ""}), "done");
  EXPECT_EQ(go("secretariat", {"suspended", "2026-02-10", ""}), "reason");
}

TEST(See, AMemberSeesWhoTakesPartAndNobodyElsesPrivateThings) {
  House house;
  const auto idle = house.registered("Sin alianza");
  struct Row {
    const char* who;
    OrganizationId organization;
    const char* expected;
  };
  for (const auto& row :
       {Row{"active", house.seats["active"], "private"}, Row{"active", house.seats["suspended"], "profile"},
        Row{"active", house.seats["invited"], "none"}, Row{"active", house.seats["withdrawn"], "none"},
        Row{"active", idle, "none"}, Row{"suspended", house.seats["suspended"], "private"},
        Row{"suspended", house.seats["active"], "profile"}, Row{"facilitator", house.seats["active"], "profile"},
        Row{"facilitator", idle, "none"}, Row{"legal", idle, "private"}, Row{"secretariat", house.seats["withdrawn"], "private"},
        Row{"outsider", house.seats["active"], "none"}, Row{"invited", house.seats["invited"], "none"},
        Row{"withdrawn", house.seats["active"], "none"}, Row{"operator", house.seats["active"], "none"},
        Row{"anonymous", house.seats["active"], "none"}}) {
    const auto seen = house.read([&](db::Tx& tx) { return see(tx, house.act(row.who).actor, house.alliance, row.organization); });
    const std::string is = !seen ? "none" : seen->is_private_shown ? "private" : "profile";
    EXPECT_EQ(is, row.expected) << row.who;
  }
}

ContributionInput pledge(const char* amount) {
  ContributionInput in;
  in.description = "Aporte";
  in.amount = amount;
  in.state = "pledged";
  in.since = "2026-02-01";
  return in;
}

TEST(Contributions, OfOneMemberAreNeverSeenByAnother) {
  House house;
  const auto mine = house.seats["active"];
  house.app.write([&](db::Tx& tx) { return add_contribution(tx, house.act("active"), house.alliance, mine, pledge("1000")); });
  const auto seen_by = [&](const char* who) {
    return house.app.read([&](db::Tx& tx) { return book(tx, *see(tx, house.act(who).actor, house.alliance, mine)); })
        .contributions.size();
  };
  EXPECT_EQ(seen_by("active"), 1U);
  EXPECT_EQ(seen_by("secretariat"), 1U);
  EXPECT_EQ(seen_by("legal"), 1U);
  EXPECT_EQ(seen_by("suspended"), 0U);
  EXPECT_EQ(seen_by("facilitator"), 0U);
}

TEST(Contributions, AreConfirmedAndDeliveredByWhoReceives) {
  House house;
  const auto mine = house.seats["active"];
  const auto add_as = [&](const char* who, ContributionInput in) {
    return outcome(house.write([&](db::Tx& tx) { return add_contribution(tx, house.act(who), house.alliance, mine, in); }));
  };
  auto delivered = pledge("5");
  delivered.state = "delivered";
  delivered.note = "acta";
  EXPECT_EQ(add_as("active", delivered), "state");
  EXPECT_EQ(add_as("facilitator", pledge("5")), "forbidden");
  EXPECT_EQ(add_as("secretariat", delivered), "done");
  auto future = pledge("5");
  future.since = "2030-01-01";
  EXPECT_EQ(add_as("active", future), "since");
  const auto id =
      house.app.write([&](db::Tx& tx) { return add_contribution(tx, house.act("active"), house.alliance, mine, pledge("5")); })
          .contribution.id;
  const auto change_as = [&](const char* who, StateInput in) {
    return outcome(
        house.write([&](db::Tx& tx) { return change_contribution(tx, house.act(who), house.alliance, mine, id, in); }));
  };
  EXPECT_EQ(change_as("active", {"delivered", "2026-02-20", "yo"}), "state");
  EXPECT_EQ(change_as("secretariat", {"delivered", "2026-02-20", ""}), "note");
  EXPECT_EQ(change_as("secretariat", {"delivered", "2026-01-20", "acta"}), "on");
  EXPECT_EQ(change_as("secretariat", {"delivered", "2026-02-20", "acta"}), "done");
  EXPECT_EQ(change_as("secretariat", {"cancelled", "2026-02-21", "no"}), "state");
  const auto rows =
      house.app.read([&](db::Tx& tx) { return contribution(tx, *see(tx, house.act("active").actor, house.alliance, mine), id); })
          .steps;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].note, "acta");
  EXPECT_EQ(rows[1].recorded_by, "secretariat");
  EXPECT_EQ(verbs(house, "contribution", id.value()), "contribution.add contribution.change ");
}

TEST(Contributions, OfAnotherOrganisationAreNotFound) {
  House house;
  const auto id = house.app
                      .write([&](db::Tx& tx) {
                        return add_contribution(tx, house.act("active"), house.alliance, house.seats["active"], pledge("5"));
                      })
                      .contribution.id;
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) {
              return change_contribution(tx, house.act("secretariat"), house.alliance, house.seats["suspended"], id,
                                         {"confirmed", "2026-02-20", ""});
            })),
            "not_found");
}

TEST(Contacts, AreSeenByTheirOwnAndTheirMailDomainIsRemembered) {
  House house;
  const auto mine = house.seats["active"];
  const membership::PersonInput person{"Clara Ibarra", "clara@altozano.mx", "", "Dirección", "contact"};
  const auto id = house.app.write(
      [&](db::Tx& tx) { return add_contact(tx, house.act("active"), house.alliance, mine, person, "2026-02-01"); });
  EXPECT_EQ(
      outcome(house.write([&](db::Tx& tx) { return add_contact(tx, house.act("suspended"), house.alliance, mine, person, ""); })),
      "forbidden");
  EXPECT_EQ(outcome(house.write([&](db::Tx& tx) {
              return end_contact(tx, house.act("secretariat"), house.alliance, house.seats["suspended"], id, "2026-03-01");
            })),
            "not_found");
  auto twin = house.company("Otro nombre");
  twin.website = "https://www.altozano.mx";
  const auto second = house.registered(twin);
  const auto found =
      house.app.read([&](db::Tx& tx) { return book(tx, *see(tx, house.act("secretariat").actor, house.alliance, second)); })
          .duplicates;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].evidence, (std::vector<Evidence>{Evidence::same_domain}));
  EXPECT_EQ(outcome(house.write(
                [&](db::Tx& tx) { return end_contact(tx, house.act("active"), house.alliance, mine, id, "2026-03-01"); })),
            "done");
}

TEST(Names, AreForOtherFeatures) {
  House house;
  const auto a = house.seats["active"];
  const auto map = house.app.read([&](db::Tx& tx) { return names(tx, {a, OrganizationId::make()}); });
  ASSERT_EQ(map.size(), 1U);
  EXPECT_EQ(map.at(a).name, "Organización active");
  house.registered("Repetida");
  house.registered("repetida");
  EXPECT_FALSE(house.app.read([&](db::Tx& tx) { return find_by_name(tx, house.agency, "REPETIDA"); })) << "two have it";
}

}  // namespace
}  // namespace alianza::organizations
