// A campaign leaves: started, paused, reminded and closed by the secretariat; letters written by the job, batch by batch.
#include <algorithm>
#include <boost/json.hpp>

#include "features/adherences/actions.h"
#include "features/campaigns/actions_shared.h"
#include "features/campaigns/store.h"
#include "features/membership/actions.h"
#include "platform/base/typed.h"
#include "platform/feature/letter.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/mail.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::campaigns {
namespace {

using membership::Status;

const auth::AccountId nobody;
constexpr std::chrono::hours unsubscribe_serves{365 * 24};

Done refuse(const Campaign& campaign, State to) {
  if (auto why = refuses(campaign.state, to)) return fail(Error::conflict(std::move(*why)));
  return {};
}

Done refuse_without_address(const std::optional<std::string>& origin) {
  if (origin) return {};
  return fail(feature::no_address_in_letters());
}

std::string payload_of(const Campaign& campaign) {
  return boost::json::serialize(boost::json::object{{"campaign", campaign.id.text()}, {"round", campaign.reminders}});
}

jobs::JobId ask_for(db::Tx& tx, const feature::Act& act, const Campaign& campaign, std::string_view kind) {
  return jobs::enqueue(tx, {.kind = kind,
                            .payload_json = payload_of(campaign),
                            .agency_id = campaign.agency.value(),
                            .alliance_id = campaign.alliance.value(),
                            .account_id = act.who().account.value(),
                            .unique_key = campaign.id.text() + std::string(kind)});
}

Done keep(db::Tx& tx, const feature::Act& act, const Campaign& campaign, const char* verb, audit::Fields fields = {}) {
  store::update_progress(tx, campaign);
  feature::record(tx, act, about(campaign), verb, std::move(fields));
  return feature::remember(tx, act, campaign.id.text());
}

/// Taken back by the program: its letter is not written, its links end.
Invitation drop(db::Tx& tx, const Invitation& before, std::string reason) {
  auto invitation = before;
  invitation.state = InvitationState::revoked;
  invitation.reason = std::move(reason);
  store::update(tx, invitation, before, nobody);
  auth::revoke_links(tx, link_purpose, invitation.id.value());
  return invitation;
}

/// A link and a letter with it; the invitation knows the letter.
void write_letter(db::Tx& tx, const Letterhead& head, Invitation& invitation, const Zone& zone,
                  std::optional<Reminder> reminder) {
  const auto secret = auth::issue_link(tx, {invitation.agency.value(), link_purpose, invitation.id.value(), invitation.email,
                                            invitation.person_name, end_of(head.campaign, zone)});
  if (reminder)
    reminder->unsubscribe = auth::issue_link(tx, {invitation.agency.value(), mail::unsubscribe_purpose, invitation.id.value(),
                                                  invitation.email, invitation.person_name, tx.now() + unsubscribe_serves});
  invitation.letter = mail::send(tx, invitation_letter(head, invitation, secret, reminder));
  invitation.letter_at = tx.now();
  invitation.state = InvitationState::queued;
}

/// Invited from the day of the letter, when it is nothing yet.
Done invite(db::Tx& tx, const Invitation& invitation, Date today, const std::string& reason) {
  const auto rows = membership::history(tx, invitation.alliance, invitation.organization);
  const bool present = !rows.empty() && !rows.front().until;
  if (present && rows.front().status != Status::withdrawn) return {};
  const auto act = feature::Act::system("campaigns");
  const auto standing = membership::standing(tx, act.actor, invitation.agency, invitation.alliance, today);
  TRY(membership::change(tx, act, standing,
                         {invitation.agency, invitation.alliance, invitation.organization, Status::invited,
                          present ? std::max(today, rows.front().since) : today, reason}));
  return {};
}

struct Around {
  Letterhead head;
  Zone zone;
  Date today;
};
Result<Around> around(db::Tx& tx, const Campaign& campaign, const std::string& origin) {
  const auto alliance = alliances::find(tx, campaign.alliance);
  if (!alliance) return fail(Error::not_found());
  const auto zone = zone_of(*alliance);
  return Around{TRY(letterhead(tx, campaign, origin)), zone, zone.date_of(tx.now())};
}

/// The contact has another address by now: another letter goes there, with another link. What the first one opened ends.
Done write_to(db::Tx& tx, const feature::Act& act, const SeenCampaign& at, const Invitation& before,
              const membership::Reachable& contact, const std::optional<std::string>& origin) {
  TRY(refuse_without_address(origin));
  if (at.campaign.deadline < at.seen.today)
    return fail(Error::conflict(_("La fecha límite ya pasó. Póngala más adelante antes de enviar.")));
  if (store::has_address(tx, at.campaign.id, contact.email.key()))
    return fail(Error::conflict(_("Otra organización de esta campaña tiene ese correo: cada correo recibe una sola carta.")));
  auto invitation = before;
  invitation.person_name = contact.name;
  invitation.position = contact.position;
  invitation.email = contact.email;
  invitation.reason.clear();
  store::readdress(tx, invitation);
  auth::revoke_links(tx, link_purpose, invitation.id.value());
  const auto now = TRY(around(tx, at.campaign, *origin));
  write_letter(tx, now.head, invitation, now.zone, std::nullopt);
  store::update(tx, invitation, before, act.who().account);
  return {};
}

}  // namespace

