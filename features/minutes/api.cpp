// JSON of minutes and agreements, on the same actions as the pages.
#include "features/minutes/api.h"

#include "features/minutes/actions_copies.h"
#include "features/minutes/actions_evidence.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/openapi.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"
#include "platform/http/form.h"

namespace alianza::minutes {
namespace {

using feature::Act;
using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

constexpr int most_rows = 200;

const Shape<Section> section_json{"MinutesSection",
                                  {{"id", &Section::id},
                                   {"place", &Section::place},
                                   {"title", &Section::title},
                                   {"body", &Section::body},
                                   {"version", &Section::version, _("La que se manda al guardar")},
                                   {"written_by", &Section::written_by},
                                   {"written_at", &Section::written_at}}};
const Shape<Crossed> crossed_json{
    "MinutesCrossedText", {{"section", &Crossed::section}, {"body", &Crossed::body}, {"by", &Crossed::by}, {"at", &Crossed::at}}};
const Shape<Comment> comment_json{
    "MinutesComment", {{"section", &Comment::section}, {"text", &Comment::body}, {"by", &Comment::by}, {"at", &Comment::at}}};
const Shape<Assent> assent_json{"MinutesAssent",
                                {{"organization", &Assent::organization}, {"by", &Assent::by}, {"at", &Assent::at}}};
const Shape<StateChange> change_json{
    "MinutesState",
    {{"state", &StateChange::state}, {"note", &StateChange::note}, {"by", &StateChange::by}, {"at", &StateChange::at}}};
const Shape<Agreement> agreement_json{"Agreement",
                                      {{"id", &Agreement::id},
                                       {"meeting", &Agreement::meeting},
                                       {"committee", or_null(&Agreement::committee)},
                                       {"section", or_null(&Agreement::section)},
                                       {"number", &Agreement::number},
                                       {"text", &Agreement::text},
                                       {"organization", or_null(&Agreement::organization)},
                                       {"person", &Agreement::person},
                                       {"due", &Agreement::due},
                                       {"state", &Agreement::state},
                                       {"version", &Agreement::version},
                                       {"updated_at", &Agreement::updated_at}}};

struct Whole {
  Minutes minutes;
  Book book;
  std::vector<Crossed> crossed;
};
const Shape<Whole> whole_json{
    "Minutes",
    {{"meeting", [](const Whole& w) { return w.minutes.meeting; }},
     {"edition", [](const Whole& w) { return w.minutes.edition; }},
     {"correction", [](const Whole& w) { return w.minutes.correction; }},
     {"state", [](const Whole& w) { return w.minutes.state; }},
     {"folio", [](const Whole& w) { return w.minutes.folio; }},
     {"digest", [](const Whole& w) { return w.minutes.digest; }, _("SHA-256 del texto aprobado, en su forma canónica")},
     {"canonical", [](const Whole& w) { return w.minutes.canonical; }, _("El texto aprobado, del que es la huella")},
     {"approved_by", [](const Whole& w) { return w.minutes.approved_by; }},
     {"approved_on", [](const Whole& w) { return w.minutes.approved_on; }},
     {"sections", [](const Whole& w) -> const auto& { return w.book.sections; }, section_json},
     {"crossed", &Whole::crossed, crossed_json, _("Textos que se cruzaron con otro, para quien escribe y mientras es borrador")},
     {"comments", [](const Whole& w) -> const auto& { return w.book.comments; }, comment_json},
     {"assents", [](const Whole& w) -> const auto& { return w.book.assents; }, assent_json},
     {"states", [](const Whole& w) -> const auto& { return w.book.states; }, change_json},
     {"agreements", [](const Whole& w) -> const auto& { return w.book.agreements; }, agreement_json}}};

const Shape<Page> list_json{"AgreementList",
                            {{"agreements", &Page::rows, agreement_json},
                             {"next", [](const Page& p) { return p.later ? std::optional(p.later->text()) : std::nullopt; }}}};
struct Followed {
  Agreement agreement;
  std::vector<AgreementChange> changes;
  std::vector<Evidence> evidence;
};
const Shape<AgreementChange> progress_json{"AgreementState",
                                           {{"state", &AgreementChange::state},
                                            {"note", &AgreementChange::note},
                                            {"by", &AgreementChange::by},
                                            {"at", &AgreementChange::at}}};
const Shape<Evidence> evidence_json{"AgreementEvidence",
                                    {{"id", &Evidence::id},
                                     {"file_name", &Evidence::file_name},
                                     {"bytes", &Evidence::bytes},
                                     {"type", &Evidence::type},
                                     {"sha256", [](const Evidence& e) { return e.digest.text(); }},
                                     {"added_at", &Evidence::added_at}}};
const Shape<Followed> followed_json{
    "AgreementBook",
    agreement_json,
    &Followed::agreement,
    {{"states", &Followed::changes, progress_json}, {"evidence", &Followed::evidence, evidence_json}}};

struct Typed {
  std::string title, body, version, state, note, section, text, organization, correction;
};
const Intake<Typed> title_body{"MinutesSectionInput", {{"title", &Typed::title, text().required()}}};
const Intake<Typed> text_body{
    "MinutesTextInput",
    {{"body", &Typed::body, text().required()},
     {"version", &Typed::version, feature::integer().required(), _("La que se leyó antes de escribir")}}};
const Intake<Typed> state_body{"MinutesStateInput",
                               {{"state", &Typed::state, one_of<State>().required()}, {"note", &Typed::note, text()}}};
const Intake<Typed> comment_body{
    "MinutesCommentInput", {{"section", &Typed::section, feature::id().required()}, {"text", &Typed::text, text().required()}}};
const Intake<Typed> assent_body{"MinutesAssentInput", {{"organization", &Typed::organization, feature::id().required()}}};
const Intake<Typed> correction_body{"MinutesCorrectionInput", {{"correction", &Typed::correction, text().required()}}};
const Intake<Typed> progress_body{"AgreementStateInput",
                                  {{"state", &Typed::state, one_of<Progress>().required()},
                                   {"note", &Typed::note, text(), _("Evidencia al cerrar; motivo en los demás")}}};
const Intake<AgreementInput> agreement_body{"AgreementInput",
                                            {{"section", &AgreementInput::section, feature::id()},
                                             {"text", &AgreementInput::text, text().required()},
                                             {"organization", &AgreementInput::organization, feature::id()},
                                             {"person", &AgreementInput::person, text()},
                                             {"due", &AgreementInput::due, feature::date()},
                                             {"version", &AgreementInput::version, feature::integer()}}};

struct Where {
  AllianceId alliance;
  MeetingId meeting;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Result<Whole> whole(db::Tx& tx, const auth::MaybeActor& actor, const Where& at) {
  const auto seen = TRY(minutes::see(tx, actor, at.alliance, at.meeting));
  auto m = TRY(edition(tx, seen));
  auto b = book(tx, m);
  auto c = crossed(tx, seen, m);
  return Whole{std::move(m), std::move(b), std::move(c)};
}

Response one(feature::Site& site, Request& request) {
  const auto at = where(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(whole_json(TRY(whole(tx, auth::actor_of(request), at))));
  }));
}

/// A write on the minutes of a meeting: what is done with the body, then the minutes as they stand.
template <class T, class Write>
Response write(feature::Site& site, Request& request, const Intake<T>& intake, int status, Write&& what) {
  const auto at = where(request);
  const T body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + at.alliance.text() + "/meetings/" + at.meeting.text() + "/minutes");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, at, body));
    return http::json_response(whole_json(TRY(whole(tx, act.actor, at))), status);
  }));
}

