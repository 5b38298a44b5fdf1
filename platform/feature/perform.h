#pragma once
// What nearly every form does when it is sent: one act in one transaction, then the page that it leads to.
#include <utility>

#include "platform/db/db.h"
#include "platform/feature/feature.h"
#include "platform/feature/form.h"

namespace alianza::feature {

/// Runs `perform(tx, act)` (any Result) in a transaction. When it is done, the person is led to `target` with the notice, and the
/// same form sent once more is led there again without doing it twice. When it is refused, nothing is kept and `again(site,
/// request)` draws the form with what was typed and the error.
template <class Perform, class Again>
http::Response perform_form(Site& site, http::Request& request, const Notice& notice, const http::Url& target, Perform&& perform,
                            Again&& again) {
  const auto doer = act(request);
  const auto back = notice.at(target).in(request.lang);
  doer.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) -> Result<void> {
    TRY(perform(tx, doer));
    return {};
  });
  if (done) return http::Response::redirect_see_other(back);
  return redraw(request, done.error(), [&] { return again(site, request); });
}

}  // namespace alianza::feature
