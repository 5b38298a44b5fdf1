// An agreement is closed with files; whoever reads the agreement reads them, and nobody else, by page, API or address of a file.
#include "features/minutes/actions_evidence.h"
#include "features/minutes/tests/house.h"

namespace alianza::minutes {
namespace {

class Proof : public ::testing::Test, public House {
 protected:
  Proof() : store(app.site().config.files.path) {}
  std::string adds(const char* who, AgreementId id, const std::string& bytes, const char* name = "oficio.txt") {
    return outcome(add_evidence(app.db(), store, act(who), alliance, id, {bytes, name, ""}));
  }
  std::string closes(const char* who, AgreementId id, const char* note, const std::string& bytes,
                     const char* name = "oficio.txt") {
    return outcome(close_with_evidence(app.db(), store, act(who), alliance, id, note, {bytes, name, ""}));
  }
  std::vector<Evidence> of(AgreementId id) {
    return app.read([&](db::Tx& tx) { return Result<std::vector<Evidence>>(evidence_of(tx, id)); });
  }
  files::Store store;
};

TEST_F(Proof, comesWithTheClosingOrAfterIt) {
  const auto m = session(energy);
  opened(m.id);
  const auto a = agreed(m.id, "Enviar el padrón");
  EXPECT_EQ(closes("active", a.id, "", "El padrón, enviado."), "note") << "a file does not stand for the words";
  EXPECT_TRUE(of(a.id).empty()) << "nothing is kept of a closing that was refused";
  EXPECT_EQ(closes("active", a.id, "Se envió", "MZ\x01", "programa.exe"), "file");
  EXPECT_EQ(closes("active", a.id, "Se envió", "El padrón, enviado."), "done");
  ASSERT_EQ(of(a.id).size(), 1U);
  EXPECT_EQ(adds("secretariat", a.id, "El padrón, enviado."), "done");
  EXPECT_EQ(of(a.id).size(), 1U) << "the same content is one";
  EXPECT_EQ(adds("active", a.id, "Acuse de recibo."), "done");
  EXPECT_EQ(of(a.id).size(), 2U);
  const auto b = agreed(m.id, "Otro");
  EXPECT_EQ(follow("secretariat", b.id, "cancelled", "Ya no"), "done");
  EXPECT_EQ(adds("secretariat", b.id, "Tarde."), "conflict");
}

TEST_F(Proof, isOfTheCircleThatReadsTheAgreement) {
  const auto m = session(energy);
  opened(m.id);
  const auto a = agreed(m.id, "Enviar el padrón");
  EXPECT_EQ(closes("active", a.id, "Se envió", "MARCADOR de la energía"), "done");
  EXPECT_EQ(adds("stranger", a.id, "x"), "not_found");
  EXPECT_EQ(adds("legal", a.id, "x"), "forbidden");
  const auto page = "/alliances/" + alliance.text() + "/agreements/" + a.id.text();
  const auto file = page + "/evidence/" + of(a.id).at(0).id.text();
  for (const auto& [who, status] : std::map<std::string, int>{{"active", 200},
                                                              {"officer", 200},
                                                              {"secretariat", 200},
                                                              {"legal", 200},
                                                              {"stranger", 404},
                                                              {"stopped_officer", 404},
                                                              {"facilitator", 404},
                                                              {"outsider", 404}}) {
    const auto answer = app.client(app.person(who)).get(file);
    EXPECT_EQ(answer.status, status) << who;
    EXPECT_EQ(answer.contains("MARCADOR"), status == 200) << who;
    auto api = app.token_client(app.person(who), {"minutes:read"});
    EXPECT_EQ(api.json(http::Method::get, "/api/v1" + file, "").status, status) << who;
  }
  EXPECT_NE(app.visitor().get(file).status, 200);
  const auto another = agreed(m.id, "Otro");
  EXPECT_EQ(
      app.client(app.person("active"))
          .get("/alliances/" + alliance.text() + "/agreements/" + another.id.text() + "/evidence/" + of(a.id).at(0).id.text())
          .status,
      404)
      << "through the address of another agreement";
  EXPECT_TRUE(app.client(app.person("active")).get(page).contains("oficio.txt"));
}

}  // namespace
}  // namespace alianza::minutes
