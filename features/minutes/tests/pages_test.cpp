// Pages and API of minutes through the real router.
#include "features/minutes/tests/house.h"
#include "platform/audit/digest.h"
#include "platform/documents/paper.h"

namespace alianza::minutes {
namespace {

class MinutesPages : public ::testing::Test {
 protected:
  std::string root(const std::string& tail = {}) const { return "/alliances/" + house.alliance.text() + tail; }
  std::string of(MeetingId m, const std::string& tail = {}) const { return root("/meetings/" + m.text() + "/minutes" + tail); }
  http::TestClient& as(const std::string& who) {
    if (who == "anonymous") return house.app.visitor();
    return who == "operator" ? house.app.client(house.app.server_operator()) : house.app.client(house.app.person(who));
  }
  /// What the form of a draft sends of a section that was read as it stands.
  static http::Pairs note(const Section& s, const std::string& body) {
    const auto id = s.id.text();
    return {{"body-" + id, body}, {"version-" + id, std::to_string(s.version)}, {"read-" + id, read_mark(s.body)}};
  }
  static http::Pairs agreement(const Section& s, const std::string& what, const std::string& owner, const std::string& due) {
    const auto id = s.id.text();
    return {{"section", id}, {"text-" + id, what}, {"organization-" + id, owner}, {"person-" + id, ""}, {"due-" + id, due}};
  }
  static http::Pairs joined(http::Pairs a, const http::Pairs& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
  }
  House house;
};

TEST_F(MinutesPages, AnyButtonOfADraftSavesEveryTextThatChangedAndOnlyThose) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  auto& client = as("officer");
  const auto all = house.book_of(m.id).sections;
  const auto form = [&](const char* first, const char* second, const char* third) {
    return joined(joined(note(all[0], first), note(all[1], second)), note(all[2], third));
  };
  const auto save = of(m.id, "/sections/" + all[0].id.text());
  ASSERT_EQ(client.submit_from(of(m.id), save, form("Uno", "Dos", "")).status, 303);
  EXPECT_EQ(house.book_of(m.id).sections[0].body, "Uno");
  EXPECT_EQ(house.book_of(m.id).sections[1].body, "Dos");
  EXPECT_EQ(house.book_of(m.id).sections[2].version, 1) << "what came back as it was read is no writing";
  // Somebody who read the page before all that changes the third only: the others stay, and nothing crosses.
  ASSERT_EQ(client.submit_from(of(m.id), save, form("", "", "Tres")).status, 303);
  EXPECT_EQ(house.book_of(m.id).sections[0].body, "Uno");
  EXPECT_EQ(house.book_of(m.id).sections[2].body, "Tres");
  // One crosses: it is kept beside, the other is saved.
  const auto later = house.book_of(m.id).sections;
  const auto crossed = client.submit_from(of(m.id), save, joined(note(all[0], "Otro uno"), note(later[3], "Cierre a las dos")));
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("<ins>Otro uno</ins>"));
  EXPECT_EQ(house.book_of(m.id).sections[3].body, "Cierre a las dos");
  EXPECT_EQ(house.book_of(m.id).sections[0].body, "Uno");
}

TEST_F(MinutesPages, TheProjectorShowsWhatWasWrittenLastOrTheMatterThatIsPinned) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  auto& client = as("officer");
  const auto all = house.book_of(m.id).sections;
  ASSERT_EQ(client.submit_from(of(m.id), of(m.id, "/sections/" + all[1].id.text()), note(all[1], "Se habló del piloto")).status,
            303);
  const auto wall = client.get(of(m.id, "/projector"));
  EXPECT_TRUE(wall.contains("Se habló del piloto"));
  EXPECT_TRUE(wall.contains("Punto 2 de"));
  EXPECT_TRUE(wall.contains("hx-get=\"" + of(m.id, "/projector") + "\""));
  const auto pinned = client.get(of(m.id, "/projector?point=1"));
  EXPECT_FALSE(pinned.contains("Se habló del piloto"));
  EXPECT_TRUE(pinned.contains("Seguir lo que se escribe"));
  EXPECT_TRUE(client.get(of(m.id, "/projector?point=99")).contains("Punto 2 de")) << "no such matter: the last written";
}

