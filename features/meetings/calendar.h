#pragma once
// Meetings as iCalendar (RFC 5545), made with libical: escaping and folding are its own. Times are UTC, so no client needs our
// zone's rules; days without an hour are VALUE=DATE. Meetings whose date is not exact stay out.
#include <string>
#include <vector>

#include "features/meetings/meetings.h"

namespace alianza::meetings {

struct CalendarEntry {
  Meeting meeting;
  std::vector<AgendaItem> agenda;
  std::string committee;  // its name in the reader's language; empty: of the whole alliance
  std::string url;        // the page of the meeting; empty: none
};

struct Calendar {
  std::string name;
  Lang lang = Lang::es;
  Zone zone;
};

std::string calendar_text(const Calendar& calendar, const std::vector<CalendarEntry>& entries);

}  // namespace alianza::meetings
