#include "features/installations/actions.h"

#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/cadences/actions.h"
#include "features/installations/access.h"
#include "features/installations/store.h"
#include "features/minutes/minutes.h"
#include "features/organizations/actions.h"
#include "features/workplans/actions.h"
#include "platform/audit/digest.h"
#include "platform/base/typed.h"
#include "platform/i18n/i18n.h"

namespace alianza::installations {
namespace {

using committees::Office;

feature::About about(const committees::Committee& c) { return {c.agency.value(), c.alliance.value(), "committee", c.id.value()}; }

std::string name_in(const std::map<OrganizationId, organizations::Name>& names, OrganizationId id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second.name;
}

std::optional<Record::Officer> officer_on(const committees::Book& book, Office office, Date day,
                                          const std::map<OrganizationId, organizations::Name>& names) {
  const auto* a = committees::holder_on(book.appointments, office, day);
  if (!a) return std::nullopt;
  return Record::Officer{a->holder, name_in(names, a->organization), a->since.text()};
}

/// Of an alliance that is not real.
std::string seal_of(const alliances::Alliance& a) {
  switch (a.nature) {
    case alliances::Nature::real: return {};
    case alliances::Nature::reconstruction: return i18n::text(Lang::es, _("No oficial"));
    case alliances::Nature::synthetic: return i18n::text(Lang::es, _("Datos sintéticos"));
  }
  return {};
}

bool is_in(const committees::Member& m, Date day) { return (!m.since || *m.since <= day) && (!m.until || day < *m.until); }

std::vector<Record::Area> areas_of(const workplans::Plan& plan, const std::map<OrganizationId, organizations::Name>& names) {
  std::vector<Record::Area> out;
  for (const auto& area : plan.areas) {
    auto& into = out.emplace_back(Record::Area{area.title.es, {}});
    for (const auto& a : plan.activities)
      if (a.area == area.id && a.state != workplans::State::dropped)
        into.activities.push_back({a.title, name_in(names, a.owner), a.starts.text(), a.due.text()});
  }
  return out;
}

Record::Dynamics dynamics_of(db::Tx& tx, const feature::Act& act, const committees::Committee& c, Date day) {
  Record::Dynamics d;
  const auto editions = committees::rules(tx, c.id);
  if (const auto* rules = committees::rules_on(editions, day)) {
    d.edition = rules->edition;
    d.since = rules->since.text();
    d.quorum_percent = rules->quorum_percent.value_or(0);
    d.quorum_number = rules->quorum_number.value_or(0);
    d.voting_base = rules->voting_base;
    d.rules = rules->text.es;
  }
  if (const auto cadence = cadences::book(tx, act.actor, c.alliance, c.id); cadence && cadence->cadence) {
    d.months = cadence->cadence->months;
    d.months_since = cadence->cadence->since.text();
  }
  return d;
}

/// «Faltan: plan de trabajo, secretaría.»
Error lacks(const std::vector<Part>& missing) {
  std::string names;
  for (const auto part : missing) names.append(names.empty() ? "" : ", ").append(i18n::text(Lang::es, label(part)));
  return Error::conflict(_("Aún no se puede declarar instalado. Falta: {1}.").arg(names));
}

Result<Seen> seen_to_declare(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee) {
  auto seen = TRY(installations::see(tx, act.actor, alliance, committee));
  if (!seen.may_declare) return fail(Error::forbidden());
  return seen;
}

/// A correction keeps the folio of the first edition.
std::string folio_of(db::Tx& tx, const Seen& seen, Date today) {
  if (!seen.editions.empty()) return seen.editions.front().folio;
  const auto agency = agencies::find(tx, seen.at.committee.agency);
  const int year = static_cast<int>(today.ymd().year());
  return folio_text(minutes::folio_prefix(agency ? agency->short_name : ""), year,
                    store::next_folio(tx, seen.at.committee.agency, year));
}

}  // namespace

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee) {
  Seen seen{TRY(committees::see(tx, actor, alliance, committee)), false, false, {}};
  const auto& standing = seen.at.seen.standing;
  const Ties ties{seen.at.officer, committees::is_member(tx, standing, committee)};
  seen.reads_all = may(Action::read, standing, ties);
  seen.may_declare = may(Action::declare, standing, ties);
  seen.editions = store::editions(tx, committee);
  if (!seen.reads_all) std::erase_if(seen.editions, [](const Installation& i) { return !i.published; });
  if (!seen.reads_all && (seen.editions.empty() || !may(Action::glance, standing, ties))) return fail(Error::not_found());
  return seen;
}

const Installation* edition_of(const Seen& seen, std::optional<int> number) {
  if (seen.editions.empty()) return nullptr;
  if (!number) return &seen.editions.front();
  const auto found =
      std::find_if(seen.editions.begin(), seen.editions.end(), [&](const Installation& i) { return i.edition == *number; });
  return found == seen.editions.end() ? nullptr : &*found;
}

