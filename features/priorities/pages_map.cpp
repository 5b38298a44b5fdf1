// The convergence map, one of its themes with the rows behind each figure, and their downloads.
#include <algorithm>
#include <set>

#include "features/priorities/access.h"
#include "features/priorities/pages_shared.h"
#include "features/workplans/actions.h"

namespace alianza::priorities {
namespace {

using documents::Cell;

constexpr std::size_t most_listed = 200;  // organisations on the page of a theme; the download has all
constexpr std::size_t most_plans = 3;     // work plans whose progress that page tells
constexpr std::array statuses_in_order{Status::convergent, Status::only_organizations, Status::only_institution, Status::nobody};

std::optional<int> least_in(const Request& request) { return parse_least(request.query.get("least")); }

/// An address of the map that keeps the threshold that was asked for.
Url keep_least(Url url, const Request& request) {
  if (const auto least = least_in(request)) return std::move(url).with("least", *least);
  return url;
}

Message meaning_of(Status status) {
  switch (status) {
    case Status::convergent: return _("Lo quieren los dos lados.");
    case Status::only_organizations: return _("Lo quieren las organizaciones; no es prioridad de la institución.");
    case Status::only_institution: return _("Es prioridad de la institución; no lo quieren bastantes organizaciones.");
    case Status::nobody: return _("No es prioridad y no lo quieren bastantes organizaciones.");
  }
  return {};
}

views::Counting counting_of(const Map& m, const Request& request) {
  views::Counting c;
  c.least = m.rule.least;
  if (m.survey) c.survey = m.survey->title.in(request.lang);
  c.is_for_members = m.eyes == Eyes::member;
  c.active = m.material.active;
  if (m.may_keep) c.change = Url("/alliances/{}/convergence/rule", m.at.alliance.id);
  return c;
}

std::vector<views::Quadrant> quadrants_of(const Map& m, const Request& request) {
  std::vector<views::Quadrant> out;
  for (const auto status : statuses_in_order) {
    auto& q = out.emplace_back(views::Quadrant{badge(status), meaning_of(status), {}});
    for (const auto& t : m.themes)
      if (!t.is_target() && t.status == status)
        q.goals.push_back({t.goal, html::TileSize::s40, keep_least(theme_url(m.at.alliance.id, t.code), request)});
  }
  return out;
}

html::Measures chart_of(const Map& m, Lang lang) {
  html::Measures chart;
  for (const auto& t : m.themes) {
    if (t.is_target()) continue;
    const auto count = static_cast<std::int64_t>(t.count());
    auto figure = N_("{1} organización", "{1} organizaciones", count);
    chart.rows.push_back({.name = html::sdg_label(lang, t.goal),
                          .detail = t.weight > 0 ? _("institución: {1} de 5").arg(t.weight) : _("institución: no es prioridad"),
                          .value = count,
                          .target = m.rule.least,
                          .figure = figure,
                          .title = std::move(figure),
                          .sdg = t.goal});
  }
  chart.caption = _("La marca es el número de organizaciones que hacen falta.");
  chart.table = html::Link{_("Ver la tabla"), map_url(m.at.alliance.id).fragment("themes")};
  return chart;
}

/// Titles of the targets that the map shows: one query, and none when it shows no target.
std::map<std::string, LocalizedText> target_titles(db::Tx& tx, const Map& m) {
  std::map<std::string, LocalizedText> out;
  if (std::none_of(m.themes.begin(), m.themes.end(), [](const Theme& t) { return t.is_target(); })) return out;
  for (auto& node : frameworks::nodes(tx, {.agency = m.at.alliance.agency, .most_depth = 1}))
    out.emplace(node.code, std::move(node.title));
  return out;
}

views::MapRow map_row(const Theme& t, const std::map<std::string, LocalizedText>& titles, AllianceId alliance,
                      const Request& request) {
  views::MapRow row;
  row.url = keep_least(theme_url(alliance, t.code), request);
  row.goal = t.goal;
  if (t.is_target()) {
    row.target = t.code;
    if (const auto found = titles.find(t.code); found != titles.end()) row.title = found->second;
  }
  if (t.weight > 0) row.weight = weight_label(t.weight);
  row.organizations = t.count();
  row.status = badge(t.status);
  row.committees = static_cast<int>(t.committees.size());
  row.initiatives = t.under_way;
  row.warns = t.warns();
  return row;
}

Response map_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::MapPage> {
        const auto m = TRY(map(tx, auth::actor_of(request), id, least_in(request)));
        views::MapPage p;
        p.shell = alliances::shell(site, tx, request, m.at, text(request, _("Mapa de convergencia")), "convergence");
        p.tabs = tabs(id, Part::map);
        p.counting = counting_of(m, request);
        p.here = map_url(id);
        p.quadrants = quadrants_of(m, request);
        p.chart = chart_of(m, request.lang);
        const auto titles = target_titles(tx, m);
        for (const auto& t : m.themes) p.rows.push_back(map_row(t, titles, id, request));
        if (m.eyes == Eyes::office) p.scenario = scenario_url(id);
        p.downloads = downloads_at(_("Cada tema con sus dos lados."), [&](auto extension) {
          return keep_least(Url("/alliances/{}/convergence.{}", id, extension), request);
        });
        p.interests = downloads_at(_("Qué organización quiere qué tema, y cómo se sabe."),
                                   [&](auto extension) { return Url("/alliances/{}/convergence/interests.{}", id, extension); });
        return p;
      })));
}

