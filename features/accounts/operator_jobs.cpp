// What the operator of the server does with its jobs.
#include <array>

#include "features/accounts/access.h"
#include "features/accounts/actions.h"
#include "platform/base/words.h"

namespace alianza::accounts {
namespace {

constexpr std::array<std::string_view, 4> shelves{"dead", "retrying", "running", "waiting"};

std::vector<jobs::Job> rows_of(db::Tx& tx, JobShelf shelf, jobs::Slice slice) {
  switch (shelf) {
    case JobShelf::dead: return jobs::in_state(tx, jobs::State::dead, slice);
    case JobShelf::retrying: return jobs::retrying(tx, slice);
    case JobShelf::running: return jobs::in_state(tx, jobs::State::running, slice);
    case JobShelf::waiting: return jobs::in_state(tx, jobs::State::waiting, slice);
  }
  return {};
}

/// The job, when the actor tends the server's; its payload and its product are nobody's business here.
Result<jobs::Job> job_to_tend(db::Tx& tx, const feature::Act& act, jobs::JobId id) {
  if (!may(Action::tend, act.actor, {})) return fail(Error::forbidden());
  auto job = jobs::find(tx, id);
  if (!job) return fail(Error::not_found());
  return std::move(*job);
}

Done keep(db::Tx& tx, const feature::Act& act, const jobs::Job& job, const char* verb) {
  feature::record(tx, act, {job.agency_id, job.alliance_id, "job", job.id.value()}, verb,
                  audit::Fields().set("kind", job.kind).set("error", job.error));
  return feature::remember(tx, act, job.id.text());
}

}  // namespace

std::string_view to_text(JobShelf shelf) { return word_of(shelves, shelf); }
bool from_text(std::string_view text, JobShelf& shelf) { return read_word(shelves, text, shelf); }

Result<ServerJobs> server_jobs(db::Tx& tx, const auth::MaybeActor& actor, JobShelf shelf, jobs::Slice slice) {
  if (!may(Action::tend, actor, {})) return fail(Error::forbidden());
  return ServerJobs{jobs::counts(tx), rows_of(tx, shelf, slice)};
}

Done retry_job(db::Tx& tx, const feature::Act& act, jobs::JobId id) {
  const auto job = TRY(job_to_tend(tx, act, id));
  TRY(jobs::retry(tx, id));
  return keep(tx, act, job, "job.retry");
}

Done let_job_go(db::Tx& tx, const feature::Act& act, jobs::JobId id) {
  const auto job = TRY(job_to_tend(tx, act, id));
  TRY(jobs::dismiss(tx, id));
  return keep(tx, act, job, "job.let_go");
}

}  // namespace alianza::accounts
