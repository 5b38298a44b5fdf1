// Who holds the link of an invitation opens, accepts or declines it.
#include <set>

#include "features/adherences/actions.h"
#include "features/agencies/actions.h"
#include "features/campaigns/actions_shared.h"
#include "features/campaigns/store.h"
#include "features/membership/actions.h"
#include "features/privacy/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {
namespace {

using membership::Status;

const auth::AccountId nobody;

Door door_of(const auth::Link& link, const Invitation& invitation, const Campaign& campaign, Instant now) {
  if (is_answered(invitation.state)) return Door::answered;
  if (invitation.state == InvitationState::revoked) return Door::revoked;
  if (campaign.state == State::closed) return Door::closed;
  switch (link.state(now)) {
    case auth::LinkState::answered: return Door::answered;
    case auth::LinkState::expired: return Door::expired;
    case auth::LinkState::revoked: return Door::revoked;
    case auth::LinkState::open: return Door::open;
  }
  return Door::open;
}

/// What the history of the participation says of who declines.
std::string declined_reason() { return i18n::text(Lang::es, _("Declinó la invitación.")); }

/// Still open inside the act.
Result<Opened> opened_to_answer(db::Tx& tx, const auth::Link& link) {
  TRY(auth::hold_link(tx, link));
  auto at = TRY(open(tx, link));
  if (at.door == Door::open) return at;
  if (at.door == Door::answered) return fail(Error::conflict(_("Esta invitación ya fue contestada.")));
  if (at.door == Door::withdrawn) return fail(Error{Fault::gone, withdrawn_sentence(), {}});
  return fail(Error{Fault::gone, _("Esta invitación ya no admite respuesta."), {}});
}

/// It declined, its deadline has not passed, and nothing happened since: it may accept by the same link.
bool may_reconsider(const auth::Link& link, const Opened& at, const std::vector<membership::Participation>& rows) {
  if (at.invitation.state != InvitationState::declined || link.revoked_at) return false;
  if (at.campaign.state == State::closed || at.campaign.deadline < at.today) return false;
  return !rows.empty() && !rows.front().until && rows.front().status == Status::withdrawn &&
         rows.front().reason == declined_reason();
}

/// Invited again, who had declined.
Done invite_again(db::Tx& tx, Opened& at) {
  const auto& i = at.invitation;
  const auto rows = membership::history(tx, i.alliance, i.organization);
  const auto act = feature::Act::system("campaigns");
  const auto standing = membership::standing(tx, act.actor, i.agency, i.alliance, at.today);
  TRY(membership::change(tx, act, standing,
                         {i.agency, i.alliance, i.organization, Status::invited, std::max(at.today, rows.front().since),
                          i18n::text(Lang::es, _("Aceptó después de haber declinado."))}));
  at.status = Status::invited;
  return {};
}

/// The signature of who answers goes into the audit as personal; the account is nobody's.
void tell(db::Tx& tx, const feature::Act& act, const Invitation& invitation, const char* verb, audit::Fields fields) {
  fields.set("organization", invitation.organization).set("campaign", invitation.campaign);
  feature::record(tx, act, about(invitation), verb, std::move(fields));
}

Result<AcceptInput> parse(const AcceptInput& raw) {
  AcceptInput input;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto take = [&](const char* field, const std::string& text, std::string& into) {
    if (auto value = parse_text(text, 120))
      into = std::move(*value);
    else
      error.fields.push_back({field, value.error().message});
  };
  take("name", raw.name, input.name);
  take("position", raw.position, input.position);
  if (trim(raw.name).empty()) error.fields.push_back({"name", _("Escriba su nombre.")});
  if (raw.notice.empty()) error.fields.push_back({"notice", _("Para participar, acepte las reglas del espacio neutral.")});
  if (!error.fields.empty()) return fail(std::move(error));
  input.privacy = raw.privacy;
  return input;
}

/// Without an adherence letter the acceptance makes the organisation active; one that the secretariat has suspended meanwhile
/// stays so, and one that it withdrew does not come this far.
Done activate(db::Tx& tx, const Opened& at) {
  if (at.status != Status::invited) return {};
  const auto& i = at.invitation;
  const auto rows = membership::history(tx, i.alliance, i.organization);
  const auto act = feature::Act::system("campaigns");
  const auto standing = membership::standing(tx, act.actor, i.agency, i.alliance, at.today);
  TRY(membership::change(tx, act, standing,
                         {i.agency, i.alliance, i.organization, Status::active, std::max(at.today, rows.front().since),
                          i18n::text(Lang::es, _("Aceptó la invitación de la campaña «{1}».").arg(at.campaign.name))}));
  return {};
}

/// Who answers becomes a contact of the organisation when none of its contacts has that name. Nobody knows their address: the
/// letter went to another one, who may have passed it on.
Result<membership::AffiliationId> keep_answerer(db::Tx& tx, const Opened& at, const AcceptInput& input) {
  const auto& i = at.invitation;
  const auto act = feature::Act::system("campaigns");
  const auto standing = membership::standing(tx, act.actor, i.agency, i.alliance, at.today);
  for (const auto& known : TRY(membership::contacts_of(tx, standing, i.organization)))
    if (!known.until && fold(known.name) == fold(input.name)) return membership::AffiliationId();
  return membership::add_contact(tx, act, standing, i.agency, i.organization, {input.name, "", "", input.position, "contact"},
                                 at.today);
}

}  // namespace

