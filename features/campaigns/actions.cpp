#include "features/campaigns/actions.h"

#include "features/agencies/actions.h"
#include "features/campaigns/actions_shared.h"
#include "features/campaigns/store.h"
#include "features/membership/actions.h"
#include "platform/auth/accounts.h"

namespace alianza::campaigns {
namespace {

Error name_taken() {
  auto error = Error::field("name", _("Ya hay una campaña con ese nombre en la alianza."));
  error.fault = Fault::conflict;
  return error;
}

audit::Fields changes(const Campaign& before, const Campaign& after) {
  audit::Fields f;
  f.change("name", before.name, after.name)
      .change("subject_es", before.subject.es, after.subject.es)
      .change("subject_en", before.subject.en, after.subject.en)
      .change("body_es", before.body.es, after.body.es)
      .change("body_en", before.body.en, after.body.en)
      .change("deadline", before.deadline, after.deadline)
      .change("adherence", to_text(before.adherence), to_text(after.adherence));
  const auto text = [](const std::optional<Email>& email) { return email ? email->text() : std::string(); };
  f.personal("reply_to", text(before.reply_to), text(after.reply_to));
  return f;
}

Result<SeenCampaign> seen_for(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id, Action action) {
  SeenCampaign at{TRY(alliances::see(tx, actor, alliance)), {}, {}, false};
  if (!may(action, at.seen.standing)) return fail(Error::forbidden());
  auto campaign = store::find(tx, alliance, id);
  if (!campaign) return fail(Error::not_found());
  at.campaign = std::move(*campaign);
  at.counts = store::counts(tx, id);
  at.may_keep = may(Action::keep, at.seen.standing);
  return at;
}

}  // namespace

Result<SeenCampaign> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id) {
  return seen_for(tx, actor, alliance, id, Action::read);
}

Result<SeenCampaign> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  return seen_for(tx, act.actor, alliance, id, Action::keep);
}

Result<Letterhead> letterhead(db::Tx& tx, const Campaign& campaign, const std::string& origin) {
  const auto alliance = alliances::find(tx, campaign.alliance);
  const auto agency = agencies::find(tx, campaign.agency);
  if (!alliance || !agency) return fail(Error::not_found());
  return Letterhead{campaign, alliance->name, agency->name, origin};
}

Zone zone_of(const alliances::Alliance& alliance) { return Zone::parse(alliance.zone).value_or(Zone()); }

Instant end_of(const Campaign& campaign, const Zone& zone) { return zone.instant_of({campaign.deadline.plus_days(1), 0}); }

Done withdraw(db::Tx& tx, const Invitation& invitation, Date today, const std::string& reason) {
  const auto rows = membership::history(tx, invitation.alliance, invitation.organization);
  if (rows.empty() || rows.front().until || rows.front().status != membership::Status::invited) return {};
  const auto act = feature::Act::system("campaigns");
  const auto standing = membership::standing(tx, act.actor, invitation.agency, invitation.alliance, today);
  TRY(membership::change(tx, act, standing,
                         {invitation.agency, invitation.alliance, invitation.organization, membership::Status::withdrawn,
                          std::max(today, rows.front().since), reason}));
  return {};
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Listing out{TRY(alliances::see(tx, actor, alliance)), {}, false};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  out.may_keep = may(Action::keep, out.seen.standing);
  const auto counts = store::counts_of_alliance(tx, alliance);
  for (auto& campaign : store::of_alliance(tx, alliance)) {
    const auto found = counts.find(campaign.id);
    out.campaigns.push_back({std::move(campaign), found == counts.end() ? Counts() : found->second});
  }
  return out;
}

Result<Page> invitations(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id, const Wanted& wanted) {
  Page page{TRY(see(tx, actor, alliance, id)), {}, 0, false};
  const store::Wanted query{wanted.state, wanted.seen_only, wanted.after, wanted.order, wanted.limit + 1};
  page.count = store::count(tx, id, query);
  page.rows = store::page(tx, id, query);
  page.has_next = page.rows.size() > static_cast<std::size_t>(wanted.limit);
  if (page.has_next) page.rows.pop_back();
  return page;
}

Result<SeenInvitation> see_invitation(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id,
                                      InvitationId invitation) {
  SeenInvitation out{TRY(see(tx, actor, alliance, id)), {}, {}, {}};
  auto found = store::find_invitation(tx, id, invitation);
  if (!found) return fail(Error::not_found());
  if (const auto contact = readdressed(tx, *found)) out.new_address = contact->email;
  out.invitation = std::move(*found);
  std::map<auth::AccountId, std::string> names;
  for (const auto& step : store::steps(tx, invitation)) {
    const auth::AccountId by(step.by_account);
    if (by && !names.contains(by)) {
      const auto account = auth::find_account(tx, by);
      names[by] = account ? account->name : std::string();
    }
    out.steps.push_back({step.state, step.at, by ? names[by] : std::string()});
  }
  return out;
}

Result<Preview> preview(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id,
                        const std::string& origin) {
  Preview out{TRY(see(tx, actor, alliance, id)), {}};
  const auto head = TRY(letterhead(tx, out.at.campaign, origin));
  store::Wanted first{.state = InvitationState::drafted, .limit = 3};
  auto rows = store::page(tx, id, first);
  if (rows.empty()) {
    first.state.reset();
    rows = store::page(tx, id, first);
  }
  for (auto& row : rows) {
    auto letter = invitation_letter(head, row, "ejemplo", std::nullopt);
    out.letters.emplace_back(std::move(row), std::move(letter));
  }
  return out;
}

Result<Campaign> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  auto campaign = TRY(parse(input, seen.today));
  if (store::find_by_name(tx, alliance, fold(campaign.name))) return fail(name_taken());
  campaign.id = CampaignId::make();
  campaign.agency = seen.alliance.agency;
  campaign.alliance = alliance;
  campaign.version = 1;
  store::insert(tx, campaign, act.who().account);
  feature::record(tx, act, about(campaign), "campaign.plan", changes({}, campaign));
  TRY(feature::remember(tx, act, campaign.id.text()));
  return campaign;
}

Result<Campaign> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const Input& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto& before = at.campaign;
  if (before.state == State::closed) return fail(Error::conflict(_("La campaña está cerrada.")));
  // A deadline that has passed may stay as it is while something else is mended.
  auto campaign = TRY(parse(input, std::min(at.seen.today, before.deadline)));
  if (!may_reword(before.state) &&
      (campaign.subject != before.subject || campaign.body != before.body || campaign.adherence != before.adherence))
    return fail(
        Error::conflict(_("Ya salieron cartas con este texto: cambian el nombre, la fecha límite y el correo de respuesta.")));
  if (const auto other = store::find_by_name(tx, alliance, fold(campaign.name)); other && *other != id) return fail(name_taken());
  campaign.id = id;
  campaign.agency = before.agency;
  campaign.alliance = alliance;
  if (!store::update(tx, campaign, act.who().account))
    return fail(Error::conflict(_(
        "Alguien guardó esta campaña mientras usted escribía. Su texto sigue aquí: compárelo con el actual y guarde de nuevo.")));
  if (campaign.deadline != before.deadline) {
    std::vector<std::int64_t> subjects;
    for (const auto open : store::open_ones(tx, id)) subjects.push_back(open.value());
    auth::move_expiry(tx, link_purpose, subjects, end_of(campaign, zone_of(at.seen.alliance)));
  }
  feature::record(tx, act, about(campaign), "campaign.edit", changes(before, campaign));
  TRY(feature::remember(tx, act, id.text()));
  return campaign;
}

}  // namespace alianza::campaigns
