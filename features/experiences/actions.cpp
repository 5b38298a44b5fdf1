#include "features/experiences/actions.h"

#include <algorithm>
#include <map>

#include "features/committees/actions.h"
#include "features/experiences/access.h"
#include "features/experiences/store.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/base/typed.h"

namespace alianza::experiences {
namespace {

constexpr int most_hits = 500;
constexpr int rows_a_slice = 500;

feature::About about(const Experience& e) { return {e.agency.value(), e.alliance.value(), "experience", e.id.value()}; }

search::Audience audience(const Experience& e) {
  if (e.state != State::published || e.confidentiality == Confidentiality::office) return search::Audience::office;
  return e.confidentiality == Confidentiality::everyone ? search::Audience::everyone : search::Audience::members;
}

search::Document document(const Experience& e) {
  const auto all = [&](Lang lang) {
    std::string out;
    for (const auto* text : {&e.problem, &e.done, &e.result, &e.lessons}) out += (lang == Lang::es ? text->es : text->en) + "\n";
    return out;
  };
  return {.kind = "experience",
          .agency = e.agency.value(),
          .alliance = e.alliance.value(),
          .id = e.id.value(),
          .title = e.title,
          .text = {all(Lang::es), all(Lang::en), Lang::es},
          .audience = audience(e)};
}

Done keep(db::Tx& tx, const feature::Act& act, const Experience& e, const char* verb, audit::Fields fields) {
  if (e.state == State::withdrawn)
    search::remove(tx, "experience", e.id.value(), e.alliance.value());
  else
    search::put(tx, document(e));
  feature::record(tx, act, about(e), verb, std::move(fields));
  return feature::remember(tx, act, e.id.text());
}

/// Names of what the rows speak of: one query each.
std::vector<Listed> named(db::Tx& tx, AllianceId alliance, std::vector<Experience> rows) {
  std::vector<OrganizationId> ids;
  for (const auto& e : rows) ids.push_back(e.organization);
  const auto names = organizations::names(tx, ids);
  std::map<CommitteeId, LocalizedText> bodies;
  for (auto& body : committees::of_alliance(tx, alliance)) bodies.emplace(body.committee.id, std::move(body.committee.name));
  std::vector<Listed> out;
  for (auto& e : rows) {
    const auto name = names.find(e.organization);
    const auto body = bodies.find(e.committee);
    out.push_back({std::move(e), name == names.end() ? std::string() : name->second.name,
                   body == bodies.end() ? LocalizedText() : body->second});
  }
  return out;
}

/// Who reads a list, and how: what `reads` lets through and the filter leaves, beyond `before`.
template <class Reads>
struct Narrowing {
  AllianceId alliance;
  const Filter& filter;
  const search::Reader& reader;
  Lang lang;
  const Reads& reads;
  std::optional<ExperienceId> before;
  std::size_t limit = 0;

  bool leaves(const Experience& e) const { return reads(e) && matches(filter, e); }
};

/// What the words bring, the best first.
template <class Reads>
std::vector<Experience> by_words(db::Tx& tx, const Narrowing<Reads>& n) {
  const auto found =
      search::find(tx, {.reader = n.reader, .text = n.filter.words, .lang = n.lang, .limit = most_hits}, "experience", {});
  std::vector<ExperienceId> ids;
  for (const auto& hit : found.hits) ids.emplace_back(hit.id);
  if (const auto place = n.before ? std::find(ids.begin(), ids.end(), *n.before) : ids.end(); place != ids.end())
    ids.erase(ids.begin(), place + 1);
  auto rows = store::of_ids(tx, n.alliance, ids);
  std::erase_if(rows, [&](const Experience& e) { return !n.leaves(e); });
  const auto place = [&](const Experience& e) { return std::find(ids.begin(), ids.end(), e.id); };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  if (rows.size() > n.limit) rows.resize(n.limit);
  return rows;
}

/// The newest first, read in slices until the page is full.
template <class Reads>
std::vector<Experience> newest_first(db::Tx& tx, const Narrowing<Reads>& n) {
  std::vector<Experience> out;
  auto before = n.before;
  while (out.size() < n.limit) {
    auto slice = store::of_alliance(tx, n.alliance, before, rows_a_slice);
    const bool last = slice.size() < rows_a_slice;
    if (!slice.empty()) before = slice.back().id;
    for (auto& e : slice)
      if (out.size() < n.limit && n.leaves(e)) out.push_back(std::move(e));
    if (last) break;
  }
  return out;
}

template <class Reads>
Listing narrowed(db::Tx& tx, Narrowing<Reads> n) {
  const auto size = n.limit++;
  auto rows = search::has_words(n.filter.words) ? by_words(tx, n) : newest_first(tx, n);
  Listing out;
  if (rows.size() > size) {
    rows.pop_back();
    out.next = rows.back().id;
  }
  out.rows = named(tx, n.alliance, std::move(rows));
  return out;
}

/// What was typed as an organisation: an id, the name of one that the actor speaks of anyway (their own, the one the experience
/// has), else a name that only one of the directory has.
std::optional<OrganizationId> organization_of(db::Tx& tx, const alliances::Seen& seen, const std::string& typed,
                                              OrganizationId current) {
  if (const auto id = OrganizationId::parse(trim(typed))) return id;
  std::vector<OrganizationId> near;
  for (const auto& seat : seen.standing.seats) near.push_back(seat.organization);
  if (current) near.push_back(current);
  for (const auto& [id, name] : organizations::names(tx, near))
    if (fold(name.name) == fold(typed)) return id;
  return organizations::find_by_name(tx, seen.alliance.agency, typed);
}

/// It takes part in the alliance, and the actor may propose for it.
Done put_organization(db::Tx& tx, const alliances::Seen& seen, const Input& input, Experience& e, OrganizationId current) {
  const auto id = organization_of(tx, seen, input.organization, current);
  if (!id || membership::history(tx, seen.alliance.id, *id).empty() || !may_propose(seen.standing, *id))
    return fail(
        Error::field("organization", seen.standing.convenes()
                                         ? _("Escriba el nombre de una organización de la alianza, como está en el directorio.")
                                         : _("Escriba el nombre de su organización, como está en el directorio.")));
  e.organization = *id;
  if (const auto typed = trim(input.committee); !typed.empty()) {
    const auto committee = CommitteeId::parse(typed);
    if (!committee || !committees::find(tx, seen.alliance.id, *committee))
      return fail(Error::field("committee", _("Elija un comité de la lista.")));
    e.committee = *committee;
  }
  return {};
}

Result<SeenExperience> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id, Action action) {
  auto at = TRY(see(tx, act.actor, alliance, id));
  if (!may(action, at.seen.standing, at.experience)) return fail(Error::forbidden());
  return at;
}

audit::Fields changes(const Experience& before, const Experience& after) {
  audit::Fields f;
  f.change("organization", before.organization, after.organization)
      .change("title_es", before.title.es, after.title.es)
      .change("problem_es", before.problem.es, after.problem.es)
      .change("done_es", before.done.es, after.done.es)
      .change("result_es", before.result.es, after.result.es)
      .change("lessons_es", before.lessons.es, after.lessons.es)
      .change("source", before.source, after.source)
      .change("value", before.value, after.value)
      .change("confidentiality", to_text(before.confidentiality), to_text(after.confidentiality));
  return f;
}

}  // namespace

