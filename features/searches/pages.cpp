#include "features/searches/pages.h"

#include "features/alliances/shell.h"
#include "features/searches/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"

namespace alianza::searches {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

Url page_url(AllianceId id) { return Url("/alliances/{}/search", id); }

Url url_of(const Results& results, const search::Kind* kind) {
  auto url = page_url(results.seen.alliance.id).with("q", results.text);
  return kind == nullptr ? url : std::move(url).with("kind", kind->name);
}

/// A language is said only where it is not that of the page.
std::string said(Lang given, Lang page) { return given == page ? std::string() : std::string(tag(given)); }

views::HitRow row_of(const search::Kinds& kinds, search::Hit hit, Lang lang) {
  return {kinds.find(hit.kind)->page(hit.alliance, hit.id),
          {std::move(hit.title.pieces)},
          said(hit.title.lang, lang),
          {std::move(hit.snippet.pieces)},
          said(hit.snippet.lang, lang)};
}

views::HitGroup group_of(const search::Kinds& kinds, const Results& results, const search::Group& group, Lang lang) {
  const auto* kind = kinds.find(group.kind);
  views::HitGroup out{.anchor = group.kind, .heading = kind->title, .count = html::count_text(lang, group.count)};
  for (const auto& hit : group.hits) out.rows.push_back(row_of(kinds, hit, lang));
  if (group.count > static_cast<std::int64_t>(group.hits.size())) {
    out.all = url_of(results, kind);
    out.all_words = _("Ver todos los resultados en {1}: {2}").arg(i18n::text(lang, kind->title)).arg(out.count);
  }
  return out;
}

/// One kind, page by page.
void put_page(views::Results& page, const search::Kinds& kinds, const Results& results, const Request& request) {
  const auto lang = request.lang;
  const auto after = request.query.get("after");
  if (!after.empty()) page.first = url_of(results, results.kind);
  if (results.page->next) page.next = url_of(results, results.kind).with("after", results.page->next->text());
  if (results.page->hits.empty()) return;
  views::HitGroup group{.anchor = results.kind->name, .heading = results.kind->title};
  for (const auto& g : results.groups)
    if (g.kind == results.kind->name) group.count = html::count_text(lang, g.count);
  for (const auto& hit : results.page->hits) group.rows.push_back(row_of(kinds, hit, lang));
  page.groups.push_back(std::move(group));
}

void put_kinds(views::Results& page, const search::Kinds& kinds, const Results& results, Lang lang) {
  std::int64_t total = 0;
  for (const auto& group : results.groups) total += group.count;
  page.kinds.push_back({_("Todo"), html::count_text(lang, total), url_of(results, nullptr), results.kind == nullptr});
  for (const auto& group : results.groups) {
    const auto* kind = kinds.find(group.kind);
    page.kinds.push_back({kind->title, html::count_text(lang, group.count), url_of(results, kind), kind == results.kind});
  }
}

views::Results page_of(const search::Kinds& kinds, const Results& results, const Request& request) {
  const auto id = results.seen.alliance.id;
  views::Results page{
      .search = {.action = page_url(id),
                 .label = _("Buscar en la alianza"),
                 .hint = _("Todas las palabras; la última puede ser solo el comienzo. Da igual con o sin acentos."),
                 .value = results.text}};
  if (results.is_asked) page.asked = results.text;
  page.is_complete = results.is_complete;
  page.directory = Url("/alliances/{}/organizations", id).with("q", results.text);
  if (results.kind != nullptr || results.groups.size() > 1) put_kinds(page, kinds, results, request.lang);
  if (results.page)
    put_page(page, kinds, results, request);
  else
    for (const auto& group : results.groups) page.groups.push_back(group_of(kinds, results, group, request.lang));
  return page;
}

/// What an old link says and is no longer understood is left out.
Input input_of(const feature::Site& site, const Request& request, AllianceId alliance) {
  Input input{.alliance = alliance, .text = request.query.get("q"), .lang = request.lang};
  if (site.search.find(request.query.get("kind")) == nullptr) return input;
  input.kind = request.query.get("kind");
  if (search::Cursor::parse(request.query.get("after"))) input.after = request.query.get("after");
  return input;
}

Response results_page(feature::Site& site, Request& request) {
  const auto input = input_of(site, request, demand(request.id<AllianceId>("alliance")));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Results> {
    const auto results = TRY(look(tx, site.search, auth::actor_of(request), input));
    auto out = page_of(site.search, results, request);
    out.shell = alliances::shell(site, tx, request, results.seen, i18n::text(request.lang, _("Buscar en la alianza")), "search");
    out.shell.search.reset();  // the page has its own
    return out;
  }));
  return html::respond(request, page);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/search");
  pages.get("", results_page);
}

}  // namespace alianza::searches
