// Committees that are founded from a theme, and what they stand on, on both engines: actions, pages, API.
#include "features/priorities/tests/house.h"

namespace alianza::priorities {
namespace {

TEST(Founding, NeedsAConvergentThemeARecordAndThatNothingIsDoneTwice) {
  House house;
  const auto input = house.founding("Educación");
  EXPECT_EQ(house.found_as("secretariat", "4", input), "conflict") << "nobody wants it";
  house.add_as("secretariat", house.wish("4"));
  EXPECT_EQ(house.found_as("secretariat", "4", input), "conflict") << "one side alone";
  house.wanting(3, 4);
  EXPECT_EQ(house.found_as("active", "4", input), "forbidden");
  EXPECT_EQ(house.found_as("outsider", "4", input), "not_found");
  for (const auto* none : {"0", "18", "04", "x", "4.99"})
    EXPECT_EQ(house.found_as("secretariat", none, input), "not_found") << none;
  EXPECT_EQ(house.found_as("secretariat", "4", {}), "record_text");
  auto nameless = input;
  nameless.name_es = "";
  EXPECT_EQ(house.found_as("secretariat", "4", nameless), "name_es");
  EXPECT_EQ(house.found_as("secretariat", "4", input), "done");
  auto second = house.founding("Otra educación");
  EXPECT_EQ(house.found_as("secretariat", "4", second), "confirm") << "there is one of that goal";
  second.confirm = "1";
  EXPECT_EQ(house.found_as("secretariat", "4", second), "done");
}

TEST(Founding, KeepsTheAgreementItStandsOn) {
  House house;
  house.add_as("secretariat", house.wish("4"));
  house.wanting(3, 4);
  const auto meeting = house.meeting("Plenaria", "2026-02-20");
  const auto agreement = house.app.write([&](db::Tx& tx) -> Result<minutes::Agreement> {
    TRY(minutes::open(tx, house.act("secretariat"), house.alliance, meeting.id, Lang::es));
    return minutes::agree(tx, house.act("secretariat"), house.alliance, meeting.id,
                          {{}, "Formar el comité de educación.", {}, "El secretariado", {}, {}});
  });
  FoundingInput input;
  input.name_es = "Educación";
  input.agreement = AgreementId::make().text();
  EXPECT_EQ(house.found_as("secretariat", "4", input), "agreement");
  input.agreement = agreement.id.text();
  const auto made = house.app.write([&](db::Tx& tx) { return found(tx, house.act("secretariat"), house.alliance, "4", input); });
  EXPECT_EQ(made.sdg, 4);
  EXPECT_EQ(made.basis.es, "2026-02-20: Formar el comité de educación.");
  auto& office = house.app.client(house.app.person("secretariat"));
  const auto page = office.get(house.path("/committees/" + made.id.text()));
  for (const auto* words : {"De qué nació este comité", "Formar el comité de educación.", "20 feb 2026", "Ver el acuerdo"})
    EXPECT_TRUE(page.contains(words)) << words;
  EXPECT_FALSE(office.get(house.path("/committees/" + house.energy.text())).contains("De qué nació este comité"));
}

TEST(Pages, FoundACommitteeFromATheme) {
  House house;
  house.add_as("secretariat", house.wish("4"));
  house.wanting(3, 4);
  auto& office = house.app.client(house.app.person("secretariat"));
  const auto form = house.path("/convergence/4/committee");
  EXPECT_EQ(office.get(house.path("/convergence/7/committee")).status, 409) << "nobody wants it";
  EXPECT_TRUE(office.get(form).contains("Educación de calidad"));
  EXPECT_EQ(house.app.client(house.app.person("active")).get(form).status, 403);
  EXPECT_EQ(office.submit_from(form, form, {{"name_es", "Educación"}}).status, 422);
  EXPECT_EQ(office
                .submit_from(form, form,
                             {{"name_es", "Educación"},
                              {"admission", "open"},
                              {"founded_on", "2026-03-02"},
                              {"record_text", "Hubo consenso."},
                              {"record_on", "2026-02-27"},
                              {"record_source", "Acta"}})
                .status,
            303);
  EXPECT_TRUE(office.get(house.path("/convergence/4")).contains("Algo de este tema ya está en marcha"));
  EXPECT_TRUE(office.get(form).contains("Ya está en marcha: «Educación»."));
}

TEST(Pages, BringTheConsensusOfTheResultBookThatNamesTheGoal) {
  House house;
  const auto wanting = house.wanting(3, 4);
  for (const auto* code : {"4", "7"}) house.add_as("secretariat", house.wish(code));
  house.wanting(3, 7);
  const auto survey = house.surveyed({{wanting[0], {"4"}}});
  const auto today = house.app.today().text();
  house.app.write([&](db::Tx& tx) {
    results::ConsensusInput agreed;
    agreed.agreed_on = today;
    agreed.text = "Se acordó un comité de educación.";
    agreed.goals = {"4"};
    agreed.edition = "0";
    return results::record(tx, house.act("secretariat"), house.alliance, survey, agreed);
  });
  auto& office = house.app.client(house.app.person("secretariat"));
  const auto named = office.get(house.path("/convergence/4/committee"));
  for (const auto* part : {"Se acordó un comité de educación.", "edición 1.", "\" selected"})
    EXPECT_TRUE(named.contains(part)) << part;
  EXPECT_FALSE(office.get(house.path("/convergence/7/committee")).contains("Se acordó un comité de educación."));
}

TEST(Founding, NamesTheEditionOfTheConsensusAndTheBookNamesTheCommittee) {
  House house;
  const auto wanting = house.wanting(3, 4);
  for (const auto* code : {"4", "7"}) house.add_as("secretariat", house.wish(code));
  house.wanting(3, 7);
  const auto survey = house.surveyed({{wanting[0], {"4"}}});
  results::ConsensusInput agreed;
  agreed.agreed_on = house.app.today().text();
  agreed.text = "Se acordó un comité de educación.";
  agreed.goals = {"4"};
  agreed.edition = "0";
  const auto record = [&] {
    return house.app.write(
        [&](db::Tx& tx) { return results::record(tx, house.act("secretariat"), house.alliance, survey, agreed); });
  };
  const auto first = record();
  FoundingInput input;
  input.name_es = "Educación";
  input.consensus = results::ConsensusId::make().text();
  EXPECT_EQ(house.found_as("secretariat", "4", input), "consensus") << "no such consensus";
  input.consensus = first.id.text();
  EXPECT_EQ(house.found_as("secretariat", "7", input), "consensus") << "it does not name that goal";
  auto both = input;
  both.agreement = AgreementId::make().text();
  EXPECT_EQ(house.found_as("secretariat", "4", both), "consensus") << "one record, not two";
  const auto made = house.app.write([&](db::Tx& tx) { return found(tx, house.act("secretariat"), house.alliance, "4", input); });
  const auto kept = *house.app.read([&](db::Tx& tx) { return record_of(tx, made.id); });
  EXPECT_EQ(kept.consensus, first.id);
  EXPECT_EQ(kept.text, agreed.text);
  EXPECT_EQ(kept.on.text(), agreed.agreed_on);

  auto& office = house.app.client(house.app.person("secretariat"));
  const auto committee = house.path("/committees/" + made.id.text());
  const auto book = house.path("/surveys/" + survey.text() + "/results");
  const auto page = office.get(committee);
  EXPECT_TRUE(page.contains("href=\"" + book + "#consensus\"")) << page.body;
  EXPECT_TRUE(page.contains("edición 1."));
  EXPECT_FALSE(page.contains("hoy rige la"));
  EXPECT_TRUE(office.get(book).contains("href=\"" + committee + "\"")) << "and back";
  auto& member = house.app.client(house.app.person("active"));
  EXPECT_TRUE(member.get(committee).contains("edición 1."));
  EXPECT_FALSE(member.get(committee).contains("Ver el consenso")) << "the book is not published to members";

  agreed.edition = "1";
  agreed.correction = "Faltaba la energía.";
  agreed.goals = {"4", "7"};
  const auto second = record();
  EXPECT_EQ(house.found_as("secretariat", "7", input), "consensus") << "what does not hold any more founds nothing";
  EXPECT_TRUE(office.get(committee).contains("se fundó con esa edición; hoy rige la 2"));
  EXPECT_TRUE(office.get(book).contains("href=\"" + committee + "\"")) << "of whichever edition";
  EXPECT_TRUE(office.get("/en" + book).contains("Committees that came from this consensus"));
  auto client = house.app.token_client(house.app.person("secretariat"), {"priorities:read", "priorities:write"});
  EXPECT_EQ(client
                .json(http::Method::post, "/api/v1/alliances/" + house.alliance.text() + "/convergence/7/committees",
                      R"({"name":{"es":"Energía limpia"},"confirm":true,"consensus":")" + second.id.text() + "\"}")
                .status,
            201);
}

}  // namespace
}  // namespace alianza::priorities
