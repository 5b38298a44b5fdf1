// The text of an adherence letter, its fields, its versions, and what is signed.
#include <gtest/gtest.h>

#include "features/adherences/actions.h"
#include "features/adherences/feature.h"
#include "features/adherences/wording.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/privacy/feature.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/mail.h"
#include "platform/test/test_app.h"

namespace alianza::adherences {
namespace {

const std::string origin = "http://127.0.0.1:8080";

TEST(Wording, FillsItsFieldsAndLeavesOtherBraces) {
  const Filling filling{"Molinos {alianza}", "Alianza Bajío", "Agencia"};
  struct Case {
    const char* text;
    const char* filled;
  };
  for (const auto& [text, filled] :
       {Case{"", ""}, Case{"{organizacion}", "Molinos {alianza}"}, Case{"a {alianza}, b", "a Alianza Bajío, b"},
        Case{"{institucion}{institucion}", "AgenciaAgencia"}, Case{"{ no } {} {", "{ no } {} {"}, Case{"{otra}", "{otra}"}})
    EXPECT_EQ(fill(text, filling), filled);
}

TEST(Wording, AWordInBracesThatIsNoFieldIsRefusedAtItsField) {
  EXPECT_TRUE(parse(TextInput{"{organizacion} en {alianza} con {institucion} { }", ""}));
  for (const auto* text : {"{organización}", "Hola {contacto}", "{Alianza}"}) {
    const auto spanish = parse(TextInput{text, ""});
    ASSERT_FALSE(spanish) << text;
    EXPECT_EQ(spanish.error().fields.front().field, "body_es");
    const auto english = parse(TextInput{"Texto", text});
    ASSERT_FALSE(english) << text;
    EXPECT_EQ(english.error().fields.front().field, "body_en");
  }
  EXPECT_TRUE(parse(first_text())) << "ours keeps its own rules";
}

class Signing : public ::testing::Test {
 protected:
  void SetUp() override {
    app.site().entry_checks.clear();  // the notice that everybody reads first is no subject of these tests
    const agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                            "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                            "#ece8f7"};
    const auto by_operator = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by_operator, a); }).id;
    app.appoint(app.person("secretariat"), auth::Scope::agency(agency.value()), auth::Role::secretariat);
    app.appoint(app.person("director"), auth::Scope::agency(agency.value()), auth::Role::director);
    alliances::Input in;
    in.slug = "muestra";
    in.name_es = "Alianza muestra";
    in.starts_on = "2026-01-01";
    const auto director = app.act(app.person("director"));
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, director, agency, in); }).id;
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, director.actor, agency, alliance, app.today());
      return membership::change(tx, director, standing,
                                {agency, alliance, organization, membership::Status::invited, app.today(), "motivo"});
    });
    root = "/alliances/" + alliance.text() + "/adherences";
  }
  http::TestClient& office() { return app.client(app.person("secretariat")); }
  void publish(const std::string& body) {
    const auto by = app.act(app.person("secretariat"));
    app.write([&](db::Tx& tx) { return adherences::publish(tx, by, alliance, {body, ""}); });
  }
  /// The page of the link that asks to sign.
  std::string asked() {
    const Offer to{agency, alliance, organization, "Molinos", "Ana Ruiz", *Email::parse("ana@molinos.example"), Lang::es, {}};
    return "/adherences/" + *app.write([&](db::Tx& tx) { return offer(tx, to, origin); });
  }
  http::TestAnswer sign(const std::string& page, const std::string& version) {
    return app.visitor().submit_from(page, page + "/sign",
                                     {{"name", "Luis Mora"},
                                      {"position", "Apoderado"},
                                      {"accept", "1"},
                                      {"version", version},
                                      {"privacy", "1"},
                                      {"privacy_version", "1"}});
  }
  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &privacy::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization = OrganizationId::make();
  std::string root;
};

TEST_F(Signing, TheFirstTextIsOfferedAndShownFilled) {
  const auto page = office().get(root + "/text");
  EXPECT_TRUE(page.contains("{organizacion} manifiesta su voluntad de adherirse a {alianza}"));
  EXPECT_TRUE(page.contains("Organización de ejemplo manifiesta su voluntad de adherirse a Alianza muestra"));
}

