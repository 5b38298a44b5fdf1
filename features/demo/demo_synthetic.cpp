// The synthetic alliance: agency, stages, organisations.
#include "features/demo/demo_synthetic.h"

#include <algorithm>
#include <chrono>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/i18n/format.h"

namespace alianza::demo {
namespace {

using alliances::Stage;
using membership::Status;

constexpr std::size_t most_kept = 400;  // organisations that committees and meetings are made of
constexpr std::chrono::milliseconds slice_time{120};

Result<agencies::Agency> make_agency(db::Tx& tx, const feature::Act& act) {
  agencies::Input input;
  input.slug = "muestra";
  input.name_es = "Agencia de Cooperación (muestra)";
  input.name_en = "Cooperation Agency (sample)";
  input.short_name = "Agencia de muestra";
  input.country = "MX";
  input.zone = Zone().name();
  const agencies::Colours colours;
  input.brand = colours.brand, input.deep = colours.deep, input.soft = colours.soft;
  return agencies::create(tx, act, input);
}

alliances::Draft draft(Date starts_on) {
  alliances::Draft d;
  auto& a = d.alliance;
  a.slug = "muestra";
  a.name = {"Alianza de muestra", "Sample alliance", Lang::es};
  a.summary = {"Una alianza inventada para probar el programa: organizaciones, comités y reuniones que no existen.",
               "An invented alliance to try the program: organisations, committees and meetings that do not exist.", Lang::es};
  a.nature = alliances::Nature::synthetic;
  a.seal = {"Alianza de muestra: las personas, las organizaciones y las cifras de esta página son inventadas.",
            "Sample alliance: the people, organisations and figures on this page are invented.", Lang::es};
  a.zone = Zone().name();
  a.is_public = true;
  d.starts_on = starts_on;
  return d;
}

/// Meets the first `count` conditions of a stage, a week apart.
Done meet(db::Tx& tx, const feature::Act& act, const World& world, Stage stage, int count, int first_day) {
  int met = 0;
  for (const auto& condition : alliances::stage_book(tx, world.alliance.cycle).conditions) {
    if (condition.stage != stage || met == count) continue;
    const auto day = world.day(first_day + 7 * met++).text();
    TRY(alliances::meet_condition(tx, act, world.alliance.id, condition.id, day, "Acta de la reunión de ese día (inventada)."));
  }
  return {};
}

Done make_stages(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto id = world.alliance.id;
  const auto plan = [&](Stage stage, int from, int to, const char* days) {
    return alliances::plan_stage(tx, act, id,
                                 {std::string(alliances::code(stage)), world.day(from).text(), world.day(to).text(), days});
  };
  const auto move = [&](Stage to, int on) {
    return alliances::move_stage(tx, act, id, {std::string(alliances::code(to)), world.day(on).text(), "Condiciones cumplidas."});
  };
  TRY(plan(Stage::approach, -300, -240, "60"));
  TRY(plan(Stage::priorities, -240, -180, "60"));
  TRY(plan(Stage::structuring, -180, 30, "180"));
  TRY(plan(Stage::implementation, 30, 400, "365"));
  TRY(alliances::add_condition(tx, act, id, Stage::structuring, "La debida diligencia de las participantes está hecha",
                               "The due diligence of the participants is done"));
  TRY(meet(tx, act, world, Stage::approach, 9, -290));
  TRY(move(Stage::priorities, -230));
  TRY(meet(tx, act, world, Stage::priorities, 9, -205));
  TRY(move(Stage::structuring, -165));
  return meet(tx, act, world, Stage::structuring, 3, -150);
}

/// Through its statuses to where it stands now.
Done take_part(db::Tx& tx, const feature::Act& act, const membership::Standing& standing, const World& world,
               membership::OrganizationId id, const Firm& firm) {
  membership::Change change{world.agency, world.alliance.id, id, firm.status, world.day(-firm.joined_days_ago), {}};
  if (!membership::needs_reason(firm.status)) {
    TRY(membership::change(tx, act, standing, change));
    return {};
  }
  change.to = Status::active;
  TRY(membership::change(tx, act, standing, change));
  change.to = firm.status;
  change.since = world.day(-firm.changed_days_ago);
  change.reason = firm.reason;
  TRY(membership::change(tx, act, standing, change));
  return {};
}

Result<membership::OrganizationId> make(db::Tx& tx, const feature::Act& act, const membership::Standing& standing,
                                        const World& world, const Firm& firm) {
  const auto since = world.day(-firm.joined_days_ago);
  const auto added = organizations::add(tx, act, world.agency, firm.profile, firm.sdgs, since);
  TRY(take_part(tx, act, standing, world, added.id, firm));
  for (const auto& offer : firm.offers) {
    organizations::Contribution contribution;
    contribution.organization = added.id;
    contribution.alliance = world.alliance.id;
    ENSURE(organizations::from_text(offer.kind, contribution.kind));
    contribution.description = offer.text;
    contribution.since = since;
    organizations::add(tx, act, world.agency, contribution, {});
  }
  if (!firm.contact) return added.id;
  membership::PersonInput person;
  person.name = firm.contact->name;
  person.email = firm.contact->email;
  person.position = firm.contact->position;
  TRY(membership::add_contact(tx, act, standing, world.agency, added.id, person, since));
  return added.id;
}

void keep(World& world, const Firm& firm, membership::OrganizationId id) {
  auto& list = firm.status == Status::active      ? world.active
               : firm.status == Status::suspended ? world.suspended
               : firm.status == Status::invited   ? world.invited
                                                  : world.withdrawn;
  if (list.size() < most_kept) list.push_back({id, firm.profile.name, firm.contact ? firm.contact->name : std::string()});
}

}  // namespace

Result<World> make_alliance(db::Tx& tx, std::uint64_t seed) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto agency = TRY(make_agency(tx, act));
  World world;
  world.agency = agency.id;
  world.today = agencies::today(tx, agency);
  world.seed = seed;
  world.alliance = TRY(alliances::create(tx, act, agency.id, draft(world.day(-300))));
  TRY(make_stages(tx, act, world));
  return world;
}

