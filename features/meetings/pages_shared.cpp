#include "features/meetings/pages_shared.h"

#include "features/committees/actions.h"
#include "platform/i18n/format.h"

namespace alianza::meetings {
namespace {

i18n::Precision precision_of(Precision p) {
  switch (p) {
    case Precision::day: return i18n::Precision::day;
    case Precision::range: return i18n::Precision::range;
    case Precision::month: return i18n::Precision::month;
    case Precision::early_month: return i18n::Precision::early_month;
    case Precision::month_range: return i18n::Precision::month_range;
    case Precision::quarter: return i18n::Precision::quarter;
    case Precision::year: return i18n::Precision::year;
    case Precision::communique: return i18n::Precision::communique;
    case Precision::undated: return i18n::Precision::undated;
  }
  return i18n::Precision::undated;
}

i18n::Qualifier qualifier_of(Qualifier q) {
  switch (q) {
    case Qualifier::exact: return i18n::Qualifier::exact;
    case Qualifier::more_than: return i18n::Qualifier::more_than;
    case Qualifier::at_least: return i18n::Qualifier::at_least;
    case Qualifier::approx: return i18n::Qualifier::approx;
  }
  return i18n::Qualifier::exact;
}

}  // namespace

views::Moment moment(const Meeting& m, Lang lang) {
  views::Moment out;
  if (!m.on) {
    out.text = text(lang, note(Precision::undated));
    return out;
  }
  const auto last = m.until.value_or(*m.on);
  out.text = m.precision == Precision::day ? i18n::short_date(lang, *m.on)
                                           : i18n::known_date(lang, precision_of(m.precision), *m.on, last);
  if (m.precision == Precision::communique) out.note = note(m.precision);
  if (m.starts)
    out.hours = m.ends ? text(lang, _("{1} a {2}").arg(clock_text(*m.starts)).arg(clock_text(*m.ends))) : clock_text(*m.starts);
  if (is_exact(m.precision)) out.machine = m.on->text();
  return out;
}

html::Badge badge(State state) {
  switch (state) {
    case State::scheduled: return {html::Tone::info, label(state), "calendar-event"};
    case State::held: return {html::Tone::ok, label(state), "check"};
    case State::cancelled: return {html::Tone::off, label(state), "x"};
  }
  return {};
}

views::Count count_view(const ReportedCount& c) {
  return {{qualifier_of(c.qualifier), c.value},
          c.qualifier == Qualifier::exact ? Message() : label(c.qualifier),
          c.noun,
          c.rule,
          c.source,
          {}};
}

views::Row row_view(const Listed& listed, const std::map<CommitteeId, std::string>& names, Lang lang) {
  const auto& m = listed.meeting;
  views::Row row;
  row.url = meeting_url(m.alliance, m.id);
  row.title = m.title;
  row.kind = label(m.kind);
  row.committee = bodies_text(m, names, lang);
  row.when = moment(m, lang);
  row.venue = m.venue;
  row.state = badge(m.state);
  row.organizations = listed.turnout.organizations;
  row.persons = listed.turnout.persons;
  for (const auto& c : listed.counts) row.counts.push_back(count_view(c));
  return row;
}

std::vector<views::BodyLine> body_lines(const Sheet& sheet, const std::map<CommitteeId, std::string>& names) {
  std::vector<views::BodyLine> out;
  if (sheet.bodies.size() < 2) return out;
  for (const auto& body : sheet.bodies)
    if (const auto name = names.find(body.committee); name != names.end())
      out.push_back({name->second, body.present, static_cast<int>(body.expected.size()), body.quorum});
  return out;
}

std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang) {
  return i18n::date_time(lang, Zone::parse(alliance.zone).value_or(Zone()).civil_of(at));
}

std::vector<views::Difference> differences(const html::Form& stored, const html::Form& typed) {
  std::vector<views::Difference> out;
  for (std::size_t part = 0; part < stored.parts.size(); ++part)
    for (std::size_t n = 0; n < stored.parts[part].fields.size(); ++n) {
      const auto& now = stored.parts[part].fields[n];
      const auto& mine = typed.parts[part].fields[n];
      if (now.value != mine.value) out.push_back({now.label, now.value, mine.value});
    }
  return out;
}

}  // namespace alianza::meetings
