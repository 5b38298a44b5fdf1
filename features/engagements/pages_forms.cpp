// One way of taking part: its page, the form that opens or changes it, joining, leaving, and how it ends.
#include <algorithm>

#include "features/engagements/access.h"
#include "features/engagements/pages_shared.h"
#include "features/organizations/actions.h"
#include "platform/feature/perform.h"

namespace alianza::engagements {
namespace {

using feature::views::FormPage;
using html::Control;
using html::Need;
using html::Width;

const feature::Notice engagement_opened(_("Quedó abierta; las organizaciones ya pueden sumarse.").key());
const feature::Notice engagement_saved(_("Se guardaron los cambios.").key());
const feature::Notice engagement_closed(_("Quedó concluida con su resultado.").key());
const feature::Notice engagement_cancelled(_("Quedó cancelada, con su motivo.").key());
const feature::Notice engagement_joined(_("La organización quedó sumada.").key());
const feature::Notice engagement_left(_("La organización dejó de participar.").key());

struct At {
  AllianceId alliance;
  EngagementId engagement;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<EngagementId>("engagement"))};
}
Url here(const At& at, const char* tail) { return Url("/alliances/{}/engagements/{}/{}", at.alliance, at.engagement, tail); }

html::Field area(const char* name, Message label, const std::string& value, Need need) {
  return {.control = Control::text_area, .name = name, .label = std::move(label), .value = value, .need = need, .rows = 4};
}

std::vector<html::FieldSet> parts(const Input& i) {
  return {
      {.fields = {{.control = Control::select,
                   .name = "kind",
                   .label = _("Modalidad"),
                   .value = i.kind,
                   .options = kind_options(),
                   .first_option = _("Elija")},
                  {.name = "title_es", .label = _("Título, en español"), .value = i.title_es},
                  {.name = "title_en", .label = _("Título, en inglés"), .value = i.title_en, .need = Need::optional},
                  area("about_es", _("De qué se trata y cómo se participa, en español"), i.about_es, Need::required),
                  area("about_en", _("De qué se trata y cómo se participa, en inglés"), i.about_en, Need::optional)}},
      {.fields = {{.control = Control::date, .name = "starts", .label = _("Empieza"), .value = i.starts, .width = Width::date},
                  {.control = Control::date,
                   .name = "ends",
                   .label = _("Termina"),
                   .value = i.ends,
                   .need = Need::optional,
                   .width = Width::date},
                  {.control = Control::number,
                   .name = "places",
                   .label = _("Lugares"),
                   .hint = _("Cuántas organizaciones caben. En blanco: las que quieran."),
                   .value = i.places,
                   .need = Need::optional,
                   .width = Width::date,
                   .least = "1"}}}};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  return {f.get("kind"),   f.get("title_es"), f.get("title_en"), f.get("about_es"), f.get("about_en"),
          f.get("starts"), f.get("ends"),     f.get("places"),   f.get("version")};
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Abrir una forma de participar"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "engagements");
    page.crumbs = {{{text(request, _("Otras formas de participar")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/engagements/new", alliance);
    page.form.parts = parts({});
    page.form.submit = _("Abrirla");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, engagement_opened, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return open(tx, act, alliance, input_from(request)); },
      [&](const auto& made) { return page_url(alliance, made); }, new_page);
}

FormPage edit_page(feature::Site& site, Request& request) {
  const auto where = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(see(tx, auth::actor_of(request), where.alliance, where.engagement));
    if (!at.may_keep) return fail(Error::forbidden());
    const auto input = as_input(at.engagement);
    const auto back = page_url(where.alliance, where.engagement);
    FormPage page;
    page.title = text(request, _("Cambiar la forma de participar"));
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "engagements");
    page.crumbs = {{{text(request, _("Otras formas de participar")), list_url(where.alliance)},
                    {at.engagement.title.in(request.lang), back}},
                   page.title};
    page.form.action = here(where, "edit");
    page.form.parts = parts(input);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar los cambios");
    page.form.busy = _("Guardando…");
    page.form.cancel = back;
    return page;
  }));
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return feature::perform_form(
      site, request, engagement_saved, page_url(at.alliance, at.engagement),
      [&](db::Tx& tx, const feature::Act& act) { return edit(tx, act, at.alliance, at.engagement, input_from(request)); },
      edit_page);
}

html::Form join_form(const At& at, std::vector<html::Option> own, bool convenes) {
  html::Form form{.action = here(at, "join")};
  std::vector<html::Field> fields;
  if (convenes)
    fields.push_back({.name = "organization",
                      .label = _("Organización"),
                      .hint = _("Su nombre como está en el directorio."),
                      .id_prefix = "join-"});
  else if (own.size() > 1)
    fields.push_back({.control = Control::select,
                      .name = "organization",
                      .label = _("En nombre de"),
                      .options = std::move(own),
                      .first_option = _("Elija"),
                      .id_prefix = "join-"});
  fields.push_back({.control = Control::number,
                    .name = "people",
                    .label = _("Cuántas personas"),
                    .value = "1",
                    .width = Width::date,
                    .least = "1",
                    .id_prefix = "join-"});
  fields.push_back({.control = Control::text_area,
                    .name = "note",
                    .label = _("Nota privada"),
                    .hint = _("La leen su organización y quien convoca; las demás integrantes no."),
                    .need = Need::optional,
                    .rows = 2,
                    .id_prefix = "join-"});
  form.parts = {{.fields = std::move(fields)}};
  form.submit = convenes ? _("Sumar la organización") : _("Sumarse");
  form.busy = _("Guardando…");
  return form;
}

