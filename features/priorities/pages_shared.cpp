#include "features/priorities/pages_shared.h"

#include <algorithm>
#include <set>

namespace alianza::priorities {

views::Tabs tabs(AllianceId a, Part here) {
  return {{{_("Mapa de convergencia"), map_url(a), here == Part::map},
           {_("Prioridades"), priorities_url(a), here == Part::priorities},
           {_("Iniciativas"), initiatives_url(a), here == Part::initiatives}}};
}

html::Badge badge(Status status) {
  switch (status) {
    case Status::convergent: return {html::Tone::ok, label(status), "check"};
    case Status::only_organizations: return {html::Tone::warn, label(status), "users"};
    case Status::only_institution: return {html::Tone::info, label(status), "building"};
    case Status::nobody: return {html::Tone::off, label(status), "minus"};
  }
  return {};
}

std::string goals_text(const Goals& goals) {
  std::string out;
  for (const int goal : goals.list()) out += (out.empty() ? "" : ", ") + std::to_string(goal);
  return out;
}

html::Field goals_field(const std::vector<std::string>& chosen, Message label, Message hint) {
  html::Field f{.control = Control::sdgs, .name = "goals", .label = std::move(label), .values = chosen};
  f.hint = std::move(hint);
  return f;
}

FormPage form_page(feature::Site& site, db::Tx& tx, Request& request, const alliances::Seen& seen, const Message& title,
                   Part part) {
  FormPage p;
  p.title = text(request, title);
  p.shell = alliances::shell(site, tx, request, seen, p.title, "convergence");
  const auto a = seen.alliance.id;
  p.crumbs = {{{text(request, _("Mapa de convergencia")), map_url(a)}}, p.title};
  if (part == Part::priorities) p.crumbs.above.push_back({text(request, _("Prioridades")), priorities_url(a)});
  if (part == Part::initiatives) p.crumbs.above.push_back({text(request, _("Iniciativas")), initiatives_url(a)});
  p.form.cancel = p.crumbs.above.back().url;
  p.form.busy = _("Guardando…");
  return p;
}

std::string name_in(const Names& names, OrganizationId id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second.name;
}

Message framework_words(const Priority& p) {
  if (p.framework == "sdg") return _("ODS, edición {1}").arg(p.edition);
  auto code = p.framework;
  std::transform(code.begin(), code.end(), code.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return _("{1}, edición {2}").arg(code).arg(p.edition);
}

views::PriorityRow row_of(const Priority& p) {
  views::PriorityRow row;
  row.code = p.code;
  row.title = p.title;
  row.framework = framework_words(p);
  row.goals = {p.goals.list()};
  row.weight = weight_label(p.weight);
  row.reason = p.reason;
  row.source = p.source;
  row.since = p.since;
  row.until = p.until;
  row.end_reason = p.end_reason;
  row.was_changed = static_cast<bool>(p.replaced_by);
  return row;
}

views::InitiativeTable table_of(db::Tx& tx, AllianceId alliance, const std::vector<Initiative>& rows) {
  std::set<OrganizationId> ids;
  for (const auto& i : rows)
    if (i.organization) ids.insert(i.organization);
  const auto names = organizations::names(tx, {ids.begin(), ids.end()});
  views::InitiativeTable out;
  for (const auto& i : rows) {
    auto& row = out.rows.emplace_back();
    row.title = i.title;
    if (i.organization)
      row.organization =
          html::Link{name_in(names, i.organization), Url("/alliances/{}/organizations/{}", alliance, i.organization)};
    row.goals = {i.goals.list()};
    row.state = {is_under_way(i.state) ? html::Tone::ok : html::Tone::off, label(i.state),
                 i.state == InitiativeState::planned   ? "clock"
                 : i.state == InitiativeState::running ? "circle"
                                                       : "minus"};
    row.source = i.source;
  }
  return out;
}

views::Downloads downloads_at(Message note, const std::function<Url(std::string_view)>& url) {
  return {std::move(note),
          {{_("CSV"), _("UTF-8, separado por comas"), url("csv")},
           {_("XLSX"), _("hoja de cálculo"), url("xlsx")},
           {_("JSON"), _("con el esquema"), url("json")}}};
}

documents::TableOptions table_options(const Request& request, const alliances::Seen& seen, const Message& title) {
  documents::TableOptions o;
  o.title = text(request, title);
  const auto& a = seen.alliance;
  o.about.emplace_back("alliance", a.name.in(request.lang));
  if (const auto seal = alliances::seal(a, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

Response file_of(const Request& request, documents::Format format, const Message& name, documents::TableOptions options,
                 Rows rows) {
  auto pieces = documents::stream(documents::table_writer(format, std::move(options)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, name) + "." + std::string(documents::extension(format)));
}

}  // namespace alianza::priorities
