// The ranking of reasons of the alliance, the dashboard of one organisation, and its download.
#include <algorithm>

#include "features/values/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::values {
namespace {

using documents::Cell;
using documents::Format;

/// "2.3", as both languages write it.
std::string mean_text(const ReasonCount& row) {
  const auto mean = row.mean();
  if (!mean) return {};
  const auto tenths = static_cast<std::int64_t>(*mean * 10 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Response ranking_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Ranking> {
    const auto found = TRY(ranking(tx, auth::actor_of(request), id));
    views::Ranking p;
    p.shell = alliances::shell(site, tx, request, found.seen, text(request, _("Por qué participan las organizaciones")), "");
    p.organizations = found.organizations;
    p.least = least_rankings;
    for (const auto& row : found.rows) p.rows.push_back({label(row.reason), row.named, row.first, mean_text(row)});
    p.told = found.told;
    for (const auto& [organization, name] : found.own) p.own.push_back({name, dashboard_url({id, organization})});
    return p;
  }));
  return html::respond(request, page);
}

Response dashboard_page(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Dashboard> {
    const auto d = TRY(dashboard(tx, auth::actor_of(request), at.alliance, at.organization));
    const auto title = text(request, _("Lo que aporta participar"));
    views::Dashboard p;
    p.shell = alliances::shell(site, tx, request, d.seen, title, "");
    p.crumbs = {{{d.name, Url("/alliances/{}/organizations/{}", at.alliance, at.organization)}}, title};
    p.organization = d.name;
    if (d.ranks)
      for (const auto reason : in_order(*d.ranks)) p.ranks.push_back(label(reason));
    p.told = d.told;
    for (const auto& book : d.kpis) p.kpis.push_back(row_of(at, book));
    p.downloads = {
        {_("CSV"), _("UTF-8, separado por comas"), Url("/alliances/{}/organizations/{}/value.csv", at.alliance, at.organization)},
        {_("XLSX"), _("hoja de cálculo"), Url("/alliances/{}/organizations/{}/value.xlsx", at.alliance, at.organization)},
        {_("JSON"), _("con el esquema"), Url("/alliances/{}/organizations/{}/value.json", at.alliance, at.organization)}};
    if (d.may_keep) {
      p.rank = Url("/alliances/{}/organizations/{}/value/reasons", at.alliance, at.organization);
      p.add = Url("/alliances/{}/organizations/{}/value/kpis/new", at.alliance, at.organization);
    }
    return p;
  }));
  return html::respond(request, page);
}

documents::TableOptions table_options(const Request& request, const Dashboard& d) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("area", _("Área"), 24);
  column("kpi", _("Indicador"), 40);
  column("unit", _("Unidad"), 16);
  column("baseline", _("Punto de partida"), 14);
  column("target", _("Meta"), 14);
  column("target_on", _("Fecha de la meta"), 12);
  column("measured_on", _("Medido el"), 12);
  column("value", _("Valor"), 14);
  column("evidence", _("Evidencia"), 50);
  o.title = text(request, _("Lo que aporta participar"));
  o.about.emplace_back("alliance", d.seen.alliance.name.in(request.lang));
  o.about.emplace_back("organization", d.name);
  if (const auto seal = alliances::seal(d.seen.alliance, request.lang))
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", d.seen.today.text());
  return o;
}

/// "-1250.5": as a sheet takes a number.
Cell number_of(Amount amount) {
  auto text = amount.text();
  std::erase(text, ',');
  return Cell::decimal(std::move(text));
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto at = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto d = TRY(dashboard(tx, auth::actor_of(request), at.alliance, at.organization));
    std::vector<std::vector<Cell>> rows;
    for (const auto& [k, measures] : d.kpis) {
      const auto row = [&](Cell on, Cell value, const std::string& evidence) {
        rows.push_back({text(request, label(k.area)), k.title, k.unit, number_of(k.baseline), number_of(k.target), k.target_on,
                        std::move(on), std::move(value), evidence});
      };
      if (measures.empty()) row({}, {}, {});
      for (const auto& m : measures) row(m.on, number_of(m.value), m.evidence);
    }
    auto pieces = documents::stream(documents::table_writer(format, table_options(request, d)), std::move(rows));
    return Response::stream_download(std::move(pieces), documents::media_type(format),
                                     text(request, _("indicadores")) + "." + std::string(documents::extension(format)));
  }));
}

std::string home_entrance(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto found = ranking(tx, auth::actor_of(at.request), id);
  if (!found || found->own.empty()) return {};
  const auto url = found->own.size() == 1 ? dashboard_url({id, found->own.front().first}) : ranking_url(id);
  return std::string(html::draw(at.request, views::Entrance{url}).markup());
}

}  // namespace

views::KpiRow row_of(const At& at, const KpiBook& book) {
  const auto& k = book.kpi;
  views::KpiRow row{.url = kpi_url(at, k.id), .title = k.title, .area = label(k.area), .unit = k.unit};
  row.baseline = k.baseline.text();
  if (!book.measures.empty()) {
    row.latest = book.measures.back().value.text();
    row.latest_on = book.measures.back().on;
  }
  row.target = k.target.text();
  row.target_on = k.target_on;
  row.percent = progress(k, book.measures);
  row.shown_percent = std::clamp<std::int64_t>(row.percent.value_or(0), 0, 100);
  row.retired = k.retired.has_value();
  return row;
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.get("/value", ranking_page);
  pages.get("/organizations/{organization}/value", dashboard_page);
  for (const auto format : documents::formats)
    pages.get("/organizations/{organization}/value." + std::string(documents::extension(format)), feature::given(table, format));
  add_form_pages(site);
  site.hang("home", 74, home_entrance);
}

}  // namespace alianza::values
