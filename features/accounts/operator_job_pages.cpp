// The jobs of the server, for its operator: what runs, waits and failed, and two buttons for what stopped.
#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

constexpr int jobs_of_a_page = 25;

const feature::Notice job_retried(_("El trabajo está otra vez en espera.").key());
const feature::Notice job_let_go(_("El trabajo quedó descartado.").key());

Message name_of(JobShelf shelf) {
  switch (shelf) {
    case JobShelf::dead: return _("Detenidos");
    case JobShelf::retrying: return _("Se intentan otra vez");
    case JobShelf::running: return _("En curso");
    case JobShelf::waiting: return _("En espera");
  }
  return {};
}

std::int64_t count_of(const jobs::Counts& counts, JobShelf shelf) {
  switch (shelf) {
    case JobShelf::dead: return counts.dead;
    case JobShelf::retrying: return counts.retrying;
    case JobShelf::running: return counts.running;
    case JobShelf::waiting: return counts.waiting;
  }
  return 0;
}

Url shelf_url(JobShelf shelf) { return Url("/jobs").with("state", to_text(shelf)); }

views::ServerJobRow server_row_of(const feature::Site& site, Lang lang, const jobs::Job& job) {
  views::ServerJobRow row{.title = job_title(site, lang, job),
                          .kind = job.kind,
                          .tries = job.tries(),
                          .done = job.progress.done,
                          .total = job.progress.total,
                          .detail = job_detail(lang, job),
                          .cause = job.error_detail,
                          .since = local(job.created_at)};
  if (job.state == jobs::State::waiting) row.next = local(job.run_at);
  if (job.state == jobs::State::running && job.started_at) row.next = local(*job.started_at);
  if (job.finished_at) row.next = local(*job.finished_at);
  if (job.state != jobs::State::dead) return row;
  row.retry = html::ButtonForm{.action = Url("/jobs/{}/retry", job.id),
                               .words = _("Intentar de nuevo"),
                               .busy = _("Un momento…"),
                               .classes = "btn btn-sm"};
  row.let_go = html::ButtonForm{.action = Url("/jobs/{}/let-go", job.id),
                                .words = _("Descartar"),
                                .busy = _("Un momento…"),
                                .classes = "btn btn-sm btn-text"};
  return row;
}

Message when_words(JobShelf shelf) {
  if (shelf == JobShelf::dead) return _("Se detuvo");
  return shelf == JobShelf::running ? _("Empezó") : _("No antes de");
}

Response show_server_jobs(feature::Site& site, Request& request) {
  JobShelf shelf = JobShelf::dead;
  from_text(request.query.get("state"), shelf);
  const jobs::Slice slice{jobs::JobId::parse(request.query.get("before")).value_or(jobs::JobId()), jobs_of_a_page};
  const auto found = demand(site.db.read([&](db::Tx& tx) { return server_jobs(tx, auth::actor_of(request), shelf, slice); }));
  views::ServerJobsPage page{.shell = own_shell(request, _("Trabajos del servidor"))};
  const auto text = [&](Message message) { return i18n::text(request.lang, message); };
  page.crumbs = {{{text(_("Cuentas")), Url("/accounts")}}, text(_("Trabajos del servidor"))};
  for (const auto one : {JobShelf::dead, JobShelf::retrying, JobShelf::running, JobShelf::waiting})
    page.tabs.push_back({name_of(one), count_of(found.counts, one), shelf_url(one), one == shelf});
  page.next_words = when_words(shelf);
  for (const auto& job : found.rows) page.rows.push_back(server_row_of(site, request.lang, job));
  page.here = shelf_url(shelf);
  if (found.rows.size() == jobs_of_a_page) page.older = shelf_url(shelf).with("before", found.rows.back().id.text());
  return html::respond(request, page);
}

using JobVerb = Done (*)(db::Tx&, const feature::Act&, jobs::JobId);

Response press(feature::Site& site, Request& request, JobVerb verb, const feature::Notice* notice) {
  const auto id = demand(request.id<jobs::JobId>("job"));
  auto act = feature::act(request);
  const auto back = notice->at(Url("/jobs")).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return verb(tx, act, id); }));
  return Response::redirect_see_other(back);
}

}  // namespace

void add_operator_job_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::operator_only(), "/jobs");
  pages.get("", show_server_jobs);
  pages.post("/{job}/retry", feature::given(press, retry_job, &job_retried));
  pages.post("/{job}/let-go", feature::given(press, let_job_go, &job_let_go));
}

}  // namespace alianza::accounts
