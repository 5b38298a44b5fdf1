#include "features/accounts/feature.h"

#include "features/accounts/api.h"
#include "features/accounts/jobs.h"
#include "features/accounts/pages.h"
#include "features/accounts/personal.h"
#include "platform/auth/accounts.h"

namespace alianza::accounts {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_operator_pages(site);
  add_operator_job_pages(site);
  add_api(site);
  site.jobs.add(forgetting(site.gate.limits()));
}

}  // namespace

// Its tables are those of platform/auth.
const feature::Feature manifest{
    .name = "accounts",
    .uses = {},
    .migrations = {},
    .unique_rules = auth::unique_rules(),
    .start = start,
};

}  // namespace alianza::accounts
