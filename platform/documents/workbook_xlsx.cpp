// XLSX taken apart: liborcus opens the archive, libxml2 reads the parts. liborcus' own reader of XLSX drops texts that stand in
// their cells (t="inlineStr"), which is how our own exports are written (docs/decisions/0060).
#include <fmt/format.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <optional>
#include <orcus/zip_archive.hpp>
#include <stdexcept>

#include "platform/documents/workbook_parts.h"

namespace alianza::documents {
namespace {

using Bytes = std::vector<unsigned char>;

/// One part of the archive, element by element.
class Part {
 public:
  explicit Part(const Bytes& bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw Damaged();
    reader_.reset(xmlReaderForMemory(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr,
                                     nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!reader_) throw std::bad_alloc();
  }
  /// The next beginning or end of an element, or text; false after the last. Definitions of entities have no place here.
  bool next() {
    const int more = xmlTextReaderRead(reader_.get());
    if (more < 0) throw Damaged();
    if (more > 0 && type() == XML_READER_TYPE_DOCUMENT_TYPE) throw Damaged();
    return more > 0;
  }
  bool begins(std::string_view name) const { return type() == XML_READER_TYPE_ELEMENT && local() == name; }
  /// Also where an element is empty and has no end of its own.
  bool ends(std::string_view name) const {
    return local() == name && (type() == XML_READER_TYPE_END_ELEMENT || (type() == XML_READER_TYPE_ELEMENT && is_empty()));
  }
  bool is_empty() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
  /// What stands between, when this is text.
  std::string_view text() const {
    const auto t = type();
    const bool is = t == XML_READER_TYPE_TEXT || t == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || t == XML_READER_TYPE_CDATA ||
                    t == XML_READER_TYPE_WHITESPACE;
    return is ? view(xmlTextReaderConstValue(reader_.get())) : std::string_view();
  }
  /// By its name without prefix.
  std::string attribute(std::string_view name) const {
    std::string out;
    for (int more = xmlTextReaderMoveToFirstAttribute(reader_.get()); more == 1;
         more = xmlTextReaderMoveToNextAttribute(reader_.get()))
      if (local() == name) out = view(xmlTextReaderConstValue(reader_.get()));
    xmlTextReaderMoveToElement(reader_.get());
    return out;
  }

 private:
  int type() const { return xmlTextReaderNodeType(reader_.get()); }
  std::string_view local() const { return view(xmlTextReaderConstLocalName(reader_.get())); }
  static std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
  }
  std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader_{nullptr, xmlFreeTextReader};
};

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

/// "_x000D_" is how sheets write what XML cannot hold.
std::string unescaped(std::string text) {
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16);
    if (error != std::errc() || end != text.data() + at + 6) continue;
    const bool plain = value >= 1 && value < 0x80;
    text.replace(at, 7, plain ? std::string(1, static_cast<char>(value)) : std::string());
  }
  return text;
}

struct Place {
  std::int64_t row = -1;
  std::int64_t column = -1;
};
/// "B7", from 0.
Place place_of(std::string_view text) {
  Place out;
  std::int64_t column = 0;
  std::size_t i = 0;
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && column < 100'000; ++i) column = column * 26 + (text[i] - 'A' + 1);
  const auto row = number<std::int64_t>(text.substr(i));
  if (column == 0 || !row || *row < 1 || *row > 100'000'000) throw Damaged();
  return {*row - 1, column - 1};
}

struct SheetPart {
  std::string name;
  std::string id;
  std::string path;
};

class Reader {
 public:
  Reader(const orcus::zip_archive& archive, const WorkbookLimits& limits) : archive_(archive), limits_(limits) {}

  std::vector<Sheet> read() {
    auto parts = sheet_parts();
    read_texts();
    read_styles();
    std::vector<Sheet> out;
    for (auto& part : parts) {
      out.push_back({std::move(part.name), {}});
      read_sheet(part.path, out.back());
    }
    return out;
  }

 private:
  std::optional<Bytes> part(const std::string& path) const {
    Bytes bytes;
    if (!archive_.read_file_entry(path, bytes)) return std::nullopt;
    while (!bytes.empty() && bytes.back() == 0) bytes.pop_back();  // liborcus ends what it unpacks with a zero
    return bytes;
  }

  std::vector<SheetPart> sheet_parts() {
    std::map<std::string, std::string> targets;
    const auto links = part("xl/_rels/workbook.xml.rels");
    const auto book = part("xl/workbook.xml");
    if (!links || !book) throw Damaged();
    for (Part xml(*links); xml.next();)
      if (xml.begins("Relationship")) targets[xml.attribute("Id")] = xml.attribute("Target");
    std::vector<SheetPart> out;
    for (Part xml(*book); xml.next();) {
      if (xml.begins("workbookPr") && (xml.attribute("date1904") == "1" || xml.attribute("date1904") == "true"))
        origin_ = Origin::in_1904;
      if (!xml.begins("sheet")) continue;
      auto target = targets[xml.attribute("id")];
      if (target.starts_with("/"))
        target.erase(0, 1);
      else
        target.insert(0, "xl/");
      if (out.size() < 200) out.push_back({xml.attribute("name"), {}, std::move(target)});
    }
    return out;
  }

