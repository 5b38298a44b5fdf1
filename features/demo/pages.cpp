#include "features/demo/pages.h"

#include "features/alliances/actions.h"
#include "platform/html/page.h"

namespace alianza::demo {
namespace {

std::string panel(db::Tx& tx, const feature::PanelRequest& request) {
  if (!alliances::find_published(tx, "muestra")) return {};
  return std::string(html::draw(request.request, views::Accounts{accounts(), std::string(password())}).markup());
}

}  // namespace

void add_panel(feature::Site& site) {
  if (site.config.demo) site.hang("sign_in", 50, panel);
}

}  // namespace alianza::demo
