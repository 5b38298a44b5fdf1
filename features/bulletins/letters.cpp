#include "features/bulletins/letters.h"

#include "features/bulletins/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::bulletins {
namespace {

feature::Addressee addressee(const Subscription& to) { return {.to = to.email, .lang = to.lang, .agency_id = to.agency.value()}; }

}  // namespace

mail::Letter confirming_letter(const Letterhead& head, const Subscription& to, const std::string& secret) {
  views::ConfirmingLetter page;
  page.frame.subject = i18n::text(to.lang, _("Confirme su suscripción · {1}").arg(head.alliance.in(to.lang)));
  page.frame.sender = head.agency.in(to.lang);
  page.frame.why =
      i18n::text(to.lang, _("Alguien escribió esta dirección en el portal de {1}. Si no fue usted, no haga nada: sin "
                            "confirmar no recibirá más cartas y la dirección se borra en siete días.")
                              .arg(head.alliance.in(to.lang)));
  page.alliance = head.alliance;
  page.link = feature::whole_address(head.origin, http::Url("/subscriptions/{}", secret), to.lang);
  return feature::letter(page, addressee(to));
}

mail::Letter bulletin_letter(const Letterhead& head, const Subscription& to, Kind kind, const Edition& edition,
                             const std::string& secret) {
  const auto lang = to.lang;
  views::BulletinLetter page;
  const auto name = i18n::text(lang, label(kind));
  const auto& title = edition.title.in(lang);
  const bool says_kind = fold(title).starts_with(fold(name));  // «Boletín 3: la plenaria»
  page.frame.subject = (says_kind ? "" : name + ": ") + title + " · " + head.alliance.in(lang);
  page.frame.sender = head.agency.in(lang);
  page.frame.why = i18n::text(
      lang,
      _("Recibe esta carta porque confirmó su suscripción a los comunicados y boletines de {1}.").arg(head.alliance.in(lang)));
  page.title = edition.title;
  page.correction = edition.correction;
  page.summary = edition.summary;
  page.link = feature::whole_address(head.origin, http::Url("/p/{}/bulletins/{}", head.slug, edition.bulletin), lang);
  page.leave = feature::whole_address(head.origin, http::Url("/leave/{}", secret), lang);
  auto letter = feature::letter(page, addressee(to));
  if (auto leave = mail::Link::parse(page.leave.text())) letter.unsubscribe = std::move(*leave);
  return letter;
}

}  // namespace alianza::bulletins
