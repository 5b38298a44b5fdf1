// Who gets the letters of a campaign: by a filter of the directory, or by a list of addresses.
#include <map>
#include <set>
#include <sstream>

#include "features/campaigns/actions_shared.h"
#include "features/campaigns/store.h"
#include "features/organizations/actions.h"

namespace alianza::campaigns {
namespace {

using membership::Reachable;
using membership::Status;

constexpr int rows_a_look = 250;  // and in one write: some tens of milliseconds
constexpr int most_looked_at = 50'000;
constexpr std::size_t most_lines = 1000;

/// Organisations to write to, by name, and how many cannot be reached.
struct Found {
  std::vector<Reachable> contacts;
  std::map<OrganizationId, std::string> names;
  int unreachable = 0;
  std::optional<OrganizationId> next;
};

Error too_many() {
  return Error::invalid(_("Son demasiadas organizaciones para una campaña. Ponga más filtros: {1} son las más que admite.")
                            .arg(std::int64_t{most_recipients}));
}

/// Not active, not suspended: nobody is invited to where they are.
organizations::Filter outside(const organizations::Pairs& pairs) {
  auto filter = organizations::filter_from(pairs);
  const bool any = filter.statuses.empty() && !filter.not_taking_part;
  std::erase_if(filter.statuses, [](Status status) { return status == Status::active || status == Status::suspended; });
  if (any) {
    filter.statuses = {Status::invited, Status::withdrawn};
    filter.not_taking_part = true;
  }
  filter.shelf = organizations::Shelf::active;
  return filter;
}

/// Those of one slice.
Result<Found> by_filter(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance,
                        const RecipientsInput& input) {
  organizations::ListRequest wanted;
  wanted.alliance = alliance;
  wanted.filter = outside(input.filter);
  wanted.limit = rows_a_look;
  wanted.after = input.after;
  Found found;
  if (wanted.filter.statuses.empty() && !wanted.filter.not_taking_part) return found;
  const auto rows = TRY(organizations::rows_after(tx, memory, act.actor, wanted));
  std::vector<OrganizationId> ids;
  for (const auto& row : rows) {
    ids.push_back(row.id);
    found.names.emplace(row.id, row.name);
  }
  found.contacts = membership::reachable(tx, ids);
  found.unreachable = static_cast<int>(rows.size() - found.contacts.size());
  if (rows.size() == rows_a_look) found.next = rows.back().id;
  return found;
}

struct Line {
  int number = 0;
  std::string key;
};
Error wrong_line(const Line& line, Message message) {
  return Error::field("addresses", std::move(message).arg(std::int64_t{line.number}));
}

Result<std::vector<Line>> lines_of(const std::string& addresses) {
  std::vector<Line> out;
  std::istringstream in(addresses);
  int number = 0;
  for (std::string text; std::getline(in, text);) {
    ++number;
    if (trim(text).empty()) continue;
    const auto email = Email::parse(text);
    if (!email) return fail(wrong_line({number, {}}, _("El renglón {1} no es un correo. Escriba un correo por renglón.")));
    out.push_back({number, email->key()});
  }
  if (out.empty()) return fail(Error::field("addresses", _("Escriba al menos un correo.")));
  if (out.size() > most_lines) return fail(Error::field("addresses", _("Escriba a lo más 1000 correos cada vez.")));
  return out;
}

/// The directory says which organisation an address speaks for; who is active there is not invited again.
Result<Found> by_list(db::Tx& tx, const SeenCampaign& at, const std::string& addresses) {
  const auto lines = TRY(lines_of(addresses));
  std::set<std::string> keys;
  for (const auto& line : lines) keys.insert(line.key);
  std::map<std::string, Reachable> known;
  for (auto& contact : membership::reachable_by_email(tx, at.campaign.agency, keys)) known.emplace(contact.email.key(), contact);
  std::set<OrganizationId> inside;
  for (const auto status : {Status::active, Status::suspended})
    for (const auto id : membership::with_status_on(tx, at.campaign.alliance, status, at.seen.today)) inside.insert(id);
  Found found;
  std::vector<OrganizationId> ids;
  for (const auto& line : lines) {
    const auto contact = known.find(line.key);
    if (contact == known.end())
      return fail(
          wrong_line(line, _("El correo del renglón {1} no es de ningún contacto del directorio. Regístrelo primero en su "
                             "organización.")));
    if (inside.contains(contact->second.organization))
      return fail(wrong_line(line, _("La organización del renglón {1} ya participa en la alianza.")));
    found.contacts.push_back(contact->second);
    ids.push_back(contact->second.organization);
  }
  for (const auto& [id, name] : organizations::names(tx, ids)) found.names.emplace(id, name.name);
  return found;
}

Result<Found> look(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, const SeenCampaign& at,
                   const RecipientsInput& input) {
  if (input.how == "filter") return by_filter(tx, memory, act, at.campaign.alliance, input);
  if (input.how == "list") return by_list(tx, at, input.addresses);
  return fail(Error::field("how", _("Elija si los busca en el directorio o escribe sus correos.")));
}

/// Addresses that were typed are not left aside for a filter: without this, who forgot the choice above invited the whole
/// directory.
Done refuse_both(const RecipientsInput& input) {
  if (input.how != "filter" || trim(input.addresses).empty()) return {};
  return fail(Error::field("how", _("Escribió correos, pero eligió «Del directorio». Elija la lista de correos, o bórrela.")));
}

Result<Lang> language(const Campaign& campaign, const std::string& word) {
  if (word == "es") return Lang::es;
  if (word != "en") return fail(Error::field("lang", _("Elija el idioma de las cartas.")));
  if (campaign.body.en.empty()) return fail(Error::field("lang", _("Esta campaña no tiene carta en inglés. Escríbala primero.")));
  return Lang::en;
}

Invitation drafted(const Campaign& campaign, const Reachable& contact, const Found& found, Lang lang) {
  Invitation i;
  i.id = InvitationId::make();
  i.agency = campaign.agency;
  i.alliance = campaign.alliance;
  i.campaign = campaign.id;
  i.organization = contact.organization;
  const auto name = found.names.find(contact.organization);
  i.organization_name = name == found.names.end() ? std::string() : name->second;
  i.person = contact.person;
  i.person_name = contact.name;
  i.position = contact.position;
  i.email = contact.email;
  i.lang = lang;
  return i;
}

Result<SeenCampaign> seen_to_choose(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (!may_choose(at.campaign.state))
    return fail(Error::conflict(at.campaign.state == State::closed ? _("La campaña está cerrada.")
                                                                   : _("Ponga primero la campaña en pausa.")));
  return at;
}

/// Before the first slice: a campaign that would grow too large is refused whole.
Done refuse_too_many(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, CampaignId id,
                     RecipientsInput input) {
  const auto at = TRY(seen_to_choose(tx, act, alliance, id));
  TRY(refuse_both(input));
  const auto inside = store::organizations(tx, id);
  std::int64_t wanted = at.counts.all;
  for (int looked = 0;; looked += rows_a_look) {
    const auto found = TRY(by_filter(tx, memory, act, alliance, input));
    for (const auto& contact : found.contacts)
      if (!inside.contains(contact.organization)) ++wanted;
    if (wanted > most_recipients || looked >= most_looked_at) return fail(too_many());
    if (!found.next) return {};
    input.after = *found.next;
  }
}

}  // namespace

Result<Chosen> choose(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, CampaignId id,
                      const RecipientsInput& input) {
  const auto at = TRY(seen_to_choose(tx, act, alliance, id));
  TRY(refuse_both(input));
  const auto lang = TRY(language(at.campaign, input.lang));
  const auto found = TRY(look(tx, memory, act, at, input));
  Chosen chosen;
  chosen.unreachable = found.unreachable;
  chosen.next = found.next;
  for (const auto& contact : found.contacts) {
    if (store::insert(tx, drafted(at.campaign, contact, found, lang)))
      ++chosen.added;
    else
      ++chosen.known;
  }
  if (at.counts.all + chosen.added > most_recipients) return fail(too_many());
  feature::record(tx, act, about(at.campaign), "campaign.choose",
                  audit::Fields().set("how", input.how).set("added", std::int64_t{chosen.added}));
  if (!chosen.next) TRY(feature::remember(tx, act, id.text()));
  return chosen;
}

Result<Chosen> choose(const db::Database& db, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance,
                      CampaignId id, const RecipientsInput& input) {
  if (input.how == "filter") TRY(db.read([&](db::Tx& tx) { return refuse_too_many(tx, memory, act, alliance, id, input); }));
  Chosen all;
  for (auto rest = input;;) {
    const auto slice = TRY(db.write([&](db::Tx& tx) { return choose(tx, memory, act, alliance, id, rest); }));
    all.added += slice.added;
    all.known += slice.known;
    all.unreachable += slice.unreachable;
    if (!slice.next) return all;
    rest.after = *slice.next;
  }
}

Done leave_out(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto found = store::find_invitation(tx, id, invitation);
  if (!found) return fail(Error::not_found());
  if (found->state != InvitationState::drafted)
    return fail(Error::conflict(_("Su carta ya salió: puede retirar la invitación.")));
  store::remove_drafted(tx, invitation);
  feature::record(tx, act, about(at.campaign), "campaign.leave_out", audit::Fields().set("organization", found->organization));
  return feature::remember(tx, act, id.text());
}

Result<std::int64_t> leave_out_unsent(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  const auto at = TRY(seen_to_choose(tx, act, alliance, id));
  const auto removed = store::remove_all_drafted(tx, id);
  if (removed == 0) return fail(Error::conflict(_("No hay destinatarios por quitar: todas las cartas ya salieron.")));
  feature::record(tx, act, about(at.campaign), "campaign.leave_out_unsent", audit::Fields().set("removed", removed));
  TRY(feature::remember(tx, act, id.text()));
  return removed;
}

Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.campaign.state != State::draft)
    return fail(Error::conflict(_("De esta campaña ya salieron cartas: puede cerrarla, pero no descartarla.")));
  store::remove(tx, id);
  feature::record(tx, act, about(at.campaign), "campaign.discard",
                  audit::Fields().set("name", at.campaign.name).set("recipients", at.counts.drafted));
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::campaigns
