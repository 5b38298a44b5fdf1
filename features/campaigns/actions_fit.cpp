// Whom a letter of a campaign still fits: since it was chosen, persons leave, organisations are put away, taken in or withdrawn.
#include <set>

#include "features/campaigns/actions_shared.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {
namespace {

using membership::Status;
using Spoken = std::pair<OrganizationId, std::string>;  // an address that speaks for an organisation

void take(std::set<Spoken>& into, const std::vector<membership::Reachable>& contacts) {
  for (const auto& contact : contacts) into.emplace(contact.organization, contact.email.key());
}

/// The best contact of most is who was chosen; the others are looked for by their address.
std::set<Spoken> spoken(db::Tx& tx, const Campaign& campaign, const std::vector<Invitation>& rows,
                        const std::vector<OrganizationId>& ids) {
  std::set<Spoken> out;
  take(out, membership::reachable(tx, ids));
  std::set<std::string> others;
  for (const auto& i : rows)
    if (!out.contains({i.organization, i.email.key()})) others.insert(i.email.key());
  if (!others.empty()) take(out, membership::reachable_by_email(tx, campaign.agency, others));
  return out;
}

}  // namespace

std::map<InvitationId, std::string> unfit(db::Tx& tx, const Campaign& campaign, const std::vector<Invitation>& rows,
                                          Letter letter, Date today) {
  std::map<InvitationId, std::string> out;
  if (rows.empty()) return out;
  std::vector<OrganizationId> ids;
  for (const auto& i : rows) ids.push_back(i.organization);
  const auto names = organizations::names(tx, ids);
  const auto addresses = spoken(tx, campaign, rows, ids);
  const auto with = [&](Status status) {
    const auto found = membership::with_status_on(tx, campaign.alliance, status, today);
    return std::set<OrganizationId>(found.begin(), found.end());
  };
  auto inside = with(Status::active);
  inside.merge(with(Status::suspended));
  const auto withdrawn = letter == Letter::reminder ? with(Status::withdrawn) : std::set<OrganizationId>();
  const auto say = [&](const Invitation& i, const Message& why) { out.emplace(i.id, i18n::text(Lang::es, why)); };
  for (const auto& i : rows) {
    const auto name = names.find(i.organization);
    if (name == names.end() || name->second.shelf != organizations::Shelf::active)
      say(i, _("La organización ya no está activa en el directorio."));
    else if (inside.contains(i.organization))
      say(i, _("La organización ya participa en la alianza."));
    else if (withdrawn.contains(i.organization))
      say(i, _("La organización ya no está invitada."));
    else if (!addresses.contains({i.organization, i.email.key()}))
      say(i, _("El contacto ya no está en la organización o cambió de correo."));
  }
  return out;
}

}  // namespace alianza::campaigns
