// Forms of campaigns: plan, edit, choose recipients, start, pause, remind, close.
#include <array>

#include "features/campaigns/pages_shared.h"
#include "features/organizations/organizations.h"
#include "platform/feature/perform.h"

namespace alianza::campaigns {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;

const feature::Notice campaign_planned(_("La campaña quedó en preparación. Elija a quién invitar.").key());
const feature::Notice campaign_saved(_("Se guardó la campaña.").key());
const feature::Notice recipients_chosen(
    _("Los destinatarios quedaron elegidos. Lo que no aparece ya estaba o no tiene correo.").key());
const feature::Notice nobody_chosen(_("Nadie se agregó: ya estaban en la campaña, no tienen un contacto con correo o ninguna "
                                      "organización cumple los filtros.")
                                        .key());
const feature::Notice campaign_started(_("Las cartas se están escribiendo.").key());
const feature::Notice campaign_paused(_("El envío quedó en pausa. Las cartas que ya estaban en la cola salen.").key());
const feature::Notice campaign_reminded(_("Los recordatorios se están escribiendo.").key());
const feature::Notice unsent_left_out(_("Se quitó a los destinatarios cuya carta no había salido.").key());
const feature::Notice campaign_discarded(_("Se descartó la campaña; no se envió ninguna carta.").key());
const feature::Notice campaign_closed(_("La campaña quedó cerrada.").key());

html::Field wording(Control control, const char* name, Message label, const std::string& value, Need need) {
  return {.control = control, .name = name, .label = std::move(label), .value = value, .need = need, .rows = 12};
}

std::vector<FieldSet> groups(const Input& i) {
  FieldSet about{
      .fields = {
          {.name = "name", .label = _("Nombre de la campaña"), .hint = _("Lo ve solo la institución."), .value = i.name},
          {.control = Control::date,
           .name = "deadline",
           .label = _("Fecha límite para responder"),
           .hint = _("El último día en que sirven los enlaces. Se puede ampliar después."),
           .value = i.deadline,
           .width = Width::date},
          {.control = Control::radios,
           .name = "adherence",
           .label = _("Quien acepta queda activa"),
           .value = i.adherence,
           .options = {{"required", _("Con carta de adhesión"), _("Acepta la invitación y después formaliza su adhesión.")},
                       {"not_required", _("Sin carta de adhesión"), _("Con aceptar la invitación basta.")}}},
          {.control = Control::email,
           .name = "reply_to",
           .label = _("Correo para respuestas"),
           .hint = _("Ahí llegarán las respuestas de quien conteste el correo en lugar de usar el enlace."),
           .value = i.reply_to,
           .need = Need::optional}}};
  FieldSet spanish{
      .fields = {wording(Control::text, "subject_es", _("Asunto"), i.subject_es, Need::required),
                 wording(Control::text_area, "body_es", _("Texto"), i.body_es, Need::required)},
      .legend = _("Carta en español"),
      .intro = _("Puede usar {organizacion}, {contacto}, {enlace}, {fecha_limite}, {alianza} e {institucion}. Un renglón "
                 "en blanco separa los párrafos.")};
  FieldSet english{.fields = {wording(Control::text, "subject_en", _("Asunto en inglés"), i.subject_en, Need::optional),
                              wording(Control::text_area, "body_en", _("Texto en inglés"), i.body_en, Need::optional)},
                   .legend = _("Carta en inglés")};
  return {std::move(about), std::move(spanish), std::move(english)};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  i.name = f.get("name");
  i.subject_es = f.get("subject_es");
  i.subject_en = f.get("subject_en");
  i.body_es = f.get("body_es");
  i.body_en = f.get("body_en");
  i.deadline = f.get("deadline");
  i.adherence = f.get("adherence");
  i.reply_to = f.get("reply_to");
  i.version = f.get("version");
  return i;
}

/// What was picked in the directory, its filters and single rows, goes from address to address as the directory writes it.
constexpr std::array picked_names{"q", "type", "state", "sector", "org_size", "sdg", "status", "only"};

organizations::Pairs picked_in(const Request& request) {
  organizations::Pairs out;
  for (const auto* name : picked_names)
    for (const auto& value : request.query.all(name))
      if (organizations::is_understood(name, value)) out.emplace_back(name, value);
  return out;
}

Url with_picked(const Request& request, Url url) {
  for (const auto& [name, value] : picked_in(request)) url = std::move(url).with(name, value);
  if (request.query.has("picked")) url = std::move(url).set("picked", "all");
  return url;
}

/// Came from the directory with rows of its list, perhaps with all of them.
bool has_picked(const Request& request) { return request.query.has("picked") || !picked_in(request).empty(); }

Url recipients_url(const Request& request, AllianceId alliance, CampaignId id) {
  return with_picked(request, Url("/alliances/{}/campaigns/{}/recipients", alliance, id));
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto found = TRY(list(tx, auth::actor_of(request), alliance));
    if (!found.may_keep) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Preparar una campaña"));
    page.shell = alliances::shell(site, tx, request, found.seen, page.title, "campaigns");
    page.crumbs = {{{text(request, _("Invitaciones")), list_url(alliance)}}, page.title};
    page.form.action = with_picked(request, Url("/alliances/{}/campaigns/new", alliance));
    auto input = first_input();
    input.deadline = found.seen.today.plus_days(21).text();
    page.form.parts = groups(input);
    page.form.submit = _("Preparar la campaña");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}

Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, campaign_planned.at(list_url(alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return plan(tx, act, alliance, input_from(request)); });
  if (made && has_picked(request))
    return Response::redirect_see_other(campaign_planned.at(recipients_url(request, alliance, made->id)).in(request.lang));
  if (made) return Response::redirect_see_other(campaign_planned.at(campaign_url(*made)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request); });
}

