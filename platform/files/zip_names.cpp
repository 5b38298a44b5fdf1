#include "platform/files/zip_names.h"

#include <algorithm>
#include <cstdint>

namespace alianza::files {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_names = 10'000;
constexpr std::size_t end_size = 22;     // of the record that ends the archive, without its comment
constexpr std::size_t header_size = 46;  // of a row of the central directory
constexpr std::size_t longest_comment = 65'535;

/// Little endian; the caller has looked that it is there.
std::size_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t out = 0;
  for (std::size_t i = width; i-- > 0;) out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

}  // namespace

std::vector<std::string> zip_names(std::string_view bytes) {
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), end_size + longest_comment));
  const auto end = tail.rfind("PK\x05\x06"sv);
  if (end == std::string_view::npos || tail.size() - end < end_size) return {};
  auto at = number(tail, end + 16, 4);
  std::vector<std::string> out;
  while (out.size() < most_names && at <= bytes.size() && bytes.size() - at >= header_size) {
    const auto row = bytes.substr(at);
    if (!row.starts_with("PK\x01\x02"sv)) break;
    const auto name = number(row, 28, 2);
    const auto behind = header_size + name + number(row, 30, 2) + number(row, 32, 2);
    if (row.size() < behind) break;
    out.emplace_back(row.substr(header_size, name));
    at += behind;
  }
  return out;
}

}  // namespace alianza::files
