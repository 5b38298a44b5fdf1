// The public record as JSON: the same tables as the downloads, with the same columns and schemas.
#include "features/portal/api.h"

#include "features/portal/open_data_actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using feature::itself;
using feature::Shape;
using http::Request;
using http::Response;

constexpr std::chrono::seconds kept_for{60};

using alliances::Alliance;
const Shape<Alliance> alliance_json{"PublicAlliance",
                                    {{"slug", &Alliance::slug},
                                     {"name", &Alliance::name},
                                     {"summary", &Alliance::summary},
                                     {"nature", &Alliance::nature},
                                     {"seal", &Alliance::seal, _("La frase que dice de qué son los datos")},
                                     {"stage", &Alliance::stage}}};
const Shape<std::vector<Alliance>> alliance_list_json{"PublicAllianceList", {{"alliances", itself, alliance_json}}};

/// A table of open data, as the list of them tells it.
struct Shelf {
  std::string name;
  std::string title;
  std::string contains;
  std::int64_t rows = 0;
  std::string href;
  std::string schema;
};
const Shape<Shelf> shelf_json{"PublicTable",
                              {{"name", &Shelf::name},
                               {"title", &Shelf::title},
                               {"contains", &Shelf::contains},
                               {"rows", &Shelf::rows},
                               {"href", &Shelf::href},
                               {"schema", &Shelf::schema, _("Dónde está su JSON Schema")}}};

struct Whole {
  Public open;
  Terms terms;
  std::vector<Shelf> tables;
};
const Shape<Whole> whole_json{"PublicRecord",
                              alliance_json,
                              [](const Whole& w) -> const auto& { return w.open.alliance; },
                              {{"agency", [](const Whole& w) { return w.open.agency.name; }},
                               {"notice", [](const Whole& w) { return w.terms.notice; }},
                               {"source", [](const Whole& w) { return w.terms.source; }},
                               {"licence", [](const Whole& w) { return w.terms.licence; }},
                               {"tables", &Whole::tables, shelf_json}}};

/// What documents::table_writer writes; the columns of each table stand in its own schema.
struct File {
  boost::json::object about;
  std::vector<documents::Column> columns;
  std::vector<boost::json::object> rows;
};
const Shape<documents::Column> column_json{"TableColumn",
                                           {{"name", &documents::Column::name}, {"title", &documents::Column::title}}};
const Shape<File> file_json{"PublicRows",
                            {{"about", &File::about},
                             {"columns", &File::columns, column_json},
                             {"rows", &File::rows, _("Las columnas de cada tabla están en su JSON Schema")}}};

Shelf shelf(const Public& open, Table table, std::int64_t rows, Lang lang) {
  const std::string name(to_text(table));
  const auto file = "/p/" + open.alliance.slug + "/data/" + name;
  return {name,
          i18n::text(lang, title(table)),
          i18n::text(lang, contains(table)),
          rows,
          "/api/v1/portal/" + open.alliance.slug + "/" + name,
          file + ".schema.json"};
}

Result<Response> list(const feature::Site& site, const Request&) {
  const auto all = TRY(site.db.read([&](db::Tx& tx) { return public_alliances(tx); }));
  return http::json_response(alliance_list_json(all)).with_content_etag().cache_public(kept_for);
}

Result<Response> show(const feature::Site& site, const Request& request) {
  const auto lang = request.lang;
  return TRY(site.db.read([&](db::Tx& tx) -> Result<Response> {
    Whole whole{TRY(portal::open(tx, request.param("slug"))), {}, {}};
    whole.terms = terms_of(whole.open, lang);
    const auto counts = count_rows(tx, whole.open);
    for (const auto table : tables()) {
      const auto n = counts.find(table);
      whole.tables.push_back(shelf(whole.open, table, n == counts.end() ? 0 : n->second, lang));
    }
    return http::json_response(whole_json(whole)).with_content_etag().cache_public(kept_for);
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
  api.get("", list, {_("Alianzas con portal público"), {}, alliance_list_json});
  api.get("/{slug}", show, {_("Una alianza pública y sus tablas"), {}, whole_json});
  api.get("/{slug}/{table}", rows_of,
          {_("Las filas de una tabla pública, con las mismas columnas que la descarga"), {}, file_json});
}

}  // namespace alianza::portal
