#include "features/duties/store.h"

namespace alianza::duties::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define DUTY_COLUMNS \
  "SELECT id, agency_id, alliance_id, kind, what, detail, owner_account, due_on, every_months, state, version FROM duties "

struct DutyRow {
  Duty d;
  static void columns(auto& v, DutyRow& r) {
    auto& d = r.d;
    v(d.id, d.agency, d.alliance, d.kind, d.what, d.detail, d.owner, d.due, d.every_months, d.state, d.version);
  }
};

struct StepRow {
  Step s;
  static void columns(auto& v, StepRow& r) { v(r.s.state, r.s.note, r.s.owner, r.s.due, r.s.by, r.s.at); }
};

}  // namespace

void insert(db::Tx& tx, const Duty& d) {
  tx.exec(
      "INSERT INTO duties (id, agency_id, alliance_id, kind, what, detail, owner_account, due_on, every_months, state, "
      "changed_at) VALUES (:id, :agency, :alliance, :kind, :what, :detail, :owner, :due, :every, :state, :now)",
      {{"id", d.id},
       {"agency", d.agency},
       {"alliance", d.alliance},
       {"kind", d.kind},
       {"what", d.what},
       {"detail", d.detail},
       {"owner", d.owner},
       {"due", d.due},
       {"every", d.every_months},
       {"state", d.state},
       {"now", tx.now()}});
}

bool update(db::Tx& tx, const Duty& d) {
  return tx.exec(
             "UPDATE duties SET kind = :kind, what = :what, detail = :detail, owner_account = :owner, due_on = :due, "
             "every_months = :every, state = :state, version = version + 1, changed_at = :now WHERE id = :id AND version = "
             ":version",
             {{"kind", d.kind},
              {"what", d.what},
              {"detail", d.detail},
              {"owner", d.owner},
              {"due", d.due},
              {"every", d.every_months},
              {"state", d.state},
              {"now", tx.now()},
              {"id", d.id},
              {"version", d.version}}) == 1;
}

std::optional<Duty> find(db::Tx& tx, AllianceId alliance, DutyId id) {
  auto row = tx.one<DutyRow>(DUTY_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return std::move(row->d);
}

std::vector<Duty> of_alliance(db::Tx& tx, AllianceId alliance, State state) {
  std::vector<Duty> out;
  for (auto& row :
       tx.all<DutyRow>(DUTY_COLUMNS "WHERE alliance_id = :alliance AND state = :state ORDER BY due_on, id LIMIT :most",
                       {{"alliance", alliance}, {"state", state}, {"most", most_listed}}))
    out.push_back(std::move(row.d));
  return out;
}

void add_step(db::Tx& tx, const Duty& d, std::string_view note, AccountId by) {
  tx.exec(
      "INSERT INTO duty_steps (id, agency_id, duty_id, state, note, owner_account, due_on, done_account, at) VALUES (:id, "
      ":agency, :duty, :state, :note, :owner, :due, :by, :now)",
      {{"id", Id<struct StepTag>::make()},
       {"agency", d.agency},
       {"duty", d.id},
       {"state", d.state},
       {"note", note},
       {"owner", d.owner},
       {"due", d.due},
       {"by", by},
       {"now", tx.now()}});
}

std::vector<Step> steps(db::Tx& tx, DutyId id) {
  std::vector<Step> out;
  for (auto& row : tx.all<StepRow>("SELECT state, note, owner_account, due_on, done_account, at FROM duty_steps WHERE duty_id = "
                                   ":duty ORDER BY id",
                                   {{"duty", id}}))
    out.push_back(std::move(row.s));
  return out;
}

}  // namespace alianza::duties::store
