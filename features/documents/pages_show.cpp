// The page of one document, its files, and the panel of a committee.
#include <algorithm>

#include "features/documents/pages_shared.h"
#include "platform/files/answer.h"

namespace alianza::document {
namespace {

constexpr int most_rows = 5;

views::VersionRow version_view(const Seen& seen, const Version& v, Lang lang) {
  views::VersionRow row{.number = v.number,
                        .name = v.file_name,
                        .type = files::label(v.type),
                        .size = size_text(v.bytes),
                        .note = v.note,
                        .reading = label(v.reading),
                        .digest = v.digest.text(),
                        .by = v.by,
                        .at = moment_text(seen.at.alliance, v.at, lang),
                        .download = _("Descargar la versión {1}").arg(std::int64_t{v.number})};
  if (!seen.document.withdrawn || seen.may_write)
    row.file = Url("/alliances/{}/documents/{}/versions/{}", seen.document.alliance, seen.document.id, std::to_string(v.number));
  return row;
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request) {
  const auto seen = TRY(seen_in(tx, request));
  const auto& d = seen.document;
  const auto found = book(tx, auth::actor_of(request), seen);
  views::Show p;
  p.row = row_view(d, bodies_of(tx, d.alliance, request.lang), request.lang);
  p.shell = alliances::shell(site, tx, request, seen.at, d.title, "documents");
  p.crumbs = {{{text(request, _("Documentos")), list_url(d.alliance)}}, d.title};
  p.who_reads = who_reads(d.confidentiality);
  p.added = text(request,
                 _("Lo agregó {1}, {2}.").arg(d.created_by_name).arg(moment_text(seen.at.alliance, d.created_at, request.lang)));
  for (const auto& v : found.versions) p.versions.push_back(version_view(seen, v, request.lang));
  for (const auto& t : found.twins) p.twins.push_back({page_url(d.alliance, t.document), t.title});
  if (d.withdrawn) {
    p.withdrawn = text(
        request, _("Lo retiró {1}, {2}.").arg(d.withdrawn->by).arg(moment_text(seen.at.alliance, d.withdrawn->at, request.lang)));
    p.reason = d.withdrawn->reason;
  } else if (seen.may_write) {
    const auto to = [&](const char* tail) { return Url("/alliances/{}/documents/{}/{}", d.alliance, d.id, std::string(tail)); };
    p.add_version = Url("/alliances/{}/documents/{}/versions/new", d.alliance, d.id);
    p.edit = to("edit");
    p.withdraw = to("withdraw");
  }
  return p;
}

Response show(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request); })));
}

Result<Response> file(feature::Site& site, Request& request) {
  const auto version = TRY(site.db.read([&](db::Tx& tx) -> Result<Version> {
    return version_of(tx, TRY(seen_in(tx, request)), version_number(request.param("version")));
  }));
  return files::attachment(store_of(site), {version.digest, version.type, version.file_name});
}

std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const CommitteeId committee(at.subject);
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, id);
  if (!seen) return {};
  const auto may = may_add(tx, actor, *seen);
  views::CommitteePanel p;
  p.all = list_url(id).with("committee", committee.text());
  if (may.alliance || std::find(may.committees.begin(), may.committees.end(), committee) != may.committees.end())
    p.add = Url("/alliances/{}/documents/new", id).with("committee", committee.text());
  const auto bodies = bodies_of(tx, id, at.request.lang);
  for (const auto& d : list(tx, id, sight_of(tx, actor, *seen), {.committee = committee}, {}, most_rows).rows)
    p.rows.push_back(row_view(d, bodies, at.request.lang));
  return std::string(html::draw(at.request.lang, p).markup());
}

}  // namespace

void add_show_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/documents");
  pages.get("/{document}", show, {.run = http::Run::inline_});
  pages.get("/{document}/versions/{version}", file);
}

void add_panels(feature::Site& site) { site.hang("committee", 30, committee_panel); }

}  // namespace alianza::document
