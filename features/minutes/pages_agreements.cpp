// Pages of agreements: the list with its downloads, and one agreement.
#include "features/committees/actions.h"
#include "features/minutes/actions_evidence.h"
#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"

namespace alianza::minutes {
namespace {

using documents::Cell;
using documents::Format;
using feature::demand;
using html::Control;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice agreement_saved(_("Se guardó el acuerdo.").key());
const feature::Notice evidence_added(_("El archivo quedó como evidencia.").key());
const feature::Notice agreement_moved(_("El acuerdo cambió de estado.").key());

const html::ListShape shape{.filters = {"state", "due", "committee", "owner"}, .sorts = {"due"}};

/// The filters of the address; what is not understood is left out.
Filter filter_of(const html::ListAddress& address) {
  Filter f;
  if (Progress state{}; from_text(address.value("state").value_or(""), state)) f.state = state;
  const auto due = address.value("due").value_or("");
  take_due(due, f);
  if (const auto id = address.value("committee")) f.committee = CommitteeId::parse(*id);
  if (const auto id = address.value("owner")) f.owner = OrganizationId::parse(*id);
  f.search = address.search();
  return f;
}

std::vector<html::Option> states() {
  std::vector<html::Option> out;
  for (const auto state : {Progress::open, Progress::done, Progress::cancelled})
    out.push_back({std::string(to_text(state)), label(state)});
  return out;
}
std::vector<html::Option> dues() {
  return {{"overdue", _("Vencidos")}, {"week", _("Vencen en 7 días")}, {"soon", _("Vencen en 30 días")}};
}

std::vector<html::Option> bodies(db::Tx& tx, AllianceId alliance, const Sight& sight, Lang lang) {
  std::vector<html::Option> out;
  for (const auto& listed : committees::of_alliance(tx, alliance)) {
    const auto& id = listed.committee.id;
    const bool seen = sight.everything || std::find(sight.bodies.begin(), sight.bodies.end(), id) != sight.bodies.end();
    if (seen) out.push_back({id.text(), listed.committee.name.in(lang)});
  }
  return out;
}

html::FilterPanel panel(const html::ListAddress& address, const Url& action, std::vector<html::Option> committees,
                        std::vector<html::Option> owners) {
  html::FilterPanel out{.action = action};
  const auto select = [&](const char* name, Message label, std::vector<html::Option> options) {
    out.fields.push_back({.control = Control::select,
                          .name = name,
                          .label = std::move(label),
                          .value = address.value(name).value_or(""),
                          .options = std::move(options),
                          .first_option = _("Todos"),
                          .need = html::Need::optional,
                          .width = html::Width::mid,
                          .id_prefix = "filter-"});
  };
  select("state", _("Estado"), states());
  select("due", _("Fecha límite"), dues());
  if (!committees.empty()) select("committee", _("Comité"), std::move(committees));
  select("owner", _("Responsable"), std::move(owners));
  if (!address.search().empty()) out.hidden = {{"q", address.search()}};
  return out;
}

html::FilterChips chips(const html::ListAddress& address, const html::FilterPanel& panel) {
  html::FilterChips out{{}, address.without_filters()};
  if (!address.search().empty()) out.chips.push_back({_("Búsqueda"), address.search(), address.without_search()});
  for (const auto& pair : address.filters())
    for (const auto& field : panel.fields) {
      if (field.name != pair.first) continue;
      html::Words value = pair.second;
      for (const auto& option : field.options)
        if (option.value == pair.second) value = option.label;
      out.chips.push_back({field.label, value, address.without(pair.first, pair.second)});
    }
  return out;
}

Result<views::List> list_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId id) {
  const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
  const auto sight = sight_of(tx, auth::actor_of(request), seen);
  const html::ListAddress address(list_url(id), request.query, shape);
  const auto filter = filter_of(address);
  const auto cursor = address.before()  ? Cursor::parse("<" + *address.before())
                      : address.after() ? Cursor::parse(*address.after())
                                        : std::nullopt;
  const auto page = list(tx, seen, sight, filter, cursor, address.size());
  const auto names = names_for(tx, id, page.rows, request.lang);
  views::List p;
  p.shell = alliances::shell(site, tx, request, seen, text(request, _("Acuerdos")), "agreements");
  p.open = count(tx, seen, sight, {.state = Progress::open});
  p.overdue = count(tx, seen, sight, {.overdue = true});
  p.search = html::search_box(address, list_url(id), _("Buscar acuerdos"),
                              _("Busca en el texto y la persona. Da igual con o sin acentos."));
  p.filters = panel(address, list_url(id), bodies(tx, id, sight, request.lang), owners(tx, id, seen.today));
  p.chips = chips(address, p.filters);
  const auto matching = count(tx, seen, sight, filter);
  p.bar.count = N_("{1} acuerdo", "{1} acuerdos", matching).arg(html::count_text(request.lang, matching));
  p.bar.download_note = _("Exactamente estas filas, con estos filtros y este orden.");
  p.bar.downloads = {{_("CSV"), _("UTF-8, separado por comas"), address.at(Url("/alliances/{}/agreements.csv", id))},
                     {_("XLSX"), _("hoja de cálculo"), address.at(Url("/alliances/{}/agreements.xlsx", id))},
                     {_("JSON"), _("con el esquema"), address.at(Url("/alliances/{}/agreements.json", id))}};
  for (const auto& a : page.rows) p.rows.push_back(row_view(a, names, seen.today, request.lang));
  if (p.rows.empty())
    p.empty = address.is_filtered()
                  ? html::nothing_matches(address, _("Ningún acuerdo cumple los filtros"), _("Quítelos para ver los demás."))
                  : html::EmptyState{_("Aún no hay acuerdos"),
                                     _("Se registran en la minuta de cada reunión, bajo el punto en que se tomaron.")};
  if (page.earlier) p.paging.previous = address.page_before(page.earlier->text().substr(1));
  if (page.later) p.paging.next = address.page_after(page.later->text());
  p.paged = page.earlier || page.later;
  if (p.paged && !p.rows.empty()) {
    p.paging.first = p.rows.front().due;
    p.paging.last = p.rows.back().due;
  }
  return p;
}

Response list_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id); })));
}

