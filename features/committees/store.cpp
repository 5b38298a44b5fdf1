#include "features/committees/store.h"

namespace alianza::committees::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define COMMITTEE_COLUMNS                                                                                                       \
  "c.id, c.agency_id, c.alliance_id, c.kind, c.sdg, c.name_es, c.name_en, c.purpose_es, c.purpose_en, c.basis_es, c.basis_en, " \
  "c.rules_es, c.rules_en, c.admission, c.quorum_percent, c.mechanism, c.outcome_es, c.outcome_en, c.founded_on, "              \
  "c.dissolved_on, c.source_es, c.source_en, c.version, c.updated_at, c.quorum_number, c.voting_base "
#define MEMBER_COLUMNS "SELECT id, committee_id, organization_id, since, until, reason FROM committee_members "
#define APPOINTMENT_COLUMNS \
  "SELECT id, committee_id, office, holder, organization_id, since, until, document, end_reason FROM committee_appointments "
// NOLINTEND(cppcoreguidelines-macro-usage)

template <class V>
void committee_columns(V& v, Committee& c) {
  v(c.id, c.agency, c.alliance, c.kind, c.sdg, c.name.es, c.name.en, c.purpose.es, c.purpose.en, c.basis.es, c.basis.en,
    c.rules.es, c.rules.en, c.admission, c.quorum_percent, c.mechanism, c.outcome.es, c.outcome.en, c.founded_on, c.dissolved_on,
    c.source.es, c.source.en, c.version, c.updated_at, c.quorum_number, c.voting_base);
}

struct Row {
  Committee c;
  template <class V>
  static void columns(V& v, Row& r) {
    committee_columns(v, r.c);
  }
};

struct CountedRow {
  Counted counted;
  template <class V>
  static void columns(V& v, CountedRow& r) {
    committee_columns(v, r.counted.committee);
    v(r.counted.members);
  }
};

struct MemberRow {
  Member m;
  template <class V>
  static void columns(V& v, MemberRow& r) {
    v(r.m.id, r.m.committee, r.m.organization, r.m.since, r.m.until, r.m.reason);
  }
};

struct AppointmentRow {
  Appointment a;
  template <class V>
  static void columns(V& v, AppointmentRow& r) {
    v(r.a.id, r.a.committee, r.a.office, r.a.holder, r.a.organization, r.a.since, r.a.until, r.a.document, r.a.end_reason);
  }
};

struct EndedRow {
  Ended e;
  static void columns(auto& v, EndedRow& r) { v(r.e.committee, r.e.office, r.e.until); }
};

std::vector<Member> take(std::vector<MemberRow> rows) {
  std::vector<Member> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.m));
  return out;
}

std::vector<Appointment> take(std::vector<AppointmentRow> rows) {
  std::vector<Appointment> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.a));
  return out;
}

std::optional<Member> take(std::optional<MemberRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->m);
}

/// What a new row and a changed one write alike. Parameters look into what they are given: it must outlive the statement.
std::vector<db::Param> common_params(const Committee& c, const std::string& folded) {
  return {{"kind", c.kind},
          {"sdg", c.sdg},
          {"name_es", c.name.es},
          {"name_en", c.name.en},
          {"folded", folded},
          {"purpose_es", c.purpose.es},
          {"purpose_en", c.purpose.en},
          {"basis_es", c.basis.es},
          {"basis_en", c.basis.en},
          {"rules_es", c.rules.es},
          {"rules_en", c.rules.en},
          {"admission", c.admission},
          {"quorum", c.quorum_percent},
          {"quorum_number", c.quorum_number},
          {"voting_base", c.voting_base},
          {"mechanism", c.mechanism},
          {"outcome_es", c.outcome.es},
          {"outcome_en", c.outcome.en},
          {"founded", c.founded_on},
          {"dissolved", c.dissolved_on}};
}

}  // namespace

void insert(db::Tx& tx, const Committee& c, auth::AccountId by) {
  const auto folded = fold(c.name.es);
  auto params = common_params(c, folded);
  params.insert(params.end(), {{"id", c.id},
                               {"agency", c.agency},
                               {"alliance", c.alliance},
                               {"source_es", c.source.es},
                               {"source_en", c.source.en},
                               {"by", by},
                               {"at", tx.now()}});
  tx.exec(
      "INSERT INTO committees (id, agency_id, alliance_id, kind, sdg, name_es, name_en, name_folded, purpose_es, purpose_en, "
      "basis_es, basis_en, "
      "rules_es, rules_en, admission, quorum_percent, quorum_number, voting_base, mechanism, outcome_es, outcome_en, founded_on, "
      "dissolved_on, source_es, "
      "source_en, "
      "created_by, created_at, updated_by, updated_at) VALUES (:id, :agency, :alliance, :kind, :sdg, :name_es, :name_en, "
      ":folded, :purpose_es, "
      ":purpose_en, :basis_es, :basis_en, :rules_es, :rules_en, :admission, :quorum, :quorum_number, :voting_base, :mechanism, "
      ":outcome_es, :outcome_en, "
      ":founded, :dissolved, "
      ":source_es, :source_en, :by, :at, :by, :at)",
      params);
}

