// Finding duplicates, deciding on them, merging and taking a merge back.
#include <boost/json.hpp>

#include <algorithm>

#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"
#include "features/organizations/store_contributions.h"
#include "features/organizations/store_duplicates.h"
#include "platform/auth/confirmation.h"

namespace alianza::organizations {
namespace {

void publish(db::Tx& tx, const char* type, AgencyId agency, const Merge& merge, Date on) {
  const boost::json::object payload{{"merge", merge.id.text()},
                                    {"agency", agency.text()},
                                    {"kept", merge.kept.text()},
                                    {"gone", merge.gone.text()},
                                    {"on", on.text()}};
  tx.publish({type, merge.kept.value(), boost::json::serialize(payload)});
}

/// Both rows of a pair, or why they are none.
struct Pair {
  Organization kept;
  Organization gone;
};
Result<Pair> find_pair(db::Tx& tx, AgencyId agency, OrganizationId kept, OrganizationId gone) {
  auto a = store::find(tx, agency, kept);
  auto b = store::find(tx, agency, gone);
  if (!a || !b || kept == gone) return fail(Error::not_found());
  if (a->shelf == Shelf::merged || b->shelf == Shelf::merged)
    return fail(Error::conflict(_("Una de las dos ya se había fusionado. Abra la lista de posibles duplicados otra vez.")));
  return Pair{std::move(*a), std::move(*b)};
}

/// `kept` as it will be; nobody ends up proposed by themselves.
Profile result_of(const Pair& pair) {
  auto out = filled(pair.kept.profile, pair.gone.profile);
  if (out.origin_organization != pair.kept.id && out.origin_organization != pair.gone.id) return out;
  out.origin = pair.kept.profile.origin_organization == pair.gone.id ? Origin::unstated : pair.kept.profile.origin;
  out.origin_organization =
      pair.kept.profile.origin_organization == pair.gone.id ? OrganizationId() : pair.kept.profile.origin_organization;
  return out;
}

Journal plan(db::Tx& tx, const Pair& pair) {
  Journal j;
  j.before = pair.kept.profile;
  j.after = result_of(pair);
  j.sdgs_before = interests(pair.kept.sdgs);
  j.sdgs_after = united(j.sdgs_before, interests(pair.gone.sdgs));
  j.gone_shelf = pair.gone.shelf;
  for (const auto& c : store::contributions(tx, pair.gone.id, std::nullopt)) j.contributions.push_back(c.id.value());
  const auto mine = store::domains(tx, pair.kept.id);
  j.domains = store::domains(tx, pair.gone.id);
  std::erase_if(j.domains, [&](const std::string& d) { return std::find(mine.begin(), mine.end(), d) != mine.end(); });
  for (const auto id : store::proposed_by(tx, pair.gone.id))
    if (id != pair.kept.id) j.proposed.push_back(id.value());
  return j;
}

void write_profile(db::Tx& tx, const Organization& stored, const Profile& profile, const std::vector<SdgInterest>& sdgs,
                   Date today) {
  auto changed = stored;
  changed.profile = profile;
  ENSURE(store::update(tx, changed));
  index(tx, changed);
  if (sdgs != interests(stored.sdgs)) store::put_sdgs(tx, changed, sdgs, today);
}

void carry_out(db::Tx& tx, const Pair& pair, Journal& j, Date today) {
  write_profile(tx, pair.kept, j.after, j.sdgs_after, today);
  for (const auto id : j.contributions) store::move_contribution(tx, ContributionId(id), pair.kept.id);
  store::move_domains(tx, pair.gone.id, pair.kept.id, j.domains);
  for (const auto id : j.proposed) store::put_proposer(tx, OrganizationId(id), pair.kept.id);
  j.membership = membership::move_organization(tx, pair.gone.id, pair.kept.id, today);
  store::put_shelf(tx, pair.gone.id, Shelf::merged, pair.kept.id);
  search::remove_everywhere(tx, "organization", pair.gone.id.value());
  refresh_duplicates(tx, *store::find(tx, pair.kept.id));
}

void take_back(db::Tx& tx, const Merge& merge, const Journal& j, Date today) {
  store::put_shelf(tx, merge.gone, j.gone_shelf, {});
  for (const auto id : j.contributions)
    if (store::find_contribution(tx, merge.kept, ContributionId(id)))
      store::move_contribution(tx, ContributionId(id), merge.gone);
  store::move_domains(tx, merge.kept, merge.gone, j.domains);
  const auto proposed = store::proposed_by(tx, merge.kept);
  for (const auto id : j.proposed)
    if (std::find(proposed.begin(), proposed.end(), OrganizationId(id)) != proposed.end())
      store::put_proposer(tx, OrganizationId(id), merge.gone);
  const auto kept = *store::find(tx, merge.kept);
  write_profile(tx, kept, taken_back(kept.profile, j), taken_back(interests(kept.sdgs), j), today);
  membership::unmove_organization(tx, merge.gone, merge.kept, j.membership);
  store::reopen(tx, merge.kept, merge.gone);
  index(tx, *store::find(tx, merge.gone));
  refresh_duplicates(tx, *store::find(tx, merge.kept));
  refresh_duplicates(tx, *store::find(tx, merge.gone));
}

}  // namespace

std::vector<Alike> alike(db::Tx& tx, AgencyId agency, OrganizationId self, const Profile& profile,
                         const std::vector<std::string>& mail_domains) {
  std::vector<Alike> out;
  const auto candidates = store::sharing(tx, agency, self, keys_of(profile, mail_domains));
  for (auto& other : store::compared(tx, candidates)) {
    auto comparison = compare({&profile, mail_domains}, {&other.profile, other.mail_domains});
    if (comparison.score >= worth_asking) out.push_back({other.id, std::move(other.profile.name), std::move(comparison)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Alike& a, const Alike& b) { return a.comparison.score > b.comparison.score; });
  return out;
}

void refresh_duplicates(db::Tx& tx, const Organization& o) {
  const auto domains = store::domains(tx, o.id);
  store::put_keys(tx, o.agency, o.id, keys_of(o.profile, domains));
  std::vector<OrganizationId> found;
  for (const auto& other : alike(tx, o.agency, o.id, o.profile, domains)) {
    store::put_duplicate(tx, o.agency, o.id, other.id, other.comparison);
    found.push_back(other.id);
  }
  store::drop_open_duplicates(tx, o.id, found);
}

Result<DuplicatePage> duplicates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance,
                                 const std::optional<DuplicatePlace>& after, int limit) {
  DuplicatePage out;
  out.at = TRY(seen_for(tx, {actor, {}, nullptr}, alliance, Action::resolve_duplicates));
  const auto agency = out.at.alliance.agency;
  out.rows = store::open_duplicates(tx, agency, after, limit + 1);
  out.has_next = out.rows.size() > static_cast<std::size_t>(limit);
  if (out.has_next) out.rows.pop_back();
  out.count = store::count_open_duplicates(tx, agency, static_cast<int>(most_counted) + 1);
  out.merges = store::merges(tx, agency, 20);
  return out;
}

Result<MergePreview> preview_merge(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId kept,
                                   OrganizationId gone) {
  MergePreview out;
  out.at = TRY(seen_for(tx, {actor, {}, nullptr}, alliance, Action::resolve_duplicates));
  auto pair = TRY(find_pair(tx, out.at.alliance.agency, kept, gone));
  out.comparison = compare({&pair.kept.profile, store::domains(tx, kept)}, {&pair.gone.profile, store::domains(tx, gone)});
  out.result = result_of(pair);
  out.contributions = static_cast<int>(store::contributions(tx, gone, std::nullopt).size());
  out.kept = std::move(pair.kept);
  out.gone = std::move(pair.gone);
  return out;
}

Result<SeenMerge> find_merge(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MergeId id) {
  auto at = TRY(seen_for(tx, {actor, {}, nullptr}, alliance, Action::resolve_duplicates));
  auto merge = store::find_merge(tx, at.alliance.agency, id);
  if (!merge) return fail(Error::not_found());
  return SeenMerge{std::move(at), std::move(*merge)};
}

Done dismiss_duplicate(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId a, OrganizationId b,
                       std::string_view raw) {
  const auto at = TRY(seen_for(tx, act, alliance, Action::resolve_duplicates));
  const auto pair = store::find_duplicate(tx, at.alliance.agency, a, b);
  if (!pair) return fail(Error::not_found());
  if (pair->state != DuplicateState::open) return fail(Error::conflict(_("Alguien ya decidió sobre este par.")));
  const auto reason = TRY(parse_reason(raw, _("Escriba en qué se distinguen: no se volverá a preguntar.")));
  store::decide(tx, a, b, DuplicateState::dismissed, reason, act.who());
  feature::record(tx, act, {at.alliance.agency.value(), 0, "organization", a.value()}, "organization.tell_apart",
                  audit::Fields().set("from", b).set("reason", reason));
  return feature::remember(tx, act, a.text());
}

Result<Merge> merge(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId kept, OrganizationId gone,
                    std::string_view raw) {
  const auto at = TRY(seen_for(tx, act, alliance, Action::resolve_duplicates));
  TRY(auth::demand_confirmed(tx, act.who()));
  if (!kept || !gone) return fail(Error::field(kept ? "gone" : "kept", _("Elija una organización de la lista.")));
  const auto pair = TRY(find_pair(tx, at.alliance.agency, kept, gone));
  auto reason = parse_text(raw, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  auto journal = plan(tx, pair);
  carry_out(tx, pair, journal, at.today);
  Merge merge;
  merge.id = MergeId::make();
  merge.kept = kept;
  merge.gone = gone;
  merge.kept_name = pair.kept.profile.name;
  merge.gone_name = pair.gone.profile.name;
  merge.journal = to_json(journal);
  merge.reason = *reason;
  merge.by = act.who().name;
  merge.at = tx.now();
  store::insert(tx, at.alliance.agency, merge, act.who());
  store::decide(tx, kept, gone, DuplicateState::merged, *reason, act.who());
  audit::Fields fields;
  fields.set("gone", gone).set("gone_name", merge.gone_name).set("reason", *reason).set("merge", merge.id);
  for (const auto& d : differences(as_input(journal.before, 0), as_input(journal.after, 0)))
    fields.change(d.field, d.before, d.after);
  feature::record(tx, act, about(pair.kept), "organization.merge", std::move(fields));
  publish(tx, "organization.merged", at.alliance.agency, merge, at.today);
  TRY(feature::remember(tx, act, kept.text()));
  return merge;
}

Result<Merge> undo_merge(db::Tx& tx, const feature::Act& act, AllianceId alliance, MergeId id) {
  const auto at = TRY(seen_for(tx, act, alliance, Action::resolve_duplicates));
  auto merge = store::find_merge(tx, at.alliance.agency, id);
  if (!merge) return fail(Error::not_found());
  if (merge->undone_at) return fail(Error::conflict(_("Esta fusión ya se había deshecho.")));
  const auto kept = store::find(tx, merge->kept);
  const auto gone = store::find(tx, merge->gone);
  if (!kept || !gone || kept->shelf == Shelf::merged || gone->merged_into != merge->kept)
    return fail(Error::conflict(_("La organización que quedó se fusionó después con otra. Deshaga primero esa fusión.")));
  take_back(tx, *merge, journal_from(merge->journal), at.today);
  store::put_undone(tx, id, act.who());
  merge->undone_by = act.who().name;
  merge->undone_at = tx.now();
  feature::record(tx, act, about(*kept), "organization.unmerge",
                  audit::Fields().set("gone", merge->gone).set("gone_name", merge->gone_name).set("merge", id));
  publish(tx, "organization.unmerged", at.alliance.agency, *merge, at.today);
  TRY(feature::remember(tx, act, merge->kept.text()));
  return std::move(*merge);
}

}  // namespace alianza::organizations
