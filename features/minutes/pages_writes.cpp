// What the page of minutes sends. A draft is one form: whatever button is pressed, every text that changed is saved.
#include <algorithm>

#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/form.h"
#include "platform/feature/routes.h"

namespace alianza::minutes {
namespace {

using feature::Act;
using feature::demand;
using http::Form;
using http::Request;
using http::Response;
using http::Url;

const Message approved_words = _("La minuta quedó aprobada.");

const feature::Notice minutes_opened(_("La minuta quedó abierta, con un punto por cada uno del orden del día.").key());
const feature::Notice notes_saved(_("Se guardaron las notas.").key());
const feature::Notice section_added(_("El punto quedó agregado.").key());
const feature::Notice minutes_sent(_("La minuta quedó en revisión: quienes asistieron pueden leerla y comentarla.").key());
const feature::Notice minutes_returned(_("La minuta es de nuevo un borrador.").key());
const feature::Notice minutes_approved(approved_words.key());
const feature::Notice comment_added(_("Su comentario quedó bajo el punto.").key());
const feature::Notice assent_given(_("Quedó asentado que su organización está de acuerdo.").key());
const feature::Notice agreement_made(_("El acuerdo quedó registrado.").key());
const feature::Notice correction_begun(_("Se abrió otra versión de la minuta, en borrador.").key());

Url back_to(const feature::Notice& notice, const Request& request, const Where& at, const std::string& section) {
  auto url = notice.at(minutes_url(at.alliance, at.meeting));
  if (!section.empty()) url = std::move(url).fragment("s-" + section);
  return std::move(url).in(request.lang);
}

/// The refusal at the form that was sent.
Response refused(feature::Site& site, Request& request, const Where& at, const Again& again) {
  const auto fault = again.error->fault;
  if (fault != Fault::invalid && fault != Fault::conflict) throw http::Abandon{*again.error};
  return again_page(site, request, at, again, http::status_of(fault));
}

/// A write outside of the draft's form: what is done, where it leads, and the form that is drawn again when it is refused.
template <class Write>
Response post(feature::Site& site, Request& request, const feature::Notice& notice, const char* form, Write&& what) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto& section = request.form().get("section");
  const auto back = back_to(notice, request, at, section);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    TRY(what(tx, act, at, request.form()));
    return {};
  });
  if (done) return Response::redirect_see_other(back);
  // Minutes that could not be opened have no page to draw again.
  if (std::string_view(form) == "open") throw http::Abandon{done.error()};
  return refused(site, request, at, {form, section, &done.error(), nullptr});
}

// ---- The one form of a draft.

std::vector<Note> notes_of(const Form& form) {
  constexpr std::string_view prefix = "body-";
  std::vector<Note> out;
  for (const auto& field : form) {
    if (!field.name.starts_with(prefix)) continue;
    const auto tail = field.name.substr(prefix.size());
    if (const auto id = SectionId::parse(tail))
      out.push_back({*id, field.value, form.get("version-" + tail), form.get("read-" + tail)});
  }
  return out;
}

/// Something else was begun in the form: an agreement of another section, a matter to be added.
bool has_begun_more(const Form& form, std::string_view act, const std::string& section) {
  return std::any_of(form.begin(), form.end(), [&](const auto& field) {
    if (trim(field.value).empty()) return false;
    if (field.name == "title") return act != "title";
    const auto dash = field.name.find('-');
    if (dash == std::string::npos) return false;
    const auto stem = field.name.substr(0, dash);
    const bool agreement = stem == "text" || stem == "organization" || stem == "person" || stem == "due";
    return agreement && (act != "agreements" || field.name.substr(dash + 1) != section);
  });
}

/// What one button of the form does beyond saving the texts.
struct Press {
  const feature::Notice& notice;
  const char* form;
  std::string section;
};

template <class More>
Response press(feature::Site& site, Request& request, const Press& press, More&& more) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto back = back_to(press.notice, request, at, press.section);
  act.key->answer(303, back.text());
  std::vector<Saved> crossed;
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    auto saved = TRY(more(tx, act, at));
    std::erase_if(saved, [](const Saved& s) { return !s.typed; });
    crossed = std::move(saved);
    return {};
  });
  if (!done) return refused(site, request, at, {press.form, press.section, &done.error(), nullptr});
  if (!crossed.empty()) return again_page(site, request, at, {press.form, press.section, nullptr, &crossed}, 409);
  if (has_begun_more(request.form(), press.form, press.section))
    return again_page(site, request, at, {press.form, press.section, nullptr, nullptr}, 200);
  return Response::redirect_see_other(back);
}

