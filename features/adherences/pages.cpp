// Adherences of an alliance, for the agency: the versions of the text, who was asked and who signed.
#include "features/adherences/pages.h"

#include "features/adherences/actions.h"
#include "features/adherences/wording.h"
#include "features/agencies/actions.h"
#include "features/alliances/shell.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"
#include "platform/i18n/i18n.h"

namespace alianza::adherences {
namespace {

using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice version_published(_("La nueva versión queda vigente; lo firmado conserva la suya.").key());
const feature::Notice asked_again(_("La carta con otro enlace está en la cola; el enlace anterior ya no sirve.").key());

const feature::Notice paper_recorded(_("La carta en papel quedó registrada con su huella.").key());

Url list_url(AllianceId id) { return Url("/alliances/{}/adherences", id); }

views::Row row_of(const Adherence& a, const Zone& zone) {
  views::Row row;
  row.organization = a.organization_name;
  row.url = Url("/alliances/{}/organizations/{}", a.alliance, a.organization);
  row.state = a.signed_at ? html::Badge{html::Tone::ok, _("Firmada")} : html::Badge{html::Tone::warn, _("Por firmar")};
  row.since = zone.civil_of(a.signed_at.value_or(a.offered_at));
  row.signer = a.signer_name;
  if (!a.signer_position.empty()) row.signer += ", " + a.signer_position;
  row.paper_on = a.signed_on;
  row.version = a.text_version;
  row.sha256 = a.sha256;
  if (a.signed_at) row.document = Url("/alliances/{}/adherences/{}/document", a.alliance, a.id);
  return row;
}

html::ButtonForm ask_button(const Adherence& a) {
  return {.action = Url("/alliances/{}/adherences/{}/ask", a.alliance, a.id),
          .words = _("Pedir de nuevo la firma"),
          .busy = _("Enviando…"),
          .classes = "btn btn-sm"};
}

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto found = TRY(book(tx, auth::actor_of(request), id, Place::parse(request.query.get("after"))));
    const auto zone = Zone::parse(found.seen.alliance.zone).value_or(Zone());
    const auto title = text(request, _("Adhesiones"));
    views::List p{.shell = alliances::shell(site, tx, request, found.seen, title, "organizations")};
    p.crumbs = {{{text(request, _("Invitaciones")), Url("/alliances/{}/campaigns", id)}}, title};
    for (const auto& a : found.adherences) {
      p.rows.push_back(row_of(a, zone));
      if (!found.may_publish) continue;
      if (a.signed_at)
        p.rows.back().seats = Url("/alliances/{}/organizations/{}/seats", id, a.organization);
      else
        p.rows.back().ask_again = ask_button(a);
    }
    if (found.has_next) p.next = request.here().set("after", place_of(found.adherences.back()).text());
    for (const auto& t : found.texts) p.texts.push_back({t.version, zone.civil_of(t.published_at), t.body});
    if (found.may_publish) {
      p.publish = Url("/alliances/{}/adherences/text", id);
      if (!found.texts.empty()) p.paper = Url("/alliances/{}/adherences/paper", id);
    }
    return p;
  }));
  return html::respond(request, page);
}

html::Form form_of_text(AllianceId id, const TextInput& text) {
  html::Form form{.action = Url("/alliances/{}/adherences/text", id)};
  form.parts = {{.fields = {{.control = html::Control::text_area,
                             .name = "body_es",
                             .label = _("Texto en español"),
                             .value = text.body_es,
                             .rows = 16},
                            {.control = html::Control::text_area,
                             .name = "body_en",
                             .label = _("Texto en inglés"),
                             .value = text.body_en,
                             .need = html::Need::optional,
                             .rows = 16},
                            {.control = html::Control::check,
                             .name = "preview",
                             .label = _("Solo ver cómo queda, sin publicar"),
                             .need = html::Need::optional}}}};
  form.submit = _("Publicar la versión");
  form.busy = _("Guardando…");
  form.cancel = list_url(id);
  return form;
}

/// `typed`: what is shown in place of the newest version. Who has none begins with a text of ours.
views::TextPage text_page(feature::Site& site, Request& request, const std::optional<TextInput>& typed) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::TextPage> {
    const auto found = TRY(book(tx, auth::actor_of(request), id));
    if (!found.may_publish) return fail(Error::forbidden());
    auto input = first_text();
    if (!found.texts.empty()) input = {found.texts.front().body.es, found.texts.front().body.en};
    if (typed) input = *typed;
    const auto& alliance = found.seen.alliance;
    const auto agency = agencies::find(tx, alliance.agency);
    const auto sample = [&](Lang lang, const std::string& body) {
      return fill(body, {i18n::text(lang, _("Organización de ejemplo")), alliance.name.in(lang),
                         agency ? agency->name.in(lang) : std::string()});
    };
    const auto title = text(request, _("Texto de la carta de adhesión"));
    views::TextPage page{.shell = alliances::shell(site, tx, request, found.seen, title, "organizations")};
    page.crumbs = {{{text(request, _("Adhesiones")), list_url(id)}}, title};
    page.title = title;
    page.form = form_of_text(id, input);
    page.sample_es = sample(Lang::es, input.body_es);
    page.sample_en = sample(Lang::en, input.body_en);
    return page;
  }));
}

