#pragma once
// Verbs of organisations. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/contributions.h"
#include "features/organizations/listing.h"
#include "features/organizations/merges.h"
#include "features/organizations/profile.h"
#include "features/organizations/rfc.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::feature {
struct Site;
}

namespace alianza::organizations {

// For other features, without asking who: they have asked already.

/// Not when it was merged into another: then that one.
std::optional<Organization> find(db::Tx& tx, AgencyId agency, OrganizationId id);
struct Name {
  std::string name;
  OrganizationType type = OrganizationType::unspecified;
  Shelf shelf = Shelf::active;
};
std::map<OrganizationId, Name> names(db::Tx& tx, const std::vector<OrganizationId>& ids);
/// What kind of organisation each is today: of one that was merged, the one that it became. Unknown ids are left out. One
/// query for 500 of them.
struct Traits {
  OrganizationType type = OrganizationType::unspecified;
  std::string sector;
  Size size = Size::unknown;
};
std::map<OrganizationId, Traits> traits(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids);
/// How those that are invited, active or suspended in the alliance came to it, by name.
std::vector<Partner> partners(db::Tx& tx, AllianceId alliance);
/// The goals in the profile of each active organisation of the alliance, also those with none. One query.
struct Declared {
  OrganizationId organization;
  SdgMasks sdgs;
};
std::vector<Declared> declared_by_active(db::Tx& tx, AllianceId alliance);
/// What kinds each active organisation offers or gives to the alliance: not what was cancelled. One query.
struct OfferedKind {
  OrganizationId organization;
  ContributionKind kind = ContributionKind::financial;
};
std::vector<OfferedKind> kinds_offered(db::Tx& tx, AllianceId alliance);
/// By name or alias, accents and case apart; nothing when none or several have it.
std::optional<OrganizationId> find_by_name(db::Tx& tx, AgencyId agency, std::string_view name);
/// What an act is part of, for its audit line: an import by its id; 0: of nothing.
struct Batch {
  std::int64_t id = 0;
};
/// Registers a checked profile: loaders, generators, imports. Possible duplicates are noted, none is refused. Error: forbidden
/// never.
Organization add(db::Tx& tx, const feature::Act& act, AgencyId agency, const Profile& profile,
                 const std::vector<SdgInterest>& sdgs, Date declared_on, Batch batch = {});
/// What a form's input becomes, judged as register_organization() and edit() judge it. Error: invalid by field.
Result<Profile> check(db::Tx& tx, AgencyId agency, const ProfileInput& input);
/// The same for a sheet: what the type requires and is not known yet is told as a gap, not refused.
Result<Partial> check_partial(db::Tx& tx, AgencyId agency, const ProfileInput& input);
/// By what a batch sees whether something happened to an organisation since.
struct Mark {
  std::int64_t version = 0;
  Shelf shelf = Shelf::active;
  SdgMasks sdgs;
  bool took_part = false;  // takes part in an alliance, or did: invited, active, suspended, withdrawn
};
/// Of at most 500; those of another agency are left out, merged ones not followed.
std::map<OrganizationId, Mark> marks(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids);
/// The goals 1 … 17, each once. Error: invalid (`sdgs`).
Done check(const std::vector<SdgInterest>& sdgs);
/// The days on which goals were declared, by goal.
using GoalDays = std::map<int, Date>;
GoalDays goal_days(db::Tx& tx, OrganizationId id);
/// A checked change of one organisation of many, with one audit line of what differs.
struct Amendment {
  OrganizationId id;
  std::int64_t version = 0;  // the one that was judged
  Profile profile;
  std::vector<SdgInterest> sdgs;
  Shelf shelf = Shelf::active;  // or inactive
  GoalDays goal_days{};         // of goals that get a former day back; the others that change are declared now
};
/// The organisation as it stands then. Errors: not_found; conflict when it is no longer at that version, when it was merged, or
/// when it would go out of use while it takes part in an alliance.
Result<Organization> amend(db::Tx& tx, const feature::Act& act, AgencyId agency, const Amendment& to, Date on, Batch batch);
/// Active organisations that nobody changed and that never took part in an alliance (the caller has asked marks()) go out of use:
/// a few statements for all of them, one audit line for each. At most 500.
void shelve(db::Tx& tx, const feature::Act& act, AgencyId agency, const std::vector<OrganizationId>& ids, Batch batch);
/// Those of the directory that look like this profile, the likest first; `self` apart. Of the profile only names, RFC and web
/// site count; `mail_domains` are those of its contacts.
struct Alike {
  OrganizationId id;
  std::string name;
  Comparison comparison;
};
std::vector<Alike> alike(db::Tx& tx, AgencyId agency, OrganizationId self, const Profile& profile,
                         const std::vector<std::string>& mail_domains);
/// Offers and gifts of a loader. The organisation must exist.
ContributionRecord add(db::Tx& tx, const feature::Act& act, AgencyId agency, Contribution contribution, const std::string& note);

// Reading.

/// An organisation as the actor sees it from one alliance.
struct Seen {
  alliances::Seen at;
  Organization organization;
  std::optional<membership::Participation> participation;  // in force in the alliance
  bool is_private_shown = false;                           // contributions, contacts, RFC, history
  bool may_edit = false;
  bool may_confirm = false;  // contributions as given
  bool may_convene = false;  // participation, shelf, duplicates
};
/// Errors: not_found (none of this agency, or the actor may not see it).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId id);

struct ListRequest {
  AllianceId alliance;
  Filter filter;
  Order order = Order::name;
  std::optional<OrganizationId> after;
  std::optional<OrganizationId> before;
  int limit = 25;
  bool count_all = false;  // count beyond most_counted too
};
struct Listing {
  alliances::Seen at;
  ListPage page;
  bool whole_directory = false;  // or only who takes part: what members see
  bool may_register = false;
};
/// What can be found of organisations, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

/// Members see those that are active or suspended in the alliance. Error: not_found.
Result<Listing> list(db::Tx& tx, CountMemory& memory, const auth::MaybeActor& actor, const ListRequest& request);
/// The next rows for a download, in the same order as the list; empty after the last. Error: not_found.
Result<std::vector<ListedOrganization>> rows_after(db::Tx& tx, CountMemory& memory, const auth::MaybeActor& actor,
                                                   const ListRequest& request);

struct Book {
  std::vector<SdgInterest> sdgs;
  std::optional<Date> sdgs_declared_on;                   // the newest
  std::vector<membership::Participation> participations;  // in this alliance, newest first
  std::vector<Contribution> contributions;                // to this alliance; empty when not shown
  std::vector<membership::Contact> contacts;              // idem
  std::vector<Duplicate> duplicates;                      // open; empty when not may_convene
  std::string proposer;                                   // name of who proposed it
};
/// Everything the page of an organisation shows, as far as `seen` allows.
Book book(db::Tx& tx, const Seen& seen);
/// One contribution with its steps. Error: not_found.
Result<ContributionRecord> contribution(db::Tx& tx, const Seen& seen, ContributionId id);

/// What happened to it, newest first: who, when, which fields from what to what.
struct HistoryLine {
  std::int64_t id = 0;
  Instant at;
  std::string by;    // name of the account; empty: the program
  std::string verb;  // "organization.edit"
  std::vector<Difference> changes;
};
/// Lines before `before` (0: from the newest); empty when the actor may not see them.
std::vector<HistoryLine> history(db::Tx& tx, const Seen& seen, std::int64_t before = 0, int limit = 10);

// Writing. Errors of all: not_found, forbidden.

struct RegisterInput {
  ProfileInput profile;
  std::string confirm_distinct;  // "yes": it looks like another, and is not
  std::string status;            // "", invited or active in the alliance
  std::string since;
};
/// Also: invalid by field; `name` and `confirm_distinct` when one very like it stands in the directory.
Result<Organization> register_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, const RegisterInput& input);
/// Also: invalid by field; conflict when somebody saved first (input.version is old). A representative cannot change origin and
/// source.
Result<Organization> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, const ProfileInput& input);
/// Also: invalid (`sdgs`): a goal twice or unknown.
Done declare_sdgs(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                  const std::vector<SdgInterest>& sdgs);
/// Out of use, or back. Also: invalid (`reason`); conflict when it stands there already, or takes part in an alliance.
Done shelve(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, Shelf to, std::string_view reason);

