#pragma once
// What the pages of arriving share.
#include <string>

#include "features/alliances/shell.h"
#include "features/checkins/actions.h"
#include "features/checkins/pages.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::checkins {

inline Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }
inline http::Url meeting_url(const meetings::Meeting& m) { return http::Url("/alliances/{}/meetings/{}", m.alliance, m.id); }
inline http::Url door_url(const meetings::Meeting& m) {
  return http::Url("/alliances/{}/meetings/{}/attendance", m.alliance, m.id);
}

/// «martes 17 de marzo, 10:00 a 12:00»
inline std::string when_text(const meetings::Meeting& m, Lang lang) {
  if (!m.on) return {};
  auto out = m.until ? i18n::date_range(lang, *m.on, *m.until) : i18n::weekday_date(lang, *m.on);
  if (!m.starts) return out;
  out += ", ";
  return out + (m.ends ? i18n::text(lang, _("{1} a {2}").arg(meetings::clock_text(*m.starts)).arg(meetings::clock_text(*m.ends)))
                       : meetings::clock_text(*m.starts));
}

}  // namespace alianza::checkins
