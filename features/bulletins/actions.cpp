#include "features/bulletins/actions.h"

#include <algorithm>

#include "features/bulletins/access.h"
#include "features/bulletins/store.h"
#include "platform/base/typed.h"
#include "platform/jobs/jobs.h"

namespace alianza::bulletins {
namespace {

feature::About about(const Bulletin& b) { return {b.agency.value(), b.alliance.value(), "bulletin", b.id.value()}; }

Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }

std::optional<Told> told_of(const Bulletin& bulletin, const std::vector<Edition>& editions, Instant now) {
  const auto* current = told_on(bulletin, editions, now);
  if (current == nullptr) return std::nullopt;
  Told out{bulletin, *current, {}};
  if (bulletin.withdrawn_at && *bulletin.withdrawn_at <= now) {
    out.current.summary = out.current.body = {};
    return out;
  }
  for (const auto& edition : editions)
    if (edition.number <= current->number) out.editions.push_back(edition);
  return out;
}

/// Everyone finds what is published; behind the page of the alliance as of the portal.
search::Document document(const Bulletin& b, const Edition& e) {
  return {.kind = "bulletin",
          .agency = b.agency.value(),
          .alliance = b.alliance.value(),
          .id = b.id.value(),
          .title = e.title,
          .text = {e.summary.es + "\n" + e.body.es, e.summary.en + "\n" + e.body.en, Lang::es},
          .audience = search::Audience::everyone};
}

Result<SeenBulletin> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id) {
  auto at = TRY(see(tx, act.actor, alliance, id));
  if (!may(Action::keep, at.seen.standing)) return fail(Error::forbidden());
  if (at.bulletin.withdrawn_at) return fail(Error::conflict(_("Ya se retiró; no cambia más.")));
  return at;
}

/// The edition that is being worked on, in that state.
Result<Edition> open_edition(const SeenBulletin& at, State state, Message otherwise) {
  if (at.editions.back().state != state) return fail(Error::conflict(std::move(otherwise)));
  return at.editions.back();
}

void note(db::Tx& tx, const feature::Act& act, const Bulletin& b, EditionId edition, Step step, std::string reason = {}) {
  store::insert_step(tx, b, {edition, step, act.who().account, act.who().name, tx.now(), std::move(reason)});
}

Done keep(db::Tx& tx, const feature::Act& act, const Bulletin& b, const char* verb, audit::Fields fields) {
  feature::record(tx, act, about(b), verb, std::move(fields));
  return feature::remember(tx, act, b.id.text());
}

Result<std::string> parse_reason(std::string_view typed) {
  auto reason = parse_text(typed, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  return reason;
}

/// A new bulletin with its first edition.
Bulletin add(db::Tx& tx, const feature::Act& act, const alliances::Seen& seen, const Parsed& parsed, Edition& edition) {
  const Bulletin b{BulletinId::make(), seen.alliance.agency, seen.alliance.id, parsed.kind, {}, {}};
  edition = parsed.edition;
  edition.id = EditionId::make();
  edition.bulletin = b.id;
  store::insert(tx, b, act.who().account);
  store::insert_edition(tx, b, edition);
  note(tx, act, b, edition.id, Step::wrote);
  return b;
}

Result<alliances::Seen> seen_to_write(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  return seen;
}

void ask_to_announce(db::Tx& tx, const Bulletin& b, const Edition& e, Instant at) {
  jobs::enqueue(tx, {.kind = announcing_kind,
                     .payload_json = R"({"edition":")" + e.id.text() + R"("})",
                     .run_at = at,
                     .agency_id = b.agency.value(),
                     .alliance_id = b.alliance.value(),
                     .unique_key = e.id.text()});
}

std::vector<Listed> rows_of(std::vector<store::Listed> rows) {
  std::vector<Listed> out;
  for (auto& row : rows) out.push_back({std::move(row.bulletin), std::move(row.edition)});
  return out;
}

/// Where a page begins, from the edition that ended the one before.
std::optional<store::Place> place_of(db::Tx& tx, AllianceId alliance, EditionId id) {
  const auto b = store::find_of_edition(tx, id);
  if (!b || b->alliance != alliance) return std::nullopt;
  for (const auto& e : store::editions(tx, b->id))
    if (e.id == id && e.published_at) return store::Place{*e.published_at, id};
  return std::nullopt;
}

}  // namespace