bool update(db::Tx& tx, const Committee& c, auth::AccountId by) {
  const auto folded = fold(c.name.es);
  auto params = common_params(c, folded);
  params.insert(params.end(), {{"by", by}, {"at", tx.now()}, {"id", c.id}, {"version", c.version}});
  return tx.exec(
             "UPDATE committees SET kind = :kind, sdg = :sdg, name_es = :name_es, name_en = :name_en, name_folded = :folded, "
             "purpose_es = :purpose_es, "
             "purpose_en = :purpose_en, basis_es = :basis_es, basis_en = :basis_en, rules_es = :rules_es, rules_en = :rules_en, "
             "admission = :admission, quorum_percent = :quorum, quorum_number = :quorum_number, voting_base = :voting_base, "
             "mechanism = "
             ":mechanism, outcome_es = :outcome_es, outcome_en = "
             ":outcome_en, "
             "founded_on = :founded, dissolved_on = :dissolved, version = version + 1, updated_by = :by, updated_at = :at "
             "WHERE id = :id AND version = :version",
             params) == 1;
}

std::optional<Committee> find(db::Tx& tx, AllianceId alliance, CommitteeId id) {
  auto row = tx.one<Row>("SELECT " COMMITTEE_COLUMNS "FROM committees c WHERE c.id = :id AND c.alliance_id = :alliance",
                         {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return std::move(row->c);
}

std::vector<Committee> after(db::Tx& tx, CommitteeId after, int limit) {
  std::vector<Committee> out;
  for (auto& row : tx.all<Row>("SELECT " COMMITTEE_COLUMNS "FROM committees c WHERE c.id > :after ORDER BY c.id LIMIT :limit",
                               {{"after", after}, {"limit", limit}}))
    out.push_back(std::move(row.c));
  return out;
}

std::optional<CommitteeId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded) {
  return tx.one<CommitteeId>("SELECT id FROM committees WHERE alliance_id = :alliance AND name_folded = :folded",
                             {{"alliance", alliance}, {"folded", name_folded}});
}

std::vector<Counted> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Counted> out;
  for (auto& row :
       tx.all<CountedRow>("SELECT " COMMITTEE_COLUMNS
                          ", (SELECT count(*) FROM committee_members m WHERE m.committee_id = c.id AND m.until IS NULL) "
                          "FROM committees c WHERE c.alliance_id = :alliance "
                          "ORDER BY CASE c.kind WHEN 'plenary' THEN 0 WHEN 'committee' THEN 1 WHEN 'working_group' THEN 2 ELSE 3 "
                          "END, c.sdg, c.name_folded LIMIT 500",
                          {{"alliance", alliance}}))
    out.push_back(std::move(row.counted));
  return out;
}

MemberId insert_member(db::Tx& tx, const Committee& c, OrganizationId organization, std::optional<Date> since,
                       auth::AccountId by) {
  const auto id = MemberId::make();
  tx.exec(
      "INSERT INTO committee_members (id, agency_id, alliance_id, committee_id, organization_id, since, recorded_by, "
      "recorded_at) "
      "VALUES (:id, :agency, :alliance, :committee, :organization, :since, :by, :at)",
      {{"id", id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.id},
       {"organization", organization},
       {"since", since},
       {"by", by},
       {"at", tx.now()}});
  return id;
}

void end_member(db::Tx& tx, MemberId id, Date until, const std::string& reason, auth::AccountId by) {
  tx.exec(
      "UPDATE committee_members SET until = :until, reason = :reason, ended_by = :by, ended_at = :at WHERE id = :id AND until IS "
      "NULL",
      {{"until", until}, {"reason", reason}, {"by", by}, {"at", tx.now()}, {"id", id}});
}

std::optional<Member> find_member(db::Tx& tx, CommitteeId committee, MemberId id) {
  return take(
      tx.one<MemberRow>(MEMBER_COLUMNS "WHERE id = :id AND committee_id = :committee", {{"id", id}, {"committee", committee}}));
}

std::optional<Member> member_in_force(db::Tx& tx, CommitteeId committee, OrganizationId organization) {
  return take(tx.one<MemberRow>(MEMBER_COLUMNS
                                "WHERE committee_id = :committee AND organization_id = :organization AND until IS NULL",
                                {{"committee", committee}, {"organization", organization}}));
}

