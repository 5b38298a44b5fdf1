#include "platform/documents/paper.h"

#include <sodium.h>

#include "platform/documents/desk.h"

namespace alianza::documents {
namespace {

/// Reads two texts, one after the other, with the length of the first in front. Its fetcher gives out nothing but what stands in
/// the document itself.
constexpr const char* print_program = R"(
import sys
from weasyprint import CSS, HTML, default_url_fetcher
def fetch(url, *rest, **more):
    if not url.startswith('data:'):
        raise ValueError('refused')
    return default_url_fetcher(url, *rest, **more)
given = sys.stdin.buffer.read()
size, rest = given.split(b'\n', 1)
style, page = rest[:int(size)].decode(), rest[int(size):].decode()
sheet = CSS(string=style, url_fetcher=fetch)
out = HTML(string=page, url_fetcher=fetch).write_pdf(stylesheets=[sheet], variant='pdf/ua-1')
sys.stdout.buffer.write(out)
)";

Printer& stand_in() {
  static Printer printer;
  return printer;
}

Result<std::string> at_a_desk(const std::vector<std::string>& argv, const std::string& input) {
  const auto desk = TRY(Desk::take());
  return run_child(argv, input);
}

/// What a page of print shows in its margin, and what a browser shows above the page, would be paragraphs of a DOCX: pandoc makes
/// one of <title>, beside the heading. The title goes; the foot stands at the end.
std::string for_word_processor(std::string html) {
  const auto cut = [&](std::string_view from, std::string_view to) {
    const auto begin = html.find(from);
    const auto end = begin == std::string::npos ? begin : html.find(to, begin);
    if (end == std::string::npos) return std::string();
    auto piece = html.substr(begin, end + to.size() - begin);
    html.erase(begin, piece.size());
    return piece;
  };
  cut("<title>", "</title>");
  const auto foot = cut("<p class=\"foot\">", "</p>");
  if (const auto end = html.rfind("</body>"); end != std::string::npos) html.insert(end, foot);
  return html;
}

constexpr std::string_view official = R"(
@page { size: letter; margin: 24mm 20mm 26mm;
  @bottom-left { content: element(foot); font: 8pt "Source Sans 3", "Liberation Sans", "DejaVu Sans", sans-serif; color: #595368; width: 75%; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Source Sans 3", "Liberation Sans", "DejaVu Sans", sans-serif; color: #595368; } }
html { font: 10pt/1.45 "Source Sans 3", "Liberation Sans", "DejaVu Sans", sans-serif; color: #221e2e; overflow-wrap: anywhere; }
h1, h2, .agency { font-family: "Source Serif 4", "Liberation Serif", "DejaVu Serif", serif; font-weight: 600; bookmark-level: none; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 1mm; bookmark-level: 1; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; bookmark-level: 2; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; bookmark-level: 3; }
p { margin: 0 0 2mm; orphans: 2; widows: 2; }
.letterhead { display: table; width: 100%; border-bottom: 1.2pt solid #2c2260; padding-bottom: 4mm; margin-bottom: 8mm; }
.letterhead > div { display: table-cell; vertical-align: middle; }
.letterhead img { height: 14mm; max-width: 40mm; margin-right: 5mm; vertical-align: middle; }
.agency { font-size: 12pt; }
.folio { text-align: right; }
.folio strong { font-size: 12pt; }
.seal { border: .8pt solid #221e2e; border-radius: 1mm; padding: .5mm 2mm; font-weight: bold; font-size: 8.5pt; }
.under { font-size: 12pt; margin-bottom: 5mm; }
dl { margin: 0; columns: 2; column-gap: 8mm; }
dl div { display: table; break-inside: avoid; margin-bottom: 1mm; }
dt { display: table-cell; width: 22mm; color: #595368; }
dd { display: table-cell; margin: 0; font-weight: bold; }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 3mm; overflow-wrap: normal; }
.attendance, .agreements { table-layout: fixed; overflow-wrap: anywhere; }
.attendance th:first-child { width: 45%; }
.attendance th:nth-child(3) { width: 26mm; }
.agreements th:first-child { width: 11mm; }
.agreements th:nth-child(3) { width: 40mm; }
.agreements th:nth-child(4) { width: 38mm; }
thead th { text-align: left; border-bottom: 1pt solid #221e2e; padding: 1.5mm 2mm 1.5mm 0; font-size: 9pt; }
tbody th, tbody td { text-align: left; font-weight: normal; vertical-align: top; border-bottom: .4pt solid #857d91; padding: 1.5mm 2mm 1.5mm 0; }
tr { break-inside: avoid; }
.signatures { display: table; width: 100%; margin-top: 18mm; break-inside: avoid; break-before: avoid; border-spacing: 10mm 0; }
.signatures > div { display: table-cell; width: 50%; border-top: .8pt solid #221e2e; padding-top: 2mm; }
.check { break-before: avoid; margin-top: 8mm; font-size: 8.5pt; color: #595368; overflow-wrap: anywhere; }
.foot { position: running(foot); font-size: 7.5pt; color: #595368; margin: 0; overflow-wrap: anywhere; }
)";

}  // namespace

void print_with(Printer printer) { stand_in() = std::move(printer); }

Result<std::string> pdf(const Paper& paper) {
  if (stand_in()) return stand_in()(paper);
  const auto input = std::to_string(paper.style.size()) + "\n" + std::string(paper.style) + paper.html;
  if (!has_program("weasyprint")) return fail(missing_program("weasyprint"));
  // Debian's own Python: the library is a package of the system, whatever other Python stands first in PATH.
  return at_a_desk({"/usr/bin/python3", "-I", "-c", print_program}, input);
}

Result<std::string> docx(const Paper& paper) {
  const auto html = for_word_processor(paper.html);
  if (stand_in()) return stand_in()({html, paper.style});
  // Not --sandbox: Debian's pandoc then cannot read its own data. The template names no file and no address.
  return at_a_desk({"pandoc", "--from=html", "--to=docx", "--output=-"}, html);
}

std::string logo_style(std::string_view png) {
  if (png.empty()) return {};
  std::string letters(sodium_base64_ENCODED_LEN(png.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(letters.data(), letters.size(), reinterpret_cast<const unsigned char*>(png.data()), png.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  letters.resize(letters.size() - 1);  // its final NUL
  return ".logo { height: 14mm; width: 40mm; background: url(data:image/png;base64," + letters +
         ") no-repeat left / contain; margin-bottom: 2mm; }";
}

std::string_view official_style() { return official; }

}  // namespace alianza::documents
