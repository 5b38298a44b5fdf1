#include "features/agencies/agencies.h"

#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/membership/feature.h"
#include "platform/test/test_app.h"

namespace alianza::agencies {
namespace {

Input good() {
  return {"agencia", "Agencia de prueba", "Test agency", "AP", "MX", "America/Mexico_City", "#4A3C8C", "#2c2260", "#ece8f7"};
}

TEST(Colours, ContrastAsWcagComputesIt) {
  EXPECT_NEAR(contrast("#000000", "#ffffff"), 21.0, 0.001);
  EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.478, 0.01);
  EXPECT_NEAR(contrast("#4a3c8c", "#faf8f4"), 8.5, 0.1);  // the design's own figure
}

TEST(Colours, APaleBrandIsRefusedAndTheMeasureIsSaid) {
  const auto pale = check_colours("#ffcc00", "#2c2260", "#ece8f7");
  ASSERT_FALSE(pale);
  EXPECT_EQ(pale.error().fields.at(0).field, "brand");
  EXPECT_EQ(pale.error().fields.at(0).message.args().at(0), "1.4");
  EXPECT_FALSE(check_colours("morado", "#2c2260", "#ece8f7"));
  EXPECT_TRUE(check_colours("#4A3C8C", "#2C2260", "#ECE8F7"));
}

TEST(Colours, WhatIsNoColourIsToldWhatOneIs) {
  const auto wrong = check_colours("morado", "#2c2260", "#ece8f7");
  ASSERT_FALSE(wrong);
  EXPECT_NE(std::string(wrong.error().fields.at(0).message.key()).find("seis cifras hexadecimales"), std::string::npos);
}

TEST(Zones, ThePresentOneStaysAChoiceAndEachExists) {
  for (const auto& zone : zones_to_choose("")) EXPECT_TRUE(Zone::parse(zone)) << zone;
  EXPECT_EQ(zones_to_choose("Asia/Tokyo").back(), "Asia/Tokyo");
  EXPECT_EQ(zones_to_choose("UTC").size(), zones_to_choose("").size());
}

TEST(Slugs, ArePartsOfAnAddress) {
  for (const auto* slug : {"axs", "alianza-agua", "a2030"}) EXPECT_TRUE(parse_slug(slug)) << slug;
  for (const auto* slug : {"", "ab", "-ab", "ab-", "a--b", "Agua", "agua dulce", "água", "a/b"})
    EXPECT_FALSE(parse_slug(slug)) << slug;
}

TEST(Agencies, AreCreatedByTheOperatorAndDirectedByTheirDirector) {
  test::TestApp app({&membership::manifest, &manifest});
  const auto op = app.server_operator();
  const auto ana = app.person("ana");
  const auto create_as = [&](const auth::Actor& actor, const Input& input) {
    return app.db().write([&](db::Tx& tx) { return create(tx, app.act(actor), input); });
  };
  EXPECT_EQ(create_as(ana, good()).error().fault, Fault::forbidden);
  const auto agency = create_as(op, good());
  ASSERT_TRUE(agency);
  EXPECT_EQ(create_as(op, good()).error().fields.at(0).field, "slug");

  const auto appoint_as = [&](const auth::Actor& actor, AppointmentInput input) {
    return app.db().write([&](db::Tx& tx) { return appoint(tx, app.act(actor), agency->id, input); });
  };
  EXPECT_FALSE(appoint_as(op, {"ana@example.org", "secretariat", app.today().text(), ""})) << "the operator names directors only";
  EXPECT_FALSE(appoint_as(op, {"nadie@example.org", "director", app.today().text(), ""}));
  const auto director = appoint_as(op, {"ANA@example.org", "director", app.today().text(), "Oficio 1"});
  ASSERT_TRUE(director);
  app.person("leo");
  EXPECT_TRUE(appoint_as(ana, {"leo@example.org", "secretariat", app.today().text(), ""}));

  auto renamed = good();
  renamed.name_es = "Otro nombre";
  const auto edit_as = [&](const auth::Actor& actor) {
    return app.db().write([&](db::Tx& tx) { return edit(tx, app.act(actor), agency->id, renamed); });
  };
  EXPECT_EQ(edit_as(app.person("leo")).error().fault, Fault::forbidden);
  EXPECT_EQ(edit_as(app.person("nadie")).error().fault, Fault::not_found);
  ASSERT_TRUE(edit_as(ana));

  const auto end = app.db().write(
      [&](db::Tx& tx) { return end_appointment(tx, app.act(ana), agency->id, director->id, app.today().text(), ""); });
  ASSERT_FALSE(end) << "an agency keeps a director";
  EXPECT_EQ(end.error().fields.at(0).field, "until");
}

TEST(Logos, OnlyAPngUpTo100KB) {
  test::TestApp app({&membership::manifest, &manifest});
  const auto op = app.server_operator();
  const auto agency = app.write([&](db::Tx& tx) { return create(tx, app.act(op), good()); });
  const auto ana = app.person("ana");
  app.appoint(ana, auth::Scope::agency(agency.id.value()), auth::Role::director);
  const std::string png = std::string("\x89PNG\r\n\x1a\n", 8) + std::string(100, '\0');
  const auto put = [&](const std::string& bytes) {
    return app.db().write([&](db::Tx& tx) { return set_logo(tx, app.act(ana), agency.id, bytes); });
  };
  EXPECT_FALSE(put("<svg onload=alert(1)>"));
  EXPECT_FALSE(put(png + std::string(101 * 1024, 'x')));
  ASSERT_TRUE(put(png));
  EXPECT_EQ(app.read([&](db::Tx& tx) { return logo(tx, agency.id); }), png);
}

}  // namespace
}  // namespace alianza::agencies