void columns(documents::TableOptions& o, const Request& request) {
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("id", _("Identificador"), 16);
  column("number", _("Núm."), 8);
  column("text", _("Acuerdo"), 60);
  column("owner", _("Responsable"), 36);
  column("committee", _("Órgano"), 30);
  column("due", _("Fecha límite"), 12);
  column("state", _("Estado"), 12);
  column("overdue", _("Vencido"), 10);
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  documents::TableOptions o;
  std::vector<std::vector<Cell>> rows;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    o.title = text(request, _("Acuerdos"));
    o.about.emplace_back("alliance", seen.alliance.name.in(request.lang));
    if (const auto seal = alliances::seal(seen.alliance, request.lang))
      o.about.emplace_back("seal", seal->tag + ". " + seal->text);
    o.about.emplace_back("date", seen.today.text());
    columns(o, request);
    std::vector<Agreement> found;
    const html::ListAddress address(list_url(id), request.query, shape);
    each(tx, seen, sight_of(tx, auth::actor_of(request), seen), filter_of(address),
         [&](const Agreement& a) { found.push_back(a); });
    const auto names = names_for(tx, id, found, request.lang);
    for (const auto& a : found) {
      const auto row = row_view(a, names, seen.today, request.lang);
      rows.push_back({a.id.text(), a.number, a.text, row.owner, row.body, a.due, text(request, label(a.state)), row.late});
    }
    return {};
  }));
  auto pieces = documents::stream(documents::table_writer(format, std::move(o)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, _("acuerdos")) + "." + std::string(documents::extension(format)));
}

html::Form note_form(const Agreement& a, Progress to, Message label, Message submit, const char* prefix) {
  html::Form form{.action = Url("/alliances/{}/agreements/{}/state", a.alliance, a.id)};
  html::Field note{.control = Control::text_area, .name = "note", .label = std::move(label)};
  note.rows = 3;
  note.id_prefix = prefix;
  html::FieldSet set;
  set.fields = {std::move(note)};
  form.parts = {std::move(set)};
  form.hidden = {{"to", std::string(to_text(to))}};
  form.submit = std::move(submit);
  form.weight = to == Progress::done ? html::Weight::primary : html::Weight::plain;
  return form;
}