Response open_one(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/meetings/" + at.meeting.text() + "/minutes");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(open(tx, act, at.alliance, at.meeting, request.lang));
    return http::json_response(whole_json(TRY(whole(tx, act.actor, at))), 201);
  }));
}

Response post_section(feature::Site& site, Request& request) {
  return write(site, request, title_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const Typed& t) {
    return add_section(tx, act, at.alliance, at.meeting, t.title);
  });
}

/// 200 with the minutes; 409 when texts crossed: what was sent is kept too, and stands in `crossed` of the minutes.
Response put_section(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto section = demand(request.id<SectionId>("section"));
  const auto body = demand(text_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/meetings/" + at.meeting.text() + "/minutes");
  const auto saved = demand(site.db.write(
      [&](db::Tx& tx) { return save_section(tx, act, at.alliance, at.meeting, section, body.body, body.version); }));
  if (saved.typed)
    throw http::Abandon{Error::conflict(
        _("Alguien guardó este punto mientras usted escribía; los dos textos quedaron guardados. Léalo de nuevo y combínelos."))};
  return demand(site.db.read(
      [&](db::Tx& tx) -> Result<Response> { return http::json_response(whole_json(TRY(whole(tx, act.actor, at)))); }));
}

Response post_state(feature::Site& site, Request& request) {
  return write(site, request, state_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const Typed& t) {
    return minutes::change_state(tx, act, at.alliance, at.meeting, t.state, t.note);
  });
}

