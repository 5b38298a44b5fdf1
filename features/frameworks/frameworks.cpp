#include "features/frameworks/frameworks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::frameworks {
namespace {

constexpr std::array<std::string_view, 2> extents{"whole", "partial"};
constexpr std::array<std::string_view, 2> shelves{"in_use", "out_of_use"};
constexpr std::int64_t most_weight = 1'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "sdg", "pnd-2025": what stands in addresses of the API and in other features' keys.
bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; }) &&
         text.front() != '-';
}

}  // namespace

std::string_view to_text(Extent extent) { return word_of(extents, extent); }
bool from_text(std::string_view text, Extent& extent) { return read_word(extents, text, extent); }
Message label(Extent extent) { return extent == Extent::whole ? _("Completo") : _("Parcial"); }

std::string_view to_text(Shelf shelf) { return word_of(shelves, shelf); }
bool from_text(std::string_view text, Shelf& shelf) { return read_word(shelves, text, shelf); }
Message label(Shelf shelf) { return shelf == Shelf::in_use ? _("En uso") : _("Fuera de uso"); }

Message level_label(std::string_view level) {
  if (level == "goal") return _("Objetivo de Desarrollo Sostenible");
  if (level == "target") return _("Meta");
  if (level == "indicator") return _("Indicador");
  if (level == "objective") return _("Objetivo");
  if (level == "strategy") return _("Estrategia");
  if (level == "line") return _("Línea de acción");
  return {};
}

Message count_words(const LevelCount& c) {
  const auto n = c.listed;
  if (c.level == "goal" || c.level == "objective") return N_("{1} objetivo", "{1} objetivos", n).arg(n);
  if (c.level == "target") return N_("{1} meta", "{1} metas", n).arg(n);
  if (c.level == "strategy") return N_("{1} estrategia", "{1} estrategias", n).arg(n);
  if (c.level == "line") return N_("{1} línea de acción", "{1} líneas de acción", n).arg(n);
  if (c.level == "indicator" && c.different < n)
    return N_("{1} indicador, {2} distinto", "{1} indicadores, {2} distintos", n).arg(n).arg(c.different);
  if (c.level == "indicator") return N_("{1} indicador", "{1} indicadores", n).arg(n);
  if (c.level.empty()) return N_("{1} elemento", "{1} elementos", n).arg(n);
  return N_("{1} de nivel «{2}»", "{1} de nivel «{2}»", n).arg(n).arg(c.level);
}

const Edition* Framework::edition(std::string_view wanted) const {
  const Edition* first = nullptr;
  for (const auto& e : editions) {
    if (!wanted.empty() && e.name == wanted) return &e;
    if (first == nullptr && e.shelf == Shelf::in_use) first = &e;
  }
  if (!wanted.empty() || editions.empty()) return nullptr;
  return first != nullptr ? first : &editions.front();
}

std::vector<LevelCount> count_levels(const std::vector<Node>& nodes) {
  struct Level {
    int depth = 0;
    LevelCount count;
    std::set<std::string> different;
  };
  std::map<std::string, Level> levels;
  for (const auto& node : nodes) {
    auto& level = levels[node.level];
    level.depth = std::max(level.depth, node.depth);
    level.count.level = node.level;
    ++level.count.listed;
    level.different.insert(node.identity());
  }
  std::vector<Level> sorted;
  for (auto& [word, level] : levels) {
    level.count.different = static_cast<std::int64_t>(level.different.size());
    sorted.push_back(std::move(level));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Level& a, const Level& b) { return a.depth < b.depth; });
  std::vector<LevelCount> out;
  for (auto& level : sorted) out.push_back(std::move(level.count));
  return out;
}

std::optional<std::int64_t> parse_weight(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  auto part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > 7 || part.size() > 3 || (point != std::string_view::npos && part.empty()))
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (i < part.size() && !is_digit(part[i])) return std::nullopt;
    value = value * 10 + (i < part.size() ? part[i] - '0' : 0);
  }
  if (value > most_weight * 1000) return std::nullopt;
  return value;
}

std::string weight_text(std::int64_t thousandths) {
  auto part = std::to_string(1000 + thousandths % 1000).substr(1);
  while (!part.empty() && part.back() == '0') part.pop_back();
  return std::to_string(thousandths / 1000) + (part.empty() ? "" : "." + part);
}

int goal_of(std::string_view framework, std::string_view code) {
  if (framework != "sdg") return 0;
  const auto number = whole_number(code.substr(0, code.find('.'))).value_or(0);
  return number >= 1 && number <= 17 ? number : 0;
}

bool is_edition_name(std::string_view text) {
  return !text.empty() && text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '/';
  });
}

Result<Parsed> parse(const Input& input) {
  Parsed out;
  Error error = Error::invalid(_("Revise los datos marcados."));
  out.code = trim(input.code);
  out.edition = trim(input.edition);
  if (!is_code(out.code))
    error.fields.push_back({"code", _("Escriba un código de minúsculas sin acento, cifras y guiones, como «pnd» o «eje-2030».")});
  if (!is_edition_name(out.edition))
    error.fields.push_back({"edition", _("Escriba la edición con letras sin acento, cifras y guiones, como 2025 o 2014-2018.")});
  take(error, "name_es", parse_text(input.name_es, 200), out.name.es);
  take(error, "name_en", parse_text(input.name_en, 200), out.name.en);
  take(error, "source_es", parse_text(input.source_es, 500, Lines::many), out.source.es);
  take(error, "source_en", parse_text(input.source_en, 500, Lines::many), out.source.en);
  take(error, "licence_es", parse_text(input.licence_es, 300), out.licence.es);
  take(error, "licence_en", parse_text(input.licence_en, 300), out.licence.en);
  if (fold(input.name_es).empty()) error.fields.push_back({"name_es", _("Escriba el nombre del marco.")});
  if (trim(input.source_es).empty()) error.fields.push_back({"source_es", _("Escriba de dónde vienen los textos.")});
  if (!from_text(input.extent, out.extent)) error.fields.push_back({"extent", _("Diga si está completo o es parcial.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

}  // namespace alianza::frameworks
