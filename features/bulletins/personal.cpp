// Who subscribed, and who wrote, approved or withdrew what was published.
#include "features/bulletins/personal.h"

#include "features/bulletins/store_subscriptions.h"
#include "platform/feature/personal.h"

namespace alianza::bulletins {
namespace {

using feature::Fate;
using feature::Subject;

struct Subscribed {
  SubscriptionId id;
  std::string email;
  std::string since;
  static void columns(auto& v, Subscribed& row) { v(row.id, row.email, row.since); }
};

std::vector<Subscribed> subscribed(db::Tx& tx, const Subject& s) {
  std::vector<Subscribed> out;
  for (const auto& key : s.addresses)
    for (auto& row : tx.all<Subscribed>("SELECT id, email, COALESCE(confirmed_at, asked_at) FROM bulletin_subscriptions WHERE "
                                        "email_key = :key AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                        {{"key", key}, {"every", s.agency}, {"agency", s.agency}}))
      out.push_back(std::move(row));
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : subscribed(tx, s))
    out.push_back({_("Suscripción a los boletines"), {{_("Correo"), row.email}, {_("Desde"), row.since}}});
  if (s.account == 0) return;
  const auto count = tx.one<std::int64_t>(
      "SELECT count(*) FROM bulletin_steps WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (count.value_or(0) > 0)
    out.push_back({_("Pasos de comunicados y boletines a su nombre"), {{_("Cuántos"), std::to_string(*count)}}, Fate::nameless});
}

/// What was told to the public stays as it was told.
void erase(db::Tx& tx, const Subject& s) {
  for (const auto& row : subscribed(tx, s)) store::remove(tx, row.id);
  const auto reasons = tx.all<feature::FreeText>(
      "SELECT id, reason FROM bulletin_steps WHERE reason <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE bulletin_steps SET reason = :reason WHERE id = :id", {{"reason", row.text}, {"id", row.id}});
  if (s.account == 0) return;
  tx.exec(
      "UPDATE bulletin_steps SET recorded_by_name = :name WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"bulletin_subscriptions.email", "bulletin_subscriptions.email_key",
                                       "bulletin_steps.recorded_by_name", "bulletin_steps.reason"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::bulletins
