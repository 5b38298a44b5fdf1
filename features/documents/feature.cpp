#include "features/documents/feature.h"

#include "features/alliances/shell.h"
#include "features/documents/actions.h"
#include "features/documents/api.h"
#include "features/documents/pages.h"
#include "features/documents/personal.h"
#include "migrations/documents.h"
#include "platform/jobs/kinds.h"

namespace alianza::document {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  const files::Store store(site.config.files.path);
  site.jobs.add({.name = std::string(reading_kind),
                 .handler = [store](jobs::Context& context) { return read_version(context, store); },
                 .policy = {.time_limit = std::chrono::minutes(3), .at_once = 1, .priority = 500}});
  site.search.add(
      {.name = "document",
       .order = 70,
       .title = _("Documentos"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/documents/{}", AllianceId(alliance), DocumentId(id)); },
       .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "documents",
    .uses = {"membership", "alliances", "committees"},
    .migrations = migrations::documents(),
    .menu = {{50, "documents", _("Documentos"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::document
