#include "features/adherences/letters.h"

#include "features/adherences/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::adherences {

mail::Letter adherence_letter(const Adherence& a, const Letterhead& head, const std::string& secret) {
  views::AdherenceLetter page;
  page.frame.subject = i18n::text(a.lang, _("Carta de adhesión a {1}").arg(head.alliance.in(a.lang)));
  page.frame.sender = head.agency.in(a.lang);
  page.frame.why =
      i18n::text(a.lang, _("Recibe esta carta porque {1} aceptó la invitación. El enlace es personal; si no le corresponde "
                           "firmar a usted, reenvíela a quien pueda hacerlo.")
                             .arg(a.organization_name));
  page.person = a.person_name;
  page.organization = a.organization_name;
  page.alliance = head.alliance.in(a.lang);
  page.link = feature::whole_address(head.origin, http::Url("/adherences/{}", secret), a.lang);
  page.link_text = page.link.text();
  return feature::letter(
      page, {.to = a.email, .name = a.person_name, .lang = a.lang, .agency_id = a.agency.value(), .reply_to = head.reply_to});
}

}  // namespace alianza::adherences
