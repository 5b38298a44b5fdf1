#pragma once
// What crosses the pipe from the child: a letter, a length, a payload. The parent believes nothing of it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/documents/rows.h"
#include "platform/documents/workbook.h"

namespace alianza::documents::frames {

enum class Kind : char { sheet = 'S', chosen = 'C', row = 'R', refusal = 'X', end = 'E' };

inline constexpr std::size_t head_size = 5;                    // letter and length
inline constexpr std::uint32_t longest = 16U * 1024U * 1024U;  // of a payload: a row may hold long texts

/// Appends a frame.
void put(std::string& out, Kind kind, std::string_view payload);
std::string payload_of(const ReadRow& row);

struct Frame {
  Kind kind = Kind::end;
  std::string_view payload;
  std::size_t size = 0;  // in all
};
enum class Reading : std::uint8_t { whole, more, broken };
/// The first frame of the bytes, when it is all there.
Reading next(std::string_view bytes, Frame& frame);
/// Nothing when the payload is no row, or holds what is no text.
std::optional<ReadRow> row_from(std::string_view payload, std::size_t most_columns);

}  // namespace alianza::documents::frames
