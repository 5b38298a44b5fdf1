// JSON of possible duplicates and merges.
#include "features/organizations/api_shared.h"

namespace alianza::organizations {
namespace {

object json(const Duplicate& d) {
  return {{"first", d.first.text()},      {"first_name", d.first_name}, {"second", d.second.text()},
          {"second_name", d.second_name}, {"score", d.score},           {"evidence", codes_json(d.evidence)}};
}

object json(const Merge& m) {
  return {{"id", m.id.text()},
          {"kept", m.kept.text()},
          {"gone", m.gone.text()},
          {"kept_name", m.kept_name},
          {"gone_name", m.gone_name},
          {"reason", m.reason},
          {"by", m.by},
          {"at", m.at.text()},
          {"undone_by", m.undone_by},
          {"undone_at", m.undone_at ? boost::json::value(m.undone_at->text()) : boost::json::value(nullptr)}};
}

object json(const ProfileInput& profile) {
  object out;
  for (const auto& [name, value] : input_fields()) out[name] = profile.*value;
  return out;
}

Response list_duplicates(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto after = DuplicatePlace::parse(request.query.get("after"));
  const auto page = demand(site.db.read([&](db::Tx& tx) { return duplicates(tx, auth::actor_of(request), alliance, after); }));
  const bool more = page.count > most_counted;
  return http::json_response(
      object{{"duplicates", json_list(page.rows, [](const Duplicate& d) { return json(d); })},
             {"count", object{{"value", more ? most_counted : page.count}, {"qualifier", more ? "more_than" : "exact"}}},
             {"next", page.has_next ? boost::json::value(place_of(page.rows.back()).text()) : boost::json::value(nullptr)}});
}

Response list_merges(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto page =
      demand(site.db.read([&](db::Tx& tx) { return duplicates(tx, auth::actor_of(request), alliance, std::nullopt, 1); }));
  return http::json_response(object{{"merges", json_list(page.merges, [](const Merge& m) { return json(m); })}});
}

Response compare_pair(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  const auto preview =
      demand(site.db.read([&](db::Tx& tx) { return preview_merge(tx, auth::actor_of(request), alliance, kept, gone); }));
  return http::json_response(object{{"score", preview.comparison.score},
                                    {"evidence", codes_json(preview.comparison.evidence)},
                                    {"kept", json(as_input(preview.kept.profile, preview.kept.version))},
                                    {"gone", json(as_input(preview.gone.profile, preview.gone.version))},
                                    {"result", json(as_input(preview.result, preview.kept.version))},
                                    {"contributions", preview.contributions}});
}

Response dismiss(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  const auto body = demand(Body::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/duplicates");
  demand(site.db.write([&](db::Tx& tx) { return dismiss_duplicate(tx, act, alliance, kept, gone, body.get("reason")); }));
  return http::json_response(object{{"first", kept.text()}, {"second", gone.text()}}, 201);
}

Response add_merge(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(Body::read(request));
  const auto id = [&](const char* field) { return OrganizationId::parse(body.get(field)).value_or(OrganizationId()); };
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/merges");
  const auto made =
      demand(site.db.write([&](db::Tx& tx) { return merge(tx, act, alliance, id("kept"), id("gone"), body.get("reason")); }));
  return http::json_response(json(made), 201);
}

Response undo(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MergeId>("merge"));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/merges");
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return undo_merge(tx, act, alliance, id); }))), 201);
}

}  // namespace

void add_duplicates_api(feature::Site& site) {
  const feature::Api api(site, "organizations", auth::scope("organizations"), "/api/v1/alliances/{alliance}");
  api.get("/duplicates", list_duplicates,
          {_("Pares que pueden ser la misma organización"),
           "",
           "DuplicateList",
           {{"after", _("El «next» de la respuesta anterior")}}});
  api.get("/duplicates/{kept}/{gone}", compare_pair, {_("Un par lado a lado, y lo que quedaría"), "", "MergePreview"});
  api.post("/duplicates/{kept}/{gone}/dismiss", dismiss, {_("Registra que son dos"), "DismissInput", "Duplicate"});
  api.get("/merges", list_merges, {_("Las fusiones más recientes"), "", "MergeList"});
  api.post("/merges", add_merge, {_("Fusiona una organización en otra"), "MergeInput", "Merge"});
  api.post("/merges/{merge}/undo", undo, {_("Deshace una fusión"), "", "Merge"});
}

}  // namespace alianza::organizations
