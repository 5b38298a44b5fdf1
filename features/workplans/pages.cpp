// A work plan as table, board and timeline, its downloads, and the page of one activity.
#include <algorithm>
#include <set>

#include "features/workplans/pages_shared.h"
#include "platform/documents/table.h"
#include "platform/html/charts.h"

namespace alianza::workplans {
namespace {

using feature::demand;

/// What the board and the activity offer next to it.
std::vector<html::ButtonForm> buttons(const Place& at, const Activity& a) {
  std::vector<html::ButtonForm> out;
  const auto add = [&](State to, Message words) {
    html::ButtonForm button{.action = moves_url(at, a.id), .words = std::move(words), .classes = "btn btn-sm"};
    button.hidden = {{"state", std::string(to_text(to))}, {"version", std::to_string(a.version)}, {"view", "board"}};
    out.push_back(std::move(button));
  };
  if (a.state == State::planned) add(State::doing, _("Empezar"));
  if (a.state == State::doing) {
    add(State::planned, _("Regresar a planeada"));
    add(State::done, _("Marcar como hecha"));
  }
  return out;
}

struct Span {
  Date first;
  Date last;
  std::string at(Date day) const { return html::bar_length(std::clamp<std::int64_t>(day - first, 0, length()), length()); }
  std::string from_to(Date from, Date to) const { return html::bar_length(std::max<std::int64_t>(1, (to - from) + 1), length()); }
  std::int64_t length() const { return std::max<std::int64_t>(1, (last - first) + 1); }
};

Span span_of(const std::vector<Activity>& activities, Date today) {
  Span s{today, today};
  for (const auto& a : activities) {
    s.first = std::min(s.first, a.starts);
    s.last = std::max(s.last, a.due);
  }
  return s;
}

views::Row row_of(const Place& at, const Activity& a, const Names& names, const Seen& seen, const Span& span, Lang lang) {
  const auto today = seen.at.seen.today;
  views::Row row;
  row.url = activity_url(at, a.id);
  row.title = a.title;
  row.owner = owner_name(names, a, lang);
  row.starts = a.starts;
  row.due = a.due;
  row.late = is_overdue(a, today);
  row.state = badge(a, today);
  row.progress = a.progress;
  if (seen.may_move(a)) row.moves = buttons(at, a);
  row.x = span.at(a.starts);
  row.width = span.from_to(a.starts, a.due);
  row.today_x = span.at(today);
  row.drawn = text(lang, _("{1}: del {2} al {3}, {4} % de avance")
                             .arg(a.title)
                             .arg(i18n::short_date(lang, a.starts))
                             .arg(i18n::short_date(lang, a.due))
                             .arg(std::int64_t{a.progress}));
  return row;
}

std::vector<views::Group> groups_of(const Place& at, const workplans::Plan& plan, const Names& names, const Seen& seen, View view,
                                    Lang lang) {
  const auto span = span_of(plan.activities, seen.at.seen.today);
  std::map<AreaId, std::string> area_names;
  for (const auto& area : plan.areas) area_names[area.id] = area.title.in(lang);
  std::vector<views::Group> out;
  const auto take = [&](views::Group& group, const Activity& a) {
    auto& row = group.rows.emplace_back(row_of(at, a, names, seen, span, lang));
    row.area = area_names[a.area];
  };
  if (view == View::board) {
    for (const auto state : {State::planned, State::doing, State::done, State::dropped}) {
      auto& group = out.emplace_back(views::Group{text(lang, label(state)), {}, {}});
      for (const auto& a : plan.activities)
        if (a.state == state) take(group, a);
    }
    return out;
  }
  for (const auto& area : plan.areas) {
    auto& group = out.emplace_back(views::Group{area.title.in(lang), {}, {}});
    if (seen.may_write && view == View::table)
      group.edit = Url("/alliances/{}/committees/{}/workplan/areas/{}/edit", at.alliance, at.committee, area.id);
    for (const auto& a : plan.activities)
      if (a.area == area.id) take(group, a);
  }
  return out;
}

std::vector<html::Download> downloads(const Place& at) {
  const auto url = [&](const char* tail) {
    return Url("/alliances/{}/committees/{}/workplan.{}", at.alliance, at.committee, tail);
  };
  return {{_("CSV"), _("UTF-8, separado por comas"), url("csv")},
          {_("XLSX"), _("hoja de cálculo"), url("xlsx")},
          {_("JSON"), _("con el esquema"), url("json")}};
}

void fill_acts(views::Plan& p, const Place& at, const Seen& seen, const workplans::Plan& plan) {
  if (!seen.may_write) return;
  const auto base = [&](const char* tail) {
    return Url("/alliances/{}/committees/{}/workplan/{}/new", at.alliance, at.committee, tail);
  };
  p.add_area = base("areas");
  if (!plan.areas.empty()) p.add_activity = base("activities");
  if (plan.areas.empty()) return;
  p.publish = html::ButtonForm{.action = Url("/alliances/{}/committees/{}/workplan/publication", at.alliance, at.committee),
                               .words = seen.ties.published ? _("Dejar de publicarlo") : _("Publicarlo en la alianza"),
                               .icon = seen.ties.published ? "lock" : "eye"};
  p.publish->hidden = {{"published", seen.ties.published ? "0" : "1"}};
}

Response show_plan(feature::Site& site, Request& request) {
  const auto at = place(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Plan> {
        const auto seen = TRY(workplans::see(tx, auth::actor_of(request), at.alliance, at.committee));
        const auto plan = workplans::plan(tx, at.committee);
        views::Plan p;
        p.committee = seen.at.committee.name.in(request.lang);
        p.crumbs = crumbs(request, seen, text(request, _("Plan de trabajo")));
        p.shell = alliances::shell(site, tx, request, seen.at.seen, p.crumbs.here, "committees");
        from_text(request.query.get("view"), p.view);
        for (const auto& [view, title] :
             {std::pair{View::table, _("Tabla")}, {View::board, _("Tablero")}, {View::timeline, _("Línea de tiempo")}})
          p.views.push_back({title, view == View::table ? plan_url(at) : plan_url(at).with("view", std::string(to_text(view))),
                             view == p.view});
        p.count = count(plan.activities, seen.at.seen.today);
        p.published = seen.ties.published;
        if (!plan.areas.empty()) {
          p.groups = groups_of(at, plan, owners_of(tx, plan.activities), seen, p.view, request.lang);
          p.downloads = downloads(at);
        }
        fill_acts(p, at, seen, plan);
        return p;
      })));
}

