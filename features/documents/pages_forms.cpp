// The forms of documents: a new one, another version, its data, its withdrawal.
#include "features/committees/actions.h"
#include "features/documents/pages_shared.h"
#include "platform/feature/perform.h"

namespace alianza::document {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::Need;
using html::Width;

constexpr std::size_t form_bytes = files::most_bytes + std::size_t{64} * 1024;  // the file and the form around it

const feature::Notice added(_("El documento quedó guardado.").key());
const feature::Notice version_added(_("La nueva versión quedó guardada; la anterior se conserva.").key());
const feature::Notice saved(_("Se guardaron los datos del documento.").key());
const feature::Notice taken_away(_("El documento quedó retirado.").key());

html::Field file_field() {
  html::Field f{.control = Control::file, .name = "file", .label = _("Archivo")};
  f.hint = _("PDF, Word, Excel, PowerPoint, ODT, ODS, PNG, JPEG, WebP, texto o CSV; hasta {1} MB.")
               .arg(static_cast<std::int64_t>(files::most_bytes >> 20U));
  f.accept = files::accepted_extensions();
  return f;
}

html::Field note_field() {
  html::Field f{.control = Control::text, .name = "note", .label = _("Qué trae esta versión"), .need = Need::optional};
  f.max_length = 500;
  return f;
}

std::vector<html::Option> kind_options() {
  std::vector<html::Option> out;
  for (const auto kind : kinds()) out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

/// Who may add only for committees chooses between their members and all members.
std::vector<html::Option> level_options(const MayAdd& may, bool of_committee) {
  std::vector<html::Option> out;
  for (const auto level : levels()) {
    const bool inside = level == Confidentiality::members || level == Confidentiality::committee;
    if ((!may.alliance && !inside) || (level == Confidentiality::committee && !of_committee)) continue;
    out.push_back({std::string(to_text(level)), label(level), who_reads(level)});
  }
  return out;
}

html::FieldSet data_fields(const Input& input, const std::vector<html::Option>& levels) {
  html::Field title{.control = Control::text, .name = "title", .label = _("Título"), .value = input.title};
  title.max_length = 300;
  html::Field kind{
      .control = Control::select, .name = "kind", .label = _("Clase"), .value = input.kind, .options = kind_options()};
  kind.width = Width::mid;
  html::Field author{.control = Control::text, .name = "author", .label = _("Quién lo hizo"), .value = input.author};
  author.hint = _("La persona o la institución que lo firma o lo preparó.");
  author.max_length = 200;
  html::Field on{.control = Control::date, .name = "on", .label = _("Fecha del documento"), .value = input.on};
  on.width = Width::date;
  html::Field level{.control = Control::radios, .name = "confidentiality", .label = _("Quién puede leerlo")};
  level.value = input.confidentiality;
  level.options = levels;
  html::FieldSet set;
  set.fields = {std::move(title), std::move(kind), std::move(author), std::move(on), std::move(level)};
  return set;
}

html::Field committee_field(db::Tx& tx, const alliances::Seen& at, const MayAdd& may, const std::string& chosen, Lang lang) {
  html::Field f{.control = Control::select, .name = "committee", .label = _("De quién es"), .value = chosen};
  f.width = Width::mid;
  if (may.alliance) {
    f.need = Need::optional;
    f.first_option = _("Toda la alianza");
  }
  for (const auto& listed : committees::of_alliance(tx, at.alliance.id)) {
    const auto& c = listed.committee;
    if (may.alliance || std::find(may.committees.begin(), may.committees.end(), c.id) != may.committees.end())
      f.options.push_back({c.id.text(), c.name.in(lang)});
  }
  return f;
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    const auto may = may_add(tx, auth::actor_of(request), at);
    if (!may.any()) return fail(Error::forbidden());
    Input input;
    input.on = at.today.text();
    input.committee = request.query.get("committee");
    if (!may.alliance || !input.committee.empty()) input.confidentiality = "committee";
    FormPage page;
    page.title = text(request, _("Agregar un documento"));
    page.shell = alliances::shell(site, tx, request, at, page.title, "documents");
    page.crumbs = {{{text(request, _("Documentos")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/documents/new", alliance);
    page.form.parts = {{.fields = {file_field(), note_field()}}, data_fields(input, level_options(may, true))};
    auto& fields = page.form.parts.back().fields;
    fields.insert(fields.end() - 1, committee_field(tx, at, may, input.committee, request.lang));
    page.form.submit = _("Guardar el documento");
    page.form.busy = _("Enviando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}

Response new_get(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Upload upload_in(Request& request) {
  Upload out;
  const auto& form = request.form();
  if (const auto* file = form.file("file")) out = {file->bytes, file->name, file->type, {}, {}};
  out.note = form.get("note");
  out.confirm_same = form.get("confirm_same").empty() ? "" : "yes";
  return out;
}

Input input_in(Request& request) {
  const auto& f = request.form();
  return {f.get("kind"),      f.get("title"),  f.get("author"), f.get("on"), f.get("confidentiality"),
          f.get("committee"), f.get("version")};
}

/// The form again; where the content is already there, with the box that says «here too» and the way to the others.
template <class Make>
Response redraw_with_twins(feature::Site& site, Request& request, const Error& error, const Upload& upload, Make&& make) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict && error.fault != Fault::too_large)
    throw http::Abandon{error};
  const bool same = !error.fields.empty() && error.fields.front().field == "confirm_same";
  FormPage page = make();
  if (same)
    page.form.parts.front().fields.push_back({.control = Control::check,
                                              .name = "confirm_same",
                                              .label = _("Guardarlo aquí también"),
                                              .hint = _("Elija otra vez el archivo: el navegador no lo recuerda."),
                                              .need = Need::optional});
  page.form.keep_typed(request.form());
  page.form.show_error(error);
  if (same) {
    const auto alliance = demand(request.id<AllianceId>("alliance"));
    const auto actor = auth::actor_of(request);
    const auto twins = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<Twin>> {
      return same_file(tx, actor, TRY(alliances::see(tx, actor, alliance)), files::Digest::of(upload.bytes));
    }));
    for (const auto& t : twins)
      page.form.errors.items.push_back({{}, _("Abrir «{1}»").arg(t.title), page_url(alliance, t.document)});
  }
  return html::respond(request, page, http::status_of(error.fault));
}

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto upload = upload_in(request);
  auto act = feature::act(request);
  act.key->answer(303, list_url(alliance).in(request.lang).text() + "/{id}");
  const auto made = add(site.db, store_of(site), act, alliance, input_in(request), upload);
  if (made) return Response::redirect_see_other(added.at(page_url(alliance, *made)).in(request.lang));
  return redraw_with_twins(site, request, made.error(), upload, [&] { return new_page(site, request); });
}

/// A page about a document that the actor may write.
template <class Page, class Fill>
Page page_of(feature::Site& site, Request& request, const Message& title, Fill&& fill) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto seen = TRY(seen_in(tx, request));
    if (!seen.may_write) return fail(Error::forbidden());
    const auto& d = seen.document;
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, seen.at, page.title, "documents");
    page.crumbs = {{{text(request, _("Documentos")), list_url(d.alliance)}, {d.title, page_url(d.alliance, d.id)}}, page.title};
    page.form.cancel = page_url(d.alliance, d.id);
    fill(tx, page, seen);
    return page;
  }));
}

