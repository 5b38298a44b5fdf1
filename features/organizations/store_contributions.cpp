#include "features/organizations/store_contributions.h"

namespace alianza::organizations::store {
namespace {

struct Row {
  Contribution c;
  std::optional<std::int64_t> amount;
  std::optional<std::string> currency;
  std::optional<std::int64_t> quantity;
  static void columns(auto& v, Row& r) {
    auto& c = r.c;
    v(c.id, c.organization, c.alliance, c.kind, c.description, r.amount, r.currency, r.quantity, c.unit, c.state, c.since);
  }
  Contribution take() {
    if (amount) {
      const auto code = Currency::parse(currency.value_or(""));
      ENSURE(code);
      c.amount = Money(*amount, *code);
    }
    if (quantity) c.quantity = Quantity{*quantity};
    return std::move(c);
  }
};

struct StepRow {
  ContributionStep s;
  static void columns(auto& v, StepRow& r) { v(r.s.state, r.s.on, r.s.note, r.s.recorded_by, r.s.recorded_at); }
};

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): three queries read the same columns; SQL texts must be literals.
#define CONTRIBUTION_COLUMNS                                                                                                     \
  "SELECT id, organization_id, alliance_id, kind, description, amount_minor, currency, quantity_milli, unit, state, since FROM " \
  "organization_contributions "

std::vector<Contribution> take(std::vector<Row> rows) {
  std::vector<Contribution> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(row.take());
  return out;
}

void insert_step(db::Tx& tx, ContributionId id, const ContributionStep& step, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO organization_contribution_steps (id, contribution_id, state, happened_on, note, recorded_by, "
      "recorded_by_name, recorded_at) "
      "VALUES (:id, :contribution, :state, :on, :note, :by, :by_name, :at)",
      {{"id", Id<struct ContributionStepTag>::make()},
       {"contribution", id},
       {"state", step.state},
       {"on", step.on},
       {"note", step.note},
       {"by", by.account},
       {"by_name", by.name},
       {"at", tx.now()}});
}

}  // namespace

ContributionStep insert(db::Tx& tx, AgencyId agency, const Contribution& c, const auth::Actor& by, const std::string& note) {
  std::optional<std::int64_t> amount;
  std::optional<std::string_view> currency;
  std::optional<std::int64_t> quantity;
  if (c.amount) amount = c.amount->minor();
  const auto code = c.amount ? c.amount->currency() : Currency();
  if (c.amount) currency = code.code();
  if (c.quantity) quantity = c.quantity->milli;
  tx.exec(
      "INSERT INTO organization_contributions (id, agency_id, alliance_id, organization_id, kind, description, amount_minor, "
      "currency, quantity_milli, "
      "unit, state, since, created_by, created_at) VALUES (:id, :agency, :alliance, :organization, :kind, :description, :amount, "
      ":currency, :quantity, "
      ":unit, :state, :since, :by, :at)",
      {{"id", c.id},
       {"agency", agency},
       {"alliance", c.alliance},
       {"organization", c.organization},
       {"kind", c.kind},
       {"description", c.description},
       {"amount", amount},
       {"currency", currency},
       {"quantity", quantity},
       {"unit", c.unit},
       {"state", c.state},
       {"since", c.since},
       {"by", by.account},
       {"at", tx.now()}});
  ContributionStep first{c.state, c.since, note, by.name, tx.now()};
  insert_step(tx, c.id, first, by);
  return first;
}

std::optional<Contribution> find_contribution(db::Tx& tx, OrganizationId organization, ContributionId id) {
  auto row = tx.one<Row>(CONTRIBUTION_COLUMNS "WHERE id = :id AND organization_id = :organization",
                         {{"id", id}, {"organization", organization}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Contribution> contributions(db::Tx& tx, OrganizationId organization, std::optional<AllianceId> alliance) {
  if (alliance)
    return take(tx.all<Row>(CONTRIBUTION_COLUMNS
                            "WHERE organization_id = :organization AND alliance_id = :alliance ORDER BY id LIMIT 2000",
                            {{"organization", organization}, {"alliance", *alliance}}));
  return take(tx.all<Row>(CONTRIBUTION_COLUMNS "WHERE organization_id = :organization ORDER BY id LIMIT 5000",
                          {{"organization", organization}}));
}

std::int64_t count_contributions(db::Tx& tx, OrganizationId organization, AllianceId alliance, std::int64_t limit) {
  return tx
      .one<std::int64_t>(
          "SELECT count(*) FROM (SELECT 1 AS one FROM organization_contributions WHERE organization_id = :organization AND "
          "alliance_id = :alliance LIMIT :limit) counted",
          {{"organization", organization}, {"alliance", alliance}, {"limit", limit}})
      .value();
}

bool put_state(db::Tx& tx, ContributionId id, ContributionState from, const ContributionStep& step, const auth::Actor& by) {
  const auto changed = tx.exec("UPDATE organization_contributions SET state = :to, since = :on WHERE id = :id AND state = :from",
                               {{"to", step.state}, {"on", step.on}, {"id", id}, {"from", from}});
  if (changed == 0) return false;
  insert_step(tx, id, step, by);
  return true;
}

std::vector<ContributionStep> steps(db::Tx& tx, ContributionId id) {
  std::vector<ContributionStep> out;
  for (auto& row : tx.all<StepRow>("SELECT state, happened_on, note, recorded_by_name, recorded_at FROM "
                                   "organization_contribution_steps WHERE contribution_id = :id ORDER BY id",
                                   {{"id", id}}))
    out.push_back(std::move(row.s));
  return out;
}

void move_contribution(db::Tx& tx, ContributionId id, OrganizationId to) {
  tx.exec("UPDATE organization_contributions SET organization_id = :to WHERE id = :id", {{"to", to}, {"id", id}});
}

std::vector<KindRow> kinds_offered(db::Tx& tx, AllianceId alliance) {
  return tx.all<KindRow>(
      "SELECT DISTINCT c.organization_id, c.kind FROM organization_participations p JOIN organization_contributions c ON "
      "c.organization_id = p.organization_id AND c.alliance_id = p.alliance_id WHERE p.alliance_id = :alliance AND p.shelf = "
      "'active' AND p.status = 'active' AND c.state <> 'cancelled' ORDER BY c.organization_id, c.kind",
      {{"alliance", alliance}});
}

}  // namespace alianza::organizations::store
