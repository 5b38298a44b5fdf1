// Questions that are answered with a file: sent from a phone without scripts, changed, taken back, read by the offices, erased.
#include "features/surveys/actions_files.h"
#include "features/surveys/tests/house.h"
#include "platform/audit/digest.h"

namespace alianza::surveys {
namespace {

const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

class FileAnswers : public ::testing::Test {
 protected:
  FileAnswers() {
    house.members(2);
    survey = house.opened(house.survey(asking(), house.input("Documentos", "")));
    path = house.link_to("org1@uno.example");
  }
  static Questionnaire asking() {
    Question first;
    first.code = "why";
    first.kind = Kind::text;
    first.text = {"¿Por qué?", "Why?", Lang::es};
    Question file;
    file.code = "report";
    file.kind = Kind::file;
    file.text = {"Su informe", "Your report", Lang::es};
    file.need = Need::required;
    return {{{{"Primera", {}, Lang::es}, {}, {first, file}}}};
  }
  auto sends(const std::string& link, const std::string& name, const std::string& bytes, const std::string& type = "") {
    auto& client = house.app.visitor();
    const auto page = link + "/files/report";
    client.get(page);
    return client.submit(page, {{"read", read_of(link)}}, {{"file", name, type, bytes}});
  }
  std::string read_of(const std::string& link) {
    return read_mark(
        house.sheet_of(auth::find_link(house.app.db(), link_purpose, link.substr(link.rfind('/') + 1), "198.51.100.1").value()),
        "report");
  }
  std::string office(const std::string& tail) const {
    return "/alliances/" + house.alliance.text() + "/surveys/" + survey.id.text() + tail;
  }
  std::int64_t uses() { return house.number("SELECT count(*) FROM file_uses WHERE kind = 'survey_file'"); }