FormPage version_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Agregar una versión"), [&](db::Tx&, FormPage& page, const Seen& seen) {
    const auto& d = seen.document;
    page.intro = text(request, _("«{1}». La versión anterior se conserva y se puede leer.").arg(d.title));
    page.form.action = Url("/alliances/{}/documents/{}/versions/new", d.alliance, d.id);
    page.form.parts = {{.fields = {file_field(), note_field()}}};
    page.form.submit = _("Guardar la versión");
    page.form.busy = _("Enviando…");
  });
}

FormPage edit_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Cambiar los datos del documento"), [&](db::Tx&, FormPage& page, const Seen& seen) {
    const auto& d = seen.document;
    const MayAdd may{.alliance = seen.at.standing.convenes()};
    page.form.action = Url("/alliances/{}/documents/{}/edit", d.alliance, d.id);
    page.form.parts = {data_fields(as_input(d), level_options(may, static_cast<bool>(d.committee)))};
    page.form.hidden = {{"version", std::to_string(d.version)}};
    page.form.submit = _("Guardar");
    page.form.busy = _("Guardando…");
  });
}

ConfirmPage withdraw_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(site, request, _("Retirar el documento"), [&](db::Tx&, ConfirmPage& page, const Seen& seen) {
    const auto& d = seen.document;
    page.title = text(request, _("¿Retirar «{1}»?").arg(d.title));
    page.consequences = {
        text(request, _("Sale de las listas, de la búsqueda y del portal. La ficha y sus versiones se conservan."))};
    page.form.action = Url("/alliances/{}/documents/{}/withdraw", d.alliance, d.id);
    html::Field why{.control = Control::text_area, .name = "reason", .label = _("Por qué se retira")};
    why.rows = 3;
    html::FieldSet set;
    set.fields = {std::move(why)};
    page.form.parts = {std::move(set)};
    page.form.submit = _("Retirar el documento");
    page.form.weight = html::Weight::bad;
  });
}

Response version_get(feature::Site& site, Request& request) { return html::respond(request, version_page(site, request)); }
Response edit_get(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response withdraw_get(feature::Site& site, Request& request) { return html::respond(request, withdraw_page(site, request)); }

struct Where {
  AllianceId alliance;
  DocumentId document;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<DocumentId>("document"))};
}

Response version_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto upload = upload_in(request);
  auto act = feature::act(request);
  const auto back = version_added.at(page_url(at.alliance, at.document)).in(request.lang);
  act.key->answer(303, back.text());
  const auto made = add_version(site.db, store_of(site), act, at.alliance, at.document, upload);
  if (made) return Response::redirect_see_other(back);
  return redraw_with_twins(site, request, made.error(), upload, [&] { return version_page(site, request); });
}

Response edit_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  return feature::perform_form(
      site, request, saved, page_url(at.alliance, at.document),
      [&](db::Tx& tx, const feature::Act& act) { return edit(tx, act, at.alliance, at.document, input_in(request)); }, edit_page);
}

Response withdraw_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto back = taken_away.at(page_url(at.alliance, at.document)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& why = request.form().get("reason");
  const auto done = site.db.write([&](db::Tx& tx) { return withdraw(tx, act, at.alliance, at.document, why); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return withdraw_page(site, request); });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/documents");
  http::Options large;
  large.body_limit = form_bytes;
  pages.form("/new", new_get, new_post, large);
  pages.form("/{document}/versions/new", version_get, version_post, large);
  pages.form("/{document}/edit", edit_get, edit_post);
  pages.form("/{document}/withdraw", withdraw_get, withdraw_post);
}

}  // namespace alianza::document
