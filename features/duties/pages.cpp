// The board of duties, its downloads, and what the first page says of them.
#include <algorithm>

#include "features/duties/access.h"
#include "features/duties/pages_shared.h"
#include "platform/documents/table.h"
#include "platform/feature/awaited.h"

namespace alianza::duties {
namespace {

using documents::Cell;
using documents::Format;
using html::Control;
using html::Need;

constexpr int days_of_week = 7;
constexpr const char* filter_names[] = {"state", "kind", "owner", "due"};

Filter filter_of(const Request& request) {
  Filter f;
  const auto state = request.query.get("state");
  if (State one{}; from_text(state, one)) f.state = one;
  if (state == "all") f.state.reset();
  if (Kind one{}; from_text(request.query.get("kind"), one)) f.kind = one;
  f.owner = AccountId::parse(request.query.get("owner")).value_or(AccountId());
  f.overdue = request.query.get("due") == "overdue";
  return f;
}

Url with_filter(Url url, const Request& request) {
  for (const auto* name : filter_names)
    if (const auto& value = request.query.get(name); !value.empty()) url = std::move(url).with(name, value);
  return url;
}

bool narrows(const Request& request) {
  return std::any_of(std::begin(filter_names), std::end(filter_names),
                     [&](const char* name) { return !request.query.get(name).empty(); });
}

html::FilterPanel filter_panel(const Request& request, const Board& board, const Filter& f) {
  auto action = request.here();
  for (const auto* name : filter_names) action = std::move(action).without(name);
  html::FilterPanel panel{.action = std::move(action)};
  const auto choice = [&](const char* name, Message label, std::string value, std::vector<html::Option> options, Message first) {
    panel.fields.push_back({.control = Control::select,
                            .name = name,
                            .label = std::move(label),
                            .value = std::move(value),
                            .options = std::move(options),
                            .first_option = std::move(first),
                            .need = Need::optional,
                            .width = html::Width::mid});
  };
  std::vector<html::Option> state_options;
  for (const auto state : {State::done, State::cancelled}) state_options.push_back({std::string(to_text(state)), label(state)});
  state_options.push_back({"all", _("Todas")});
  choice("state", _("Estado"), f.state ? f.state == State::open ? "" : std::string(to_text(*f.state)) : "all",
         std::move(state_options), label(State::open));
  choice("kind", _("Clase"), f.kind ? std::string(to_text(*f.kind)) : "", kind_options(), _("Todas"));
  choice("owner", _("Responsable"), f.owner ? f.owner.text() : "", owner_options(board.conveners), _("Todos"));
  choice("due", _("Fecha límite"), f.overdue ? "overdue" : "", {{"overdue", _("Vencidas")}}, _("Todas"));
  return panel;
}

std::vector<views::Signal> signals_of(const Signals& s, AllianceId alliance) {
  std::vector<views::Signal> out;
  if (s.without_agenda > 0)
    out.push_back({label(Kind::agenda),
                   N_("{1} reunión de los próximos 14 días sin orden del día",
                      "{1} reuniones de los próximos 14 días sin orden del día", s.without_agenda),
                   Url("/alliances/{}/meetings", alliance)});
  if (s.silent > 0)
    out.push_back(
        {label(Kind::invitations),
         N_("{1} organización no ha contestado su invitación", "{1} organizaciones no han contestado su invitación", s.silent),
         Url("/alliances/{}/silent", alliance)});
  if (s.overdue_agreements > 0)
    out.push_back({label(Kind::follow_up), N_("{1} acuerdo vencido", "{1} acuerdos vencidos", s.overdue_agreements),
                   Url("/alliances/{}/agreements", alliance).with("due", "overdue")});
  return out;
}

Response board_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Board> {
    const auto actor = auth::actor_of(request);
    const auto filter = filter_of(request);
    const auto b = TRY(board(tx, actor, id, filter));
    views::Board p;
    p.shell = alliances::shell(site, tx, request, b.seen, text(request, _("Tareas de la institución")), "");
    p.stats = {_("Lo principal"),
               {{.n = b.open, .noun = N_("tarea por hacer", "tareas por hacer", b.open), .url = board_url(id)},
                {.n = b.overdue,
                 .noun = N_("tarea vencida", "tareas vencidas", b.overdue),
                 .url = board_url(id).with("due", "overdue"),
                 .late = true}}};
    p.filters = filter_panel(request, b, filter);
    p.filtered = narrows(request);
    p.all = board_url(id);
    p.signals = signals_of(TRY(signals(tx, actor, b.seen)), id);
    for (const auto& duty : b.rows) p.rows.push_back(row_of(duty, b.names, b.conveners, b.seen.today));
    p.downloads = {{_("CSV"), _("UTF-8, separado por comas"), with_filter(Url("/alliances/{}/duties.csv", id), request)},
                   {_("XLSX"), _("hoja de cálculo"), with_filter(Url("/alliances/{}/duties.xlsx", id), request)},
                   {_("JSON"), _("con el esquema"), with_filter(Url("/alliances/{}/duties.json", id), request)}};
    if (b.may_keep) p.add = Url("/alliances/{}/duties/new", id);
    return p;
  }));
  return html::respond(request, page);
}

