// index.html of an archive. Not a template: it stands alone, its links lead to other entries and it has no address of ours.
#include "features/case_files/pages.h"
#include "platform/html/out.h"
#include "platform/i18n/i18n.h"

namespace alianza::case_files {
namespace {

class Page {
 public:
  explicit Page(Lang lang) : lang_(lang) {}
  Page& raw(std::string_view markup) {
    out_ += markup;
    return *this;
  }
  Page& text(std::string_view words) {
    html::append_escaped_text(out_, words);
    return *this;
  }
  Page& say(const Message& m) { return text(i18n::text(lang_, m)); }
  std::string take() && { return std::move(out_); }

 private:
  Lang lang_;
  std::string out_;
};

}  // namespace

std::string draw_index(const Content& c) {
  Page p(c.lang);
  p.raw("<!doctype html>\n<html lang=\"").raw(tag(c.lang)).raw("\"><head><meta charset=\"utf-8\"><title>");
  p.say(_("Expediente")).raw("</title></head>\n<body><h1>").say(_("Expediente"));
  p.raw("</h1>\n<p>").text(c.alliance);
  if (!c.committee.empty()) p.text(", ").text(c.committee);
  p.text(". ").say(_("Al {1}.").arg(c.as_of.text()));
  if (!c.seal.empty()) p.raw(" <strong>").text(c.seal).raw("</strong>");
  p.raw("</p>\n<p>").say(_("Contiene lo que podía leer quien lo pidió. Las huellas de cada archivo están en manifest.json."));
  p.raw("</p>\n<table><thead><tr><th scope=\"col\">").say(_("Fecha")).raw("</th><th scope=\"col\">").say(_("Clase"));
  p.raw("</th><th scope=\"col\">").say(_("Qué")).raw("</th></tr></thead>\n<tbody>\n");
  for (const auto& e : c.events) {
    p.raw("<tr><td>");
    if (e.on.empty())
      p.say(_("sin fecha"));
    else
      p.text(e.on);
    p.raw("</td><td>").say(label(e.kind)).raw("</td><td>");
    if (e.path.empty())
      p.text(e.title);
    else  // made by path_word(): letters, digits, "-", "_", "/" and "."
      p.raw("<a href=\"").raw(e.path).raw("\">").text(e.title).raw("</a>");
    if (!e.detail.empty()) p.raw("<br>").text(e.detail);
    p.raw("</td></tr>\n");
  }
  p.raw("</tbody></table></body></html>\n");
  return std::move(p).take();
}

}  // namespace alianza::case_files
