// Answering an anonymous survey: one page, sent once. Nothing is kept before, and nothing but the ballot afterwards.
#include <algorithm>

#include "features/surveys/pages_shared.h"

namespace alianza::surveys {

views::Anonymity views::anonymity_for_respondents(const std::string& agency, bool asks_for_words) {
  Anonymity out;
  out.hidden = {
      _("Lo que responde no se guarda con su nombre, su correo, su organización ni su invitación. No hay recibo ni hora."),
      _("Lo que envía queda bajo llave hasta que la encuesta termine; entonces se abren todas las respuestas juntas y "
        "revueltas."),
      _("Si responden menos de cinco personas, se destruyen sin leerse. En los resultados no aparecen cifras menores de cinco ni "
        "las "
        "que permitan calcularlas."),
      _("Nadie lee las respuestas persona por persona, tampoco {1}.").arg(agency)};
  out.told = {
      _("Que a usted se le invitó. {1} ve cuántas personas respondieron, no quiénes; quien administra el servidor y su correo "
        "puede saber si su invitación se usó, para que nadie responda dos veces ni se le recuerde en vano.")
          .arg(agency)};
  if (asks_for_words)
    out.told.emplace_back(
        _("Lo que escriba con sus palabras se leerá tal cual: no ponga nombres ni detalles que lo identifiquen."));
  out.told.emplace_back(_("Si todas las personas responden lo mismo, se sabe qué respondió cada una."));
  out.told.emplace_back(
      _("Quien administra el servidor, si vigila lo que llega mientras usted envía, podría verlo. Quien tenga su enlace puede "
        "responder "
        "en su lugar."));
  out.told.emplace_back(
      _("No hay borrador: si cierra la página antes de enviar, lo escrito se pierde. Lo enviado no se cambia ni se retira, "
        "porque ya no "
        "se sabe cuál es lo suyo."));
  return out;
}

std::vector<Message> views::anonymity_for_keepers() {
  return {
      _("Es anónima: verá cuántas personas respondieron, no quiénes, y las cifras solo cuando se cierre."),
      _("Las cifras menores de cinco y las que permitan calcularlas se ocultan, también a ustedes. No hay cruces, ni respuestas "
        "una "
        "por una, ni descarga de ellas."),
      _("Si responden menos de cinco personas, lo enviado se destruye sin leerse. El cuestionario ya no cambia y, terminada, la "
        "encuesta no se vuelve a abrir.")};
}

namespace {

const feature::Notice ballot_cast(_("Su respuesta se envió. Gracias: ya no está unida a su invitación.").key());

constexpr std::size_t most_bytes = std::size_t{2} * 1024 * 1024;

auth::Link link_of(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, link_purpose, request.param("link"), request.client_address));
}

/// What was typed may bring up questions that the form did not have.
bool has_appeared(const std::vector<views::PreviewSection>& sections, const http::Fields& form) {
  for (const auto& section : sections)
    for (const auto& question : section.questions)
      if (!question.is_hidden && !question.asked.is_note && form.get("read." + question.asked.code).empty()) return true;
  return false;
}

views::BallotPage page_of(Request& request, const Sheet& at, const std::optional<Tried>& typed) {
  views::BallotPage p{.shell = feature::public_shell(request, at.survey.title.in(request.lang))};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
  if (at.alliance.is_public) p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.title = at.survey.title;
  p.action = Url("/surveys/{}/ballot", request.param("link"));
  p.back = Url("/surveys/{}", request.param("link"));
  p.sections = whole(at.questionnaire, at.offer, typed, at.seed(), p.errors);
  for (auto& section : p.sections)
    for (auto& question : section.questions) {
      question.asked.read = "1";
      p.has_more = p.has_more || question.is_hidden;
    }
  return p;
}

/// Of who comes late: the page says that it is over. Who comes a second time is sent to what stands there now.
Response turned_away(feature::Site& site, Request& request, Door door) {
  if (door == Door::spent) return Response::redirect_see_other(Url("/surveys/{}", request.param("link")).in(request.lang));
  return start_by_link(site, request);
}

Result<Sheet> ballot_sheet(db::Tx& tx, const auth::Link& link) {
  auto at = TRY(sheet(tx, link));
  if (!at.survey.is_anonymous()) return fail(Error::not_found());
  return at;
}

Response ballot_form(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto at = demand(site.db.read([&](db::Tx& tx) { return ballot_sheet(tx, link); }));
  if (at.door != Door::open) return turned_away(site, request, at.door);
  return secret_answer(request, page_of(request, at, std::nullopt));
}

Response ballot_post(feature::Site& site, Request& request) {
  // Who is signed in meanwhile must leave no trace: a remembered key holds the account, the link and a hash of what was answered.
  auth::request_key(request).key.clear();
  const auto link = link_of(site, request);
  const auto at = demand(site.db.read([&](db::Tx& tx) { return ballot_sheet(tx, link); }));
  if (at.door != Door::open) return turned_away(site, request, at.door);
  const auto typed = tried(request, at.questionnaire, at.offer);
  auto page = page_of(request, at, typed);
  const bool is_new = has_appeared(page.sections, request.form());
  if (is_new) page.errors.title = _("Hay preguntas nuevas por lo que respondió: contéstelas antes de enviar.");
  const auto ballot = fill(at, typed.answers, site.gate.seal());
  if (!ballot && page.errors.title.empty()) page.errors.title = ballot.error().message;
  // What was not understood is no answer: it would be left out in silence.
  if (is_new || !ballot || !page.errors.items.empty()) {
    if (page.errors.title.empty()) page.errors.title = _("Faltan respuestas o hay algo que corregir.");
    return secret_answer(request, page, 422);
  }
  auto door = Door::open;
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    const auto now = TRY(ballot_sheet(tx, link));
    door = now.door;
    if (now.door == Door::open) TRY(auth::hold_link(tx, link));
    return cast(tx, now, *ballot);
  });
  if (!done && done.error().fault == Fault::gone) return turned_away(site, request, door);
  demand(done);
  return Response::redirect_see_other(ballot_cast.at(Url("/surveys/{}", request.param("link"))).in(request.lang));
}

}  // namespace

void add_ballot_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/surveys/{link}");
  pages.form("/ballot", ballot_form, ballot_post, {.body_limit = most_bytes});
}

}  // namespace alianza::surveys
