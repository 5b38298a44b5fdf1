#include "features/terms/shell.h"

namespace alianza::terms {

void explain(db::Tx& tx, AllianceId alliance, html::Form& form, Lang lang,
             const std::vector<std::pair<std::string, Place>>& fields) {
  const auto known = in_places(tx, alliance);
  if (known.empty()) return;
  for (auto& part : form.parts)
    for (auto& field : part.fields)
      for (const auto& [name, place] : fields) {
        const auto found = known.find(place);
        if (field.name != name || found == known.end()) continue;
        const auto& term = found->second.now;
        auto hint = field.hint.in(lang);
        if (!hint.empty()) hint += " ";
        field.hint = html::Words(hint + term.name.in(lang) + ": " + term.definition.in(lang));
      }
}

}  // namespace alianza::terms
