#include "features/meetings/feature.h"

#include "features/alliances/shell.h"
#include "features/meetings/actions.h"
#include "features/meetings/api.h"
#include "features/meetings/listeners.h"
#include "features/meetings/pages.h"
#include "features/meetings/personal.h"
#include "features/terms/actions.h"
#include "migrations/meetings.h"

namespace alianza::meetings {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_api(site);
  add_listeners(site);
  terms::know_meetings([](db::Tx& tx, AllianceId alliance, terms::MeetingId meeting) {
    return find(tx, alliance, MeetingId(meeting.value())).has_value();
  });
  site.search.add(
      {.name = "meeting",
       .order = 40,
       .title = _("Reuniones"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/meetings/{}", AllianceId(alliance), MeetingId(id)); },
       .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "meetings",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "terms"},
    .migrations = migrations::meetings(),
    .unique_rules = {{"breakout_groups", "meeting_id,name_folded", "name", _("Ya hay una mesa con ese nombre.")}},
    .menu = {{40, "meetings", _("Reuniones"), alliances::groups::meetings}},
    .start = start,
};

}  // namespace alianza::meetings
