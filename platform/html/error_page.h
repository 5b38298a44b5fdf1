#pragma once
// The page that tells what went wrong, for every address: found, forbidden, broken. Set as the router's error renderer.
#include "platform/http/router.h"

namespace alianza::html {

http::Response error_page(http::Request& request, const Error& error, int status);

}  // namespace alianza::html
