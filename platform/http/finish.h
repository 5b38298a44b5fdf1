#pragma once
// The last touch to every answer, before it is sent. Inside the room only.
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::http {

enum class Secure : bool { no, yes };

/// Cookies become Set-Cookie, what the client has already becomes 304, a default Cache-Control and Vary are added.
void finish(const Request& request, Response& response, Secure secure);
/// Security headers that every answer carries, each line with its CR LF; a Response that sets one itself keeps its own.
void append_security_headers(std::string& out, const Response& response, Secure secure);

}  // namespace alianza::http
