#include "features/agencies/store.h"

namespace alianza::agencies::store {
namespace {

struct Row {
  Agency agency;
  template <class V>
  static void columns(V& v, Row& row) {
    auto& a = row.agency;
    v(a.id, a.slug, a.name.es, a.name.en, a.short_name, a.country, a.zone, a.colours.brand, a.colours.deep, a.colours.soft,
      a.has_logo);
  }
};

std::vector<Agency> agencies(std::vector<Row> rows) {
  std::vector<Agency> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.agency));
  return out;
}

std::optional<Agency> agency(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->agency);
}

struct UnitRow {
  Unit unit;
  template <class V>
  static void columns(V& v, UnitRow& row) {
    v(row.unit.name.es, row.unit.name.en, row.unit.manages.es, row.unit.manages.en);
  }
};

/// What a new row and a changed one write alike. Parameters look into what they are given: it must outlive the statement.
std::vector<db::Param> common_params(const Agency& a) {
  return {{"slug", a.slug},        {"name_es", a.name.es}, {"name_en", a.name.en},     {"short_name", a.short_name},
          {"country", a.country},  {"zone", a.zone},       {"brand", a.colours.brand}, {"deep", a.colours.deep},
          {"soft", a.colours.soft}};
}

}  // namespace

void insert(db::Tx& tx, const Agency& a, auth::AccountId by) {
  auto params = common_params(a);
  params.insert(params.end(), {{"id", a.id}, {"by", by}, {"at", tx.now()}});
  tx.exec(
      "INSERT INTO agencies (id, slug, name_es, name_en, short_name, country, zone, brand, brand_deep, brand_soft, created_by, "
      "created_at) "
      "VALUES (:id, :slug, :name_es, :name_en, :short_name, :country, :zone, :brand, :deep, :soft, :by, :at)",
      params);
}

void update(db::Tx& tx, const Agency& a) {
  auto params = common_params(a);
  params.insert(params.end(), {{"id", a.id}});
  tx.exec(
      "UPDATE agencies SET slug = :slug, name_es = :name_es, name_en = :name_en, short_name = :short_name, country = :country, "
      "zone = :zone, "
      "brand = :brand, brand_deep = :deep, brand_soft = :soft WHERE id = :id",
      params);
}

std::optional<Agency> find(db::Tx& tx, AgencyId id) {
  return tx.remembered("agencies.find", {id.value()}, [&] {
    return agency(
        tx.one<Row>("SELECT id, slug, name_es, name_en, short_name, country, zone, brand, brand_deep, brand_soft, logo_png <> '' "
                    "FROM agencies WHERE id = :id",
                    {{"id", id}}));
  });
}

std::optional<Agency> find_by_slug(db::Tx& tx, std::string_view slug) {
  return agency(
      tx.one<Row>("SELECT id, slug, name_es, name_en, short_name, country, zone, brand, brand_deep, brand_soft, logo_png <> '' "
                  "FROM agencies WHERE slug = :slug",
                  {{"slug", slug}}));
}

std::vector<Agency> list(db::Tx& tx, int limit) {
  return agencies(tx.all<Row>(
      "SELECT id, slug, name_es, name_en, short_name, country, zone, brand, brand_deep, brand_soft, logo_png <> '' FROM agencies "
      "ORDER BY short_name, id LIMIT :limit",
      {{"limit", limit}}));
}

bool demands_second_factor(db::Tx& tx, AgencyId id) {
  return tx.one<bool>("SELECT demands_second_factor FROM agencies WHERE id = :id", {{"id", id}}).value_or(false);
}

bool any_demands_second_factor(db::Tx& tx) {
  return tx.one<std::int64_t>("SELECT id FROM agencies WHERE demands_second_factor LIMIT 1").has_value();
}

void put_second_factor_demand(db::Tx& tx, AgencyId id, bool demanded) {
  tx.exec("UPDATE agencies SET demands_second_factor = :demanded WHERE id = :id", {{"demanded", demanded}, {"id", id}});
}

void put_logo(db::Tx& tx, AgencyId id, const std::string& png_base64) {
  tx.exec("UPDATE agencies SET logo_png = :logo WHERE id = :id", {{"logo", png_base64}, {"id", id}});
}

std::string logo(db::Tx& tx, AgencyId id) {
  return tx.one<std::string>("SELECT logo_png FROM agencies WHERE id = :id", {{"id", id}}).value_or("");
}

void add_unit(db::Tx& tx, AgencyId agency, int ordinal, const Unit& unit, const std::string& source) {
  tx.exec(
      "INSERT INTO agency_units (id, agency_id, ordinal, name_es, name_en, manages_es, manages_en, source) "
      "VALUES (:id, :agency, :ordinal, :name_es, :name_en, :manages_es, :manages_en, :source)",
      {{"id", UnitId::make()},
       {"agency", agency},
       {"ordinal", ordinal},
       {"name_es", unit.name.es},
       {"name_en", unit.name.en},
       {"manages_es", unit.manages.es},
       {"manages_en", unit.manages.en},
       {"source", source}});
}

std::vector<Unit> units(db::Tx& tx, AgencyId agency) {
  std::vector<Unit> out;
  for (auto& row : tx.all<UnitRow>(
           "SELECT name_es, name_en, manages_es, manages_en FROM agency_units WHERE agency_id = :agency ORDER BY ordinal",
           {{"agency", agency}}))
    out.push_back(std::move(row.unit));
  return out;
}

}  // namespace alianza::agencies::store
