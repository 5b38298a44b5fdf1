#include "tools/htmlc/rules.h"

#include <algorithm>
#include <array>
#include <string>

namespace htmlc {
namespace {

// Lists are words between spaces: short to read, and looked through only when a template is compiled.
bool lists(std::string_view list, std::string_view word) {
  if (word.empty() || word.find(' ') != std::string_view::npos) return false;
  return list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

constexpr std::string_view voids = " area br col hr img input link meta source track wbr ";
constexpr std::string_view inlines =
    " a abbr b bdi bdo button cite code data del dfn em i img input ins kbd label map mark meter output picture progress q ruby "
    "rp rt s samp select small span strong sub sup svg text textarea time tspan u var wbr ";
constexpr std::string_view blocks =
    " address area article aside blockquote body br caption col colgroup datalist dd details dialog div dl dt fieldset "
    "figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav noscript ol optgroup option p "
    "pre "
    "script search section source summary table tbody td template tfoot th thead title tr track ul video audio ";
constexpr std::string_view svgs =
    " svg g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol pattern clipPath mask marker "
    "linearGradient radialGradient stop a ";
constexpr std::string_view refused_elements =
    " style iframe frame frameset object embed applet base math foreignObject animate set handler portal ";
constexpr std::string_view not_in_paragraph =
    " address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr main "
    "menu nav ol p pre search section table ul ";
constexpr std::string_view booleans =
    " allowfullscreen async autofocus autoplay checked controls default defer disabled formnovalidate hidden inert ismap "
    "itemscope loop "
    "multiple muted nomodule novalidate open playsinline readonly required reversed selected ";
constexpr std::string_view addresses =
    " href src action formaction cite poster background data longdesc manifest xlink:href hx-get hx-post hx-put hx-patch "
    "hx-delete "
    "hx-push-url hx-replace-url sse-connect data-href data-src data-url ";
constexpr std::string_view for_people =
    " title alt placeholder label summary aria-label aria-description aria-placeholder aria-roledescription aria-valuetext "
    "hx-confirm "
    "hx-prompt data-l data-label data-confirm data-text data-title data-busy data-copied ";

char32_t decode(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0x80) return lead;
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t c = lead & (0x3FU >> more);
  while (more-- > 0 && i < text.size()) c = (c << 6) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
  return c;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xE000);
}

}  // namespace

bool is_void(std::string_view e) { return lists(voids, e); }
bool is_known_html(std::string_view e) { return lists(inlines, e) || lists(blocks, e) || e.find('-') != std::string_view::npos; }
bool is_known_svg(std::string_view e) { return lists(svgs, e); }
bool is_refused(std::string_view e) { return lists(refused_elements, e); }
bool is_block(std::string_view e) { return !lists(inlines, e); }
bool closes_paragraph(std::string_view e) { return lists(not_in_paragraph, e); }
bool is_exclusive(std::string_view e) { return lists(" a button form label ", e); }
bool is_boolean(std::string_view a) { return lists(booleans, a); }
bool is_address(std::string_view a) { return lists(addresses, a); }
bool is_for_people(std::string_view a) { return lists(for_people, a); }

std::string_view refusal(std::string_view a) {
  if (a.starts_with("on") || a.starts_with("hx-on")) return "scripts live in web/scripts, not in attributes";
  if (a == "style") return "styles live in web/styles; use a class, or an SVG attribute for a width";
  if (a == "srcdoc" || a == "ping" || a == "srcset" || a == "imagesrcset") return "this attribute is not used here";
  if (a == "hx-vals" || a == "hx-vars" || a == "hx-headers" || a == "hx-request" || a == "hx-params")
    return "put the value in the form or in the Url, so that it works without script";
  if (a == "http-equiv") return "the server sends this as a header";
  return {};
}

bool has_letters(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      const auto end = text.find(';', i);
      if (end != std::string_view::npos) {
        i = end + 1;
        continue;
      }
    }
    if (is_letter(decode(text, i))) return true;
  }
  return false;
}

}  // namespace htmlc