Response map_file(feature::Site& site, Request& request, documents::Format format) {
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<Rows> {
    const auto m = TRY(map(tx, auth::actor_of(request), alliance_in(request), least_in(request)));
    options = table_options(request, m.at, _("Mapa de convergencia"));
    options.about.emplace_back("least", std::to_string(m.rule.least));
    if (m.survey) options.about.emplace_back("survey", m.survey->title.in(request.lang));
    options.columns = {{"theme", text(request, _("ODS o meta")), 8},
                       {"title", text(request, _("Título")), 50},
                       {"weight", text(request, _("Peso para la institución")), 10},
                       {"organizations", text(request, _("Organizaciones")), 14},
                       {"status", text(request, _("Convergencia")), 24},
                       {"committees", text(request, _("Comités")), 30},
                       {"initiatives", text(request, _("Iniciativas")), 30}};
    const auto titles = target_titles(tx, m);
    Rows out;
    for (const auto& t : m.themes) {
      const auto title = titles.find(t.code);
      std::string existing;
      for (const auto id : t.committees) existing += (existing.empty() ? "" : "; ") + m.committee(id)->name.in(request.lang);
      std::string under_way;
      for (const auto id : t.initiatives)
        if (is_under_way(m.initiative(id)->state)) under_way += (under_way.empty() ? "" : "; ") + m.initiative(id)->title;
      out.push_back({t.code,
                     t.is_target() ? (title == titles.end() ? std::string() : title->second.in(request.lang))
                                   : text(request, html::sdg_name(t.goal)),
                     t.weight > 0 ? Cell(t.weight) : Cell(), t.count(), text(request, label(t.status)), existing, under_way});
    }
    return out;
  }));
  return file_of(request, format, _("mapa-de-convergencia"), std::move(options), std::move(rows));
}

std::string sources_text(const std::set<Source>& sources, Lang lang) {
  std::string out;
  for (const auto source : sources) out += (out.empty() ? "" : "; ") + text(lang, label(source));
  return out;
}

Response interests_file(feature::Site& site, Request& request, documents::Format format) {
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<Rows> {
    const auto m = TRY(map(tx, auth::actor_of(request), alliance_in(request), {}));
    options = table_options(request, m.at, _("Intereses de las organizaciones"));
    options.columns = {{"theme", text(request, _("ODS o meta")), 8},
                       {"organization", text(request, _("Organización")), 40},
                       {"sources", text(request, _("Cómo se sabe")), 40}};
    std::set<OrganizationId> ids;
    for (const auto& t : m.themes)
      for (const auto& w : t.wanting) ids.insert(w.organization);
    const auto names = organizations::names(tx, {ids.begin(), ids.end()});
    Rows out;
    for (const auto& t : m.themes)
      for (const auto& w : t.wanting)
        out.push_back({t.code, name_in(names, w.organization), sources_text(w.sources, request.lang)});
    return out;
  }));
  return file_of(request, format, _("intereses"), std::move(options), std::move(rows));
}