Result<Opened> open(db::Tx& tx, const auth::Link& link) {
  Opened at;
  auto invitation = store::find_invitation(tx, InvitationId(link.subject_id));
  if (!invitation || link.purpose != link_purpose) return fail(Error::not_found());
  auto campaign = store::find(tx, invitation->campaign);
  auto alliance = alliances::find(tx, invitation->alliance);
  const auto agency = agencies::find(tx, invitation->agency);
  if (!campaign || !alliance || !agency) return fail(Error::not_found());
  at.door = door_of(link, *invitation, *campaign, tx.now());
  const auto rows = membership::history(tx, invitation->alliance, invitation->organization);
  if (!rows.empty() && !rows.front().until) at.status = rows.front().status;
  if (at.door == Door::open && (!at.status || at.status == Status::withdrawn)) at.door = Door::withdrawn;
  at.privacy = privacy::pending_at_link(tx, invitation->agency, link.address);
  at.invitation = std::move(*invitation);
  at.campaign = std::move(*campaign);
  at.agency = agency->name;
  at.today = zone_of(*alliance).date_of(tx.now());
  at.alliance = std::move(*alliance);
  at.may_reconsider = may_reconsider(link, at, rows);
  return at;
}

void note_seen(db::Tx& tx, const auth::Link& link) {
  const auto before = store::find_invitation(tx, InvitationId(link.subject_id));
  if (!before || before->seen_at || !may_answer(before->state)) return;
  auto seen = *before;
  seen.seen_at = tx.now();
  store::update(tx, seen, *before, nobody);
}

Result<std::optional<std::string>> accept(db::Tx& tx, const feature::Act& act, const auth::Link& link, const AcceptInput& raw,
                                          const std::optional<std::string>& origin) {
  auto at = TRY(open(tx, link));
  if (!at.may_reconsider) at = TRY(opened_to_answer(tx, link));
  const auto input = TRY(parse(raw));
  TRY(privacy::accept_at_link(tx, at.invitation.agency, link.address, privacy::Door::invitation, input.privacy));
  auto i = at.invitation;
  i.state = InvitationState::accepted;
  i.answered_at = tx.now();
  i.answered_by = input.name;
  i.answered_position = input.position;
  i.answered_contact = TRY(keep_answerer(tx, at, input));
  i.notice_version = notice_version;
  i.reason.clear();
  store::update(tx, i, at.invitation, nobody);
  if (at.may_reconsider) TRY(invite_again(tx, at));
  auth::answer_links(tx, link_purpose, i.id.value(), to_text(i.state));
  tell(tx, act, i, "invitation.accept",
       audit::Fields().personal("name", {}, input.name).personal("position", {}, input.position).set("notice", notice_version));
  if (at.campaign.adherence == Adherence::not_required) {
    TRY(activate(tx, at));
    return std::nullopt;
  }
  return adherences::offer(
      tx, {i.agency, i.alliance, i.organization, i.organization_name, i.answered_by, i.email, i.lang, at.campaign.reply_to},
      origin);
}

std::vector<Answerer> answerers(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  std::vector<Answerer> out;
  for (auto& i : store::answered_by_new_contacts(tx, alliance, organization)) {
    const auto campaign = store::find(tx, i.campaign);
    ENSURE(campaign);
    out.push_back({std::move(i), campaign->name});
  }
  return out;
}

Done offer_to_accepted(db::Tx& tx, AllianceId alliance, const std::optional<std::string>& origin) {
  const auto accepted = store::accepted_to_adhere(tx, alliance);
  if (accepted.empty()) return {};
  const auto at = alliances::find(tx, alliance);
  if (!at) return fail(Error::not_found());
  const auto asked = adherences::asked(tx, alliance);
  std::set<OrganizationId> done(asked.begin(), asked.end());
  std::set<OrganizationId> invited;
  for (const auto id : membership::with_status_on(tx, alliance, Status::invited, zone_of(*at).date_of(tx.now())))
    invited.insert(id);
  for (const auto& [i, reply_to] : accepted) {
    if (!invited.contains(i.organization) || !done.insert(i.organization).second) continue;
    TRY(adherences::offer(
        tx, {i.agency, i.alliance, i.organization, i.organization_name, i.person_name, i.email, i.lang, reply_to}, origin));
  }
  return {};
}

Done decline(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view reason) {
  const auto at = TRY(opened_to_answer(tx, link));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  auto i = at.invitation;
  i.state = InvitationState::declined;
  i.answered_at = tx.now();
  i.reason = *why;
  store::update(tx, i, at.invitation, nobody);
  auth::answer_links(tx, link_purpose, i.id.value(), to_text(i.state));
  // Why stands in the invitation alone: the words are of a person, who may ask that they be erased.
  TRY(withdraw(tx, i, at.today, declined_reason()));
  tell(tx, act, i, "invitation.decline", audit::Fields().personal("reason", {}, *why));
  return {};
}

}  // namespace alianza::campaigns
