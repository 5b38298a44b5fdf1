#include "features/campaigns/letters.h"

#include "features/campaigns/letters_views.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {
namespace {

Filling filling(const Letterhead& head, const Invitation& invitation) {
  return {invitation.organization_name, invitation.person_name, i18n::full_date(invitation.lang, head.campaign.deadline),
          head.alliance.in(invitation.lang), head.agency.in(invitation.lang)};
}

}  // namespace

mail::Letter invitation_letter(const Letterhead& head, const Invitation& invitation, const std::string& secret,
                               const std::optional<Reminder>& reminder) {
  const auto lang = invitation.lang;
  const auto fields = filling(head, invitation);
  views::InvitationLetter page;
  auto subject = fill_line(head.campaign.subject.in(lang), fields);
  if (reminder) subject = i18n::text(lang, _("Recordatorio: {1}").arg(subject));
  page.frame.subject = std::move(subject);
  page.frame.sender = head.agency.in(lang);
  page.frame.why =
      i18n::text(lang, _("Esta carta es para {1}, de {2}, que está como contacto en el directorio de {3}. Si no le corresponde "
                         "responder a usted, reenvíe este correo a quien decida en la organización.")
                           .arg(invitation.person_name)
                           .arg(invitation.organization_name)
                           .arg(page.frame.sender));
  if (reminder) {
    page.reminder_of = reminder->of;
    page.unsubscribe = feature::whole_address(head.origin, http::Url("/unsubscribe/{}", reminder->unsubscribe), lang);
  }
  page.paragraphs = fill(head.campaign.body.in(lang), fields);
  page.link = feature::whole_address(head.origin, http::Url("/invitations/{}", secret), lang);
  page.link_text = page.link.text();
  auto letter = feature::letter(page, {.to = invitation.email,
                                       .name = invitation.person_name,
                                       .lang = lang,
                                       .agency_id = invitation.agency.value(),
                                       .reply_to = head.campaign.reply_to});
  if (page.unsubscribe)
    if (auto link = mail::Link::parse(page.unsubscribe->text())) letter.unsubscribe = std::move(*link);
  return letter;
}

}  // namespace alianza::campaigns
