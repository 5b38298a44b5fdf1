#include "platform/files/type.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "platform/files/zip_names.h"

namespace alianza::files {
namespace {

struct Known {
  Type type;
  const char* word;
  std::vector<std::string_view> extensions;   // the first is the one we give
  std::vector<std::string_view> media_types;  // the first is the one we give; browsers say the others too
};

const std::vector<Known>& known() {
  static const std::vector<Known> all{
      {Type::pdf, "pdf", {"pdf"}, {"application/pdf", "application/x-pdf"}},
      {Type::docx, "docx", {"docx"}, {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}},
      {Type::xlsx, "xlsx", {"xlsx"}, {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}},
      {Type::pptx, "pptx", {"pptx"}, {"application/vnd.openxmlformats-officedocument.presentationml.presentation"}},
      {Type::odt, "odt", {"odt"}, {"application/vnd.oasis.opendocument.text"}},
      {Type::ods, "ods", {"ods"}, {"application/vnd.oasis.opendocument.spreadsheet"}},
      {Type::png, "png", {"png"}, {"image/png"}},
      {Type::jpeg, "jpeg", {"jpg", "jpeg"}, {"image/jpeg", "image/jpg"}},
      {Type::webp, "webp", {"webp"}, {"image/webp"}},
      {Type::text, "text", {"txt", "text"}, {"text/plain"}},
      {Type::csv, "csv", {"csv"}, {"text/csv", "application/csv", "application/vnd.ms-excel", "text/plain"}},
      {Type::zip, "zip", {"zip"}, {"application/zip"}},
  };
  return all;
}

const Known& known(Type type) {
  return *std::find_if(known().begin(), known().end(), [&](const Known& k) { return k.type == type; });
}

bool has(const std::vector<std::string_view>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// "INFORME.PDF" -> "pdf"; empty without one.
std::string extension_of(std::string_view name) {
  const auto point = name.rfind('.');
  return point == std::string_view::npos ? std::string() : lower(name.substr(point + 1));
}

/// Without its parameters: "text/csv; charset=utf-8".
std::string bare(std::string_view media) {
  auto out = lower(media.substr(0, media.find(';')));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Says nothing: what browsers send when they do not know.
bool is_silent(std::string_view media) { return media.empty() || media == "application/octet-stream"; }

struct Office {
  std::optional<Type> type;
  bool macros = false;
};

/// Office files are archives: the names of their parts tell which.
Office office(std::string_view bytes) {
  Office out;
  const auto names = zip_names(bytes);
  const auto begins = [&](std::string_view folder) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return name.starts_with(folder); });
  };
  const auto is_there = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  out.macros = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.ends_with("vbaProject.bin") || name.starts_with("Basic/") || name.starts_with("Scripts/");
  });
  // OpenDocument begins with its own media type, not compressed: at byte 38, behind the name «mimetype».
  const auto declared = bytes.substr(std::min<std::size_t>(30, bytes.size()), 80);
  const auto is_open = [&](Type type) { return declared.starts_with("mimetype" + std::string(media_type(type)) + "PK"); };
  if (is_there("[Content_Types].xml")) {
    if (is_there("word/document.xml")) out.type = Type::docx;
    if (begins("xl/workbook.")) out.type = Type::xlsx;
    if (is_there("ppt/presentation.xml")) out.type = Type::pptx;
  } else if (is_open(Type::odt)) {
    out.type = Type::odt;
  } else if (is_open(Type::ods)) {
    out.type = Type::ods;
  }
  return out;
}

/// Words of people, in any encoding of one byte or in UTF-8: no zeros and no control characters but those of lines.
bool is_text(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 0x20 && u != 0x7f) || u == '\t' || u == '\n' || u == '\r' || u == '\f';
  });
}

Result<Type> by_content(std::string_view bytes, std::string_view extension) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-")) return Type::pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Type::png;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Type::jpeg;
  if (bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP")) return Type::webp;
  if (bytes.starts_with("PK\x03\x04"sv)) {
    const auto found = office(bytes);
    if (found.macros) return fail(Error::field("file", _("El archivo lleva macros. Guárdelo sin ellas y envíelo de nuevo.")));
    if (found.type) return *found.type;
  } else if (is_text(bytes)) {
    return extension == "csv" ? Type::csv : Type::text;
  }
  return fail(Error::field(
      "file",
      _("Este tipo de archivo no se recibe. Envíe PDF, Word, Excel, PowerPoint, OpenDocument (ODT, ODS), PNG, JPEG, WebP, "
        "texto o CSV.")));
}

}  // namespace

std::string_view to_text(Type type) { return known(type).word; }
bool from_text(std::string_view text, Type& type) {
  for (const auto& k : known())
    if (text == k.word) {
      type = k.type;
      return true;
    }
  return false;
}
std::string_view media_type(Type type) { return known(type).media_types.front(); }
std::string_view extension(Type type) { return known(type).extensions.front(); }

Message label(Type type) {
  switch (type) {
    case Type::pdf: return _("PDF");
    case Type::docx: return _("Documento de Word");
    case Type::xlsx: return _("Hoja de Excel");
    case Type::pptx: return _("Presentación de PowerPoint");
    case Type::odt: return _("Texto OpenDocument");
    case Type::ods: return _("Hoja OpenDocument");
    case Type::png: return _("Imagen PNG");
    case Type::jpeg: return _("Imagen JPEG");
    case Type::webp: return _("Imagen WebP");
    case Type::text: return _("Texto");
    case Type::csv: return _("Tabla CSV");
    case Type::zip: return _("Archivo ZIP");
  }
  return {};
}

Result<Type> recognise(std::string_view bytes, const Claim& claim) {
  if (bytes.empty()) return fail(Error::field("file", _("Elija un archivo que no esté vacío.")));
  if (bytes.size() > most_bytes) {
    auto error = Error::field("file", _("El archivo pesa más de {1} MB.").arg(static_cast<std::int64_t>(most_bytes >> 20U)));
    error.fault = Fault::too_large;
    return fail(std::move(error));
  }
  const auto extension = extension_of(claim.file_name);
  const auto type = TRY(by_content(bytes, extension));
  const auto& is = known(type);
  if (!has(is.extensions, extension))
    return fail(Error::field("file", _("El nombre termina en «.{1}», pero el contenido es otra cosa ({2}). Póngale su extensión.")
                                         .arg(extension)
                                         .arg("." + std::string(is.extensions.front()))));
  if (const auto declared = bare(claim.media_type); !is_silent(declared) && !has(is.media_types, declared))
    return fail(Error::field(
        "file",
        _("El archivo se envió como «{1}», pero su contenido es «{2}».").arg(declared).arg(std::string(is.media_types.front()))));
  return type;
}

std::string accepted_extensions() {
  std::string out;
  for (const auto& k : known())
    if (k.type != Type::zip)
      for (const auto& e : k.extensions) out += (out.empty() ? "." : ",.") + std::string(e);
  return out;
}

}  // namespace alianza::files
