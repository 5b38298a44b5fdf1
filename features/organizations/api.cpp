// JSON of organisations, on the same actions as the pages: list, one, new, changed.
#include "features/organizations/api.h"

#include <charconv>

#include "features/organizations/api_shared.h"

namespace alianza::organizations {
namespace {

object json(const ListedOrganization& o) {
  return {{"id", o.id.text()},
          {"name", o.name},
          {"type", to_text(o.type)},
          {"size", to_text(o.size)},
          {"is_sme", is_sme(o.size)},
          {"sector", o.sector},
          {"country", o.country},
          {"state", o.state},
          {"region", o.region},
          {"municipality", o.municipality},
          {"sdgs", json_list(interests(o.sdgs),
                             [](const SdgInterest& i) {
                               return object{{"goal", i.goal}, {"level", to_text(i.level)}};
                             })},
          {"status", o.status ? boost::json::value(membership::code(*o.status)) : boost::json::value(nullptr)},
          {"since", feature::json(o.since)}};
}

array texts(const std::vector<std::string>& lines) {
  return json_list(lines, [](const std::string& line) { return boost::json::string(line); });
}

object json(const Organization& o) {
  const auto& p = o.profile;
  return {{"id", o.id.text()},
          {"shelf", to_text(o.shelf)},
          {"merged_into", feature::json(o.merged_into)},
          {"version", o.version},
          {"type", to_text(p.type)},
          {"name", p.name},
          {"legal_name", p.legal_name},
          {"aliases", texts(p.aliases)},
          {"description", feature::json(p.description)},
          {"country", p.country},
          {"state", p.state},
          {"region", p.region},
          {"municipality", p.municipality},
          {"sector", p.sector},
          {"size", to_text(p.size)},
          {"is_sme", o.is_sme()},
          {"parent", p.parent},
          {"mandate", p.mandate},
          {"website", p.website},
          {"interests", texts(p.interests)},
          {"capacities", texts(p.capacities)},
          {"created_at", o.created_at.text()},
          {"updated_at", o.updated_at.text()}};
}

object json(const membership::Participation& p) {
  return {{"id", p.id.text()},
          {"status", membership::code(p.status)},
          {"since", p.since.text()},
          {"until", feature::json(p.until)},
          {"reason", p.reason}};
}

/// As the actor sees it: RFC, origin and source only for who may.
object json(const Seen& seen, const Book& book) {
  auto out = json(seen.organization);
  out["sdgs"] = json_list(book.sdgs, [](const SdgInterest& i) { return object{{"goal", i.goal}, {"level", to_text(i.level)}}; });
  out["sdgs_declared_on"] = feature::json(book.sdgs_declared_on);
  out["participations"] = json_list(book.participations, [](const membership::Participation& p) { return json(p); });
  if (!seen.is_private_shown) return out;
  const auto& p = seen.organization.profile;
  out["rfc"] = p.rfc;
  out["keep_rfc"] = p.rfc_kept;
  out["origin"] = to_text(p.origin);
  out["origin_organization"] = feature::json(p.origin_organization);
  out["source"] = p.source;
  return out;
}

std::string one_a_line(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : "\n") + item;
  return out;
}

ProfileInput input(const Body& body) {
  ProfileInput i;
  for (const auto& [name, value] : input_fields()) i.*value = body.get(name);
  i.aliases = one_a_line(body.list("aliases"));
  i.interests = one_a_line(body.list("interests"));
  i.capacities = one_a_line(body.list("capacities"));
  i.description_es = body.get("description.es");
  i.description_en = body.get("description.en");
  i.keep_rfc = i.keep_rfc == "true" ? "yes" : "";
  if (i.origin.empty()) i.origin = to_text(Origin::unstated);
  i.version = body.get("version");
  return i;
}

constexpr int fewest_rows = 25;
constexpr int most_rows = 100;

/// An unknown value would silently give all rows to a program that wanted few.
Filter filter_of(const http::Fields& query) {
  Pairs pairs{{"q", query.get("q")}};
  for (const auto* name : {"type", "state", "sector", "org_size", "sdg", "status", "shelf"})
    for (const auto& value : query.all(name)) {
      const bool usual_shelf = std::string_view(name) == "shelf" && value == to_text(Shelf::active);
      if (!usual_shelf && filter_from({{name, value}}).empty())
        throw http::Abandon{Error::field(name, _("Ese filtro no tiene ese valor."))};
      pairs.emplace_back(name, value);
    }
  return filter_from(pairs);
}

ListRequest wanted_rows(AllianceId alliance, const http::Fields& query) {
  ListRequest r;
  r.alliance = alliance;
  r.filter = filter_of(query);
  if (query.has("sort") && !from_text(query.get("sort"), r.order))
    throw http::Abandon{Error::field("sort", _("Use name, -name, newest o -newest."))};
  r.after = OrganizationId::parse(query.get("after"));
  if (query.has("after") && !r.after) throw http::Abandon{Error::field("after", _("Use el «next» de la respuesta anterior."))};
  const auto& size = query.get("size");
  r.limit = fewest_rows;
  if (query.has("size") && (std::from_chars(size.data(), size.data() + size.size(), r.limit).ptr != size.data() + size.size() ||
                            r.limit < 1 || r.limit > most_rows))
    throw http::Abandon{Error::field("size", _("Escriba un número del 1 al 100."))};
  return r;
}

Response list_rows(feature::Site& site, Request& request, const std::shared_ptr<CountMemory>& memory) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto wanted = wanted_rows(alliance, request.query);
  const auto listing = demand(site.db.read([&](db::Tx& tx) { return list(tx, *memory, auth::actor_of(request), wanted); }));
  const auto& page = listing.page;
  const bool more = page.count > most_counted;
  const auto last = page.has_next ? boost::json::value(page.rows.back().id.text()) : boost::json::value(nullptr);
  return http::json_response(
      object{{"organizations", json_list(page.rows, [](const ListedOrganization& o) { return json(o); })},
             {"count", object{{"value", more ? most_counted : page.count}, {"qualifier", more ? "more_than" : "exact"}}},
             {"next", last}});
}

