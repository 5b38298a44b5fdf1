// Forms of bulletins: write, edit, correct, send back, approve, withdraw.
#include "features/bulletins/access.h"
#include "features/bulletins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"

namespace alianza::bulletins {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Width;

const feature::Notice bulletin_written(_("Quedó como borrador. Envíelo a revisión cuando esté listo.").key());
const feature::Notice bulletin_saved(_("Se guardó el borrador.").key());
const feature::Notice bulletin_submitted(_("Se envió a revisión. Lo aprueba otra persona.").key());
const feature::Notice bulletin_returned(_("Se devolvió a quien lo escribió.").key());
const feature::Notice bulletin_approved(_("Quedó aprobado.").key());
const feature::Notice bulletin_withdrawn(_("Se retiró. El motivo queda a la vista de quien ya tenía la dirección.").key());

struct At {
  AllianceId alliance;
  BulletinId bulletin;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<BulletinId>("bulletin"))};
}

html::Field area(const char* name, Message label, Message hint, const std::string& value, int rows, Need need) {
  return {.control = Control::text_area,
          .name = name,
          .label = std::move(label),
          .hint = std::move(hint),
          .value = value,
          .need = need,
          .rows = rows};
}

FieldSet texts(const Input& i) {
  return {.fields = {{.name = "title_es", .label = _("Título, en español"), .value = i.title_es},
                     {.name = "title_en", .label = _("Título, en inglés"), .value = i.title_en, .need = Need::optional},
                     area("summary_es", _("Resumen, en español"), _("Una o dos frases: salen en la lista y en las cartas."),
                          i.summary_es, 2, Need::optional),
                     area("summary_en", _("Resumen, en inglés"), {}, i.summary_en, 2, Need::optional),
                     area("body_es", _("Texto, en español"),
                          _("Puede usar marcas sencillas: # título, **negritas**, - lista, [palabras](https://dirección)."),
                          i.body_es, 14, Need::required),
                     area("body_en", _("Texto, en inglés"), {}, i.body_en, 14, Need::optional)}};
}

FieldSet hour(const Input& i) {
  return {.fields = {{.control = Control::date,
                      .name = "publish_on",
                      .label = _("Día de publicación"),
                      .hint = _("En blanco: en cuanto se apruebe."),
                      .value = i.publish_on,
                      .need = Need::optional,
                      .width = Width::date},
                     {.control = Control::time,
                      .name = "publish_time",
                      .label = _("Hora"),
                      .hint = _("A la hora de la alianza; en blanco, a las 09:00."),
                      .value = i.publish_time,
                      .need = Need::optional,
                      .width = Width::time}},
          .legend = _("Publicación")};
}

std::vector<FieldSet> parts(const Input& i, Nature nature) {
  std::vector<FieldSet> out;
  if (nature == Nature::first)
    out.push_back({.fields = {{.control = Control::radios,
                               .name = "kind",
                               .label = _("Qué es"),
                               .value = i.kind,
                               .options = {{"communique", _("Comunicado"), _("Una declaración oficial.")},
                                           {"bulletin", _("Boletín"), _("Noticias de la alianza.")}}}}});
  else
    out.push_back({.fields = {area("correction_es", _("Qué se corrige, en español"), _("Se leerá junto al texto corregido."),
                                   i.correction_es, 2, Need::required),
                              area("correction_en", _("Qué se corrige, en inglés"), {}, i.correction_en, 2, Need::optional)}});
  out.push_back(texts(i));
  out.push_back(hour(i));
  return out;
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  if (!f.get("kind").empty()) i.kind = f.get("kind");
  i.title_es = f.get("title_es");
  i.title_en = f.get("title_en");
  i.summary_es = f.get("summary_es");
  i.summary_en = f.get("summary_en");
  i.body_es = f.get("body_es");
  i.body_en = f.get("body_en");
  i.correction_es = f.get("correction_es");
  i.correction_en = f.get("correction_en");
  i.publish_on = f.get("publish_on");
  i.publish_time = f.get("publish_time");
  i.version = f.get("version");
  return i;
}

feature::views::Crumbs crumbs(const Request& request, const SeenBulletin& at, const std::string& here) {
  const auto& b = at.bulletin;
  return {{{text(request, _("Comunicados y boletines")), list_url(b.alliance)},
           {at.editions.back().title.in(request.lang), bulletin_url(b.alliance, b.id)}},
          here};
}

/// A page about a bulletin that who convenes keeps.
template <class Page, class Fill>
Page page_of(feature::Site& site, Request& request, const Message& title, const Fill& fill) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::keep, at.seen.standing)) return fail(Error::forbidden());
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "bulletins");
    page.crumbs = crumbs(request, at, page.title);
    page.form.cancel = bulletin_url(alliance, id);
    fill(page, at);
    return page;
  }));
}

template <class Do, class Make>
Response save(feature::Site& site, Request& request, const feature::Notice& notice, const Do& perform, const Make& make) {
  const auto at = at_of(request);
  return feature::perform_form(
      site, request, notice, bulletin_url(at.alliance, at.bulletin),
      [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, at); }, make);
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Escribir un comunicado o boletín"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "bulletins");
    page.crumbs = {{{text(request, _("Comunicados y boletines")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/bulletins/new", alliance);
    page.form.parts = parts({}, Nature::first);
    page.form.submit = _("Guardar el borrador");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, bulletin_written, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return write(tx, act, alliance, input_from(request)); },
      [&](const auto& made) { return bulletin_url(alliance, made); }, new_page);
}

FormPage edit_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Editar el borrador"), [](FormPage& page, const SeenBulletin& at) {
    const auto& last = at.editions.back();
    const auto input = as_input(at.bulletin, last);
    page.form.action = Url("/alliances/{}/bulletins/{}/edit", at.bulletin.alliance, at.bulletin.id);
    page.form.parts = parts(input, last.number == 1 ? Nature::first : Nature::correction);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar el borrador");
    page.form.busy = _("Guardando…");
  });
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_saved,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return edit(tx, act, at.alliance, at.bulletin, input_from(request));
      },
      edit_page);
}