TEST_F(MinutesPages, AnAgreementIsRegisteredWithTheNotesThatWereTyped) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  auto& client = as("officer");
  const auto s = house.book_of(m.id).sections;
  const auto owner = house.seats["active"].text();
  const auto path = of(m.id, "/agreements");
  const auto typed = [&](const char* due) { return joined(note(s[2], "Lo que se dijo"), agreement(s[1], "Enviar", owner, due)); };
  const auto wrong = client.submit_from(of(m.id), path, typed("2025-01-01"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Lo que se dijo</textarea>")) << "what was typed stays, though nothing is saved";
  EXPECT_TRUE(wrong.contains("value=\"" + read_mark("") + "\"")) << "and the next save is judged by what was read";
  EXPECT_EQ(house.book_of(m.id).sections[2].body, "");
  ASSERT_EQ(client.submit_from(of(m.id), path, typed("2026-03-20")).status, 303);
  EXPECT_EQ(house.book_of(m.id).sections[2].body, "Lo que se dijo");
  // An agreement that was begun under another item is not lost by saving notes, nor by adding a matter.
  const auto begun = joined(note(s[1], "Más"), agreement(s[2], "Otro compromiso", owner, ""));
  const auto kept = client.submit_from(of(m.id), of(m.id, "/sections/" + s[1].id.text()), begun);
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(kept.contains("Otro compromiso</textarea>"));
  EXPECT_EQ(house.book_of(m.id).sections[1].body, "Más");
  const auto sent = client.submit_from(of(m.id), of(m.id, "/state"), joined({{"to", "review"}}, begun));
  EXPECT_EQ(sent.status, 409);
  EXPECT_TRUE(sent.contains("Otro compromiso</textarea>"));
  EXPECT_EQ(house.again(m.id).state, State::draft);
  ASSERT_EQ(client.submit_from(of(m.id), of(m.id, "/state"), joined({{"to", "review"}}, note(s[0], "Quórum"))).status, 303);
  EXPECT_EQ(house.book_of(m.id).sections[0].body, "Quórum");
  // Sent meanwhile: who was still writing keeps the text.
  const auto late = client.submit_from(of(m.id), of(m.id, "/sections/" + s[3].id.text()), note(s[3], "Se cerró a las dos"));
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.contains("Se cerró a las dos</textarea>"));
}

TEST_F(MinutesPages, OfACommitteeAreReadByItsMembersAndTheAgencyAndByNobodyElse) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto a = house.agreed(m.id, "MARCADOR del comité", "2026-03-06");
  const auto s = house.book_of(m.id).sections[1];
  house.save("secretariat", m.id, s.id, "MARCADOR en las notas", s.version);
  house.approved(m.id);
  struct Case {
    const char* who;
    int status;
  };
  for (const auto& at : {Case{"anonymous", 303}, Case{"operator", 404}, Case{"outsider", 404}, Case{"invited", 404},
                         Case{"withdrawn", 404}, Case{"stranger", 404}, Case{"facilitator", 404}, Case{"stopped_officer", 404},
                         Case{"active", 200}, Case{"officer", 200}, Case{"secretariat", 200}, Case{"director", 200}}) {
    auto& client = as(at.who);
    const bool sees = at.status == 200;
    EXPECT_EQ(client.get(of(m.id)).status, at.status) << at.who;
    EXPECT_EQ(client.get(root("/agreements/" + a.id.text())).status, at.status) << at.who;
    EXPECT_EQ(client.get("/api/v1" + of(m.id)).contains("MARCADOR"), sees) << at.who;
    for (const auto& path :
         {root("/agreements"), root("/agreements.csv"), root("/agreements.json"), "/api/v1" + root("/agreements"),
          root("/meetings/" + m.id.text()), root("/committees/" + house.energy.text()), root()})
      EXPECT_EQ(client.get(path).contains("MARCADOR"), sees) << at.who << " " << path;
    EXPECT_FALSE(client.get(root("/meetings.ics")).contains("MARCADOR")) << "the calendar tells nothing of minutes";
    EXPECT_FALSE(client.get(root("/meetings.csv")).contains("MARCADOR"));
    EXPECT_FALSE(client.get("/p/muestra").contains("MARCADOR"));
  }
}

