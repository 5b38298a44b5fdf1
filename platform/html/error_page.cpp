#include "platform/html/error_page.h"

#include "platform/html/document.h"
#include "platform/html/page.h"
#include "platform/i18n/i18n.h"

namespace alianza::html {

http::Response error_page(http::Request& request, const Error& error, int status) {
  Message message = error.message;
  if (message.empty())
    message = status >= 500 ? _("Algo falló de nuestro lado y nada se guardó.") : _("No pudimos atender esta petición.");
  if (request.htmx) return respond(request, ErrorNotice{message}, status);
  const bool reads = http::is_safe(request.method);
  ErrorPage page{{{i18n::text(request.lang, message), {}, {}, {}, {}, {}}, {}},
                 status,
                 message,
                 http::Url("/"),
                 error.fault == Fault::unauthenticated,
                 http::Url("/sign-in"),
                 request.request_id};
  if (reads && page.offers_sign_in) page.sign_in = http::Url("/sign-in").with("next", request.target);
  return respond(request, page, status);
}

}  // namespace alianza::html
