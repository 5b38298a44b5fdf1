// The act as a paper: PDF and DOCX of one edition or of the draft, and the text that was declared, byte by byte.
#include "features/agencies/actions.h"
#include "features/installations/pages_shared.h"
#include "platform/documents/paper.h"

namespace alianza::installations {
namespace {

using feature::demand;

struct Made {
  views::Paper page;
  std::string logo;  // PNG, or empty
};

Result<Made> make_paper(db::Tx& tx, const Request& request) {
  const auto at = place(request);
  const auto act = reading(request);
  const auto lang = request.lang;
  const auto seen = TRY(installations::see(tx, act.actor, at.alliance, at.committee));
  const auto asked = edition_asked(request);
  const auto* shown = edition_of(seen, asked);
  if ((asked && !shown) || (!shown && !seen.reads_all)) return fail(Error::not_found());
  Made made;
  auto& p = made.page;
  p.text = text_of(shown ? read_record(shown->canonical) : draft(tx, act, seen, seen.at.seen.today), lang);
  p.title = text(lang, _("Acta de instalación: {1}").arg(p.text.record.body));
  if (shown) {
    p.declared = declared_text(seen.at.seen.alliance, *shown, lang);
    p.check = text(
        lang, _("Para comprobar la huella: en la página de esta acta, «Texto declarado (JSON)» baja el texto que se declaró; "
                "su SHA-256 (por ejemplo, con sha256sum) debe ser {1}.")
                  .arg(shown->digest));
    p.foot = text(lang, _("{1}. Huella SHA-256: {2}").arg(shown->folio).arg(shown->digest));
  } else {
    p.foot = text(lang, _("Borrador: el comité aún no se declara instalado."));
  }
  if (auto logo = agencies::logo(tx, seen.at.committee.agency)) {
    made.logo = std::move(*logo);
    p.has_logo = true;
  }
  return made;
}

enum class Sheet { pdf, docx };

Response paper(feature::Site& site, Request& request, Sheet kind) {
  const auto made = demand(site.db.read([&](db::Tx& tx) { return make_paper(tx, request); }));
  const auto style = std::string(documents::official_style()) + documents::logo_style(made.logo);
  const documents::Paper sheet{std::string(html::draw(request.lang, made.page).markup()), style};
  auto file = demand(kind == Sheet::pdf ? documents::pdf(sheet) : documents::docx(sheet));
  const auto& folio = made.page.text.record.folio;
  const auto name = folio.empty() ? text(request.lang, _("acta-de-instalacion")) : folio;
  if (kind == Sheet::pdf) return Response::download(std::move(file), "application/pdf", name + ".pdf");
  return Response::download(std::move(file), "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            name + ".docx");
}

Response declared_json(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto found = demand(site.db.read([&](db::Tx& tx) -> Result<Installation> {
    const auto seen = TRY(installations::see(tx, auth::actor_of(request), at.alliance, at.committee));
    const auto* shown = edition_of(seen, edition_asked(request));
    if (!shown) return fail(Error::not_found());
    return *shown;
  }));
  return Response::download(std::move(found.canonical), "application/json", found.folio + ".json");
}

}  // namespace

void add_papers(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}");
  pages.get("/installation.pdf", feature::given(paper, Sheet::pdf));
  pages.get("/installation.docx", feature::given(paper, Sheet::docx));
  pages.get("/installation.json", declared_json);
}

}  // namespace alianza::installations
