#include "features/organizations/store.h"

#include <algorithm>

#include "features/organizations/words.h"

namespace alianza::organizations::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): two queries read the same columns; SQL texts must be literals.
#define ORGANIZATION_COLUMNS                                                                                                    \
  "SELECT id, agency_id, shelf, version, type, name, legal_name, description_es, description_en, country, state, region, "      \
  "municipality, rfc, rfc_kept, "                                                                                               \
  "sector, size, parent, mandate, website, origin, origin_organization_id, source, sdg_priority, sdg_interested, merged_into, " \
  "created_at, updated_at "                                                                                                     \
  "FROM organizations "

struct Row {
  Organization o;
  std::optional<OrganizationId> proposer;
  std::optional<OrganizationId> merged_into;
  static void columns(auto& v, Row& r) {
    auto& o = r.o;
    auto& p = o.profile;
    v(o.id, o.agency, o.shelf, o.version, p.type, p.name, p.legal_name, p.description.es, p.description.en, p.country, p.state,
      p.region, p.municipality, p.rfc, p.rfc_kept, p.sector, p.size, p.parent, p.mandate, p.website, p.origin, r.proposer,
      p.source, o.sdgs.priority, o.sdgs.interested, r.merged_into, o.created_at, o.updated_at);
  }
};

struct StatementRow {
  std::string kind;
  std::string text;
  static void columns(auto& v, StatementRow& r) { v(r.kind, r.text); }
};

struct MarkedRow {
  Marked m;
  static void columns(auto& v, MarkedRow& r) {
    v(r.m.id, r.m.version, r.m.shelf, r.m.sdgs.priority, r.m.sdgs.interested, r.m.participations);
  }
};
struct NamedRow {
  Named n;
  static void columns(auto& v, NamedRow& r) { v(r.n.id, r.n.name, r.n.type, r.n.shelf); }
};

struct TraitsRow {
  TraitsOf t;
  static void columns(auto& v, TraitsRow& r) { v(r.t.id, r.t.type, r.t.sector, r.t.size, r.t.merged_into); }
};

struct SdgRow {
  DeclaredSdg s;
  static void columns(auto& v, SdgRow& r) { v(r.s.interest.goal, r.s.interest.level, r.s.declared_on); }
};

struct ParticipationRow {
  AllianceId alliance;
  std::string status;
  Date since;
  static void columns(auto& v, ParticipationRow& r) { v(r.alliance, r.status, r.since); }
};

std::optional<Organization> take(db::Tx& tx, std::optional<Row> row) {
  if (!row) return std::nullopt;
  auto& o = row->o;
  auto& p = o.profile;
  if (p.description.es.empty() && !p.description.en.empty()) p.description.original = Lang::en;
  p.origin_organization = row->proposer.value_or(OrganizationId());
  o.merged_into = row->merged_into.value_or(OrganizationId());
  p.aliases = tx.all<std::string>("SELECT name FROM organization_aliases WHERE organization_id = :id ORDER BY name_folded",
                                  {{"id", o.id}});
  for (auto& s : tx.all<StatementRow>(
           "SELECT kind, text FROM organization_statements WHERE organization_id = :id ORDER BY kind, ordinal", {{"id", o.id}}))
    (s.kind == "interest" ? p.interests : p.capacities).push_back(std::move(s.text));
  return std::move(o);
}

template <class I>
std::optional<I> unless_zero(I id) {
  if (!id) return std::nullopt;
  return id;
}

void add_aliases(db::Tx& tx, const Organization& o) {
  for (const auto& alias : o.profile.aliases)
    tx.exec(
        "INSERT INTO organization_aliases (agency_id, organization_id, name, name_folded) VALUES (:agency, :id, :name, :folded)",
        {{"agency", o.agency}, {"id", o.id}, {"name", alias}, {"folded", fold(alias)}});
}

void add_statements(db::Tx& tx, const Organization& o) {
  const auto put = [&](const char* kind, const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      tx.exec(
          "INSERT INTO organization_statements (agency_id, organization_id, kind, ordinal, text) VALUES (:agency, :id, :kind, "
          ":ordinal, :text)",
          {{"agency", o.agency}, {"id", o.id}, {"kind", kind}, {"ordinal", i}, {"text", texts[i]}});
  };
  put("interest", o.profile.interests);
  put("capacity", o.profile.capacities);
}

void add_word(db::Tx& tx, const Organization& o, const std::string& word) {
  tx.exec("INSERT INTO organization_words (agency_id, word, organization_id) VALUES (:agency, :word, :id)",
          {{"agency", o.agency}, {"word", word}, {"id", o.id}});
}

