// Who declared an act and whom it names. What was declared stays as it was declared.
#include "features/installations/personal.h"

#include "platform/feature/personal.h"

namespace alianza::installations {
namespace {

using feature::Fate;
using feature::Subject;

Message ground() { return _("Es parte de un acta de instalación: su huella dejaría de comprobarse si se cambiara."); }

struct Declared {
  std::string folio;
  std::string canonical;
  std::int64_t by = 0;
  static void columns(auto& v, Declared& row) { v(row.folio, row.canonical, row.by); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  tx.each<Declared>(
      "SELECT folio, canonical, declared_by FROM installations WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Declared& row) {
        if (s.account != 0 && row.by == s.account)
          out.push_back({_("Acta de instalación que declaró"), {{_("Folio"), row.folio}}, Fate::stays, ground()});
        if (feature::redacted(row.canonical, s) != row.canonical)
          out.push_back({_("Acta de instalación que le nombra"), {{_("Folio"), row.folio}}, Fate::stays, ground()});
      });
}

void erase(db::Tx&, const Subject&) {}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"installations.canonical", "installations.declared_by_name"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::installations