TEST_F(MinutesPages, StayBehindTheDoorTheyWereOpenedWithWhenTheMeetingGoesToAnotherCommittee) {
  documents::print_with([](const documents::Paper& paper) { return paper.html; });
  house.app.write([&](db::Tx& tx) {
    return committees::add_member(tx, house.act("director"), house.alliance, house.water, house.seats["stranger"], "2026-01-10");
  });
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto a = house.agreed(m.id, "MARCADOR del comité");
  const auto s = house.book_of(m.id).sections[1];
  house.save("secretariat", m.id, s.id, "MARCADOR en las notas", s.version);
  for (const auto body : {house.water, CommitteeId(), house.energy}) {
    house.edited(m.id, body);
    for (const auto* who : {"active", "officer", "secretariat", "stranger", "stopped_officer", "facilitator", "outsider"}) {
      const bool sees = std::string(who) == "active" || std::string(who) == "officer" || std::string(who) == "secretariat";
      auto& client = as(who);
      for (const auto& path : {of(m.id), "/api/v1" + of(m.id), root("/meetings/" + m.id.text() + "/minutes.pdf"),
                               root("/agreements/" + a.id.text()), "/api/v1" + root("/agreements/" + a.id.text())}) {
        const auto answer = client.get(path);
        EXPECT_EQ(answer.status, sees ? 200 : 404) << who << " " << path;
        EXPECT_EQ(answer.contains("MARCADOR"), sees) << who << " " << path;
      }
      EXPECT_EQ(client.get(root("/meetings/" + m.id.text())).contains("MARCADOR"), sees) << who;
    }
  }
  documents::print_with({});
}

TEST_F(MinutesPages, AreFoundInTheSearchOnlyBehindTheCommitteesDoor) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  house.agreed(m.id, "MARCADOR del comité");
  const auto s = house.book_of(m.id).sections[1];
  house.save("secretariat", m.id, s.id, "MARCADOR en las notas", s.version);
  house.approved(m.id);
  const auto found = [&](std::vector<std::int64_t> circles) {
    const auto groups = house.app.read([&](db::Tx& tx) {
      const search::Reader reader{house.agency.value(), house.alliance.value(), true, false, false, circles};
      return search::find_by_kind(tx, {reader, "marcador"});
    });
    std::set<std::string> out;
    for (const auto& g : groups) out.insert(g.kind);
    return out;
  };
  EXPECT_EQ(found({house.energy.value()}), (std::set<std::string>{"agreement", "minutes"}));
  EXPECT_TRUE(found({house.water.value()}).empty());
  EXPECT_TRUE(found({}).empty());
}

TEST_F(MinutesPages, OfAPlenaryAreReadByTheAlliance) {
  const auto m = house.session();
  house.opened(m.id);
  EXPECT_EQ(as("stranger").get(of(m.id)).status, 200);
  EXPECT_EQ(as("facilitator").get(of(m.id)).status, 200);
  EXPECT_EQ(as("invited").get(of(m.id)).status, 404);
}

TEST_F(MinutesPages, AreWrittenWithoutScriptFromTheMeetingToTheApproval) {
  const auto m = house.session(house.energy, "2026-02-23");
  auto& client = as("officer");
  const auto meeting = root("/meetings/" + m.id.text());
  EXPECT_TRUE(client.get(meeting).contains("Comenzar la minuta"));
  ASSERT_EQ(client.submit_from(meeting, of(m.id), {}).status, 303);
  const auto s = house.book_of(m.id).sections[1];
  const auto section = of(m.id, "/sections/" + s.id.text());
  ASSERT_EQ(client.submit_from(of(m.id), section, note(s, "Lo que dijo Ana")).status, 303);
  const auto crossed = client.submit_from(of(m.id), section, note(s, "Lo que dijo Bruno"));
  EXPECT_EQ(crossed.status, 409);
  for (const auto& words : {std::string("<ins>Lo que dijo Bruno</ins>"), std::string("<p>Lo que dijo Ana</p>"),
                            std::string("No se perdió nada"), "name=\"version-" + s.id.text() + "\" value=\"2\""})
    EXPECT_TRUE(crossed.contains(words)) << words;
  const auto later = as("director").get(of(m.id));
  EXPECT_TRUE(later.contains("1 texto que se cruzó con otro"));
  EXPECT_TRUE(later.contains("<span>Lo que dijo Bruno</span>")) << "whoever writes finds it after the page is closed";
  EXPECT_FALSE(as("active").get(of(m.id)).contains("Lo que dijo Bruno")) << "who only reads does not";
  const auto wrong = client.submit_from(of(m.id), of(m.id, "/agreements"), agreement(s, "Hacer <algo>", "", ""));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Hacer &lt;algo&gt;")) << "what was typed stays";
  const auto owner = house.seats["active"].text();
  const auto early = client.submit_from(of(m.id), of(m.id, "/agreements"), agreement(s, "Enviar el padrón", owner, "2026-02-22"));
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.contains("La fecha límite no puede ir antes del día de la reunión"));
  ASSERT_EQ(client.submit_from(of(m.id), of(m.id, "/agreements"), agreement(s, "Enviar el padrón", owner, "2026-03-01")).status,
            303);
  EXPECT_TRUE(client.get(of(m.id)).contains("Cambiar el acuerdo"));
  EXPECT_TRUE(client.get(of(m.id)).contains("Enviar el padrón"));
  EXPECT_TRUE(client.get(root("/agreements?due=overdue")).contains("Enviar el padrón"));
  EXPECT_TRUE(client.get(root("/committees/" + house.energy.text())).contains("1 vencido"));
  ASSERT_EQ(client.submit_from(of(m.id), of(m.id, "/state"), {{"to", "review"}}).status, 303);
  auto& reader = as("active");
  ASSERT_EQ(reader.submit_from(of(m.id), of(m.id, "/comments"), {{"section", s.id.text()}, {"text", "Falta el dato"}}).status,
            303);
  EXPECT_EQ(reader.submit_from(of(m.id), of(m.id, "/state"), {{"to", "approved"}}).status, 403);
  EXPECT_TRUE(client.get(of(m.id)).contains("Falta el dato"));
  const auto asked = client.get(of(m.id, "/approve"));
  for (const auto* words :
       {"0 de 0 organizaciones que asistieron", "MUESTRA-MIN-2026-0001", "ya no cambia", "La revisión dejó 1 comentario"})
    EXPECT_TRUE(asked.contains(words)) << words;
  EXPECT_EQ(reader.get(of(m.id, "/approve")).status, 403);
  const auto fixed = client.submit_from(of(m.id, "/approve"), of(m.id, "/state"), {{"to", "approved"}});
  ASSERT_EQ(fixed.status, 303);
  EXPECT_TRUE(client.get(fixed.location()).contains("Aprobada con el folio MUESTRA-MIN-2026-0001."));
  EXPECT_EQ(client.get(of(m.id, "/approve")).status, 409) << "there is nothing to approve any more";
  const auto page = reader.get(of(m.id));
  for (const auto* words : {"MUESTRA-MIN-2026-0001", "Aprobada el 2 mar 2026", "Huella SHA-256", "Acuerdos, como se aprobaron"})
    EXPECT_TRUE(page.contains(words)) << words;
  EXPECT_FALSE(page.contains("<textarea"));
}

