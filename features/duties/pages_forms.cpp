// One duty: its page, the form that adds or changes it, and what closes it.
#include <algorithm>

#include "features/duties/pages_shared.h"
#include "platform/feature/perform.h"
#include "platform/i18n/format.h"

namespace alianza::duties {
namespace {

using feature::views::FormPage;
using html::Control;
using html::Need;
using html::Width;

const feature::Notice duty_added(_("La tarea quedó en el tablero.").key());
const feature::Notice duty_saved(_("Se guardó la tarea.").key());
const feature::Notice duty_moved(_("La tarea cambió de estado.").key());

struct At {
  AllianceId alliance;
  DutyId duty;
};
At at_of(const Request& request) { return {demand(request.id<AllianceId>("alliance")), demand(request.id<DutyId>("duty"))}; }

std::vector<html::FieldSet> parts(const Input& i, const std::vector<Convener>& conveners) {
  return {{.fields = {{.control = Control::select,
                       .name = "kind",
                       .label = _("Clase"),
                       .value = i.kind,
                       .options = kind_options(),
                       .first_option = _("Elija")},
                      {.name = "what", .label = _("Qué hay que hacer"), .value = i.what},
                      {.control = Control::text_area,
                       .name = "detail",
                       .label = _("Detalle"),
                       .value = i.detail,
                       .need = Need::optional,
                       .rows = 3},
                      {.control = Control::select,
                       .name = "owner",
                       .label = _("Responsable"),
                       .hint = _("Quien hoy dirige la institución o está en el secretariado."),
                       .value = i.owner,
                       .options = owner_options(conveners),
                       .first_option = _("Elija")},
                      {.control = Control::date, .name = "due", .label = _("Fecha límite"), .value = i.due, .width = Width::date},
                      {.control = Control::number,
                       .name = "every_months",
                       .label = _("Se repite cada tantos meses"),
                       .hint = _("En blanco: una sola vez. Al cerrarla se abre la siguiente."),
                       .value = i.every_months,
                       .need = Need::optional,
                       .width = Width::date,
                       .least = "1",
                       .most = "12"}}}};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  return {f.get("kind"), f.get("what"), f.get("detail"), f.get("owner"), f.get("due"), f.get("every_months"), f.get("version")};
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(board(tx, auth::actor_of(request), alliance, {}));
    if (!b.may_keep) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Nueva tarea"));
    page.shell = alliances::shell(site, tx, request, b.seen, page.title, "");
    page.crumbs = {{{text(request, _("Tareas de la institución")), board_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/duties/new", alliance);
    page.form.parts = parts({}, b.conveners);
    page.form.submit = _("Agregar la tarea");
    page.form.busy = _("Guardando…");
    page.form.cancel = board_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, duty_added, board_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return add(tx, act, alliance, input_from(request)); },
      [&](const auto&) { return board_url(alliance); }, new_page);
}

FormPage edit_page(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!at.may_keep) return fail(Error::forbidden());
    const auto input = as_input(at.duty);
    auto owners = at.conveners;
    if (std::none_of(owners.begin(), owners.end(), [&](const auto& c) { return c.account == at.duty.owner; }))
      if (const auto name = at.names.find(at.duty.owner); name != at.names.end()) owners.push_back({at.duty.owner, name->second});
    FormPage page;
    page.title = text(request, _("Cambiar la tarea"));
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "");
    page.crumbs = {{{text(request, _("Tareas de la institución")), board_url(alliance)}, {at.duty.what, page_url(alliance, id)}},
                   page.title};
    page.form.action = Url("/alliances/{}/duties/{}/edit", alliance, id);
    page.form.parts = parts(input, owners);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar la tarea");
    page.form.busy = _("Guardando…");
    page.form.cancel = page_url(alliance, id);
    return page;
  }));
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return feature::perform_form(
      site, request, duty_saved, page_url(at.alliance, at.duty),
      [&](db::Tx& tx, const feature::Act& act) { return edit(tx, act, at.alliance, at.duty, input_from(request)); }, edit_page);
}

html::Form note_form(const Duty& d, State to, Message label, Message submit, const char* prefix) {
  html::Form form{.action = Url("/alliances/{}/duties/{}/state", d.alliance, d.id)};
  form.parts = {
      {.fields = {{.control = Control::text_area, .name = "note", .label = std::move(label), .rows = 3, .id_prefix = prefix}}}};
  form.hidden = {{"state", std::string(to_text(to))}};
  form.submit = std::move(submit);
  form.busy = _("Guardando…");
  form.weight = to == State::done ? html::Weight::primary : html::Weight::plain;
  return form;
}

html::Form close_form(const Duty& d) {
  return note_form(d, State::done, _("Evidencia: qué se hizo y dónde se puede ver"), _("Cerrar la tarea"), "close-");
}
html::Form cancel_form(const Duty& d) {
  return note_form(d, State::cancelled, _("Por qué se cancela"), _("Cancelar la tarea"), "cancel-");
}
html::Form reopen_form(const Duty& d) {
  return note_form(d, State::open, _("Por qué se abre de nuevo"), _("Abrir de nuevo"), "reopen-");
}

std::string name_in(const Names& names, AccountId account) {
  const auto found = names.find(account);
  return found == names.end() ? std::string() : found->second;
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request, const At& where) {
  const auto at = TRY(see(tx, auth::actor_of(request), where.alliance, where.duty));
  const auto& d = at.duty;
  views::Show p;
  p.shell = alliances::shell(site, tx, request, at.seen, d.what, "");
  p.crumbs = {{{text(request, _("Tareas de la institución")), board_url(where.alliance)}}, d.what};
  p.row = row_of(d, at.names, at.conveners, at.seen.today);
  p.detail = d.detail;
  p.every_months = d.every_months;
  const auto zone = Zone::parse(at.seen.alliance.zone).value_or(Zone());
  for (auto s = at.steps.rbegin(); s != at.steps.rend(); ++s)
    p.steps.push_back({i18n::date_time(request.lang, zone.civil_of(s->at)), label(s->state), name_in(at.names, s->by),
                       name_in(at.names, s->owner), s->due, s->note});
  if (!at.may_keep) return p;
  if (d.state == State::open) {
    p.edit = Url("/alliances/{}/duties/{}/edit", where.alliance, where.duty);
    p.close = close_form(d);
    p.cancel = cancel_form(d);
  } else {
    p.reopen = reopen_form(d);
  }
  return p;
}
Response show(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at); })));
}

Response state_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  const auto back = duty_moved.at(page_url(at.alliance, at.duty)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& to = request.form().get("state");
  const auto done =
      site.db.write([&](db::Tx& tx) { return move(tx, act, at.alliance, at.duty, to, request.form().get("note")); });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fault != Fault::invalid && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  auto page = demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at); }));
  auto& form = to == "open" ? page.reopen : to == "cancelled" ? page.cancel : page.close;
  if (!form) throw http::Abandon{done.error()};
  form->keep_typed(request.form());
  form->show_error(done.error());
  return html::respond(request, page, http::status_of(done.error().fault));
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/duties");
  pages.form("/new", new_form, new_post);
  pages.get("/{duty}", show);
  pages.form("/{duty}/edit", edit_form, edit_post);
  pages.post("/{duty}/state", state_post);
}

}  // namespace alianza::duties
