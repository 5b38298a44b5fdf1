// JSON of the overview, on the same actions as the pages.
#include "features/overview/api.h"

#include "features/overview/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::overview {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;
using Memory = std::shared_ptr<organizations::CountMemory>;

constexpr int most_silent = 300;

const Shape<CommitteeState> committee_json{
    "OverviewCommittee",
    {{"committee", [](const CommitteeState& s) { return s.committee.id; }},
     {"name", [](const CommitteeState& s) { return s.committee.name.es; }},
     {"members", [](const CommitteeState& s) { return s.share.members; }},
     {"smes", [](const CommitteeState& s) { return s.share.smes; }, _("Micro, pequeñas y medianas")},
     {"unknown_size", [](const CommitteeState& s) { return s.share.unknown; }},
     {"sme_percent", [](const CommitteeState& s) { return s.share.percent(); }, _("Redondeado; nada sin integrantes")},
     {"months_met", [](const CommitteeState& s) { return std::int64_t{s.months_met}; }, _("De los últimos doce")},
     {"next_on", &CommitteeState::next_on},
     {"open_agreements", &CommitteeState::open},
     {"overdue_agreements", &CommitteeState::overdue}}};
const Shape<Overview> overview_json{
    "Overview",
    {{"stage", [](const Overview& o) { return std::int64_t{alliances::number(o.seen.alliance.stage)}; }},
     {"conditions_met", [](const Overview& o) { return std::int64_t{o.conditions.met}; }},
     {"conditions", [](const Overview& o) { return std::int64_t{o.conditions.total}; }},
     {"invited", [](const Overview& o) { return o.participation.invited; }},
     {"active", [](const Overview& o) { return o.participation.active; }},
     {"suspended", [](const Overview& o) { return o.participation.suspended; }},
     {"withdrawn", [](const Overview& o) { return o.participation.withdrawn; }},
     {"open_agreements", [](const Overview& o) { return o.commitments.open; }},
     {"overdue_agreements", [](const Overview& o) { return o.commitments.overdue; }},
     {"done_agreements", [](const Overview& o) { return o.commitments.done; }},
     {"sme_target", [](const Overview& o) { return o.target.percent; }, _("Porcentaje por comité; 0: no hay")},
     {"committees", [](const Overview& o) -> const auto& { return o.committees; }, committee_json},
     {"silent", &Overview::silences, _("Respuestas pendientes")}}};
const Shape<Silence> silence_json{
    "Silence",
    {{"of", [](const Silence& s) { return std::string(s.of == Silence::Of::invitation ? "invitation" : "agreement"); }},
     {"id", [](const Silence& s) { return id_to_text(s.of_id); }, _("De la invitación o del acuerdo")},
     {"organization", feature::or_null(&Silence::organization)},
     {"organization_name", &Silence::organization_name},
     {"person", &Silence::person},
     {"what", &Silence::what},
     {"since", &Silence::since},
     {"reminders", &Silence::reminders}}};
const Shape<Silent> silent_json{
    "Silences", {{"rows", [](const Silent& s) -> const auto& { return s.rows; }, silence_json}, {"all", &Silent::all}}};
struct Percent {
  std::string percent;
};
const Intake<Percent> target_body{"SmeTargetInput",
                                  {{"percent", &Percent::percent, feature::integer(), _("Porcentaje por comité; 0: no hay")}}};

Response show(feature::Site& site, Request& request, const Memory& memory) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return http::json_response(
      overview_json(demand(site.db.read([&](db::Tx& tx) { return overview(tx, *memory, auth::actor_of(request), id); }))));
}

Response silences(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return http::json_response(
      silent_json(demand(site.db.read([&](db::Tx& tx) { return silent(tx, auth::actor_of(request), id, most_silent); }))));
}

Response put_target(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(target_body.read(request));
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return set_target(tx, act, id, body.percent); }));
  return Response::no_content();
}

const Shape<organizations::Partner> partner_json{"OriginPartner",
                                                 {{"organization", &organizations::Partner::id},
                                                  {"name", &organizations::Partner::name},
                                                  {"type", &organizations::Partner::type},
                                                  {"status", &organizations::Partner::status},
                                                  {"since", &organizations::Partner::since},
                                                  {"origin", &organizations::Partner::origin},
                                                  {"proposer", feature::or_null(&organizations::Partner::proposer)},
                                                  {"proposer_name", &organizations::Partner::proposer_name}}};
const Shape<OriginRow> origin_row_json{
    "OriginCounts",
    {{"type", &OriginRow::type},
     {"by_agency", [](const OriginRow& r) { return r.counts.at(static_cast<std::size_t>(organizations::Origin::by_agency)); }},
     {"by_member", [](const OriginRow& r) { return r.counts.at(static_cast<std::size_t>(organizations::Origin::by_member)); }},
     {"own_initiative",
      [](const OriginRow& r) { return r.counts.at(static_cast<std::size_t>(organizations::Origin::own_initiative)); }},
     {"unstated", [](const OriginRow& r) { return r.counts.at(static_cast<std::size_t>(organizations::Origin::unstated)); }},
     {"all", &OriginRow::all}}};
const Shape<Origins> origins_json{
    "Origins",
    {{"counts", [](const Origins& o) -> const auto& { return o.table; }, origin_row_json, _("De todas, sin filtros")},
     {"partners", [](const Origins& o) -> const auto& { return o.chosen; }, partner_json}}};

Response show_origins(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  OriginFilter filter;
  if (organizations::Origin origin{}; from_text(request.query.get("origin"), origin)) filter.origin = origin;
  if (organizations::OrganizationType type{}; from_text(request.query.get("type"), type)) filter.type = type;
  return http::json_response(
      origins_json(demand(site.db.read([&](db::Tx& tx) { return origins(tx, auth::actor_of(request), id, filter); }))));
}

}  // namespace

void add_api(feature::Site& site) {
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Api api(site, "overview", auth::scope("overview"), "/api/v1/alliances/{alliance}");
  api.get("/overview", feature::given(show, memory), {_("Cómo está la alianza, comité por comité"), {}, overview_json});
  api.put("/overview/sme-target", put_target, {_("Fija la meta de PyMES por comité"), target_body, {}, {}, 204});
  api.get("/origins", show_origins,
          {.summary = _("Cómo llegó cada organización a la alianza"),
           .answers = origins_json,
           .query = {{"origin", _("by_agency, by_member, own_initiative o unstated")}, {"type", _("Tipo de organización")}}});
  api.get("/silent", silences, {_("Quién no ha respondido, primero quien lleva más tiempo"), {}, silent_json});
}

}  // namespace alianza::overview