documents::TableOptions table_options(const Request& request, const alliances::Seen& seen) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("kind", _("Clase"), 24);
  column("what", _("Qué hay que hacer"), 50);
  column("detail", _("Detalle"), 40);
  column("owner", _("Responsable"), 28);
  column("due", _("Fecha límite"), 12);
  column("state", _("Estado"), 12);
  column("overdue", _("Vencida"), 10);
  column("every_months", _("Cada cuántos meses"), 10);
  o.title = text(request, _("Tareas de la institución"));
  o.about.emplace_back("alliance", seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(seen.alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto b = TRY(board(tx, auth::actor_of(request), id, filter_of(request)));
    std::vector<std::vector<Cell>> rows;
    for (const auto& d : b.rows) {
      const auto owner = b.names.find(d.owner);
      rows.push_back({text(request, label(d.kind)), d.what, d.detail, owner == b.names.end() ? std::string() : owner->second,
                      d.due, text(request, label(d.state)), is_overdue(d, b.seen.today), d.every_months});
    }
    auto pieces = documents::stream(documents::table_writer(format, table_options(request, b.seen)), std::move(rows));
    return Response::stream_download(std::move(pieces), documents::media_type(format),
                                     text(request, _("tareas")) + "." + std::string(documents::extension(format)));
  }));
}

// ---- On the first page of the alliance.

void await_duties(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId id(at.alliance);
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, id);
  if (!seen) return;
  const auto mine = own(tx, actor, *seen, days_of_week);
  for (const auto& duty : mine) {
    if (out.rows.size() >= feature::Awaited::most_rows) break;
    out.rows.push_back({duty.due,
                        {duty.what, page_url(id, duty.id)},
                        label(duty.kind),
                        html::Link{_("Cerrar con evidencia"), page_url(id, duty.id)}});
  }
  out.more += std::max<std::int64_t>(static_cast<std::int64_t>(mine.size()) - feature::Awaited::most_rows, 0);
}

std::string entrance(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), id);
  if (!seen || !may(Action::read, seen->standing)) return {};
  return std::string(html::draw(at.request, views::Entrance{board_url(id)}).markup());
}

}  // namespace

views::Row row_of(const Duty& d, const Names& names, const std::vector<Convener>& conveners, Date today) {
  views::Row row;
  row.url = page_url(d.alliance, d.id);
  row.what = d.what;
  row.kind = label(d.kind);
  if (const auto owner = names.find(d.owner); owner != names.end()) row.owner = owner->second;
  row.has_left = d.state == State::open &&
                 std::none_of(conveners.begin(), conveners.end(), [&](const auto& c) { return c.account == d.owner; });
  row.due = d.due;
  row.late = is_overdue(d, today);
  switch (d.state) {
    case State::open:
      row.state = row.late ? html::Badge{html::Tone::bad, _("Vencida")} : html::Badge{html::Tone::info, label(d.state)};
      break;
    case State::done: row.state = {html::Tone::ok, label(d.state)}; break;
    case State::cancelled: row.state = {html::Tone::off, label(d.state), "minus"}; break;
  }
  return row;
}

std::vector<html::Option> owner_options(const std::vector<Convener>& conveners) {
  std::vector<html::Option> out;
  for (const auto& c : conveners) out.push_back({c.account.text(), c.name});
  return out;
}

std::vector<html::Option> kind_options() {
  std::vector<html::Option> out;
  for (const auto kind : kinds()) out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/duties");
  pages.get("", board_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(table, format));
  add_form_pages(site);
  site.await(25, await_duties);
  site.hang("home", 16, entrance);
}

}  // namespace alianza::duties
