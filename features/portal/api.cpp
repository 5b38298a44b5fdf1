// The public record as JSON: the same tables as the downloads, with the same columns and schemas.
#include "features/portal/api.h"

#include "features/portal/open_data_actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using boost::json::array;
using boost::json::object;
using http::Request;
using http::Response;

constexpr std::chrono::seconds kept_for{60};

object json(const alliances::Alliance& alliance) {
  return {{"slug", alliance.slug},
          {"name", feature::json(alliance.name)},
          {"summary", feature::json(alliance.summary)},
          {"nature", alliances::code(alliance.nature)},
          {"seal", feature::json(alliance.seal)},
          {"stage", alliances::code(alliance.stage)}};
}

object table_json(const Public& open, Table table, std::int64_t rows, Lang lang) {
  const std::string name(to_text(table));
  const auto file = "/p/" + open.alliance.slug + "/data/" + name;
  return {{"name", name},
          {"title", i18n::text(lang, title(table))},
          {"contains", i18n::text(lang, contains(table))},
          {"rows", rows},
          {"href", "/api/v1/portal/" + open.alliance.slug + "/" + name},
          {"schema", file + ".schema.json"}};
}

Result<Response> list(const feature::Site& site, const Request&) {
  const auto all = TRY(site.db.read([&](db::Tx& tx) { return public_alliances(tx); }));
  array out;
  for (const auto& alliance : all) out.push_back(json(alliance));
  return http::json_response(object{{"alliances", out}}).with_content_etag().cache_public(kept_for);
}

Result<Response> show(const feature::Site& site, const Request& request) {
  const auto lang = request.lang;
  return TRY(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    const auto counts = count_rows(tx, open);
    const auto terms = terms_of(open, lang);
    auto out = json(open.alliance);
    out["agency"] = feature::json(open.agency.name);
    out["notice"] = terms.notice;
    out["source"] = terms.source;
    out["licence"] = terms.licence;
    array tables_json;
    for (const auto table : tables()) {
      const auto n = counts.find(table);
      tables_json.push_back(table_json(open, table, n == counts.end() ? 0 : n->second, lang));
    }
    out["tables"] = std::move(tables_json);
    return http::json_response(out).with_content_etag().cache_public(kept_for);
  }));
}

Result<Response> rows_of(const feature::Site& site, const Request& request) {
  Table table{};
  if (!from_text(request.param("table"), table)) return fail(Error::not_found());
  const auto open = TRY(site.db.read([&](db::Tx& tx) { return portal::open(tx, request.param("slug")); }));
  auto pieces = table_pieces(site.db, open, {table, documents::Format::json, request.lang, site.config.server.public_url});
  return Response::stream(std::move(pieces), documents::media_type(documents::Format::json)).cache_public(kept_for);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "portal", auth::anyone_scoped("portal"), "/api/v1/portal");
  api.get("", list, {_("Alianzas con portal público")});
  api.get("/{slug}", show, {_("Una alianza pública y sus tablas")});
  api.get("/{slug}/{table}", rows_of, {_("Las filas de una tabla pública, con las mismas columnas que la descarga")});
}

}  // namespace alianza::portal