Response post_comment(feature::Site& site, Request& request) {
  return write(site, request, comment_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const Typed& t) {
    return comment(tx, act, at.alliance, at.meeting, t.section, t.text);
  });
}

Response post_assent(feature::Site& site, Request& request) {
  return write(site, request, assent_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const Typed& t) {
    return assent(tx, act, at.alliance, at.meeting, t.organization);
  });
}

Response post_agreement(feature::Site& site, Request& request) {
  return write(site, request, agreement_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const AgreementInput& input) {
    return agree(tx, act, at.alliance, at.meeting, input);
  });
}

Response post_correction(feature::Site& site, Request& request) {
  return write(site, request, correction_body, 201, [](db::Tx& tx, const Act& act, const Where& at, const Typed& t) {
    return correct(tx, act, at.alliance, at.meeting, t.correction);
  });
}

/// Filters of the address; one that is not understood is refused, so that a program does not take everything for something.
Filter filter(const Request& request) {
  Filter f;
  const auto& q = request.query;
  const auto refuse = [](const char* name) { throw http::Abandon{Error::field(name, _("Este filtro no tiene ese valor."))}; };
  if (Progress state{}; from_text(q.get("state"), state))
    f.state = state;
  else if (q.has("state"))
    refuse("state");
  if (q.has("due") && !take_due(q.get("due"), f)) refuse("due");
  f.committee = CommitteeId::parse(q.get("committee"));
  if (q.has("committee") && !f.committee) refuse("committee");
  f.owner = OrganizationId::parse(q.get("owner"));
  if (q.has("owner") && !f.owner) refuse("owner");
  f.search = q.get("q");
  return f;
}

Response list_agreements(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto wanted = filter(request);
  const auto cursor = Cursor::parse(request.query.get("after"));
  if (request.query.has("after") && !cursor)
    throw http::Abandon{Error::field("after", _("Use el «next» de la respuesta anterior."))};
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    const auto sight = sight_of(tx, auth::actor_of(request), seen);
    return http::json_response(list_json(list(tx, seen, sight, wanted, cursor, most_rows)));
  }));
}

Result<Response> followed(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AgreementId id, int status) {
  auto seen = TRY(see_agreement(tx, actor, alliance, id));
  return http::json_response(followed_json({std::move(seen.agreement), history(tx, id), evidence_of(tx, id)}), status);
}

Response one_agreement(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AgreementId>("agreement"));
  return demand(site.db.read([&](db::Tx& tx) { return followed(tx, auth::actor_of(request), alliance, id, 200); }));
}

