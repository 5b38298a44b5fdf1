// Registering, editing, interests in the SDG, the shelf, participation.
#include <algorithm>
#include <charconv>

#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"

namespace alianza::organizations {
namespace {

/// Who proposed it: an id or a name of the directory. Empty when nobody did.
Result<OrganizationId> proposer(db::Tx& tx, AgencyId agency, Origin origin, std::string_view typed) {
  const auto text = trim(typed);
  if (origin != Origin::by_member) {
    if (text.empty()) return OrganizationId();
    return fail(Error::field("origin_organization", _("Bórrela, o elija que la propuso una integrante.")));
  }
  if (text.empty()) return fail(Error::field("origin_organization", _("Escriba el nombre de la organización que la propuso.")));
  if (const auto id = OrganizationId::parse(text); id && store::find(tx, agency, *id)) return *id;
  if (const auto id = find_by_name(tx, agency, text)) return *id;
  return fail(Error::field("origin_organization",
                           _("Ninguna organización del directorio se llama así. Escriba su nombre como está en la lista.")));
}

/// The profile with every error of its fields, those of the database too.
Result<Partial> parse_in(db::Tx& tx, AgencyId agency, const ProfileInput& input, Result<Partial> profile) {
  Origin origin = Origin::unstated;
  from_text(trim(input.origin), origin);
  auto who = proposer(tx, agency, origin, input.origin_organization);
  if (who) {
    if (profile) profile->profile.origin_organization = *who;
    return profile;
  }
  if (profile) return fail(std::move(who).error());
  auto error = std::move(profile).error();
  error.fields.insert(error.fields.end(), who.error().fields.begin(), who.error().fields.end());
  return fail(std::move(error));
}

Result<Profile> parse_in(db::Tx& tx, AgencyId agency, const ProfileInput& input) {
  auto whole = parse(input).map([](Profile&& profile) { return Partial{std::move(profile), {}}; });
  return TRY(parse_in(tx, agency, input, std::move(whole))).profile;
}

/// Somebody should look before the same organisation is there twice.
Done refuse_twin(db::Tx& tx, AgencyId agency, const Profile& profile) {
  const auto others = alike(tx, agency, {}, profile, {});
  if (others.empty() || others.front().comparison.score < near_certain) return {};
  auto error =
      Error::field("name", _("Ya está en el directorio «{1}», que parece la misma. Ábrala o, si es otra, marque la casilla.")
                               .arg(others.front().name));
  error.fields.push_back({"confirm_distinct", _("Marque esta casilla si es otra organización.")});
  return fail(std::move(error));
}

Organization insert(db::Tx& tx, const feature::Act& act, AgencyId agency, const Profile& profile, const SdgMasks& sdgs) {
  Organization o;
  o.id = OrganizationId::make();
  o.agency = agency;
  o.profile = profile;
  o.sdgs = sdgs;
  o.created_at = o.updated_at = tx.now();
  store::insert(tx, o, act.who().account);
  refresh_duplicates(tx, o);
  return o;
}

}  // namespace

audit::Fields changes(const Profile& before, const Profile& after) {
  audit::Fields fields;
  for (const auto& d : differences(as_input(before, 0), as_input(after, 0))) fields.change(d.field, d.before, d.after);
  return fields;
}

std::string codes(const std::vector<SdgInterest>& sdgs, SdgLevel level) {
  std::string out;
  for (const auto& s : sdgs)
    if (s.level == level) out += (out.empty() ? "" : ",") + std::to_string(s.goal);
  return out;
}

Done check(const std::vector<SdgInterest>& sdgs) {
  std::int64_t seen = 0;
  for (const auto& s : sdgs) {
    const auto bit = s.goal >= 1 && s.goal <= 17 ? std::int64_t{1} << s.goal : 0;
    if (bit == 0 || (seen & bit) != 0) return fail(Error::field("sdgs", _("Elija cada ODS una vez, del 1 al 17.")));
    seen |= bit;
  }
  return {};
}

bool takes_part_somewhere(db::Tx& tx, OrganizationId id) {
  const auto rows = store::participations(tx, id);
  return std::any_of(rows.begin(), rows.end(),
                     [](const auto& p) { return p.status && *p.status != membership::Status::withdrawn; });
}

Result<Profile> check(db::Tx& tx, AgencyId agency, const ProfileInput& input) { return parse_in(tx, agency, input); }

Result<Partial> check_partial(db::Tx& tx, AgencyId agency, const ProfileInput& input) {
  return parse_in(tx, agency, input, parse_partial(input));
}

Organization add(db::Tx& tx, const feature::Act& act, AgencyId agency, const Profile& profile,
                 const std::vector<SdgInterest>& sdgs, Date declared_on, Batch batch) {
  const auto o = insert(tx, act, agency, profile, masks(sdgs));
  store::add_sdgs(tx, o, declared_on);
  auto fields = changes({}, profile);
  fields.change("sdgs_priority", "", codes(sdgs, SdgLevel::priority))
      .change("sdgs_interested", "", codes(sdgs, SdgLevel::interested));
  if (batch.id != 0) fields.set("batch", id_to_text(batch.id));
  feature::record(tx, act, about(o), "organization.register", std::move(fields));
  return o;
}

Result<Organization> register_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, const RegisterInput& input) {
  const auto at = TRY(seen_for(tx, act, alliance, Action::register_organization));
  const auto agency = at.alliance.agency;
  auto profile = TRY(parse_in(tx, agency, input.profile));
  if (input.confirm_distinct != "yes") TRY(refuse_twin(tx, agency, profile));
  auto o = add(tx, act, agency, profile, {}, at.today);
  if (!input.status.empty()) {
    const auto status = membership::status_from(input.status);
    const bool begins = status && !membership::refuses(std::nullopt, *status);
    if (!begins) return fail(Error::field("status", _("Elija un estado de la lista.")));
    const auto since = trim(input.since).empty() ? at.today : TRY(parse_day("since", input.since));
    TRY(membership::change(tx, act, at.standing, {agency, alliance, o.id, *status, since, ""}));
  }
  TRY(feature::remember(tx, act, o.id.text()));
  return o;
}

