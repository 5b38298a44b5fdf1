#include "features/letters/letters.h"

#include "features/letters/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::letters {

mail::Letter test_letter(const Email& to, const std::string& name, Lang lang) {
  views::TestLetter page;
  page.frame.subject = i18n::text(lang, _("Carta de prueba"));
  page.frame.sender = i18n::text(lang, _("Este servidor"));
  page.frame.why = i18n::text(lang, _("La recibe porque usted opera el servidor y la pidió en su página de correo."));
  page.person = name;
  return feature::letter(page, {.to = to, .name = name, .lang = lang});
}

}  // namespace alianza::letters
