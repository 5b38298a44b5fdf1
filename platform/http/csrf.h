#pragma once
// Against requests that another site makes a browser send. Two checks for unsafe methods: where the request comes from
// (Sec-Fetch-Site, else Origin, else Referer), and a token that only our own pages know. The token is an HMAC of the session
// (double submit, nothing stored) under a mask made anew for every answer, so compression tells nothing about it.
//
// Exempt: requests with "Authorization: Bearer" (another site cannot make a browser send it; the auth room must then ignore
// cookies), and API requests without any cookie (there is nothing to ride on).
#include <string>
#include <string_view>

#include "platform/http/router.h"

namespace alianza::http {

/// What the token is bound to. The auth room's session filter sets it: request.set(CsrfBinding{session_id}).
/// Without one, the visitor gets a random cookie when a page asks for a token.
struct CsrfBinding {
  std::string id;
};

struct CsrfOptions {
  std::string secret;         // at least 32 bytes, kept with the server's keys
  std::string public_origin;  // "https://alianza.example"; empty: what the Host header says
};

/// The name of the hidden field, and of the header for htmx and scripts.
inline constexpr std::string_view csrf_field = "_csrf";
inline constexpr std::string_view csrf_header = "X-CSRF-Token";

/// Add it after the session filter.
Filter csrf_filter(CsrfOptions options);
/// The token for a form of this answer; marks the answer as not public. Needs csrf_filter in the router, else it is empty.
std::string csrf_token(Request& request);
/// To call when the session changes within a request (sign-in): tokens of the answer are bound to the new session.
void csrf_rebind(Request& request, std::string session_id);

}  // namespace alianza::http