TEST_F(MinutesPages, AnAgreementIsClosedOnItsPageWithEvidence) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto a = house.agreed(m.id, "Enviar el padrón");
  auto& client = as("active");
  const auto path = root("/agreements/" + a.id.text());
  EXPECT_FALSE(client.get(path).contains("Por qué se cancela"));
  const auto wrong = client.submit_from(path, path + "/state", {{"to", "done"}, {"note", ""}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Escriba la evidencia"));
  EXPECT_EQ(client.submit_from(path, path + "/state", {{"to", "done"}, {"note", "Oficio 12"}}).status, 303);
  EXPECT_TRUE(client.get(path).contains("Oficio 12"));
  EXPECT_TRUE(client.get(root("/agreements?state=done")).contains("Enviar el padrón"));
  EXPECT_FALSE(client.get(root("/agreements?state=open")).contains("Enviar el padrón"));
}

TEST_F(MinutesPages, APaperSaysWhatThePageSays) {
  std::string html;
  documents::print_with([&](const documents::Paper& paper) {
    html = paper.html;
    return std::string("%PDF-");
  });
  const auto m = house.session(house.energy);
  house.opened(m.id);
  house.agreed(m.id, "Enviar <el> padrón");
  const auto s = house.book_of(m.id).sections[1];
  house.save("secretariat", m.id, s.id, "Se pidió:\n- agua\n- luz", s.version);
  const auto done = house.approved(m.id);
  const auto meeting = root("/meetings/" + m.id.text());
  EXPECT_EQ(as("active").get(meeting + "/minutes.pdf").header("Content-Type"), "application/pdf");
  for (const auto& words : {std::string("lang=\"es\""), std::string("Enviar &lt;el&gt; padrón"), done.folio, done.digest,
                            std::string("Agencia de muestra"), std::string("2 de marzo de 2026"),
                            std::string("10:00–12:00, hora del centro de México (UTC-06:00)"),
                            std::string("aprobada el 2 de marzo de 2026 por secretariat"),
                            std::string("<ul><li>agua</li><li>luz</li></ul>"), std::string("Quien lleva las minutas")})
    EXPECT_NE(html.find(words), std::string::npos) << words;
  EXPECT_EQ(as("stranger").get(meeting + "/minutes.docx").status, 404);
  ASSERT_EQ(as("active").get(meeting + "/minutes.docx").status, 200);
  EXPECT_EQ(html.find("<title>"), std::string::npos) << "its heading is its title";
  EXPECT_GT(html.find("class=\"foot\""), html.find("class=\"signatures\"")) << "the foot of the pages stands at the end";
  const auto text = as("active").get(meeting + "/minutes.json");
  EXPECT_EQ(audit::sha256_hex(text.body), done.digest) << "whoever reads the paper can check it";
  EXPECT_EQ(as("stranger").get(meeting + "/minutes.json").status, 404);
  documents::print_with({});
}

TEST_F(MinutesPages, WhatIsApprovedIsPrintedAndHeadedTheSameAfterTheMeetingAndTheOfficesChange) {
  documents::print_with([](const documents::Paper& paper) { return paper.html; });
  const auto m = house.session(house.energy);
  house.opened(m.id);
  house.approved(m.id);
  const auto pdf = root("/meetings/" + m.id.text() + "/minutes.pdf");
  auto& client = as("active");
  const auto before = client.get(pdf).body;
  EXPECT_NE(before.find("Quien lleva las minutas"), std::string::npos);
  house.app.write([&](db::Tx& tx) {
    return committees::appoint(tx, house.act("director"), house.alliance, house.energy,
                               {"president", "Quien llegó después", "", "", "2026-02-01", ""});
  });
  house.edited(m.id, house.energy, "Otro título");
  EXPECT_EQ(client.get(pdf).body, before);
  const auto page = client.get(of(m.id));
  EXPECT_TRUE(page.contains("<h1>Minuta: Sesión 9</h1>"));
  documents::print_with({});
}

TEST_F(MinutesPages, ThePaperOfEachEditionIsTheOneAskedFor) {
  documents::print_with([](const documents::Paper& paper) { return paper.html; });
  const auto m = house.session();
  house.opened(m.id);
  house.approved(m.id);
  for (int edition = 2; edition <= 11; ++edition) {
    const auto what = "Corrección " + std::to_string(edition);
    house.app.write([&](db::Tx& tx) { return correct(tx, house.act("secretariat"), house.alliance, m.id, what); });
    house.approved(m.id);
  }
  auto& client = as("active");
  const auto pdf = root("/meetings/" + m.id.text() + "/minutes.pdf");
  EXPECT_TRUE(client.get(of(m.id) + "?edition=10").contains("minutes.pdf?edition=10"));
  EXPECT_TRUE(client.get(pdf + "?edition=10").contains("Corrección 10"));
  EXPECT_TRUE(client.get(pdf + "?edition=2").contains("Corrección 2<"));
  EXPECT_TRUE(client.get(pdf).contains("Corrección 11"));
  for (const auto* wrong : {"12", "0", "1x", "-1", "x"}) {
    EXPECT_EQ(client.get(pdf + "?edition=" + wrong).status, 404) << wrong;
    EXPECT_EQ(client.get(of(m.id) + "?edition=" + wrong).status, 404) << wrong;
  }
  documents::print_with({});
}

TEST_F(MinutesPages, TheApiWritesReviewsAndApproves) {
  const auto m = house.session();
  auto client = house.app.token_client(house.app.person("secretariat"), {"minutes:write", "minutes:read"});
  const auto api = "/api/v1" + of(m.id);
  ASSERT_EQ(client.json(http::Method::post, api, "{}").status, 201);
  const auto s = house.book_of(m.id).sections[1];
  EXPECT_EQ(client.json(http::Method::put, api + "/sections/" + s.id.text(), R"({"body":"Uno","version":1})").status, 200);
  EXPECT_EQ(client.json(http::Method::put, api + "/sections/" + s.id.text(), R"({"body":"Dos","version":1})").status, 409);
  const auto crossed = client.json(http::Method::get, api);
  EXPECT_TRUE(crossed.contains(R"("crossed":[{"section":")" + s.id.text()));
  EXPECT_TRUE(crossed.contains(R"("body":"Dos")"));
  EXPECT_FALSE(as("stranger").get(api).contains(R"("body":"Dos")"));
  EXPECT_EQ(client.json(http::Method::post, api + "/agreements", R"({"text":"Hacer","person":"Ana Robles"})").status, 201);
  EXPECT_EQ(client.json(http::Method::post, api + "/states", R"({"state":"review"})").status, 201);
  EXPECT_EQ(client.json(http::Method::post, api + "/states", R"({"state":"approved"})").status, 201);
  const auto read = client.json(http::Method::get, api);
  EXPECT_TRUE(read.contains("MUESTRA-MIN-2026-0001"));
  EXPECT_EQ(client.json(http::Method::post, api + "/corrections", R"({"correction":"Una fecha"})").status, 201);
  EXPECT_EQ(client.json(http::Method::get, "/api/v1" + root("/agreements?due=nunca")).status, 422);
}

}  // namespace
}  // namespace alianza::minutes
