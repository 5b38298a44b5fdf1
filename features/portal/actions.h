#pragma once
// Verbs of the public record, and what everybody may read of it. Verbs run inside the caller's transaction, ask who may and leave
// one audit line. The readings give only what is published; they ask nobody, so call them for an alliance that open() gave.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/agencies/agencies.h"
#include "features/alliances/actions.h"
#include "features/portal/portal.h"
#include "platform/feature/act.h"

namespace alianza::portal {

/// A public alliance with what its pages say around it.
struct Public {
  alliances::Alliance alliance;
  agencies::Agency agency;
  Texts texts;
  Date today;  // at the alliance
};
/// Error: not_found when no public alliance has that address.
Result<Public> open(db::Tx& tx, std::string_view slug);
/// Every public alliance, the one at `/` first: the newest whose data are not synthetic, else the newest; the others newest
/// first.
std::vector<alliances::Alliance> public_alliances(db::Tx& tx);

/// Published events, and the meetings of the whole alliance that none of them tells, in order.
std::vector<Event> timeline(db::Tx& tx, const alliances::Alliance& alliance);
/// The rows a source gives; else one for each held meeting of the whole alliance whose turnout is known.
std::vector<FunnelRow> funnel(db::Tx& tx, const alliances::Alliance& alliance);
/// Published, by kind and in order.
std::vector<Finding> findings(db::Tx& tx, AllianceId alliance);
std::vector<Contradiction> contradictions(db::Tx& tx, AllianceId alliance);

/// What the secretariat keeps: drafts, what is published, what was taken away.
struct Book {
  alliances::Seen seen;
  std::vector<Event> events;
  std::vector<Finding> findings;
};
/// Errors: not_found, forbidden.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// A draft. Errors: not_found, forbidden, invalid by field.
Result<EventId> add_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, const EventInput& input);
/// For loaders: a checked event, published when its state says so. Same errors.
Result<EventId> add_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Event& checked);
/// Keeps the figures beyond the first, which the form does not show. Errors: as add_event; conflict when somebody saved first.
Result<Event> edit_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id, const EventInput& input);
/// From now on everybody sees it. Errors: not_found, forbidden, conflict (published or taken away already).
Done publish_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id);
/// Taken away; the row stays. Errors: not_found, forbidden, invalid (field `reason`), conflict (taken away already).
Done withdraw_event(db::Tx& tx, const feature::Act& act, AllianceId alliance, EventId id, std::string_view reason);

Result<FindingId> add_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, const FindingInput& input);
Result<FindingId> add_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Finding& checked);
Result<Finding> edit_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id, const FindingInput& input);
Done publish_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id);
Done withdraw_finding(db::Tx& tx, const feature::Act& act, AllianceId alliance, FindingId id, std::string_view reason);

/// For loaders: rows that come whole from a source, once. Errors: not_found, forbidden.
Done load_funnel(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::vector<FunnelRow>& rows);
Done load_contradictions(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::vector<Contradiction>& notes);
/// Sentences by name: hero, place_and_time, as_of, citation, licence, story.{stage}, opened.{stage}. Puts or replaces.
Done put_texts(db::Tx& tx, const feature::Act& act, AllianceId alliance,
               const std::vector<std::pair<std::string, LocalizedText>>& texts);

}  // namespace alianza::portal
