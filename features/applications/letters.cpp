#include "features/applications/letters.h"

#include "features/applications/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::applications {
namespace {

feature::Addressee to(const Application& a) {
  return {.to = a.email, .name = a.person_name, .lang = a.lang, .agency_id = a.agency.value()};
}

template <class Letter>
Letter begun(const Application& a, const Letterhead& head) {
  Letter page;
  page.frame.sender = head.agency.in(a.lang);
  page.person = a.person_name;
  page.organization = a.organization_name;
  page.alliance = head.alliance.in(a.lang);
  return page;
}

}  // namespace

mail::Letter confirm_letter(const Application& a, const Letterhead& head, const std::string& origin, const std::string& secret) {
  auto page = begun<views::ConfirmLetter>(a, head);
  page.frame.subject = i18n::text(a.lang, _("Confirme su solicitud para participar en {1}").arg(page.alliance));
  page.frame.why =
      i18n::text(a.lang, _("Recibe esta carta porque alguien escribió esta dirección en la página de {1}.").arg(page.alliance));
  page.link = feature::whole_address(origin, http::Url("/applications/{}", secret), a.lang);
  return feature::letter(page, to(a));
}

mail::Letter decision_letter(const Application& a, const Letterhead& head) {
  auto page = begun<views::DecisionLetter>(a, head);
  page.accepted = a.state == State::accepted;
  page.reason = a.reason;
  page.frame.subject = i18n::text(a.lang, _("Su solicitud para participar en {1}").arg(page.alliance));
  page.frame.why = i18n::text(a.lang, _("Recibe esta carta porque pidió participar en {1}.").arg(page.alliance));
  return feature::letter(page, to(a));
}

mail::Letter guest_letter(const Application& a, const Letterhead& head, const auth::Account& proposer) {
  views::GuestLetter page;
  page.frame.sender = head.agency.in(proposer.lang);
  page.person = proposer.name;
  page.organization = a.organization_name;
  page.alliance = head.alliance.in(proposer.lang);
  page.accepted = a.state == State::accepted;
  page.reason = a.reason;
  page.frame.subject = i18n::text(proposer.lang, _("Su propuesta de invitar a {1}").arg(a.organization_name));
  page.frame.why =
      i18n::text(proposer.lang, _("Recibe esta carta porque propuso una organización invitada a {1}.").arg(page.alliance));
  return feature::letter(page,
                         {.to = proposer.email, .name = proposer.name, .lang = proposer.lang, .agency_id = a.agency.value()});
}

}  // namespace alianza::applications
