// The imports of an agency, and one of them: at work, before it is applied, after.
#include "features/imports/pages.h"

#include <algorithm>
#include <charconv>

#include "features/imports/columns.h"
#include "features/imports/pages_shared.h"
#include "platform/base/text.h"
#include "platform/documents/table.h"
#include "platform/feature/live.h"

namespace alianza::imports {
namespace {

constexpr int imports_a_page = 25;
constexpr int rows_a_page = 25;
constexpr std::size_t changes_a_row = 6;
constexpr std::size_t changes_of_a_new_row = 3;
constexpr std::size_t longest_said = 60;

const feature::Notice undoing("Se está deshaciendo. Lo que alguien haya cambiado después quedará como está.");
const feature::Notice stopping("Se pidió detener la importación.");
const feature::Notice resumed("La importación sigue donde se quedó.");
const feature::Notice discarded("La importación se descartó.");
const feature::Notice applying("Se está aplicando.");

CivilTime civil(const alliances::Seen& at, Instant moment) {
  return Zone::parse(at.alliance.zone).value_or(Zone()).civil_of(moment);
}
std::string moment(Lang lang, const alliances::Seen& at, Instant when) { return i18n::date_time(lang, civil(at, when)); }

Response list_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto before = ImportId::parse(request.query.get("before"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto listing = TRY(list(tx, auth::actor_of(request), alliance, before, imports_a_page));
    views::List p;
    const auto title = text(request, _("Importaciones"));
    p.shell = alliances::shell(site, tx, request, listing.at, title, "organizations");
    p.crumbs = {{{text(request, _("Organizaciones")), Url("/alliances/{}/organizations", alliance)}}, title};
    p.add = Url("/alliances/{}/imports/new", alliance);
    p.sheet = Url("/alliances/{}/imports/template.xlsx", alliance);
    for (const auto& i : listing.rows)
      p.rows.push_back({page_url(alliance, i.id), i.file_name, i.created_by_name, civil(listing.at, i.created_at), label(i.state),
                        look_of(i.state)});
    if (listing.rows.size() == imports_a_page) p.older = list_url(alliance).with("before", listing.rows.back().id.text());
    return p;
  }));
  return html::respond(request, page);
}

std::string about(const Request& request, const Seen& seen) {
  const auto& i = seen.import;
  auto out = i.created_by_name + ", " + moment(request.lang, seen.at, i.created_at);
  if (!i.sheet.empty()) out += " · " + text(request, _("hoja «{1}»").arg(i.sheet));
  if (!i.encoding.empty()) out += " · " + i.encoding;
  if (i.sheets.find("; ") != std::string::npos) out += " · " + text(request, _("el archivo tiene: {1}").arg(i.sheets));
  return out;
}

html::ButtonForm button(const Seen& seen, std::string_view verb, Message words, Message busy) {
  const auto alliance = seen.at.alliance.id;
  const auto id = seen.import.id;
  html::ButtonForm out;
  if (verb == "stop") out.action = Url("/alliances/{}/imports/{}/stop", alliance, id);
  if (verb == "resume") out.action = Url("/alliances/{}/imports/{}/resume", alliance, id);
  if (verb == "discard") out.action = Url("/alliances/{}/imports/{}/discard", alliance, id);
  out.words = std::move(words);
  out.busy = std::move(busy);
  return out;
}

html::Form apply_form(const Seen& seen) {
  html::Form form{.action = Url("/alliances/{}/imports/{}/apply", seen.at.alliance.id, seen.import.id)};
  if (seen.counts.wrong > 0)
    form.parts = {{.fields = {{.control = html::Control::check,
                               .name = "only_whole",
                               .label = _("Aplicar solo si no queda ninguna fila con errores"),
                               .need = html::Need::optional}}}};
  form.submit = N_("Aplicar {1} fila", "Aplicar {1} filas", seen.counts.waiting).arg(seen.counts.waiting);
  form.busy = _("Empezando…");
  return form;
}

/// A sentence when there is something to count.
void tell(std::vector<Message>& into, std::int64_t count, const Message& sentence) {
  if (count > 0) into.push_back(sentence);
}