html::Form edit_form(db::Tx& tx, const SeenAgreement& s) {
  const auto& a = s.agreement;
  html::Form edit{.action = Url("/alliances/{}/agreements/{}", a.alliance, a.id)};
  edit.parts = {agreement_fields(as_input(a), owners(tx, a.alliance, a.meeting, s.seen.today), "edit-")};
  edit.hidden = {{"version", std::to_string(a.version)}};
  edit.submit = _("Guardar el acuerdo");
  edit.weight = html::Weight::plain;
  return edit;
}

html::Field evidence_field(const char* prefix, html::Need need) {
  html::Field file{.control = Control::file, .name = "file", .label = _("Archivo de evidencia")};
  file.hint =
      _("De hasta {1} MB. Lo lee quien lee el acuerdo, y nadie más.").arg(static_cast<std::int64_t>(files::most_bytes >> 20U));
  file.accept = files::accepted_extensions();
  file.need = need;
  file.id_prefix = prefix;
  return file;
}

html::Form close_form(const Agreement& a) {
  auto form = note_form(a, Progress::done, _("Evidencia: qué se hizo y dónde se puede ver"), _("Cerrar el acuerdo"), "close-");
  form.parts.front().fields.push_back(evidence_field("close-", html::Need::optional));
  return form;
}
html::Form evidence_form(const Agreement& a) {
  html::Form form{.action = Url("/alliances/{}/agreements/{}/evidence", a.alliance, a.id)};
  form.parts = {{.fields = {evidence_field("evidence-", html::Need::required)}}};
  form.submit = _("Agregar el archivo");
  form.busy = _("Enviando…");
  form.weight = html::Weight::plain;
  return form;
}
html::Form cancel_form(const Agreement& a) {
  return note_form(a, Progress::cancelled, _("Por qué se cancela"), _("Cancelar el acuerdo"), "cancel-");
}
html::Form reopen_form(const Agreement& a) {
  return note_form(a, Progress::open, _("Por qué se abre de nuevo"), _("Abrir de nuevo"), "reopen-");
}

using Place = std::optional<html::Form> views::ShowAgreement::*;

html::Form form_at(Place place, db::Tx& tx, const SeenAgreement& s) {
  if (place == &views::ShowAgreement::close) return close_form(s.agreement);
  if (place == &views::ShowAgreement::add_evidence) return evidence_form(s.agreement);
  if (place == &views::ShowAgreement::cancel) return cancel_form(s.agreement);
  if (place == &views::ShowAgreement::reopen) return reopen_form(s.agreement);
  return edit_form(tx, s);
}

void fill_acts(views::ShowAgreement& p, db::Tx& tx, const SeenAgreement& s) {
  const auto& a = s.agreement;
  const bool is_open = a.state == Progress::open;
  if (is_open && s.may_close) p.close = close_form(a);
  if (a.state == Progress::done && s.may_close) p.add_evidence = evidence_form(a);
  if (is_open && s.may_write) p.cancel = cancel_form(a);
  if (!is_open && s.may_write) p.reopen = reopen_form(a);
  if (s.may_write && !s.is_fixed) p.edit = edit_form(tx, s);
}

Result<views::ShowAgreement> show_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId alliance, AgreementId id) {
  const auto s = TRY(see_agreement(tx, auth::actor_of(request), alliance, id));
  views::ShowAgreement p;
  p.row = row_view(s.agreement, names_for(tx, alliance, {s.agreement}, request.lang), s.seen.today, request.lang);
  p.paragraphs = paragraphs(s.agreement.text);
  p.shell = alliances::shell(site, tx, request, s.seen, p.row.number, "agreements");
  p.crumbs = {{{text(request, _("Acuerdos")), list_url(alliance)}}, p.row.number};
  // An owner that was a guest reads the agreement, not the minutes of the body.
  if (const auto meeting = minutes::see(tx, auth::actor_of(request), alliance, s.agreement.meeting)) {
    p.meeting = meeting->meeting.meeting.title.in(request.lang);
    p.minutes = minutes_url(alliance, s.agreement.meeting);
  }
  const auto changes = history(tx, id);
  for (auto c = changes.rbegin(); c != changes.rend(); ++c)
    p.changes.push_back({label(c->state), moment_text(s.seen.alliance, c->at, request.lang), c->by, c->note});
  for (const auto& e : evidence_of(tx, id))
    p.evidence.push_back({Url("/alliances/{}/agreements/{}/evidence/{}", alliance, id, e.id), e.file_name,
                          moment_text(s.seen.alliance, e.added_at, request.lang), e.digest.text()});
  fill_acts(p, tx, s);
  return p;
}

