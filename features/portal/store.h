#pragma once
// SQL of the public record; only this feature's tables.
#include <optional>
#include <string>
#include <vector>

#include "features/portal/portal.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::portal::store {

/// What every row's key begins with.
struct Place {
  AgencyId agency;
  AllianceId alliance;
  CycleId cycle;
};

/// With its figures; published at once when event.state says so.
void insert_event(db::Tx& tx, const Place& place, const Event& event, auth::AccountId by);
/// False when the row's version is no longer event.version; raises it by one otherwise. Replaces the figures.
bool update_event(db::Tx& tx, const Place& place, const Event& event);
std::optional<Event> find_event(db::Tx& tx, AllianceId alliance, EventId id);
/// In the order of the timeline, with figures: what everybody may see, or everything.
std::vector<Event> published_events(db::Tx& tx, AllianceId alliance);
std::vector<Event> all_events(db::Tx& tx, AllianceId alliance);
void publish_event(db::Tx& tx, EventId id, auth::AccountId by);
void withdraw_event(db::Tx& tx, EventId id, auth::AccountId by, const std::string& reason);

/// Gives it the next ordinal of its kind when it has none.
void insert_finding(db::Tx& tx, const Place& place, const Finding& finding, auth::AccountId by);
bool update_finding(db::Tx& tx, const Finding& finding);
std::optional<Finding> find_finding(db::Tx& tx, AllianceId alliance, FindingId id);
/// By kind (as the enum has them) and ordinal.
std::vector<Finding> published_findings(db::Tx& tx, AllianceId alliance);
std::vector<Finding> all_findings(db::Tx& tx, AllianceId alliance);
void publish_finding(db::Tx& tx, FindingId id, auth::AccountId by);
void withdraw_finding(db::Tx& tx, FindingId id, auth::AccountId by, const std::string& reason);

void insert_funnel_row(db::Tx& tx, const Place& place, const FunnelRow& row);
std::vector<FunnelRow> funnel(db::Tx& tx, AllianceId alliance);
void insert_note(db::Tx& tx, const Place& place, int ordinal, const Contradiction& note);
std::vector<Contradiction> notes(db::Tx& tx, AllianceId alliance);
void put_text(db::Tx& tx, const Place& place, const std::string& name, const LocalizedText& text);
Texts texts(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::portal::store
