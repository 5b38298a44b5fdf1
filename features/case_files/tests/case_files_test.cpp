#include <gmock/gmock.h>

#include "features/case_files/tests/house.h"
#include "platform/files/verify.h"
#include "platform/files/zip.h"

namespace alianza::case_files {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CaseFileRules, PathsAreAsciiWhateverTheTitle) {
  EXPECT_EQ(path_word("Ficha técnica: Año 1"), "ficha-tecnica-ano-1");
  EXPECT_EQ(path_word("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(path_word("«»…"), "x");
  EXPECT_EQ(path_word("漢字"), "x");
  EXPECT_LE(path_word(std::string(500, 'a')).size(), 60U);
}

TEST(CaseFileRules, EventsStandInTheOrderOfTimeAndTheUndatedLast) {
  std::vector<Event> events{{"", EventKind::meeting, "sin fecha", "", "", "1"},
                            {"2026-03-02", EventKind::document, "b", "", "", "2"},
                            {"2026-03-02", EventKind::document, "a", "", "", "3"},
                            {"2026-03-02", EventKind::meeting, "z", "", "", "4"},
                            {"2025-12-01", EventKind::document, "y", "", "", "5"}};
  put_in_order(events);
  std::string order;
  for (const auto& e : events) order += e.id;
  EXPECT_EQ(order, "54321");
}

TEST(CaseFiles, HoldEveryDocumentMinutesAndEventWithHashesThatVerify) {
  House house;
  const auto digest = house.approved_minutes("Sesión de energía", house.energy);
  const auto id = house.document("Plan de energía", "committee", house.energy);
  const std::string second = "Segunda versión";
  ASSERT_TRUE(document::add_version(house.app.db(), house.store(), house.act("secretariat"), house.alliance, id,
                                    {second, "plan.txt", "text/plain", "corrige", ""}));
  const auto file = house.made("officer", house.energy);
  EXPECT_EQ(file.state, State::ready);
  EXPECT_EQ(file.entries, 5) << "two indexes, minutes, two versions";
  const auto zip = house.bytes(file);
  EXPECT_EQ(file.digest, files::Digest::of(zip));
  EXPECT_EQ(house.verified(zip), 0);
  const auto told = house.told("officer", house.energy);
  EXPECT_THAT(told, HasSubstr("Sesión de energía"));
  EXPECT_THAT(told, HasSubstr(digest));
  EXPECT_THAT(told, HasSubstr("plan-de-energia"));
  EXPECT_THAT(told, HasSubstr("Quien lleva las minutas")) << "who was appointed";
  EXPECT_THAT(told, HasSubstr("Entra a: Energía"));
  const auto content = house.content("officer", house.energy);
  const auto minutes =
      std::find_if(content.entries.begin(), content.entries.end(), [](const Entry& e) { return !e.text.empty(); });
  ASSERT_NE(minutes, content.entries.end());
  EXPECT_EQ(files::Digest::of(minutes->text).text(), digest) << "the very text that was approved";
}

using Parts = std::vector<std::pair<std::string, std::string>>;

/// An archive of these parts, with a manifest of those.
std::string archive(House& house, const Parts& parts, const Parts& told) {
  std::vector<Written> written;
  for (const auto& [path, text] : told)
    written.push_back({path, static_cast<std::int64_t>(text.size()), files::Digest::of(text)});
  const auto store = house.store();
  auto writer = *store.begin();
  files::Zip zip(writer);
  for (const auto& [path, text] : parts) EXPECT_TRUE(zip.add(path, text));
  EXPECT_TRUE(zip.add("manifest.json", manifest_json({}, written)));
  EXPECT_TRUE(zip.finish());
  CaseFile file;
  file.digest = writer.finish()->digest;
  return house.bytes(file);
}

TEST(CaseFiles, TamperingIsFoundByTheIndependentScript) {
  House house;
  const Parts parts{{"index.html", "<p>uno</p>"}, {"documents/a.txt", "contenido"}};
  auto changed = parts;
  changed[1].second = "Contenido";
  auto more = parts;
  more.emplace_back("documents/b.txt", "otro");
  const Parts fewer{parts.front()};
  EXPECT_EQ(house.verified(archive(house, parts, parts)), 0);
  EXPECT_EQ(house.verified(archive(house, changed, parts)), 1);
  EXPECT_EQ(house.verified(archive(house, more, parts)), 1);
  EXPECT_EQ(house.verified(archive(house, fewer, parts)), 1);
  const auto whole = archive(house, parts, parts);
  EXPECT_EQ(house.verified(whole.substr(0, whole.size() / 2)), 2);
  EXPECT_EQ(house.verified("no archive"), 2);
}

TEST(CaseFiles, TheSameDataGiveTheSameBytes) {
  House house;
  house.approved_minutes("Sesión", {});
  house.document("Plan", "members");
  const auto first = house.made("stranger");
  const auto second = house.made("stranger");
  EXPECT_NE(first.id, second.id);
  EXPECT_EQ(first.digest, second.digest);
}

TEST(CaseFiles, NothingOfAnotherCommitteeIsInThem) {
  House house;
  house.approved_minutes("Sesión de energía", house.energy);
  house.document("MARCADOR energía", "committee", house.energy);
  house.document("MARCADOR secretariado", "secretariat");
  house.document("MARCADOR reservado", "restricted");
  for (const auto* who : {"neighbour", "stranger", "facilitator", "stopped_officer", "suspended"}) {
    EXPECT_THAT(house.told(who), Not(HasSubstr("MARCADOR"))) << who;
    EXPECT_THAT(house.told(who), Not(HasSubstr("minutes/"))) << who;
    EXPECT_EQ(outcome(house.ask(who, house.energy)), "forbidden") << who;
    EXPECT_THAT(house.bytes(house.made(who)), Not(HasSubstr("marcador"))) << who << ": names of entries are not compressed";
  }
  for (const auto* who : {"active", "officer"}) {
    const auto told = house.told(who);
    EXPECT_THAT(told, HasSubstr("MARCADOR energía")) << who;
    EXPECT_THAT(told, HasSubstr("minutes/")) << who;
    EXPECT_THAT(told, Not(HasSubstr("MARCADOR secretariado"))) << who;
    EXPECT_THAT(told, Not(HasSubstr("MARCADOR reservado"))) << who;
  }
  EXPECT_THAT(house.told("director"), HasSubstr("MARCADOR reservado"));
  EXPECT_THAT(house.told("neighbour", house.water), Not(HasSubstr("Energía")));
  EXPECT_THAT(house.told("stranger"), Not(HasSubstr("Suspendida"))) << "who is suspended is for the agency";
  for (const auto* who : {"invited", "withdrawn", "outsider", "anonymous"})
    EXPECT_EQ(outcome(house.ask(who)), "not_found") << who;
}

TEST(CaseFiles, AreOnlyForWhoAskedAndOnlyWhileThatPersonMayRead) {
  House house;
  const auto file = house.made("active", house.energy);
  EXPECT_TRUE(house.sees("active", file.id));
  for (const auto* who : {"director", "secretariat", "officer", "stranger", "anonymous"})
    EXPECT_FALSE(house.sees(who, file.id)) << who;
  house.app.write([&](db::Tx& tx) {
    const auto members = committees::book(tx, house.energy).members;
    return committees::end_member(tx, house.act("director"), house.alliance, house.energy, members.front().id, "2026-03-02",
                                  "sale");
  });
  EXPECT_FALSE(house.sees("active", file.id)) << "no longer of the committee";
}

TEST(CaseFiles, OneOfAKindIsMadeAtATimeAndCanBeStopped) {
  House house;
  const auto first = house.ask("active");
  ASSERT_TRUE(first);
  EXPECT_EQ(outcome(house.ask("active")), "conflict");
  EXPECT_EQ(outcome(house.ask("active", house.energy)), "done");
  const auto stop = [&](const char* who) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return case_files::stop(tx, house.act(who), house.alliance, first->id); }));
  };
  EXPECT_EQ(stop("director"), "not_found");
  EXPECT_EQ(stop("active"), "done");
  EXPECT_EQ(stop("active"), "conflict");
  EXPECT_TRUE(house.seen("active", first->id).stalled);
  EXPECT_EQ(outcome(house.ask("active")), "done");
}