struct Where {
  AllianceId alliance;
  AgreementId agreement;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<AgreementId>("agreement"))};
}

Response show_agreement(feature::Site& site, Request& request) {
  const auto at = where(request);
  return html::respond(request,
                       demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.agreement); })));
}

Response refused(feature::Site& site, Request& request, const Where& at, const Error& error, Place which) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict && error.fault != Fault::too_large)
    throw http::Abandon{error};
  auto page = demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.agreement); }));
  // Fixed or closed meanwhile: what was typed is still shown, to be taken along.
  if (!(page.*which))
    page.*which = demand(site.db.read([&](db::Tx& tx) -> Result<html::Form> {
      return form_at(which, tx, TRY(see_agreement(tx, auth::actor_of(request), at.alliance, at.agreement)));
    }));
  (page.*which)->keep_typed(request.form());
  (page.*which)->show_error(error);
  page.edit_open = which == &views::ShowAgreement::edit;
  return html::respond(request, page, http::status_of(error.fault));
}

files::Store store_of(const feature::Site& site) { return files::Store(site.config.files.path); }

/// Nothing when no file was chosen.
std::optional<EvidenceUpload> upload_in(Request& request) {
  const auto* file = request.form().file("file");
  if (file == nullptr || (file->bytes.empty() && file->name.empty())) return std::nullopt;
  return EvidenceUpload{file->bytes, file->name, file->type};
}

Response evidence_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto back = evidence_added.at(agreement_url(at.alliance, at.agreement)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done =
      add_evidence(site.db, store_of(site), act, at.alliance, at.agreement, upload_in(request).value_or(EvidenceUpload()));
  if (done) return Response::redirect_see_other(back);
  return refused(site, request, at, done.error(), &views::ShowAgreement::add_evidence);
}

Response evidence_file(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto id = demand(request.id<EvidenceId>("evidence"));
  const auto e =
      demand(site.db.read([&](db::Tx& tx) { return find_evidence(tx, auth::actor_of(request), at.alliance, at.agreement, id); }));
  return demand(files::attachment(store_of(site), {e.digest, e.type, e.file_name}));
}

Response state_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto back = agreement_moved.at(agreement_url(at.alliance, at.agreement)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& to = request.form().get("to");
  const auto& note = request.form().get("note");
  const auto upload = upload_in(request);
  const auto change = [&]() -> Done {
    if (to == "done" && upload)
      return close_with_evidence(site.db, store_of(site), act, at.alliance, at.agreement, note, *upload);
    TRY(site.db.write([&](db::Tx& tx) { return progress(tx, act, at.alliance, at.agreement, to, note); }));
    return {};
  };
  const auto done = change();
  if (done) return Response::redirect_see_other(back);
  return refused(site, request, at, done.error(),
                 to == "open"        ? &views::ShowAgreement::reopen
                 : to == "cancelled" ? &views::ShowAgreement::cancel
                                     : &views::ShowAgreement::close);
}

Response edit_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto back = agreement_saved.at(agreement_url(at.alliance, at.agreement)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const AgreementInput input{{}, f.get("text"), f.get("organization"), f.get("person"), f.get("due"), f.get("version")};
  const auto done = site.db.write([&](db::Tx& tx) { return edit_agreement(tx, act, at.alliance, at.agreement, input); });
  if (done) return Response::redirect_see_other(back);
  return refused(site, request, at, done.error(), &views::ShowAgreement::edit);
}

}  // namespace

void add_agreement_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/agreements");
  pages.get("", list_get, {.run = http::Run::inline_});
  pages.get(".csv", feature::given(table, Format::csv));
  pages.get(".xlsx", feature::given(table, Format::xlsx));
  pages.get(".json", feature::given(table, Format::json));
  pages.get("/{agreement}", show_agreement, {.run = http::Run::inline_});
  pages.post("/{agreement}", edit_post);
  http::Options large;
  large.body_limit = files::most_bytes + std::size_t{64} * 1024;  // the file and the form around it
  pages.post("/{agreement}/state", state_post, large);
  pages.post("/{agreement}/evidence", evidence_post, large);
  pages.get("/{agreement}/evidence/{evidence}", evidence_file);
}

}  // namespace alianza::minutes