struct ParticipationInput {
  std::string status;
  std::string since;
  std::string reason;
};
/// Also: invalid (`status`, `since`, `reason`).
Done change_participation(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                          const ParticipationInput& input);

/// Also: invalid by field.
Result<ContributionRecord> add_contribution(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                                            const ContributionInput& input);
/// Also: invalid (`state`, `on`, `note`); conflict when somebody changed it first.
Done change_contribution(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, ContributionId contribution,
                         const StateInput& input);

/// Also: invalid by field. The domain of the mail helps to find duplicates.
Result<membership::AffiliationId> add_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                                              const membership::PersonInput& input, std::string_view since);
/// Corrects name, e-mail, telephone, position or role of a present contact. Errors: not_found, forbidden, conflict (left the
/// organisation); by field.
Done change_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                    membership::AffiliationId contact, const membership::PersonInput& input);
/// Also: invalid (`until`), conflict.
Done end_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, membership::AffiliationId contact,
                 std::string_view until);

// Duplicates.

struct DuplicatePage {
  alliances::Seen at;
  std::vector<Duplicate> rows;
  bool has_next = false;
  std::int64_t count = 0;
  std::vector<Merge> merges;  // the newest twenty
};
Result<DuplicatePage> duplicates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance,
                                 const std::optional<DuplicatePlace>& after, int limit = 25);
