#pragma once
// Pages around a form (platform/html/form.h): the page that is one form, the page that asks before it acts, and the form drawn
// again.
#include <string>
#include <utility>
#include <vector>

#include "platform/feature/shell.h"
#include "platform/html/form.h"
#include "platform/http/faults.h"

namespace alianza::feature::views {

struct Crumb {
  std::string title;
  http::Url url;
};
struct Crumbs {
  std::vector<Crumb> above;
  std::string here;
};
void render(const Crumbs& page, html::Out& out);

/// A page that is one form.
struct FormPage {
  Shell shell;
  Crumbs crumbs;
  std::string title;
  std::string intro = {};
  html::Form form{.action = http::Url("/")};
};
void render(const FormPage& page, html::Out& out);

/// A page that asks before it acts: names the object, counts the consequence, says whether it can be undone.
struct ConfirmPage {
  Shell shell;
  Crumbs crumbs;
  std::string title;
  std::vector<std::string> consequences;
  html::Form form{.action = http::Url("/")};
};
void render(const ConfirmPage& page, html::Out& out);

}  // namespace alianza::feature::views

namespace alianza::feature {

/// The form again, with what was typed and what was wrong (422, or the fault's status). A fault that no form can mend (not_found,
/// forbidden…) becomes the error page. `make` gives the fresh FormPage or ConfirmPage.
template <class Make>
http::Response redraw(http::Request& request, const Error& error, Make&& make) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict && error.fault != Fault::too_large)
    throw http::Abandon{error};
  auto page = make();
  page.form.keep_typed(request.form());
  page.form.show_error(error);
  return html::respond(request, page, http::status_of(error.fault));
}

}  // namespace alianza::feature
