#pragma once
// SQL of bulletins; only this feature's tables.
#include <optional>
#include <vector>

#include "features/bulletins/bulletins.h"
#include "platform/db/db.h"

namespace alianza::bulletins::store {

void insert(db::Tx& tx, const Bulletin& bulletin, AccountId by);
void insert_edition(db::Tx& tx, const Bulletin& bulletin, const Edition& edition);
/// False when the draft's version is no longer edition.version, or it is no draft; raises the version by one otherwise.
bool update_edition(db::Tx& tx, const Edition& edition);
void set_kind(db::Tx& tx, BulletinId id, Kind kind);
/// False when it was not in the state `from`.
bool move(db::Tx& tx, EditionId id, State from, State to, std::optional<Instant> published_at);
void withdraw(db::Tx& tx, const Bulletin& bulletin, AccountId by);
/// A second `wrote` of the same account adds nothing.
void insert_step(db::Tx& tx, const Bulletin& bulletin, const StepRow& row);

std::optional<Bulletin> find(db::Tx& tx, AllianceId alliance, BulletinId id);
std::optional<Bulletin> find_of_edition(db::Tx& tx, EditionId id);
/// By number.
std::vector<Edition> editions(db::Tx& tx, BulletinId id);
/// Oldest first.
std::vector<StepRow> steps(db::Tx& tx, BulletinId id);

/// A bulletin with one of its editions.
struct Listed {
  Bulletin bulletin;
  Edition edition;
};
/// Where a page begins: beyond this one; empty id: the newest.
struct Place {
  Instant at;
  EditionId id;
};
/// Published by `now`, not withdrawn, each in its current edition; the newest first.
std::vector<Listed> published(db::Tx& tx, AllianceId alliance, Instant now, Place before, int limit);
/// Every one with its newest edition, whatever its state; the newest first, beyond `before`.
std::vector<Listed> latest(db::Tx& tx, AllianceId alliance, BulletinId before, int limit);
/// In review, and `who` neither wrote nor submitted it; the oldest first.
std::vector<Listed> to_approve(db::Tx& tx, AllianceId alliance, AccountId who, int limit);
/// As published(), of every alliance, by id beyond `after`.
std::vector<Listed> published_after(db::Tx& tx, BulletinId after, Instant now, int limit);

}  // namespace alianza::bulletins::store
