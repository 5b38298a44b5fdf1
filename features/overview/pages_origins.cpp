// How organisations came to the alliance: figures that lead to their rows, and the rows to take away.
#include "features/alliances/shell.h"
#include "features/overview/actions.h"
#include "features/overview/pages.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::overview {
namespace {

using documents::Cell;
using documents::Format;
using feature::demand;
using http::Request;
using http::Response;
using http::Url;
using organizations::OrganizationType;
using organizations::Origin;

constexpr std::size_t most_shown = 300;

Url origins_url(AllianceId id) { return Url("/alliances/{}/origins", id); }

OriginFilter origin_filter(const Request& request) {
  OriginFilter f;
  if (Origin origin{}; from_text(request.query.get("origin"), origin)) f.origin = origin;
  if (OrganizationType type{}; from_text(request.query.get("type"), type)) f.type = type;
  return f;
}

Url filtered(Url url, const OriginFilter& f) {
  if (f.origin) url = std::move(url).with("origin", organizations::to_text(*f.origin));
  if (f.type) url = std::move(url).with("type", organizations::to_text(*f.type));
  return url;
}

views::OriginCell cell_of(AllianceId id, std::int64_t n, Origin origin, std::optional<OrganizationType> type) {
  return {n, organizations::label(origin), filtered(origins_url(id), {origin, type}).fragment("partners")};
}

void fill_table(views::Origins& p, const Origins& found) {
  const auto id = found.seen.alliance.id;
  for (const auto origin : organizations::origins()) {
    p.heads.push_back(organizations::label(origin));
    std::int64_t sum = 0;
    for (const auto& row : found.table) sum += row.counts.at(static_cast<std::size_t>(origin));
    p.sums.push_back(cell_of(id, sum, origin, {}));
    p.all += sum;
  }
  for (const auto& row : found.table) {
    views::OriginLine line{organizations::label(row.type), {}, row.all};
    for (const auto origin : organizations::origins())
      line.cells.push_back(cell_of(id, row.counts.at(static_cast<std::size_t>(origin)), origin, row.type));
    p.lines.push_back(std::move(line));
  }
}

Response origins_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Origins> {
    const auto filter = origin_filter(request);
    const auto found = TRY(origins(tx, auth::actor_of(request), id, filter));
    const auto title = i18n::text(request.lang, _("Origen de las organizaciones"));
    views::Origins p{.shell = alliances::shell(site, tx, request, found.seen, title, "")};
    p.crumbs = {{{i18n::text(request.lang, _("Estado de la alianza")), Url("/alliances/{}/overview", id)}}, title};
    fill_table(p, found);
    for (const auto& partner : found.chosen) {
      if (p.rows.size() == most_shown) break;
      p.rows.push_back({Url("/alliances/{}/organizations/{}", id, partner.id), partner.name, organizations::label(partner.type),
                        membership::label(partner.status), organizations::label(partner.origin), partner.proposer_name});
    }
    p.chosen = static_cast<std::int64_t>(found.chosen.size());
    p.cut = p.rows.size() < found.chosen.size();
    p.filtered = filter.origin || filter.type;
    p.everything = origins_url(id);
    p.downloads = {{_("CSV"), _("UTF-8, separado por comas"), filtered(Url("/alliances/{}/origins.csv", id), filter)},
                   {_("XLSX"), _("hoja de cálculo"), filtered(Url("/alliances/{}/origins.xlsx", id), filter)},
                   {_("JSON"), _("con el esquema"), filtered(Url("/alliances/{}/origins.json", id), filter)}};
    return p;
  }));
  return html::respond(request, page);
}

documents::TableOptions origin_columns(const Request& request, const alliances::Seen& seen) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, i18n::text(request.lang, title), width});
  };
  column("id", _("Identificador"), 16);
  column("name", _("Organización"), 40);
  column("type", _("Tipo"), 28);
  column("status", _("Situación"), 14);
  column("since", _("Desde"), 12);
  column("origin", _("Origen"), 28);
  column("proposer", _("La propuso"), 40);
  o.title = i18n::text(request.lang, _("Origen de las organizaciones"));
  o.about.emplace_back("alliance", seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(seen.alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

Response origins_table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto found = TRY(origins(tx, auth::actor_of(request), id, origin_filter(request)));
    const auto say = [&](const Message& m) { return i18n::text(request.lang, m); };
    std::vector<std::vector<Cell>> rows;
    for (const auto& p : found.chosen)
      rows.push_back({p.id.text(), p.name, say(organizations::label(p.type)), say(membership::label(p.status)), p.since,
                      say(organizations::label(p.origin)), p.proposer_name});
    auto pieces = documents::stream(documents::table_writer(format, origin_columns(request, found.seen)), std::move(rows));
    return Response::stream_download(std::move(pieces), documents::media_type(format),
                                     say(_("origen-de-las-organizaciones")) + "." + std::string(documents::extension(format)));
  }));
}

}  // namespace

void add_origin_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/origins");
  pages.get("", origins_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(origins_table, format));
}

}  // namespace alianza::overview