Result<SeenBulletin> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, BulletinId id) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  const auto bulletin = store::find(tx, alliance, id);
  if (!bulletin || !may(Action::read, seen.standing)) return fail(Error::not_found());
  SeenBulletin out{std::move(seen), *bulletin, store::editions(tx, id), {}, {}};
  out.told = told_of(*bulletin, out.editions, tx.now());
  if (may(Action::keep, out.seen.standing)) {
    out.steps = store::steps(tx, id);
    return out;
  }
  if (!out.told) return fail(Error::not_found());
  out.editions.clear();
  return out;
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<EditionId> before) {
  Listing out{TRY(alliances::see(tx, actor, alliance)), {}, {}};
  if (!may(Action::read, out.seen.standing)) return fail(Error::not_found());
  if (may(Action::keep, out.seen.standing)) {
    const auto last = before ? store::find_of_edition(tx, *before) : std::nullopt;
    out.rows = rows_of(store::latest(tx, alliance, last ? last->id : BulletinId(), page_size + 1));
  } else {
    out.rows = published(tx, alliance, before, page_size + 1);
  }
  if (out.rows.size() > page_size) {
    out.rows.pop_back();
    out.next = out.rows.back().edition.id;
  }
  return out;
}

std::vector<Listed> to_approve(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  if (!actor || !may(Action::approve, seen.standing)) return {};
  return rows_of(store::to_approve(tx, seen.alliance.id, actor->account, page_size));
}

std::vector<Listed> published(db::Tx& tx, AllianceId alliance, std::optional<EditionId> before, int limit) {
  const auto place = before ? place_of(tx, alliance, *before) : std::nullopt;
  return rows_of(store::published(tx, alliance, tx.now(), place.value_or(store::Place()), limit));
}

Result<Told> told(db::Tx& tx, AllianceId alliance, BulletinId id) {
  const auto bulletin = store::find(tx, alliance, id);
  auto out = bulletin ? told_of(*bulletin, store::editions(tx, id), tx.now()) : std::nullopt;
  if (!out) return fail(Error::not_found());
  return std::move(*out);
}

Result<BulletinId> write(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance));
  Edition edition;
  const auto b = add(tx, act, seen, TRY(parse(input, Nature::first)), edition);
  TRY(keep(tx, act, b, "bulletin.write", audit::Fields().set("kind", to_text(b.kind)).set("title_es", edition.title.es)));
  return b.id;
}

Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, const Input& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto before = TRY(open_edition(at, State::draft, _("Ya no es un borrador. Devuélvalo de la revisión para cambiarlo.")));
  const auto parsed = TRY(parse(input, before.number == 1 ? Nature::first : Nature::correction));
  auto after = parsed.edition;
  after.id = before.id;
  if (!store::update_edition(tx, after))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  if (before.number == 1 && parsed.kind != at.bulletin.kind) store::set_kind(tx, id, parsed.kind);
  note(tx, act, at.bulletin, before.id, Step::wrote);
  audit::Fields fields;
  fields.change("title_es", before.title.es, after.title.es).change("title_en", before.title.en, after.title.en);
  fields.change("summary_es", before.summary.es, after.summary.es).change("summary_en", before.summary.en, after.summary.en);
  fields.change("body_es", before.body.es, after.body.es).change("body_en", before.body.en, after.body.en);
  return keep(tx, act, at.bulletin, "bulletin.edit", std::move(fields));
}

