// Forms that come and go, on both engines: who may, what is laid aside, what a survey is made of; pages and API.
#include <boost/json.hpp>

#include "features/surveys/tests/house.h"
#include "features/xlsforms/actions.h"
#include "features/xlsforms/feature.h"
#include "features/xlsforms/tests/forms.h"
#include "platform/auth/tokens.h"

namespace alianza::xlsforms {
namespace {

const bool reader_is_named = [] {
  documents::set_child_program(ALIANZA_WORKBOOK_CHILD);
  return true;
}();

constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string workbook(const std::string& survey, const std::string& choices = "list_name|name|label::es\nl|a|A\n") {
  return documents::write_book(
      {sheet("survey", survey), sheet("choices", choices),
       sheet("settings", "form_title|form_id|default_language|style\nEl <b>agua</b>|agua|Español (es)|pages\n")});
}
const std::string good_rows =
    "type|name|label::es|label::en\nselect_one l|role|¿Qué <i>papel</i>?|Which role?\ntext|why|¿Por qué?|Why?\n";
std::string good() { return workbook(good_rows); }

class Xlsforms : public ::testing::Test {
 protected:
  Xlsforms() { house.represent("ana", house.members(1).front()); }

  Result<Upload> sent(const std::string& bytes, const std::string& who = "secretariat") {
    return stage(house.app.db(), house.act(who), house.alliance, {"formulario.xlsx", bytes});
  }
  surveys::Input days(const std::string& title = "Agua") {
    surveys::Input input;
    input.title_es = title;
    input.opens_on = house.app.today().text();
    input.closes_on = house.app.today().plus_days(10).text();
    return input;
  }
  Result<surveys::Survey> made(XlsformId id, const std::string& left_out = {}, const std::string& title = "Agua") {
    const auto by = house.act("secretariat");
    return house.app.db().write([&](db::Tx& tx) { return make(tx, by, house.alliance, id, {days(title), left_out}); });
  }
  Result<Export> taken(SurveyId id, const std::string& who = "secretariat") {
    const auto by = house.act(who);
    return house.app.db().read([&](db::Tx& tx) { return take_along(tx, by.actor, house.alliance, id); });
  }
  http::TestClient& as(const std::string& who) {
    return who == "anonymous" ? house.app.visitor() : house.app.client(house.app.person(who));
  }
  std::string root() const { return "/alliances/" + house.alliance.text(); }

