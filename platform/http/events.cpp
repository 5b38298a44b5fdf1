#include "platform/http/events.h"

namespace alianza::http {
namespace {

constexpr std::string_view media_type = "text/event-stream";

}  // namespace

Response event_stream(News news) {
  return Response::stream(std::move(news), media_type)
      .without_compression()  // a compressor would hold back what is small
      .no_store()
      .with("X-Accel-Buffering", "no");  // nginx would hold it back too
}

bool is_event_stream(const Response& response) { return response.chunks && response.get("Content-Type") == media_type; }

void append_event(std::string& events, std::string_view name, std::string_view data) {
  events.append("event: ").append(name).append("\n");
  for (std::size_t begin = 0; begin <= data.size();) {
    const auto end = std::min(data.find_first_of("\r\n", begin), data.size());
    events.append("data: ").append(data.substr(begin, end - begin)).append("\n");
    begin = end + (data.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  events += '\n';
}

}  // namespace alianza::http
