#pragma once
// A file that a director sent, before it becomes an edition.
#include "features/frameworks/frameworks.h"

namespace alianza::frameworks {

enum class LoadState : std::uint8_t { staged, loaded, discarded };
std::string_view to_text(LoadState state);
bool from_text(std::string_view text, LoadState& state);

struct Load {
  LoadId id;
  AgencyId agency;
  AllianceId alliance;  // where it was sent from
  LoadState state = LoadState::staged;
  Parsed heading;
  std::string file_name;
  std::string file_hash;
  std::string encoding;
  std::vector<std::string> unread;
  std::int64_t rows_read = 0;
  Instant created_at;
};

}  // namespace alianza::frameworks
