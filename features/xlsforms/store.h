#pragma once
// SQL of XLSForms that wait; only this feature's table.
#include <optional>
#include <vector>

#include "features/xlsforms/upload.h"
#include "platform/db/db.h"

namespace alianza::xlsforms::store {

void insert(db::Tx& tx, const Upload& upload);
std::optional<Upload> find(db::Tx& tx, AllianceId alliance, XlsformId id);
/// Those that wait, the newest first, at most 50; without their books.
std::vector<Upload> staged(db::Tx& tx, AllianceId alliance);
/// It is made or discarded, and its book goes. False when it was already.
bool close(db::Tx& tx, XlsformId id, State state, SurveyId survey);

}  // namespace alianza::xlsforms::store
