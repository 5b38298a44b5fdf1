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
/// Writes what was judged. Conflict when the organisation changed since, or what organizations::amend and add_contact answer.
Done apply_row(db::Tx& tx, const feature::Act& act, const Judging& judging, Row& row);
/// Takes it back, or says in its state why not.
void undo_row(db::Tx& tx, const feature::Act& act, const Judging& judging, Row& row);

/// From now on nobody works with its rows, which a job deletes (discarded) or empties (applied, undone).
void begin_forgetting(db::Tx& tx, Import& import);
/// Goes on where the forgetting was.
Done go_on_forgetting(jobs::Context& context, const Import& import);
/// Rows after `after`, 1000 in each write, which notes how far it came; at the end the sweep is over.
using SweepRows = void (*)(db::Tx&, const store::Slice&);
Done sweep(jobs::Context& context, ImportId id, std::int64_t after, SweepRows rows);
/// The file, when it is not needed any more.
Done sweep_pieces(jobs::Context& context, ImportId id);

void ask_for_job(db::Tx& tx, const feature::Act& act, Import& import);

}  // namespace alianza::imports
