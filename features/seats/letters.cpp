#include "features/seats/letters.h"

#include "features/seats/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::seats {

mail::Letter offer_letter(const Offer& o, const Letterhead& head, const std::string& secret) {
  views::OfferLetter page;
  page.frame.subject = i18n::text(o.lang, _("Su acceso a {1}").arg(head.alliance.in(o.lang)));
  page.frame.sender = head.agency.in(o.lang);
  page.frame.why =
      i18n::text(o.lang, _("Recibe esta carta porque le registraron como persona de contacto de {1}. El enlace es personal.")
                             .arg(head.organization));
  page.person = o.person_name;
  page.organization = head.organization;
  page.alliance = head.alliance.in(o.lang);
  page.role = auth::name_of(o.role);
  page.until = head.until;
  page.link = feature::whole_address(head.origin, http::Url("/seats/{}", secret), o.lang);
  return feature::letter(page, {.to = o.email, .name = o.person_name, .lang = o.lang, .agency_id = o.agency.value()});
}

}  // namespace alianza::seats
