#include "features/privacy/store_arco.h"

#include <limits>

namespace alianza::privacy::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define ARCO_COLUMNS                                                                                                \
  "SELECT id, agency_id, law_right, person_name, email, account_id, way, received_on, what, proof, state, due_on, " \
  "is_extended, outcome FROM arco_requests "

struct ArcoRow {
  ArcoRequest q;
  static void columns(auto& v, ArcoRow& r) {
    auto& q = r.q;
    v(q.id, q.agency, q.right, q.name, q.email, q.account, q.way, q.received_on, q.what, q.proof, q.state, q.due_on, q.extended,
      q.outcome);
  }
};
struct StepRow {
  ArcoStep s;
  static void columns(auto& v, StepRow& r) { v(r.s.kind, r.s.on, r.s.due_on, r.s.note); }
};
struct TermsRow {
  ArcoTerms t;
  static void columns(auto& v, TermsRow& r) { v(r.t.answer, r.t.extension, r.t.effect); }
};

std::vector<ArcoRequest> take_arco(std::vector<ArcoRow> rows) {
  std::vector<ArcoRequest> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.q));
  return out;
}

void take_more(std::vector<ArcoRequest>& out, std::vector<ArcoRow> rows) {
  for (auto& row : rows) out.push_back(std::move(row.q));
}

std::string key_of_address(const std::string& email) {
  const auto parsed = Email::parse(email);
  return parsed ? parsed->key() : std::string();
}

}  // namespace

void insert(db::Tx& tx, const ArcoRequest& q) {
  tx.exec(
      "INSERT INTO arco_requests (agency_id, id, law_right, person_name, name_key, email, email_key, account_id, way, "
      "received_on, what, proof, state, due_on, is_extended, outcome) VALUES (:agency, :id, :right, :name, :name_key, :email, "
      ":email_key, :account, :way, :received, :what, :proof, :state, :due, :extended, :outcome)",
      {{"agency", q.agency},
       {"id", q.id},
       {"right", q.right},
       {"name", q.name},
       {"name_key", fold(q.name)},
       {"email", q.email},
       {"email_key", key_of_address(q.email)},
       {"account", q.account},
       {"way", q.way},
       {"received", q.received_on},
       {"what", q.what},
       {"proof", q.proof},
       {"state", q.state},
       {"due", q.due_on},
       {"extended", q.extended},
       {"outcome", q.outcome}});
}

void update(db::Tx& tx, const ArcoRequest& q) {
  tx.exec(
      "UPDATE arco_requests SET state = :state, due_on = :due, is_extended = :extended, outcome = :outcome "
      "WHERE agency_id = :agency AND id = :id",
      {{"state", q.state},
       {"due", q.due_on},
       {"extended", q.extended},
       {"outcome", q.outcome},
       {"agency", q.agency},
       {"id", q.id}});
}

std::optional<ArcoRequest> find_arco(db::Tx& tx, AgencyId agency, ArcoId id) {
  auto row = tx.one<ArcoRow>(ARCO_COLUMNS "WHERE agency_id = :agency AND id = :id", {{"agency", agency}, {"id", id}});
  if (!row) return std::nullopt;
  return std::move(row->q);
}

std::vector<ArcoRequest> open_arco(db::Tx& tx, AgencyId agency, Date due, ArcoId after, int limit) {
  return take_arco(tx.all<ArcoRow>(ARCO_COLUMNS
                                   "WHERE agency_id = :agency AND state <> 'closed' AND (due_on, id) > (:due, :after) "
                                   "ORDER BY due_on, id LIMIT :limit",
                                   {{"agency", agency}, {"due", due}, {"after", after}, {"limit", limit}}));
}

std::vector<ArcoRequest> closed_arco(db::Tx& tx, AgencyId agency, ArcoId before, int limit) {
  const auto end = before ? before.value() : std::numeric_limits<std::int64_t>::max();
  return take_arco(tx.all<ArcoRow>(
      ARCO_COLUMNS "WHERE agency_id = :agency AND state = 'closed' AND id < :before ORDER BY id DESC LIMIT :limit",
      {{"agency", agency}, {"before", end}, {"limit", limit}}));
}

std::int64_t count_open_arco(db::Tx& tx, AgencyId agency) {
  return tx
      .one<std::int64_t>("SELECT count(*) FROM arco_requests WHERE agency_id = :agency AND state <> 'closed'",
                         {{"agency", agency}})
      .value();
}

