#include "features/registrations/letters.h"

#include "features/registrations/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::registrations {
namespace {

std::vector<std::string> paragraphs_of(const std::string& body) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find('\n', at), body.size());
    if (end > at) out.push_back(body.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// «Plenaria, 14 jul 2026, 10:00»: a list of letters shows some sixty characters; the letter itself says zone and end.
std::string subject_of(const meetings::Meeting& m, Lang lang) {
  auto out = m.title.in(lang);
  if (m.on) out += ", " + i18n::short_date(lang, *m.on);
  if (m.on && m.starts) out += ", " + meetings::clock_text(*m.starts);
  return out;
}

}  // namespace

mail::Letter convocation_letter(const Letterhead& head, const Convened& to, const std::string& secret) {
  const auto lang = to.lang;
  const auto& m = head.meeting;
  views::ConvocationLetter page;
  page.reminder = head.audience == Audience::silent;
  page.title = m.title.in(lang);
  page.when = when_text(m, head.zone, lang);
  page.alliance = head.alliance.in(lang);
  const auto what = subject_of(m, lang);
  page.frame.subject = i18n::text(lang, page.reminder ? _("Recordatorio: {1} · {2}").arg(what).arg(page.alliance)
                                                      : _("Convocatoria: {1} · {2}").arg(what).arg(page.alliance));
  page.frame.sender = head.agency.in(lang);
  page.frame.why =
      i18n::text(lang, _("Esta carta es para {1}, de {2}, que está como contacto en el directorio de {3}. El enlace es "
                         "personal; si no le corresponde a usted, reenvíela a quien decida.")
                           .arg(to.person)
                           .arg(to.organization)
                           .arg(page.frame.sender));
  page.person = to.person;
  page.organization = to.organization;
  page.venue = m.venue.in(lang);
  if (auto online = http::Url::external(m.link)) {
    page.online_text = m.link;
    page.online = std::move(*online);
  }
  page.message = paragraphs_of(head.message);
  for (const auto& item : head.agenda) page.agenda.push_back(item.title);
  page.link = feature::whole_address(head.origin, http::Url("/registrations/{}", secret), lang);
  page.calendar = feature::whole_address(head.origin, http::Url("/registrations/{}/calendar.ics", secret), lang);
  return feature::letter(
      page, {.to = to.email, .name = to.person, .lang = lang, .agency_id = m.agency.value(), .reply_to = head.reply_to});
}

}  // namespace alianza::registrations
