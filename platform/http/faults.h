#pragma once
// The one table from fault to HTTP status, and errors as problem+json (RFC 9457).
#include "platform/base/result.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::http {

int status_of(Fault fault);
/// "Not Found": the standard phrase, empty for a code we do not know.
std::string_view reason(int status);

/// {"type":"about:blank","title":…,"status":…,"detail":…,"request_id":…,"errors":[{"field":…,"message":…}]}
/// `translate` turns the messages into the request's language.
Response problem(const Request& request, const Error& error, int status,
                 const std::function<std::string(const Message&, Lang)>& translate);
/// Plain, without the product's page shell: what is used before a renderer is set, and when the renderer itself fails.
Response plain_error(const Request& request, const Error& error, int status,
                     const std::function<std::string(const Message&, Lang)>& translate);

}  // namespace alianza::http
