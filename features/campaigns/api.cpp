// JSON of campaigns, on the same actions as the pages.
#include "features/campaigns/api.h"

#include "features/campaigns/access.h"
#include "features/campaigns/actions_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::campaigns {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Counts> counts_json{"CampaignCounts",
                                {{"all", &Counts::all},
                                 {"drafted", &Counts::drafted},
                                 {"queued", &Counts::queued},
                                 {"silent", &Counts::silent},
                                 {"failed", &Counts::failed},
                                 {"unsure", &Counts::unsure},
                                 {"bounced", &Counts::bounced},
                                 {"accepted", &Counts::accepted},
                                 {"declined", &Counts::declined},
                                 {"revoked", &Counts::revoked},
                                 {"taken", &Counts::taken, _("Cartas que un servidor de correo recibió")},
                                 {"seen", &Counts::seen, _("Páginas abiertas (indicio) o contestadas")}}};
const Shape<Campaign> campaign_json{"Campaign",
                                    {{"id", &Campaign::id},
                                     {"alliance", &Campaign::alliance},
                                     {"name", &Campaign::name},
                                     {"subject", &Campaign::subject},
                                     {"body", &Campaign::body},
                                     {"deadline", &Campaign::deadline, _("El último día para responder, en la alianza")},
                                     {"adherence", &Campaign::adherence},
                                     {"reply_to", &Campaign::reply_to},
                                     {"state", &Campaign::state},
                                     {"sent_at", &Campaign::sent_at},
                                     {"closed_at", &Campaign::closed_at},
                                     {"reminders", &Campaign::reminders, _("Veces que se pidió recordar")},
                                     {"version", &Campaign::version}}};
const Shape<Listed> listed_json{"ListedCampaign", campaign_json, &Listed::campaign, {{"counts", &Listed::counts, counts_json}}};
const Shape<std::vector<Listed>> list_json{"CampaignList", {{"campaigns", itself, listed_json}}};
const Shape<Invitation> invitation_json{
    "Invitation",
    {{"id", &Invitation::id},
     {"organization", &Invitation::organization},
     {"organization_name", &Invitation::organization_name},
     {"person_name", &Invitation::person_name},
     {"position", &Invitation::position},
     {"email", &Invitation::email},
     {"lang", &Invitation::lang},
     {"state", &Invitation::state},
     {"reminders", &Invitation::reminders},
     {"letter_at", &Invitation::letter_at},
     {"sent_at", &Invitation::sent_at},
     {"seen_at", &Invitation::seen_at, _("Alguien abrió la página: un indicio")},
     {"answered_at", &Invitation::answered_at},
     {"answered_by", &Invitation::answered_by},
     {"answered_position", &Invitation::answered_position},
     {"answered_contact", feature::or_null(&Invitation::answered_contact), _("El contacto en que se convirtió quien respondió")},
     {"reason", &Invitation::reason},
     {"notice_version", &Invitation::notice_version, _("Versión del aviso del espacio neutral que se aceptó; 0: ninguna")}}};

struct InvitationList {
  const std::vector<Invitation>& rows;
  std::int64_t count = 0;
  std::optional<std::string> next;
};
const Shape<InvitationList> invitations_json{
    "InvitationList",
    {{"invitations", [](const InvitationList& l) -> const auto& { return l.rows; }, invitation_json},
     {"count", &InvitationList::count},
     {"next", &InvitationList::next, _("Para «after» de la página siguiente")}}};
const Shape<Chosen> chosen_json{"ChosenRecipients",
                                {{"added", &Chosen::added},
                                 {"known", &Chosen::known, _("Ya tenían una invitación o comparten su correo")},
                                 {"unreachable", &Chosen::unreachable, _("No tienen un contacto con correo")}}};