/// What is going to happen, or what happened, in sentences with numbers.
void put_plan(views::Show& page, const Seen& seen) {
  const auto& c = seen.counts;
  const auto state = seen.import.state;
  auto& kept = page.kept;
  if (state == State::ready || (state == State::applied && c.waiting > 0 && !seen.import.forgotten_at))
    page.plan = N_("Se aplicará {1} fila (nuevas: {2}; con cambios: {3}).",
                   "Se aplicarán {1} filas: {2} nuevas y {3} con cambios.", c.waiting)
                    .arg(c.waiting)
                    .arg(c.created)
                    .arg(c.changed);
  if (state == State::ready) {
    tell(kept, c.warned,
         N_("A {1} le falta algún dato, que se completará después.", "A {1} les falta algún dato, que se completará después.",
            c.warned)
             .arg(c.warned));
    tell(kept, c.wrong, N_("No se aplicará {1} con errores.", "No se aplicarán {1} con errores.", c.wrong).arg(c.wrong));
    tell(kept, c.unchanged, N_("{1} ya dice lo mismo.", "{1} ya dicen lo mismo.", c.unchanged).arg(c.unchanged));
    tell(kept, c.omitted, N_("{1} se omite.", "{1} se omiten.", c.omitted).arg(c.omitted));
    kept.push_back(_("Lo que está en blanco no borra nada."));
  }
  if (state == State::applied || state == State::undone) {
    const auto applied = c.applied + c.restored + c.left;
    const auto not_applied = c.failed + c.waiting;
    kept.push_back(N_("Se aplicó {1} fila.", "Se aplicaron {1} filas.", applied).arg(applied));
    tell(kept, not_applied, N_("{1} quedó sin aplicar.", "{1} quedaron sin aplicar.", not_applied).arg(not_applied));
    tell(kept, c.wrong, N_("{1} tenía errores.", "{1} tenían errores.", c.wrong).arg(c.wrong));
    tell(kept, c.omitted, N_("{1} se omitió.", "{1} se omitieron.", c.omitted).arg(c.omitted));
  }
  if (state == State::undone) {
    kept.push_back(N_("Se deshizo {1}.", "Se deshicieron {1}.", c.restored).arg(c.restored));
    tell(kept, c.left,
         N_("{1} se dejó como está: alguien la cambió después, o ya participa.",
            "{1} se dejaron como están: alguien las cambió después, o ya participan.", c.left)
             .arg(c.left));
  }
}

void put_buttons(views::Show& page, const Seen& seen) {
  if (seen.import.forgotten_at) return;
  const auto alliance = seen.at.alliance.id;
  const auto& i = seen.import;
  const auto& c = seen.counts;
  const bool untouched = c.applied + c.restored + c.left == 0;
  const bool at_rest = !is_working(i.state) || seen.stalled;
  if (i.state == State::ready && untouched) page.columns = Url("/alliances/{}/imports/{}/columns", alliance, i.id);
  if (c.wrong + c.failed > 0) page.errors = Url("/alliances/{}/imports/{}/errors.csv", alliance, i.id);
  if (at_rest && (i.state == State::ready || i.state == State::applied) && c.waiting > 0) page.apply = apply_form(seen);
  if (at_rest && (i.state == State::applied || i.state == State::applying) && c.applied > 0)
    page.undo = Url("/alliances/{}/imports/{}/undo", alliance, i.id);
  if (page.working && !seen.stalled) page.stop = button(seen, "stop", _("Cancelar"), _("Cancelando…"));
  if (seen.stalled) page.resume = button(seen, "resume", _("Seguir"), _("Empezando…"));
  if (at_rest && untouched) page.discard = button(seen, "discard", _("Descartar"), _("Descartando…"));
}

void put_tallies(views::Show& page, const Seen& seen, Show shown) {
  const auto& c = seen.counts;
  const std::pair<Show, std::int64_t> all[] = {
      {Show::all, c.all()},     {Show::created, c.created}, {Show::changed, c.changed}, {Show::unchanged, c.unchanged},
      {Show::wrong, c.wrong},   {Show::warned, c.warned},   {Show::alike, c.alike},     {Show::omitted, c.omitted},
      {Show::failed, c.failed}, {Show::left, c.left}};
  for (const auto& [show, count] : all) {
    if (count == 0 && show != shown && show != Show::all) continue;
    page.tallies.push_back({label(show), count, Url(page.here).set("show", to_text(show)).fragment("rows"), show == shown});
  }
}

/// The head of the column, or what the sheet has no column for; and what stands there.
views::ErrorRow error_row(const Seen& seen, const Row& row, const Remark& remark) {
  views::ErrorRow out{.text = remark.message()};
  const auto at = static_cast<std::size_t>(remark.column);
  if (remark.column < 0 || at >= seen.import.heads.size()) {
    if (is_target(remark.field)) out.column = target_label(remark.field);
    if (const auto extra = row.extra.find(remark.field); extra != row.extra.end()) out.said = extra->second;
  } else {
    out.column = seen.import.heads[at];
    if (at < row.cells.size() && remark.field != "keep_rfc") out.said = row.cells[at];
  }
  if (length(out.said) > longest_said) out.said.clear();
  return out;
}