template <class T, class Write>
Response write_agreement(feature::Site& site, Request& request, const Intake<T>& intake, int status, Write&& what) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AgreementId>("agreement"));
  const T body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + alliance.text() + "/agreements/" + id.text());
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, alliance, id, body));
    return followed(tx, act.actor, alliance, id, status);
  }));
}

Response put_agreement(feature::Site& site, Request& request) {
  return write_agreement(site, request, agreement_body, 200,
                         [](db::Tx& tx, const Act& act, AllianceId alliance, AgreementId id, const AgreementInput& input) {
                           return edit_agreement(tx, act, alliance, id, input);
                         });
}

Response post_progress(feature::Site& site, Request& request) {
  return write_agreement(site, request, progress_body, 201,
                         [](db::Tx& tx, const Act& act, AllianceId alliance, AgreementId id, const Typed& t) {
                           return progress(tx, act, alliance, id, t.state, t.note);
                         });
}

files::Store store_of(const feature::Site& site) { return files::Store(site.config.files.path); }

/// The file as the body, or the field «file» of a form.
Response post_evidence(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AgreementId>("agreement"));
  const auto type = request.headers.get("Content-Type");
  EvidenceUpload upload;
  if (http::is_form(type)) {
    if (const auto* file = request.form().file("file")) upload = {file->bytes, file->name, file->type};
  } else if (!type.starts_with("application/json")) {  // a body that says of itself that it is no file
    upload = {request.body, request.query.get("name"), type};
  }
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/agreements/" + id.text());
  demand(add_evidence(site.db, store_of(site), act, alliance, id, upload));
  return demand(site.db.read([&](db::Tx& tx) { return followed(tx, act.actor, alliance, id, 201); }));
}

Response get_evidence(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto agreement = demand(request.id<AgreementId>("agreement"));
  const auto id = demand(request.id<EvidenceId>("evidence"));
  const auto e =
      demand(site.db.read([&](db::Tx& tx) { return find_evidence(tx, auth::actor_of(request), alliance, agreement, id); }));
  return demand(files::attachment(store_of(site), {e.digest, e.type, e.file_name}));
}

/// The addresses that take and give a file.
void add_evidence_routes(feature::Site& site) {
  const feature::Routes routes(site, auth::scope("minutes"), "/api/v1/alliances/{alliance}/agreements/{agreement}/evidence");
  http::Options taken;
  taken.body_limit = files::most_bytes + std::size_t{64} * 1024;
  taken.doc.summary = _("Agrega un archivo de evidencia: el cuerpo, o el campo «file» de un formulario");
  taken.doc.tag = "minutes";
  taken.doc.query = {{"name", _("Nombre del archivo, cuando el cuerpo es el archivo mismo")}};
  taken.doc.response_schema = followed_json.schema().name;
  taken.doc.success = 201;
  routes.post("", post_evidence, std::move(taken));
  http::Options given;
  given.doc.summary = _("Un archivo de evidencia");
  given.doc.tag = "minutes";
  given.doc.response_schema = feature::file_answer;
  routes.get("/{evidence}", get_evidence, std::move(given));
}

const Shape<CopyLine> copy_json{
    "MinutesCopy",
    {{"organization", &CopyLine::organization},
     {"name", &CopyLine::name},
     {"may_read", &CopyLine::may_read, _("Asistió, participa y es miembro de quien se reunió")},
     {"contact", [](const CopyLine& l) { return l.contact ? l.contact->name : std::string(); }, _("A quién se escribiría")},
     {"given_at", [](const CopyLine& l) { return l.copy ? std::optional(l.copy->given_at) : std::nullopt; }},
     {"revoked_at", [](const CopyLine& l) { return l.copy ? l.copy->revoked_at : std::nullopt; }}}};
const Shape<CopyBook> copies_json{"MinutesCopies", {{"copies", &CopyBook::lines, copy_json}}};

Response list_copies(feature::Site& site, Request& request) {
  const auto at = where(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(copies_json(TRY(copies(tx, auth::actor_of(request), at.alliance, at.meeting))));
  }));
}

