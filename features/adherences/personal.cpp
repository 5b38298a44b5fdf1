// Whom letters of adherence were sent to, and who signed them.
#include "features/adherences/personal.h"

#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::adherences {
namespace {

using feature::Fate;
using feature::Subject;

struct Asked {
  std::int64_t id = 0;
  std::string organization;
  std::string person;
  std::string email;
  std::optional<Instant> signed_at;
  std::string signer;
  std::string position;
  std::int64_t organization_id = 0;
  static void columns(auto& v, Asked& row) {
    v(row.id, row.organization, row.person, row.email, row.signed_at, row.signer, row.position, row.organization_id);
  }
};

/// By address, or by the name under the signature.
std::vector<Asked> of(db::Tx& tx, const Subject& s) {
  std::vector<Asked> out;
  tx.each<Asked>(
      "SELECT id, organization_name, person_name, email, signed_at, signer_name, signer_position, organization_id FROM "
      "adherences "
      "WHERE (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Asked& row) {
        if (s.has_address(row.email) || s.has_name(row.signer, row.organization_id)) out.push_back(row);
      });
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : of(tx, s)) {
    feature::PersonalRow told{_("Carta de adhesión"),
                              {{_("Organización"), row.organization}, {_("Nombre"), row.person}, {_("Correo"), row.email}},
                              Fate::nameless};
    if (row.signed_at) {
      told.facts.push_back({_("Firma"), row.signer});
      told.facts.push_back({_("Cargo"), row.position});
      told.fate = Fate::stays;
      told.ground = _("Es un acto firmado: su huella dejaría de comprobarse si se cambiara.");
    }
    out.push_back(std::move(told));
  }
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& row : of(tx, s)) {
    if (row.signed_at) continue;
    tx.exec("UPDATE adherences SET person_name = :name, email = :email WHERE id = :id AND signed_at IS NULL",
            {{"name", feature::erased_name}, {"email", feature::erased_address(row.id)}, {"id", row.id}});
    audit::erase_salt(tx, "adherence", row.id);
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"adherences.person_name", "adherences.email", "adherences.signer_name",
                                       "adherences.signer_position", "adherences.document", "adherences.paper_name"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::adherences