views::SheetRow sheet_row(const Seen& seen, const Row& row, Show show, Lang lang) {
  const auto alliance = seen.at.alliance.id;
  views::SheetRow out;
  out.number = row.number;
  out.name = row.name;
  if (row.organization) out.url = Url("/alliances/{}/organizations/{}", alliance, row.organization);
  out.what = row.is_omitted() ? _("Omitida") : row.state == RowState::staged ? label(row.outcome) : label(row.state);
  const bool bad = row.outcome == Outcome::wrong || row.state == RowState::failed;
  out.look = bad                                 ? "badge-bad"
             : row.outcome == Outcome::unchanged ? "badge-off"
             : row.state == RowState::left       ? "badge-warn"
                                                 : "badge-ok";
  for (const auto& e : row.notes.errors) out.errors.push_back(error_row(seen, row, e));
  if (row.state == RowState::staged || row.state == RowState::applied)
    for (const auto& w : row.notes.warnings) out.warnings.push_back(error_row(seen, row, w));
  // What a new one has stands on its own page once it is there.
  const auto& changes = row.notes.changes;
  const bool is_new = row.outcome == Outcome::created;
  const auto most = !is_new ? changes_a_row : row.state == RowState::staged ? changes_of_a_new_row : 0;
  for (std::size_t i = 0; i < changes.size() && i < most; ++i)
    out.changes.push_back({target_label(changes[i].field), value_words(changes[i].field, changes[i].before, lang),
                           value_words(changes[i].field, changes[i].after, lang)});
  if (most > 0 && changes.size() > most) {
    const auto more = static_cast<std::int64_t>(changes.size() - most);
    out.more_changes = i18n::text(lang, N_("y {1} dato más", "y {1} datos más", more).arg(more));
  }
  if (!row.notes.twins.empty()) out.twin = row.notes.twins.front().name;
  if (row.state == RowState::staged && !is_working(seen.import.state) && !seen.import.forgotten_at)
    out.edit = Url("/alliances/{}/imports/{}/rows/{}", alliance, seen.import.id, row.number).with("show", to_text(show));
  return out;
}

/// Rows of one list, by number; what can be ticked, and where the list goes on.
void put_rows(views::Show& page, db::Tx& tx, const Request& request, const Seen& seen) {
  Show show = seen.counts.wrong > 0 && seen.import.state == State::ready ? Show::wrong : Show::all;
  from_text(request.query.get("show"), show);
  put_tallies(page, seen, show);
  std::int64_t after = 0;
  const auto& typed = request.query.get("after");
  std::from_chars(typed.data(), typed.data() + typed.size(), after);
  const auto rows = imports::rows(tx, seen, show, after, rows_a_page);
  for (const auto& row : rows) page.rows.push_back(sheet_row(seen, row, show, request.lang));
  if (rows.size() == rows_a_page)
    page.next = Url(page.here).set("show", to_text(show)).with("after", rows.back().number).fragment("rows");
  page.show = to_text(show);
  page.after = after > 0 ? std::to_string(after) : std::string();
  page.is_omitted = show == Show::omitted;
  const bool can_choose = show != Show::unchanged && show != Show::failed && show != Show::left;
  const bool is_open = std::any_of(page.rows.begin(), page.rows.end(), [](const auto& row) { return row.edit.has_value(); });
  if (can_choose && is_open) page.choose = Url("/alliances/{}/imports/{}/choose", seen.at.alliance.id, seen.import.id);
}

views::Advance advance_of(const Seen& seen) { return {seen.done, seen.total, seen.stalled}; }