Done make_organizations(db::Database& db, World& world, std::int64_t count, const Say& say) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  Firms firms(world.seed);
  std::size_t slice = 20;  // grows and shrinks, so that no write holds the database for long on any machine
  std::int64_t told = count / 10;
  for (std::int64_t done = 0; done < count;) {
    std::vector<Firm> batch;
    for (std::size_t i = 0; i < slice && done + static_cast<std::int64_t>(batch.size()) < count; ++i)
      batch.push_back(firms.next());
    const auto before = std::chrono::steady_clock::now();
    const auto ids = TRY(db.write([&](db::Tx& tx) -> Result<std::vector<membership::OrganizationId>> {
      const auto standing = membership::standing(tx, act.actor, world.agency, world.alliance.id, world.today);
      std::vector<membership::OrganizationId> out;
      for (const auto& firm : batch) out.push_back(TRY(make(tx, act, standing, world, firm)));
      return out;
    }));
    const auto took = std::chrono::steady_clock::now() - before;
    for (std::size_t i = 0; i < batch.size(); ++i) keep(world, batch[i], ids[i]);
    done += static_cast<std::int64_t>(batch.size());
    if (took > slice_time)
      slice = std::max<std::size_t>(5, slice / 2);
    else if (took < slice_time / 2)
      slice = std::min<std::size_t>(500, slice * 2);
    if (count >= 1000 && done >= told && done < count) {
      say(i18n::number(done) + " de " + i18n::number(count) + " organizaciones");
      told += count / 10;
    }
  }
  return {};
}

Done generate_synthetic(db::Database& db, const Options& options, const Say& say) {
  const auto hash = auth::hash_password(password());
  auto world = TRY(db.write([&](db::Tx& tx) { return make_alliance(tx, options.seed); }));
  TRY(make_organizations(db, world, std::max<std::int64_t>(options.organizations, 40), say));
  auto with_committees = world;
  TRY(db.write([&](db::Tx& tx) -> Done {
    with_committees = world;  // the body may run again
    return make_committees(tx, with_committees);
  }));
  TRY(make_meetings(db, with_committees));
  TRY(db.write([&](db::Tx& tx) { return make_minutes(tx, with_committees); }));
  TRY(db.write([&](db::Tx& tx) { return make_workplans(tx, with_committees); }));
  TRY(make_campaign(db, with_committees));
  TRY(db.write([&](db::Tx& tx) { return make_surveys(tx, with_committees); }));
  TRY(db.write([&](db::Tx& tx) { return make_accounts(tx, with_committees, hash); }));
  TRY(db.write([&](db::Tx& tx) { return make_knowledge(tx, with_committees); }));
  TRY(db.write([&](db::Tx& tx) { return make_priorities(tx, with_committees); }));
  if (!options.files.empty()) TRY(make_documents(db, files::Store(options.files), with_committees));
  TRY(db.write([&](db::Tx& tx) { return make_applications(tx, with_committees); }));
  return db.write([&](db::Tx& tx) { return make_story(tx, with_committees); });
}

}  // namespace alianza::demo
