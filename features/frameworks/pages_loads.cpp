// Pages of a file on its way to become an edition: the form, what was read of it, its buttons.
#include "features/frameworks/access.h"
#include "features/frameworks/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"

namespace alianza::frameworks {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

constexpr std::size_t upload_limit = most_bytes + 512 * 1024;  // the file and the form around it
constexpr std::size_t most_problems = 200;

const feature::Notice file_read(_("El archivo se leyó. Revíselo antes de cargarlo.").key());
const feature::Notice edition_loaded(_("El marco quedó entre los de la institución.").key());
const feature::Notice file_discarded(_("El archivo se descartó.").key());

html::Field optional_text(const char* name, Message label, const std::string& value) {
  return {.name = name, .label = std::move(label), .value = value, .need = Need::optional};
}

std::vector<html::FieldSet> parts() {
  std::vector<html::Option> extents;
  for (const auto e : {Extent::whole, Extent::partial}) extents.push_back({std::string(to_text(e)), label(e)});
  return {{.fields = {{.control = Control::file,
                       .name = "file",
                       .label = _("Archivo"),
                       .hint = _(
                           ".xlsx, .ods o .csv con las columnas code, level, parent, title_es, title_en, edition y weight; hasta "
                           "5,000 filas."),
                       .accept = ".xlsx,.ods,.csv"}}},
          {.fields = {{.name = "code",
                       .label = _("Código del marco"),
                       .hint = _("Minúsculas sin acento, cifras y guiones. El de un marco que ya está le añade una edición."),
                       .width = html::Width::mid,
                       .max_length = 40},
                      {.name = "name_es", .label = _("Nombre, en español")},
                      optional_text("name_en", _("Nombre, en inglés"), ""),
                      {.name = "edition",
                       .label = _("Edición"),
                       .hint = _("Como 2025 o 2014-2018. Vale para las filas que no digan otra."),
                       .width = html::Width::mid,
                       .max_length = 20},
                      {.control = Control::radios,
                       .name = "extent",
                       .label = _("Qué tan completo está"),
                       .value = "whole",
                       .options = std::move(extents)}},
           .legend = _("El marco")},
          {.fields = {{.name = "source_es", .label = _("Fuente, en español")},
                      optional_text("source_en", _("Fuente, en inglés"), ""),
                      optional_text("licence_es", _("Licencia, en español"), ""),
                      optional_text("licence_en", _("Licencia, en inglés"), "")},
           .legend = _("De dónde viene")}};
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Cargar un marco"));
    page.intro = text(request, _("Primero se revisa: verá qué filas tienen errores y por qué, y nada se carga todavía."));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "frameworks");
    page.crumbs = {{{text(request, _("Marcos de referencia")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/frameworks/new", alliance);
    page.form.parts = parts();
    page.form.submit = _("Enviar y revisar");
    page.form.busy = _("Enviando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_get(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto& f = request.form();
  const Input input{f.get("code"),      f.get("name_es"),    f.get("name_en"),    f.get("edition"), f.get("source_es"),
                    f.get("source_en"), f.get("licence_es"), f.get("licence_en"), f.get("extent")};
  const auto* file = f.file("file");
  auto act = feature::act(request);
  act.key->answer(303, list_url(alliance).in(request.lang).text());
  const auto made = stage(site.db, act, alliance, input, file == nullptr ? File{} : File{file->name, file->bytes});
  if (made) return Response::redirect_see_other(file_read.at(load_url(alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request); });
}

html::ButtonForm button(AllianceId alliance, LoadId id, Message words, const std::string& wrong, const char* classes) {
  html::ButtonForm out{.action = Url("/alliances/{}/framework-loads/{}/load", alliance, id), .words = std::move(words)};
  out.busy = _("Cargando…");
  out.classes = classes;
  if (!wrong.empty()) out.hidden = {{"wrong", wrong}};
  return out;
}

void put_buttons(views::LoadPage& p, const SeenLoad& at, AllianceId alliance) {
  if (at.load.state != LoadState::staged) return;
  const auto& judged = at.judged;
  p.discard = html::ButtonForm{
      .action = Url("/alliances/{}/framework-loads/{}/discard", alliance, at.load.id), .words = _("Descartar"), .classes = "btn"};
  if (judged.editions.empty()) return;
  if (judged.wrong == 0)
    p.load = button(alliance, at.load.id, N_("Cargar {1} fila", "Cargar las {1} filas", judged.rows).arg(judged.rows), "",
                    "btn btn-primary");
  else
    p.load_good = button(alliance, at.load.id,
                         N_("Cargar {1} fila y dejar fuera las que tienen errores",
                            "Cargar {1} filas y dejar fuera las que tienen errores", judged.rows - judged.wrong)
                             .arg(judged.rows - judged.wrong),
                         "leave_out", "btn");
}

Message state_words(LoadState state) {
  switch (state) {
    case LoadState::staged: return _("Por revisar: nada se ha cargado.");
    case LoadState::loaded: return _("Cargado.");
    case LoadState::discarded: return _("Descartado.");
  }
  return {};
}

views::LoadPage load_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<LoadId>("load"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::LoadPage> {
    const auto at = TRY(see_load(tx, auth::actor_of(request), alliance, id));
    views::LoadPage p;
    p.file = at.load.file_name;
    p.shell = alliances::shell(site, tx, request, at.at, p.file, "frameworks");
    p.crumbs = {{{text(request, _("Marcos de referencia")), list_url(alliance)}}, p.file};
    p.name = at.load.heading.name;
    p.code = at.load.heading.code;
    p.credit = {at.load.heading.source, at.load.heading.licence};
    p.state = state_words(at.load.state);
    p.unread = at.load.unread;
    if (!at.load.encoding.empty() && !at.load.encoding.starts_with("UTF")) p.encoding = at.load.encoding;
    p.rows = at.load.rows_read;
    p.wrong = at.judged.wrong;
    for (const auto& problem : at.judged.problems) {
      if (p.problems.size() == most_problems) {
        p.more_problems = static_cast<std::int64_t>(at.judged.problems.size() - most_problems);
        break;
      }
      p.problems.push_back({problem.row, label(problem.column), problem.said, problem.message});
    }
    for (const auto& draft : at.judged.editions)
      p.editions.push_back({draft.edition, static_cast<std::int64_t>(draft.nodes.size()),
                            branches(draft.nodes, at.load.heading.code, [](const Node&) { return std::optional<Url>(); })});
    put_buttons(p, at, alliance);
    return p;
  }));
}
Response load_get(feature::Site& site, Request& request) { return html::respond(request, load_page(site, request)); }

Response load_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<LoadId>("load"));
  return feature::perform_button(site, request, edition_loaded, list_url(alliance), [&](db::Tx& tx, const feature::Act& act) {
    return load(tx, act, alliance, id, {request.form().get("wrong")});
  });
}

Response discard_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<LoadId>("load"));
  return feature::perform_button(site, request, file_discarded, list_url(alliance),
                                 [&](db::Tx& tx, const feature::Act& act) { return discard(tx, act, alliance, id); });
}

}  // namespace

void add_load_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  http::Options large;
  large.body_limit = upload_limit;
  pages.form("/frameworks/new", new_get, new_post, large);
  pages.get("/framework-loads/{load}", load_get);
  pages.post("/framework-loads/{load}/load", load_post);
  pages.post("/framework-loads/{load}/discard", discard_post);
}

}  // namespace alianza::frameworks
