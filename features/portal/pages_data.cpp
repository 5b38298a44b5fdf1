// Open data: the list of tables, the files and their schemas.
#include <boost/json.hpp>

#include "features/portal/pages_site.h"
#include "platform/auth/policy.h"
#include "platform/http/json.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using documents::Format;
using http::Request;
using http::Response;

constexpr std::string_view schema_suffix = ".schema.json";

Result<views::DataPage> data_page(db::Tx& tx, const Request& request, const Public& open, const std::string& origin) {
  const auto lang = request.lang;
  const auto name = _("Datos abiertos");
  const auto terms = terms_of(open, lang);
  views::DataPage page{.frame = frame(request, open, i18n::text(lang, name), "data"),
                       .head = head(open, name, _("Todo lo que este portal cuenta, en tablas: CSV, XLSX y JSON."), lang)};
  page.data.schema = views::DataRow::Schema::yes;
  const auto counts = count_rows(tx, open);
  for (const auto table : tables()) {
    const auto count = counts.find(table);
    page.data.rows.push_back(data_row(open.alliance, table, count == counts.end() ? 0 : count->second));
  }
  page.notice = terms.notice;
  page.seal = terms.seal;
  page.source = terms.source;
  page.licence = terms.licence;
  page.api = http::Url("/api/v1/portal/{}", open.alliance.slug);
  page.api_text = origin + "/api/v1/portal/" + open.alliance.slug;
  return page;
}

/// The file says in its name whose it is, what it holds, and what kind of data they are.
std::string file_name(const Public& open, Table table, Format format) {
  std::string name = open.alliance.slug + "-" + std::string(to_text(table));
  if (open.alliance.nature == alliances::Nature::reconstruction) name += "-no-oficial";
  if (open.alliance.nature == alliances::Nature::synthetic) name += "-datos-sinteticos";
  return name.append(".").append(documents::extension(format));
}

Result<Response> schema_answer(const feature::Site& site, const Request& request, std::string_view name) {
  Table table{};
  if (!from_text(name.substr(0, name.size() - schema_suffix.size()), table)) return fail(Error::not_found());
  const auto address = site.config.server.public_url + request.here().text();
  TRY(site.db.read([&](db::Tx& tx) { return portal::open(tx, request.param("slug")); }));
  return public_answer(site, request, http::json_response(schema(table, request.lang, address)));
}

Result<Response> file_answer(const feature::Site& site, const Request& request) {
  const std::string_view name = request.param("file");
  if (name.ends_with(schema_suffix)) return schema_answer(site, request, name);
  const auto point = std::min(name.find('.'), name.size());
  Table table{};
  const auto format = documents::format_from(name.substr(std::min(point + 1, name.size())));
  if (!format || !from_text(name.substr(0, point), table)) return fail(Error::not_found());
  const auto open = TRY(site.db.read([&](db::Tx& tx) { return portal::open(tx, request.param("slug")); }));
  auto pieces = table_pieces(site.db, open, {table, *format, request.lang, site.config.server.public_url});
  auto response = Response::stream_download(std::move(pieces), documents::media_type(*format), file_name(open, table, *format));
  return std::move(response).cache_public(kept_for);
}

}  // namespace

void add_data_pages(feature::Site& site) {
  site.router.get("/p/{slug}/data", auth::anyone(), [&site](Request& request) {
    return answer_page(site, request, [&](db::Tx& tx, const Public& open) {
      return data_page(tx, request, open, site.config.server.public_url);
    });
  });
  site.router.get("/p/{slug}/data/{file}", auth::anyone(), [&site](Request& request) { return file_answer(site, request); });
}

}  // namespace alianza::portal
