// Forms of result books: who reads it, notes, the consensus.
#include <algorithm>

#include "features/results/pages_shared.h"
#include "platform/feature/perform.h"

namespace alianza::results {
namespace {

using feature::views::FormPage;
using html::Control;
using html::Field;
using html::Need;

const feature::Notice result_audience_set(_("Quedó guardado quién lee el libro.").key());
const feature::Notice result_note_written(_("La nota quedó guardada.").key());
const feature::Notice result_note_removed(_("La nota se quitó.").key());
const feature::Notice result_consensus_recorded(_("El consenso quedó registrado.").key());

FormPage page_around(feature::Site& site, db::Tx& tx, Request& request, const SeenBook& at, const Message& title) {
  FormPage p;
  p.title = text(request, title);
  p.shell = alliances::shell(site, tx, request, at.seen, p.title, "surveys");
  p.crumbs = crumbs_of(request, at, p.title);
  p.form.action = request.here();
  p.form.busy = _("Guardando…");
  p.form.cancel = book_url({at.survey.alliance, at.survey.id});
  return p;
}

/// A form for who keeps the book, filled by `fill`.
template <class Fill>
FormPage form_of(feature::Site& site, Request& request, const Message& title, Fill&& fill) {
  const auto at = where_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(results::see(tx, auth::actor_of(request), at.alliance, at.survey));
    if (!seen.may_keep) return fail(Error::forbidden());
    auto p = page_around(site, tx, request, seen, title);
    TRY(fill(tx, seen, p));
    return p;
  }));
}

template <class Perform, class Again>
Response perform_of(feature::Site& site, Request& request, const feature::Notice& notice, Perform&& perform, Again&& again) {
  const auto at = where_of(request);
  return feature::perform_form(
      site, request, notice, book_url(at), [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, at); }, again);
}

Field audience_field(Message question, Audience chosen) {
  Field out{.control = Control::radios, .name = "audience", .label = std::move(question), .value = std::string(to_text(chosen))};
  for (const auto one : {Audience::offices, Audience::members}) out.options.push_back({std::string(to_text(one)), label(one)});
  return out;
}

// ---- Who reads the book.

FormPage audience_page(feature::Site& site, Request& request) {
  return form_of(site, request, _("Quién lee el libro"), [&](db::Tx&, const SeenBook& at, FormPage& p) -> Done {
    p.intro =
        text(request, _("Los miembros ven las tablas sin las cifras menores de 5, sin textos y sin saber quién respondió qué. El "
                        "libro se les muestra mientras la encuesta está cerrada."));
    p.form.action = Url("/alliances/{}/surveys/{}/results/audience", at.survey.alliance, at.survey.id);
    p.form.parts = {{.fields = {audience_field(_("Quién lo lee"), at.audience)}}};
    p.form.submit = _("Guardar quién lo lee");
    return {};
  });
}
Response audience_form(feature::Site& site, Request& request) { return html::respond(request, audience_page(site, request)); }
Response audience_post(feature::Site& site, Request& request) {
  return perform_of(
      site, request, result_audience_set,
      [&](db::Tx& tx, const feature::Act& act, const Where& at) {
        return results::set_audience(tx, act, at.alliance, at.survey, request.form().get("audience"));
      },
      audience_page);
}

// ---- Notes.

NoteInput typed_note(Request& request) {
  const auto& f = request.form();
  return {f.get("question"), f.get("audience"), f.get("text"), f.get("version")};
}

void put_note_fields(FormPage& p, const Note& note) {
  p.form.parts = {{.fields = {{.control = Control::text_area, .name = "text", .label = _("Nota"), .value = note.text, .rows = 8},
                              audience_field(_("Quién la lee, con el libro"), note.audience)}}};
  p.form.submit = _("Guardar la nota");
}

FormPage note_new_page(feature::Site& site, Request& request) {
  return form_of(site, request, _("Escribir una nota"), [&](db::Tx& tx, const SeenBook& at, FormPage& p) -> Done {
    const auto& f = request.form();
    const auto code = f.has("question") ? f.get("question") : request.query.get("question");
    for (const auto& [version, form] : surveys::answered_versions(tx, at.survey, surveys::sent_responses(tx, at.survey)))
      if (const auto* question = form.find(code)) p.intro = question->text.in(request.lang);
    p.form.action = Url("/alliances/{}/surveys/{}/results/notes/new", at.survey.alliance, at.survey.id);
    put_note_fields(p, {});
    p.form.hidden = {{"question", code}};
    return {};
  });
}
Response note_new_form(feature::Site& site, Request& request) { return html::respond(request, note_new_page(site, request)); }
Response note_new_post(feature::Site& site, Request& request) {
  return perform_of(
      site, request, result_note_written,
      [&](db::Tx& tx, const feature::Act& act, const Where& at) {
        return results::write(tx, act, at.alliance, at.survey, typed_note(request));
      },
      note_new_page);
}