html::Form close_form(const At& at) {
  html::Form form{.action = here(at, "close")};
  auto es = area("result_es", _("Qué resultó, en español"), {}, Need::required);
  auto en = area("result_en", _("Qué resultó, en inglés"), {}, Need::optional);
  es.id_prefix = en.id_prefix = "close-";
  form.parts = {{.fields = {std::move(es), std::move(en)}}};
  form.submit = _("Darla por concluida");
  form.busy = _("Guardando…");
  form.weight = html::Weight::plain;
  return form;
}

html::Form cancel_form(const At& at) {
  html::Form form{.action = here(at, "cancel")};
  form.parts = {
      {.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3, .id_prefix = "cancel-"}}}};
  form.submit = _("Cancelarla");
  form.busy = _("Guardando…");
  form.weight = html::Weight::bad;
  return form;
}

void fill_acts(db::Tx& tx, views::Show& p, const SeenEngagement& s, const At& at) {
  if (s.engagement.state != State::open) return;
  if (s.may_keep || !s.joinable.empty()) {
    std::vector<html::Option> own;
    for (const auto& [id, name] : organizations::names(tx, s.joinable)) own.push_back({id.text(), name.name});
    if (!s.is_full) p.join = join_form(at, std::move(own), s.may_keep);
  }
  if (!s.may_keep) return;
  p.edit = here(at, "edit");
  p.close = close_form(at);
  p.cancel = cancel_form(at);
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request, const At& at) {
  const auto s = TRY(see(tx, auth::actor_of(request), at.alliance, at.engagement));
  views::Show p;
  p.shell = alliances::shell(site, tx, request, s.seen, s.engagement.title.in(request.lang), "engagements");
  p.crumbs = {{{text(request, _("Otras formas de participar")), list_url(at.alliance)}}, s.engagement.title.in(request.lang)};
  p.engagement = s.engagement;
  p.state = badge(s.engagement.state);
  p.days = days_of(s.engagement, request.lang);
  p.is_full = s.is_full && s.engagement.state == State::open;
  for (const auto& row : s.joins) {
    views::JoinRow out{Url("/alliances/{}/organizations/{}", at.alliance, row.join.organization),
                       row.name,
                       row.join.people,
                       row.join.note,
                       row.join.joined,
                       row.join.left,
                       {}};
    p.organizations += row.join.left ? 0 : 1;
    if (row.may_leave)
      out.leave = html::ButtonForm{.action = here(at, "leave"),
                                   .words = _("Retirarla"),
                                   .hidden = {{"organization", row.join.organization.text()}},
                                   .classes = "btn btn-sm"};
    p.joins.push_back(std::move(out));
  }
  fill_acts(tx, p, s, at);
  return p;
}
Response show(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at); })));
}

/// Done: back to the page. Wrong: the page again, with what was typed in that form.
template <class Do>
Response act_on(feature::Site& site, Request& request, const feature::Notice& notice,
                std::optional<html::Form> views::Show::*form, const Do& perform) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  const auto back = notice.at(page_url(at.alliance, at.engagement)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return perform(tx, act, at); });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fault != Fault::invalid && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  auto page = demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at); }));
  if (!(page.*form)) throw http::Abandon{done.error()};
  (page.*form)->keep_typed(request.form());
  (page.*form)->show_error(done.error());
  return html::respond(request, page, http::status_of(done.error().fault));
}

Response join_post(feature::Site& site, Request& request) {
  return act_on(site, request, engagement_joined, &views::Show::join, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    const auto& f = request.form();
    return join(tx, act, at.alliance, at.engagement, {f.get("organization"), f.get("people"), f.get("note")});
  });
}
Response leave_post(feature::Site& site, Request& request) {
  return act_on(site, request, engagement_left, &views::Show::join, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return leave(tx, act, at.alliance, at.engagement, request.form().get("organization"));
  });
}
Response close_post(feature::Site& site, Request& request) {
  return act_on(site, request, engagement_closed, &views::Show::close, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    const auto& f = request.form();
    return close(tx, act, at.alliance, at.engagement, f.get("result_es"), f.get("result_en"));
  });
}
Response cancel_post(feature::Site& site, Request& request) {
  return act_on(site, request, engagement_cancelled, &views::Show::cancel,
                [&](db::Tx& tx, const feature::Act& act, const At& at) {
                  return cancel(tx, act, at.alliance, at.engagement, request.form().get("reason"));
                });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/engagements");
  pages.form("/new", new_form, new_post);
  pages.get("/{engagement}", show);
  pages.form("/{engagement}/edit", edit_form, edit_post);
  pages.post("/{engagement}/join", join_post);
  pages.post("/{engagement}/leave", leave_post);
  pages.post("/{engagement}/close", close_post);
  pages.post("/{engagement}/cancel", cancel_post);
}

}  // namespace alianza::engagements
