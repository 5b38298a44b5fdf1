#include "features/adherences/letters.h"

#include "features/adherences/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::adherences {

mail::Letter adherence_letter(const Adherence& a, const Letterhead& head, const std::string& secret) {
  views::AdherenceLetter page;
  page.frame.subject = i18n::text(a.lang, _("Carta de adhesión a {1}").arg(head.alliance.in(a.lang)));
  page.frame.sender = head.agency.in(a.lang);
  page.frame.why = i18n::text(a.lang, _("Recibe esta carta porque {1} aceptó la invitación. Si no le corresponde firmar a usted, "
                                        "reenvíe este correo a quien represente a la organización.")
                                          .arg(a.organization_name));
  page.person = a.person_name;
  page.organization = a.organization_name;
  page.alliance = head.alliance.in(a.lang);
  page.link = feature::whole_address(head.origin, http::Url("/adherences/{}", secret), a.lang);
  return feature::letter(
      page, {.to = a.email, .name = a.person_name, .lang = a.lang, .agency_id = a.agency.value(), .reply_to = head.reply_to});
}

mail::Letter signed_letter(const Adherence& a, const Letterhead& head, const std::string& secret) {
  views::SignedLetter page;
  page.frame.subject = i18n::text(a.lang, _("Carta de adhesión firmada: {1}").arg(a.organization_name));
  page.frame.sender = head.agency.in(a.lang);
  page.frame.why = i18n::text(a.lang, _("Recibe esta carta porque el enlace para firmar se envió a este correo."));
  page.person = a.person_name;
  page.organization = a.organization_name;
  page.alliance = head.alliance.in(a.lang);
  page.signer = a.signer_name + ", " + a.signer_position;
  page.sha256 = a.sha256;
  page.link = feature::whole_address(head.origin, http::Url("/adherences/{}", secret), a.lang);
  return feature::letter(
      page, {.to = a.email, .name = a.person_name, .lang = a.lang, .agency_id = a.agency.value(), .reply_to = head.reply_to});
}

}  // namespace alianza::adherences
