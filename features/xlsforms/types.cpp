// What the column "type" says.
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using surveys::Kind;
using What = Type::What;

/// Small letters, one blank between words; the first word's underscores are blanks.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : trim(text) + " ") {
    const bool is_end = c == ' ' || c == '\t' || c == '\n';
    if (!is_end) word += c;
    if (is_end && !word.empty()) out.push_back(std::move(word)), word.clear();
  }
  return out;
}

std::string joined_words(const std::vector<std::string>& words, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (out.empty() ? "" : " ") + fold(words[i]);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

struct Choosing {
  std::string_view words;
  Kind kind;
  bool is_kept;
};
/// The longest first: "select one from file" begins like "select one".
constexpr Choosing choosings[] = {{"add select multiple prompt using", Kind::many, true},
                                  {"add select one prompt using", Kind::one, true},
                                  {"select all that apply from", Kind::many, true},
                                  {"select multiple from file", Kind::many, false},
                                  {"select multiple external", Kind::many, false},
                                  {"select all that apply", Kind::many, true},
                                  {"select one from file", Kind::one, false},
                                  {"select multiple from", Kind::many, true},
                                  {"select one external", Kind::one, false},
                                  {"rank from file", Kind::ranking, false},
                                  {"select one from", Kind::one, true},
                                  {"select multiple", Kind::many, true},
                                  {"select one", Kind::one, true},
                                  {"select1", Kind::one, true},
                                  {"rank", Kind::ranking, true}};

struct Plain {
  std::string_view words;
  Kind kind;
};
constexpr Plain plains[] = {{"text", Kind::text},
                            {"string", Kind::text},
                            {"q string", Kind::text},
                            {"add text prompt", Kind::text},
                            {"note", Kind::note},
                            {"q note", Kind::note},
                            {"add note prompt", Kind::note},
                            {"decimal", Kind::number},
                            {"q decimal", Kind::number},
                            {"add decimal prompt", Kind::number},
                            {"date", Kind::date},
                            {"q date", Kind::date},
                            {"add date prompt", Kind::date},
                            {"file", Kind::file},
                            {"range", Kind::scale},
                            {"q range", Kind::scale}};

/// Types of XLSForm without an equal here.
constexpr std::string_view foreign[] = {"calculate",
                                        "hidden",
                                        "geopoint",
                                        "geotrace",
                                        "geoshape",
                                        "gps",
                                        "location",
                                        "image",
                                        "photo",
                                        "audio",
                                        "video",
                                        "barcode",
                                        "time",
                                        "datetime",
                                        "date time",
                                        "acknowledge",
                                        "trigger",
                                        "start",
                                        "end",
                                        "today",
                                        "start time",
                                        "end time",
                                        "deviceid",
                                        "device id",
                                        "get device id",
                                        "phonenumber",
                                        "get phone number",
                                        "username",
                                        "simserial",
                                        "get sim id",
                                        "sim id",
                                        "subscriberid",
                                        "get subscriber id",
                                        "subscriber id",
                                        "imei",
                                        "email",
                                        "audit",
                                        "xml-external",
                                        "csv-external",
                                        "background-audio",
                                        "background-geopoint",
                                        "start-geopoint",
                                        "uri",
                                        "osm",
                                        "include",
                                        "get start time",
                                        "get end time",
                                        "get today",
                                        "add image prompt",
                                        "add photo prompt",
                                        "add audio prompt",
                                        "add video prompt",
                                        "add file prompt",
                                        "add location prompt",
                                        "add barcode prompt",
                                        "add time prompt",
                                        "add datetime prompt",
                                        "add date time prompt",
                                        "add acknowledge prompt",
                                        "q image",
                                        "q geopoint",
                                        "q barcode",
                                        "q acknowledge",
                                        "q time",
                                        "q datetime",
                                        "q audio",
                                        "q video",
                                        "q location",
                                        "last-saved",
                                        "entity"};

bool is_foreign(std::string_view words) { return std::find(std::begin(foreign), std::end(foreign), words) != std::end(foreign); }

std::optional<Type> choosing_of(const std::vector<std::string>& words) {
  for (const auto& known : choosings) {
    const auto length = static_cast<std::size_t>(std::count(known.words.begin(), known.words.end(), ' ')) + 1;
    for (std::size_t n = 1; n <= std::min(length, words.size()); ++n) {
      if (joined_words(words, n) != known.words) continue;
      Type out{What::question, known.kind};
      if (!known.is_kept) {
        out.what = What::left_out;
        out.note = _("Las opciones vienen de otro archivo; aquí cada pregunta lleva las suyas.");
        return out;
      }
      if (n < words.size()) out.list = words[n];
      const auto rest = words.size() > n + 1 ? joined_words({words.begin() + static_cast<std::ptrdiff_t>(n) + 1, words.end()},
                                                            words.size() - n - 1)
                                             : std::string();
      if (out.list.empty() || (!rest.empty() && rest != "or other" && rest != "or specify other")) return Type{};
      if (!rest.empty()) out.other = surveys::Other::text;
      if (out.list.starts_with("${")) {
        out.what = What::left_out;
        out.note = _("Las opciones son respuestas a otra pregunta; aquí cada pregunta lleva las suyas.");
      }
      return out;
    }
  }
  return std::nullopt;
}

std::optional<Type> group_of(const std::string& words) {
  for (const auto* group : {"group", "lgroup"}) {
    if (words == std::string("begin ") + group) return Type{What::group};
    if (words == std::string("end ") + group) return Type{What::group_end};
  }
  for (const auto* repeat : {"repeat", "lrepeat", "loop", "looped group"}) {
    if (words == std::string("begin ") + repeat || words.starts_with(std::string("begin ") + repeat + " over "))
      return Type{What::repeat};
    if (words == std::string("end ") + repeat) return Type{What::repeat_end};
  }
  return std::nullopt;
}

}  // namespace

Type type_of(std::string_view text) {
  const auto words = words_in(text);
  const auto all = joined_words(words, words.size());
  if (const auto group = group_of(all)) return *group;
  if (auto choosing = choosing_of(words)) return std::move(*choosing);
  for (const auto& plain : plains)
    if (plain.words == all) return {What::question, plain.kind};
  Type out{What::question};
  if (all == "integer" || all == "int" || all == "add integer prompt" || all == "q int" || all == "percentage") {
    out.kind = surveys::Kind::number;
    out.is_whole = true;
    out.is_percent = all == "percentage";
    out.note = _("Aquí un número admite decimales: que sea entero no se comprueba.");
    return out;
  }
  if (all == "phone number" || all == "add phone number prompt" || all == "q phone number") {
    out.note = _("Se guarda como texto: que sea un teléfono no se comprueba.");
    return out;
  }
  const bool names_more = !words.empty() && (words.front() == "include" || words.front() == "osm" || all.starts_with("uri:"));
  if (names_more || is_foreign(all)) {
    out.what = What::left_out;
    out.note = _("Este tipo de pregunta no se admite: «{1}».").arg(trim(text));
    return out;
  }
  return {};
}

}  // namespace alianza::xlsforms
