#include "features/case_files/actions.h"

#include <algorithm>

#include "features/case_files/access.h"
#include "features/case_files/store.h"
#include "features/committees/actions.h"
#include "features/documents/actions.h"
#include "platform/jobs/jobs.h"

namespace alianza::case_files {
namespace {

constexpr int most_rows = 50;

feature::About about(const CaseFile& f) { return {f.agency.value(), f.alliance.value(), "case_file", f.id.value()}; }

/// The bodies whose papers the actor reads.
bool belongs(const document::Sight& sight, CommitteeId committee) {
  return !committee || std::find(sight.bodies.begin(), sight.bodies.end(), committee) != sight.bodies.end();
}

bool is_at_work(db::Tx& tx, const CaseFile& f) {
  if (f.state != State::making) return false;
  const auto job = jobs::find(tx, f.job);
  return job && !job->ended();
}

}  // namespace

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CaseFileId id) {
  Seen out;
  out.at = TRY(alliances::see(tx, actor, alliance));
  auto found = store::find(tx, id);
  if (!found || found->alliance != alliance || !actor) return fail(Error::not_found());
  const Ties ties{belongs(document::sight_of(tx, actor, out.at), found->committee), found->asked_by == actor->account};
  if (!may(Action::fetch, out.at.standing, ties)) return fail(Error::not_found());
  out.file = std::move(*found);
  if (out.file.state != State::making) return out;
  const auto job = jobs::find(tx, out.file.job);
  out.stalled = !job || job->ended();
  if (job) {
    out.done = job->progress.done;
    out.total = job->progress.total;
  }
  return out;
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Listing out;
  out.at = TRY(alliances::see(tx, actor, alliance));
  const auto sight = document::sight_of(tx, actor, out.at);
  if (actor)
    for (auto& row : store::of_account(tx, alliance, actor->account, most_rows))
      if (may(Action::fetch, out.at.standing, {belongs(sight, row.committee), true})) out.rows.push_back(std::move(row));
  for (const auto& listed : committees::of_alliance(tx, alliance))
    if (may(Action::ask, out.at.standing, {belongs(sight, listed.committee.id), false}))
      out.committees.push_back(listed.committee.id);
  return out;
}

Result<CaseFile> ask(db::Tx& tx, const feature::Act& act, AllianceId alliance, std::string_view committee, Lang lang) {
  const auto at = TRY(alliances::see(tx, act.actor, alliance));
  CaseFile f;
  if (!committee.empty()) {
    const auto id = CommitteeId::parse(committee);
    if (!id || !committees::find(tx, alliance, *id)) return fail(Error::field("committee", _("Elija un comité de la lista.")));
    f.committee = *id;
  }
  if (!may(Action::ask, at.standing, {belongs(document::sight_of(tx, act.actor, at), f.committee), false}))
    return fail(Error::forbidden());
  for (const auto& row : store::of_account(tx, alliance, act.who().account, most_rows))
    if (row.committee == f.committee && is_at_work(tx, row))
      return fail(Error::conflict(_("Ese expediente ya se está preparando.")));
  f.id = CaseFileId::make();
  f.agency = at.alliance.agency;
  f.alliance = alliance;
  f.lang = lang;
  f.asked_by = act.who().account;
  f.asked_at = tx.now();
  f.as_of = at.today;
  f.job = jobs::enqueue(tx, {.kind = job_kind,
                             .payload_json = R"({"case_file":")" + f.id.text() + R"("})",
                             .agency_id = f.agency.value(),
                             .alliance_id = alliance.value(),
                             .account_id = act.who().account.value()});
  store::insert(tx, f);
  feature::record(tx, act, about(f), "case_file.ask", audit::Fields().set("committee", f.committee));
  TRY(feature::remember(tx, act, f.id.text()));
  return f;
}

Done stop(db::Tx& tx, const feature::Act& act, AllianceId alliance, CaseFileId id) {
  const auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!is_at_work(tx, seen.file)) return fail(Error::conflict(_("El expediente ya no se está preparando.")));
  TRY(jobs::cancel(tx, seen.file.job));
  feature::record(tx, act, about(seen.file), "case_file.stop", {});
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::case_files