/// A page of a campaign that only who keeps it reaches.
template <class Page, class Fill>
Page page_to_keep(feature::Site& site, Request& request, const Message& title, Fill&& fill) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<Page> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!at.may_keep) return fail(Error::forbidden());
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "campaigns");
    page.crumbs = crumbs(request, at.campaign, page.title);
    page.form.cancel = campaign_url(at.campaign);
    fill(tx, page, at);
    return page;
  }));
}

FormPage edit_page(feature::Site& site, Request& request) {
  return page_to_keep<FormPage>(site, request, _("Editar la campaña"), [&](db::Tx&, FormPage& page, const SeenCampaign& at) {
    const auto input = as_input(at.campaign);
    page.form.action = Url("/alliances/{}/campaigns/{}/edit", at.campaign.alliance, at.campaign.id);
    page.form.parts = groups(input);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar la campaña");
    page.form.busy = _("Guardando…");
    if (!may_reword(at.campaign.state))
      page.intro =
          text(request, _("Ya salieron cartas con este texto: cambian el nombre, la fecha límite y el correo de respuesta."));
  });
}

/// One act of a form; its notice on the campaign's page, or the form again.
template <class Do, class Make>
Response act_on(feature::Site& site, Request& request, const feature::Notice& notice, Do&& perform, Make&& make) {
  const auto [alliance, id] = at_of(request);
  return feature::perform_form(
      site, request, notice, campaign_url(alliance, id),
      [&, alliance = alliance, id = id](db::Tx& tx, const feature::Act& act) { return perform(tx, act, alliance, id); }, make);
}

Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  return act_on(
      site, request, campaign_saved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, CampaignId c) { return edit(tx, act, a, c, input_from(request)); },
      edit_page);
}

// ---- Recipients.

template <class E>
std::vector<Option> options(const std::vector<E>& values) {
  std::vector<Option> out;
  for (const auto value : values) out.push_back({std::string(organizations::to_text(value)), organizations::label(value)});
  return out;
}

html::Field checks(const char* name, Message label, std::vector<Option> choices) {
  return {
      .control = Control::checks, .name = name, .label = std::move(label), .options = std::move(choices), .need = Need::optional};
}