Record draft(db::Tx& tx, const feature::Act& act, const Seen& seen, Date day) {
  const auto& c = seen.at.committee;
  const auto book = committees::book(tx, c.id);
  const auto plan = workplans::plan(tx, c.id);
  std::set<OrganizationId> ids;
  for (const auto& m : book.members)
    if (is_in(m, day)) ids.insert(m.organization);
  const auto present = ids;
  for (const auto& a : book.appointments)
    if (a.organization) ids.insert(a.organization);
  for (const auto& a : plan.activities)
    if (a.owner) ids.insert(a.owner);
  const auto names = organizations::names(tx, {ids.begin(), ids.end()});
  Record r;
  if (const auto agency = agencies::find(tx, c.agency)) r.agency = agency->name.es;
  r.alliance = seen.at.seen.alliance.name.es;
  r.body = c.name.es;
  r.sdg = c.sdg;
  r.seal = seal_of(seen.at.seen.alliance);
  r.installed_on = day.text();
  r.president = officer_on(book, Office::president, day, names);
  r.secretary = officer_on(book, Office::secretary, day, names);
  for (const auto id : present) r.members.push_back(name_in(names, id));
  std::sort(r.members.begin(), r.members.end(), [](const auto& a, const auto& b) { return fold(a) < fold(b); });
  r.areas = areas_of(plan, names);
  r.dynamics = dynamics_of(tx, act, c, day);
  return r;
}

Result<Installation> declare(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee,
                             const Input& input) {
  const auto seen = TRY(seen_to_declare(tx, act, alliance, committee));
  const auto& c = seen.at.committee;
  const auto today = seen.at.seen.today;
  const int last = seen.editions.empty() ? 0 : seen.editions.front().edition;
  const auto wanted = TRY(parse(input, today, last));
  if (whole_number(trim(input.edition)).value_or(0) != last)
    return fail(Error::conflict(_("Alguien declaró otra versión mientras usted escribía. Revísela antes de continuar.")));
  if (c.dissolved_on && *c.dissolved_on <= wanted.installed_on) return fail(Error::conflict(_("El comité está disuelto.")));
  if (c.founded_on && wanted.installed_on < *c.founded_on)
    return fail(Error::field("installed_on",
                             _("El comité se creó el {1}. Escriba esa fecha o una posterior.").arg(c.founded_on->text())));
  auto record = draft(tx, act, seen, wanted.installed_on);
  if (const auto lacking = missing(record); !lacking.empty()) return fail(lacks(lacking));
  Installation made;
  made.id = InstallationId::make();
  made.agency = c.agency;
  made.alliance = alliance;
  made.committee = committee;
  made.edition = record.edition = last + 1;
  made.correction = record.correction = wanted.correction;
  made.installed_on = wanted.installed_on;
  made.folio = record.folio = folio_of(tx, seen, today);
  record.remarks = wanted.remarks;
  made.canonical = canonical(record);
  made.digest = audit::sha256_hex(made.canonical);
  made.declared_by = act.who().name;
  made.declared_at = tx.now();
  store::insert(tx, made, act.who().account);
  feature::record(tx, act, about(c), last == 0 ? "installation.declare" : "installation.correct",
                  audit::Fields()
                      .set("edition", made.edition)
                      .set("folio", made.folio)
                      .set("digest", made.digest)
                      .set("installed_on", made.installed_on)
                      .set("correction", made.correction));
  TRY(feature::remember(tx, act, committee.text()));
  return made;
}

Done set_published(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const Publication& wanted) {
  const auto seen = TRY(seen_to_declare(tx, act, alliance, committee));
  if (wanted.published != "1" && wanted.published != "0") return fail(Error::field("published", _("Diga si se publica o no.")));
  const auto number = whole_number(trim(wanted.edition));
  const auto* act_of = number ? edition_of(seen, number) : nullptr;
  if (!act_of) return fail(Error::field("edition", _("Elija una versión del acta.")));
  const bool publishes = wanted.published == "1";
  if (act_of->published == publishes)
    return fail(Error::conflict(publishes ? _("Esa versión ya está publicada.") : _("Esa versión no está publicada.")));
  if (publishes)
    store::publish(tx, *act_of, act.who().account);
  else
    store::withdraw(tx, act_of->id, act.who().account);
  feature::record(tx, act, about(seen.at.committee), publishes ? "installation.publish" : "installation.withdraw",
                  audit::Fields().set("edition", act_of->edition).set("folio", act_of->folio));
  return feature::remember(tx, act, committee.text());
}

std::optional<Installation> published_act(db::Tx& tx, CommitteeId committee) {
  for (auto& row : store::editions(tx, committee))
    if (row.published) return std::move(row);
  return std::nullopt;
}

std::map<CommitteeId, Date> installed(db::Tx& tx, AllianceId alliance) {
  std::map<CommitteeId, Date> out;
  for (const auto& row : store::installed(tx, alliance)) out.emplace(row.committee, row.on);
  return out;
}

}  // namespace alianza::installations
