#include "features/organizations/actions.h"

#include <algorithm>

#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"
#include "features/organizations/store_contributions.h"
#include "features/organizations/store_duplicates.h"
#include "features/organizations/store_list.h"
#include "platform/base/typed.h"

namespace alianza::organizations {
namespace {

constexpr int longest_chain = 16;  // merges of merges

store::ListQuery query_of(db::Tx& tx, const alliances::Seen& at, const ListRequest& request) {
  store::ListQuery q;
  q.edition = store::edition(tx, at.alliance.agency);
  q.agency = at.alliance.agency;
  q.alliance = request.alliance;
  q.seen = may(Action::read_directory, at.standing) ? store::Seen::by_agency : store::Seen::by_members;
  q.filter = request.filter;
  if (q.seen == store::Seen::by_members) q.filter.shelf = Shelf::active;
  q.order = request.order;
  q.after = request.after;
  q.before = request.before;
  q.limit = request.limit;
  return q;
}

bool takes_part(const std::optional<membership::Participation>& p) {
  return p && (p->status == membership::Status::active || p->status == membership::Status::suspended);
}

}  // namespace

std::optional<Organization> find(db::Tx& tx, AgencyId agency, OrganizationId id) {
  auto found = store::find(tx, agency, id);
  for (int i = 0; found && found->merged_into && i < longest_chain; ++i) found = store::find(tx, agency, found->merged_into);
  return found;
}

std::vector<Partner> partners(db::Tx& tx, AllianceId alliance) { return store::partners(tx, alliance); }

std::vector<Declared> declared_by_active(db::Tx& tx, AllianceId alliance) {
  std::vector<Declared> out;
  for (const auto& row : store::declared_by_active(tx, alliance)) out.push_back({row.organization, row.sdgs});
  return out;
}

std::vector<OfferedKind> kinds_offered(db::Tx& tx, AllianceId alliance) {
  std::vector<OfferedKind> out;
  for (const auto& row : store::kinds_offered(tx, alliance)) out.push_back({row.organization, row.kind});
  return out;
}

std::map<OrganizationId, Name> names(db::Tx& tx, const std::vector<OrganizationId>& ids) {
  std::map<OrganizationId, Name> out;
  for (auto& row : store::names(tx, ids)) out.emplace(row.id, Name{std::move(row.name), row.type, row.shelf});
  return out;
}

std::map<OrganizationId, Traits> traits(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids) {
  constexpr std::size_t at_once = 500;
  std::map<OrganizationId, Traits> known;
  std::map<OrganizationId, OrganizationId> became;
  auto wanted = ids;
  for (int i = 0; i <= longest_chain && !wanted.empty(); ++i) {
    std::vector<OrganizationId> next;
    for (std::size_t from = 0; from < wanted.size(); from += at_once) {
      const auto begin = wanted.begin() + static_cast<std::ptrdiff_t>(from);
      const std::vector<OrganizationId> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(at_once, wanted.size() - from)));
      for (auto& row : store::traits(tx, agency, some)) {
        if (!row.merged_into) {
          known.try_emplace(row.id, Traits{row.type, std::move(row.sector), row.size});
        } else if (became.try_emplace(row.id, *row.merged_into).second) {
          next.push_back(*row.merged_into);
        }
      }
    }
    wanted = std::move(next);
  }
  std::map<OrganizationId, Traits> out;
  for (auto id : ids) {
    auto end = id;
    for (auto step = became.find(end); step != became.end(); step = became.find(end)) end = step->second;
    if (const auto found = known.find(end); found != known.end()) out.emplace(id, found->second);
  }
  return out;
}

