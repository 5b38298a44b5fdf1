#include "features/portal/actions.h"

#include "features/portal/access.h"
#include "features/portal/store.h"

namespace alianza::portal {
namespace {

using alliances::Seen;

feature::About about(const Seen& seen, const char* kind, std::int64_t id) {
  return {seen.alliance.agency.value(), seen.alliance.id.value(), kind, id};
}

store::Place place(const Seen& seen) { return {seen.alliance.agency, seen.alliance.id, seen.alliance.cycle}; }

Result<Seen> seen_for(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, Action action) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(action, seen.standing)) return fail(Error::forbidden());
  return seen;
}

/// A row of the record with the alliance around it.
template <class Row>
struct Kept {
  Seen seen;
  Row row;
};

Result<Kept<Event>> event_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id, Action action) {
  auto seen = TRY(seen_for(tx, act.actor, alliance, action));
  auto event = store::find_event(tx, alliance, id);
  if (!event) return fail(Error::not_found());
  return Kept<Event>{std::move(seen), std::move(*event)};
}

Result<Kept<Finding>> finding_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id, Action action) {
  auto seen = TRY(seen_for(tx, act.actor, alliance, action));
  auto finding = store::find_finding(tx, alliance, id);
  if (!finding) return fail(Error::not_found());
  return Kept<Finding>{std::move(seen), std::move(*finding)};
}

std::string figures_text(const Event& event) {
  std::string out;
  for (const auto& f : event.figures)
    out.append(out.empty() ? "" : "; ")
        .append(meetings::sign(f.qualifier))
        .append(std::to_string(f.value))
        .append(" ")
        .append(f.noun.es);
  return out;
}

audit::Fields changes(const Event& before, const Event& after) {
  audit::Fields f;
  f.change("kind", to_text(before.kind), to_text(after.kind)).change("date", in_code(before.when), in_code(after.when));
  f.change("precision", meetings::to_text(before.when.precision), meetings::to_text(after.when.precision));
  f.change("stage", before.stage ? alliances::code(*before.stage) : "", after.stage ? alliances::code(*after.stage) : "");
  f.change("title_es", before.title.es, after.title.es).change("title_en", before.title.en, after.title.en);
  f.change("text_es", before.text.es, after.text.es).change("text_en", before.text.en, after.text.en);
  f.change("place_es", before.place.es, after.place.es).change("place_en", before.place.en, after.place.en);
  f.change("chapter_es", before.source.chapter.es, after.source.chapter.es).change("fact", before.source.fact, after.source.fact);
  f.change("figures", figures_text(before), figures_text(after));
  return f;
}

audit::Fields changes(const Finding& before, const Finding& after) {
  audit::Fields f;
  f.change("kind", to_text(before.kind), to_text(after.kind));
  f.change("title_es", before.title.es, after.title.es).change("title_en", before.title.en, after.title.en);
  f.change("text_es", before.text.es, after.text.es).change("text_en", before.text.en, after.text.en);
  f.change("chapter_es", before.source.chapter.es, after.source.chapter.es).change("fact", before.source.fact, after.source.fact);
  return f;
}

Error saved_by_another() {
  return Error::conflict(
      _("Alguien guardó este renglón mientras usted escribía. Su texto sigue aquí: compárelo con el actual y guarde de nuevo."));
}

Error withdrawn_already() { return Error::conflict(_("Ese renglón ya se había retirado.")); }

/// Null when it can be published.
std::optional<Error> refuses_publishing(State state) {
  if (state == State::withdrawn) return withdrawn_already();
  if (state == State::published) return Error::conflict(_("Ese renglón ya estaba publicado."));
  return std::nullopt;
}

Result<std::string> parse_reason(std::string_view raw) {
  auto reason = parse_text(raw, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty()) return fail(Error::field("reason", _("Escriba el motivo: quedará en la historia del portal.")));
  return reason;
}

}  // namespace

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  auto seen = TRY(seen_for(tx, actor, alliance, Action::read_drafts));
  return Book{std::move(seen), store::all_events(tx, alliance), store::all_findings(tx, alliance)};
}

Result<EventId> add_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, const EventInput& input) {
  TRY(seen_for(tx, act.actor, alliance, Action::write));  // before the input is judged
  return add_event(tx, act, alliance, TRY(parse(input)));
}

Result<EventId> add_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Event& checked) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::write));
  if (checked.state == State::published && !may(Action::publish, seen.standing)) return fail(Error::forbidden());
  auto event = checked;
  event.id = EventId::make();
  store::insert_event(tx, place(seen), event, act.who().account);
  auto fields = changes({}, event);
  fields.set("state", to_text(event.state));
  feature::record(tx, act, about(seen, "event", event.id.value()), "event.add", std::move(fields));
  TRY(feature::remember(tx, act, event.id.text()));
  return event.id;
}

Result<Event> edit_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id, const EventInput& input) {
  const auto kept = TRY(event_for(tx, act, alliance, id, Action::write));
  if (kept.row.state == State::withdrawn) return fail(withdrawn_already());
  auto event = TRY(parse(input));
  event.id = id;
  event.meeting = kept.row.meeting;
  event.mark = kept.row.mark;
  event.state = kept.row.state;
  const auto& figures = kept.row.figures;
  if (figures.size() > 1) event.figures.insert(event.figures.end(), figures.begin() + 1, figures.end());
  if (!store::update_event(tx, place(kept.seen), event)) return fail(saved_by_another());
  feature::record(tx, act, about(kept.seen, "event", id.value()), "event.edit", changes(kept.row, event));
  TRY(feature::remember(tx, act, id.text()));
  ++event.version;
  return event;
}

