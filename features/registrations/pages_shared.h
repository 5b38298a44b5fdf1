#pragma once
// What the pages of registrations share.
#include <string>
#include <vector>

#include "features/alliances/shell.h"
#include "features/registrations/actions.h"
#include "features/registrations/pages.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::registrations {

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }
inline http::Url meeting_url(const meetings::Meeting& m) { return http::Url("/alliances/{}/meetings/{}", m.alliance, m.id); }
inline http::Url list_url(const meetings::Meeting& m) {
  return http::Url("/alliances/{}/meetings/{}/registrations", m.alliance, m.id);
}
inline http::Url reply_url(const meetings::Meeting& m) {
  return http::Url("/alliances/{}/meetings/{}/registration", m.alliance, m.id);
}
inline http::Url convene_url(const meetings::Meeting& m) {
  return http::Url("/alliances/{}/meetings/{}/convocation", m.alliance, m.id);
}

html::Badge badge(Reply reply);
/// The lines of a text that are not empty.
std::vector<std::string> lines_of(const std::string& text);
/// Reply, persons and note, as a form asks for them.
std::vector<html::Field> reply_fields(const Registration* before);

}  // namespace alianza::registrations
