// The door itself: heads and bodies, in pieces, through the same strict parser as the server's, then through the router's
// reading.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/base/text.h"
#include "platform/http/request_parser.h"

using namespace alianza;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const http::Limits limits;
  static http::Request request;
  http::RequestParser parser(limits);
  parser.begin(request);
  std::size_t head = 0;
  // What comes in two pieces must be read as what comes in one.
  const auto half = bytes.substr(0, size / 2);
  if ((head = parser.read_head(half)) == 0 && !parser.refused()) head = parser.read_head(bytes);
  if (head == 0) return 0;
  if (request.read_target()) {
    if (!is_clean_text(request.path)) __builtin_trap();
    for (const auto& field : request.query)
      if (!is_clean_text(field.name) || !is_clean_text(field.value)) __builtin_trap();
    request.read_preferences();
    (void)request.here().text();
    (void)request.cookie("alianza");
  }
  parser.limit_body(64 * 1024);
  bytes.remove_prefix(head);
  bytes.remove_prefix(parser.read_body(bytes.substr(0, bytes.size() / 2)));
  parser.read_body(bytes);
  if (request.body.size() > 64 * 1024) __builtin_trap();
  return 0;
}