std::vector<Member> members(db::Tx& tx, CommitteeId committee) {
  return take(tx.all<MemberRow>(MEMBER_COLUMNS "WHERE committee_id = :committee ORDER BY until IS NOT NULL, id LIMIT 2000",
                                {{"committee", committee}}));
}

std::vector<Member> members_of_alliance(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<MemberRow>(MEMBER_COLUMNS
                                "WHERE alliance_id = :alliance AND until IS NULL ORDER BY committee_id, id LIMIT 20000",
                                {{"alliance", alliance}}));
}

std::vector<Member> history_of_alliance(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<MemberRow>(MEMBER_COLUMNS "WHERE committee_id IN (SELECT id FROM committees WHERE alliance_id = :alliance) "
                                               "ORDER BY until IS NOT NULL, id LIMIT 100000",
                                {{"alliance", alliance}}));
}

std::vector<Member> memberships_of(db::Tx& tx, OrganizationId organization) {
  return take(tx.all<MemberRow>(MEMBER_COLUMNS "WHERE organization_id = :organization ORDER BY until IS NOT NULL, id LIMIT 500",
                                {{"organization", organization}}));
}

CommitteeAppointmentId insert_appointment(db::Tx& tx, const Committee& c, const NewAppointment& a, auth::AccountId by) {
  const auto id = CommitteeAppointmentId::make();
  tx.exec(
      "INSERT INTO committee_appointments (id, agency_id, alliance_id, committee_id, office, holder, organization_id, "
      "account_id, since, document, "
      "recorded_by, recorded_at) VALUES (:id, :agency, :alliance, :committee, :office, :holder, :organization, :account, :since, "
      ":document, :by, :at)",
      {{"id", id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.id},
       {"office", a.office},
       {"holder", a.holder},
       {"organization", a.organization},
       {"account", a.account},
       {"since", a.since},
       {"document", a.document},
       {"by", by},
       {"at", tx.now()}});
  return id;
}

void end_appointment(db::Tx& tx, CommitteeAppointmentId id, Date until) {
  tx.exec("UPDATE committee_appointments SET until = :until WHERE id = :id AND until IS NULL", {{"until", until}, {"id", id}});
}

std::optional<Appointment> find_appointment(db::Tx& tx, CommitteeId committee, CommitteeAppointmentId id) {
  auto row = tx.one<AppointmentRow>(APPOINTMENT_COLUMNS "WHERE id = :id AND committee_id = :committee",
                                    {{"id", id}, {"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->a);
}

std::vector<Ended> last_ends(db::Tx& tx, AllianceId alliance) {
  std::vector<Ended> out;
  for (const auto& row :
       tx.all<EndedRow>("SELECT committee_id, office, max(until) FROM committee_appointments WHERE alliance_id = :alliance AND "
                        "until IS NOT NULL GROUP BY committee_id, office ORDER BY committee_id, office LIMIT 1000",
                        {{"alliance", alliance}}))
    out.push_back(row.e);
  return out;
}

void vacate(db::Tx& tx, CommitteeAppointmentId id, Date until, const std::string& reason, auth::AccountId by) {
  tx.exec(
      "UPDATE committee_appointments SET until = :until, end_reason = :reason, ended_by = :by, ended_at = :at WHERE id = :id AND "
      "until IS NULL",
      {{"until", until}, {"reason", reason}, {"by", by}, {"at", tx.now()}, {"id", id}});
}

std::vector<Appointment> appointments(db::Tx& tx, CommitteeId committee) {
  return take(tx.all<AppointmentRow>(APPOINTMENT_COLUMNS "WHERE committee_id = :committee ORDER BY since DESC, id DESC LIMIT 500",
                                     {{"committee", committee}}));
}

std::vector<Appointment> appointments_of_alliance(db::Tx& tx, AllianceId alliance, Date day) {
  return take(tx.all<AppointmentRow>(APPOINTMENT_COLUMNS "WHERE alliance_id = :alliance AND since <= :day AND (until IS NULL OR "
                                                         "until > :day) ORDER BY committee_id, office LIMIT 1000",
                                     {{"alliance", alliance}, {"day", day}}));
}

std::vector<CommitteeId> offices_of(db::Tx& tx, AllianceId alliance, auth::AccountId account, Date day) {
  return tx.all<CommitteeId>(
      "SELECT DISTINCT committee_id FROM committee_appointments WHERE account_id = :account AND alliance_id = :alliance AND "
      "since <= :day "
      "AND (until IS NULL OR until > :day) ORDER BY committee_id",
      {{"account", account}, {"alliance", alliance}, {"day", day}});
}

}  // namespace alianza::committees::store
