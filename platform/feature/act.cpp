#include "platform/feature/act.h"

namespace alianza::feature {

void record(db::Tx& tx, const Act& act, const About& about, const char* verb, audit::Fields fields) {
  audit::Line line;
  line.agency_id = about.agency;
  line.alliance_id = about.alliance;
  line.actor = act.actor ? act.actor->account.value() : 0;
  line.verb = verb;
  line.subject_kind = about.kind;
  line.subject_id = about.id;
  line.at = tx.now();
  line.request_id = act.request_id;
  line.fields = std::move(fields);
  line.person_kind = about.person_kind;
  line.person_id = about.person_id;
  audit::record(tx, line);
}

Done remember(db::Tx& tx, const Act& act, std::string_view id) {
  if (act.key == nullptr) return {};
  return auth::remember(tx, *act.key, id);
}

}  // namespace alianza::feature
