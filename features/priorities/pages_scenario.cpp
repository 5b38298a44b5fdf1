// Scenarios: which few convergent goals bring the most organisations into committees, and what that leaves out.
#include <set>

#include "features/priorities/pages_shared.h"
#include "features/priorities/solver.h"

namespace alianza::priorities {
namespace {

constexpr const char* limit_names[] = {"themes", "least_members", "most_members", "most_committees"};

ScenarioInput scenario_input(const Request& request) {
  ScenarioInput input;
  std::string* const parts[] = {&input.themes, &input.least_members, &input.most_members, &input.most_committees};
  for (std::size_t n = 0; n < std::size(parts); ++n)
    if (request.query.has(limit_names[n])) *parts[n] = request.query.get(limit_names[n]);
  return input;
}
Url with_limits(Url url, const ScenarioInput& i) {
  return std::move(url)
      .with("themes", i.themes)
      .with("least_members", i.least_members)
      .with("most_members", i.most_members)
      .with("most_committees", i.most_committees);
}

html::Field limit_field(const char* name, Message label, const std::string& value, const char* most) {
  return {.control = Control::number,
          .name = name,
          .label = std::move(label),
          .value = value,
          .width = html::Width::short_,
          .least = "1",
          .most = most};
}
std::vector<html::Field> limit_fields(const ScenarioInput& i) {
  return {limit_field("themes", _("Comités a lo más"), i.themes, "17"),
          limit_field("least_members", _("Organizaciones por comité, al menos"), i.least_members, "1000"),
          limit_field("most_members", _("Organizaciones por comité, a lo más"), i.most_members, "1000"),
          limit_field("most_committees", _("Comités por organización, a lo más"), i.most_committees, "17")};
}

/// The solver runs between two readings of the database, not inside one.
Result<Scenario> solved(feature::Site& site, const Request& request, const ScenarioInput& input) {
  const auto wanted =
      TRY(site.db.read([&](db::Tx& tx) { return scenario_demand(tx, auth::actor_of(request), alliance_in(request)); }));
  return solve(wanted, TRY(parse(input)));
}

/// A wrong limit, a missing solver or nothing to choose from is a sentence of the page, which keeps its form.
Message refusal_of(const Error& error) {
  if (error.fault != Fault::invalid && error.fault != Fault::unavailable && error.fault != Fault::conflict)
    throw http::Abandon{error};
  return error.fields.empty() ? error.message : error.fields.front().message;
}

Message reason_of(const ProposedCommittee& c) {
  return _("Lo quieren {1}; aquí quedan {2}, de las que {3} no están en otro. Peso para la institución: {4} de 5.")
      .arg(std::int64_t{c.wanting})
      .arg(static_cast<std::int64_t>(c.members.size()))
      .arg(std::int64_t{c.only_here})
      .arg(std::int64_t{c.weight});
}

Names names_in(db::Tx& tx, const Scenario& s) {
  std::set<OrganizationId> ids(s.unplaced.begin(), s.unplaced.end());
  for (const auto& c : s.committees) ids.insert(c.members.begin(), c.members.end());
  return organizations::names(tx, {ids.begin(), ids.end()});
}

void fill_scenario(views::ScenarioPage& p, const Scenario& s, const Names& names, AllianceId alliance) {
  p.is_solved = true;
  p.is_proven = s.is_proven;
  p.placed = s.placed;
  p.wanting = s.wanting;
  for (const auto& c : s.committees) {
    auto& row =
        p.committees.emplace_back(views::ProposedRow{c.goal, theme_url(alliance, std::to_string(c.goal)), reason_of(c), {}});
    for (const auto member : c.members) row.members.push_back(name_in(names, member));
  }
  for (const auto& out : s.left_out)
    p.left_out.push_back({out.goal, theme_url(alliance, std::to_string(out.goal)), label(out.why), out.wanting, out.unplaced});
  for (const auto organization : s.unplaced) p.unplaced.push_back(name_in(names, organization));
}

Response scenario_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  const auto input = scenario_input(request);
  std::optional<Scenario> scenario;
  views::ScenarioPage p;
  if (request.query.has(limit_names[0])) {
    auto answer = solved(site, request, input);
    if (answer)
      scenario = std::move(*answer);
    else
      p.refusal = refusal_of(answer.error());
  }
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto seen = TRY(see_scenarios(tx, auth::actor_of(request), id));
    p.crumbs = {{{text(request, _("Mapa de convergencia")), map_url(id)}}, text(request, _("Escenario de comités"))};
    p.shell = alliances::shell(site, tx, request, seen, p.crumbs.here, "convergence");
    p.here = scenario_url(id);
    p.limits = limit_fields(input);
    if (scenario) fill_scenario(p, *scenario, names_in(tx, *scenario), id);
    p.downloads = downloads_at(_("Cada organización en cada comité propuesto."), [&](auto extension) {
      return with_limits(Url("/alliances/{}/convergence/scenario.{}", id, extension), input);
    });
    return {};
  }));
  return html::respond(request, p);
}

Response scenario_file(feature::Site& site, Request& request, documents::Format format) {
  const auto id = alliance_in(request);
  const auto scenario = demand(solved(site, request, scenario_input(request)));
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<Rows> {
    const auto seen = TRY(see_scenarios(tx, auth::actor_of(request), id));
    options = table_options(request, seen, _("Escenario de comités"));
    options.columns = {{"goal", text(request, _("ODS")), 6},
                       {"title", text(request, _("Título")), 40},
                       {"organization", text(request, _("Organización")), 40}};
    const auto names = names_in(tx, scenario);
    Rows out;
    for (const auto& c : scenario.committees)
      for (const auto member : c.members) out.push_back({c.goal, text(request, html::sdg_name(c.goal)), name_in(names, member)});
    for (const auto organization : scenario.unplaced)
      out.push_back({documents::Cell(), documents::Cell(), name_in(names, organization)});
    return out;
  }));
  return file_of(request, format, _("escenario"), std::move(options), std::move(rows));
}

}  // namespace

void add_scenario_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/convergence/scenario");
  pages.get("", scenario_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(scenario_file, format));
}

}  // namespace alianza::priorities