FormPage correct_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Corregir lo publicado"), [&](FormPage& page, const SeenBulletin& at) {
    auto input = as_input(at.bulletin, at.editions.back());
    input.correction_es = input.correction_en = input.publish_on = input.publish_time = {};
    page.intro = text(request, _("Lo publicado se sigue leyendo; la corrección pasa por revisión y queda junto a él."));
    page.form.action = Url("/alliances/{}/bulletins/{}/correct", at.bulletin.alliance, at.bulletin.id);
    page.form.parts = parts(input, Nature::correction);
    page.form.submit = _("Guardar el borrador");
    page.form.busy = _("Guardando…");
  });
}
Response correct_form(feature::Site& site, Request& request) { return html::respond(request, correct_page(site, request)); }
Response correct_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_written,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return correct(tx, act, at.alliance, at.bulletin, input_from(request));
      },
      correct_page);
}

Response submit_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_submitted,
      [](db::Tx& tx, const feature::Act& act, const At& at) { return submit(tx, act, at.alliance, at.bulletin); }, edit_page);
}

FieldSet reason(Message hint) {
  return {
      .fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .hint = std::move(hint), .rows = 3}}};
}

ConfirmPage return_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(site, request, _("Devolver el texto"), [&](ConfirmPage& page, const SeenBulletin& at) {
    page.consequences = {text(request, _("Vuelve a ser un borrador; quien lo escribió lee el motivo."))};
    page.form.action = Url("/alliances/{}/bulletins/{}/return", at.bulletin.alliance, at.bulletin.id);
    page.form.parts = {reason({})};
    page.form.submit = _("Devolver el texto");
    page.form.busy = _("Guardando…");
  });
}
Response return_form(feature::Site& site, Request& request) { return html::respond(request, return_page(site, request)); }
Response return_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_returned,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return send_back(tx, act, at.alliance, at.bulletin, request.form().get("reason"));
      },
      return_page);
}

ConfirmPage approve_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(site, request, _("Aprobar la publicación"), [&](ConfirmPage& page, const SeenBulletin& at) {
    const auto& last = at.editions.back();
    page.consequences = {last.title.in(request.lang)};
    page.consequences.push_back(
        last.publish_on ? text(request, _("Será público el {1}.").arg(i18n::date_time(request.lang, *last.publish_on)))
                        : text(request, _("Será público en cuanto lo apruebe.")));
    page.consequences.push_back(text(request, _("Después no se borra: se corrige con otra versión, o se retira con su motivo.")));
    page.form.action = Url("/alliances/{}/bulletins/{}/approve", at.bulletin.alliance, at.bulletin.id);
    page.form.submit = _("Aprobar la publicación");
    page.form.busy = _("Guardando…");
  });
}
Response approve_form(feature::Site& site, Request& request) { return html::respond(request, approve_page(site, request)); }
Response approve_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_approved,
      [](db::Tx& tx, const feature::Act& act, const At& at) { return approve(tx, act, at.alliance, at.bulletin); }, approve_page);
}

ConfirmPage withdraw_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(site, request, _("Retirar el texto"), [&](ConfirmPage& page, const SeenBulletin& at) {
    page.consequences = {at.editions.back().title.in(request.lang),
                         at.told ? text(request, _("Deja de leerse en público. Su dirección dirá que se retiró, y por qué."))
                                 : text(request, _("Nunca se publicó; no se publicará.")),
                         text(request, _("No se puede deshacer."))};
    page.form.action = Url("/alliances/{}/bulletins/{}/withdraw", at.bulletin.alliance, at.bulletin.id);
    page.form.parts = {reason(_("Quien tenga la dirección podrá leerlo."))};
    page.form.submit = _("Retirar el texto");
    page.form.busy = _("Guardando…");
    page.form.weight = html::Weight::bad;
  });
}
Response withdraw_form(feature::Site& site, Request& request) { return html::respond(request, withdraw_page(site, request)); }
Response withdraw_post(feature::Site& site, Request& request) {
  return save(
      site, request, bulletin_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return withdraw(tx, act, at.alliance, at.bulletin, request.form().get("reason"));
      },
      withdraw_page);
}

}  // namespace

void add_form_pages(feature::Site& site) {
  // A text in two languages, each letter up to nine bytes once encoded.
  const http::Options long_text{.body_limit = std::size_t{512} * 1024};
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/bulletins");
  pages.form("/new", new_form, new_post, long_text);
  pages.form("/{bulletin}/edit", edit_form, edit_post, long_text);
  pages.form("/{bulletin}/correct", correct_form, correct_post, long_text);
  pages.post("/{bulletin}/submit", submit_post);
  pages.form("/{bulletin}/return", return_form, return_post);
  pages.form("/{bulletin}/approve", approve_form, approve_post);
  pages.form("/{bulletin}/withdraw", withdraw_form, withdraw_post);
}

}  // namespace alianza::bulletins