documents::TableOptions table_options(const Request& request, const Seen& seen) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("area", _("Área prioritaria"), 30);
  column("activity", _("Actividad"), 40);
  column("detail", _("Detalle"), 40);
  column("owner", _("Responsable"), 30);
  column("starts", _("Empieza"), 12);
  column("due", _("Termina"), 12);
  column("state", _("Estado"), 12);
  column("progress", _("Avance, en %"), 10);
  column("overdue", _("Vencida"), 10);
  o.title = text(request, _("Plan de trabajo"));
  const auto& a = seen.at.seen.alliance;
  o.about.emplace_back("alliance", a.name.in(request.lang));
  o.about.emplace_back("committee", seen.at.committee.name.in(request.lang));
  if (const auto seal = alliances::seal(a, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.at.seen.today.text());
  return o;
}

Response download(feature::Site& site, Request& request, documents::Format format) {
  const auto at = place(request);
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<std::vector<documents::Cell>>> {
    const auto seen = TRY(workplans::see(tx, auth::actor_of(request), at.alliance, at.committee));
    options = table_options(request, seen);
    const auto plan = workplans::plan(tx, at.committee);
    const auto names = owners_of(tx, plan.activities);
    std::map<AreaId, std::string> areas;
    for (const auto& area : plan.areas) areas[area.id] = area.title.in(request.lang);
    std::vector<std::vector<documents::Cell>> out;
    for (const auto& a : plan.activities)
      out.push_back({areas[a.area], a.title, a.detail, owner_name(names, a, request.lang), a.starts, a.due,
                     text(request, label(a.state)), a.progress, is_overdue(a, seen.at.seen.today)});
    return out;
  }));
  const auto name = text(request, _("plan-de-trabajo")) + "." + std::string(documents::extension(format));
  auto pieces = documents::stream(documents::table_writer(format, std::move(options)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format), name);
}

