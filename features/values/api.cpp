// JSON of what taking part brings, on the same actions as the pages.
#include "features/values/api.h"

#include "features/values/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::values {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<ReasonCount> reason_json{"ValueReason",
                                     {{"reason", &ReasonCount::reason},
                                      {"named", &ReasonCount::named},
                                      {"first", &ReasonCount::first},
                                      {"rank_sum", &ReasonCount::rank_sum, _("Entre «named» da el lugar promedio")}}};
const Shape<Ranking> ranking_json{"ValueRanking",
                                  {{"organizations", &Ranking::organizations, _("Activas que ordenaron sus razones")},
                                   {"reasons", [](const Ranking& r) -> const auto& { return r.rows; }, reason_json,
                                    _("Vacío con menos de tres organizaciones")},
                                   {"published", &Ranking::told, _("Las que la alianza publicó, en su orden")}}};
const Shape<Measure> measure_json{"ValueMeasure",
                                  {{"id", &Measure::id},
                                   {"value", [](const Measure& m) { return m.value.text(); }},
                                   {"on", &Measure::on},
                                   {"evidence", &Measure::evidence},
                                   {"origin", [](const Measure& m) { return m.origin.text(); },
                                    _("experience:ID o engagement:ID; vacío: de ninguno en particular")}}};
const Shape<KpiBook> kpi_json{
    "ValueKpi",
    {{"id", [](const KpiBook& b) { return b.kpi.id; }},
     {"area", [](const KpiBook& b) { return b.kpi.area; }},
     {"title", [](const KpiBook& b) { return b.kpi.title; }},
     {"unit", [](const KpiBook& b) { return b.kpi.unit; }},
     {"baseline", [](const KpiBook& b) { return b.kpi.baseline.text(); }},
     {"baseline_on", [](const KpiBook& b) { return b.kpi.baseline_on; }},
     {"target", [](const KpiBook& b) { return b.kpi.target.text(); }},
     {"target_on", [](const KpiBook& b) { return b.kpi.target_on; }},
     {"progress", [](const KpiBook& b) { return progress(b.kpi, b.measures); }, _("Por ciento del camino a la meta")},
     {"retired", [](const KpiBook& b) { return b.kpi.retired; }},
     {"retired_for", [](const KpiBook& b) { return b.kpi.retired_for; }},
     {"version", [](const KpiBook& b) { return b.kpi.version; }},
     {"measures", [](const KpiBook& b) -> const auto& { return b.measures; }, measure_json}}};
const Shape<Dashboard> dashboard_json{"ValueDashboard",
                                      {{"organization", &Dashboard::organization},
                                       {"reasons",
                                        [](const Dashboard& d) {
                                          std::vector<std::string> out;
                                          if (d.ranks)
                                            for (const auto reason : in_order(*d.ranks)) out.emplace_back(to_text(reason));
                                          return out;
                                        },
                                        _("En su orden")},
                                       {"published", &Dashboard::told, _("Las que la alianza publicó, en su orden")},
                                       {"kpis", [](const Dashboard& d) -> const auto& { return d.kpis; }, kpi_json}}};

struct RanksTyped {
  std::string strategic_interests, shared_change, business_case, emergency_channel, positioning, flexibility;
};
const Intake<RanksTyped> ranks_body{"ValueRanksInput",
                                    {{"strategic_interests", &RanksTyped::strategic_interests, feature::integer()},
                                     {"shared_change", &RanksTyped::shared_change, feature::integer()},
                                     {"business_case", &RanksTyped::business_case, feature::integer()},
                                     {"emergency_channel", &RanksTyped::emergency_channel, feature::integer()},
                                     {"positioning", &RanksTyped::positioning, feature::integer()},
                                     {"flexibility", &RanksTyped::flexibility, feature::integer()}}};
const Intake<KpiInput> kpi_body{"ValueKpiInput",
                                {{"area", &KpiInput::area, one_of<Area>().required()},
                                 {"title", &KpiInput::title, text().required()},
                                 {"unit", &KpiInput::unit, text().required()},
                                 {"baseline", &KpiInput::baseline, text().required(), _("Con tres decimales a lo más")},
                                 {"baseline_on", &KpiInput::baseline_on, feature::date().required()},
                                 {"target", &KpiInput::target, text().required()},
                                 {"target_on", &KpiInput::target_on, feature::date().required()},
                                 {"version", &KpiInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<MeasureInput> measure_body{
    "ValueMeasureInput",
    {{"value", &MeasureInput::value, text().required()},
     {"on", &MeasureInput::on, feature::date().required()},
     {"evidence", &MeasureInput::evidence, text().required()},
     {"origin", &MeasureInput::origin, text(), _("experience:ID o engagement:ID; vacío: de ninguno en particular")}}};
struct Why {
  std::string reason;
};
const Intake<Why> retire_body{"ValueRetireInput", {{"reason", &Why::reason, text().required()}}};

struct Where {
  AllianceId alliance;
  OrganizationId organization;
};
Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<OrganizationId>("organization"))};
}

