#pragma once
// Server-sent events: an answer that stays open and tells a page what changes, for instance how far a job is.
//
// The server asks for news every Limits::events_every, writes a comment when there was none for Limits::events_heartbeat (so it
// learns that nobody listens any more), ends a stream after Limits::events_time (the browser opens it again) and drops a reader
// that takes nothing for Limits::write_time. Beyond Limits::event_streams it answers 503; pages work without.
#include <functional>
#include <string>
#include <string_view>

#include "platform/http/response.h"

namespace alianza::http {

/// Appends the events that happened since it was called last, mostly none; false: no more will come. Called on the worker pool as
/// Chunks are; brief, as many streams share the workers.
using News = std::function<bool(std::string& events)>;
Response event_stream(News news);
bool is_event_stream(const Response& response);

/// `name`: letters and hyphens. `data` may have lines.
void append_event(std::string& events, std::string_view name, std::string_view data);

}  // namespace alianza::http