object seen_json(db::Tx& tx, const Seen& seen) { return json(seen, book(tx, seen)); }

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    return http::json_response(seen_json(tx, seen));
  }));
}

Response add_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(Body::read(request));
  const RegisterInput wanted{input(body), body.get("confirm_distinct") == "true" ? "yes" : "", body.get("status"),
                             body.get("since")};
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/organizations/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(register_organization(tx, act, alliance, wanted));
    const auto seen = TRY(see(tx, act.actor, alliance, made.id));
    return http::json_response(seen_json(tx, seen), 201)
        .with("Location", http::Url("/api/v1/alliances/{}/organizations/{}", alliance, made.id).text());
  }));
}

/// A write on one organisation, and how it stands then.
template <class Write>
Response write(feature::Site& site, Request& request, int status, Write&& what) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto body = demand(Body::read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + alliance.text() + "/organizations/" + id.text());
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, alliance, id, body));
    const auto seen = TRY(see(tx, act.actor, alliance, id));
    return http::json_response(seen_json(tx, seen), status);
  }));
}

Response change(feature::Site& site, Request& request) {
  return write(site, request, 200,
               [](db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, const Body& body) -> Done {
                 TRY(edit(tx, act, alliance, id, input(body)));
                 return {};
               });
}

Result<std::vector<SdgInterest>> sdgs_from(const Body& body) {
  const auto wrong = [] { return fail(Error::field("sdgs", _("Elija cada ODS una vez, del 1 al 17."))); };
  const auto* rows = body.object().if_contains("sdgs");
  if (rows == nullptr || !rows->is_array()) return wrong();
  std::vector<SdgInterest> out;
  for (const auto& row : rows->as_array()) {
    const auto* goal = row.is_object() ? row.as_object().if_contains("goal") : nullptr;
    const auto* level = row.is_object() ? row.as_object().if_contains("level") : nullptr;
    SdgInterest interest;
    const bool known = goal != nullptr && goal->is_int64() && goal->as_int64() >= 1 && goal->as_int64() <= 17 &&
                       level != nullptr && level->is_string() && from_text(std::string_view(level->as_string()), interest.level);
    if (!known) return wrong();
    interest.goal = static_cast<int>(goal->as_int64());
    out.push_back(interest);
  }
  return out;
}

Response put_sdgs(feature::Site& site, Request& request) {
  return write(site, request, 200,
               [](db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, const Body& body) -> Done {
                 // Before the input is judged: who may not change it learns nothing from what they sent.
                 if (!TRY(see(tx, act.actor, alliance, id)).may_edit) return fail(Error::forbidden());
                 const auto sdgs = TRY(sdgs_from(body));
                 return declare_sdgs(tx, act, alliance, id, sdgs);
               });
}

Response participate(feature::Site& site, Request& request) {
  return write(site, request, 201,
               [](db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, const Body& body) {
                 return change_participation(tx, act, alliance, id, {body.get("status"), body.get("since"), body.get("reason")});
               });
}

Response put_on_shelf(feature::Site& site, Request& request) {
  return write(site, request, 200,
               [](db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, const Body& body) -> Done {
                 if (!TRY(see(tx, act.actor, alliance, id)).may_convene) return fail(Error::forbidden());
                 Shelf to{};
                 if (!from_text(body.get("shelf"), to) || to == Shelf::merged)
                   return fail(Error::field("shelf", _("Escriba active o inactive.")));
                 return shelve(tx, act, alliance, id, to, body.get("reason"));
               });
}

std::vector<http::ApiParameter> list_query() {
  return {{"q", _("Principios de palabras del nombre, las siglas o el lugar")},
          {"type", _("Tipo; puede repetirse, como los demás filtros")},
          {"org_size", _("Tamaño, o sme")},
          {"state", _("Clave INEGI de la entidad")},
          {"sector", _("Clave SCIAN de dos cifras")},
          {"sdg", _("Número de un ODS de interés")},
          {"status", _("invited, active, suspended, withdrawn o none")},
          {"shelf", _("active o inactive")},
          {"sort", _("name, -name, newest o -newest")},
          {"size", _("Filas de una respuesta, hasta 100")},
          {"after", _("El «next» de la respuesta anterior")}};
}

}  // namespace

void add_api(feature::Site& site, const std::shared_ptr<CountMemory>& memory) {
  const feature::Api api(site, "organizations", auth::scope("organizations"), "/api/v1/alliances/{alliance}/organizations");
  api.get("", feature::given(list_rows, memory),
          {_("Organizaciones que usted puede ver en la alianza"), "", "OrganizationList", list_query()});
  api.post("", add_one, {_("Registra una organización"), "OrganizationInput", "Organization"});
  api.get("/{organization}", one, {_("Una organización con sus ODS y su participación"), "", "Organization"});
  api.put("/{organization}", change, {_("Cambia los datos de la organización"), "OrganizationInput", "Organization"});
  api.put("/{organization}/sdgs", put_sdgs, {_("Declara sus ODS de interés"), "SdgInterestsInput", "Organization"});
  api.put("/{organization}/shelf", put_on_shelf, {_("Deja de usarla o la devuelve al directorio"), "ShelfInput", "Organization"});
  api.post("/{organization}/participations", participate,
           {_("Invita, activa, suspende o retira de la alianza"), "ParticipationInput", "Organization"});
  add_parts_api(site);
  add_duplicates_api(site);
}

}  // namespace alianza::organizations
