// Which notices a person accepted, and what they asked for.
#include "features/privacy/personal.h"

#include "features/privacy/store.h"
#include "features/privacy/store_arco.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::privacy {
namespace {

using feature::Fate;
using feature::Subject;

Message request_ground() { return _("Prueba que la solicitud se atendió; no lleva su nombre ni su correo."); }

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& key : s.addresses)
    for (const auto& row : store::acceptances(tx, key))
      if (s.is_in(row.agency.value()))
        out.push_back({_("Aviso de privacidad aceptado"),
                       {{_("Versión"), std::to_string(row.version)}, {_("Fecha"), row.at.text()}, {_("Correo"), row.email_key}}});
  for (const auto& q : store::arco_about(tx, s.account, s.addresses, s.names))
    if (s.is_in(q.agency.value()))
      out.push_back({_("Solicitud ARCO"),
                     {{_("Derecho"), std::string(to_text(q.right))},
                      {_("Fecha"), q.received_on.text()},
                      {_("Nombre"), q.name},
                      {_("Correo"), q.email},
                      {_("Qué pide"), q.what},
                      {_("Cómo acreditó quién es"), q.proof}},
                     Fate::nameless});
  if (s.account == 0) return;
  for (const auto& q : store::requests_about(tx, s.account))
    if (q.account == s.account && s.is_in(q.agency.value()))
      out.push_back({_("Solicitud sobre sus datos"),
                     {{_("Fecha"), q.asked_at.text()}, {_("Motivo"), q.reason}},
                     Fate::stays,
                     request_ground()});
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& key : s.addresses) store::forget_acceptances(tx, key, s.agency);
  for (const auto& q : store::arco_about(tx, s.account, s.addresses, s.names))
    if (s.is_in(q.agency.value())) {
      store::forget_arco(tx, q.agency, q.id, feature::erased_name);
      audit::erase_salt(tx, "arco_request", q.id.value());
    }
  if (s.account == 0) return;
  for (const auto& q : store::requests_about(tx, s.account))
    if (const auto reason = feature::redacted(q.reason, s); s.is_in(q.agency.value()) && reason != q.reason)
      store::put_reason(tx, q.id, reason);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"privacy_acceptances.email_key", "privacy_requests.reason", "privacy_requests.account_id",
                   "arco_requests.person_name", "arco_requests.name_key", "arco_requests.email", "arco_requests.email_key",
                   "arco_requests.account_id", "arco_requests.what", "arco_requests.proof", "arco_steps.note"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::privacy
