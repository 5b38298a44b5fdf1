#pragma once
// SQL of case files; only this feature's table.
#include <optional>
#include <vector>

#include "features/case_files/case_files.h"
#include "platform/db/db.h"

namespace alianza::case_files::store {

void insert(db::Tx& tx, const CaseFile& file);
/// State, job and what came out.
void update(db::Tx& tx, const CaseFile& file);
std::optional<CaseFile> find(db::Tx& tx, CaseFileId id);
/// Of one person in an alliance, newest first.
std::vector<CaseFile> of_account(db::Tx& tx, AllianceId alliance, auth::AccountId account, int limit);
/// Ready, and past their time.
std::vector<CaseFile> expired(db::Tx& tx, Instant now, int limit);

}  // namespace alianza::case_files::store
