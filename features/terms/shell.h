#pragma once
// The glossary beside the fields of forms, for the features whose forms use its terms.
#include <string>
#include <utility>
#include <vector>

#include "features/terms/actions.h"
#include "platform/html/form.h"

namespace alianza::terms {

/// Adds to the hints of these fields what their terms mean in the alliance, where it agreed one: {{"size", Place::size}}. A field
/// may be named twice; one that the form does not have is passed over. One query for the whole form.
void explain(db::Tx& tx, AllianceId alliance, html::Form& form, Lang lang,
             const std::vector<std::pair<std::string, Place>>& fields);

}  // namespace alianza::terms