TEST(CaseFiles, ExpireAndTheirArchiveGoesWithTheSweep) {
  House house;
  house.document("Plan", "members");
  const auto file = house.made("active");
  EXPECT_EQ(files::verify(house.app.db(), house.store())->files, 2);
  house.app.clock().advance(kept_for + std::chrono::hours(25));
  house.run_jobs();
  EXPECT_EQ(house.seen("active", file.id).file.state, State::expired);
  house.app.clock().advance(std::chrono::hours(48));
  house.run_jobs();
  EXPECT_EQ(files::verify(house.app.db(), house.store())->files, 1) << "the document's file stays";
}

TEST(CaseFiles, ADamagedFileIsNeverHandedOutAsWhole) {
  House house;
  const auto id = house.document("Plan", "members");
  const auto version = house.app.read([&](db::Tx& tx) -> Result<document::Version> {
    const auto s = TRY(document::see(tx, house.act("director").actor, house.alliance, id));
    return document::version_of(tx, s, 1);
  });
  std::ofstream(house.folder() + "/" + version.digest.text().substr(0, 2) + "/" + version.digest.text()) << "Contenido de Plam";
  const auto asked = house.ask("active");
  house.run_jobs();
  EXPECT_EQ(house.seen("active", asked->id).file.state, State::making);
}