html::Field language_field(const Campaign& campaign) {
  html::Field field{.control = Control::radios,
                    .name = "lang",
                    .label = _("Idioma de sus cartas"),
                    .value = "es",
                    .options = {{"es", _("Español")}}};
  if (!campaign.body.en.empty()) field.options.push_back({"en", _("Inglés")});
  return field;
}

Message picked_words(const Request& request) {
  const auto only = static_cast<std::int64_t>(request.query.all("only").size());
  if (only == 0) return _("A las que cumplen los filtros con que se eligieron en el directorio.");
  return N_("A la organización que eligió en el directorio.", "A las {1} organizaciones que eligió en el directorio.", only)
      .arg(only);
}

FormPage recipients_page(feature::Site& site, Request& request) {
  return page_to_keep<FormPage>(site, request, _("Elegir destinatarios"), [&](db::Tx&, FormPage& page, const SeenCampaign& at) {
    page.intro = text(request, _("Una carta por organización y por correo. Quien ya es activa en la alianza no se invita."));
    page.form.action = recipients_url(request, at.campaign.alliance, at.campaign.id);
    page.form.submit = _("Agregar destinatarios");
    page.form.busy = _("Buscando…");
    if (has_picked(request)) {
      page.form.hidden = {{"how", "filter"}};
      page.intro = text(request, picked_words(request)) + " " + page.intro;
      page.form.parts = {{.fields = {language_field(at.campaign)}}};
      return;
    }
    FieldSet how{.fields = {{.control = Control::radios,
                             .name = "how",
                             .label = _("A quién"),
                             .hint = _("Si escribe correos en la lista, elija la lista."),
                             .value = "filter",
                             .options = {{"filter", _("Del directorio, con los filtros de abajo")},
                                         {"list", _("A los correos de la lista de abajo")}}},
                            language_field(at.campaign)}};
    FieldSet filters{
        .fields = {checks("type", _("Tipo"), options(organizations::organization_types())),
                   checks("org_size", _("Tamaño"), options(organizations::sizes())),
                   {.control = Control::sdgs, .name = "sdg", .label = _("Interés en los ODS"), .need = Need::optional},
                   checks("status", _("En esta alianza"),
                          {{"none", _("No participa")},
                           {"invited", membership::label(membership::Status::invited)},
                           {"withdrawn", membership::label(membership::Status::withdrawn)}})},
        .legend = _("Del directorio"),
        .intro = _("Sin filtros: todas las que no participan y tienen un contacto con correo.")};
    FieldSet list{.fields = {{.control = Control::text_area,
                              .name = "addresses",
                              .label = _("Correos"),
                              .hint = _("Uno por renglón, de contactos registrados en el directorio."),
                              .need = Need::optional,
                              .rows = 6}},
                  .legend = _("Una lista")};
    page.form.parts = {std::move(how), std::move(filters), std::move(list)};
  });
}

RecipientsInput recipients_from(Request& request) {
  const auto& f = request.form();
  RecipientsInput input;
  input.how = f.get("how");
  input.addresses = f.get("addresses");
  input.lang = f.get("lang");
  for (const auto* name : {"type", "org_size", "sdg", "status"})
    for (const auto& value : f.all(name)) input.filter.emplace_back(name, value);
  for (auto& pair : picked_in(request)) input.filter.push_back(std::move(pair));
  return input;
}

/// The bar of the directory sends here what was picked: in which campaign are they invited?
Response choose_campaign(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::ChooseCampaign> {
    const auto found = TRY(list(tx, auth::actor_of(request), alliance));
    if (!found.may_keep) return fail(Error::forbidden());
    views::ChooseCampaign p;
    const auto title = text(request, _("Invitar a las elegidas"));
    p.shell = alliances::shell(site, tx, request, found.seen, title, "campaigns");
    p.crumbs = {{{text(request, _("Invitaciones")), list_url(alliance)}}, title};
    p.picked = with_picked(request, Url("/alliances/{}/organizations", alliance));
    p.plan = with_picked(request, Url("/alliances/{}/campaigns/new", alliance));
    for (const auto& row : found.campaigns)
      if (may_choose(row.campaign.state))
        p.campaigns.push_back({row.campaign.name, recipients_url(request, alliance, row.campaign.id), badge(row.campaign.state)});
    return p;
  }));
  if (page.campaigns.empty()) return Response::redirect_see_other(page.plan.in(request.lang));
  return html::respond(request, page);
}

