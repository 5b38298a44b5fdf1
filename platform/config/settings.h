#pragma once
// The table of settings: reading, checking, the example file and its test all go by it. Inside the room only.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/config/config.h"

namespace alianza::config {

struct Setting {
  std::string key;  // "server.listen"
  Message about;    // what the example file says above it
  /// Puts a value into the configuration; the sentence says what is wrong with it.
  std::function<std::optional<Message>(Config&, std::string_view)> put;
  /// How a configuration's value is written in the file.
  std::function<std::string(const Config&)> written;
};

const std::vector<Setting>& settings();
/// The key of the table that looks most like this one, empty when none does.
std::string nearest_key(std::string_view key);

}  // namespace alianza::config