Response show_ranking(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return http::json_response(
      ranking_json(demand(site.db.read([&](db::Tx& tx) { return ranking(tx, auth::actor_of(request), id); }))));
}

Response show_dashboard(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(dashboard_json(
      demand(site.db.read([&](db::Tx& tx) { return dashboard(tx, auth::actor_of(request), at.alliance, at.organization); }))));
}

/// One act on the dashboard of the address; answers how it stands then.
template <class T, class Do>
Response act_on(feature::Site& site, Request& request, const Intake<T>& intake, const Do& perform) {
  const auto at = where_of(request);
  const auto body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/organizations/" + at.organization.text() + "/value");
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act, at, body); }));
  return show_dashboard(site, request);
}

Response put_ranks(feature::Site& site, Request& request) {
  return act_on(site, request, ranks_body, [](db::Tx& tx, const feature::Act& act, const Where& at, const RanksTyped& t) {
    return rank(tx, act, at.alliance, at.organization,
                {t.strategic_interests, t.shared_change, t.business_case, t.emergency_channel, t.positioning, t.flexibility});
  });
}

Response post_kpi(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(kpi_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/organizations/" + at.organization.text() + "/value");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return add_kpi(tx, act, at.alliance, at.organization, body); }));
  return http::json_response(feature::id_json()(made.value()), 201);
}

/// The KPI of the address, once the dashboard is known to be the actor's: one that is not there looks alike for everybody else.
template <class T, class Do>
Response act_on_kpi(feature::Site& site, Request& request, const Intake<T>& intake, const Do& perform) {
  const auto id = demand(request.id<KpiId>("kpi"));
  return act_on(site, request, intake, [&](db::Tx& tx, const feature::Act& act, const Where& at, const T& body) {
    return perform(tx, act, at, id, body);
  });
}

Response put_kpi(feature::Site& site, Request& request) {
  return act_on_kpi(site, request, kpi_body,
                    [](db::Tx& tx, const feature::Act& act, const Where& at, KpiId id, const KpiInput& body) {
                      return edit_kpi(tx, act, at.alliance, at.organization, id, body);
                    });
}
Response post_measure(feature::Site& site, Request& request) {
  return act_on_kpi(site, request, measure_body,
                    [](db::Tx& tx, const feature::Act& act, const Where& at, KpiId id, const MeasureInput& body) {
                      return measure(tx, act, at.alliance, at.organization, id, body);
                    });
}
Response post_retire(feature::Site& site, Request& request) {
  return act_on_kpi(site, request, retire_body,
                    [](db::Tx& tx, const feature::Act& act, const Where& at, KpiId id, const Why& body) {
                      return retire_kpi(tx, act, at.alliance, at.organization, id, body.reason);
                    });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "value", auth::scope("value"), "/api/v1/alliances/{alliance}");
  api.get("/value", show_ranking, {_("Por qué participan las organizaciones, sin decir quién"), {}, ranking_json});
  const feature::Api own(site, "value", auth::scope("value"), "/api/v1/alliances/{alliance}/organizations/{organization}/value");
  own.get("", show_dashboard, {_("Razones e indicadores de la organización propia"), {}, dashboard_json});
  const auto doc = [](Message summary, feature::Table asks) {
    return feature::Doc{.summary = std::move(summary), .asks = asks, .answers = dashboard_json, .success = 200};
  };
  own.put("/reasons", put_ranks, doc(_("Ordena las razones"), ranks_body));
  own.post("/kpis", post_kpi, {_("Agrega un indicador"), kpi_body, feature::id_json()});
  own.put("/kpis/{kpi}", put_kpi, doc(_("Cambia un indicador"), kpi_body));
  own.post("/kpis/{kpi}/measures", post_measure, doc(_("Agrega una medición"), measure_body));
  own.post("/kpis/{kpi}/retire", post_retire, doc(_("Retira un indicador, con su motivo"), retire_body));
}

}  // namespace alianza::values