Done correct(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, const Input& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.editions.back().state != State::approved)
    return fail(Error::conflict(_("Ya hay una versión en preparación. Termínela primero.")));
  if (!at.told || at.told->current.id != at.editions.back().id)
    return fail(Error::conflict(_("La última versión aún no se publica; espere a su hora o retírela.")));
  auto edition = TRY(parse(input, Nature::correction)).edition;
  edition.id = EditionId::make();
  edition.bulletin = id;
  edition.number = at.editions.back().number + 1;
  store::insert_edition(tx, at.bulletin, edition);
  note(tx, act, at.bulletin, edition.id, Step::wrote);
  return keep(tx, act, at.bulletin, "bulletin.correct",
              audit::Fields().set("number", edition.number).set("correction_es", edition.correction.es));
}

Done submit(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto edition = TRY(open_edition(at, State::draft, _("Ya se envió a revisión.")));
  ENSURE(store::move(tx, edition.id, State::draft, State::review, std::nullopt));
  note(tx, act, at.bulletin, edition.id, Step::submitted);
  return keep(tx, act, at.bulletin, "bulletin.submit", audit::Fields().set("number", edition.number));
}

Done send_back(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, std::string_view reason) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto edition = TRY(open_edition(at, State::review, _("No está en revisión.")));
  const auto why = TRY(parse_reason(reason));
  ENSURE(store::move(tx, edition.id, State::review, State::draft, std::nullopt));
  note(tx, act, at.bulletin, edition.id, Step::returned, why);
  return keep(tx, act, at.bulletin, "bulletin.send_back", audit::Fields().set("reason", why));
}

Done approve(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto edition = TRY(open_edition(at, State::review, _("No está en revisión.")));
  const auto writer = has_written(at.steps, edition.id, act.who().account) ? Writer::yes : Writer::no;
  if (!may(Action::approve, at.seen.standing, writer))
    return fail(
        Error::conflict(_("Usted escribió o envió esta versión: la aprueba otra persona de la dirección o del "
                          "secretariado.")));
  edition.published_at = publication(edition, zone_of(at.seen.alliance), tx.now());
  ENSURE(store::move(tx, edition.id, State::review, State::approved, edition.published_at));
  note(tx, act, at.bulletin, edition.id, Step::approved);
  ask_to_announce(tx, at.bulletin, edition, *edition.published_at);
  return keep(tx, act, at.bulletin, "bulletin.approve",
              audit::Fields().set("number", edition.number).set("published_at", edition.published_at->text()));
}

Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, BulletinId id, std::string_view reason) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  at.bulletin.withdrawn_reason = TRY(parse_reason(reason));
  at.bulletin.withdrawn_at = tx.now();
  store::withdraw(tx, at.bulletin, act.who().account);
  search::remove(tx, "bulletin", id.value(), alliance.value());
  note(tx, act, at.bulletin, at.editions.back().id, Step::withdrawn, at.bulletin.withdrawn_reason);
  return keep(tx, act, at.bulletin, "bulletin.withdraw", audit::Fields().set("reason", at.bulletin.withdrawn_reason));
}

Result<BulletinId> load(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input, Instant published_at) {
  const auto seen = TRY(seen_to_write(tx, act, alliance));
  auto parsed = TRY(parse(input, Nature::first));
  Edition edition;
  const auto b = add(tx, act, seen, parsed, edition);
  ENSURE(store::move(tx, edition.id, State::draft, State::approved, std::min(published_at, tx.now())));
  search::put(tx, document(b, edition));
  TRY(keep(tx, act, b, "bulletin.load", audit::Fields().set("title_es", edition.title.es)));
  return b.id;
}

void announce(db::Tx& tx, EditionId edition) {
  const auto b = store::find_of_edition(tx, edition);
  if (!b || b->withdrawn_at) return;
  const auto editions = store::editions(tx, b->id);
  if (const auto* current = told_on(*b, editions, tx.now())) search::put(tx, document(*b, *current));
}

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto& row : store::published_after(tx, BulletinId(after), tx.now(), limit)) {
    out.documents.push_back(document(row.bulletin, row.edition));
    out.last = row.bulletin.id.value();
  }
  return out;
}

}  // namespace alianza::bulletins
