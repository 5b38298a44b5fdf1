// The text of files in the search: who may read the document finds it, and nobody else, by page, API, count or extract.
#include "features/documents/tests/house.h"
#include "platform/feature/personal.h"

namespace alianza::document {
namespace {

class TextOfDocuments : public ::testing::Test {
 protected:
  DocumentId added(const std::string& bytes, const std::string& level, CommitteeId committee = {},
                   const std::string& who = "secretariat") {
    const auto id = house.add(who, house.input("Plan " + level, level, committee), House::pdf_file(bytes));
    EXPECT_TRUE(id) << outcome(id);
    house.run_jobs();
    return id.value_or(DocumentId());
  }
  Reading reading(DocumentId id) { return house.book_of(id).versions.front().reading; }
  http::TestClient& as(const std::string& who) {
    return who == "anonymous" ? house.app.visitor() : house.app.client(house.app.person(who));
  }
  std::string root() const { return "/alliances/" + house.alliance.text(); }
  /// By page, by the page of the kind and by API.
  bool finds(const std::string& who, const std::string& word) {
    const auto title = [&](const std::string& path) { return as(who).get(path).contains("Plan "); };
    const auto page = title(root() + "/search?q=" + word);
    EXPECT_EQ(title(root() + "/search?q=" + word + "&kind=document"), page) << who;
    EXPECT_EQ(title("/api/v1" + root() + "/search?q=" + word), page) << who;
    return page;
  }
  House house;
};

TEST_F(TextOfDocuments, IsFoundByWhoMayReadTheDocumentAndByNobodyElse) {
  struct Case {
    const char* level;
    const char* mark;
    std::set<std::string> readers;
  };
  const std::set<std::string> members{"director", "secretariat", "legal", "officer", "active", "neighbour", "stranger"};
  for (const auto& c : std::vector<Case>{{"members", "acequiamarcada", members},
                                         {"public", "canalmarcado", members},
                                         {"committee", "presamarcada", {"director", "secretariat", "legal", "officer", "active"}},
                                         {"secretariat", "norimarcada", {"director", "secretariat"}},
                                         {"restricted", "pozomarcado", {}}}) {
    const auto id = added(House::pdf_saying("Aquí dice " + std::string(c.mark) + " y nada más."), c.level,
                          c.level == std::string("committee") ? house.energy : CommitteeId());
    EXPECT_EQ(reading(id), Reading::whole);
    for (const auto* who : {"anonymous", "outsider", "invited", "withdrawn", "stranger", "neighbour", "active", "officer",
                            "legal", "secretariat", "director"})
      EXPECT_EQ(finds(who, c.mark), c.readers.contains(who)) << c.level << " " << who;
    for (const auto* who : {"anonymous", "outsider", "stranger", "neighbour"}) {
      if (c.readers.contains(who)) continue;
      for (const auto& path : {root() + "/search?q=" + c.mark, "/api/v1" + root() + "/search?q=" + c.mark, root() + "/documents",
                               "/api/v1" + root() + "/documents/" + id.text()})
        EXPECT_FALSE(as(who).get(path).contains("Aquí dice")) << path;
    }
  }
}

TEST_F(TextOfDocuments, FollowsConfidentialityVersionsAndWithdrawal) {
  const auto id = added(House::pdf_saying("antiguamarca"), "members");
  ASSERT_TRUE(finds("stranger", "antiguamarca"));
  auto change = house.input("Plan reservado", "restricted");
  change.version = "1";
  ASSERT_EQ(house.edited("director", id, change), "done");
  EXPECT_FALSE(finds("stranger", "antiguamarca"));
  EXPECT_FALSE(finds("director", "antiguamarca")) << "in no search";
  change = house.input("Plan abierto", "members");
  change.version = "2";
  ASSERT_EQ(house.edited("director", id, change), "done");
  EXPECT_TRUE(finds("stranger", "antiguamarca"));

  const auto bytes = House::pdf_saying("nuevamarca");
  ASSERT_TRUE(add_version(house.app.db(), house.store(), house.act("secretariat"), house.alliance, id, House::pdf_file(bytes)));
  EXPECT_EQ(reading(id), Reading::waiting);
  EXPECT_FALSE(finds("stranger", "antiguamarca")) << "what the newest does not say is not found, from the moment it is there";
  house.run_jobs();
  EXPECT_TRUE(finds("stranger", "nuevamarca"));
  ASSERT_EQ(house.withdrawn("secretariat", id, "Se sustituyó"), "done");
  EXPECT_FALSE(finds("director", "nuevamarca"));
}

TEST_F(TextOfDocuments, AJobThatComesLateChangesNothingOfANewerVersion) {
  const auto first = House::pdf_saying("primeramarca");
  const auto id = house.add("secretariat", house.input("Plan doble", "members"), House::pdf_file(first));
  ASSERT_TRUE(id);
  ASSERT_TRUE(house.again("secretariat", *id, "segundamarca en texto"));
  house.run_jobs();
  EXPECT_FALSE(finds("stranger", "primeramarca"));
  EXPECT_TRUE(finds("stranger", "segundamarca"));
  const auto withdrawn =
      house.add("secretariat", house.input("Plan que se retira", "members"), House::pdf_file(House::pdf_saying("terceramarca")));
  ASSERT_TRUE(withdrawn);
  ASSERT_EQ(house.withdrawn("secretariat", *withdrawn, "Sobraba"), "done");
  house.run_jobs();
  EXPECT_FALSE(finds("director", "terceramarca"));
}

TEST_F(TextOfDocuments, AFileThatCannotBeReadStaysAndSaysWhy) {
  const auto id = added("%PDF-1.7\nno es un documento", "members");
  EXPECT_EQ(reading(id), Reading::unreadable);
  const auto page = as("stranger").get(root() + "/documents/" + id.text());
  EXPECT_TRUE(page.contains("Texto no leído: el archivo está dañado"));
  EXPECT_TRUE(as("stranger").get("/api/v1" + root() + "/documents/" + id.text()).contains("\"reading\":\"unreadable\""));
  EXPECT_EQ(as("stranger").get(root() + "/documents/" + id.text() + "/versions/1").body, "%PDF-1.7\nno es un documento");
}

TEST_F(TextOfDocuments, ThatWaitsWhileSomebodyIsErasedIsNotReadAnyMore) {
  const auto id =
      house.add("secretariat", house.input("Plan con nombre", "members"), House::pdf_file(House::pdf_saying("Marta Borrada")));
  ASSERT_TRUE(id);
  feature::Subject erased;
  erased.agency = house.agency.value();
  erased.names.insert("marta borrada");
  house.app.write([&](db::Tx& tx) -> Done {
    for (const auto& personal : house.app.site().personal) personal.erase(tx, erased);
    return {};
  });
  house.run_jobs();
  EXPECT_EQ(reading(*id), Reading::forgone);
  EXPECT_FALSE(finds("director", "borrada"));
}

}  // namespace
}  // namespace alianza::document
