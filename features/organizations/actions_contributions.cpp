// Contributions and contacts: what an organisation shows to itself and the agency only.
#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"
#include "features/organizations/store_contributions.h"
#include "features/organizations/store_duplicates.h"

namespace alianza::organizations {
namespace {

constexpr std::int64_t most_contributions = 2000;  // of one organisation to one alliance

/// Who receives says that it was confirmed or delivered; who gives says the rest.
Action needed_for(ContributionState to) {
  return to == ContributionState::confirmed || to == ContributionState::delivered ? Action::confirm_contribution
                                                                                  : Action::offer_contribution;
}

Result<std::string> parse_note(ContributionState to, std::string_view raw) {
  auto note = parse_text(raw, 500, Lines::many);
  if (!note) return fail(Error::field("note", note.error().message));
  if (!note->empty() || !needs_note(to)) return note;
  return fail(Error::field("note", to == ContributionState::delivered
                                       ? _("Escriba qué prueba la entrega: un acta, un recibo, una fotografía.")
                                       : _("Escriba por qué se cancela: quedará en su historia.")));
}

audit::Fields described(const Contribution& c) {
  audit::Fields fields;
  fields.set("kind", to_text(c.kind)).set("description", c.description).set("state", to_text(c.state)).set("since", c.since);
  if (c.amount) fields.set("amount", *c.amount);
  if (c.quantity) fields.set("quantity", c.quantity->text()).set("unit", c.unit);
  return fields;
}

feature::About about_contribution(const Organization& o, AllianceId alliance, ContributionId id) {
  return {o.agency.value(), alliance.value(), "contribution", id.value()};
}

/// Of another organisation is not there.
Done its_own(db::Tx& tx, const Seen& seen, membership::AffiliationId contact) {
  const auto all = TRY(membership::contacts_of(tx, seen.at.standing, seen.organization.id));
  if (std::any_of(all.begin(), all.end(), [&](const membership::Contact& c) { return c.affiliation == contact; })) return {};
  return fail(Error::not_found());
}

}  // namespace

ContributionRecord add(db::Tx& tx, const feature::Act& act, AgencyId agency, Contribution c, const std::string& note) {
  c.id = ContributionId::make();
  auto first = store::insert(tx, agency, c, act.who(), note);
  feature::record(tx, act, {agency.value(), c.alliance.value(), "contribution", c.id.value()}, "contribution.add",
                  described(c).set("organization", c.organization));
  return {std::move(c), {std::move(first)}};
}

Result<ContributionRecord> add_contribution(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                                            const ContributionInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::offer_contribution));
  auto contribution = TRY(parse(input));
  if (!may(needed_for(contribution.state), seen.at.standing, {id}))
    return fail(Error::field("state", _("Ese estado lo registra el secretariado, que es quien recibe.")));
  if (contribution.state == ContributionState::cancelled)
    return fail(Error::field("state", _("Un aporte no empieza cancelado.")));
  if (contribution.since > seen.at.today) return fail(Error::field("since", _("Escriba una fecha que no sea futura.")));
  const auto note = TRY(parse_note(contribution.state, input.note));
  if (store::count_contributions(tx, id, alliance, most_contributions) >= most_contributions)
    return fail(Error::invalid(_("Una organización registra hasta {1} aportes en una alianza.").arg(most_contributions)));
  contribution.organization = id;
  contribution.alliance = alliance;
  auto made = add(tx, act, seen.organization.agency, std::move(contribution), note);
  TRY(feature::remember(tx, act, made.contribution.id.text()));
  return made;
}

Done change_contribution(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, ContributionId contribution,
                         const StateInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::offer_contribution));
  const auto present = store::find_contribution(tx, id, contribution);
  if (!present || present->alliance != alliance) return fail(Error::not_found());
  ContributionStep step;
  if (!from_text(trim(input.state), step.state)) return fail(Error::field("state", _("Elija el estado del aporte.")));
  if (auto no = refuses(present->state, step.state)) return fail(Error::field("state", std::move(*no)));
  if (!may(needed_for(step.state), seen.at.standing, {id}))
    return fail(Error::field("state", _("Ese estado lo registra el secretariado, que es quien recibe.")));
  if (present->kind == ContributionKind::financial && !present->amount && step.state != ContributionState::cancelled)
    return fail(Error::field("state", _("Este aporte de dinero no tiene monto. Cancélelo y registre otro con su monto.")));
  step.on = TRY(parse_day("on", input.on));
  if (step.on < present->since)
    return fail(
        Error::field("on", _("Escriba una fecha igual o posterior al {1}, la del estado actual.").arg(present->since.text())));
  if (step.on > seen.at.today) return fail(Error::field("on", _("Escriba una fecha que no sea futura.")));
  step.note = TRY(parse_note(step.state, input.note));
  if (!store::put_state(tx, contribution, present->state, step, act.who()))
    return fail(Error::conflict(_("Alguien cambió este aporte al mismo tiempo. Revise su estado.")));
  audit::Fields fields;
  fields.change("state", to_text(present->state), to_text(step.state))
      .set("on", step.on)
      .set("note", step.note)
      .set("organization", id);
  feature::record(tx, act, about_contribution(seen.organization, alliance, contribution), "contribution.change",
                  std::move(fields));
  return feature::remember(tx, act, contribution.text());
}

Result<membership::AffiliationId> add_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                                              const membership::PersonInput& input, std::string_view since) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit_profile));
  const auto day = trim(since).empty() ? seen.at.today : TRY(parse_day("since", since));
  const auto made = TRY(membership::add_contact(tx, act, seen.at.standing, seen.organization.agency, id, input, day));
  if (const auto domain = own_domain(trim(input.email)); !domain.empty()) {
    store::add_domain(tx, seen.organization.agency, id, domain);
    refresh_duplicates(tx, *store::find(tx, id));
  }
  return made;
}

Done change_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                    membership::AffiliationId contact, const membership::PersonInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit_profile));
  TRY(its_own(tx, seen, contact));
  TRY(membership::change_contact(tx, act, seen.at.standing, seen.organization.agency, contact, input));
  if (const auto domain = own_domain(trim(input.email)); !domain.empty()) {
    store::add_domain(tx, seen.organization.agency, id, domain);
    refresh_duplicates(tx, *store::find(tx, id));
  }
  return {};
}

Done end_contact(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, membership::AffiliationId contact,
                 std::string_view until) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit_profile));
  TRY(its_own(tx, seen, contact));
  const auto day = TRY(parse_day("until", until));
  return membership::end_contact(tx, act, seen.at.standing, seen.organization.agency, contact, day);
}

}  // namespace alianza::organizations
