// The forms of an import: the file, what its columns mean.
#include "features/imports/columns.h"

#include "features/imports/pages_shared.h"

namespace alianza::imports {
namespace {

using feature::views::FormPage;
using html::Control;

constexpr std::size_t upload_limit = std::size_t{21} * 1024 * 1024;  // a file of 20 MB and the form around it

const feature::Notice uploaded("El archivo llegó. Se está leyendo.");
const feature::Notice columns_set("Las columnas quedaron; las filas se revisan otra vez.");

views::NewPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::NewPage> {
    const auto listing = TRY(list(tx, auth::actor_of(request), alliance, std::nullopt, 1));
    views::NewPage page;
    page.title = text(request, _("Importar organizaciones"));
    page.template_xlsx = Url("/alliances/{}/imports/template.xlsx", alliance);
    page.template_csv = Url("/alliances/{}/imports/template.csv", alliance);
    page.shell = alliances::shell(site, tx, request, listing.at, page.title, "organizations");
    page.crumbs = {{{text(request, _("Organizaciones")), Url("/alliances/{}/organizations", alliance)},
                    {text(request, _("Importaciones")), list_url(alliance)}},
                   page.title};
    page.form.action = Url("/alliances/{}/imports/new", alliance);
    page.form.parts = {{.fields = {{.control = Control::file,
                                    .name = "file",
                                    .label = _("Archivo"),
                                    .hint = _(".xlsx, .ods o .csv; hasta 20 MB y 100,000 filas."),
                                    .accept = ".xlsx,.ods,.csv"},
                                   {.control = Control::text,
                                    .name = "sheet",
                                    .label = _("Hoja"),
                                    .hint = _("Su nombre, si no es la primera con datos."),
                                    .need = html::Need::optional,
                                    .width = html::Width::mid,
                                    .max_length = 100}}}};
    page.form.submit = _("Enviar y revisar");
    page.form.busy = _("Enviando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}

Response new_get(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto* file = request.form().file("file");
  Upload sent;
  if (file != nullptr) {
    sent.file_name = file->name;
    sent.bytes = file->bytes;
  }
  sent.sheet = request.form().get("sheet");
  auto act = feature::act(request);
  act.key->answer(303, list_url(alliance).in(request.lang).text());
  const auto made = upload(site.db, act, alliance, sent);
  if (made) return Response::redirect_see_other(uploaded.at(page_url(alliance, *made)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request); });
}

template <class Fill>
FormPage form_of(feature::Site& site, Request& request, Fill&& fill) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_in(tx, request));
    FormPage page;
    TRY(fill(tx, seen, page));
    page.shell = alliances::shell(site, tx, request, seen.at, page.title, "organizations");
    page.crumbs = crumbs_to(request, seen, page.title);
    page.form.cancel = page_url(seen.at.alliance.id, seen.import.id);
    page.form.busy = _("Guardando…");
    return page;
  }));
}

/// «Energía Altozano; Maíz…»: the first cells of a column, so that its head is understood.
std::string samples(const std::vector<Row>& rows, std::size_t column) {
  std::string out;
  for (const auto& row : rows) {
    if (column >= row.cells.size() || row.cells[column].empty()) continue;
    out += (out.empty() ? "" : "; ") + row.cells[column].substr(0, row.cells[column].find('\n'));
  }
  return out;
}

FormPage columns_page(feature::Site& site, Request& request) {
  return form_of(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    page.title = text(request, _("Columnas de la hoja"));
    page.intro = text(request, _("Qué dato es cada columna. Se recordará para las hojas con estos mismos encabezados."));
    page.form.action = Url("/alliances/{}/imports/{}/columns", seen.at.alliance.id, seen.import.id);
    const auto first = rows(tx, seen, Show::all, 0, 3);
    std::vector<html::Option> options;
    for (const auto& target : targets()) options.push_back({target, target_label(target)});
    html::FieldSet set;
    for (std::size_t i = 0; i < seen.import.heads.size(); ++i) {
      html::Field field{
          .control = Control::select, .name = "c" + std::to_string(i), .need = html::Need::optional, .width = html::Width::mid};
      field.label = seen.import.heads[i].empty() ? text(request, _("Columna {1}").arg(static_cast<std::int64_t>(i) + 1))
                                                 : seen.import.heads[i];
      field.hint = samples(first, i);
      field.options = options;
      field.first_option = _("No se importa");
      if (i < seen.import.columns.size()) field.value = seen.import.columns[i];
      set.fields.push_back(std::move(field));
    }
    page.form.parts = {std::move(set)};
    page.form.submit = _("Guardar y revisar otra vez");
    return {};
  });
}

Response columns_get(feature::Site& site, Request& request) { return html::respond(request, columns_page(site, request)); }

/// "c0", "c1"… as far as the form has them.
std::vector<std::string> numbered(const http::Form& form) {
  std::vector<std::string> out;
  for (std::size_t i = 0; form.has("c" + std::to_string(i)); ++i) out.push_back(form.get("c" + std::to_string(i)));
  return out;
}

template <class Write, class Make>
Response send(feature::Site& site, Request& request, const feature::Notice& notice, Write&& write, Make&& make) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  auto act = feature::act(request);
  const auto back = notice.at(page_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return write(tx, act, alliance, id); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), std::forward<Make>(make));
}

Response columns_post(feature::Site& site, Request& request) {
  return send(
      site, request, columns_set,
      [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
        return set_columns(tx, act, alliance, id, numbered(request.form()));
      },
      [&] { return columns_page(site, request); });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/imports");
  http::Options large;
  large.body_limit = upload_limit;
  pages.form("/new", new_get, new_post, large);
  pages.form("/{import}/columns", columns_get, columns_post);
}

}  // namespace alianza::imports
