// JSON of organisations, on the same actions as the pages: list, one, new, changed.
#include "features/organizations/api.h"

#include <charconv>

#include "features/organizations/api_shared.h"

namespace alianza::organizations {
namespace {

const Shape<SdgInterest> sdg_json{"SdgInterest", {{"goal", &SdgInterest::goal}, {"level", &SdgInterest::level}}};

using L = ListedOrganization;
const Shape<L> listed_json{"ListedOrganization",
                           {{"id", &L::id},
                            {"name", &L::name},
                            {"type", &L::type},
                            {"size", &L::size},
                            {"is_sme", [](const L& o) { return is_sme(o.size); }, _("Micro, pequeña o mediana empresa")},
                            {"sector", &L::sector, _("Clave SCIAN de dos cifras")},
                            {"country", &L::country, _("ISO 3166-1, dos letras")},
                            {"state", &L::state, _("Clave INEGI de la entidad")},
                            {"region", &L::region},
                            {"municipality", &L::municipality},
                            {"sdgs", [](const L& o) { return interests(o.sdgs); }, sdg_json},
                            {"status", &L::status},
                            {"since", &L::since}}};
const Shape<ListPage> organization_list_json{
    "OrganizationList",
    {{"organizations", &ListPage::rows, listed_json},
     {"count", [](const ListPage& page) { return Count(page.count); }, count_json()},
     {"next", [](const ListPage& page) { return page.has_next ? std::optional(page.rows.back().id) : std::nullopt; }}}};

using O = Organization;
template <class T>
auto of_profile(T Profile::*member) {
  return [member](const O& o) { return o.profile.*member; };
}
const Shape<O> organization_json{"OrganizationProfile",
                                 {{"id", &O::id},
                                  {"shelf", &O::shelf},
                                  {"merged_into", or_null(&O::merged_into)},
                                  {"version", &O::version},
                                  {"type", of_profile(&Profile::type)},
                                  {"name", of_profile(&Profile::name)},
                                  {"legal_name", of_profile(&Profile::legal_name)},
                                  {"aliases", of_profile(&Profile::aliases)},
                                  {"description", of_profile(&Profile::description)},
                                  {"country", of_profile(&Profile::country), _("ISO 3166-1, dos letras")},
                                  {"state", of_profile(&Profile::state), _("Clave INEGI de la entidad")},
                                  {"region", of_profile(&Profile::region)},
                                  {"municipality", of_profile(&Profile::municipality)},
                                  {"sector", of_profile(&Profile::sector), _("Clave SCIAN de dos cifras")},
                                  {"size", of_profile(&Profile::size)},
                                  {"is_sme", &O::is_sme, _("Micro, pequeña o mediana empresa")},
                                  {"parent", of_profile(&Profile::parent)},
                                  {"mandate", of_profile(&Profile::mandate)},
                                  {"website", of_profile(&Profile::website)},
                                  {"interests", of_profile(&Profile::interests)},
                                  {"capacities", of_profile(&Profile::capacities)},
                                  {"created_at", &O::created_at},
                                  {"updated_at", &O::updated_at}}};

using P = membership::Participation;
const Shape<P> participation_json{
    "OrganizationParticipation",
    {{"id", &P::id}, {"status", &P::status}, {"since", &P::since}, {"until", &P::until}, {"reason", &P::reason}}};

/// As the actor sees it: RFC, origin and source only for who may.
struct Whole {
  const Seen& seen;
  Book book;
};
template <class Get>
auto in_private(Get get) {
  using T = std::remove_cvref_t<std::invoke_result_t<Get, const Profile&>>;
  return [get](const Whole& w) {
    feature::Shown<T> shown;
    if (w.seen.is_private_shown) shown.value = std::invoke(get, w.seen.organization.profile);
    return shown;
  };
}
const Shape<Whole> whole_json{
    "Organization",
    organization_json,
    [](const Whole& w) -> const auto& { return w.seen.organization; },
    {{"sdgs", [](const Whole& w) -> const auto& { return w.book.sdgs; }, sdg_json},
     {"sdgs_declared_on", [](const Whole& w) { return w.book.sdgs_declared_on; }},
     {"participations", [](const Whole& w) -> const auto& { return w.book.participations; }, participation_json},
     {"rfc", in_private(&Profile::rfc), _("Solo para quien puede verlo, como lo que sigue")},
     {"keep_rfc", in_private(&Profile::rfc_kept)},
     {"origin", in_private(&Profile::origin)},
     {"origin_organization", in_private(or_null(&Profile::origin_organization))},
     {"source", in_private(&Profile::source)}}};

/// The fields of a profile, of a body that has at least these.
template <class I>
std::vector<feature::Taken<I>> profile_fields() {
  return {{"type", &I::type, one_of<OrganizationType>().required()},
          {"name", &I::name, text().required()},
          {"legal_name", &I::legal_name, text()},
          {"aliases", &I::aliases, feature::list_of(text())},
          {"description.es", &I::description_es, text()},
          {"description.en", &I::description_en, text()},
          {"country", &I::country, text(), _("ISO 3166-1, dos letras")},
          {"state", &I::state, text(), _("Clave INEGI de la entidad")},
          {"region", &I::region, text()},
          {"municipality", &I::municipality, text()},
          {"rfc", &I::rfc, text()},
          feature::flag<I>("keep_rfc", &I::keep_rfc, "yes"),
          {"sector", &I::sector, text(), _("Clave SCIAN de dos cifras")},
          {"size", &I::size, one_of<Size>()},
          {"parent", &I::parent, text()},
          {"mandate", &I::mandate, text()},
          {"website", &I::website, text()},
          {"interests", &I::interests, feature::list_of(text())},
          {"capacities", &I::capacities, feature::list_of(text())},
          {"origin", &I::origin, one_of<Origin>()},
          {"origin_organization", &I::origin_organization, text(), _("Su nombre o su identificador")},
          {"source", &I::source, text()},
          {"version", &I::version, feature::integer(), _("La que se leyó antes de cambiar")}};
}

/// A program says type and country itself; only the form has them chosen before.
template <class I>
I born() {
  I input;
  input.type.clear();
  input.country.clear();
  return input;
}
const Intake<ProfileInput> profile_body{"OrganizationInput", profile_fields<ProfileInput>(), born<ProfileInput>()};

struct NewOrganization : ProfileInput {
  std::string confirm_distinct;
  std::string status;
  std::string since;
};
std::vector<feature::Taken<NewOrganization>> new_fields() {
  using N = NewOrganization;
  auto fields = profile_fields<N>();
  fields.push_back(feature::flag<N>("confirm_distinct", &N::confirm_distinct, "yes"));
  fields.push_back({"status", &N::status, one_of<Status>()});
  fields.push_back({"since", &N::since, feature::date()});
  return fields;
}
const Intake<NewOrganization> new_body{"NewOrganizationInput", new_fields(), born<NewOrganization>()};

const Intake<ParticipationInput> participation_body{"ParticipationInput",
                                                    {{"status", &ParticipationInput::status, one_of<Status>().required()},
                                                     {"since", &ParticipationInput::since, feature::date().required()},
                                                     {"reason", &ParticipationInput::reason, text()}}};
struct ShelfInput {
  std::string shelf;
  std::string reason;
};
const Intake<ShelfInput> shelf_body{
    "ShelfInput",
    {{"shelf", &ShelfInput::shelf, one_of({"active", "inactive"}).required()}, {"reason", &ShelfInput::reason, text()}}};
struct SdgsInput {
  std::optional<boost::json::array> rows;
};
const Intake<SdgsInput> sdgs_body{"SdgInterestsInput",
                                  {{"sdgs",
                                    [](const feature::JsonFields& body, SdgsInput& into) {
                                      const auto* rows = body.object().if_contains("sdgs");
                                      if (rows != nullptr && rows->is_array()) into.rows = rows->as_array();
                                    },
                                    feature::list_of(sdg_json.schema()).required()}}};

constexpr int fewest_rows = 25;
constexpr int most_rows = 100;

/// An unknown value would silently give all rows to a program that wanted few.
Filter filter_of(const http::Fields& query) {
  Pairs pairs{{"q", query.get("q")}};
  for (const auto* name : {"type", "state", "sector", "org_size", "sdg", "status", "shelf"})
    for (const auto& value : query.all(name)) {
      if (!is_understood(name, value)) throw http::Abandon{Error::field(name, _("Ese filtro no tiene ese valor."))};
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
  return http::json_response(organization_list_json(listing.page));
}

boost::json::object seen_json(db::Tx& tx, const Seen& seen) { return whole_json({seen, book(tx, seen)}); }

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
  const auto body = demand(new_body.read(request));
  const RegisterInput wanted{body, body.confirm_distinct, body.status, body.since};
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/organizations/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(register_organization(tx, act, alliance, wanted));
    const auto seen = TRY(see(tx, act.actor, alliance, made.id));
    return http::json_response(seen_json(tx, seen), 201)
        .with("Location", http::Url("/api/v1/alliances/{}/organizations/{}", alliance, made.id).text());
  }));
}

