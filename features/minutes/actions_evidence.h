#pragma once
// Verbs of evidence. Who may is asked here.
#include <string_view>
#include <vector>

#include "features/minutes/actions.h"
#include "features/minutes/evidence.h"
#include "platform/files/store.h"

namespace alianza::minutes {

/// In the order in which they were added. Without asking who: the caller has seen the agreement.
std::vector<Evidence> evidence_of(db::Tx& tx, AgreementId agreement);
/// Errors: not_found (none of it, or the actor does not read the agreement).
Result<Evidence> find_evidence(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AgreementId agreement,
                               EvidenceId id);
/// By who may close it, until it is cancelled; the same content twice is one. Errors: not_found, forbidden, unavailable, conflict
/// (cancelled, or too many), invalid (`file`), too_large.
Result<EvidenceId> add_evidence(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                                AgreementId agreement, const EvidenceUpload& upload);
/// progress() to done and the file in one transaction. Errors: those of both.
Done close_with_evidence(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                         AgreementId agreement, std::string_view note, const EvidenceUpload& upload);

}  // namespace alianza::minutes
