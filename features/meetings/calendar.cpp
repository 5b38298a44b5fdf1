#include "features/meetings/calendar.h"

#include <libical/ical.h>

#include <memory>

#include "platform/i18n/i18n.h"

namespace alianza::meetings {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day(Date d) {
  auto t = icaltime_null_time();
  t.year = d.year();
  t.month = static_cast<int>(d.month());
  t.day = static_cast<int>(d.day());
  t.is_date = 1;
  return t;
}

icaltimetype moment(Instant at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at.point()).time_since_epoch().count();
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds), 0, icaltimezone_get_utc_timezone());
}

void add(icalcomponent* to, icalproperty* property) { icalcomponent_add_property(to, property); }

void add_x(icalcomponent* to, const char* name, const std::string& value) {
  auto* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  add(to, property);
}

std::string hours_of(const Meeting& m) {
  if (!m.starts) return {};
  return clock_text(*m.starts) + (m.ends ? "–" + clock_text(*m.ends) : "");
}

/// What the calendar's note says: when in the zone of the meeting, summary, agenda, how to connect, where it is kept.
std::string description(const Calendar& c, const CalendarEntry& e) {
  const auto say = [&](const Message& m) { return i18n::text(c.lang, m); };
  const auto& m = e.meeting;
  std::string out;
  if (m.starts) out += hours_of(m) + " (" + c.zone.name() + ")\n";
  if (!m.summary.empty()) out += m.summary.in(c.lang) + "\n";
  if (!e.agenda.empty()) out += "\n" + say(_("Orden del día:")) + "\n";
  int n = 0;
  for (const auto& item : e.agenda) {
    out += std::to_string(++n) + ". " + item.title;
    if (item.minutes) out += " (" + std::to_string(*item.minutes) + " min)";
    out += "\n";
  }
  if (!m.link.empty()) out += "\n" + say(_("Conectarse:")) + " " + m.link + "\n";
  if (!e.url.empty()) out += "\n" + e.url + "\n";
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

void add_times(icalcomponent* event, const Calendar& c, const Meeting& m) {
  const auto last = m.until.value_or(*m.on);
  if (!m.starts) {  // whole days; DTEND is the day after the last
    add(event, icalproperty_new_dtstart(day(*m.on)));
    add(event, icalproperty_new_dtend(day(last.plus_days(1))));
    return;
  }
  add(event, icalproperty_new_dtstart(moment(c.zone.instant_of({*m.on, *m.starts}))));
  if (m.ends)
    add(event, icalproperty_new_dtend(moment(c.zone.instant_of({last, *m.ends}))));
  else if (m.until)
    add(event, icalproperty_new_dtend(moment(c.zone.instant_of({last.plus_days(1), 0}))));
  else
    add(event, icalproperty_new_duration(icaldurationtype_from_int(3600)));  // an hour, as people assume
}

icalproperty_status status_of(State state) { return state == State::cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED; }

icalcomponent* event_of(const Calendar& c, const CalendarEntry& e) {
  const auto& m = e.meeting;
  auto* event = icalcomponent_new_vevent();
  add(event, icalproperty_new_uid((m.id.text() + "@alianza").c_str()));
  add(event, icalproperty_new_dtstamp(moment(m.updated_at)));
  add(event, icalproperty_new_lastmodified(moment(m.updated_at)));
  add(event, icalproperty_new_sequence(m.version));
  add_times(event, c, m);
  const auto title = m.title.in(c.lang) + (e.committee.empty() ? "" : " · " + e.committee);
  add(event, icalproperty_new_summary(title.c_str()));
  add(event, icalproperty_new_status(status_of(m.state)));
  add(event, icalproperty_new_transp(m.state == State::cancelled ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
  add(event, icalproperty_new_categories(i18n::text(c.lang, label(m.kind)).c_str()));
  const auto& place = m.venue.empty() ? m.link : m.venue.in(c.lang);
  if (!place.empty()) add(event, icalproperty_new_location(place.c_str()));
  if (const auto text = description(c, e); !text.empty()) add(event, icalproperty_new_description(text.c_str()));
  if (!e.url.empty()) add(event, icalproperty_new_url(e.url.c_str()));
  return event;
}

}  // namespace

std::string calendar_text(const Calendar& c, const std::vector<CalendarEntry>& entries) {
  const Component calendar(icalcomponent_new_vcalendar());
  add(calendar.get(), icalproperty_new_version("2.0"));
  add(calendar.get(),
      icalproperty_new_prodid((std::string("-//Alianza//Alianza 1//") + (c.lang == Lang::es ? "ES" : "EN")).c_str()));
  add(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  add_x(calendar.get(), "X-WR-CALNAME", c.name);
  add_x(calendar.get(), "X-WR-TIMEZONE", c.zone.name());
  add_x(calendar.get(), "X-PUBLISHED-TTL", "PT4H");
  for (const auto& e : entries)
    if (e.meeting.on && is_exact(e.meeting.precision)) icalcomponent_add_component(calendar.get(), event_of(c, e));
  const std::unique_ptr<char, decltype(&std::free)> text(icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  return text.get();
}

}  // namespace alianza::meetings
