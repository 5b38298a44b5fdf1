#include "features/membership/store.h"

namespace alianza::membership::store {
namespace {

struct Row {
  Participation p;
  std::string status;
  AllianceId alliance;
  AgencyId agency;
  template <class V>
  static void columns(V& v, Row& r) {
    v(r.p.id, r.p.organization, r.status, r.p.since, r.p.until, r.p.reason, r.alliance, r.agency);
  }
  Participation take() {
    const auto read = status_from(status);
    ENSURE(read);
    p.status = *read;
    return std::move(p);
  }
};

std::vector<Participation> take(std::vector<Row> rows) {
  std::vector<Participation> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(row.take());
  return out;
}

std::vector<PlacedParticipation> placed(std::vector<Row> rows) {
  std::vector<PlacedParticipation> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back({row.alliance, row.agency, row.take()});
  return out;
}

struct ContactRow {
  Contact c;
  template <class V>
  static void columns(V& v, ContactRow& r) {
    v(r.c.affiliation, r.c.person, r.c.name, r.c.email, r.c.phone, r.c.position, r.c.role, r.c.since, r.c.until);
  }
};

struct AffiliationRow {
  PlacedAffiliation a;
  template <class V>
  static void columns(V& v, AffiliationRow& r) {
    v(r.a.organization, r.a.person, r.a.since, r.a.until);
  }
};

/// The e-mail was checked when it was written; a row that is none any more is left out.
struct ReachableRow {
  Reachable r;
  std::string email;
  template <class V>
  static void columns(V& v, ReachableRow& r) {
    v(r.r.organization, r.r.person, r.r.name, r.r.position, r.email);
  }
  std::optional<Reachable> take() const {
    auto address = Email::parse(email);
    if (!address) return std::nullopt;
    auto out = r;
    out.email = std::move(*address);
    return out;
  }
};

struct NameRow {
  PersonId id;
  std::string name;
  template <class V>
  static void columns(V& v, NameRow& r) {
    v(r.id, r.name);
  }
};

}  // namespace

std::optional<Participation> in_force(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  auto row = tx.one<Row>(
      "SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
      "WHERE alliance_id = :alliance AND organization_id = :organization AND until IS NULL",
      {{"alliance", alliance}, {"organization", organization}});
  if (!row) return std::nullopt;
  return row->take();
}

void close(db::Tx& tx, ParticipationId id, Date until) {
  tx.exec("UPDATE participations SET until = :until WHERE id = :id AND until IS NULL", {{"until", until}, {"id", id}});
}

ParticipationId insert(db::Tx& tx, const Change& change, auth::AccountId by) {
  const auto id = ParticipationId::make();
  tx.exec(
      "INSERT INTO participations (id, agency_id, alliance_id, organization_id, status, since, reason, recorded_by, recorded_at) "
      "VALUES (:id, :agency, :alliance, :organization, :status, :since, :reason, :by, :at)",
      {{"id", id},
       {"agency", change.agency},
       {"alliance", change.alliance},
       {"organization", change.organization},
       {"status", code(change.to)},
       {"since", change.since},
       {"reason", change.reason},
       {"by", by},
       {"at", tx.now()}});
  return id;
}

std::vector<Participation> history(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  return take(
      tx.all<Row>("SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
                  "WHERE alliance_id = :alliance AND organization_id = :organization ORDER BY since DESC, id DESC",
                  {{"alliance", alliance}, {"organization", organization}}));
}

std::vector<Participation> of_alliance(db::Tx& tx, AllianceId alliance) {
  return take(
      tx.all<Row>("SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
                  "WHERE alliance_id = :alliance ORDER BY since, id",
                  {{"alliance", alliance}}));
}

std::vector<PlacedParticipation> everywhere(db::Tx& tx, OrganizationId organization) {
  return placed(
      tx.all<Row>("SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
                  "WHERE organization_id = :organization ORDER BY alliance_id, since, id",
                  {{"organization", organization}}));
}

bool has_organizations(db::Tx& tx, AllianceId alliance) {
  return tx.one<std::int64_t>("SELECT 1 FROM participations WHERE alliance_id = :alliance LIMIT 1", {{"alliance", alliance}})
      .has_value();
}

std::vector<OrganizationId> with_status_on(db::Tx& tx, AllianceId alliance, Status status, Date day) {
  return tx.all<OrganizationId>(
      "SELECT organization_id FROM participations WHERE alliance_id = :alliance AND status = :status AND since <= :day "
      "AND (until IS NULL OR until > :day) ORDER BY organization_id",
      {{"alliance", alliance}, {"status", code(status)}, {"day", day}});
}

std::vector<PlacedParticipation> seats(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                       std::optional<AllianceId> alliance) {
  if (alliance)
    return placed(
        tx.all<Row>("SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
                    "WHERE alliance_id = :alliance AND organization_id IN (:organizations...) AND until IS NULL",
                    {{"alliance", *alliance}, {"organizations", db::list(organizations)}}));
  return placed(
      tx.all<Row>("SELECT id, organization_id, status, since, until, reason, alliance_id, agency_id FROM participations "
                  "WHERE organization_id IN (:organizations...) AND until IS NULL ORDER BY alliance_id",
                  {{"organizations", db::list(organizations)}}));
}

void move(db::Tx& tx, ParticipationId id, OrganizationId to) {
  tx.exec("UPDATE participations SET organization_id = :to WHERE id = :id", {{"to", to}, {"id", id}});
}

void reopen(db::Tx& tx, ParticipationId id) { tx.exec("UPDATE participations SET until = NULL WHERE id = :id", {{"id", id}}); }

PersonId insert_person(db::Tx& tx, AgencyId agency, const PersonInput& input) {
  const auto id = PersonId::make();
  const auto address = Email::parse(input.email);
  tx.exec(
      "INSERT INTO persons (id, agency_id, name, name_folded, email, email_key, phone, created_at) "
      "VALUES (:id, :agency, :name, :folded, :email, :key, :phone, :at)",
      {{"id", id},
       {"agency", agency},
       {"name", input.name},
       {"folded", fold(input.name)},
       {"email", input.email},
       {"key", address ? address->key() : std::string()},
       {"phone", input.phone},
       {"at", tx.now()}});
  return id;
}

AffiliationId insert_affiliation(db::Tx& tx, AgencyId agency, PersonId person, OrganizationId organization,
                                 const PersonInput& input, Date since, auth::AccountId by) {
  const auto id = AffiliationId::make();
  tx.exec(
      "INSERT INTO affiliations (id, agency_id, person_id, organization_id, role, position, since, recorded_by, recorded_at) "
      "VALUES (:id, :agency, :person, :organization, :role, :position, :since, :by, :at)",
      {{"id", id},
       {"agency", agency},
       {"person", person},
       {"organization", organization},
       {"role", input.role},
       {"position", input.position},
       {"since", since},
       {"by", by},
       {"at", tx.now()}});
  return id;
}

std::optional<PlacedAffiliation> find_affiliation(db::Tx& tx, AgencyId agency, AffiliationId id) {
  const auto row = tx.one<AffiliationRow>(
      "SELECT organization_id, person_id, since, until FROM affiliations WHERE id = :id AND agency_id = :agency",
      {{"id", id}, {"agency", agency}});
  if (!row) return std::nullopt;
  return row->a;
}

void update_contact(db::Tx& tx, AffiliationId id, PersonId person, const PersonInput& input) {
  const auto address = Email::parse(input.email);
  tx.exec(
      "UPDATE persons SET name = :name, name_folded = :folded, email = :email, email_key = :key, phone = :phone WHERE id = :id",
      {{"name", input.name},
       {"folded", fold(input.name)},
       {"email", input.email},
       {"key", address ? address->key() : std::string()},
       {"phone", input.phone},
       {"id", person}});
  tx.exec("UPDATE affiliations SET position = :position, role = :role WHERE id = :id",
          {{"position", input.position}, {"role", input.role}, {"id", id}});
}

void end_affiliation(db::Tx& tx, AffiliationId id, Date until) {
  tx.exec("UPDATE affiliations SET until = :until WHERE id = :id AND until IS NULL", {{"until", until}, {"id", id}});
}

bool works_for(db::Tx& tx, const PlacedAffiliation& left, Date beyond) {
  return tx.one<std::int64_t>(
               "SELECT count(*) FROM affiliations a JOIN persons q ON q.id = a.person_id JOIN persons p ON p.id = :person WHERE "
               "a.organization_id = :organization AND (a.until IS NULL OR a.until > :beyond) AND (q.id = p.id OR (p.email_key "
               "<> '' AND q.email_key = p.email_key AND q.name_folded = p.name_folded))",
               {{"person", left.person}, {"organization", left.organization}, {"beyond", beyond}})
             .value_or(0) > 0;
}

std::optional<Email> email_of(db::Tx& tx, PersonId id) {
  const auto text = tx.one<std::string>("SELECT email FROM persons WHERE id = :id AND email <> ''", {{"id", id}});
  const auto email = Email::parse(text.value_or(""));
  return email ? std::optional(*email) : std::nullopt;
}

std::vector<Contact> contacts(db::Tx& tx, OrganizationId organization) {
  std::vector<Contact> out;
  for (auto& row :
       tx.all<ContactRow>("SELECT a.id, p.id, p.name, p.email, p.phone, a.position, a.role, a.since, a.until FROM affiliations a "
                          "JOIN persons p ON p.id = a.person_id WHERE a.organization_id = :organization ORDER BY a.until IS NOT "
                          "NULL, a.since DESC, a.id DESC",
                          {{"organization", organization}}))
    out.push_back(std::move(row.c));
  return out;
}

std::vector<Reachable> reachable(db::Tx& tx, const std::vector<OrganizationId>& organizations) {
  std::vector<Reachable> out;
  for (const auto& row : tx.all<ReachableRow>(
           "SELECT a.organization_id, p.id, p.name, a.position, p.email FROM affiliations a JOIN persons p ON p.id = a.person_id "
           "WHERE a.organization_id IN (:organizations...) AND a.until IS NULL AND p.email <> '' "
           "ORDER BY a.organization_id, CASE a.role WHEN 'representative' THEN 0 WHEN 'contact' THEN 1 ELSE 2 END, a.since DESC, "
           "a.id DESC",
           {{"organizations", db::list(organizations)}}))
    if (auto contact = row.take()) out.push_back(std::move(*contact));
  return out;
}

void each_reachable(db::Tx& tx, AgencyId agency, const std::function<void(const Reachable&)>& f) {
  tx.each<ReachableRow>(
      "SELECT a.organization_id, p.id, p.name, a.position, p.email FROM affiliations a JOIN persons p ON p.id = a.person_id "
      "WHERE p.agency_id = :agency AND a.until IS NULL AND p.email <> ''",
      {{"agency", agency}}, [&](const ReachableRow& row) {
        if (const auto contact = row.take()) f(*contact);
      });
}

std::vector<AffiliationId> affiliations(db::Tx& tx, OrganizationId organization) {
  return tx.all<AffiliationId>("SELECT id FROM affiliations WHERE organization_id = :organization ORDER BY id",
                               {{"organization", organization}});
}

void move(db::Tx& tx, AffiliationId id, OrganizationId to) {
  tx.exec("UPDATE affiliations SET organization_id = :to WHERE id = :id", {{"to", to}, {"id", id}});
}

std::vector<std::pair<PersonId, std::string>> names(db::Tx& tx, const std::vector<PersonId>& ids) {
  std::vector<std::pair<PersonId, std::string>> out;
  for (auto& row : tx.all<NameRow>("SELECT id, name FROM persons WHERE id IN (:ids...)", {{"ids", db::list(ids)}}))
    out.emplace_back(row.id, std::move(row.name));
  return out;
}

}  // namespace alianza::membership::store