  House house;
  Survey survey;
  std::string path;  // of the link of the first organisation
};

TEST_F(FileAnswers, AreSentSeenChangedAndTakenBackWithoutScripts) {
  auto& client = house.app.visitor();
  const auto section = client.get(path + "/sections/1");
  EXPECT_TRUE(section.contains("value=\"file.report\"")) << section.body;
  EXPECT_FALSE(section.contains("type=\"file\""));
  // The button keeps what was typed in the section, and leads to the file's page.
  const auto on_the_way = client.submit_from(path + "/sections/1", path + "/sections/1",
                                             {{"a.why", "Porque sí"}, {"read.why", "0." + mark(Value())}, {"go", "file.report"}});
  EXPECT_EQ(on_the_way.status, 303);
  EXPECT_EQ(on_the_way.header("Location"), path + "/files/report");
  const auto form = client.get(path + "/files/report");
  EXPECT_TRUE(form.contains("enctype=\"multipart/form-data\""));
  EXPECT_TRUE(form.contains("De hasta 25 MB"));
  EXPECT_TRUE(client.get("/en" + path + "/files/report").contains("Your report"));

  const auto sent = sends(path, "informe.pdf", pdf);
  ASSERT_EQ(sent.status, 303) << sent.body;
  EXPECT_NE(sent.header("Location").find("/sections/1"), std::string::npos);
  EXPECT_TRUE(client.get(path + "/sections/1").contains("informe.pdf"));
  EXPECT_TRUE(client.get(path + "/sections/1").contains("Porque sí"));
  const auto content = client.get(path + "/files/report/content");
  EXPECT_EQ(content.body, pdf);
  EXPECT_NE(content.header("Content-Disposition").find("attachment"), std::string::npos);
  EXPECT_EQ(uses(), 1);

  ASSERT_EQ(sends(path, "otro.txt", "Otro informe.").status, 303);
  EXPECT_EQ(client.get(path + "/files/report/content").body, "Otro informe.");
  EXPECT_EQ(uses(), 1) << "what was never sent leaves nothing";
  ASSERT_EQ(client.submit_from(path + "/files/report", path + "/files/report/remove", {{"read", read_of(path)}}).status, 303);
  EXPECT_EQ(client.get(path + "/files/report/content").status, 404);
  EXPECT_EQ(uses(), 0);
}

TEST_F(FileAnswers, AreRefusedWithTheReasonBesideThem) {
  EXPECT_EQ(sends(path, "programa.exe", "MZ\x01\x02").status, 422);
  EXPECT_EQ(sends(path, "vacio.pdf", "").status, 422);
  EXPECT_EQ(sends(path, "informe.pdf", "esto es texto").status, 422) << "its bytes say something else";
  EXPECT_EQ(uses(), 0);
  EXPECT_EQ(house.app.visitor().get(path + "/files/why").status, 404) << "a question that takes no file";
  EXPECT_EQ(house.app.visitor().get(path + "/files/none").status, 404);
}

TEST_F(FileAnswers, OfTwoDelegatesTheSecondIsTold) {
  const auto read = read_of(path);
  ASSERT_EQ(sends(path, "mio.txt", "Mío.").status, 303);
  auto& client = house.app.visitor();
  client.get(path + "/files/report");
  const auto late = client.submit(path + "/files/report", {{"read", read}}, {{"file", "suyo.txt", "", "Suyo."}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.contains("Otra persona cambió este archivo"));
  EXPECT_TRUE(late.contains("mio.txt"));
  EXPECT_EQ(client.get(path + "/files/report/content").body, "Mío.");
}

TEST_F(FileAnswers, CountOnceSentAndStayWhenTheDraftMovesOn) {
  const auto link = house.link("org1@uno.example");
  EXPECT_EQ(outcome(house.send_by(link)), "report") << "it is required";
  ASSERT_EQ(sends(path, "informe.pdf", pdf).status, 303);
  ASSERT_TRUE(house.send_by(link));
  auto& office_client = house.app.client(house.person("legal"));
  const auto list = office_client.get(office("/files?question=report"));
  EXPECT_TRUE(list.contains("Empresa 101"));
  EXPECT_TRUE(list.contains(audit::sha256_hex(pdf)));
  const auto at = list.body.find(office("/files/")) + office("/files/").size();
  const auto file = office("/files/") + list.body.substr(at, 13);
  EXPECT_EQ(office_client.get(file).body, pdf);
  const auto csv = office_client.get(office("/answers.csv")).body;
  EXPECT_NE(csv.find("Su informe,Su informe [enlace],Su informe [SHA-256]"), std::string::npos) << csv;
  EXPECT_NE(csv.find("informe.pdf,"), std::string::npos);
  EXPECT_NE(csv.find(file), std::string::npos);
  EXPECT_NE(csv.find(audit::sha256_hex(pdf)), std::string::npos);
  EXPECT_TRUE(office_client.get(office("/responses/" + house.recipient(survey, "Empresa 101").id.text())).contains(file));

  ASSERT_EQ(sends(path, "otro.txt", "Otro.").status, 303);
  EXPECT_EQ(office_client.get(file).body, pdf) << "what was sent counts until the next sending";
  ASSERT_TRUE(house.send_by(link));
  EXPECT_TRUE(office_client.get(office("/files?question=report")).contains("otro.txt"));
  EXPECT_EQ(office_client.get(file).status, 200) << "the former edition keeps its file";
  EXPECT_EQ(uses(), 2);

  const auto api = "/api/v1" + office("/files?question=");
  auto program = house.app.token_client(house.person("legal"), {"surveys:read"});
  EXPECT_NE(program.json(http::Method::get, api + "report").body.find(audit::sha256_hex("Otro.")), std::string::npos);
  EXPECT_EQ(program.json(http::Method::get, api + "why").status, 422);
  // Nobody else's link or account leads to it.
  EXPECT_EQ(house.app.visitor().get(house.link_to("org2@uno.example") + "/files/report/content").status, 404);
  EXPECT_EQ(house.app.visitor().get(file).status, 303) << "to sign in";
  const auto stranger = house.organization("Ajena", Status::active);
  house.represent("stranger", stranger);
  for (const auto* who : {"stranger", "outsider"}) EXPECT_NE(house.app.client(house.person(who)).get(file).status, 200) << who;

  house.app.visitor().get(path + "/files/report");  // whoever has the form open when the survey closes
  house.app.write([&](db::Tx& tx) -> Done { return close(tx, house.act("secretariat"), house.alliance, survey.id); });
  EXPECT_EQ(
      house.app.visitor().submit(path + "/files/report", {{"read", read_of(path)}}, {{"file", "tarde.txt", "", "Tarde."}}).status,
      410);
  EXPECT_EQ(house.app.visitor().get(path + "/files/report").status, 410);
  EXPECT_EQ(uses(), 2);
  EXPECT_EQ(house.app.visitor().get(path + "/files/report/content").body, "Otro.") << "theirs to read";
}

TEST_F(FileAnswers, AreNotAskedOfWhoAnswersAnonymously) {
  auto input = house.input("Anónima", "");
  input.answered_by = "anonymous";
  const auto s = house.survey(asking(), input);
  house.choose_all(s);
  const auto done = house.go(s);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fields.front().field, "report");
  EXPECT_NE(i18n::text(Lang::es, done.error().fields.front().message).find("dicen de quién es"), std::string::npos);
}

TEST_F(FileAnswers, GoWithThePersonWhoseTheyWere) {
  auto input = house.input("De cada persona", "");
  input.answered_by = "person";
  const auto s = house.opened(house.survey(asking(), input));
  const auto own = house.link_to("org2@uno.example");
  ASSERT_EQ(sends(own, "mi_informe.pdf", pdf).status, 303);
  const auto before = uses();
  const auto recipient = house.recipient(s, "Empresa 102").id;
  house.app.write([&](db::Tx& tx) -> Done {
    release_files(tx, recipient);
    return {};
  });
  EXPECT_EQ(uses(), before - 1);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_files"), 0);
}

}  // namespace
}  // namespace alianza::surveys
