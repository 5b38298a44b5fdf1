#pragma once
// The names of an archive's parts, read from its central directory: enough to tell one office format from another without
// taking anything apart. Inside the room only.
#include <string>
#include <string_view>
#include <vector>

namespace alianza::files {

/// At most 10,000; none when it is no whole archive. Nothing is unpacked.
std::vector<std::string> zip_names(std::string_view bytes);

}  // namespace alianza::files
