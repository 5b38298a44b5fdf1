#pragma once
#include "platform/db/db.h"

namespace alianza::organizations {

/// Keeps what lists need of membership; listens to `membership.changed`.
Done follow_membership(db::Tx& tx, const db::Event& event);

}  // namespace alianza::organizations
