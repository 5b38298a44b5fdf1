// JSON of possible duplicates and merges.
#include "features/organizations/api_shared.h"

namespace alianza::organizations {
namespace {

const Shape<Duplicate> duplicate_json{"Duplicate",
                                      {{"first", &Duplicate::first},
                                       {"first_name", &Duplicate::first_name},
                                       {"second", &Duplicate::second},
                                       {"second_name", &Duplicate::second_name},
                                       {"score", &Duplicate::score, _("De 0 a 100")},
                                       {"evidence", &Duplicate::evidence}}};
const Shape<Merge> merge_json{"Merge",
                              {{"id", &Merge::id},
                               {"kept", &Merge::kept},
                               {"gone", &Merge::gone},
                               {"kept_name", &Merge::kept_name},
                               {"gone_name", &Merge::gone_name},
                               {"reason", &Merge::reason},
                               {"by", &Merge::by},
                               {"at", &Merge::at},
                               {"undone_by", &Merge::undone_by},
                               {"undone_at", &Merge::undone_at}}};
const Shape<DuplicatePage> duplicate_list_json{
    "DuplicateList",
    {{"duplicates", &DuplicatePage::rows, duplicate_json},
     {"count", [](const DuplicatePage& page) { return Count(page.count); }, count_json()},
     {"next", [](const DuplicatePage& page) {
        return page.has_next ? std::optional(place_of(page.rows.back()).text()) : std::nullopt;
      }}}};
const Shape<DuplicatePage> merge_list_json{"MergeList", {{"merges", &DuplicatePage::merges, merge_json}}};

std::vector<feature::Field<ProfileInput>> typed_fields() {
  std::vector<feature::Field<ProfileInput>> out;
  for (const auto& [name, value] : input_fields()) out.emplace_back(name, value);
  return out;
}
const Shape<ProfileInput> typed_json{"TypedOrganization", typed_fields()};
using V = MergePreview;
const Shape<V> preview_json{"MergePreview",
                            {{"score", [](const V& p) { return p.comparison.score; }, _("De 0 a 100")},
                             {"evidence", [](const V& p) { return p.comparison.evidence; }},
                             {"kept", [](const V& p) { return as_input(p.kept.profile, p.kept.version); }, typed_json},
                             {"gone", [](const V& p) { return as_input(p.gone.profile, p.gone.version); }, typed_json},
                             {"result", [](const V& p) { return as_input(p.result, p.kept.version); }, typed_json},
                             {"contributions", &V::contributions}}};

using Pair = std::pair<OrganizationId, OrganizationId>;
const Shape<Pair> pair_json{"DuplicatePair", {{"first", &Pair::first}, {"second", &Pair::second}}};

struct Dismissal {
  std::string reason;
};
const Intake<Dismissal> dismissal_body{"DismissInput", {{"reason", &Dismissal::reason, text().required()}}};
struct MergeInput {
  std::string kept;
  std::string gone;
  std::string reason;
};
const Intake<MergeInput> merge_body{"MergeInput",
                                    {{"kept", &MergeInput::kept, feature::id().required()},
                                     {"gone", &MergeInput::gone, feature::id().required()},
                                     {"reason", &MergeInput::reason, text().required()}}};

Response list_duplicates(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto after = DuplicatePlace::parse(request.query.get("after"));
  const auto page = demand(site.db.read([&](db::Tx& tx) { return duplicates(tx, auth::actor_of(request), alliance, after); }));
  return http::json_response(duplicate_list_json(page));
}

Response list_merges(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto page =
      demand(site.db.read([&](db::Tx& tx) { return duplicates(tx, auth::actor_of(request), alliance, std::nullopt, 1); }));
  return http::json_response(merge_list_json(page));
}

Response compare_pair(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  const auto preview =
      demand(site.db.read([&](db::Tx& tx) { return preview_merge(tx, auth::actor_of(request), alliance, kept, gone); }));
  return http::json_response(preview_json(preview));
}

Response dismiss(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  const auto body = demand(dismissal_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/duplicates");
  demand(site.db.write([&](db::Tx& tx) { return dismiss_duplicate(tx, act, alliance, kept, gone, body.reason); }));
  return http::json_response(pair_json({kept, gone}), 201);
}

Response add_merge(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(merge_body.read(request));
  const auto id = [](const std::string& typed) { return OrganizationId::parse(typed).value_or(OrganizationId()); };
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/merges");
  const auto made =
      demand(site.db.write([&](db::Tx& tx) { return merge(tx, act, alliance, id(body.kept), id(body.gone), body.reason); }));
  return http::json_response(merge_json(made), 201);
}

Response undo(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MergeId>("merge"));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/merges");
  return http::json_response(merge_json(demand(site.db.write([&](db::Tx& tx) { return undo_merge(tx, act, alliance, id); }))),
                             201);
}

}  // namespace

void add_duplicates_api(feature::Site& site) {
  const feature::Api api(site, "organizations", auth::scope("organizations"), "/api/v1/alliances/{alliance}");
  api.get("/duplicates", list_duplicates,
          {_("Pares que pueden ser la misma organización"),
           {},
           duplicate_list_json,
           {{"after", _("El «next» de la respuesta anterior")}}});
  api.get("/duplicates/{kept}/{gone}", compare_pair, {_("Un par lado a lado, y lo que quedaría"), {}, preview_json});
  api.post("/duplicates/{kept}/{gone}/dismiss", dismiss, {_("Registra que son dos"), dismissal_body, pair_json});
  api.get("/merges", list_merges, {_("Las fusiones más recientes"), {}, merge_list_json});
  api.post("/merges", add_merge, {_("Fusiona una organización en otra"), merge_body, merge_json});
  api.post("/merges/{merge}/undo", undo, {_("Deshace una fusión"), {}, merge_json});
}

}  // namespace alianza::organizations
