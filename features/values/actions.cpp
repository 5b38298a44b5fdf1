#include "features/values/actions.h"

#include <algorithm>
#include <map>
#include <set>

#include "features/engagements/actions.h"
#include "features/experiences/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "features/portal/actions.h"
#include "features/values/access.h"
#include "features/values/store.h"

namespace alianza::values {
namespace {

constexpr std::size_t note_length = 500;

feature::About about(const Dashboard& d, const char* kind, std::int64_t id) {
  return {d.seen.alliance.agency.value(), d.seen.alliance.id.value(), kind, id};
}

std::vector<LocalizedText> told_reasons(db::Tx& tx, AllianceId alliance) {
  std::vector<LocalizedText> out;
  for (auto& finding : portal::findings(tx, alliance))
    if (finding.kind == portal::FindingKind::reason) out.push_back(std::move(finding.title));
  return out;
}

Result<std::vector<Choice>> results_of(db::Tx& tx, const alliances::Seen& seen, OrganizationId organization) {
  std::vector<Choice> out;
  // An alliance keeps some hundreds of experiences; of more, the newest can be chosen.
  auto told = TRY(experiences::list(tx, seen, {}, Lang::es, {.before = {}, .limit = 1000}));
  for (auto& row : told.rows)
    if (row.experience.organization == organization && row.experience.state != experiences::State::withdrawn)
      out.push_back({{ResultKind::experience, row.experience.id.value()}, std::move(row.experience.title)});
  for (auto& e : engagements::of_organization(tx, seen.alliance.id, organization))
    out.push_back({{ResultKind::engagement, e.id.value()}, std::move(e.title)});
  return out;
}

Result<Dashboard> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization) {
  auto d = TRY(dashboard(tx, act.actor, alliance, organization));
  if (!d.may_keep) return fail(Error::forbidden());
  return d;
}

Result<KpiBook> open_kpi(const Dashboard& d, KpiId id) {
  const auto found = std::find_if(d.kpis.begin(), d.kpis.end(), [&](const KpiBook& book) { return book.kpi.id == id; });
  if (found == d.kpis.end()) return fail(Error::not_found());
  if (found->kpi.retired) return fail(Error::conflict(_("Este indicador se retiró; no cambia más.")));
  return *found;
}

}  // namespace

Result<Ranking> ranking(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Ranking out{.seen = TRY(alliances::see(tx, actor, alliance))};
  const auto& standing = out.seen.standing;
  if (!may_read_ranking(standing)) return fail(Error::forbidden());
  const auto active = membership::with_status_on(tx, alliance, membership::Status::active, out.seen.today);
  const std::set<OrganizationId> members(active.begin(), active.end());
  std::vector<Ranks> all;
  for (const auto& row : store::rankings(tx, alliance))
    if (members.contains(row.organization)) all.push_back(row.ranks);
  out.organizations = static_cast<std::int64_t>(all.size());
  if (out.organizations >= least_rankings) out.rows = count(all);
  out.told = told_reasons(tx, alliance);
  std::vector<OrganizationId> own;
  for (const auto& seat : standing.seats)
    if (may_read(standing, seat.organization)) own.push_back(seat.organization);
  for (auto& [id, name] : organizations::names(tx, own)) out.own.emplace_back(id, std::move(name.name));
  return out;
}

Result<Dashboard> dashboard(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization) {
  Dashboard out{.seen = TRY(alliances::see(tx, actor, alliance)), .organization = organization};
  if (!may_read(out.seen.standing, organization)) return fail(Error::not_found());
  const auto names = organizations::names(tx, {organization});
  if (const auto name = names.find(organization); name != names.end()) out.name = name->second.name;
  out.ranks = store::ranks(tx, alliance, organization);
  out.told = told_reasons(tx, alliance);
  std::map<KpiId, std::vector<Measure>> measures;
  for (auto& row : store::measures(tx, alliance, organization)) measures[row.kpi].push_back(std::move(row));
  for (auto& kpi : store::kpis(tx, alliance, organization)) {
    auto rows = std::move(measures[kpi.id]);
    out.kpis.push_back({std::move(kpi), std::move(rows)});
  }
  out.results = TRY(results_of(tx, out.seen, organization));
  out.may_keep = may_keep(out.seen.standing, organization);
  return out;
}

Done rank(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
          const std::array<std::string, reason_count>& typed) {
  const auto d = TRY(seen_to_keep(tx, act, alliance, organization));
  const auto ranks = TRY(parse_ranks(typed));
  store::insert(tx, d.seen.alliance.agency, alliance, organization, ranks, act.who().account);
  // What an organisation ranks is its own: the audit says that it did.
  feature::record(tx, act, about(d, "organization", organization.value()), "value.rank", {});
  return feature::remember(tx, act, organization.text());
}

Result<KpiId> add_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
                      const KpiInput& input) {
  const auto d = TRY(seen_to_keep(tx, act, alliance, organization));
  auto kpi = TRY(parse(input));
  kpi.id = KpiId::make();
  kpi.agency = d.seen.alliance.agency;
  kpi.alliance = alliance;
  kpi.organization = organization;
  store::insert(tx, kpi);
  feature::record(tx, act, about(d, "kpi", kpi.id.value()), "value.add_kpi",
                  audit::Fields().set("organization", organization).set("area", to_text(kpi.area)));
  TRY(feature::remember(tx, act, kpi.id.text()));
  return kpi.id;
}

Done edit_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
              const KpiInput& input) {
  const auto d = TRY(seen_to_keep(tx, act, alliance, organization));
  TRY(open_kpi(d, id));
  auto kpi = TRY(parse(input));
  kpi.id = id;
  if (!store::update(tx, kpi))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  feature::record(tx, act, about(d, "kpi", id.value()), "value.edit_kpi", audit::Fields().set("organization", organization));
  return feature::remember(tx, act, id.text());
}

Done measure(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
             const MeasureInput& input) {
  const auto d = TRY(seen_to_keep(tx, act, alliance, organization));
  TRY(open_kpi(d, id));
  auto row = TRY(parse(input, d.seen.today));
  const bool known = row.origin.kind == ResultKind::none ||
                     std::any_of(d.results.begin(), d.results.end(), [&](const Choice& c) { return c.origin == row.origin; });
  if (!known) return fail(Error::field("origin", _("Elija un resultado de la lista.")));
  row.id = MeasureId::make();
  row.kpi = id;
  store::insert(tx, d.seen.alliance.agency, row, act.who().account);
  feature::record(tx, act, about(d, "kpi", id.value()), "value.measure",
                  audit::Fields().set("organization", organization).set("on", row.on));
  return feature::remember(tx, act, id.text());
}

Done retire_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
                std::string_view reason) {
  const auto d = TRY(seen_to_keep(tx, act, alliance, organization));
  auto book = TRY(open_kpi(d, id));
  auto why = parse_text(reason, note_length, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  book.kpi.retired = d.seen.today;
  book.kpi.retired_for = *why;
  if (!store::update(tx, book.kpi)) return fail(Error::conflict(_("Alguien guardó antes.")));
  feature::record(tx, act, about(d, "kpi", id.value()), "value.retire_kpi", audit::Fields().set("organization", organization));
  return feature::remember(tx, act, id.text());
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::merge(tx, merge, kept, gone); }
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::values