/// Sends a copy or takes one back, then tells who has one.
template <class Change>
Response change_copies(feature::Site& site, Request& request, Change&& change) {
  const auto at = where(request);
  const auto body = demand(assent_body.read(request));
  const auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/meetings/" + at.meeting.text() + "/minutes/copies");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(copies(tx, act.actor, at.alliance, at.meeting));
    TRY(change(tx, act, at, OrganizationId::parse(body.organization).value_or(OrganizationId())));
    return http::json_response(copies_json(TRY(copies(tx, act.actor, at.alliance, at.meeting))), 201);
  }));
}

Response post_copy(feature::Site& site, Request& request) {
  const auto origin = feature::address_in_letters(site.config);
  return change_copies(site, request, [&](db::Tx& tx, const Act& act, const Where& at, OrganizationId id) {
    return send_copy(tx, act, at.alliance, at.meeting, id, origin);
  });
}

Response post_revocation(feature::Site& site, Request& request) {
  return change_copies(site, request, [](db::Tx& tx, const Act& act, const Where& at, OrganizationId id) {
    return revoke_copy(tx, act, at.alliance, at.meeting, id);
  });
}

std::vector<http::ApiParameter> list_query() {
  return {{"state", _("open, done o cancelled")},
          {"due", _("overdue (vencidos), week (vencen en 7 días) o soon (vencen en 30 días)")},
          {"committee", _("Identificador de un comité")},
          {"owner", _("Identificador de la organización responsable")},
          {"q", _("Palabras del texto o de la persona")},
          {"after", _("El «next» de la respuesta anterior")}};
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api each(site, "minutes", auth::scope("minutes"), "/api/v1/alliances/{alliance}/meetings/{meeting}/minutes");
  each.get("", one, {_("La minuta de una reunión, con sus puntos, comentarios y acuerdos"), {}, whole_json});
  each.post("", open_one, {_("Comienza la minuta, con un punto por cada uno del orden del día"), {}, whole_json});
  each.post("/sections", post_section, {_("Agrega un punto antes del cierre"), title_body, whole_json});
  each.put("/sections/{section}", put_section,
           {_("Guarda el texto de un punto; 409 si alguien guardó antes"), text_body, whole_json});
  each.post("/states", post_state, {_("Envía a revisión, regresa a borrador o aprueba"), state_body, whole_json});
  each.post("/comments", post_comment, {_("Comenta un punto en revisión"), comment_body, whole_json});
  each.post("/assents", post_assent, {_("«De acuerdo» de una organización que asistió"), assent_body, whole_json});
  each.post("/agreements", post_agreement, {_("Registra un acuerdo"), agreement_body, whole_json});
  each.post("/corrections", post_correction, {_("Abre otra versión de una minuta aprobada"), correction_body, whole_json});
  each.get("/copies", list_copies, {_("Quién recibió la minuta, de quienes asistieron"), {}, copies_json});
  each.post("/copies", post_copy, {_("Envía la minuta a una organización, con un enlace nuevo"), assent_body, copies_json});
  each.post("/copies/revocations", post_revocation, {_("Retira el enlace de una organización"), assent_body, copies_json});
  const feature::Api agreements(site, "minutes", auth::scope("minutes"), "/api/v1/alliances/{alliance}/agreements");
  agreements.get("", list_agreements, {_("Acuerdos que usted puede ver, por fecha límite"), {}, list_json, list_query()});
  agreements.get("/{agreement}", one_agreement, {_("Un acuerdo con su historia"), {}, followed_json});
  agreements.put("/{agreement}", put_agreement,
                 {_("Cambia un acuerdo mientras la minuta es borrador"), agreement_body, followed_json});
  add_evidence_routes(site);
  agreements.post("/{agreement}/states", post_progress,
                  {_("Cumplido con evidencia, cancelado con motivo, o abierto de nuevo"), progress_body, followed_json});
}

}  // namespace alianza::minutes
