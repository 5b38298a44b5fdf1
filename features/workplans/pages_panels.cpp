// What a body's page says of its plan, and which activities await somebody on the first page of the alliance.
#include "features/workplans/pages_shared.h"
#include "platform/feature/awaited.h"

namespace alianza::workplans {
namespace {

std::string plan_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const Place where{AllianceId(at.alliance), CommitteeId(at.subject)};
  const auto seen = workplans::see(tx, auth::actor_of(at.request), where.alliance, where.committee);
  if (!seen) return {};
  const auto plan = workplans::plan(tx, where.committee);
  if (plan.areas.empty() && !seen->may_write) return {};
  views::Panel p;
  p.count = count(plan.activities, seen->at.seen.today);
  for (const auto& area : plan.areas) p.areas.push_back(area.title.in(at.request.lang));
  p.url = plan_url(where);
  p.published = seen->ties.published;
  return std::string(html::draw(at.request, p).markup());
}

void await_activities(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, AllianceId(at.alliance));
  if (!seen) return;
  const auto due = due_for(tx, actor, *seen);
  int told = 0;
  for (const auto& a : due.rows) {
    if (++told > feature::Awaited::most_rows) {
      ++out.more;
      continue;
    }
    const Place where{a.alliance, a.committee};
    const auto name = due.names.find(a.committee);
    const auto body = name == due.names.end() ? std::string() : name->second.in(at.request.lang);
    out.rows.push_back({a.due,
                        {a.title, activity_url(where, a.id)},
                        _("Plan de trabajo de {1}").arg(body),
                        html::Link{_("Anotar el avance"), activity_url(where, a.id)}});
  }
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("committee", 12, plan_panel);
  site.await(14, await_activities);
}

}  // namespace alianza::workplans
