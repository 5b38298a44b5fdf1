#include "platform/feature/feature.h"

#include <algorithm>

#include "platform/auth/policy.h"

namespace alianza::feature {

namespace {

template <class T>
void insert_in_order(std::vector<std::pair<int, T>>& list, int order, T panel) {
  const auto after = std::find_if(list.begin(), list.end(), [&](const auto& p) { return p.first > order; });
  list.insert(after, {order, std::move(panel)});
}

}  // namespace

void Site::hang(const std::string& place, int order, Panel panel) { insert_in_order(panels[place], order, std::move(panel)); }

void Site::hang_in_rows(const std::string& place, int order, Panels drawn) {
  insert_in_order(list_panels[place], order, std::move(drawn));
}

void Site::await(int order, AwaitedSource source) { insert_in_order(sources, order, std::move(source)); }

std::string Site::draw(const std::string& place, db::Tx& tx, const PanelRequest& request) const {
  std::string out;
  if (const auto found = panels.find(place); found != panels.end())
    for (const auto& [order, panel] : found->second) out += panel(tx, request);
  return out;
}

Pieces Site::draw_in_rows(const std::string& place, db::Tx& tx, const PanelsRequest& request) const {
  Pieces out;
  if (const auto found = list_panels.find(place); found != list_panels.end())
    for (const auto& [order, panel] : found->second)
      for (auto& [subject, piece] : panel(tx, request)) out[subject] += piece;
  return out;
}

Act act(http::Request& request) { return {auth::actor_of(request), request.request_id, &auth::request_key(request)}; }

}  // namespace alianza::feature