std::optional<OrganizationId> find_by_name(db::Tx& tx, AgencyId agency, std::string_view name) {
  const auto found = store::find_by_name(tx, agency, fold(name));
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId id) {
  Seen seen;
  seen.at = TRY(alliances::see(tx, actor, alliance));
  auto found = store::find(tx, seen.at.alliance.agency, id);
  if (!found) return fail(Error::not_found());
  for (auto& row : membership::history(tx, alliance, id))
    if (!row.until) seen.participation = std::move(row);
  const Subject subject{id, takes_part(seen.participation)};
  const auto& standing = seen.at.standing;
  if (!may(Action::read_profile, standing, subject)) return fail(Error::not_found());
  seen.organization = std::move(*found);
  const bool in_use = seen.organization.shelf != Shelf::merged;
  seen.is_private_shown = may(Action::read_private, standing, subject);
  seen.may_edit = in_use && may(Action::edit_profile, standing, subject);
  seen.may_confirm = in_use && may(Action::confirm_contribution, standing, subject);
  seen.may_convene = may(Action::change_participation, standing, subject);
  if (!seen.is_private_shown) {
    seen.organization.profile.rfc.clear();
    seen.organization.profile.rfc_kept = false;
    seen.organization.profile.source.clear();
  }
  return seen;
}

Result<Seen> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, Action action) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!may(action, seen.at.standing, {id, takes_part(seen.participation)})) return fail(Error::forbidden());
  if (seen.organization.shelf == Shelf::merged)
    return fail(Error::conflict(_("Esta organización se fusionó con otra. Abra la que quedó para cambiarla.")));
  return seen;
}

Result<alliances::Seen> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, Action action) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(action, seen.standing)) return fail(Error::forbidden());
  return seen;
}

Result<std::string> parse_reason(std::string_view raw, Message when_empty) {
  auto text = parse_text(raw, 500, Lines::many);
  if (!text) return fail(Error::field("reason", text.error().message));
  if (text->empty()) return fail(Error::field("reason", std::move(when_empty)));
  return text;
}

Result<Listing> list(db::Tx& tx, CountMemory& memory, const auth::MaybeActor& actor, const ListRequest& request) {
  Listing out;
  out.at = TRY(alliances::see(tx, actor, request.alliance));
  const auto query = query_of(tx, out.at, request);
  out.whole_directory = query.seen == store::Seen::by_agency;
  out.may_register = may(Action::register_organization, out.at.standing);
  out.page = store::page(tx, memory, query, request.count_all ? store::Count::all : store::Count::most);
  auto everything = query;
  everything.filter = {};
  out.page.everything = query.filter.empty() ? out.page.count : store::count(tx, memory, everything);
  everything.seen = store::Seen::by_members;
  out.page.taking_part = out.whole_directory ? store::count(tx, memory, everything) : out.page.everything;
  return out;
}

Result<std::vector<ListedOrganization>> rows_after(db::Tx& tx, CountMemory& memory, const auth::MaybeActor& actor,
                                                   const ListRequest& request) {
  const auto at = TRY(alliances::see(tx, actor, request.alliance));
  return store::page(tx, memory, query_of(tx, at, request), store::Count::none).rows;
}

Book book(db::Tx& tx, const Seen& seen) {
  Book out;
  const auto& o = seen.organization;
  const auto alliance = seen.at.alliance.id;
  for (const auto& row : store::sdgs(tx, o.id)) {
    out.sdgs.push_back(row.interest);
    if (!out.sdgs_declared_on || *out.sdgs_declared_on < row.declared_on) out.sdgs_declared_on = row.declared_on;
  }
  out.participations = membership::history(tx, alliance, o.id);
  if (o.profile.origin_organization)
    if (const auto proposer = store::names(tx, {o.profile.origin_organization}); !proposer.empty())
      out.proposer = proposer.front().name;
  if (seen.is_private_shown) {
    out.contributions = store::contributions(tx, o.id, alliance);
    if (auto contacts = membership::contacts_of(tx, seen.at.standing, o.id)) out.contacts = std::move(*contacts);
  }
  if (seen.may_convene) out.duplicates = store::open_duplicates_of(tx, o.id);
  return out;
}

Result<ContributionRecord> contribution(db::Tx& tx, const Seen& seen, ContributionId id) {
  if (!seen.is_private_shown) return fail(Error::not_found());
  auto found = store::find_contribution(tx, seen.organization.id, id);
  if (!found || found->alliance != seen.at.alliance.id) return fail(Error::not_found());
  return ContributionRecord{std::move(*found), store::steps(tx, id)};
}

}  // namespace alianza::organizations