std::int64_t remindable(db::Tx& tx, const SeenCampaign& at) {
  const store::Remindable wanted{at.campaign.reminders + 1, most_reminders,
                                 remindable_before(zone_of(at.seen.alliance), at.seen.today)};
  const auto quiet = mail::unsubscribed(tx, at.campaign.agency.value());
  if (quiet.empty()) return store::count_remindable(tx, at.campaign.id, wanted);
  const auto keys = store::remindable(tx, at.campaign.id, wanted);
  return std::count_if(keys.begin(), keys.end(), [&](const std::string& key) { return !quiet.contains(key); });
}

std::optional<Date> reminders_from(db::Tx& tx, const SeenCampaign& at) {
  const auto letter = store::longest_silent(tx, at.campaign.id, most_reminders);
  if (!letter) return std::nullopt;
  return zone_of(at.seen.alliance).date_of(*letter).plus_days(days_between_letters);
}

bool lacks_text(db::Tx& tx, const Campaign& campaign) {
  return campaign.adherence == Adherence::required && !adherences::has_text(tx, campaign.alliance);
}

Done start(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const std::optional<std::string>& origin) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto& campaign = at.campaign;
  TRY(refuse(campaign, State::sending));
  if (at.counts.drafted == 0) return fail(Error::conflict(_("No hay cartas por enviar. Elija primero a quién invitar.")));
  if (campaign.deadline < at.seen.today)
    return fail(Error::conflict(_("La fecha límite ya pasó. Póngala más adelante antes de enviar.")));
  if (lacks_text(tx, campaign))
    return fail(
        Error::conflict(_("Esta campaña pide carta de adhesión y la alianza aún no tiene su texto. Publíquelo primero en "
                          "Adhesiones, «Texto de la carta».")));
  TRY(refuse_without_address(origin));
  campaign.state = State::sending;
  if (!campaign.sent_at) campaign.sent_at = tx.now();
  campaign.job = ask_for(tx, act, campaign, sending_kind);
  return keep(tx, act, campaign, "campaign.start", audit::Fields().set("letters", at.counts.drafted));
}

Done pause(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  TRY(refuse(at.campaign, State::paused));
  at.campaign.state = State::paused;
  return keep(tx, act, at.campaign, "campaign.pause");
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  TRY(refuse(at.campaign, State::closed));
  at.campaign.state = State::closed;
  at.campaign.closed_at = tx.now();
  return keep(tx, act, at.campaign, "campaign.close", audit::Fields().set("silent", at.counts.silent));
}

Done remind(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const std::optional<std::string>& origin) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto& campaign = at.campaign;
  if (campaign.state == State::closed) return fail(Error::conflict(_("La campaña está cerrada.")));
  if (campaign.deadline < at.seen.today)
    return fail(Error::conflict(_("La fecha límite ya pasó. Póngala más adelante antes de enviar.")));
  const auto letters = remindable(tx, at);
  if (letters == 0)
    return fail(
        Error::conflict(_("Hoy no hay a quién recordar: se recuerda a quien guarda silencio, tres días después de la última "
                          "carta y a lo más tres veces.")));
  TRY(refuse_without_address(origin));
  ++campaign.reminders;
  campaign.job = ask_for(tx, act, campaign, reminding_kind);
  return keep(tx, act, campaign, "campaign.remind", audit::Fields().set("letters", letters).set("round", campaign.reminders));
}

std::optional<membership::Reachable> readdressed(db::Tx& tx, const Invitation& invitation) {
  if (!may_readdress(invitation.state)) return std::nullopt;
  auto contact = membership::reachable_person(tx, invitation.organization, invitation.person);
  if (!contact || contact->email.key() == invitation.email.key()) return std::nullopt;
  return contact;
}

