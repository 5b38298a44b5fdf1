#pragma once
// An agency with an alliance, its director, its secretariat and a representative, for the tests of this feature.
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/committees/actions.h"
#include "features/committees/feature.h"
#include "features/documents/feature.h"
#include "features/meetings/actions.h"
#include "features/meetings/feature.h"
#include "features/membership/feature.h"
#include "features/organizations/feature.h"
#include "features/portal/actions.h"
#include "features/portal/feature.h"
#include "features/terms/feature.h"
#include "platform/test/test_app.h"

namespace alianza::portal {

class House : public testing::Test {
 protected:
  House()
      : app({&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest, &committees::manifest,
             &meetings::manifest, &document::manifest, &terms::manifest, &manifest}) {
    alliance = app.write([&](db::Tx& tx) -> Result<alliances::Alliance> {
      const agencies::Colours colours;
      agencies::Input agency{"agencia",     "Agencia",    "Agency",    "AG", "MX", "America/Mexico_City",
                             colours.brand, colours.deep, colours.soft};
      const auto made = TRY(agencies::create(tx, system, agency));
      alliances::Draft draft;
      draft.alliance.slug = "agua";
      draft.alliance.name = {"Alianza del agua", "Water alliance", Lang::es};
      draft.alliance.zone = "America/Mexico_City";
      draft.alliance.is_public = true;
      draft.starts_on = *Date::parse("2026-01-12");
      return alliances::create(tx, system, made.id, draft);
    });
    secretariat = app.person("secretariat");
    app.appoint(secretariat, auth::Scope::agency(alliance.agency.value()), auth::Role::secretariat);
    legal = app.person("legal");
    app.appoint(legal, auth::Scope::agency(alliance.agency.value()), auth::Role::legal);
  }

  static EventInput fact(const std::string& title) {
    EventInput input;
    input.from = "2026-02-10";
    input.title_es = title;
    input.stage = "approach";
    return input;
  }
  std::string page(const std::string& tail) { return app.visitor().get("/p/agua" + tail).body; }

  feature::Act system = feature::Act::system("test");
  test::TestApp app;
  alliances::Alliance alliance;
  auth::Actor secretariat;
  auth::Actor legal;
};

}  // namespace alianza::portal
