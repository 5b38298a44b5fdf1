#include "platform/documents/frames.h"

#include "platform/base/text.h"

namespace alianza::documents::frames {
namespace {

void put_number(std::string& out, std::uint32_t n) {
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(n >> shift & 0xFFU);
}

/// Takes numbers and texts off the front; once it failed it stays failed.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}
  std::uint32_t number() {
    if (rest_.size() < 4) {
      failed_ = true;
      return 0;
    }
    std::uint32_t n = 0;
    for (unsigned i = 0; i < 4; ++i) n |= static_cast<std::uint32_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    rest_.remove_prefix(4);
    return n;
  }
  std::string_view text(std::size_t size) {
    if (rest_.size() < size) {
      failed_ = true;
      return {};
    }
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  bool empty() const { return rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

void put(std::string& out, Kind kind, std::string_view payload) {
  out += static_cast<char>(kind);
  put_number(out, static_cast<std::uint32_t>(payload.size()));
  out += payload;
}

std::string payload_of(const ReadRow& row) {
  std::string out;
  put_number(out, static_cast<std::uint32_t>(row.number));
  for (const auto& cell : row.cells) {
    out += static_cast<char>(cell.kind);
    out += cell.merged ? '\1' : '\0';
    put_number(out, static_cast<std::uint32_t>(cell.text.size()));
    out += cell.text;
  }
  return out;
}

Reading next(std::string_view bytes, Frame& frame) {
  if (bytes.size() < head_size) return Reading::more;
  Cursor cursor(bytes.substr(1));
  const auto size = cursor.number();
  if (size > longest || std::string_view("SCRXE").find(bytes.front()) == std::string_view::npos) return Reading::broken;
  if (bytes.size() - head_size < size) return Reading::more;
  frame.kind = static_cast<Kind>(bytes.front());
  frame.payload = bytes.substr(head_size, size);
  frame.size = head_size + size;
  return Reading::whole;
}

std::optional<ReadRow> row_from(std::string_view payload, std::size_t most_columns) {
  Cursor cursor(payload);
  ReadRow row;
  row.number = cursor.number();
  while (!cursor.empty() && !cursor.failed()) {
    const auto head = cursor.text(2);
    if (head.size() != 2 || head[0] < 0 || head[0] > static_cast<char>(CellKind::error) || row.cells.size() >= most_columns)
      return std::nullopt;
    ReadCell cell;
    cell.kind = static_cast<CellKind>(head[0]);
    cell.merged = head[1] != 0;
    const auto size = cursor.number();
    cell.text = cursor.text(size);
    if (!is_clean_text(cell.text)) {
      cell.kind = CellKind::error;
      cell.text.clear();
    }
    row.cells.push_back(std::move(cell));
  }
  if (cursor.failed()) return std::nullopt;
  return row;
}

}  // namespace alianza::documents::frames