std::string invite_picked(db::Tx&, const feature::PanelRequest& at) {
  return std::string(
      html::draw(at.request, views::InvitePicked{Url("/alliances/{}/campaigns/recipients", AllianceId(at.alliance))}).markup());
}

Response recipients_form(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>&) {
  return html::respond(request, recipients_page(site, request));
}
Response recipients_post(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>& memory) {
  const auto [alliance, id] = at_of(request);
  auto act = feature::act(request);
  act.key->answer(303, campaign_url(alliance, id).in(request.lang).text());
  const auto chosen = choose(site.db, *memory, act, alliance, id, recipients_from(request));
  if (!chosen) return feature::redraw(request, chosen.error(), [&] { return recipients_page(site, request); });
  const auto& notice = chosen->added > 0 ? recipients_chosen : nobody_chosen;
  auto to = notice.at(campaign_url(alliance, id));
  if (chosen->added > 0) to = std::move(to).with("added", std::to_string(chosen->added));
  return Response::redirect_see_other(to.in(request.lang));
}

// ---- Questions before an act.

ConfirmPage start_page(feature::Site& site, Request& request) {
  return page_to_keep<ConfirmPage>(
      site, request, _("Enviar las cartas"), [&](db::Tx&, ConfirmPage& page, const SeenCampaign& at) {
        const auto& c = at.campaign;
        page.consequences = {
            text(request, N_("Se enviará {1} carta, una por organización y por correo.",
                             "Se enviarán {1} cartas, una por organización y por correo.", at.counts.drafted)
                              .arg(at.counts.drafted)),
            text(request,
                 _("Las organizaciones que no participan quedan invitadas. Lo enviado no se puede recoger; el envío sí se puede "
                   "poner en pausa.")),
            text(request, _("Se puede responder hasta el {1}.").arg(i18n::full_date(request.lang, c.deadline)))};
        page.form.action = Url("/alliances/{}/campaigns/{}/start", c.alliance, c.id);
        page.form.submit = _("Enviar ahora");
        page.form.busy = _("Enviando…");
      });
}

ConfirmPage remind_page(feature::Site& site, Request& request) {
  return page_to_keep<ConfirmPage>(
      site, request, _("Recordar a quien guarda silencio"), [&](db::Tx& tx, ConfirmPage& page, const SeenCampaign& at) {
        const auto& c = at.campaign;
        const auto n = remindable(tx, at);
        page.consequences = {
            text(request, N_("Se enviará {1} recordatorio.", "Se enviarán {1} recordatorios.", n).arg(n)),
            text(request,
                 _("Solo a quien recibió su carta hace tres días o más y no ha respondido; a lo más tres veces a cada quien."))};
        page.form.action = Url("/alliances/{}/campaigns/{}/remind", c.alliance, c.id);
        page.form.submit = _("Enviar los recordatorios");
        page.form.busy = _("Enviando…");
      });
}

ConfirmPage close_page(feature::Site& site, Request& request) {
  return page_to_keep<ConfirmPage>(
      site, request, _("Cerrar la campaña"), [&](db::Tx&, ConfirmPage& page, const SeenCampaign& at) {
        const auto& c = at.campaign;
        page.consequences = {
            text(request, N_("{1} organización no ha respondido; su enlace dirá que la campaña se cerró.",
                             "{1} organizaciones no han respondido; su enlace dirá que la campaña se cerró.", at.counts.silent)
                              .arg(at.counts.silent)),
            text(request, _("Una campaña cerrada no se vuelve a abrir. Puede preparar otra."))};
        page.form.action = Url("/alliances/{}/campaigns/{}/close", c.alliance, c.id);
        page.form.submit = _("Cerrar la campaña");
        page.form.weight = html::Weight::bad;
      });
}

