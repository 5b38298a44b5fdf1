#pragma once
// What nearly every form does when it is sent: one act in one transaction, then the page that it leads to.
//
// The same form sent once more (a double click, a page drawn again by the browser) is led to the same place without doing it
// twice. When the act is refused, nothing is kept; a fault that no form can mend (not_found, forbidden…) becomes its error page.
#include <utility>

#include "platform/db/db.h"
#include "platform/feature/feature.h"
#include "platform/feature/form.h"

namespace alianza::feature {

/// Runs `perform(tx, act)` (any Result) in a transaction; the answer that leads to `target` with the notice, or what refused it.
template <class Perform>
Result<http::Response> perform_and_lead(Site& site, http::Request& request, const Notice& notice, const http::Url& target,
                                        Perform&& perform) {
  const auto doer = act(request);
  const auto back = notice.at(target).in(request.lang);
  doer.key->answer(303, back.text());
  return site.db.write([&](db::Tx& tx) -> Result<http::Response> {
    TRY(perform(tx, doer));
    return http::Response::redirect_see_other(back);
  });
}

/// What a form can mend is mended there: `again(site, request)` draws it, with what was typed and the error.
template <class Perform, class Again>
http::Response perform_form(Site& site, http::Request& request, const Notice& notice, const http::Url& target, Perform&& perform,
                            Again&& again) {
  auto done = perform_and_lead(site, request, notice, target, std::forward<Perform>(perform));
  if (done) return std::move(*done);
  return redraw(request, done.error(), [&] { return again(site, request); });
}

/// For a form that makes something, which has its page only then: `page_of(made)` is the address of what `perform` made.
/// Sent once more, it leads to `list`, where the new one stands.
template <class Perform, class PageOf, class Again>
http::Response create_form(Site& site, http::Request& request, const Notice& notice, const http::Url& list, Perform&& perform,
                           PageOf&& page_of, Again&& again) {
  const auto doer = act(request);
  doer.key->answer(303, notice.at(list).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return perform(tx, doer); });
  if (made) return http::Response::redirect_see_other(notice.at(page_of(*made)).in(request.lang));
  return redraw(request, made.error(), [&] { return again(site, request); });
}

/// For a button that asks for nothing and so has no form to draw again: what refuses it is an error page.
template <class Perform>
http::Response perform_button(Site& site, http::Request& request, const Notice& notice, const http::Url& target,
                              Perform&& perform) {
  return demand(perform_and_lead(site, request, notice, target, std::forward<Perform>(perform)));
}

}  // namespace alianza::feature
