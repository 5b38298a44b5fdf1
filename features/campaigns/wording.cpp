#include "features/campaigns/wording.h"

#include <algorithm>
#include <array>
#include <optional>

#include "platform/base/braces.h"
#include "platform/base/text.h"
#include "platform/base/words.h"

namespace alianza::campaigns {
namespace {

constexpr std::array<std::string_view, 6> words{"organizacion", "contacto", "enlace", "fecha_limite", "alianza", "institucion"};
/// Calls `text(run)` and `blank(which)` in their order.
template <class Text, class Field>
void each_part(std::string_view raw, const Text& text, const Field& field) {
  std::size_t at = 0;
  while (const auto found = next_braced(raw, at)) {
    text(raw.substr(at, found->begin - at));
    Blank blank{};
    ENSURE(from_text(found->word, blank));
    field(blank);
    at = found->end;
  }
  text(raw.substr(at));
}

/// Text may hold line ends; an empty line begins a paragraph.
void add_text(std::vector<Paragraph>& out, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) out.back().push_back({Piece::Kind::text, std::string(text.substr(0, end))});
    if (end == text.size()) return;
    const auto rest = text.find_first_not_of("\n \t", end);
    const auto breaks = std::count(text.begin() + static_cast<std::ptrdiff_t>(end),
                                   text.begin() + static_cast<std::ptrdiff_t>(std::min(rest, text.size())), '\n');
    if (breaks > 1)
      out.emplace_back();
    else if (!out.back().empty())
      out.back().push_back({Piece::Kind::line_break, {}});
    if (rest == std::string_view::npos) return;
    text.remove_prefix(rest);
  }
}

}  // namespace

std::string_view to_text(Blank blank) { return word_of(words, blank); }
bool from_text(std::string_view text, Blank& blank) { return read_word(words, text, blank); }

const std::vector<Blank>& blanks() {
  static const std::vector<Blank> all{Blank::organizacion, Blank::contacto, Blank::enlace,
                                      Blank::fecha_limite, Blank::alianza,  Blank::institucion};
  return all;
}

const std::string& Filling::of(Blank blank) const {
  static const std::string none;
  switch (blank) {
    case Blank::organizacion: return organizacion;
    case Blank::contacto: return contacto;
    case Blank::fecha_limite: return fecha_limite;
    case Blank::alianza: return alianza;
    case Blank::institucion: return institucion;
    case Blank::enlace: return none;
  }
  return none;
}

Done check_wording(std::string_view text, Link link) {
  std::size_t at = 0;
  while (const auto found = next_braced(text, at)) {
    Blank blank{};
    if (!from_text(found->word, blank))
      return fail(Error::invalid(_("«{1}» no es un campo. Los campos son: {2}.")
                                     .arg("{" + std::string(found->word) + "}")
                                     .arg("{organizacion}, {contacto}, {enlace}, {fecha_limite}, {alianza}, {institucion}")));
    if (blank == Blank::enlace && link == Link::refused)
      return fail(Error::invalid(_("El enlace va en el texto de la carta, no en el asunto.")));
    at = found->end;
  }
  return {};
}

std::vector<Paragraph> fill(std::string_view text, const Filling& filling) {
  std::vector<Paragraph> out(1);
  bool has_link = false;
  each_part(
      text, [&](std::string_view run) { add_text(out, run); },
      [&](Blank blank) {
        has_link = has_link || blank == Blank::enlace;
        if (blank == Blank::enlace)
          out.back().push_back({Piece::Kind::link, {}});
        else
          out.back().push_back({Piece::Kind::text, filling.of(blank)});
      });
  if (!has_link) out.push_back({{Piece::Kind::link, {}}});
  std::erase_if(out, [](const Paragraph& paragraph) { return paragraph.empty(); });
  return out;
}

std::string fill_line(std::string_view text, const Filling& filling) {
  std::string out;
  each_part(
      text, [&](std::string_view run) { out += run; }, [&](Blank blank) { out += filling.of(blank); });
  return out;
}

}  // namespace alianza::campaigns
