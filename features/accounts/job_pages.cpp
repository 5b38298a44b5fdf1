// What one asked the program to do and did not wait for.
#include "features/accounts/own_pages.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/kinds.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;
using jobs::State;

constexpr int rows_of_a_page = 25;

const feature::Notice job_cancelled("Se pidió cancelar el trabajo.");

struct Look {
  Message words;
  const char* badge;
};

Look look_of(const jobs::Job& job) {
  if (job.cancelling()) return {_("Cancelándose"), "badge-warn"};
  switch (job.state) {
    case State::waiting: return {_("En espera"), "badge-info"};
    case State::running: return {_("En curso"), "badge-info"};
    case State::done: return {_("Terminado"), "badge-ok"};
    case State::dead: return {_("Detenido por una falla"), "badge-bad"};
    case State::cancelled: return {_("Cancelado"), "badge-off"};
    case State::dismissed: return {_("Descartado"), "badge-off"};
  }
  return {};
}

views::JobRow row_of(const feature::Site& site, Lang lang, const jobs::Job& job) {
  const auto look = look_of(job);
  views::JobRow row{.title = job_title(site, lang, job),
                    .state = look.words,
                    .look = look.badge,
                    .done = job.progress.done,
                    .total = job.ended() ? 0 : job.progress.total,
                    .detail = job_detail(lang, job),
                    .since = local(job.created_at)};
  if (!job.ended() && !job.cancelling()) row.cancel = Url("/account/jobs/{}/cancel", job.id);
  return row;
}

Response show_jobs(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const jobs::Slice slice{jobs::JobId::parse(request.query.get("before")).value_or(jobs::JobId()), rows_of_a_page};
  const auto found = demand(site.db.read([&](db::Tx& tx) { return own_jobs(tx, act, slice); }));
  views::JobsPage page{.shell = own_shell(request, _("Trabajos en curso")),
                       .head = own_head(own_account(site, request), "/account/jobs")};
  for (const auto& job : found) page.rows.push_back(row_of(site, request.lang, job));
  if (found.size() == rows_of_a_page) page.next = Url("/account/jobs").with("before", found.back().id.text());
  return html::respond(request, page);
}

Response do_cancel_job(feature::Site& site, Request& request) {
  const auto id = demand(request.id<jobs::JobId>("job"));
  auto act = feature::act(request);
  act.key->answer(303, "/account/jobs");
  demand(site.db.write([&](db::Tx& tx) { return cancel_job(tx, act, id); }));
  return Response::redirect_see_other(job_cancelled.at(Url("/account/jobs")).in(request.lang));
}

}  // namespace

std::string job_title(const feature::Site& site, Lang lang, const jobs::Job& job) {
  const auto* kind = site.jobs.find(job.kind);
  return i18n::text(lang, kind != nullptr && !kind->title.empty() ? kind->title : _("Trabajo del programa"));
}

std::string job_detail(Lang lang, const jobs::Job& job) {
  const auto& key = job.error.empty() ? job.progress.phase : job.error;
  if (key.empty() || job.state == State::done || key.find('{') != std::string::npos) return {};
  return i18n::text(lang, Message(key.c_str()));
}

void add_job_pages(const feature::Routes& pages) {
  pages.get("/jobs", show_jobs);
  pages.post("/jobs/{job}/cancel", do_cancel_job);
}

}  // namespace alianza::accounts