const Intake<Input> campaign_body{
    "CampaignInput",
    {{"name", &Input::name, text().required()},
     {"subject.es", &Input::subject_es, text().required()},
     {"subject.en", &Input::subject_en, text()},
     {"body.es", &Input::body_es, text().required(), _("Con campos como {organizacion} y {enlace}")},
     {"body.en", &Input::body_en, text()},
     {"deadline", &Input::deadline, feature::date().required()},
     {"adherence", &Input::adherence, one_of<Adherence>()},
     {"reply_to", &Input::reply_to, feature::email()},
     {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};

struct RecipientsBody {
  std::string how = "filter";
  std::vector<std::string> types;
  std::vector<std::string> sizes;
  std::vector<std::string> sdgs;
  std::vector<std::string> statuses;
  std::vector<std::string> addresses;
  std::string lang = "es";
};
const Intake<RecipientsBody> recipients_body{"RecipientsInput",
                                             {{"how", &RecipientsBody::how, one_of({"filter", "list"})},
                                              {"type", &RecipientsBody::types, feature::list_of(text())},
                                              {"org_size", &RecipientsBody::sizes, feature::list_of(text())},
                                              {"sdg", &RecipientsBody::sdgs, feature::list_of(feature::integer())},
                                              {"status", &RecipientsBody::statuses, feature::list_of(text())},
                                              {"addresses", &RecipientsBody::addresses, feature::list_of(feature::email())},
                                              {"lang", &RecipientsBody::lang, one_of<Lang>()}}};
struct Move {
  std::string to;
};
const Intake<Move> move_body{"CampaignStateInput", {{"to", &Move::to, one_of({"sending", "paused", "closed"}).required()}}};
struct Why {
  std::string reason;
};
const Intake<Why> why_body{"InvitationRevokeInput", {{"reason", &Why::reason, text().required()}}};

struct At {
  AllianceId alliance;
  CampaignId campaign;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CampaignId>("campaign"))};
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto found = demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), id); }));
  return http::json_response(list_json(found.campaigns));
}

Response one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto found = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), at.alliance, at.campaign); }));
  return http::json_response(listed_json({found.campaign, found.counts}));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(campaign_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/campaigns/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return plan(tx, act, alliance, body); }));
  return http::json_response(campaign_json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/campaigns/{}", alliance, made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto body = demand(campaign_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, at.alliance, at.campaign, body); }));
  return one(site, request);
}

Response rows(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  Wanted wanted;
  wanted.limit = 100;
  if (const auto& state = request.query.get("state"); !state.empty()) {
    InvitationState one_state{};
    if (!from_text(state, one_state)) throw http::Abandon{Error::field("state", _("Ese estado no existe."))};
    wanted.state = one_state;
  }
  wanted.after = Place::parse(request.query.get("after"));
  const auto page = demand(
      site.db.read([&](db::Tx& tx) { return invitations(tx, auth::actor_of(request), at.alliance, at.campaign, wanted); }));
  const auto next = page.has_next ? std::optional(place_of(page.rows.back()).text()) : std::nullopt;
  return http::json_response(invitations_json({page.rows, page.count, next}));
}

Response add_recipients(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>& memory) {
  const auto at = at_of(request);
  const auto body = demand(recipients_body.read(request));
  RecipientsInput input;
  input.how = body.how;
  input.lang = body.lang;
  for (const auto& line : body.addresses) input.addresses += line + "\n";
  const auto take = [&](const char* name, const std::vector<std::string>& values) {
    for (const auto& value : values) input.filter.emplace_back(name, value);
  };
  take("type", body.types);
  take("org_size", body.sizes);
  take("sdg", body.sdgs);
  take("status", body.statuses);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/campaigns/{id}");
  const auto chosen = demand(choose(site.db, *memory, act, at.alliance, at.campaign, input));
  return http::json_response(chosen_json(chosen), 201);
}