FormPage note_edit_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<NoteId>("note"));
  const auto at = where_of(request);
  return form_of(site, request, _("Cambiar la nota"), [&](db::Tx& tx, const SeenBook&, FormPage& p) -> Done {
    const auto note = TRY(find_note(tx, auth::actor_of(request), at.alliance, at.survey, id));
    p.form.action = Url("/alliances/{}/surveys/{}/results/notes/{}/edit", at.alliance, at.survey, id);
    put_note_fields(p, note);
    p.form.hidden = {{"version", std::to_string(note.version)}};
    return {};
  });
}
Response note_edit_form(feature::Site& site, Request& request) { return html::respond(request, note_edit_page(site, request)); }
Response note_edit_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<NoteId>("note"));
  return perform_of(
      site, request, result_note_written,
      [&](db::Tx& tx, const feature::Act& act, const Where& at) {
        return results::change(tx, act, at.alliance, at.survey, id, typed_note(request));
      },
      note_edit_page);
}
Response note_remove_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<NoteId>("note"));
  return perform_of(
      site, request, result_note_removed,
      [&](db::Tx& tx, const feature::Act& act, const Where& at) { return results::remove(tx, act, at.alliance, at.survey, id); },
      note_edit_page);
}

// ---- The consensus.

Field meeting_field(db::Tx& tx, const SeenBook& at, const std::string& chosen, Lang lang) {
  Field out{.control = Control::select,
            .name = "meeting",
            .label = _("Sesión en que se acordó"),
            .value = chosen,
            .first_option = _("Ninguna"),
            .need = Need::optional};
  for (const auto& m : sessions(tx, at))
    out.options.push_back({m.id.text(), m.title.in(lang) + (m.on ? ", " + i18n::short_date(lang, *m.on) : std::string())});
  const bool is_offered = std::any_of(out.options.begin(), out.options.end(), [&](const auto& o) { return o.value == chosen; });
  if (!chosen.empty() && !is_offered) out.options.push_back({chosen, _("La sesión que se había registrado")});
  return out;
}

FormPage consensus_page(feature::Site& site, Request& request) {
  return form_of(site, request, _("Consenso"), [&](db::Tx& tx, const SeenBook& at, FormPage& p) -> Done {
    const auto before = consensus(tx, at.survey.id);
    ConsensusInput input = before ? as_input(*before) : ConsensusInput{.agreed_on = at.seen.today.text(), .edition = "0"};
    p.intro = text(request, before ? _("Lo registrado no se borra: la corrección es otra edición, con su motivo.")
                                   : _("Lo que se acordó a partir de los resultados, y de qué temas se formarán comités."));
    p.form.action = Url("/alliances/{}/surveys/{}/results/consensus", at.survey.alliance, at.survey.id);
    std::vector<Field> fields{
        {.control = Control::text_area, .name = "text", .label = _("Qué se acordó"), .value = input.text, .rows = 8},
        {.control = Control::date,
         .name = "agreed_on",
         .label = _("Fecha"),
         .value = input.agreed_on,
         .width = html::Width::date,
         .most = at.seen.today.text()},
        meeting_field(tx, at, input.meeting, request.lang),
        {.control = Control::sdgs,
         .name = "goals",
         .label = _("ODS en torno a los que habrá comité"),
         .values = input.goals,
         .need = Need::optional},
        {.control = Control::text_area,
         .name = "themes",
         .label = _("Otros temas para comités"),
         .hint = _("Uno por renglón."),
         .value = input.themes,
         .need = Need::optional}};
    if (before)
      fields.push_back({.control = Control::text_area, .name = "correction", .label = _("Qué se corrige y por qué"), .rows = 3});
    p.form.parts = {{.fields = std::move(fields)}};
    p.form.hidden = {{"edition", input.edition}};
    p.form.submit = before ? _("Registrar la corrección") : _("Registrar el consenso");
    return {};
  });
}
Response consensus_form(feature::Site& site, Request& request) { return html::respond(request, consensus_page(site, request)); }
Response consensus_post(feature::Site& site, Request& request) {
  const auto& f = request.form();
  const ConsensusInput input{f.get("agreed_on"), f.get("meeting"),    f.get("text"),   f.all("goals"),
                             f.get("themes"),    f.get("correction"), f.get("edition")};
  return perform_of(
      site, request, result_consensus_recorded,
      [&](db::Tx& tx, const feature::Act& act, const Where& at) {
        return results::record(tx, act, at.alliance, at.survey, input);
      },
      consensus_page);
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/results");
  pages.form("/audience", audience_form, audience_post);
  pages.form("/notes/new", note_new_form, note_new_post);
  pages.form("/notes/{note}/edit", note_edit_form, note_edit_post);
  pages.post("/notes/{note}/remove", note_remove_post);
  pages.form("/consensus", consensus_form, consensus_post);
}

}  // namespace alianza::results