  void read_texts() {
    const auto bytes = part("xl/sharedStrings.xml");
    if (!bytes) return;
    std::string text;
    bool inside = false;
    bool spoken = false;  // how East Asian words sound: no part of the text
    for (Part xml(*bytes); xml.next();) {
      if (xml.begins("rPh")) spoken = !xml.is_empty();
      if (xml.ends("rPh")) spoken = false;
      if (xml.begins("t")) inside = !xml.is_empty() && !spoken;
      if (inside) text += xml.text();
      if (xml.ends("t")) inside = false;
      if (xml.ends("si")) texts_.push_back(unescaped(std::exchange(text, {})));
    }
  }

  void read_styles() {
    const auto bytes = part("xl/styles.xml");
    if (!bytes) return;
    std::map<int, std::string> codes;
    bool inside = false;
    for (Part xml(*bytes); xml.next();) {
      if (xml.begins("numFmt"))
        if (const auto id = number<int>(xml.attribute("numFmtId"))) codes[*id] = xml.attribute("formatCode");
      if (xml.begins("cellXfs")) inside = !xml.is_empty();
      if (xml.ends("cellXfs")) inside = false;
      if (!inside || !xml.begins("xf")) continue;
      const int id = number<int>(xml.attribute("numFmtId")).value_or(0);
      const auto own = codes.find(id);
      is_date_.push_back(own == codes.end() ? is_built_in_date(id) : is_date_format(own->second));
    }
  }
  static bool is_built_in_date(int id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  }

  void read_sheet(const std::string& path, Sheet& sheet) {
    const auto bytes = part(path);
    if (!bytes) return;
    place_ = {-1, -1};
    for (Part xml(*bytes); xml.next();) {
      if (xml.begins("row")) {
        const auto said = number<std::int64_t>(xml.attribute("r"));
        place_ = {said ? *said - 1 : place_.row + 1, -1};
      } else if (xml.begins("c")) {
        begin_cell(xml);
      } else if (xml.begins("v") || xml.begins("t")) {
        inside_ = !xml.is_empty();
      } else if (xml.begins("mergeCell")) {
        merge(sheet, xml.attribute("ref"));
      }
      if (inside_) content_ += xml.text();
      if (xml.ends("v") || xml.ends("t")) inside_ = false;
      if (xml.ends("c")) put(sheet);
    }
  }

  void begin_cell(const Part& xml) {
    const auto said = xml.attribute("r");
    place_ = said.empty() ? Place{std::max<std::int64_t>(place_.row, 0), place_.column + 1} : place_of(said);
    type_ = xml.attribute("t");
    style_ = number<std::size_t>(xml.attribute("s")).value_or(0);
    content_.clear();
  }

  void put(Sheet& sheet) {
    if (content_.empty()) return;
    auto cell = cell_of();
    if (cell.kind == CellKind::empty) return;
    auto& cells = sheet.rows[place_.row];
    if (static_cast<std::int64_t>(sheet.rows.size()) > limits_.rows) throw TooLarge{Refusal::too_many_rows};
    if (place_.column >= static_cast<std::int64_t>(limits_.columns)) throw TooLarge{Refusal::too_many_columns};
    if (cells.size() <= static_cast<std::size_t>(place_.column)) cells.resize(static_cast<std::size_t>(place_.column) + 1);
    cells[static_cast<std::size_t>(place_.column)] = std::move(cell);
  }

  ReadCell cell_of() const {
    const auto text = [](std::string s) { return ReadCell{s.empty() ? CellKind::empty : CellKind::text, std::move(s), false}; };
    if (type_ == "s") {
      const auto index = number<std::size_t>(content_);
      return index && *index < texts_.size() ? text(texts_[*index]) : ReadCell{CellKind::error, {}, false};
    }
    if (type_ == "str" || type_ == "inlineStr") return text(unescaped(content_));
    if (type_ == "b") return {CellKind::boolean, content_ == "1" ? "true" : "false", false};
    if (type_ == "e") return {CellKind::error, content_, false};
    if (type_ == "d") return {CellKind::date, content_.substr(0, 10), false};
    const auto value = number<double>(content_);
    if (!value) return {CellKind::error, content_, false};
    if (style_ < is_date_.size() && is_date_[style_])
      if (auto day = date_text(*value, origin_); !day.empty()) return {CellKind::date, std::move(day), false};
    auto plain = number_text(*value);
    return {plain.empty() ? CellKind::error : CellKind::number, std::move(plain), false};
  }

  void merge(Sheet& sheet, const std::string& range) {
    const auto colon = range.find(':');
    if (colon == std::string::npos) return;
    const auto first = place_of(std::string_view(range).substr(0, colon));
    const auto last = place_of(std::string_view(range).substr(colon + 1));
    mark_merged(sheet, {first.row, first.column, last.row, last.column}, limits_);
  }

  const orcus::zip_archive& archive_;
  const WorkbookLimits& limits_;
  Origin origin_ = Origin::in_1899;
  std::vector<std::string> texts_;
  std::vector<bool> is_date_;  // by cell format
  Place place_;
  std::string type_;
  std::size_t style_ = 0;
  std::string content_;
  bool inside_ = false;
};

}  // namespace

std::vector<Sheet> read_xlsx(const orcus::zip_archive& archive, const WorkbookLimits& limits) {
  return Reader(archive, limits).read();
}

}  // namespace alianza::documents
