// What the pages of organisations share, and the list of them all.
#include "features/organizations/pages.h"

#include "features/organizations/pages_shared.h"

namespace alianza::organizations {
namespace {

Message verb_words(std::string_view verb) {
  if (verb == "organization.register") return _("Se registró en el directorio");
  if (verb == "organization.edit") return _("Cambió su ficha");
  if (verb == "organization.declare_sdgs") return _("Declaró sus ODS de interés");
  if (verb == "organization.shelve") return _("Cambió su lugar en el directorio");
  if (verb == "organization.merge") return _("Se le fusionó un duplicado");
  if (verb == "organization.unmerge") return _("Se deshizo una fusión");
  if (verb == "organization.tell_apart") return _("Se distinguió de otra parecida");
  if (verb == "participation.change") return _("Cambió su participación en una alianza");
  return _("Otro cambio");
}

Message change_label(std::string_view field) {
  if (field == "status") return _("Participación");
  if (field == "since") return _("Desde");
  if (field == "reason") return _("Motivo");
  if (field == "shelf") return _("En el directorio");
  if (field == "sdgs_priority") return _("ODS prioritarios");
  if (field == "sdgs_interested") return _("ODS de interés");
  if (field == "gone_name") return _("Duplicado");
  return field_label(field);
}

/// Length of the part of a bar that is done, in SVG.
std::string bar_of(const Total& total) { return html::bar_length(total.delivered, std::max<std::int64_t>(total.committed, 1)); }

}  // namespace

std::string value_words(std::string_view field, const std::string& value, Lang lang) {
  if (value.empty()) return {};
  const auto say = [&](const Message& m) { return i18n::text(lang, m); };
  if (OrganizationType type{}; field == "type" && from_text(value, type)) return say(label(type));
  if (Size size{}; field == "size" && from_text(value, size)) return say(label(size));
  if (Origin origin{}; field == "origin" && from_text(value, origin)) return say(label(origin));
  if (Shelf shelf{}; field == "shelf" && from_text(value, shelf)) return say(label(shelf));
  if (field == "status")
    if (const auto status = membership::status_from(value)) return say(membership::label(*status));
  if (field == "country") return countries().name_in(value, lang);
  if (field == "state") return states().name_in(value, lang);
  if (field == "sector") return sectors().name_in(value, lang);
  if (field == "keep_rfc") return say(_("sí"));
  if (field == "aliases" || field == "interests" || field == "capacities") {
    std::string in_a_line;
    for (const char c : value) in_a_line += c == '\n' ? std::string("; ") : std::string(1, c);
    return in_a_line;
  }
  if (field == "since")
    if (const auto day = Date::parse(value)) return i18n::short_date(lang, *day);
  return value;
}

html::Badge badge(Status status) {
  switch (status) {
    case Status::invited: return {html::Tone::info, membership::label(status), "mail"};
    case Status::active: return {html::Tone::ok, membership::label(status), "check"};
    case Status::suspended: return {html::Tone::warn, membership::label(status), "clock"};
    case Status::withdrawn: return {html::Tone::off, membership::label(status), "user-off"};
  }
  return {};
}

html::Badge badge(ContributionState state) {
  switch (state) {
    case ContributionState::offered: return {html::Tone::off, label(state), "circle"};
    case ContributionState::pledged: return {html::Tone::info, label(state), "flag"};
    case ContributionState::confirmed: return {html::Tone::info, label(state), "file-text"};
    case ContributionState::delivered: return {html::Tone::ok, label(state), "check"};
    case ContributionState::cancelled: return {html::Tone::off, label(state), "x"};
  }
  return {};
}

views::MoneyRow total_row(const Total& total, Lang lang) {
  const auto figure = [&](std::int64_t n) {
    if (!total.is_money) return Quantity{n}.text();
    const auto currency = Currency::parse(total.measure);
    return "$" + Money(n, currency ? *currency : Currency()).amount_text();
  };
  views::MoneyRow row;
  row.kind = label(total.kind);
  row.measure = i18n::text(lang, N_("{1} aporte", "{1} aportes", total.entries));
  row.delivered = total.is_money ? figure(total.delivered) : figure(total.delivered) + " " + total.measure;
  row.committed = figure(total.committed) + " " + total.measure;
  row.length = bar_of(total);
  row.title = i18n::text(lang, _("{1} de {2}").arg(row.delivered).arg(row.committed));
  return row;
}

std::vector<Message> unvalued_rows(const Totals& totals, Lang lang) {
  std::vector<Message> out;
  for (const auto& [kind, n] : totals.unvalued)
    out.push_back(N_("{1}: {2} aporte sin monto ni cantidad", "{1}: {2} aportes sin monto ni cantidad", n)
                      .arg(i18n::text(lang, label(kind)))
                      .arg(std::int64_t{n}));
  return out;
}

views::DuplicateRow duplicate_row(AllianceId alliance, const Duplicate& d) {
  views::DuplicateRow row;
  row.score = d.score;
  row.first = d.first_name;
  row.second = d.second_name;
  row.first_url = page_url(alliance, d.first);
  row.second_url = page_url(alliance, d.second);
  for (const auto e : d.evidence) row.evidence.push_back(label(e));
  row.merge = Url("/alliances/{}/duplicates/{}/{}", alliance, d.first, d.second);
  row.dismiss = Url("/alliances/{}/duplicates/{}/{}/dismiss", alliance, d.first, d.second);
  return row;
}

views::ContributionRow contribution_row(AllianceId alliance, const Contribution& c, Lang lang) {
  views::ContributionRow row;
  row.url = Url("/alliances/{}/organizations/{}/contributions/{}", alliance, c.organization, c.id);
  row.kind = label(c.kind);
  row.description = c.description;
  if (c.amount) row.amount = i18n::money(lang, *c.amount);
  if (c.quantity) row.quantity = c.quantity->text() + " " + c.unit;
  row.state = badge(c.state);
  row.since = c.since;
  return row;
}

std::vector<views::HistoryRow> history_rows(const std::vector<HistoryLine>& lines, const Zone& zone, Lang lang) {
  std::vector<views::HistoryRow> out;
  for (const auto& line : lines) {
    views::HistoryRow row;
    row.at = zone.civil_of(line.at);
    row.what = verb_words(line.verb);
    row.by = line.by;
    for (const auto& change : line.changes)
      if (auto words = change_label(change.field); !words.empty() && line.verb != "organization.register")
        row.changes.push_back(
            {std::move(words), value_words(change.field, change.before, lang), value_words(change.field, change.after, lang)});
    out.push_back(std::move(row));
  }
  return out;
}

views::ContactRow contact_row(const Seen& seen, const membership::Contact& c) {
  const auto role = c.role == "representative" ? _("Representante") : c.role == "delegate" ? _("Suplente") : _("Contacto");
  views::ContactRow row{c.name, c.position, c.email, c.phone, role, c.since, c.until, {}, {}};
  if (!seen.may_edit || c.until) return row;
  row.edit = Url("/alliances/{}/organizations/{}/contacts/{}/edit", seen.at.alliance.id, seen.organization.id, c.affiliation);
  row.end = Url("/alliances/{}/organizations/{}/contacts/{}/end", seen.at.alliance.id, seen.organization.id, c.affiliation);
  return row;
}

Url views::ContactRow::mail() const { return Url::external("mailto:" + email).value_or(Url("/")); }

void add_pages(feature::Site& site, const std::shared_ptr<CountMemory>& memory) {
  add_list_pages(site, memory);
  add_show_page(site);
  add_form_pages(site);
  add_private_pages(site);
  add_duplicate_pages(site);
}

}  // namespace alianza::organizations
