#pragma once
// What the files of the actions share.
#include <map>

#include "features/imports/actions.h"
#include "features/imports/columns.h"
#include "features/imports/store.h"
#include "features/organizations/actions.h"

namespace alianza::imports {

inline feature::About about(const Import& i) { return {i.agency.value(), i.alliance.value(), "import", i.id.value()}; }

/// What the judging of a row needs beside it.
struct Judging {
  const alliances::Seen& at;
  const Import& import;
};
/// What a row becomes: outcome, organisation, version, notes; nothing is written. Rows before it must have been judged.
void judge(db::Tx& tx, const Judging& judging, Row& row);
/// The same for rows that follow one another, of which none is written yet.
void judge_all(db::Tx& tx, const Judging& judging, std::vector<Row>& rows);
/// What the row says, laid over what is there: as the form of its organisation would send it.
organizations::ProfileInput reading_of(db::Tx& tx, const Judging& judging, Row row);
/// Writes what was judged. Conflict when the organisation changed since, or what organizations::amend and add_contact answer.
Done apply_row(db::Tx& tx, const feature::Act& act, const Judging& judging, Row& row);
/// Takes them back, or says in their state why not: a few statements for all that were new. At most 500.
void undo_all(db::Tx& tx, const feature::Act& act, const Judging& judging, std::vector<Row>& rows);

/// From now on nobody works with its rows, which a job deletes (discarded) or empties (applied, undone).
void begin_forgetting(db::Tx& tx, Import& import);
/// Goes on where the forgetting was.
Done go_on_forgetting(jobs::Context& context, const Import& import);
/// Rows after `after`, 1000 in each write, which notes how far it came; at the end the sweep is over.
using SweepRows = void (*)(db::Tx&, const store::Slice&);
Done sweep(jobs::Context& context, ImportId id, std::int64_t after, SweepRows rows);
/// The file, when it is not needed any more.
Done sweep_pieces(jobs::Context& context, ImportId id);

/// The import of an act that changes it, when no job is at work. Errors: not_found, forbidden, conflict.
Result<Seen> seen_to_write(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id);
/// One audit line of an act on an import, and what its key answers.
Done record(db::Tx& tx, const feature::Act& act, const Import& import, const char* verb, audit::Fields fields = {});
void ask_for_job(db::Tx& tx, const feature::Act& act, Import& import);

}  // namespace alianza::imports
