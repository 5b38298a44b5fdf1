#include "platform/feature/live.h"

namespace alianza::feature {

http::Response live(Site& site, Look look) {
  demand(site.db.read(look));
  return http::event_stream([db = site.db, look = std::move(look), before = std::string()](std::string& events) mutable {
    const auto sight = db.read(look);
    if (!sight || sight->over) {
      http::append_event(events, "over", "");
      return false;
    }
    if (sight->piece != before) http::append_event(events, "progress", sight->piece);
    before = sight->piece;
    return true;
  });
}

}  // namespace alianza::feature
