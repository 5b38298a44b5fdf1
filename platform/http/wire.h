#pragma once
// Response to bytes: the head, and whether the body goes compressed, counted or in chunks. Inside the room only.
#include <string>

#include "platform/http/finish.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::http {

enum class KeepAlive : bool { no, yes };
enum class Protocol : bool { http_1_0, http_1_1 };

struct Transport {
  KeepAlive keep_alive = KeepAlive::yes;
  Protocol protocol = Protocol::http_1_1;
  Secure secure = Secure::no;
};

/// Compresses the body when that is worth it and the client takes it. For a stream it only marks the headers and answers true:
/// the caller compresses the pieces.
bool compress_body(const Request& request, Response& response);
/// Replaces `out` by the head of the answer. Chunked when there is a stream and the client speaks 1.1.
void write_head(std::string& out, const Request& request, const Response& response, const Transport& transport);
/// "5\r\nhello\r\n"; an empty piece gives nothing (it would end the body).
void append_chunk(std::string& out, std::string_view piece);
/// The line that a client waits for before it sends its body.
inline constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace alianza::http
