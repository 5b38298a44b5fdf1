#pragma once
// How far something is, on a page that is open: the piece of the page that changes goes to it by server-sent events
// (platform/http/events.h). Without them, and without scripts, the page is loaded again.
//
//   <div hx-ext="sse" sse-connect="{{ *page.events }}"><div sse-swap="progress">{% include page.progress %}</div>
//   <div hx-get="{{ page.here }}" hx-trigger="sse:over, every 10s" hx-select="#main" hx-target="#main"
//   hx-swap="outerHTML"></div></div>
#include <functional>
#include <string>

#include "platform/db/db.h"
#include "platform/feature/feature.h"
#include "platform/http/events.h"

namespace alianza::feature {

/// What there is to see now. `over`: the page should be loaded again, and this stream ends.
struct Sight {
  std::string piece;
  bool over = false;
};
/// Asks who may, each time. It outlives the request, so it holds what it needs by value.
using Look = std::function<Result<Sight>(db::Tx&)>;

/// Event «progress» with the piece whenever it is another one than before; «over» at the end, also when `look` fails. The first
/// failure is the answer of the request.
http::Response live(Site& site, Look look);

}  // namespace alianza::feature
