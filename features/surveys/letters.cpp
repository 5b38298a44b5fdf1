#include "features/surveys/letters.h"

#include "features/surveys/letters_views.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {

mail::Letter survey_letter(const Letterhead& head, const Recipient& recipient, const std::string& secret,
                           const std::optional<Reminder>& reminder) {
  const auto lang = recipient.lang;
  const auto& s = head.survey;
  views::SurveyLetter page;
  const auto subject = _("Encuesta: {1}, hasta el {2}").arg(s.title.in(lang)).arg(i18n::short_date(lang, s.closes_on));
  page.frame.subject =
      reminder ? i18n::text(lang, _("Recordatorio: {1}").arg(i18n::text(lang, subject))) : i18n::text(lang, subject);
  page.frame.sender = head.agency.in(lang);
  page.frame.why = i18n::text(lang, _("Esta carta es para {1}, de {2}, que está como contacto en el directorio de {3}.")
                                        .arg(recipient.person_name)
                                        .arg(recipient.organization_name)
                                        .arg(page.frame.sender));
  page.person = recipient.person_name;
  page.organization = recipient.organization_name;
  page.title = s.title;
  page.alliance = head.alliance;
  page.agency = head.agency;
  page.closes_on = s.closes_on;
  page.is_shared = s.answered_by == Respondent::organization;
  page.is_anonymous = s.is_anonymous();
  if (reminder) {
    page.reminder_of = reminder->of;
    page.is_started = reminder->progress == Progress::started;
    page.unsubscribe = feature::whole_address(head.origin, http::Url("/unsubscribe/{}", reminder->unsubscribe), lang);
  }
  page.link = feature::whole_address(head.origin, http::Url("/surveys/{}", secret), lang);
  page.link_text = page.link.text();
  auto letter = feature::letter(
      page, {.to = recipient.email, .name = recipient.person_name, .lang = lang, .agency_id = recipient.agency.value()});
  if (page.unsubscribe)
    if (auto link = mail::Link::parse(page.unsubscribe->text())) letter.unsubscribe = std::move(*link);
  return letter;
}

}  // namespace alianza::surveys