  surveys::House house{{&manifest}};
};

TEST_F(Xlsforms, AreBroughtByWhoConvenes) {
  for (const auto& [who, expected] : {std::pair{"anonymous", "not_found"},
                                      {"outsider", "not_found"},
                                      {"ana", "forbidden"},
                                      {"legal", "forbidden"},
                                      {"facilitator", "forbidden"},
                                      {"secretariat", "done"},
                                      {"director", "done"}})
    EXPECT_EQ(surveys::outcome(sent(good(), who)), expected) << who;
}

TEST_F(Xlsforms, AreRefusedWhenTheyAreNoWorkbook) {
  for (const auto& bytes :
       {std::string(), std::string("type,name\ntext,q\n"), std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
        std::string("PK\x03\x04 xl/workbook.xml broken"), std::string("%PDF-1.7")})
    EXPECT_EQ(surveys::outcome(sent(bytes)), "file") << bytes.substr(0, 4);
  EXPECT_EQ(house.number("SELECT COUNT(*) FROM xlsforms"), 0);
}

TEST_F(Xlsforms, BecomeASurveyOnceWhatIsLeftOutIsAccepted) {
  const auto upload = sent(good());
  ASSERT_TRUE(upload);
  EXPECT_EQ(surveys::outcome(made(upload->id)), "left_out");  // the setting `style`
  EXPECT_EQ(surveys::outcome(made(upload->id, "accept", "")), "title_es");
  const auto survey = made(upload->id, "accept");
  ASSERT_TRUE(survey) << surveys::outcome(survey);
  EXPECT_EQ(surveys::outcome(made(upload->id, "accept", "Otra")), "conflict");
  const auto form =
      house.app.read([&](db::Tx& tx) -> Result<surveys::Questionnaire> { return surveys::questionnaire(tx, *survey); });
  ASSERT_EQ(form.questions().size(), 2u);
  EXPECT_EQ(form.find("role")->text.en, "Which role?");
  EXPECT_EQ(house.number("SELECT COUNT(*) FROM xlsforms WHERE book <> ''"), 0);
  const auto by = house.act("secretariat");
  const auto seen = house.app.read([&](db::Tx& tx) { return see(tx, by.actor, house.alliance, upload->id); });
  EXPECT_EQ(seen.upload.state, State::made);
  EXPECT_EQ(seen.upload.survey, survey->id);
}

TEST_F(Xlsforms, WithErrorsBecomeNoSurvey) {
  const auto upload = sent(workbook("type|name|label::es\ntelepathy|q|Q\ntext|a|A\n"));
  ASSERT_TRUE(upload);
  EXPECT_EQ(surveys::outcome(made(upload->id, "accept")), "file");
}

TEST_F(Xlsforms, AreDiscardedOnceAndStayInTheirAlliance) {
  const auto upload = sent(good());
  ASSERT_TRUE(upload);
  const auto by = house.act("secretariat");
  const auto drop = [&](AllianceId alliance) {
    return surveys::outcome(house.app.db().write([&](db::Tx& tx) { return discard(tx, by, alliance, upload->id); }));
  };
  EXPECT_EQ(drop(house.other), "not_found");
  EXPECT_EQ(drop(house.alliance), "done");
  EXPECT_EQ(drop(house.alliance), "conflict");
  EXPECT_EQ(surveys::outcome(made(upload->id, "accept")), "conflict");
}

TEST_F(Xlsforms, GoOutAndComeBackTheSame) {
  const auto survey = house.survey();
  for (const auto& [who, expected] :
       {std::pair{"anonymous", "not_found"}, {"ana", "forbidden"}, {"facilitator", "forbidden"}, {"legal", "done"}})
    EXPECT_EQ(surveys::outcome(taken(survey.id, who)), expected) << who;
  const auto first = taken(survey.id);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->file_name, "prioridades.xlsx");
  const auto upload = sent(documents::write_book(first->book.sheets));
  ASSERT_TRUE(upload);
  auto input = days("Prioridades");
  input.title_en = "Prioridades (en)";
  input.intro_es = "Presentación.";
  const auto by = house.act("secretariat");
  // The same title stands in one alliance once: the copy goes to the other.
  const auto there = stage(house.app.db(), by, house.other, {"x.xlsx", documents::write_book(first->book.sheets)});
  ASSERT_TRUE(there);
  const auto copy = house.app.db().write([&](db::Tx& tx) { return make(tx, by, house.other, there->id, {input, {}}); });
  ASSERT_TRUE(copy) << surveys::outcome(copy);
  const auto second = house.app.read([&](db::Tx& tx) { return take_along(tx, by.actor, house.other, copy->id); });
  EXPECT_EQ(documents::write_book(second.book.sheets), documents::write_book(first->book.sheets));
}

TEST_F(Xlsforms, WhoseQuestionnaireIsNotReadyStayHere) {
  surveys::Questionnaire form;
  form.sections.push_back({{"Sección", "", Lang::es}, {}, {}});
  form.sections[0].questions.push_back({.code = "q", .kind = surveys::Kind::one, .text = {"Sin opciones", "", Lang::es}});
  const auto survey = house.survey(form, days("Sin opciones"));
  EXPECT_EQ(surveys::outcome(taken(survey.id)), "conflict");
  EXPECT_FALSE(as("secretariat").get(root() + "/surveys/" + survey.id.text()).contains("xlsform.xlsx"));
}

TEST_F(Xlsforms, ComeAndGoByPages) {
  auto& client = as("secretariat");
  EXPECT_TRUE(client.get(root() + "/surveys").contains(root() + "/xlsforms/new"));
  EXPECT_FALSE(as("ana").get(root() + "/surveys").contains("xlsforms/new"));
  const auto form = root() + "/xlsforms/new";
  EXPECT_EQ(as("legal").get(form).status, 403);
  client.get(form);
  const auto refused =
      client.submit(form, {}, {{"file", "f.xls", "application/vnd.ms-excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("guárdelo como .xlsx"));
  client.get(form);
  const auto sent_file = client.submit(form, {}, {{"file", "agua.xlsx", xlsx_type, good()}});
  ASSERT_EQ(sent_file.status, 303) << sent_file.body;
  const auto page = sent_file.location().substr(0, sent_file.location().find('?'));
  const auto shown = client.get(page);
  EXPECT_TRUE(shown.contains("1 cosa queda fuera"));
  EXPECT_TRUE(shown.contains("D2"));
  EXPECT_TRUE(shown.contains("¿Qué &lt;i&gt;papel&lt;/i&gt;?"));
  EXPECT_TRUE(shown.contains("El &lt;b&gt;agua&lt;/b&gt;"));
  EXPECT_TRUE(client.get("/en" + page).contains("1 thing is left out"));
  EXPECT_TRUE(client.get(root() + "/surveys").contains("agua.xlsx"));
  http::Pairs fields{{"title_es", "Agua"},
                     {"opens_on", house.app.today().text()},
                     {"closes_on", house.app.today().plus_days(5).text()},
                     {"answered_by", "organization"}};
  const auto asked = client.submit_from(page, page + "/survey", fields);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(asked.contains("Diga si la encuesta se prepara"));
  fields.emplace_back("left_out", "1");
  const auto done = client.submit_from(page, page + "/survey", fields);
  ASSERT_EQ(done.status, 303) << done.body;
  const auto survey = done.location().substr(0, done.location().find('?'));
  EXPECT_TRUE(client.get(survey).contains("xlsform.xlsx"));
  EXPECT_TRUE(client.get(page).contains("Ya es una encuesta."));
  const auto file = client.get(survey + "/xlsform.xlsx");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.header("Content-Type"), xlsx_type);
  EXPECT_TRUE(file.body.starts_with("PK"));
  EXPECT_EQ(as("ana").get(survey + "/xlsform.xlsx").status, 403);
}

TEST_F(Xlsforms, AreDiscardedByPages) {
  const auto upload = sent(good());
  ASSERT_TRUE(upload);
  auto& client = as("director");
  const auto page = root() + "/xlsforms/" + upload->id.text();
  EXPECT_EQ(client.submit_from(page, page + "/discard", {}).status, 303);
  EXPECT_TRUE(client.get(page).contains("Descartado."));
}

TEST_F(Xlsforms, HaveAnApi) {
  const auto api = "/api/v1" + root();
  const auto token = house.app.write([&](db::Tx& tx) {
    return auth::create_token(tx, {house.app.person("secretariat").account, "test", {"surveys:write"}, 90});
  });
  http::TestClient writer(house.app.router());
  writer.with_token(token.secret);
  auto reader = house.app.token_client(house.app.person("legal"), {"surveys:read"});
  EXPECT_EQ(writer.json(http::Method::post, api + "/xlsforms", "{}").status, 422);
  const auto sent_file = writer.send(http::Method::post, api + "/xlsforms?name=agua.xlsx",
                                     {{"Authorization", "Bearer " + token.secret}, {"Content-Type", xlsx_type}}, good());
  ASSERT_EQ(sent_file.status, 201) << sent_file.body;
  EXPECT_TRUE(sent_file.contains("\"outcome\":\"left_out\""));
  EXPECT_TRUE(sent_file.contains("\"cell\":\"D2\""));
  const auto at = sent_file.header("Location");
  EXPECT_TRUE(writer.json(http::Method::get, at).contains("agua.xlsx"));
  EXPECT_EQ(reader.json(http::Method::get, at).status, 403);
  auto body = R"({"title":{"es":"Agua"},"opens_on":")" + house.app.today().text() + R"(","closes_on":")" +
              house.app.today().plus_days(3).text() + "\"";
  EXPECT_EQ(writer.json(http::Method::post, at + "/survey", body + "}").status, 422);
  const auto survey = writer.json(http::Method::post, at + "/survey", body + R"(,"left_out":"accept"})");
  ASSERT_EQ(survey.status, 201) << survey.body;
  EXPECT_EQ(writer.json(http::Method::delete_, at).status, 409);
  EXPECT_TRUE(reader.json(http::Method::get, survey.header("Location") + "/xlsform").body.starts_with("PK"));
  const auto second = writer.send(http::Method::post, api + "/xlsforms",
                                  {{"Authorization", "Bearer " + token.secret}, {"Content-Type", xlsx_type}}, good());
  ASSERT_EQ(second.status, 201);
  EXPECT_EQ(writer.json(http::Method::delete_, second.header("Location")).status, 204);
}

}  // namespace
}  // namespace alianza::xlsforms