TEST_F(Signing, APreviewPublishesNothing) {
  const auto shown = office().submit_from(root + "/text", root + "/text",
                                          {{"body_es", "{organizacion} dice sí."}, {"body_en", ""}, {"preview", "1"}});
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.contains("Organización de ejemplo dice sí."));
  EXPECT_TRUE(shown.contains("{organizacion} dice sí."));
  EXPECT_TRUE(office().get(root).contains("Aún no hay texto"));
  const auto wrong =
      office().submit_from(root + "/text", root + "/text", {{"body_es", "{contacto}"}, {"body_en", ""}, {"preview", "1"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("no es un campo"));
}

TEST_F(Signing, FieldsAreFilledWhereTheyAreReadAndSigned) {
  publish("{organizacion} se adhiere a {alianza} ante {institucion}.");
  const auto page = asked();
  EXPECT_TRUE(app.visitor().get(page).contains("Molinos se adhiere a Alianza muestra ante Agencia de muestra."));
  ASSERT_EQ(sign(page, "1").status, 303);
  const auto document = app.visitor().get(page + "/document").body;
  EXPECT_NE(document.find("Molinos se adhiere a Alianza muestra ante Agencia de muestra.\n"), std::string::npos);
  EXPECT_EQ(document.find('{'), std::string::npos);
  EXPECT_TRUE(office().get(root).contains("{organizacion} se adhiere a {alianza}")) << "the version keeps its fields";
}

TEST_F(Signing, ItsMomentStandsInTheZoneOfTheAllianceBesideUtc) {
  publish("Sí.");
  const auto page = asked();
  ASSERT_EQ(sign(page, "1").status, 303);
  const auto document = app.visitor().get(page + "/document").body;
  const auto now = app.clock().now();
  const Zone zone;
  EXPECT_NE(document.find("Firmada el: " + zone.civil_of(now).date.text() + " " + zone.civil_of(now).clock_text() +
                          " (America/Mexico_City, UTC-06:00)\n"),
            std::string::npos)
      << document;
  EXPECT_NE(document.find("Firmada el (UTC): " + now.text().substr(0, 19) + "Z\n"), std::string::npos) << document;
}

TEST_F(Signing, WhoHasNotSignedReadsAndSignsTheNewestText) {
  publish("Primero.");
  const auto page = asked();
  EXPECT_FALSE(app.visitor().get(page).contains("El texto cambió"));
  publish("Segundo.");
  const auto shown = app.visitor().get(page);
  EXPECT_TRUE(shown.contains("Segundo."));
  EXPECT_FALSE(shown.contains("Primero."));
  EXPECT_TRUE(shown.contains("El texto cambió"));
  EXPECT_EQ(sign(page, "1").status, 409) << "another text than the one that was read";
  ASSERT_EQ(sign(page, "2").status, 303);
  publish("Tercero.");
  EXPECT_TRUE(app.visitor().get(page).contains("Segundo.")) << "what was signed stays";
  EXPECT_NE(app.visitor().get(page + "/document").body.find("Versión del texto: 2\n\nSegundo.\n"), std::string::npos);
}

TEST_F(Signing, ALetterConfirmsWithALinkToTheDocument) {
  publish("Sí.");
  const auto page = asked();
  ASSERT_EQ(sign(page, "1").status, 303);
  const auto letters = app.read(
      [&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued, {.limit = 10}); });
  ASSERT_EQ(letters.size(), 2U);
  for (const auto& kept : letters) {
    EXPECT_EQ(kept.letter.to.text(), "ana@molinos.example");
    if (kept.letter.subject.text() != "Carta de adhesión firmada: Molinos") continue;
    EXPECT_NE(kept.letter.text.find("firmada por Luis Mora, Apoderado"), std::string::npos);
    const auto at = kept.letter.text.find(origin + "/adherences/") + origin.size();
    const auto link = kept.letter.text.substr(at, kept.letter.text.find('\n', at) - at);
    EXPECT_NE(link, page);
    EXPECT_EQ(app.visitor().get(link + "/document").status, 200);
    EXPECT_TRUE(app.visitor().get(link).contains("Molinos firmó su carta de adhesión"));
    return;
  }
  FAIL() << "no letter confirms";
}

TEST_F(Signing, ThanksComeBeforeTheLetter) {
  publish("Sí.");
  const auto page = asked();
  EXPECT_TRUE(app.visitor().get(page).contains("Gracias por aceptar la invitación."));
  ASSERT_EQ(sign(page, "1").status, 303);
  EXPECT_FALSE(app.visitor().get(page).contains("Gracias por aceptar la invitación."));
}

}  // namespace
}  // namespace alianza::adherences
