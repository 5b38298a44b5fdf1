#include "features/case_files/feature.h"

#include "features/case_files/actions.h"
#include "features/case_files/api.h"
#include "features/case_files/pages.h"
#include "features/case_files/personal.h"
#include "migrations/case_files.h"
#include "platform/jobs/kinds.h"

namespace alianza::case_files {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  const files::Store store(site.config.files.path);
  site.jobs.add({.name = job_kind,
                 .handler = [store](jobs::Context& context) { return make(context, store, draw_index); },
                 .policy = {.attempts = 3, .time_limit = std::chrono::minutes(30)},
                 .title = _("Expediente")});
  site.jobs.add({.name = expiry_kind,
                 .handler = expire,
                 .policy = {.at_once = 1, .priority = 1000},
                 .period = jobs::Period::daily(4 * 60 + 20)});
}

}  // namespace

const feature::Feature manifest{
    .name = "case_files",
    .uses = {"membership", "alliances", "organizations", "committees", "meetings", "minutes", "documents"},
    .migrations = migrations::case_files(),
    .start = start,
};

}  // namespace alianza::case_files