Response text_form(feature::Site& site, Request& request) {
  return html::respond(request, text_page(site, request, std::nullopt));
}

Response text_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto& form = request.form();
  const TextInput typed{form.get("body_es"), form.get("body_en")};
  const auto again = [&] { return text_page(site, request, typed); };
  if (!form.get("preview").empty()) {
    if (const auto checked = parse(typed); !checked) return feature::redraw(request, checked.error(), again);
    return html::respond(request, again());
  }
  auto act = feature::act(request);
  const auto back = version_published.at(list_url(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return publish(tx, act, id, typed); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), again);
}

Response ask_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AdherenceId>("adherence"));
  auto act = feature::act(request);
  const auto back = asked_again.at(list_url(alliance)).in(request.lang);
  act.key->answer(303, back.text());
  const auto origin = feature::address_in_letters(site.config);
  demand(site.db.write([&](db::Tx& tx) { return ask_again(tx, act, alliance, id, origin); }));
  return Response::redirect_see_other(back);
}

FormPage paper_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto found = TRY(book(tx, auth::actor_of(request), id));
    if (!found.may_publish) return fail(Error::forbidden());
    std::vector<html::Option> versions;
    for (const auto& t : found.texts)
      versions.push_back({std::to_string(t.version), text(request, _("Versión {1}").arg(t.version))});
    html::Field file{.control = html::Control::file, .name = "file", .label = _("La carta firmada")};
    file.hint = _("Un PDF o una imagen, de hasta {1} MB. Su huella SHA-256 queda en la adhesión.")
                    .arg(static_cast<std::int64_t>(files::most_bytes >> 20U));
    file.accept = files::accepted_extensions();
    FormPage page;
    page.title = text(request, _("Registrar una carta en papel"));
    page.intro = text(request, _("Vale lo mismo que una firma en línea: la organización invitada queda activa."));
    page.shell = alliances::shell(site, tx, request, found.seen, page.title, "adherences");
    page.crumbs = {{{text(request, _("Adhesiones")), list_url(id)}}, page.title};
    page.form.action = Url("/alliances/{}/adherences/paper", id);
    page.form.parts = {{.fields = {{.name = "organization",
                                    .label = _("Organización"),
                                    .hint = _("Su nombre como está en el directorio."),
                                    .value = request.query.get("organization")},
                                   {.name = "name", .label = _("Quién firmó")},
                                   {.name = "position", .label = _("Cargo"), .need = html::Need::optional},
                                   {.control = html::Control::date,
                                    .name = "signed_on",
                                    .label = _("Fecha de la firma"),
                                    .width = html::Width::date,
                                    .most = found.seen.today.text()},
                                   {.control = html::Control::select,
                                    .name = "version",
                                    .label = _("Qué versión del texto firmó"),
                                    .value = versions.empty() ? std::string() : versions.front().value,
                                    .options = versions,
                                    .width = html::Width::mid},
                                   std::move(file)}}};
    page.form.submit = _("Registrar la carta");
    page.form.busy = _("Enviando…");
    page.form.cancel = list_url(id);
    return page;
  }));
}
Response paper_form(feature::Site& site, Request& request) { return html::respond(request, paper_page(site, request)); }
Response paper_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = paper_recorded.at(list_url(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  Upload upload;
  if (const auto* file = f.file("file")) upload = {file->bytes, file->name, file->type};
  const auto done =
      record_paper(site.db, files::Store(site.config.files.path), act, id,
                   {f.get("organization"), f.get("name"), f.get("position"), f.get("signed_on"), f.get("version")}, upload);
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return paper_page(site, request); });
}

Response document(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AdherenceId>("adherence"));
  const auto a = demand(site.db.read([&](db::Tx& tx) { return signed_document(tx, auth::actor_of(request), alliance, id); }));
  return demand(document_of(site, request, a));
}

}  // namespace

Result<Response> document_of(feature::Site& site, const Request& request, const Adherence& a) {
  if (!a.is_paper())
    return Response::download(a.document, "text/plain; charset=utf-8", text(request, _("carta-de-adhesion")) + ".txt");
  const auto digest = files::Digest::parse(a.sha256);
  files::Type type{};
  ENSURE(digest && files::from_text(a.paper_type, type));
  return files::attachment(files::Store(site.config.files.path), {*digest, type, a.paper_name});
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/adherences");
  pages.get("", list);
  pages.form("/text", text_form, text_post);
  http::Options large;
  large.body_limit = files::most_bytes + std::size_t{64} * 1024;  // the file and the form around it
  pages.form("/paper", paper_form, paper_post, large);
  pages.get("/{adherence}/document", document);
  pages.post("/{adherence}/ask", ask_post);
}

}  // namespace alianza::adherences
