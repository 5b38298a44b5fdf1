#include "features/imports/actions_straight.h"

#include <algorithm>
#include <thread>

#include "features/imports/columns.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/workers.h"

namespace alianza::imports {
namespace {

constexpr int rows_a_look = 500;
constexpr auto a_moment = std::chrono::milliseconds(200);

/// "A" … "Z", "AA"…
std::string letter_of(int column) {
  std::string out;
  for (int n = column + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

/// The head over what is said; of what the sheet has no column for, the field.
std::string column_name(const Import& import, const Remark& remark) {
  if (remark.column < 0) return is_target(remark.field) ? i18n::text(Lang::es, target_label(remark.field)) : std::string();
  const auto at = static_cast<std::size_t>(remark.column);
  return at < import.heads.size() && !import.heads[at].empty() ? import.heads[at] : letter_of(remark.column);
}

/// Works until no job is asked for any more. A server that runs beside us may have taken it: then we wait for it.
Result<Seen> work_off(const db::Database& db, const feature::Act& act, AllianceId alliance, ImportId id) {
  jobs::Kinds kinds;
  kinds.add(working());
  for (;;) {
    TRY(jobs::run_due(db, kinds));
    auto seen = TRY(db.read([&](db::Tx& tx) { return see(tx, act.actor, alliance, id); }));
    if (!is_working(seen.import.state)) return seen;
    if (seen.stalled)
      return fail(Error::conflict(_("El trabajo de la importación se detuvo. Siga en la página de la importación.")));
    std::this_thread::sleep_for(a_moment);
  }
}

void tell(const Import& import, const Row& row, const std::vector<Remark>& remarks, Told::Weight weight, std::vector<Told>& out) {
  for (const auto& r : remarks) out.push_back({row.number, column_name(import, r), i18n::text(Lang::es, r.message()), weight});
}

std::vector<Told> told_of(db::Tx& tx, const Seen& seen) {
  std::vector<Told> out;
  for (const auto show : {Show::wrong, Show::failed, Show::warned})
    for (std::int64_t after = 0;;) {
      const auto page = rows(tx, seen, show, after, rows_a_look);
      for (const auto& row : page) {
        if (show == Show::warned)
          tell(seen.import, row, row.notes.warnings, Told::Weight::warning, out);
        else
          tell(seen.import, row, row.notes.errors, Told::Weight::error, out);
      }
      if (page.size() < rows_a_look) break;
      after = page.back().number;
    }
  std::stable_sort(out.begin(), out.end(), [](const Told& a, const Told& b) { return a.row < b.row; });
  return out;
}

}  // namespace

jobs::Kind working() {
  return {.name = job_kind,
          .handler = work,
          .policy = {.time_limit = std::chrono::minutes(30)},
          .title = _("Importación de organizaciones")};
}

Result<Straight> run_straight(const db::Database& db, const feature::Act& act, AllianceId alliance, const Upload& file,
                              Until until) {
  const auto id = TRY(upload(db, act, alliance, file));
  auto seen = TRY(work_off(db, act, alliance, id));
  if (seen.import.state == State::failed) return fail(Error::conflict(seen.import.problem));
  if (until == Until::applied && seen.counts.waiting > 0) {
    TRY(db.write([&](db::Tx& tx) { return apply(tx, act, alliance, id, {}); }));
    seen = TRY(work_off(db, act, alliance, id));
  }
  return db.read([&](db::Tx& tx) -> Result<Straight> {
    auto now = TRY(see(tx, act.actor, alliance, id));
    auto told = told_of(tx, now);
    return Straight{std::move(now.import), now.counts, std::move(told)};
  });
}

}  // namespace alianza::imports
