// Public documents: their list and their files.
#include "features/committees/actions.h"
#include "features/documents/actions.h"
#include "features/portal/pages_site.h"
#include "platform/auth/policy.h"
#include "platform/files/answer.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using document::DocumentId;
using http::Request;
using http::Response;

constexpr std::size_t most_documents = 300;  // on the page; the table of the open data has all

std::string about(const document::Version& v, Lang lang) {
  const auto size = i18n::text(lang, files::label(v.type)) + ", " + document::size_text(v.bytes);
  return v.number == 1 ? size : i18n::text(lang, _("{1}, versión {2}").arg(size).arg(std::int64_t{v.number}));
}

Result<views::DocumentsPage> documents_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto name = _("Documentos");
  views::DocumentsPage page{
      frame(request, open, i18n::text(request.lang, name), "documents"),
      head(open, name, _("Los documentos públicos de la alianza y de sus comités, el más reciente primero."), request.lang),
      public_documents(tx, open, most_documents, request.lang)};
  page.head.data = data_row(open.alliance, Table::documents, 0);
  return page;
}

Result<Response> file(const feature::Site& site, const Request& request) {
  const auto id = TRY(request.id<DocumentId>("document"));
  const auto found = TRY(site.db.read([&](db::Tx& tx) -> Result<document::Filed> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    return document::find_published(tx, open.alliance.id, id);
  }));
  const auto& v = found.version;
  return TRY(files::attachment(files::Store(site.config.files.path), {v.digest, v.type, v.file_name})).cache_public(kept_for);
}

}  // namespace

views::DocumentList public_documents(db::Tx& tx, const Public& open, std::size_t most, Lang lang) {
  views::DocumentList list;
  const auto bodies = committees::of_alliance(tx, open.alliance.id);
  for (const auto& [d, v] : document::published(tx, open.alliance.id)) {
    if (list.rows.size() == most) break;
    views::DocumentLine line{.file = http::Url("/p/{}/documents/{}", open.alliance.slug, d.id),
                             .title = d.title,
                             .kind = document::label(d.kind),
                             .author = d.author,
                             .committee = {},
                             .on = d.on,
                             .about = about(v, lang)};
    for (const auto& body : bodies)
      if (body.committee.id == d.committee) line.committee = body.committee.name;
    list.rows.push_back(std::move(line));
  }
  return list;
}

void add_document_pages(feature::Site& site) {
  site.router.get("/p/{slug}/documents", auth::anyone(), [&site](Request& request) {
    return answer_page(site, request, [&](db::Tx& tx, const Public& open) { return documents_page(tx, request, open); });
  });
  site.router.get("/p/{slug}/documents/{document}", auth::anyone(), [&site](Request& request) { return file(site, request); });
}

}  // namespace alianza::portal