class CaseFilePages : public ::testing::Test {
 protected:
  std::string root(const std::string& tail = {}) const { return "/alliances/" + house.alliance.text() + "/case-files" + tail; }
  http::TestClient& as(const std::string& who) { return house.app.client(house.app.person(who)); }
  House house;
};

TEST_F(CaseFilePages, AreAskedForFollowedAndFetchedWithoutScript) {
  house.document("Plan", "members");
  auto& client = as("active");
  EXPECT_TRUE(client.get("/alliances/" + house.alliance.text() + "/documents").contains("case-files"));
  EXPECT_TRUE(client.get("/alliances/" + house.alliance.text() + "/committees/" + house.energy.text()).contains("case-files"));
  const auto asked = client.submit_from(root(), root(), {{"committee", house.energy.text()}});
  ASSERT_EQ(asked.status, 303);
  const auto page = asked.location().substr(0, asked.location().find('?'));
  EXPECT_TRUE(client.get(page).contains("Detener"));
  EXPECT_EQ(client.get(page + "/file").status, 404) << "not made yet";
  house.run_jobs();
  EXPECT_TRUE(client.get(page).contains("Descargar el ZIP"));
  EXPECT_TRUE(client.get(root()).contains("Listo"));
  const auto file = client.get(page + "/file");
  EXPECT_EQ(file.header("Content-Type"), "application/zip");
  EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment"));
  EXPECT_TRUE(file.body.starts_with("PK"));
  EXPECT_EQ(house.verified(file.body), 0);
  for (const auto* who : {"director", "officer", "neighbour"}) {
    EXPECT_EQ(as(who).get(page).status, 404) << who;
    EXPECT_EQ(as(who).get(page + "/file").status, 404) << who;
    EXPECT_EQ(as(who).get("/api/v1" + page + "/file").status, 404) << who;
    EXPECT_FALSE(as(who).get(root()).contains("Listo")) << who;
  }
}

TEST_F(CaseFilePages, AProgramAsksAndFetches) {
  auto client = house.app.token_client(house.app.person("secretariat"), {"documents:write"});
  const auto asked = client.json(http::Method::post, "/api/v1" + root(), "{}");
  ASSERT_EQ(asked.status, 202) << asked.body;
  house.run_jobs();
  EXPECT_TRUE(client.json(http::Method::get, asked.location()).contains(R"("state":"ready")"));
  EXPECT_TRUE(client.json(http::Method::get, asked.location() + "/file").body.starts_with("PK"));
  EXPECT_TRUE(client.json(http::Method::get, "/api/v1" + root()).contains("sha256"));
  EXPECT_EQ(client.json(http::Method::post, asked.location() + "/stop", "").status, 409);
  EXPECT_EQ(client.json(http::Method::post, "/api/v1" + root(), R"({"committee":"x"})").status, 422);
}

}  // namespace
}  // namespace alianza::case_files
