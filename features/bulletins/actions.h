#pragma once
// Verbs of bulletins. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/bulletins/bulletins.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::bulletins {

/// What everybody may know of a bulletin. Withdrawn: the title alone, with the reason in the bulletin.
struct Told {
  Bulletin bulletin;
  Edition current;
  std::vector<Edition> editions;  // every one that was published, by number; the current one is the last
};
/// A bulletin that was public or will be; `editions` and `steps` only for who keeps bulletins.
struct SeenBulletin {
  alliances::Seen seen;
  Bulletin bulletin;
  std::vector<Edition> editions;
  std::vector<StepRow> steps;
  std::optional<Told> told;
};
/// Error: not_found (no such bulletin in that alliance, or the actor may not read it: who does not convene reads only what was
/// published).
Result<SeenBulletin> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, BulletinId id);

struct Listed {
  Bulletin bulletin;
  Edition edition;
};
struct Listing {
  alliances::Seen seen;
  std::vector<Listed> rows;       // for who keeps bulletins: each in its newest edition, else what is published; newest first
  std::optional<EditionId> next;  // where the next page begins
};
inline constexpr int page_size = 25;
/// `before`: the last row of the page before. Errors: not_found.
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<EditionId> before);
/// In review and not written by the actor: what awaits their approval. Nothing for who may not approve.
std::vector<Listed> to_approve(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

// Without asking who: for public pages, of an alliance that has them.
/// The newest first, beyond `before`.
std::vector<Listed> published(db::Tx& tx, AllianceId alliance, std::optional<EditionId> before, int limit);
/// Error: not_found when it never was public.
Result<Told> told(db::Tx& tx, AllianceId alliance, BulletinId id);

/// A draft. Errors: not_found, forbidden, invalid by field.
Result<BulletinId> write(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Changes the draft. Errors: as write(); conflict (it is no draft, or somebody saved first: input.version is old).
Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, const Input& input);
/// The draft of the next edition. Errors: as write(); conflict (nothing is published yet, one is open already, or withdrawn).
Done correct(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, const Input& input);
/// From draft to review. Errors: not_found, forbidden, conflict.
Done submit(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id);
/// From review to draft. Errors: not_found, forbidden, conflict, invalid (field `reason`).
Done send_back(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, std::string_view reason);
/// From review to approved, by another person than its writer; asks for the job that announces it. Errors: not_found, forbidden,
/// conflict.
Done approve(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id);
/// Errors: not_found, forbidden, conflict (withdrawn already), invalid (field `reason`).
Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, std::string_view reason);

/// For loaders: published at that moment, a past one. Errors: not_found, forbidden, invalid by field.
Result<BulletinId> load(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input, Instant published_at);

/// For the job, at the hour of publication: it can be found from now on. Nothing when it was withdrawn meanwhile.
void announce(db::Tx& tx, EditionId edition);
inline constexpr std::string_view announcing_kind = "bulletins.announce";

/// What can be found of bulletins, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

}  // namespace alianza::bulletins
