#include "platform/http/header_value.h"

#include <algorithm>
#include <cstdlib>

namespace alianza::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

double weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto piece = next_piece(parameters, ';');
    if (piece.size() < 3 || lower(piece[0]) != 'q' || piece[1] != '=') continue;
    const double q = std::atof(std::string(piece.substr(2, 5)).c_str());
    return std::clamp(q, 0.0, 1.0);
  }
  return 1.0;
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view next_piece(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return strip(piece);
}

std::string_view media_type_of(std::string_view content_type) { return next_piece(content_type, ';'); }

std::optional<std::string> parameter_of(std::string_view value, std::string_view name) {
  // Walks the value once, so that a ; or = inside quotes does not look like a parameter.
  std::size_t at = value.find(';');
  while (at != std::string_view::npos && at < value.size()) {
    const auto equals = value.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    const auto key = strip(value.substr(at + 1, equals - at - 1));
    std::string_view text;
    if (equals + 1 < value.size() && value[equals + 1] == '"') {
      const auto close = value.find('"', equals + 2);
      if (close == std::string_view::npos) return std::nullopt;
      text = value.substr(equals + 2, close - equals - 2);
      at = value.find(';', close);
    } else {
      at = value.find(';', equals);
      text = strip(value.substr(equals + 1, at == std::string_view::npos ? at : at - equals - 1));
    }
    if (!equals_ignoring_case(key, name)) continue;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto three = text.substr(i, 3);
      const char undone = three == "%22" ? '"' : three == "%0D" ? '\r' : three == "%0A" ? '\n' : '\0';
      out += undone != '\0' ? undone : text[i];
      if (undone != '\0') i += 2;
    }
    return out;
  }
  return std::nullopt;
}

double weight_in(std::string_view list, std::string_view item) {
  double star = -1;
  while (!list.empty()) {
    auto piece = next_piece(list, ',');
    const auto name = next_piece(piece, ';');
    if (equals_ignoring_case(name, item)) return weight_of(piece);
    if (name == "*" || name == "*/*") star = weight_of(piece);
  }
  return star;
}

}  // namespace alianza::http
