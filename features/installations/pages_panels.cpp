// What a body's page says of its installation, in the alliance and in the portal.
#include "features/installations/pages_shared.h"

namespace alianza::installations {
namespace {

std::string act_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const Place where{AllianceId(at.alliance), CommitteeId(at.subject)};
  const auto act = reading(at.request);
  const auto lang = at.request.lang;
  const auto seen = installations::see(tx, act.actor, where.alliance, where.committee);
  if (!seen) return {};
  views::Panel p;
  p.url = act_url(where);
  if (const auto* shown = edition_of(*seen, {})) {
    p.installed_on = i18n::full_date(lang, shown->installed_on);
    p.folio = shown->folio;
  } else {
    // A reconstruction says what its source does; an act of ours would be an invention.
    if (!seen->at.committee.source.empty() || seen->at.committee.dissolved_on) return {};
    for (const auto part : missing(draft(tx, act, *seen, seen->at.seen.today))) p.missing.push_back(label(part));
    p.standing = static_cast<int>(parts.size() - p.missing.size());
  }
  return std::string(html::draw(at.request, p).markup());
}

std::string public_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const auto act = published_act(tx, CommitteeId(at.subject));
  if (!act) return {};
  views::PublicPanel p;
  p.installed_on = i18n::full_date(at.request.lang, act->installed_on);
  p.folio = act->folio;
  p.digest = act->digest;
  p.edition = act->edition;
  p.correction = act->correction;
  for (const auto& area : read_record(act->canonical).areas) p.areas.push_back(area.title);
  return std::string(html::draw(at.request.lang, p).markup());
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("committee", 5, act_panel);
  site.hang("portal_committee", 10, public_panel);
}

}  // namespace alianza::installations