views::Show show_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto seen = TRY(seen_in(tx, request));
    const auto alliance = seen.at.alliance.id;
    views::Show p;
    p.title = seen.import.file_name;
    p.shell = alliances::shell(site, tx, request, seen.at, p.title, "organizations");
    p.crumbs = crumbs_to(request, seen, p.title);
    p.crumbs.above.pop_back();
    p.about = about(request, seen);
    p.state = label(seen.import.state);
    p.look = look_of(seen.import.state);
    p.here = page_url(alliance, seen.import.id);
    p.working = is_working(seen.import.state);
    p.advance = advance_of(seen);
    if (p.working && !seen.stalled) p.events = Url("/alliances/{}/imports/{}/events", alliance, seen.import.id);
    p.problem = seen.import.problem;
    if (const auto& day = seen.import.forgotten_at)
      p.forgotten = _("Lo que decían sus filas se borró el {1}, después de treinta días: ya no se puede deshacer.")
                        .arg(i18n::full_date(request.lang, civil(seen.at, *day).date));
    if (const auto& same = seen.same_file) {
      p.same_file = moment(request.lang, seen.at, same->created_at);
      p.same_file_url = page_url(alliance, same->id);
    }
    put_plan(p, seen);
    put_buttons(p, seen);
    for (std::size_t i = 0; i < seen.import.heads.size() && i < seen.import.columns.size(); ++i)
      if (seen.import.columns[i].empty() && !seen.import.heads[i].empty()) p.unread.push_back(seen.import.heads[i]);
    if (seen.counts.all() == 0 || p.working) return p;
    put_rows(p, tx, request, seen);
    if (seen.import.state == State::ready && seen.counts.applied == 0) p.meanings = meanings_form(tx, request, seen);
    if (const auto next = seen.import.forgotten_at ? 0 : next_wrong(tx, seen, 0); next != 0)
      p.next_wrong = Url("/alliances/{}/imports/{}/rows/{}", alliance, seen.import.id, next);
    return p;
  }));
}

Response show_get(feature::Site& site, Request& request) { return html::respond(request, show_page(site, request)); }

Response events(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  return feature::live(
      site, [actor = auth::actor_of(request), lang = request.lang, alliance, id](db::Tx& tx) -> Result<feature::Sight> {
        const auto seen = TRY(see(tx, actor, alliance, id));
        if (!is_working(seen.import.state) || seen.stalled) return feature::Sight{.over = true};
        return feature::Sight{.piece = std::string(html::draw(lang, advance_of(seen)).markup())};
      });
}

/// A button of the page: back to it with a notice, or the error.
template <class Write>
Response press(feature::Site& site, Request& request, const feature::Notice& notice, Url to, Write&& write) {
  auto act = feature::act(request);
  const auto back = notice.at(std::move(to)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return write(tx, act); }));
  return Response::redirect_see_other(back);
}

using Verb = Done (*)(db::Tx&, const feature::Act&, AllianceId, ImportId);

Response press_verb(feature::Site& site, Request& request, Verb verb, const feature::Notice* notice) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  const auto to = verb == discard ? list_url(alliance) : page_url(alliance, id);
  return press(site, request, *notice, to, [&](db::Tx& tx, const feature::Act& act) { return verb(tx, act, alliance, id); });
}

/// Asks first: what the undoing would do, and what it would leave.
feature::views::ConfirmPage undo_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<feature::views::ConfirmPage> {
    const auto seen = TRY(seen_in(tx, request));
    const auto here = page_url(seen.at.alliance.id, seen.import.id);
    feature::views::ConfirmPage page;
    page.title = text(request, _("Deshacer la importación"));
    page.shell = alliances::shell(site, tx, request, seen.at, page.title, "organizations");
    page.crumbs = crumbs_to(request, seen, page.title);
    const auto will = preview_undo(tx, seen);
    std::vector<Message> sentences;
    tell(sentences, will.removed,
         N_("{1} organización que la importación agregó quedará fuera de uso. No se borra.",
            "{1} organizaciones que la importación agregó quedarán fuera de uso. No se borran.", will.removed)
             .arg(will.removed));
    tell(sentences, will.restored,
         N_("{1} organización recuperará exactamente sus datos de antes.",
            "{1} organizaciones recuperarán exactamente sus datos de antes.", will.restored)
             .arg(will.restored));
    tell(sentences, will.touched,
         N_("{1} se dejará como está: alguien la cambió después.", "{1} se dejarán como están: alguien las cambió después.",
            will.touched)
             .arg(will.touched));
    tell(sentences, will.taking_part,
         N_("{1} se dejará como está: desde entonces se le invitó o participa en una alianza.",
            "{1} se dejarán como están: desde entonces se les invitó o participan en una alianza.", will.taking_part)
             .arg(will.taking_part));
    if (sentences.empty()) sentences.push_back(_("No hay nada que deshacer."));
    for (const auto& sentence : sentences) page.consequences.push_back(text(request, sentence));
    page.form.action = Url("/alliances/{}/imports/{}/undo", seen.at.alliance.id, seen.import.id);
    page.form.submit = _("Deshacer la importación");
    page.form.busy = _("Deshaciendo…");
    page.form.weight = html::Weight::bad;
    page.form.cancel = here;
    return page;
  }));
}

Response undo_get(feature::Site& site, Request& request) { return html::respond(request, undo_page(site, request)); }

