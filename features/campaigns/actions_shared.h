#pragma once
// What the files of actions share.
#include <map>

#include "features/campaigns/access.h"
#include "features/campaigns/actions.h"
#include "features/campaigns/letters.h"

namespace alianza::campaigns {

inline feature::About about(const Campaign& c) { return {c.agency.value(), c.alliance.value(), "campaign", c.id.value()}; }
inline feature::About about(const Invitation& i) { return {i.agency.value(), i.alliance.value(), "invitation", i.id.value()}; }

/// The campaign, when the actor keeps it.
Result<SeenCampaign> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id);
Result<Letterhead> letterhead(db::Tx& tx, const Campaign& campaign, const std::string& origin);
/// The first moment after the deadline, at the alliance.
Instant end_of(const Campaign& campaign, const Zone& zone);
Zone zone_of(const alliances::Alliance& alliance);
/// Why some of these do not get their letter any more, in few queries for all: the organisation was put away, takes part already
/// or (for a reminder) is not invited any more; the contact left it or has another address.
enum class Letter { first, reminder };
std::map<InvitationId, std::string> unfit(db::Tx& tx, const Campaign& campaign, const std::vector<Invitation>& rows,
                                          Letter letter, Date today);
/// Its contact, when the address was corrected since the letter went out and the letter may be sent there.
std::optional<membership::Reachable> readdressed(db::Tx& tx, const Invitation& invitation);
/// Why an answer comes too late for an organisation that was taken out of the alliance.
inline Message withdrawn_sentence() {
  return _("La institución retiró a la organización de la alianza: esta invitación ya no admite respuesta.");
}
/// The organisation is invited no more, when that is what it was.
Done withdraw(db::Tx& tx, const Invitation& invitation, Date today, const std::string& reason);

}  // namespace alianza::campaigns
