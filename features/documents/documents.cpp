#include "features/documents/documents.h"

#include <fmt/format.h>

#include <charconv>

#include "platform/search/words.h"

namespace alianza::document {
namespace {

/// Takes a line of text, or notes what is wrong with it.
void take(Error& wrong, const char* field, std::string_view raw, std::size_t most, std::string& into) {
  auto text = parse_text(raw, most);
  if (text)
    into = std::move(*text);
  else
    wrong.fields.push_back({field, text.error().message});
}

/// ISO 8859-1 as UTF-8; what Windows puts between 0x80 and 0x9f becomes a space.
std::string from_latin(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x80) {
      out += c;
    } else if (u < 0xa0) {
      out += ' ';
    } else {
      out += static_cast<char>(0xc0U | (u >> 6U));
      out += static_cast<char>(0x80U | (u & 0x3fU));
    }
  }
  return out;
}

}  // namespace

Result<Document> parse(const Input& input) {
  Error wrong{Fault::invalid, Error::field("", {}).message, {}};
  const auto refuse = [&](const char* field, Message m) { wrong.fields.push_back({field, std::move(m)}); };
  Document d;
  if (!from_text(input.kind, d.kind)) refuse("kind", _("Elija una clase de la lista."));
  take(wrong, "title", input.title, 300, d.title);
  if (trim(input.title).empty()) refuse("title", _("Escriba el título del documento."));
  take(wrong, "author", input.author, 200, d.author);
  if (trim(input.author).empty()) refuse("author", _("Escriba quién lo hizo: una persona o una institución."));
  if (const auto on = Date::parse(trim(input.on)))
    d.on = *on;
  else
    refuse("on", _("Escriba una fecha completa, por ejemplo 2026-03-31."));
  if (!input.committee.empty()) {
    if (const auto id = CommitteeId::parse(input.committee))
      d.committee = *id;
    else
      refuse("committee", _("Elija un comité de la lista."));
  }
  if (!from_text(input.confidentiality, d.confidentiality))
    refuse("confidentiality", _("Elija quién puede leerlo."));
  else if (d.confidentiality == Confidentiality::committee && !d.committee)
    refuse("confidentiality", _("Solo un documento de un comité se reserva a su comité. Elija el comité."));
  if (!wrong.fields.empty()) return fail(std::move(wrong));
  return d;
}

Input as_input(const Document& d) {
  return {std::string(to_text(d.kind)),
          d.title,
          d.author,
          d.on.text(),
          std::string(to_text(d.confidentiality)),
          d.committee ? d.committee.text() : "",
          std::to_string(d.version)};
}

Said words_of(std::string_view bytes, files::Type type) {
  if (text_format(type)) return {{}, Reading::waiting};
  if (type != files::Type::text && type != files::Type::csv) return {};
  auto text = is_clean_text(bytes) ? std::string(bytes) : from_latin(bytes.substr(0, search::most_characters));
  if (text.size() > search::most_characters) text.resize(search::most_characters);
  while (!text.empty() && !is_clean_text(text)) text.pop_back();  // cut between characters
  return {std::move(text), bytes.size() > search::most_characters ? Reading::part : Reading::whole};
}

std::optional<documents::TextFormat> text_format(files::Type type) {
  switch (type) {
    case files::Type::pdf: return documents::TextFormat::pdf;
    case files::Type::docx: return documents::TextFormat::docx;
    case files::Type::odt: return documents::TextFormat::odt;
    case files::Type::xlsx:
    case files::Type::ods: return documents::TextFormat::sheet;
    default: return std::nullopt;
  }
}

int version_number(std::string_view text) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

std::string size_text(std::int64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace alianza::document
