#pragma once
// From a page struct to an answer. The template of the page defines render(const Page&, Out&), declared beside the struct.
#include <atomic>
#include <string>

#include "platform/html/out.h"
#include "platform/http/csrf.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::html {

/// A sink in the language of the request, with its token for forms.
inline Out out_for(http::Request& request, std::size_t expected_size = std::size_t{12} * 1024) {
  Out out(request.lang, expected_size);
  out.set_csrf_source([&request] { return http::csrf_token(request); });
  return out;
}

/// The whole answer: `return html::respond(request, views::List{...});`
template <class Page>
http::Response respond(http::Request& request, const Page& page, int status = 200) {
  // As much room as this page took the last time, and an eighth more: a text that grows by doubling is copied again and again.
  static std::atomic<std::size_t> usual_size{std::size_t{12} * 1024};
  auto out = out_for(request, usual_size.load(std::memory_order_relaxed));
  render(page, out);
  const auto size = out.so_far().size();
  usual_size.store(size + size / 8, std::memory_order_relaxed);
  return http::Response::html(std::move(out).take(), status);
}

/// A piece of a page, to put into another as {{ page.piece }}.
template <class Page>
Safe draw(http::Request& request, const Page& page) {
  auto out = out_for(request, 1024);
  render(page, out);
  return Safe(std::move(out));
}
template <class Page>
Safe draw(Lang lang, const Page& page) {
  Out out(lang, 1024);
  render(page, out);
  return Safe(std::move(out));
}

}  // namespace alianza::html
