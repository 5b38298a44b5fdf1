#include "platform/feature/payload.h"

#include "platform/base/id.h"
#include "platform/base/result.h"

namespace alianza::feature {

Payload::Payload(const std::string& json) : object_(boost::json::parse(json).as_object()) {}

std::string Payload::word(std::string_view name) const {
  const auto* text = object_.if_contains(name);
  return text != nullptr && text->is_string() ? std::string(text->as_string()) : std::string();
}

std::int64_t Payload::id(std::string_view name) const {
  const auto id = id_from_text(word(name)).value_or(0);
  ENSURE(id != 0);
  return id;
}

}  // namespace alianza::feature