ConfirmPage leave_out_page(feature::Site& site, Request& request) {
  return page_to_keep<ConfirmPage>(
      site, request, _("Quitar a los no enviados"), [&](db::Tx&, ConfirmPage& page, const SeenCampaign& at) {
        const auto& c = at.campaign;
        const auto n = at.counts.drafted;
        page.consequences = {text(request, N_("Se quitará {1} destinatario cuya carta no ha salido.",
                                              "Se quitarán {1} destinatarios cuyas cartas no han salido.", n)
                                               .arg(n)),
                             text(request, _("Lo enviado no cambia. Puede elegirlos de nuevo."))};
        page.form.action = Url("/alliances/{}/campaigns/{}/leave-out", c.alliance, c.id);
        page.form.submit = _("Quitar a los no enviados");
        page.form.weight = html::Weight::bad;
      });
}

ConfirmPage discard_page(feature::Site& site, Request& request) {
  return page_to_keep<ConfirmPage>(
      site, request, _("Descartar la campaña"), [&](db::Tx&, ConfirmPage& page, const SeenCampaign& at) {
        const auto& c = at.campaign;
        const auto n = at.counts.drafted;
        page.consequences = {text(request, N_("Se borran la carta y su lista, con {1} destinatario.",
                                              "Se borran la carta y su lista, con {1} destinatarios.", n)
                                               .arg(n)),
                             text(request, _("No se ha enviado nada a nadie. No se puede deshacer."))};
        page.form.action = Url("/alliances/{}/campaigns/{}/discard", c.alliance, c.id);
        page.form.submit = _("Descartar la campaña");
        page.form.weight = html::Weight::bad;
      });
}

using Page = ConfirmPage (*)(feature::Site&, Request&);
template <Page page>
Response ask(feature::Site& site, Request& request) {
  return html::respond(request, page(site, request));
}

Response start_post(feature::Site& site, Request& request) {
  return act_on(
      site, request, campaign_started,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, CampaignId c) {
        return start(tx, act, a, c, feature::address_in_letters(site.config));
      },
      start_page);
}
Response remind_post(feature::Site& site, Request& request) {
  return act_on(
      site, request, campaign_reminded,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, CampaignId c) {
        return remind(tx, act, a, c, feature::address_in_letters(site.config));
      },
      remind_page);
}
Response close_post(feature::Site& site, Request& request) { return act_on(site, request, campaign_closed, close, close_page); }

Response leave_out_post(feature::Site& site, Request& request) {
  return act_on(site, request, unsent_left_out, leave_out_unsent, leave_out_page);
}

Response discard_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return feature::perform_form(
      site, request, campaign_discarded, list_url(alliance),
      [&, alliance = alliance, id = id](db::Tx& tx, const feature::Act& act) { return discard(tx, act, alliance, id); },
      discard_page);
}

Response pause_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return feature::perform_button(
      site, request, campaign_paused, campaign_url(alliance, id),
      [&, alliance = alliance, id = id](db::Tx& tx, const feature::Act& act) { return pause(tx, act, alliance, id); });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/campaigns");
  pages.form("/new", new_form, new_post);
  pages.get("/recipients", choose_campaign);
  site.hang("directory_selection", 10, invite_picked);
  pages.form("/{campaign}/edit", edit_form, edit_post);
  pages.form("/{campaign}/recipients", feature::given(recipients_form, memory), feature::given(recipients_post, memory));
  pages.form("/{campaign}/start", ask<start_page>, start_post);
  pages.form("/{campaign}/leave-out", ask<leave_out_page>, leave_out_post);
  pages.form("/{campaign}/discard", ask<discard_page>, discard_post);
  pages.post("/{campaign}/pause", pause_post);
  pages.form("/{campaign}/remind", ask<remind_page>, remind_post);
  pages.form("/{campaign}/close", ask<close_page>, close_post);
}

}  // namespace alianza::campaigns
