#include "platform/feature/feature.h"

#include <algorithm>

#include "platform/auth/policy.h"

namespace alianza::feature {

void Site::hang(const std::string& place, int order, Panel panel) {
  auto& list = panels[place];
  const auto after = std::find_if(list.begin(), list.end(), [&](const auto& p) { return p.first > order; });
  list.insert(after, {order, std::move(panel)});
}

std::string Site::draw(const std::string& place, db::Tx& tx, const PanelRequest& request) const {
  std::string out;
  if (const auto found = panels.find(place); found != panels.end())
    for (const auto& [order, panel] : found->second) out += panel(tx, request);
  return out;
}

Act act(http::Request& request) { return {auth::actor_of(request), request.request_id, &auth::request_key(request)}; }

}  // namespace alianza::feature