Done publish_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id) {
  const auto kept = TRY(event_for(tx, act, alliance, id, Action::publish));
  if (auto no = refuses_publishing(kept.row.state)) return fail(std::move(*no));
  store::publish_event(tx, id, act.who().account);
  feature::record(tx, act, about(kept.seen, "event", id.value()), "event.publish",
                  audit::Fields().change("state", "draft", "published"));
  return feature::remember(tx, act, id.text());
}

Done withdraw_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id, std::string_view reason) {
  const auto kept = TRY(event_for(tx, act, alliance, id, Action::withdraw));
  if (kept.row.state == State::withdrawn) return fail(withdrawn_already());
  const auto why = TRY(parse_reason(reason));
  store::withdraw_event(tx, id, act.who().account, why);
  feature::record(tx, act, about(kept.seen, "event", id.value()), "event.withdraw",
                  audit::Fields().change("state", to_text(kept.row.state), "withdrawn").set("reason", why));
  return feature::remember(tx, act, id.text());
}

Result<FindingId> add_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, const FindingInput& input) {
  TRY(seen_for(tx, act.actor, alliance, Action::write));  // before the input is judged
  return add_finding(tx, act, alliance, TRY(parse(input)));
}

Result<FindingId> add_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Finding& checked) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::write));
  if (checked.state == State::published && !may(Action::publish, seen.standing)) return fail(Error::forbidden());
  auto finding = checked;
  finding.id = FindingId::make();
  store::insert_finding(tx, place(seen), finding, act.who().account);
  auto fields = changes({}, finding);
  fields.set("state", to_text(finding.state));
  feature::record(tx, act, about(seen, "finding", finding.id.value()), "finding.add", std::move(fields));
  TRY(feature::remember(tx, act, finding.id.text()));
  return finding.id;
}

Result<Finding> edit_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id, const FindingInput& input) {
  const auto kept = TRY(finding_for(tx, act, alliance, id, Action::write));
  if (kept.row.state == State::withdrawn) return fail(withdrawn_already());
  auto finding = TRY(parse(input));
  finding.id = id;
  finding.ordinal = kept.row.ordinal;
  finding.state = kept.row.state;
  if (!store::update_finding(tx, finding)) return fail(saved_by_another());
  feature::record(tx, act, about(kept.seen, "finding", id.value()), "finding.edit", changes(kept.row, finding));
  TRY(feature::remember(tx, act, id.text()));
  ++finding.version;
  return finding;
}

Done publish_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id) {
  const auto kept = TRY(finding_for(tx, act, alliance, id, Action::publish));
  if (auto no = refuses_publishing(kept.row.state)) return fail(std::move(*no));
  store::publish_finding(tx, id, act.who().account);
  feature::record(tx, act, about(kept.seen, "finding", id.value()), "finding.publish",
                  audit::Fields().change("state", "draft", "published"));
  return feature::remember(tx, act, id.text());
}

Done withdraw_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id, std::string_view reason) {
  const auto kept = TRY(finding_for(tx, act, alliance, id, Action::withdraw));
  if (kept.row.state == State::withdrawn) return fail(withdrawn_already());
  const auto why = TRY(parse_reason(reason));
  store::withdraw_finding(tx, id, act.who().account, why);
  feature::record(tx, act, about(kept.seen, "finding", id.value()), "finding.withdraw",
                  audit::Fields().change("state", to_text(kept.row.state), "withdrawn").set("reason", why));
  return feature::remember(tx, act, id.text());
}

Done load_funnel(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::vector<FunnelRow>& rows) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::publish));
  audit::Fields fields;
  for (const auto& row : rows) {
    store::insert_funnel_row(tx, place(seen), row);
    fields.set(std::to_string(row.ordinal), std::string(meetings::sign(row.figure.qualifier)) + std::to_string(row.figure.value));
  }
  feature::record(tx, act, about(seen, "alliance", alliance.value()), "portal.load_funnel", std::move(fields));
  return feature::remember(tx, act, alliance.text());
}

Done load_contradictions(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::vector<Contradiction>& notes) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::publish));
  int ordinal = 0;
  for (const auto& note : notes) store::insert_note(tx, place(seen), ++ordinal, note);
  feature::record(tx, act, about(seen, "alliance", alliance.value()), "portal.load_notes", audit::Fields().set("rows", ordinal));
  return feature::remember(tx, act, alliance.text());
}

Done put_texts(db::Tx& tx, const feature::Act& act, AllianceId alliance,
               const std::vector<std::pair<std::string, LocalizedText>>& texts) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::publish));
  const auto before = store::texts(tx, alliance);
  audit::Fields fields;
  for (const auto& [name, text] : texts) {
    store::put_text(tx, place(seen), name, text);
    fields.change(name, before.of(name).es, text.es);
  }
  feature::record(tx, act, about(seen, "alliance", alliance.value()), "portal.put_texts", std::move(fields));
  return feature::remember(tx, act, alliance.text());
}

}  // namespace alianza::portal
