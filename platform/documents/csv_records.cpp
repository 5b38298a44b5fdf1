#include "platform/documents/csv_records.h"

#include <algorithm>
#include <array>
#include <optional>

#include "platform/base/text.h"

namespace alianza::documents {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

enum class Wide : std::uint8_t { little, big };

void append_character(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

Error no_text(std::int64_t line) {
  return Error::invalid(_("Línea {1}: hay algo que no es texto. Guarde la hoja como «CSV UTF-8» o como .xlsx.").arg(line));
}

std::uint32_t unit_at(std::string_view bytes, std::size_t at, Wide order) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return order == Wide::little ? first | static_cast<std::uint32_t>(second) << 8U
                               : second | static_cast<std::uint32_t>(first) << 8U;
}

Result<std::string> from_wide(std::string_view bytes, Wide order) {
  std::string out;
  out.reserve(bytes.size());
  std::int64_t line = 1;
  if (bytes.size() % 2 != 0) return fail(Error::invalid(_("El archivo está cortado: le falta el final. Guárdelo otra vez.")));
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    auto c = unit_at(bytes, at, order);
    if (c == '\n') ++line;
    const bool leads = c >= 0xD800 && c < 0xDC00;
    if (leads && at + 3 < bytes.size()) {
      const auto low = unit_at(bytes, at + 2, order);
      if (low < 0xDC00 || low > 0xDFFF) return fail(no_text(line));
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    } else if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
      return fail(no_text(line));
    }
    append_character(out, c);
  }
  return out;
}

/// 0x80 … 0x9F of Windows-1252; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> windows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

Result<std::string> from_windows(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  std::int64_t line = 1;
  for (const char raw : bytes) {
    const auto byte = static_cast<unsigned char>(raw);
    if (byte == '\n') ++line;
    const std::uint32_t c = byte >= 0x80 && byte < 0xA0 ? windows.at(byte - 0x80U) : byte;
    const bool control = c < 0x20 && c != '\n' && c != '\r' && c != '\t';
    if (control) return fail(no_text(line));
    append_character(out, c);
  }
  return out;
}

/// Zeros at every second place, and nowhere else: western text in two bytes a character.
std::optional<Wide> looks_wide(std::string_view bytes) {
  const auto seen = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4000) & ~std::size_t{1});
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (seen[i] == '\0') ++zeros[i % 2];
  const auto enough = seen.size() / 4;
  if (seen.size() < 4 || zeros[0] + zeros[1] == 0) return std::nullopt;
  if (zeros[1] > enough && zeros[0] * 10 < zeros[1]) return Wide::little;
  if (zeros[0] > enough && zeros[1] * 10 < zeros[0]) return Wide::big;
  return std::nullopt;
}

Result<Decoded> wide(std::string_view bytes, Wide order) {
  Decoded out;
  out.owned = TRY(from_wide(bytes, order));
  out.encoding = order == Wide::little ? "UTF-16LE" : "UTF-16BE";
  return out;
}

char separator_of(std::string_view text) {
  std::array<std::size_t, 3> counts{};
  bool inside = false;
  for (const char c : text) {
    if (c == '"') inside = !inside;
    if (inside) continue;
    if (c == '\n' || c == '\r') break;
    counts[0] += c == ',' ? 1 : 0;
    counts[1] += c == ';' ? 1 : 0;
    counts[2] += c == '\t' ? 1 : 0;
  }
  if (counts[1] > counts[0] && counts[1] >= counts[2]) return ';';
  return counts[2] > counts[0] ? '\t' : ',';
}

}  // namespace

Result<Decoded> decode(std::string_view bytes) {
  Decoded out;
  if (bytes.starts_with("\xFF\xFE")) {
    out = TRY(wide(bytes.substr(2), Wide::little));
  } else if (bytes.starts_with("\xFE\xFF")) {
    out = TRY(wide(bytes.substr(2), Wide::big));
  } else if (bytes.starts_with(utf8_mark)) {
    out.text = bytes.substr(utf8_mark.size());
    out.encoding = "UTF-8";
    if (is_clean_text(out.text)) return out;
    // The mark promised what the text does not keep: a file put together from two.
    for (std::int64_t line = 1; !out.text.empty(); ++line) {
      const auto end = std::min(out.text.find('\n'), out.text.size() - 1) + 1;
      if (!is_clean_text(out.text.substr(0, end))) return fail(no_text(line));
      out.text.remove_prefix(end);
    }
    return fail(no_text(1));
  } else if (const auto order = looks_wide(bytes)) {
    out = TRY(wide(bytes, *order));
  } else if (is_clean_text(bytes)) {
    out.text = bytes;
    out.encoding = "UTF-8";
    return out;
  } else {
    out.owned = TRY(from_windows(bytes));
    out.encoding = "Windows-1252";
  }
  return out;
}

bool is_blank(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& f) { return trim(f).empty(); });
}

CsvRecords::CsvRecords(std::string_view text) : text_(text) {
  constexpr std::string_view says = "sep=";
  if (text_.starts_with(says) && text_.size() > says.size() + 1 &&
      std::string_view(",;\t").find(text_[says.size()]) != std::string_view::npos &&
      (text_[says.size() + 1] == '\r' || text_[says.size() + 1] == '\n')) {
    separator_ = text_[says.size()];
    at_ = says.size() + 1;
    end_of_line();
    return;
  }
  separator_ = separator_of(text_);
}

Result<std::vector<std::string>> CsvRecords::record() {
  std::vector<std::string> fields;
  const auto first = line_;
  for (bool more = true; more;) {
    std::string field;
    if (!done() && text_[at_] == '"') {
      if (!quoted(field)) return fail(Error::invalid(_("Línea {1}: una comilla se abre y no se cierra.").arg(first)));
    } else {
      while (!done() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') field += text_[at_++];
    }
    fields.push_back(std::move(field));
    more = !done() && text_[at_] == separator_;
    if (more) ++at_;
  }
  end_of_line();
  return fields;
}

bool CsvRecords::quoted(std::string& field) {
  for (++at_; !done(); ++at_) {
    if (text_[at_] == '\n') ++line_;
    if (text_[at_] != '"') {
      field += text_[at_];
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      field += '"';
      ++at_;
    } else {
      ++at_;
      while (!done() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
        field += text_[at_++];  // as spreadsheets do
      return true;
    }
  }
  return false;
}

void CsvRecords::end_of_line() {
  if (done()) return;
  if (text_[at_] == '\r') ++at_;
  if (!done() && text_[at_] == '\n') ++at_;
  ++line_;
}

}  // namespace alianza::documents
