#include "platform/documents/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <orcus/zip_archive_stream.hpp>

#include "platform/base/time.h"
#include "platform/documents/workbook_parts.h"

namespace alianza::documents {
namespace {

/// An ODS with a password says so in its list of parts.
bool is_encrypted(const orcus::zip_archive& archive) {
  std::vector<unsigned char> manifest;
  if (!archive.read_file_entry("META-INF/manifest.xml", manifest)) return false;
  const std::string_view text(reinterpret_cast<const char*>(manifest.data()), manifest.size());
  return text.find("encryption-data") != std::string_view::npos;
}

/// Rows in which nothing is left to read are as if they were not there.
void drop_blank_rows(std::vector<Sheet>& sheets) {
  const auto blank = [](const ReadCell& cell) { return cell.kind == CellKind::empty; };
  for (auto& sheet : sheets)
    std::erase_if(sheet.rows, [&](const auto& row) { return std::all_of(row.second.begin(), row.second.end(), blank); });
}

}  // namespace

Workbook read_workbook(SheetFormat format, std::string_view bytes, const WorkbookLimits& limits) {
  Workbook out;
  try {
    orcus::zip_archive_stream_blob stream(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    orcus::zip_archive archive(&stream);
    archive.load();
    if (format == SheetFormat::ods && is_encrypted(archive))
      out.refusal = Refusal::encrypted;
    else
      out.sheets = format == SheetFormat::ods ? read_ods(bytes, limits) : read_xlsx(archive, limits);
    drop_blank_rows(out.sheets);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const TooLarge& too) {
    out.refusal = too.why;
  } catch (const std::exception&) {
    out.refusal = Refusal::damaged;
  }
  return out;
}

void mark_merged(Sheet& sheet, const MergedRange& range, const WorkbookLimits& limits) {
  const auto last = std::min(range.last_column, static_cast<std::int64_t>(limits.columns) - 1);
  const auto first = static_cast<std::size_t>(std::max<std::int64_t>(range.first_column, 0));
  for (auto row = sheet.rows.lower_bound(range.first_row); row != sheet.rows.end() && row->first <= range.last_row; ++row) {
    auto& cells = row->second;
    if (last >= 0 && cells.size() <= static_cast<std::size_t>(last)) cells.resize(static_cast<std::size_t>(last) + 1);
    for (auto c = first; static_cast<std::int64_t>(c) <= last; ++c) cells[c].merged = true;
  }
}

bool is_date_format(std::string_view code) {
  code = code.substr(0, code.find(';'));
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '[') bracketed = true;
    if (!quoted && c == ']') bracketed = false;
    if (quoted || bracketed) continue;
    if (std::string_view("dDyYmM").find(c) != std::string_view::npos) return true;
  }
  return false;
}

std::string date_text(double serial, Origin from) {
  if (!std::isfinite(serial) || serial < -800'000 || serial > 3'000'000) return {};
  const auto first = from == Origin::in_1904 ? date::year(1904) / 1 / 1 : date::year(1899) / 12 / 30;
  const Date origin{date::year_month_day(first)};
  auto days = std::floor(serial);
  auto seconds = std::llround((serial - days) * 86'400);
  if (seconds == 86'400) {
    days += 1;
    seconds = 0;
  }
  const auto at = origin.plus_days(static_cast<int>(days));
  if (at.year() < 1 || at.year() > 9999) return {};
  auto text = at.text();
  if (seconds != 0) text += fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return text;
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return {};
  if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

}  // namespace alianza::documents