Response move(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto body = demand(move_body.read(request));
  const auto origin = feature::address_in_letters(site.config);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/campaigns/{id}");
  demand(site.db.write([&](db::Tx& tx) -> Done {
    if (body.to == "sending") return start(tx, act, at.alliance, at.campaign, origin);
    if (body.to == "paused") return pause(tx, act, at.alliance, at.campaign);
    if (body.to == "closed") return close(tx, act, at.alliance, at.campaign);
    TRY(seen_to_keep(tx, act, at.alliance, at.campaign));
    return fail(Error::field("to", _("Ese estado no existe.")));
  }));
  return one(site, request).with_status(201);
}

Response remind_all(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/campaigns/{id}");
  demand(site.db.write(
      [&](db::Tx& tx) { return remind(tx, act, at.alliance, at.campaign, feature::address_in_letters(site.config)); }));
  return one(site, request).with_status(201);
}

/// An act on one invitation, which is then answered.
template <class Do>
Response on_invitation(feature::Site& site, Request& request, Do&& perform) {
  const auto at = at_of(request);
  const auto id = demand(request.id<InvitationId>("invitation"));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  const auto seen = demand(site.db.write([&](db::Tx& tx) -> Result<SeenInvitation> {
    TRY(perform(tx, act, at, id));
    return see_invitation(tx, act.actor, at.alliance, at.campaign, id);
  }));
  return http::json_response(invitation_json(seen.invitation), 201);
}

Response resend_one(feature::Site& site, Request& request) {
  const auto origin = feature::address_in_letters(site.config);
  return on_invitation(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at, InvitationId id) {
    return resend(tx, act, at.alliance, at.campaign, id, origin);
  });
}

Response revoke_one(feature::Site& site, Request& request) {
  const auto body = demand(why_body.read(request));
  return on_invitation(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at, InvitationId id) {
    return revoke(tx, act, at.alliance, at.campaign, id, body.reason);
  });
}

Response remove_one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto id = demand(request.id<InvitationId>("invitation"));
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return leave_out(tx, act, at.alliance, at.campaign, id); }));
  return Response::no_content();
}

Response remove_unsent(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return leave_out_unsent(tx, act, at.alliance, at.campaign); }));
  return Response::no_content();
}

Response discard_one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return discard(tx, act, at.alliance, at.campaign); }));
  return Response::no_content();
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "campaigns", auth::scope("campaigns"), "/api/v1/alliances/{alliance}/campaigns");
  api.get("", list_all, {_("Campañas de invitación de la alianza"), {}, list_json});
  api.post("", add, {_("Prepara una campaña"), campaign_body, campaign_json});
  api.get("/{campaign}", one, {_("Una campaña con sus cuentas"), {}, listed_json});
  api.put("/{campaign}", change, {_("Cambia una campaña"), campaign_body, listed_json});
  api.get("/{campaign}/invitations", rows,
          {_("Invitaciones de una campaña, primero quien guarda silencio"),
           {},
           invitations_json,
           {{"state", _("Solo las que están en este estado")}, {"after", _("El «next» de la respuesta anterior")}}});
  const auto memory = std::make_shared<organizations::CountMemory>();
  api.post("/{campaign}/recipients", feature::given(add_recipients, memory),
           {_("Elige a quién se invita"), recipients_body, chosen_json});
  api.post("/{campaign}/states", move, {_("Envía, pone en pausa o cierra una campaña"), move_body, listed_json});
  api.post("/{campaign}/reminders", remind_all, {_("Recuerda a quien guarda silencio"), {}, listed_json});
  api.post("/{campaign}/invitations/{invitation}/resend", resend_one,
           {_("Envía otra vez una carta que falló o quedó en duda"), {}, invitation_json});
  api.post("/{campaign}/invitations/{invitation}/revoke", revoke_one, {_("Retira una invitación"), why_body, invitation_json});
  api.remove("/{campaign}", discard_one, {_("Descarta una campaña de la que no ha salido nada")});
  api.remove("/{campaign}/invitations", remove_unsent, {_("Quita a todos los destinatarios cuya carta no ha salido")});
  api.remove("/{campaign}/invitations/{invitation}", remove_one, {_("Quita a una organización de los destinatarios")});
}

}  // namespace alianza::campaigns