/// A pair before it is merged: both rows, and what the kept one will be.
struct MergePreview {
  alliances::Seen at;
  Organization kept;
  Organization gone;
  Comparison comparison;
  Profile result;
  int contributions = 0;  // that move
};
Result<MergePreview> preview_merge(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId kept,
                                   OrganizationId gone);
struct SeenMerge {
  alliances::Seen at;
  Merge merge;
};
Result<SeenMerge> find_merge(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MergeId id);
/// They are two. Also: invalid (`reason`).
Done dismiss_duplicate(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId a, OrganizationId b,
                       std::string_view reason);
/// `gone` becomes part of `kept`. Publishes `organization.merged` of kept, with {"merge","agency","kept","gone","on"}. Also:
/// conflict when one of them was merged already.
Result<Merge> merge(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId kept, OrganizationId gone,
                    std::string_view reason);
/// As before, but for what people changed since. Publishes `organization.unmerged` with the same payload. Also: conflict.
Result<Merge> undo_merge(db::Tx& tx, const feature::Act& act, AllianceId alliance, MergeId id);

// When two organisations become one, or are told apart again, the features above move their own rows with them.

/// What the events `organization.merged` and `organization.unmerged` tell:
/// {"merge":"…","agency":"…","kept":"…","gone":"…","on":"2026-03-31"}.
struct Merging {
  std::int64_t id = 0;  // rows that were moved name it, so that it can be taken back
  OrganizationId kept;
  OrganizationId gone;
  std::optional<Date> on{};  // the day of it, at the alliance where it was done
  AgencyId agency{};
};

/// What a feature does with its rows in the transaction of the merge, and of its undoing.
using MergeStep = void (*)(db::Tx& tx, const Merging& merging);
void follow_merges(feature::Site& site, MergeStep merge, MergeStep unmerge);

}  // namespace alianza::organizations
