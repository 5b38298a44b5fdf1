#include "features/demo/pages.h"

#include "features/alliances/actions.h"
#include "platform/html/page.h"

namespace alianza::demo {
namespace {

std::string panel(db::Tx& tx, const feature::PanelRequest& request, bool sends_mail) {
  if (!alliances::find_published(tx, "muestra")) return {};
  return std::string(html::draw(request.request, views::Accounts{accounts(), std::string(password()), sends_mail}).markup());
}

}  // namespace

void add_panel(feature::Site& site) {
  if (!site.config.demo) return;
  const bool sends_mail = !site.config.mail.server.empty();
  site.hang("sign_in", 50,
            [sends_mail](db::Tx& tx, const feature::PanelRequest& request) { return panel(tx, request, sends_mail); });
}

}  // namespace alianza::demo
