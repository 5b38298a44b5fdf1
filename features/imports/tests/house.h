#pragma once
// An agency whose people import sheets, over a fresh database.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/imports/actions.h"
#include "features/imports/feature.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "platform/documents/workbook_child.h"
#include "platform/jobs/workers.h"
#include "platform/test/test_app.h"

namespace alianza::imports {

inline std::string shared(const std::string& name) {
  std::ifstream in("tests/data/imports/" + name, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::string fault(const Done& done) {
  if (done) return "done";
  const auto& error = done.error();
  if (!error.fields.empty()) return error.fields.front().field;
  return error.fault == Fault::forbidden   ? "forbidden"
         : error.fault == Fault::not_found ? "not_found"
         : error.fault == Fault::conflict  ? "conflict"
                                           : "other";
}
template <class T>
std::string fault(const Result<T>& result) {
  return result ? "done" : fault(Done(fail(result.error())));
}

class House {
 public:
  House() {
    documents::set_child_program(ALIANZA_WORKBOOK_CHILD);
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), auth::Scope::agency(agency.value()), auth::Role::director);
    app.appoint(app.person("secretariat"), auth::Scope::agency(agency.value()), auth::Role::secretariat);
    app.appoint(app.person("legal"), auth::Scope::agency(agency.value()), auth::Role::legal);
    alliances::Input input;
    input.slug = "muestra";
    input.name_es = "Alianza de muestra";
    input.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, input); }).id;
  }

  feature::Act act(const std::string& name = "secretariat") { return app.act(app.person(name)); }
  void run_jobs() { ASSERT_TRUE(jobs::run_due(app.db(), app.site().jobs)); }
  /// Sent and judged.
  ImportId sent(const std::string& bytes, const std::string& name = "hoja.csv") {
    const auto id = upload(app.db(), act(), alliance, {name, bytes, ""});
    EXPECT_TRUE(id) << (id ? "" : id.error().fields.at(0).message.key());
    run_jobs();
    return *id;
  }
  Seen seen(ImportId id) {
    return app.read([&](db::Tx& tx) { return see(tx, act().actor, alliance, id); });
  }
  std::vector<Row> rows(ImportId id, Show show = Show::all) {
    const auto s = seen(id);
    return app.read([&](db::Tx& tx) { return Result<std::vector<Row>>(imports::rows(tx, s, show, 0, 100'000)); });
  }
  Row row(ImportId id, std::int64_t number) {
    const auto s = seen(id);
    return app.read([&](db::Tx& tx) { return find_row(tx, s, number); });
  }
  template <class F>
  std::string write(F&& body) {
    return fault(app.db().write(std::forward<F>(body)));
  }
  std::string applied(ImportId id, const ApplyInput& input = {}) {
    const auto outcome = write([&](db::Tx& tx) { return apply(tx, act(), alliance, id, input); });
    run_jobs();
    return outcome;
  }
  std::string undone(ImportId id) {
    const auto outcome = write([&](db::Tx& tx) { return undo(tx, act(), alliance, id); });
    run_jobs();
    return outcome;
  }
  std::int64_t organizations_in_use() {
    return app.read([&](db::Tx& tx) {
      return Result<std::int64_t>(
          *tx.one<std::int64_t>("SELECT count(*) FROM organizations WHERE agency_id = :a AND shelf = 'active'", {{"a", agency}}));
    });
  }
  std::optional<organizations::Organization> named(const std::string& name) {
    return app.read([&](db::Tx& tx) -> Result<std::optional<organizations::Organization>> {
      const auto id = organizations::find_by_name(tx, agency, name);
      return id ? organizations::find(tx, agency, *id) : std::nullopt;
    });
  }
  organizations::Organization registered(const organizations::ProfileInput& profile) {
    organizations::RegisterInput input;
    input.profile = profile;
    input.confirm_distinct = "yes";
    return app.write([&](db::Tx& tx) { return organizations::register_organization(tx, act(), alliance, input); });
  }
  organizations::ProfileInput company(const std::string& name) const {
    organizations::ProfileInput in;
    in.name = name;
    in.state = "09";
    in.sector = "22";
    in.size = "small";
    return in;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
};

}  // namespace alianza::imports