/// Only the words that came or went: an edit seldom changes a name.
void put_words(db::Tx& tx, const Organization& o) {
  const auto wanted = search_words(o.profile);
  auto present = tx.all<std::string>("SELECT word FROM organization_words WHERE organization_id = :id", {{"id", o.id}});
  std::sort(present.begin(), present.end());
  for (const auto& word : present)
    if (!std::binary_search(wanted.begin(), wanted.end(), word))
      tx.exec("DELETE FROM organization_words WHERE agency_id = :agency AND word = :word AND organization_id = :id",
              {{"agency", o.agency}, {"word", word}, {"id", o.id}});
  for (const auto& word : wanted)
    if (!std::binary_search(present.begin(), present.end(), word)) add_word(tx, o, word);
}

/// The copies that give lists their order.
void mirror(db::Tx& tx, OrganizationId id) {
  tx.exec(
      "UPDATE organization_sdgs SET name_folded = o.name_folded, shelf = o.shelf FROM organizations o "
      "WHERE o.id = organization_sdgs.organization_id AND organization_sdgs.organization_id = :id "
      "AND (organization_sdgs.name_folded <> o.name_folded OR organization_sdgs.shelf <> o.shelf)",
      {{"id", id}});
  tx.exec(
      "UPDATE organization_participations SET name_folded = o.name_folded, shelf = o.shelf FROM organizations o "
      "WHERE o.id = organization_participations.organization_id AND organization_participations.organization_id = :id "
      "AND (organization_participations.name_folded <> o.name_folded OR organization_participations.shelf <> o.shelf)",
      {{"id", id}});
}

void put_children(db::Tx& tx, const Organization& o) {
  tx.exec("DELETE FROM organization_aliases WHERE organization_id = :id", {{"id", o.id}});
  tx.exec("DELETE FROM organization_statements WHERE organization_id = :id", {{"id", o.id}});
  add_aliases(tx, o);
  add_statements(tx, o);
  put_words(tx, o);
  touch(tx, o.agency, o.id);
}

/// A new one has nothing to take away: imports come by the thousand.
void add_children(db::Tx& tx, const Organization& o) {
  add_aliases(tx, o);
  add_statements(tx, o);
  for (const auto& word : search_words(o.profile)) add_word(tx, o, word);
  touch(tx, o.agency, o.id);
}

/// What insert and update both write.
std::vector<db::Param> columns_of(const Organization& o, const std::string& folded) {
  const auto& p = o.profile;
  return {{"id", o.id},
          {"type", p.type},
          {"name", p.name},
          {"folded", folded},
          {"legal_name", p.legal_name},
          {"description_es", p.description.es},
          {"description_en", p.description.en},
          {"country", p.country},
          {"state", p.state},
          {"region", p.region},
          {"municipality", p.municipality},
          {"rfc", p.rfc},
          {"rfc_kept", p.rfc_kept},
          {"sector", p.sector},
          {"size", p.size},
          {"sme", o.is_sme()},
          {"parent", p.parent},
          {"mandate", p.mandate},
          {"website", p.website},
          {"origin", p.origin},
          {"proposer", unless_zero(p.origin_organization)},
          {"source", p.source}};
}

void add_sdg(db::Tx& tx, const Organization& o, const DeclaredSdg& sdg) {
  tx.exec(
      "INSERT INTO organization_sdgs (agency_id, organization_id, goal, level, declared_on, shelf, name_folded) "
      "VALUES (:agency, :id, :goal, :level, :on, :shelf, :folded)",
      {{"agency", o.agency},
       {"id", o.id},
       {"goal", sdg.interest.goal},
       {"level", sdg.interest.level},
       {"on", sdg.declared_on},
       {"shelf", o.shelf},
       {"folded", fold(o.profile.name)}});
}

}  // namespace

