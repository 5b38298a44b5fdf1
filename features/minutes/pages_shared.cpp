#include "features/minutes/pages_shared.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "features/committees/actions.h"
#include "features/membership/actions.h"
#include "platform/i18n/format.h"

namespace alianza::minutes {

std::optional<int> edition_asked(const http::Request& request) {
  const auto& typed = request.query.get("edition");
  if (typed.empty()) return std::nullopt;
  int number = 0;
  const auto* end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

html::Badge badge(State state) {
  switch (state) {
    case State::draft: return {html::Tone::off, label(state), "pencil"};
    case State::review: return {html::Tone::info, label(state), "eye"};
    case State::approved: return {html::Tone::ok, label(state), "check"};
  }
  return {};
}

html::Badge badge(Progress progress) {
  switch (progress) {
    case Progress::open: return {html::Tone::info, label(progress), "clock"};
    case Progress::done: return {html::Tone::ok, label(progress), "check"};
    case Progress::cancelled: return {html::Tone::off, label(progress), "x"};
  }
  return {};
}

std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang) {
  return i18n::date_time(lang, Zone::parse(alliance.zone).value_or(Zone()).civil_of(at));
}

std::vector<std::string> paragraphs(std::string_view body) {
  std::vector<std::string> out;
  while (!body.empty()) {
    const auto end = body.find('\n');
    if (auto line = trim(body.substr(0, end)); !line.empty()) out.push_back(std::move(line));
    if (end == std::string_view::npos) break;
    body.remove_prefix(end + 1);
  }
  return out;
}

Names names_for(db::Tx& tx, AllianceId alliance, const std::vector<Agreement>& rows, Lang lang) {
  std::set<OrganizationId> ids;
  for (const auto& a : rows)
    if (a.organization) ids.insert(a.organization);
  Names out;
  std::vector<MeetingId> meetings;
  for (const auto& a : rows) meetings.push_back(a.meeting);
  out.joined = joined_bodies(tx, meetings);
  out.organizations = organizations::names(tx, {ids.begin(), ids.end()});
  for (const auto& listed : committees::of_alliance(tx, alliance))
    out.committees.emplace(listed.committee.id, listed.committee.name.in(lang));
  return out;
}

std::string Names::bodies_of(const Agreement& a, Lang lang) const {
  std::vector<std::string> out;
  const auto add = [&](CommitteeId body) {
    if (const auto name = committees.find(body); name != committees.end()) out.push_back(name->second);
  };
  add(a.committee);
  if (const auto others = joined.find(a.meeting); others != joined.end())
    for (const auto body : others->second) add(body);
  return out.empty() ? std::string() : i18n::join(lang, out);
}

views::AgreementRow row_view(const Agreement& a, const Names& names, Date today, Lang lang) {
  views::AgreementRow row;
  row.number = text(lang, _("Acuerdo {1}").arg(a.number));
  row.url = agreement_url(a.alliance, a.id);
  row.text = a.text;
  if (const auto found = names.organizations.find(a.organization); found != names.organizations.end())
    row.owner = found->second.name;
  if (!a.person.empty()) row.owner += (row.owner.empty() ? "" : ", ") + a.person;
  row.body = names.bodies_of(a, lang);
  if (row.body.empty()) row.body = text(lang, _("Toda la alianza"));
  row.due = a.due ? i18n::short_date(lang, *a.due) : text(lang, _("sin fecha"));
  if (a.due) row.machine_due = a.due->text();
  row.late = is_overdue(a, today);
  row.state = row.late ? html::Badge{html::Tone::bad, _("Vencido"), "alert-circle"} : badge(a.state);
  return row;
}

html::FieldSet agreement_fields(const AgreementInput& i, std::vector<html::Option> owners, const std::string& prefix,
                                const std::string& suffix) {
  using html::Control;
  html::Field what{.control = Control::text_area, .name = "text", .label = _("A qué se comprometen"), .value = i.text};
  what.rows = 2;
  html::Field owner{
      .control = Control::select, .name = "organization", .label = _("Organización responsable"), .value = i.organization};
  owner.options = std::move(owners);
  owner.first_option = _("Ninguna: una persona");
  html::Field person{.control = Control::text, .name = "person", .label = _("Persona responsable"), .value = i.person};
  html::Field due{.control = Control::date, .name = "due", .label = _("Fecha límite"), .value = i.due};
  due.width = html::Width::date;
  html::FieldSet set;
  set.fields = {std::move(what), std::move(owner), std::move(person), std::move(due)};
  for (auto& field : set.fields) {
    field.id_prefix = prefix;
    if (field.name != "text") field.need = html::Need::optional;
    field.name += suffix;
  }
  return set;
}

std::string typed_text(const std::string& raw) {
  auto text = parse_text(raw, raw.size() + 1, Lines::many);
  return text ? std::move(*text) : raw;
}

namespace {

std::vector<html::Option> options_of(db::Tx& tx, const std::vector<OrganizationId>& ids) {
  std::vector<html::Option> out;
  for (const auto& [id, name] : organizations::names(tx, ids)) out.push_back({id.text(), name.name});
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return fold(a.label.in(Lang::es)) < fold(b.label.in(Lang::es)); });
  return out;
}

}  // namespace

std::vector<html::Option> owners(db::Tx& tx, AllianceId alliance, Date today) {
  return options_of(tx, membership::with_status_on(tx, alliance, membership::Status::active, today));
}

std::vector<html::Option> owners(db::Tx& tx, AllianceId alliance, MeetingId meeting, Date today) {
  const auto active = membership::with_status_on(tx, alliance, membership::Status::active, today);
  std::set<OrganizationId> ids(active.begin(), active.end());
  for (const auto& row : meetings::book(tx, meeting).attendance) ids.insert(row.organization);
  return options_of(tx, {ids.begin(), ids.end()});
}

}  // namespace alianza::minutes
