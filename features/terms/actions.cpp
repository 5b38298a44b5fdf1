#include "features/terms/actions.h"

#include <atomic>

#include "features/terms/access.h"
#include "features/terms/store.h"
#include "platform/base/typed.h"

namespace alianza::terms {
namespace {

feature::About about(const Term& t) { return {t.agency.value(), t.alliance.value(), "term", t.id.value()}; }

search::Document document(const Term& t) {
  return {.kind = "term",
          .agency = t.agency.value(),
          .alliance = t.alliance.value(),
          .id = t.id.value(),
          .title = t.now.name,
          .text = t.now.definition,
          .audience = search::Audience::everyone};
}

Error taken(const char* field, Message message) {
  auto error = Error::field(field, std::move(message));
  error.fault = Fault::conflict;
  return error;
}

/// One term of a name and one in a place; `self` may be where it is.
Done refuse_taken(db::Tx& tx, AllianceId alliance, const Parsed& parsed, TermId self) {
  const auto named = store::find_by_name(tx, alliance, fold(parsed.version.name.es));
  if (named && *named != self) return fail(taken("name_es", _("Ese término ya está en el glosario.")));
  if (parsed.place == Place::nowhere) return {};
  const auto placed = store::find_by_place(tx, alliance, parsed.place);
  if (placed && *placed != self) return fail(taken("place", _("Otro término se muestra ya ahí.")));
  return {};
}

Result<alliances::Seen> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  return seen;
}

Done keep(db::Tx& tx, const feature::Act& act, const Term& t, const char* verb, audit::Fields fields) {
  store::insert_version(tx, t, act.who().account);
  search::put(tx, document(t));
  feature::record(tx, act, about(t), verb, std::move(fields));
  return feature::remember(tx, act, t.id.text());
}

std::atomic<KnowsMeeting> knows_meeting = nullptr;

/// It was agreed at a meeting of this alliance, or nothing is said of where.
Done check_meeting(db::Tx& tx, AllianceId alliance, const Version& version) {
  if (!version.meeting) return {};
  const auto knows = knows_meeting.load();
  if (knows != nullptr && knows(tx, alliance, version.meeting)) return {};
  return fail(Error::field("meeting", _("Esa reunión no es de esta alianza. Pegue la dirección de su página.")));
}

}  // namespace

Result<SeenTerm> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, TermId id) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  auto term = store::find(tx, alliance, id);
  if (!term || !may(Action::read, seen.standing)) return fail(Error::not_found());
  return SeenTerm{std::move(seen), std::move(*term), store::versions(tx, id)};
}

Listing of_alliance(db::Tx& tx, AllianceId alliance, std::optional<TermId> after) {
  Listing out{store::of_alliance(tx, alliance, after, page_size + 1), {}};
  if (out.rows.size() <= page_size) return out;
  out.rows.pop_back();
  out.next = out.rows.back().id;
  return out;
}

std::map<TermId, std::vector<Version>> former(db::Tx& tx, AllianceId alliance) {
  std::map<TermId, std::vector<Version>> out;
  for (auto& row : store::former(tx, alliance)) out[row.term].push_back(std::move(row.version));
  return out;
}

std::map<Place, Term> in_places(db::Tx& tx, AllianceId alliance) {
  std::map<Place, Term> out;
  for (auto& term : store::in_places(tx, alliance)) out.emplace(term.place, std::move(term));
  return out;
}

void know_meetings(KnowsMeeting knows) { knows_meeting = knows; }

Result<Term> define(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  auto parsed = TRY(parse(input));
  TRY(check_meeting(tx, alliance, parsed.version));
  TRY(refuse_taken(tx, alliance, parsed, TermId()));
  Term term{TermId::make(), seen.alliance.agency, alliance, parsed.place, std::move(parsed.version)};
  term.now.recorded_by = act.who().name;
  store::insert(tx, term);
  TRY(keep(tx, act, term, "term.define",
           audit::Fields().set("name_es", term.now.name.es).set("definition_es", term.now.definition.es)));
  return term;
}

Result<Term> redefine(db::Tx& tx, const feature::Act& act, AllianceId alliance, TermId id, const Input& input) {
  TRY(seen_to_keep(tx, act, alliance));
  const auto before = store::find(tx, alliance, id);
  if (!before) return fail(Error::not_found());
  auto parsed = TRY(parse(input));
  if (parsed.version.meeting != before->now.meeting) TRY(check_meeting(tx, alliance, parsed.version));
  TRY(refuse_taken(tx, alliance, parsed, id));
  Term term = *before;
  term.place = parsed.place;
  term.now = std::move(parsed.version);
  term.now.number = whole_number(trim(input.version)).value_or(0) + 1;
  term.now.recorded_by = act.who().name;
  if (term.now.number != before->now.number + 1 || !store::update(tx, term))
    return fail(Error::conflict(_("Alguien acordó antes otra versión. Su texto sigue aquí; compárelo con la vigente.")));
  audit::Fields fields;
  fields.set("number", term.now.number)
      .change("name_es", before->now.name.es, term.now.name.es)
      .change("definition_es", before->now.definition.es, term.now.definition.es)
      .change("definition_en", before->now.definition.en, term.now.definition.en)
      .change("source_es", before->now.source.es, term.now.source.es)
      .change("place", to_text(before->place), to_text(term.place));
  TRY(keep(tx, act, term, "term.redefine", std::move(fields)));
  return term;
}

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto& term : store::after(tx, TermId(after), limit)) {
    out.documents.push_back(document(term));
    out.last = term.id.value();
  }
  return out;
}

}  // namespace alianza::terms