html::Form move_form(const Place& at, const Activity& a) {
  html::Form form{.action = moves_url(at, a.id)};
  html::Field state{
      .control = html::Control::radios, .name = "state", .label = _("Estado"), .value = std::string(to_text(a.state))};
  for (const auto s : {State::planned, State::doing, State::done, State::dropped})
    state.options.push_back({std::string(to_text(s)), label(s)});
  html::Field progress{.control = html::Control::number,
                       .name = "progress",
                       .label = _("Avance, en %"),
                       .hint = _("De 0 a 99 mientras está en curso."),
                       .value = a.state == State::doing ? std::to_string(a.progress) : "",
                       .need = html::Need::optional,
                       .width = html::Width::short_,
                       .least = "0",
                       .most = "99"};
  html::Field note{.control = html::Control::text_area,
                   .name = "note",
                   .label = _("Nota"),
                   .hint = _("Hace falta para descartar y para reabrir."),
                   .need = html::Need::optional,
                   .rows = 3};
  form.parts = {{.fields = {std::move(state), std::move(progress), std::move(note)}}};
  form.hidden = {{"version", std::to_string(a.version)}};
  form.submit = _("Guardar el avance");
  form.busy = _("Guardando…");
  return form;
}

Response show_activity(feature::Site& site, Request& request) { return html::respond(request, activity_page(site, request)); }

}  // namespace

feature::views::Crumbs crumbs(const Request& request, const Seen& seen, const std::string& here) {
  const auto& c = seen.at.committee;
  const Place at{c.alliance, c.id};
  feature::views::Crumbs out{
      {{text(request, _("Comités")), Url("/alliances/{}/committees", c.alliance)}, {c.name.in(request.lang), committee_url(at)}},
      here};
  const auto plan = text(request, _("Plan de trabajo"));
  if (here != plan) out.above.push_back({plan, plan_url(at)});
  return out;
}

html::Badge badge(const Activity& a, Date today) {
  if (is_overdue(a, today)) return {html::Tone::bad, _("Vencida"), "alert-triangle"};
  switch (a.state) {
    case State::planned: return {html::Tone::off, label(a.state), "clock"};
    case State::doing: return {html::Tone::info, label(a.state), "pencil"};
    case State::done: return {html::Tone::ok, label(a.state), "check"};
    case State::dropped: return {html::Tone::off, label(a.state), "minus"};
  }
  return {};
}

Names owners_of(db::Tx& tx, const std::vector<Activity>& activities) {
  std::set<OrganizationId> ids;
  for (const auto& a : activities)
    if (a.owner) ids.insert(a.owner);
  return organizations::names(tx, {ids.begin(), ids.end()});
}

std::string owner_name(const Names& names, const Activity& a, Lang lang) {
  if (!a.owner) return text(lang, _("El comité"));
  const auto found = names.find(a.owner);
  return found == names.end() ? std::string() : found->second.name;
}

views::ShowActivity activity_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<ActivityId>("activity"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::ShowActivity> {
    const auto seen = TRY(see_activity(tx, auth::actor_of(request), at.alliance, at.committee, id));
    const auto& a = seen.activity;
    const auto today = seen.seen.at.seen.today;
    views::ShowActivity p;
    p.crumbs = crumbs(request, seen.seen, a.title);
    p.shell = alliances::shell(site, tx, request, seen.seen.at.seen, a.title, "committees");
    p.activity = a;
    p.state = badge(a, today);
    p.late = is_overdue(a, today);
    p.owner = owner_name(owners_of(tx, {a}), a, request.lang);
    for (const auto& area : workplans::plan(tx, at.committee).areas)
      if (area.id == a.area) p.area = area.title.in(request.lang);
    const auto zone = Zone::parse(seen.seen.at.seen.alliance.zone).value_or(Zone());
    for (auto move = seen.moves.rbegin(); move != seen.moves.rend(); ++move)
      p.moves.push_back({i18n::short_date(request.lang, zone.date_of(move->at)), label(move->state), move->progress, move->note});
    if (seen.seen.may_write)
      p.edit = Url("/alliances/{}/committees/{}/workplan/activities/{}/edit", at.alliance, at.committee, id);
    if (seen.seen.may_move(a)) p.form = move_form(at, a);
    return p;
  }));
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/workplan");
  pages.get("", show_plan);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(download, format));
  pages.get("/activities/{activity}", show_activity);
}

}  // namespace alianza::workplans