void fill_wanting(views::ThemePage& p, db::Tx& tx, const SeenTheme& at, Lang lang) {
  const auto& all = at.theme.wanting;
  const auto listed = std::min(all.size(), most_listed);
  std::vector<OrganizationId> ids;
  for (std::size_t n = 0; n < listed; ++n) ids.push_back(all[n].organization);
  const auto names = organizations::names(tx, ids);
  for (std::size_t n = 0; n < listed; ++n)
    p.wanting.push_back(
        {{name_in(names, all[n].organization), Url("/alliances/{}/organizations/{}", at.map.at.alliance.id, all[n].organization)},
         sources_text(all[n].sources, lang)});
  std::sort(p.wanting.begin(), p.wanting.end(), [&](const auto& a, const auto& b) {
    return fold(a.organization.words.in(lang)) < fold(b.organization.words.in(lang));
  });
  p.not_listed = static_cast<int>(all.size() - listed);
  p.unnamed = at.theme.unnamed;
  p.organizations = at.theme.count();
}

/// A goal has one committee or two: only of the first few is the plan asked for.
void fill_existing(views::ThemePage& p, db::Tx& tx, const SeenTheme& at, const Request& request) {
  const auto alliance = at.map.at.alliance.id;
  for (const auto id : at.theme.committees) {
    auto& row = p.committees.emplace_back(views::CommitteeRow{
        {at.map.committee(id)->name.in(request.lang), Url("/alliances/{}/committees/{}", alliance, id)}, {}, 0, 0});
    if (p.committees.size() > most_plans) continue;
    if (!workplans::see(tx, auth::actor_of(request), alliance, id)) continue;
    const auto count = workplans::count(workplans::plan(tx, id).activities, at.map.at.today);
    if (count.activities == 0) continue;
    row.has_plan = true;
    row.activities = count.activities;
    row.progress = count.progress;
  }
  std::vector<Initiative> rows;
  for (const auto id : at.theme.initiatives) rows.push_back(*at.map.initiative(id));
  p.initiatives = table_of(tx, alliance, rows);
}

Response theme_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::ThemePage> {
                         const auto at =
                             TRY(see_theme(tx, auth::actor_of(request), id, request.param("theme"), least_in(request)));
                         views::ThemePage p;
                         p.goal = at.theme.goal;
                         if (at.theme.is_target()) p.target = at.theme.code;
                         p.title = at.title;
                         p.crumbs = {{{text(request, _("Mapa de convergencia")), keep_least(map_url(id), request)}},
                                     at.theme.is_target() ? text(request, _("Meta {1}").arg(at.theme.code))
                                                          : html::sdg_label(request.lang, p.goal)};
                         p.shell = alliances::shell(site, tx, request, at.map.at, p.crumbs.here, "convergence");
                         p.status = badge(at.theme.status);
                         p.warns = at.theme.warns();
                         p.counting = counting_of(at.map, request);
                         for (const auto priority : at.theme.priorities)
                           p.priorities.rows.push_back(row_of(*at.map.priority(priority)));
                         fill_wanting(p, tx, at, request.lang);
                         for (const auto& offered : at.theme.offered)
                           p.offers.push_back({organizations::label(offered.kind), offered.organizations});
                         fill_existing(p, tx, at, request);
                         // By the rule in force: what was asked with another number founds nothing.
                         if (at.map.may_keep && at.theme.status == Status::convergent && !least_in(request))
                           p.found = Url("/alliances/{}/convergence/{}/committee", id, at.theme.code);
                         return p;
                       })));
}

}  // namespace

void add_map_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/convergence");
  pages.get("", map_page);
  for (const auto format : documents::formats) {
    const auto extension = "." + std::string(documents::extension(format));
    pages.get(extension, feature::given(map_file, format));
    pages.get("/interests" + extension, feature::given(interests_file, format));
  }
  pages.get("/{theme}", theme_page);
}

}  // namespace alianza::priorities