Result<Organization> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                          const ProfileInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit_profile));
  const auto stored = store::find(tx, id);
  ENSURE(stored);
  auto typed = input;
  const bool convenes = may(Action::register_organization, seen.at.standing);
  if (!convenes) {
    const auto kept = as_input(stored->profile, 0);
    typed.origin = kept.origin;
    typed.origin_organization = kept.origin_organization;
    typed.source = kept.source;
  }
  auto changed = *stored;
  changed.profile = TRY(parse_in(tx, stored->agency, typed));
  if (changed.profile.origin_organization == id)
    return fail(Error::field("origin_organization", _("Una organización no se propone a sí misma. Elija otra.")));
  std::int64_t version = 0;
  const auto text = trim(input.version);
  std::from_chars(text.data(), text.data() + text.size(), version);
  changed.version = version;
  if (version != stored->version || !store::update(tx, changed))
    return fail(Error::conflict(
        _("Alguien guardó cambios mientras usted escribía. Lo suyo sigue aquí abajo, junto a lo que está guardado.")));
  changed.version = version + 1;
  if (!reads_alike(stored->profile, changed.profile)) index(tx, changed);
  refresh_duplicates(tx, changed);
  feature::record(tx, act, about(changed), "organization.edit", changes(stored->profile, changed.profile));
  TRY(feature::remember(tx, act, id.text()));
  return changed;
}

Done declare_sdgs(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                  const std::vector<SdgInterest>& sdgs) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit_profile));
  TRY(check(sdgs));
  const auto before = interests(seen.organization.sdgs);
  store::put_sdgs(tx, seen.organization, sdgs, seen.at.today);
  audit::Fields fields;
  for (const auto level : {SdgLevel::priority, SdgLevel::interested})
    fields.change(level == SdgLevel::priority ? "sdgs_priority" : "sdgs_interested", codes(before, level), codes(sdgs, level));
  feature::record(tx, act, about(seen.organization, alliance), "organization.declare_sdgs", std::move(fields));
  return feature::remember(tx, act, id.text());
}

Done shelve(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, Shelf to, std::string_view raw) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::shelve));
  const auto& o = seen.organization;
  if (to == Shelf::merged || to == o.shelf) return fail(Error::conflict(_("La organización ya está así en el directorio.")));
  const auto reason = TRY(parse_reason(raw, _("Escriba el motivo: quedará en la historia de la organización.")));
  if (to == Shelf::inactive) {
    if (takes_part_somewhere(tx, id))
      return fail(
          Error::conflict(_("Todavía participa en una alianza. Retírela primero de ella; después podrá dejar de usarse.")));
  }
  store::put_shelf(tx, id, to, {});
  index(tx, *store::find(tx, id));
  feature::record(tx, act, about(o), "organization.shelve",
                  audit::Fields().change("shelf", to_text(o.shelf), to_text(to)).set("reason", reason));
  return feature::remember(tx, act, id.text());
}

Done change_participation(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id,
                          const ParticipationInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::change_participation));
  const auto status = membership::status_from(input.status);
  if (!status) return fail(Error::field("status", _("Elija un estado de la lista.")));
  if (seen.organization.shelf == Shelf::inactive && *status != membership::Status::withdrawn)
    return fail(Error::field("status", _("La organización está fuera de uso. Devuélvala al directorio antes de que participe.")));
  const auto since = TRY(parse_day("since", input.since));
  TRY(membership::change(tx, act, seen.at.standing, {seen.organization.agency, alliance, id, *status, since, input.reason}));
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::organizations
