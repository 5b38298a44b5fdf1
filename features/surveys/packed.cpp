#include "features/surveys/packed.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/base/result.h"

namespace alianza::surveys {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '\\': out += "\\\\"; break;
      case '|': out += "\\p"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      default: out += c;
    }
}

char unescaped(char c) {
  switch (c) {
    case '\\': return '\\';
    case 'p': return '|';
    case 't': return '\t';
    case 'n': return '\n';
    default: throw Impossible("impossible: a packed answer with an escape that nobody writes (features/surveys)");
  }
}

}  // namespace

std::string pack(const Answers& answers) {
  std::string out;
  for (const auto& [code, value] : answers) {
    out += code;
    for (const auto& entry : value) {
      out += '\t';
      append_escaped(out, entry.option);
      if (entry.row.empty() && !entry.number && entry.text.empty()) continue;
      out += '|';
      append_escaped(out, entry.row);
      if (!entry.number && entry.text.empty()) continue;
      out += '|';
      if (entry.number) out += std::to_string(*entry.number);
      if (entry.text.empty()) continue;
      out += '|';
      append_escaped(out, entry.text);
    }
    out += '\n';
  }
  return out;
}

std::string_view PackedReader::plain(std::string_view escaped) {
  auto& out = plain_.emplace_back();
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\') {
      out += escaped[i];
      continue;
    }
    ENSURE(++i < escaped.size());
    out += unescaped(escaped[i]);
  }
  return out;
}

/// Byte by byte: most entries are shorter than looking for their ends would take.
void PackedReader::read_entry() {
  std::array<std::string_view, 4> fields;
  std::size_t field = 0;
  std::size_t begin = 0;
  std::size_t at = 0;
  bool is_escaped = false;
  const auto take = [&] {
    ENSURE(field < fields.size());
    const auto text = rest_.substr(begin, at - begin);
    fields[field++] = is_escaped ? plain(text) : text;
    begin = at + 1;
    is_escaped = false;
  };
  for (; at < rest_.size() && rest_[at] != '\t' && rest_[at] != '\n'; ++at) {
    if (rest_[at] == '|')
      take();
    else if (rest_[at] == '\\')
      is_escaped = true;
  }
  take();
  rest_.remove_prefix(at);
  auto& out = entries_.emplace_back(PackedEntry{fields[0], fields[1], {}, fields[3]});
  if (fields[2].empty()) return;
  const auto* end = fields[2].data() + fields[2].size();
  const auto [stop, error] = std::from_chars(fields[2].data(), end, out.number.emplace());
  ENSURE(error == std::errc() && stop == end);
}

bool PackedReader::next() {
  entries_.clear();
  plain_.clear();
  if (rest_.empty()) return false;
  const auto size = std::min(rest_.find_first_of("\t\n"), rest_.size());
  code_ = rest_.substr(0, size);
  rest_.remove_prefix(size);
  while (!rest_.empty() && rest_.front() == '\t') {
    rest_.remove_prefix(1);
    read_entry();
  }
  ENSURE(!rest_.empty());
  rest_.remove_prefix(1);  // the end of the line
  return true;
}

Answers unpack(std::string_view packed) {
  Answers out;
  for (PackedReader reader(packed); reader.next();) {
    auto& value = out[std::string(reader.code())];
    for (const auto& entry : reader.entries()) value.push_back(entry.entry());
  }
  return out;
}

}  // namespace alianza::surveys