std::vector<ArcoRequest> arco_of_account(db::Tx& tx, std::int64_t account, int limit) {
  return take_arco(tx.all<ArcoRow>(ARCO_COLUMNS "WHERE account_id = :account AND account_id <> 0 ORDER BY id DESC LIMIT :limit",
                                   {{"account", account}, {"limit", limit}}));
}

std::vector<ArcoRequest> arco_about(db::Tx& tx, std::int64_t account, const std::set<std::string>& addresses,
                                    const std::set<std::string>& names) {
  std::vector<ArcoRequest> out;
  if (account != 0)
    take_more(
        out, tx.all<ArcoRow>(ARCO_COLUMNS "WHERE account_id = :account AND account_id <> 0 ORDER BY id", {{"account", account}}));
  for (const auto& key : addresses)
    take_more(out, tx.all<ArcoRow>(ARCO_COLUMNS "WHERE email_key = :key AND email_key <> '' AND account_id = 0 ORDER BY id",
                                   {{"key", key}}));
  for (const auto& name : names)
    take_more(out, tx.all<ArcoRow>(ARCO_COLUMNS "WHERE name_key = :key AND email_key = '' AND account_id = 0 ORDER BY id",
                                   {{"key", name}}));
  return out;
}

bool has_open_arco(db::Tx& tx, AgencyId agency, std::int64_t account, Right right) {
  return tx
      .one<std::int64_t>(
          "SELECT id FROM arco_requests WHERE agency_id = :agency AND account_id = :account AND account_id <> 0 "
          "AND law_right = :right AND state <> 'closed' LIMIT 1",
          {{"agency", agency}, {"account", account}, {"right", right}})
      .has_value();
}

void forget_arco(db::Tx& tx, AgencyId agency, ArcoId id, std::string_view nobody) {
  tx.exec(
      "UPDATE arco_requests SET person_name = :nobody, name_key = '', email = '', email_key = '', account_id = 0, what = '', "
      "proof = '' WHERE agency_id = :agency AND id = :id",
      {{"nobody", nobody}, {"agency", agency}, {"id", id}});
  tx.exec("UPDATE arco_steps SET note = '' WHERE agency_id = :agency AND request_id = :id", {{"agency", agency}, {"id", id}});
}

void add_step(db::Tx& tx, const ArcoRequest& q, const ArcoStep& step, auth::AccountId by) {
  tx.exec(
      "INSERT INTO arco_steps (agency_id, request_id, id, kind, happened_on, due_on, note, noted_by, noted_at) VALUES (:agency, "
      ":request, :id, :kind, :on, :due, :note, :by, :at)",
      {{"agency", q.agency},
       {"request", q.id},
       {"id", Id<struct ArcoStepTag>::make()},
       {"kind", step.kind},
       {"on", step.on},
       {"due", step.due_on},
       {"note", step.note},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<ArcoStep> steps_of(db::Tx& tx, AgencyId agency, ArcoId id) {
  std::vector<ArcoStep> out;
  for (auto& row : tx.all<StepRow>("SELECT kind, happened_on, due_on, note FROM arco_steps WHERE agency_id = :agency AND "
                                   "request_id = :request ORDER BY noted_at, id",
                                   {{"agency", agency}, {"request", id}}))
    out.push_back(std::move(row.s));
  return out;
}

ArcoTerms arco_terms(db::Tx& tx, AgencyId agency) {
  const auto row = tx.one<TermsRow>("SELECT answer_days, extension_days, effect_days FROM arco_terms WHERE agency_id = :agency",
                                    {{"agency", agency}});
  return row ? row->t : ArcoTerms();
}

void put_arco_terms(db::Tx& tx, AgencyId agency, const ArcoTerms& t) {
  tx.exec(
      "INSERT INTO arco_terms (agency_id, answer_days, extension_days, effect_days) VALUES (:agency, :answer, :extension, "
      ":effect) ON CONFLICT (agency_id) DO UPDATE SET answer_days = excluded.answer_days, extension_days = "
      "excluded.extension_days, effect_days = excluded.effect_days",
      {{"agency", agency}, {"answer", t.answer}, {"extension", t.extension}, {"effect", t.effect}});
}

}  // namespace alianza::privacy::store