Result<SeenExperience> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ExperienceId id) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  auto e = store::find(tx, alliance, id);
  if (!e || !may(Action::read, seen.standing, *e)) return fail(Error::not_found());
  const auto names = organizations::names(tx, {e->organization});
  const auto name = names.find(e->organization);
  return SeenExperience{std::move(seen), std::move(*e), name == names.end() ? std::string() : name->second.name};
}

Result<Listing> list(db::Tx& tx, const alliances::Seen& seen, const Filter& filter, Lang lang, Slice slice) {
  const auto& standing = seen.standing;
  const search::Reader reader{.agency = seen.alliance.agency.value(),
                              .alliance = seen.alliance.id.value(),
                              .is_member = standing.reads_as_member(),
                              .works_for_agency = standing.works_for_agency(),
                              .convenes = standing.convenes()};
  const auto reads = [&](const Experience& e) { return may(Action::read, standing, e); };
  return narrowed(tx, Narrowing<decltype(reads)>{seen.alliance.id, filter, reader, lang, reads, slice.before, slice.limit});
}

Listing published(db::Tx& tx, const alliances::Alliance& alliance, const Filter& filter, Lang lang, Slice slice) {
  const search::Reader reader{.agency = alliance.agency.value(), .alliance = alliance.id.value()};
  return narrowed(tx, Narrowing<decltype(is_public)>{alliance.id, filter, reader, lang, is_public, slice.before, slice.limit});
}

Result<Listed> find_public(db::Tx& tx, const alliances::Alliance& alliance, ExperienceId id) {
  auto e = store::find(tx, alliance.id, id);
  if (!e || !is_public(*e)) return fail(Error::not_found());
  std::vector<Experience> one;
  one.push_back(std::move(*e));
  return std::move(named(tx, alliance.id, std::move(one)).front());
}

Result<ExperienceId> propose(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may_propose(seen.standing)) return fail(Error::forbidden());
  auto e = TRY(parse(input));
  TRY(put_organization(tx, seen, input, e, OrganizationId()));
  e.id = ExperienceId::make();
  e.agency = seen.alliance.agency;
  e.alliance = alliance;
  store::insert(tx, e, act.who().account);
  TRY(keep(tx, act, e, "experience.propose", audit::Fields().set("organization", e.organization).set("title_es", e.title.es)));
  return e.id;
}

Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id, const Input& input) {
  const auto at = TRY(seen_for(tx, act, alliance, id, Action::change));
  const auto& before = at.experience;
  if (before.state == State::withdrawn) return fail(Error::conflict(_("Se retiró; no cambia más.")));
  auto e = TRY(parse(input));
  TRY(put_organization(tx, at.seen, input, e, before.organization));
  e.id = id;
  e.agency = before.agency;
  e.alliance = alliance;
  e.state = before.state;
  if (!store::update(tx, e))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  return keep(tx, act, e, "experience.edit", changes(before, e));
}

Done publish(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id) {
  auto at = TRY(seen_for(tx, act, alliance, id, Action::publish));
  if (at.experience.state != State::proposed) return fail(Error::conflict(_("Ya se publicó o se retiró.")));
  at.experience.state = State::published;
  store::set_state(tx, at.experience, act.who().account);
  return keep(tx, act, at.experience, "experience.publish",
              audit::Fields().set("confidentiality", to_text(at.experience.confidentiality)));
}

Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id, std::string_view reason) {
  auto at = TRY(seen_for(tx, act, alliance, id, Action::withdraw));
  if (at.experience.state == State::withdrawn) return fail(Error::conflict(_("Ya se retiró.")));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  at.experience.state = State::withdrawn;
  at.experience.withdrawn_reason = *why;
  store::set_state(tx, at.experience, act.who().account);
  return keep(tx, act, at.experience, "experience.withdraw", audit::Fields().set("reason", *why));
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::merge(tx, merge, kept, gone); }
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto& e : store::after(tx, ExperienceId(after), limit)) {
    if (e.state != State::withdrawn) out.documents.push_back(document(e));
    out.last = e.id.value();
  }
  return out;
}

}  // namespace alianza::experiences