/// Saves the texts as part of another act, which remembers the key of the request.
Result<std::vector<Saved>> save_along(db::Tx& tx, const Act& act, const Where& at, const Form& form) {
  auto part = act;
  part.key = nullptr;
  return save_sections(tx, part, at.alliance, at.meeting, notes_of(form));
}

Response save_post(feature::Site& site, Request& request) {
  const auto section = demand(request.id<SectionId>("section"));
  auto notes = notes_of(request.form());
  // The section of the address is asked about, whether or not the form has its text.
  if (std::none_of(notes.begin(), notes.end(), [&](const Note& note) { return note.section == section; }))
    notes.push_back({section, {}, {}, {}});
  return press(site, request, {notes_saved, "sections", section.text()}, [&](db::Tx& tx, const Act& act, const Where& at) {
    return save_sections(tx, act, at.alliance, at.meeting, notes);
  });
}

Response add_section_post(feature::Site& site, Request& request) {
  const auto& form = request.form();
  return press(site, request, {section_added, "title", {}},
               [&](db::Tx& tx, const Act& act, const Where& at) -> Result<std::vector<Saved>> {
                 auto saved = TRY(save_along(tx, act, at, form));
                 TRY(add_section(tx, act, at.alliance, at.meeting, form.get("title")));
                 return saved;
               });
}

AgreementInput agreement_of(const Form& form, const std::string& section) {
  const auto of = [&](const char* name) { return form.get(std::string(name) + "-" + section); };
  return {section, of("text"), of("organization"), of("person"), of("due"), {}};
}

Response agree_post(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto& section = form.get("section");
  return press(site, request, {agreement_made, "agreements", section},
               [&](db::Tx& tx, const Act& act, const Where& at) -> Result<std::vector<Saved>> {
                 auto saved = TRY(save_along(tx, act, at, form));
                 const auto made = agree(tx, act, at.alliance, at.meeting, agreement_of(form, section));
                 if (made) return saved;
                 auto error = made.error();
                 for (auto& field : error.fields) field.field += "-" + section;
                 return fail(std::move(error));
               });
}

/// Texts that crossed are read before the minutes go on; what was begun is finished or emptied.
Response send_post(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto at = where(request);
  if (has_begun_more(form, "state", {})) {
    const auto begun =
        Error::conflict(_("Hay algo escrito que aún no se registra: un acuerdo u otro punto. Regístrelo o bórrelo."));
    const auto seen =
        demand(site.db.read([&](db::Tx& tx) { return minutes::see(tx, auth::actor_of(request), at.alliance, at.meeting); }));
    if (!seen.may_write) throw http::Abandon{Error::forbidden()};
    return refused(site, request, at, {"state", {}, &begun, nullptr});
  }
  return press(site, request, {minutes_sent, "state", {}},
               [&](db::Tx& tx, const Act& act, const Where& where) -> Result<std::vector<Saved>> {
                 auto saved = TRY(save_along(tx, act, where, form));
                 if (std::none_of(saved.begin(), saved.end(), [](const Saved& s) { return s.typed.has_value(); }))
                   TRY(minutes::change_state(tx, act, where.alliance, where.meeting, "review", {}));
                 return saved;
               });
}

// ---- The other writes.

Response open_post(feature::Site& site, Request& request) {
  const auto lang = request.lang;
  return post(site, request, minutes_opened, "open", [lang](db::Tx& tx, const Act& act, const Where& at, const Form&) {
    return open(tx, act, at.alliance, at.meeting, lang);
  });
}

Response state_post(feature::Site& site, Request& request) {
  const auto& to = request.form().get("to");
  if (to == "review") return send_post(site, request);
  return post(site, request, to == "approved" ? minutes_approved : minutes_returned, "state",
              [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
                return minutes::change_state(tx, act, at.alliance, at.meeting, f.get("to"), f.get("note"));
              });
}