/// A write on one organisation with a body, and how it stands then.
template <class T, class Write>
Response write(feature::Site& site, Request& request, const Intake<T>& intake, int status, Write&& what) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const T body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + alliance.text() + "/organizations/" + id.text());
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, alliance, id, body));
    const auto seen = TRY(see(tx, act.actor, alliance, id));
    return http::json_response(seen_json(tx, seen), status);
  }));
}

using feature::Act;

Response change(feature::Site& site, Request& request) {
  return write(site, request, profile_body, 200,
               [](db::Tx& tx, const Act& act, AllianceId alliance, OrganizationId id, const ProfileInput& input) {
                 return edit(tx, act, alliance, id, input);
               });
}

Result<std::vector<SdgInterest>> sdgs_from(const SdgsInput& body) {
  const auto wrong = [] { return fail(Error::field("sdgs", _("Elija cada ODS una vez, del 1 al 17."))); };
  if (!body.rows) return wrong();
  std::vector<SdgInterest> out;
  for (const auto& row : *body.rows) {
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
  return write(site, request, sdgs_body, 200,
               [](db::Tx& tx, const Act& act, AllianceId alliance, OrganizationId id, const SdgsInput& body) -> Done {
                 // Before the input is judged: who may not change it learns nothing from what they sent.
                 if (!TRY(see(tx, act.actor, alliance, id)).may_edit) return fail(Error::forbidden());
                 const auto sdgs = TRY(sdgs_from(body));
                 return declare_sdgs(tx, act, alliance, id, sdgs);
               });
}

Response participate(feature::Site& site, Request& request) {
  return write(site, request, participation_body, 201,
               [](db::Tx& tx, const Act& act, AllianceId alliance, OrganizationId id, const ParticipationInput& input) {
                 return change_participation(tx, act, alliance, id, input);
               });
}

Response put_on_shelf(feature::Site& site, Request& request) {
  return write(site, request, shelf_body, 200,
               [](db::Tx& tx, const Act& act, AllianceId alliance, OrganizationId id, const ShelfInput& input) -> Done {
                 if (!TRY(see(tx, act.actor, alliance, id)).may_convene) return fail(Error::forbidden());
                 Shelf to{};
                 if (!from_text(input.shelf, to) || to == Shelf::merged)
                   return fail(Error::field("shelf", _("Escriba active o inactive.")));
                 return shelve(tx, act, alliance, id, to, input.reason);
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
          {_("Organizaciones que usted puede ver en la alianza"), {}, organization_list_json, list_query()});
  api.post("", add_one, {_("Registra una organización"), new_body, whole_json});
  api.get("/{organization}", one, {_("Una organización con sus ODS y su participación"), {}, whole_json});
  api.put("/{organization}", change, {_("Cambia los datos de la organización"), profile_body, whole_json});
  api.put("/{organization}/sdgs", put_sdgs, {_("Declara sus ODS de interés"), sdgs_body, whole_json});
  api.put("/{organization}/shelf", put_on_shelf, {_("Deja de usarla o la devuelve al directorio"), shelf_body, whole_json});
  api.post("/{organization}/participations", participate,
           {_("Invita, activa, suspende o retira de la alianza"), participation_body, whole_json});
  add_parts_api(site);
  add_duplicates_api(site);
}

}  // namespace alianza::organizations