Done resend(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation,
            const std::optional<std::string>& origin) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto found = store::find_invitation(tx, id, invitation);
  if (!found) return fail(Error::not_found());
  if (at.campaign.state == State::closed) return fail(Error::conflict(_("La campaña está cerrada.")));
  const auto contact = readdressed(tx, *found);
  if (!contact && !may_resend(found->state)) return fail(Error::conflict(_("El correo ya no está en un estado que lo permita.")));
  if (contact)
    TRY(write_to(tx, act, at, *found, *contact, origin));
  else
    TRY(mail::resend(tx, found->letter));  // the listener of mail.letter_changed writes its state
  feature::record(tx, act, about(*found), "invitation.resend", audit::Fields().set("organization", found->organization));
  return feature::remember(tx, act, id.text());
}

Done revoke(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation,
            std::string_view reason) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto found = store::find_invitation(tx, id, invitation);
  if (!found) return fail(Error::not_found());
  if (!may_revoke(found->state)) return fail(Error::conflict(_("Esta invitación ya fue contestada o retirada, o aún no sale.")));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  auto revoked = *found;
  revoked.state = InvitationState::revoked;
  revoked.reason = *why;
  store::update(tx, revoked, *found, act.who().account);
  auth::revoke_links(tx, link_purpose, invitation.value());
  TRY(withdraw(tx, revoked, at.seen.today, *why));
  feature::record(tx, act, about(revoked), "invitation.revoke",
                  audit::Fields().set("organization", revoked.organization).set("reason", *why));
  return feature::remember(tx, act, id.text());
}

Result<Batch> send_batch(db::Tx& tx, CampaignId id, const std::string& origin, int limit) {
  auto campaign = store::find(tx, id);
  if (!campaign || campaign->state != State::sending) return Batch{};
  const auto at = TRY(around(tx, *campaign, origin));
  const auto reason = i18n::text(Lang::es, _("Campaña de invitación: {1}").arg(campaign->name));
  const auto rows = store::drafted(tx, id, limit);
  const auto why_not = unfit(tx, *campaign, rows, Letter::first, at.today);
  for (const auto& before : rows) {
    if (const auto why = why_not.find(before.id); why != why_not.end()) {
      drop(tx, before, why->second);
      continue;
    }
    auto invitation = before;
    write_letter(tx, at.head, invitation, at.zone, std::nullopt);
    store::update(tx, invitation, before, nobody);
    TRY(invite(tx, invitation, at.today, reason));
  }
  const auto counts = store::counts(tx, id);
  if (counts.drafted == 0) {
    campaign->state = State::sent;
    store::update_progress(tx, *campaign);
    feature::record(tx, feature::Act::system("campaigns"), about(*campaign), "campaign.sent",
                    audit::Fields().set("letters", counts.all));
  }
  return Batch{static_cast<std::int64_t>(rows.size()), counts.drafted};
}

Result<Batch> remind_batch(db::Tx& tx, CampaignId id, std::int64_t round, const std::string& origin, int limit) {
  const auto campaign = store::find(tx, id);
  if (!campaign || campaign->state == State::closed) return Batch{};
  const auto at = TRY(around(tx, *campaign, origin));
  const auto rows = store::silent(tx, id, round, limit);
  const auto why_not = unfit(tx, *campaign, rows, Letter::reminder, at.today);
  const auto quiet = mail::unsubscribed(tx, campaign->agency.value());
  for (const auto& before : rows) {
    if (const auto why = why_not.find(before.id); why != why_not.end()) {
      TRY(withdraw(tx, drop(tx, before, why->second), at.today, why->second));
      continue;
    }
    auto invitation = before;
    invitation.round = round;
    if (may_remind(before, at.zone, at.today) && !quiet.contains(before.email.key())) {
      write_letter(tx, at.head, invitation, at.zone, Reminder{at.zone.date_of(*before.letter_at)});
      ++invitation.reminders;
    }
    store::update(tx, invitation, before, nobody);
  }
  return Batch{static_cast<std::int64_t>(rows.size()), store::count_silent(tx, id, round)};
}

void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state) {
  const auto before = store::find_by_letter(tx, letter);
  if (!before) return;
  const auto next = after_letter(before->state, state);
  if (!next || *next == before->state) return;
  auto invitation = *before;
  invitation.state = *next;
  if (*next == InvitationState::sent) invitation.sent_at = tx.now();
  if (const auto kept = *next == InvitationState::bounced ? mail::find(tx, letter) : std::nullopt)
    invitation.reason = (kept->reply.code == 0 ? std::string() : std::to_string(kept->reply.code) + " ") + kept->reply.text;
  store::update(tx, invitation, *before, nobody);
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  store::merge(tx, merge, kept, gone);
  // `kept` has an invitation of its own there: an answer to the other would make a member of what is merged.
  for (const auto& left : store::unanswered_of(tx, gone))
    drop(tx, left, i18n::text(Lang::es, _("La organización se fusionó con otra que ya está en esta campaña.")));
}
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::campaigns