Response apply_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  const ApplyInput input{request.form().get("only_whole").empty() ? "" : "yes"};
  auto act = feature::act(request);
  const auto back = applying.at(page_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return apply(tx, act, alliance, id, input); });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fields.empty()) throw http::Abandon{done.error()};
  auto page = show_page(site, request);
  if (page.apply) {
    page.apply->keep_typed(request.form());
    page.apply->show_error(done.error());
  }
  return html::respond(request, page, 422);
}

std::vector<documents::Cell> error_cells(const Seen& seen, const Row& row, Lang lang) {
  std::string errors;
  for (const auto& e : row.notes.errors) {
    const bool known = e.column >= 0 && static_cast<std::size_t>(e.column) < seen.import.heads.size();
    if (!errors.empty()) errors += "; ";
    if (known) errors += seen.import.heads[static_cast<std::size_t>(e.column)] + ": ";
    if (!known && is_target(e.field)) errors += i18n::text(lang, target_label(e.field)) + ": ";
    errors += i18n::text(lang, e.message());
  }
  std::vector<documents::Cell> out{row.number, errors};
  for (std::size_t i = 0; i < seen.import.heads.size(); ++i)
    out.emplace_back(i < row.cells.size() ? row.cells[i] : std::string());
  return out;
}

/// The rows that were not applied, as they came, with what is wrong: to be mended in a spreadsheet and sent again.
Response errors_csv(feature::Site& site, Request& request) {
  const auto seen = demand(site.db.read([&](db::Tx& tx) { return seen_in(tx, request); }));
  if (seen.import.forgotten_at) throw http::Abandon{Error::not_found()};
  documents::TableOptions table;
  table.columns = {{"row", text(request, _("Fila"))}, {"errors", text(request, _("Errores"))}};
  for (const auto& head : seen.import.heads) table.columns.push_back({head, head});
  auto after = std::make_shared<std::int64_t>(0);
  auto show = std::make_shared<Show>(Show::wrong);
  auto fill = [&db = site.db, seen, after, show, lang = request.lang](documents::TableWriter& to) {
    const auto part = demand(db.read([&](db::Tx& tx) { return Result<std::vector<Row>>(rows(tx, seen, *show, *after, 500)); }));
    for (const auto& row : part) to.row(error_cells(seen, row, lang));
    if (!part.empty()) {
      *after = part.back().number;
      return true;
    }
    if (*show == Show::failed) return false;
    *show = Show::failed;
    *after = 0;
    return true;
  };
  return Response::stream_download(
      documents::stream(documents::table_writer(documents::Format::csv, std::move(table)), std::move(fill)),
      documents::media_type(documents::Format::csv), "errores.csv");
}

std::string entrance(db::Tx& /*tx*/, const feature::PanelRequest& request) {
  return std::string(html::draw(request.request, views::Entrance{list_url(AllianceId(request.alliance))}).markup());
}

}  // namespace

const char* look_of(State state) {
  switch (state) {
    case State::failed: return "badge-bad";
    case State::applied: return "badge-ok";
    case State::undone:
    case State::discarded: return "badge-off";
    case State::ready: return "badge-warn";
    default: return "badge-info";
  }
}

std::string value_words(std::string_view field, const std::string& value, Lang lang) {
  using namespace organizations;  // NOLINT(google-build-using-namespace): the words of its lists
  if (value.empty()) return {};
  const auto say = [&](const Message& m) { return i18n::text(lang, m); };
  if (OrganizationType type{}; field == "type" && from_text(value, type)) return say(organizations::label(type));
  if (Size size{}; field == "size" && from_text(value, size)) return say(organizations::label(size));
  if (Origin origin{}; field == "origin" && from_text(value, origin)) return say(organizations::label(origin));
  if (Shelf shelf{}; field == "shelf" && from_text(value, shelf)) return say(organizations::label(shelf));
  if (field == "country") return countries().name_in(value, lang);
  if (field == "state" || field == "place") return states().name_in(value, lang);
  if (field == "sector") return sectors().name_in(value, lang);
  return value;
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/imports");
  pages.get("", list_page);
  pages.get("/{import}", show_get);
  pages.get("/{import}/events", events);
  pages.get("/{import}/errors.csv", errors_csv);
  pages.post("/{import}/apply", apply_post);
  pages.form("/{import}/undo", undo_get, feature::given(press_verb, undo, &undoing));
  pages.post("/{import}/stop", feature::given(press_verb, stop, &stopping));
  pages.post("/{import}/resume", feature::given(press_verb, resume, &resumed));
  pages.post("/{import}/discard", feature::given(press_verb, discard, &discarded));
  add_form_pages(site);
  add_row_pages(site);
  add_template_pages(site);
  site.hang("directory_acts", 10, entrance);
}

}  // namespace alianza::imports