std::optional<Organization> find(db::Tx& tx, OrganizationId id) {
  return take(tx, tx.one<Row>(ORGANIZATION_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Organization> find(db::Tx& tx, AgencyId agency, OrganizationId id) {
  return take(tx, tx.one<Row>(ORGANIZATION_COLUMNS "WHERE id = :id AND agency_id = :agency", {{"id", id}, {"agency", agency}}));
}

std::vector<OrganizationId> find_by_name(db::Tx& tx, AgencyId agency, std::string_view name_folded) {
  return tx.all<OrganizationId>(
      "SELECT id FROM organizations WHERE agency_id = :agency AND shelf = 'active' AND name_folded = :name "
      "UNION SELECT o.id FROM organization_aliases a JOIN organizations o ON o.id = a.organization_id "
      "WHERE a.agency_id = :agency AND a.name_folded = :name AND o.shelf = 'active' LIMIT 20",
      {{"agency", agency}, {"name", name_folded}});
}

std::vector<Named> names(db::Tx& tx, const std::vector<OrganizationId>& ids) {
  std::vector<Named> out;
  if (ids.empty()) return out;
  for (auto& row :
       tx.all<NamedRow>("SELECT id, name, type, shelf FROM organizations WHERE id IN (:ids...)", {{"ids", db::list(ids)}}))
    out.push_back(std::move(row.n));
  return out;
}

std::vector<TraitsOf> traits(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids) {
  std::vector<TraitsOf> out;
  if (ids.empty()) return out;
  for (auto& row : tx.all<TraitsRow>(
           "SELECT id, type, sector, size, merged_into FROM organizations WHERE agency_id = :agency AND id IN (:ids...)",
           {{"agency", agency}, {"ids", db::list(ids)}}))
    out.push_back(std::move(row.t));
  return out;
}

std::vector<Marked> marks(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids) {
  std::vector<Marked> out;
  if (ids.empty()) return out;
  for (auto& row : tx.all<MarkedRow>(
           "SELECT id, version, shelf, sdg_priority, sdg_interested, (SELECT count(*) FROM organization_participations p WHERE "
           "p.organization_id = organizations.id) FROM organizations WHERE agency_id = :agency AND id IN (:ids...)",
           {{"agency", agency}, {"ids", db::list(ids)}}))
    out.push_back(row.m);
  return out;
}

void insert(db::Tx& tx, const Organization& o, auth::AccountId by) {
  const auto folded = fold(o.profile.name);
  auto params = columns_of(o, folded);
  params.insert(
      params.end(),
      {{"agency", o.agency}, {"by", by}, {"at", tx.now()}, {"priority", o.sdgs.priority}, {"interested", o.sdgs.interested}});
  tx.exec(
      "INSERT INTO organizations (id, agency_id, shelf, version, type, name, name_folded, legal_name, description_es, "
      "description_en, country, state, "
      "region, municipality, rfc, rfc_kept, sector, size, is_sme, parent, mandate, website, origin, origin_organization_id, "
      "source, sdg_priority, "
      "sdg_interested, created_by, created_at, updated_at) VALUES (:id, :agency, 'active', 1, :type, :name, :folded, "
      ":legal_name, :description_es, "
      ":description_en, :country, :state, :region, :municipality, :rfc, :rfc_kept, :sector, :size, :sme, :parent, :mandate, "
      ":website, :origin, "
      ":proposer, :source, :priority, :interested, :by, :at, :at)",
      params);
  add_children(tx, o);
}

void add_sdgs(db::Tx& tx, const Organization& o, Date declared_on) {
  for (const auto& interest : interests(o.sdgs)) add_sdg(tx, o, {interest, declared_on});
}

bool update(db::Tx& tx, const Organization& o) {
  const auto folded = fold(o.profile.name);
  auto params = columns_of(o, folded);
  params.insert(params.end(), {{"version", o.version}, {"at", tx.now()}});
  const auto changed = tx.exec(
      "UPDATE organizations SET version = version + 1, type = :type, name = :name, name_folded = :folded, legal_name = "
      ":legal_name, "
      "description_es = :description_es, description_en = :description_en, country = :country, state = :state, region = :region, "
      "municipality = :municipality, rfc = :rfc, rfc_kept = :rfc_kept, sector = :sector, size = :size, is_sme = :sme, parent = "
      ":parent, "
      "mandate = :mandate, website = :website, origin = :origin, origin_organization_id = :proposer, source = :source, "
      "updated_at = :at "
      "WHERE id = :id AND version = :version",
      params);
  if (changed == 0) return false;
  put_children(tx, o);
  mirror(tx, o.id);
  return true;
}

void put_shelf(db::Tx& tx, OrganizationId id, Shelf shelf, OrganizationId merged_into) {
  tx.exec("UPDATE organizations SET shelf = :shelf, merged_into = :into, version = version + 1, updated_at = :at WHERE id = :id",
          {{"shelf", shelf}, {"into", unless_zero(merged_into)}, {"at", tx.now()}, {"id", id}});
  mirror(tx, id);
  if (const auto o = find(tx, id)) touch(tx, o->agency, id);
}

void shelve(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids) {
  tx.exec(
      "UPDATE organizations SET shelf = 'inactive', version = version + 1, updated_at = :at WHERE agency_id = :agency AND id IN "
      "(:ids...)",
      {{"at", tx.now()}, {"agency", agency}, {"ids", db::list(ids)}});
  tx.exec("UPDATE organization_sdgs SET shelf = 'inactive' WHERE organization_id IN (:ids...)", {{"ids", db::list(ids)}});
  std::map<std::int64_t, OrganizationId> stripes;
  for (const auto id : ids) stripes.emplace(id.value() & 15, id);
  for (const auto& [stripe, id] : stripes) touch(tx, agency, id);
}

void put_sdgs(db::Tx& tx, const Organization& o, const std::vector<SdgInterest>& wanted, Date declared_on,
              const std::map<int, Date>& days) {
  auto present = sdgs(tx, o.id);
  std::erase_if(present,
                [&](const DeclaredSdg& s) { return std::find(wanted.begin(), wanted.end(), s.interest) == wanted.end(); });
  tx.exec("DELETE FROM organization_sdgs WHERE organization_id = :id", {{"id", o.id}});
  for (const auto& interest : wanted) {
    const auto same = std::find_if(present.begin(), present.end(), [&](const DeclaredSdg& s) { return s.interest == interest; });
    const auto day = days.find(interest.goal);
    add_sdg(tx, o, {interest, same != present.end() ? same->declared_on : day != days.end() ? day->second : declared_on});
  }
  const auto bits = masks(wanted);
  tx.exec("UPDATE organizations SET sdg_priority = :priority, sdg_interested = :interested, updated_at = :at WHERE id = :id",
          {{"priority", bits.priority}, {"interested", bits.interested}, {"at", tx.now()}, {"id", o.id}});
  touch(tx, o.agency, o.id);
}

std::vector<DeclaredSdg> sdgs(db::Tx& tx, OrganizationId id) {
  std::vector<DeclaredSdg> out;
  for (auto& row : tx.all<SdgRow>(
           "SELECT goal, level, declared_on FROM organization_sdgs WHERE organization_id = :id ORDER BY goal", {{"id", id}}))
    out.push_back(row.s);
  return out;
}

void touch(db::Tx& tx, AgencyId agency, OrganizationId id) {
  tx.exec(
      "INSERT INTO organization_editions (agency_id, stripe, edition) VALUES (:agency, :stripe, 1) "
      "ON CONFLICT (agency_id, stripe) DO UPDATE SET edition = organization_editions.edition + 1",
      {{"agency", agency}, {"stripe", id.value() & 15}});
}

std::int64_t edition(db::Tx& tx, AgencyId agency) {
  return tx.remembered("organizations.edition", {agency.value()}, [&] {
    return tx
        .one<std::int64_t>(
            "SELECT CAST(COALESCE(SUM(edition), 0) AS BIGINT) FROM organization_editions WHERE agency_id = :agency",
            {{"agency", agency}})
        .value_or(0);
  });
}

void put_participation(db::Tx& tx, const Organization& o, const Participation& p) {
  if (!p.status) {
    tx.exec("DELETE FROM organization_participations WHERE alliance_id = :alliance AND organization_id = :id",
            {{"alliance", p.alliance}, {"id", o.id}});
  } else {
    const bool shown = *p.status == membership::Status::active || *p.status == membership::Status::suspended;
    tx.exec(
        "INSERT INTO organization_participations (agency_id, alliance_id, organization_id, status, since, shown, shelf, "
        "name_folded) "
        "VALUES (:agency, :alliance, :id, :status, :since, :shown, :shelf, :folded) "
        "ON CONFLICT (alliance_id, organization_id) DO UPDATE SET status = excluded.status, since = excluded.since, shown = "
        "excluded.shown",
        {{"agency", o.agency},
         {"alliance", p.alliance},
         {"id", o.id},
         {"status", membership::code(*p.status)},
         {"since", p.since},
         {"shown", shown},
         {"shelf", o.shelf},
         {"folded", fold(o.profile.name)}});
  }
  touch(tx, o.agency, o.id);
}

std::vector<OrganizationId> after(db::Tx& tx, OrganizationId after, int limit) {
  return tx.all<OrganizationId>("SELECT id FROM organizations WHERE id > :after ORDER BY id LIMIT :limit",
                                {{"after", after}, {"limit", limit}});
}

std::vector<Participation> participations(db::Tx& tx, OrganizationId id) {
  std::vector<Participation> out;
  for (auto& row : tx.all<ParticipationRow>(
           "SELECT alliance_id, status, since FROM organization_participations WHERE organization_id = :id ORDER BY alliance_id",
           {{"id", id}}))
    out.push_back({row.alliance, membership::status_from(row.status), row.since});
  return out;
}

std::vector<OrganizationId> proposed_by(db::Tx& tx, OrganizationId from) {
  return tx.all<OrganizationId>("SELECT id FROM organizations WHERE origin_organization_id = :from ORDER BY id",
                                {{"from", from}});
}

void put_proposer(db::Tx& tx, OrganizationId id, OrganizationId proposer) {
  tx.exec("UPDATE organizations SET origin_organization_id = :proposer WHERE id = :id", {{"proposer", proposer}, {"id", id}});
}

}  // namespace alianza::organizations::store