Response comment_post(feature::Site& site, Request& request) {
  return post(site, request, comment_added, "comments", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return comment(tx, act, at.alliance, at.meeting, f.get("section"), f.get("text"));
  });
}

Response assent_post(feature::Site& site, Request& request) {
  return post(site, request, assent_given, "assent", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return assent(tx, act, at.alliance, at.meeting, f.get("organization"));
  });
}

Response correct_post(feature::Site& site, Request& request) {
  return post(site, request, correction_begun, "correction", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return correct(tx, act, at.alliance, at.meeting, f.get("correction"));
  });
}

/// The page that asks before the minutes are fixed: who agreed, the folio, and that there is no way back.
Result<feature::views::ConfirmPage> approve_page(feature::Site& site, db::Tx& tx, Request& request, const Where& at) {
  const auto seen = TRY(minutes::see(tx, auth::actor_of(request), at.alliance, at.meeting));
  if (!seen.may_write) return fail(Error::forbidden());
  const auto m = TRY(edition(tx, seen));
  if (m.state != State::review) return fail(Error::conflict(_("La minuta no está en revisión.")));
  const auto coming = approval_of(tx, seen, m);
  const auto title = seen.meeting.meeting.title.in(request.lang);
  feature::views::ConfirmPage page;
  page.title = text(request, _("¿Aprobar la minuta de «{1}»?").arg(title));
  page.shell = alliances::shell(site, tx, request, seen.meeting.seen, page.title, "meetings");
  page.crumbs = {{{text(request, _("Reuniones")), Url("/alliances/{}/meetings", at.alliance)},
                  {title, Url("/alliances/{}/meetings/{}", at.alliance, at.meeting)},
                  {text(request, _("Minuta")), minutes_url(at.alliance, at.meeting)}},
                 text(request, _("Aprobar la minuta"))};
  page.consequences = {
      text(request, N_("{1} de {2} organización que asistió dijo «de acuerdo».",
                       "{1} de {2} organizaciones que asistieron dijeron «de acuerdo».", coming.attending)
                        .arg(coming.assents)
                        .arg(coming.attending)),
      text(request, m.folio.empty() ? _("Recibe el folio {1}, salvo que otra minuta se apruebe antes.").arg(coming.folio)
                                    : _("Conserva el folio {1}.").arg(coming.folio)),
      text(request, _("Después ya no cambia: lo que esté mal se corrige con otra versión, y ésta queda a la vista."))};
  if (const auto said = static_cast<std::int64_t>(book(tx, m).comments.size()); said > 0)
    page.consequences.insert(
        page.consequences.begin() + 1,
        text(request, N_("La revisión dejó {1} comentario bajo los puntos; para atenderlo, regrésela a borrador.",
                         "La revisión dejó {1} comentarios bajo los puntos; para atenderlos, regrésela a borrador.", said)
                          .arg(said)));
  page.form.action = Url("/alliances/{}/meetings/{}/minutes/state", at.alliance, at.meeting);
  page.form.hidden = {{"to", std::string(to_text(State::approved))}};
  page.form.submit = _("Aprobar la minuta");
  page.form.busy = _("Guardando…");
  page.form.cancel = minutes_url(at.alliance, at.meeting);
  page.form.cancel_words = _("Dejarla en revisión");
  return page;
}

Response approve_get(feature::Site& site, Request& request) {
  const auto at = where(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return approve_page(site, tx, request, at); })));
}

}  // namespace

std::optional<Message> approval_words(const Request& request, const Minutes& m) {
  const auto notice = feature::Notice::found_in(request);
  if (m.state != State::approved || notice.empty() || std::string_view(notice.key()) != approved_words.key()) return std::nullopt;
  return _("Aprobada con el folio {1}.").arg(m.folio);
}

void add_write_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}/minutes");
  pages.post("", open_post);
  pages.post("/sections", add_section_post);
  pages.post("/sections/{section}", save_post);
  pages.get("/approve", approve_get);
  pages.post("/state", state_post);
  pages.post("/comments", comment_post);
  pages.post("/assent", assent_post);
  pages.post("/agreements", agree_post);
  pages.post("/corrections", correct_post);
}

}  // namespace alianza::minutes
