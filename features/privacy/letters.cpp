#include "features/privacy/letters.h"

#include <algorithm>

#include "features/privacy/letters_views.h"
#include "platform/i18n/i18n.h"

namespace alianza::privacy {

mail::Letter farewell_letter(const Farewell& to) {
  views::FarewellLetter page;
  page.frame.subject = i18n::text(to.lang, _("Sus datos personales se borraron"));
  page.frame.sender = to.agency.empty() ? i18n::text(to.lang, _("Este servidor")) : to.agency.in(to.lang);
  page.frame.why = i18n::text(to.lang, _("Es el último correo que recibe: su dirección se borra en cuanto sale."));
  page.person = to.name;
  page.agency = to.agency;
  for (const auto& [what, ground] : to.kept) {
    const auto same = [&](const auto& row) {
      return std::string_view(row.what.key()) == what.key() && std::string_view(row.ground.key()) == ground.key();
    };
    if (std::ranges::none_of(page.kept, same)) page.kept.push_back({what, ground});
  }
  auto letter = feature::letter(page, {.to = to.email, .name = to.name, .lang = to.lang, .agency_id = to.agency_id});
  letter.is_fleeting = true;
  return letter;
}

}  // namespace alianza::privacy
