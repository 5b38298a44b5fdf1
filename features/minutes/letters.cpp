#include "features/minutes/letters.h"

#include <algorithm>

#include "features/minutes/letters_views.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::minutes {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

views::NewsLetter begun(const Letterhead& head, const Reader& to, const http::Url& page) {
  views::NewsLetter out;
  out.frame.sender = head.agency.in(to.lang);
  out.frame.why = i18n::text(to.lang, _("Esta carta es para {1}, contacto de {2} en el directorio de {3}.")
                                          .arg(to.person)
                                          .arg(to.organization)
                                          .arg(out.frame.sender));
  out.person = to.person;
  out.link = feature::whole_address(head.origin, page, to.lang);
  return out;
}

mail::Letter drawn(const Letterhead& head, const Reader& to, views::NewsLetter page) {
  page.frame.subject += " · " + head.alliance.in(to.lang);
  return feature::letter(page, {.to = to.email, .name = to.person, .lang = to.lang, .agency_id = head.agency_id});
}

Message subject_of(const Agreement& a, News news, const std::string& due) {
  switch (news) {
    case News::made: return _("Acuerdo {1} a cargo de su organización").arg(a.number);
    case News::soon: return _("Acuerdo que vence el {1}").arg(due);
    case News::late: return _("Acuerdo que venció el {1}").arg(due);
  }
  return {};
}

Message sentence_of(const Letterhead& head, const Reader& to, News news) {
  const auto meeting = head.meeting.in(to.lang);
  switch (news) {
    case News::made: return _("En «{1}», {2} quedó como responsable de este acuerdo:").arg(meeting).arg(to.organization);
    case News::soon: return _("Está por vencer un acuerdo de «{1}» a cargo de {2}:").arg(meeting).arg(to.organization);
    case News::late:
      return _("Venció un acuerdo de «{1}» a cargo de {2}. Si ya se cumplió, ciérrelo con su evidencia:")
          .arg(meeting)
          .arg(to.organization);
  }
  return {};
}

}  // namespace

mail::Letter minutes_letter(const Letterhead& head, const Reader& to, const Minutes& m, const CopyWay& way) {
  auto page = begun(head, to, http::Url("/minutes/{}", way.secret));
  const auto say = [&](const Message& words) { return i18n::text(to.lang, words); };
  const auto meeting = head.meeting.in(to.lang);
  const auto alliance = head.alliance.in(to.lang);
  if (m.state == State::approved) {
    page.frame.subject = say(_("Minuta aprobada, {1}: {2}").arg(m.folio).arg(meeting));
    page.paragraphs = {say(_("Se aprobó la minuta de «{1}», de {2}, con el folio {3}.").arg(meeting).arg(alliance).arg(m.folio))};
    if (!m.correction.empty())
      page.paragraphs.push_back(say(_("Es la versión {1}, que corrige: {2}").arg(m.edition).arg(m.correction)));
    page.paragraphs.push_back(say(_("Puede leerla y descargarla en PDF y DOCX.")));
  } else {
    page.frame.subject = say(_("Minuta en revisión: {1}").arg(meeting));
    page.paragraphs = {
        say(_("La minuta de «{1}», de {2}, está lista para que la lean quienes asistieron.").arg(meeting).arg(alliance)),
        say(_("Coméntela bajo cada punto, o diga que su organización está de acuerdo, antes de que se apruebe."))};
  }
  page.lead =
      say(_("El enlace es personal y abre esta minuta sin contraseña hasta el {1}:").arg(i18n::full_date(to.lang, way.until)));
  page.act = say(_("Leer la minuta"));
  return drawn(head, to, std::move(page));
}

mail::Letter agreement_letter(const Letterhead& head, const Reader& to, const Agreement& a, News news,
                              const std::optional<std::string>& unsubscribe) {
  auto page = begun(head, to, http::Url("/alliances/{}/agreements/{}", a.alliance, a.id));
  const auto due = a.due ? i18n::full_date(to.lang, *a.due) : std::string();
  page.frame.subject = i18n::text(to.lang, subject_of(a, news, due));
  page.paragraphs = {i18n::text(to.lang, sentence_of(head, to, news))};
  page.lead = i18n::text(to.lang, _("Está en su página, con su cuenta:"));
  page.act = i18n::text(to.lang, _("Abrir la página"));
  page.quoted = lines_of(a.text);
  if (a.due) page.quoted.push_back(i18n::text(to.lang, _("Fecha límite: {1}").arg(due)));
  if (unsubscribe) page.unsubscribe = feature::whole_address(head.origin, http::Url("/unsubscribe/{}", *unsubscribe), to.lang);
  auto letter = drawn(head, to, page);
  if (page.unsubscribe)
    if (auto link = mail::Link::parse(page.unsubscribe->text())) letter.unsubscribe = std::move(*link);
  return letter;
}

}  // namespace alianza::minutes
