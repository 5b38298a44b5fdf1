#include "features/searches/tests/house.h"

namespace alianza::searches {
namespace {

TEST_F(House, finds_organisations_committees_and_meetings_by_their_words) {
  organization("Cartones del Río", Status::active, "Reciclamos agua y cartón");
  committee("Agua y saneamiento", "Elegir proyectos");
  meeting("Plenaria", "Bienvenida | 10\nAcuerdos sobre el agua potable");
  EXPECT_EQ(found("active", "agua"), "organization 1: Cartones del Río; committee 1: Agua y saneamiento; meeting 1: Plenaria");
  EXPECT_EQ(found("active", "ACUERDOS pota"), "meeting 1: Plenaria");
  EXPECT_EQ(found("active", "carton rio"), "organization 1: Cartones del Río");
  EXPECT_EQ(found("active", "nada de eso"), "");
  const auto page = app.client(app.person("active")).get(page_url("agua"));
  EXPECT_EQ(page.status, 200);
  for (const auto* piece : {"<mark>Agua</mark> y saneamiento", "Reciclamos <mark>agua</mark> y cartón", "id=\"committee\"",
                            "Acuerdos sobre el <mark>agua</mark> potable"})
    EXPECT_TRUE(page.contains(piece)) << piece << page.body;
  EXPECT_TRUE(app.client(app.person("active")).get("/en" + page_url("agua")).contains("Organisations"));
}

TEST_F(House, each_finds_what_they_may_read_and_nothing_else_is_counted) {
  EXPECT_EQ(found("active", "molinos"), "organization 2: Molinos suspended Molinos active");
  EXPECT_EQ(found("suspended", "molinos"), "organization 2: Molinos suspended Molinos active");
  EXPECT_EQ(found("facilitator", "molinos"), "organization 2: Molinos suspended Molinos active");
  EXPECT_EQ(found("legal", "molinos"), "organization 4: Molinos withdrawn Molinos suspended Molinos active Molinos invited");
  EXPECT_EQ(found("director", "molinos"), found("legal", "molinos"));
  for (const auto* who : {"invited", "withdrawn", "outsider", "nobody"}) EXPECT_EQ(found(who, "molinos"), "404") << who;
  EXPECT_EQ(app.visitor().get(page_url("molinos")).status, 303);
  for (const auto* who : {"invited", "outsider"})
    EXPECT_EQ(app.client(app.person(who)).get(page_url("molinos")).status, 404) << who;
  EXPECT_EQ(found("director", "aaa080808hl8"), "") << "an RFC is not for searching";
}

TEST_F(House, what_is_for_one_committee_is_never_found_by_another) {
  const auto energy = committee("Energía");
  const auto water = committee("Agua");
  const auto other = organization("Otra integrante", Status::active);
  app.appoint(app.person("other"), Scope::organization(other.value()), Role::representative);
  const auto add = [&](const committees::Committee& body, OrganizationId id) {
    app.write([&](db::Tx& tx) {
      return committees::add_member(tx, act("director"), alliance, body.id, id, app.today().plus_days(-10).text());
    });
  };
  add(energy, seats["active"]);
  add(water, other);
  const auto planted = meeting("Plenaria abierta");
  app.write([&](db::Tx& tx) -> Done {
    search::put(tx, {.kind = "meeting",
                     .agency = agency.value(),
                     .alliance = alliance.value(),
                     .id = planted.id.value(),
                     .title = {"Sesión reservada", "", Lang::es},
                     .text = {"zarzamora sembrada", "", Lang::es},
                     .audience = search::Audience::circle,
                     .circles = {energy.id.value()}});
    return {};
  });
  EXPECT_EQ(found("active", "zarzamora"), "meeting 1: Sesión reservada");
  EXPECT_EQ(found("legal", "zarzamora"), "meeting 1: Sesión reservada");
  for (const auto* who : {"other", "suspended", "facilitator"}) {
    EXPECT_EQ(found(who, "zarzamora"), "") << who;
    EXPECT_EQ(found(who, "reservada"), "") << who;
    auto& client = app.client(app.person(who));
    for (const auto* tail : {"", "&kind=meeting"}) {
      const auto page = client.get(page_url("sesion") + tail);
      EXPECT_EQ(page.status, 200);
      EXPECT_FALSE(page.contains("sembrada")) << who;
      EXPECT_FALSE(page.contains("reservada")) << who;
      EXPECT_FALSE(client.get(api_url("sesion") + tail).contains("reservada")) << who;
    }
  }
}

TEST_F(House, what_changes_is_found_as_it_is_now) {
  const auto m = meeting("Taller de ideas", "Mimbre");
  app.write([&](db::Tx& tx) { return meetings::replace_agenda(tx, act("director"), alliance, m.id, "Barro | 20"); });
  EXPECT_EQ(found("active", "mimbre"), "");
  EXPECT_EQ(found("active", "barro"), "meeting 1: Taller de ideas");
  const auto c = committee("Oficios", "Tejido");
  auto input = committees::as_input(c);
  input.purpose_es = "Cerámica";
  app.write([&](db::Tx& tx) { return committees::edit(tx, act("director"), alliance, c.id, input); });
  EXPECT_EQ(found("active", "tejido"), "");
  EXPECT_EQ(found("active", "ceramica"), "committee 1: Oficios");
  const auto id = organization("Alfarería Sur", Status::active);
  become(id, Status::withdrawn);
  EXPECT_EQ(found("active", "alfareria"), "") << "who leaves is no longer found by members";
  EXPECT_EQ(found("legal", "alfareria"), "organization 1: Alfarería Sur");
  app.write([&](db::Tx& tx) {
    return organizations::shelve(tx, act("director"), alliance, id, organizations::Shelf::inactive, "Cerró");
  });
  EXPECT_EQ(found("legal", "alfareria"), "");
  app.write([&](db::Tx& tx) {
    return organizations::shelve(tx, act("director"), alliance, id, organizations::Shelf::active, "Volvió");
  });
  EXPECT_EQ(found("legal", "alfareria"), "organization 1: Alfarería Sur");
}

TEST_F(House, an_older_database_gets_its_index_and_says_meanwhile_that_it_lacks_it) {
  std::vector<std::pair<const char*, std::int64_t>> things{
      {"committee", committee("Energía").id.value()},
      {"meeting", meeting("Plenaria", "Energía").id.value()},
      {"organization", organization("Energía Altozano", Status::active).value()}};
  for (const auto& [name, id] : seats) things.emplace_back("organization", id.value());
  const auto before = found("legal", "energia") + found("legal", "molinos");
  app.write([&](db::Tx& tx) -> Done {
    for (const auto& [kind, id] : things) search::remove_everywhere(tx, kind, id);
    return {};
  });
  EXPECT_EQ(found("legal", "energia"), "");
  auto& client = app.client(app.person("legal"));
  EXPECT_TRUE(client.get(page_url("energia")).contains("se está preparando"));
  const auto done = *search::rebuild(app.db(), app.site().search, search::Extent::outdated);
  EXPECT_EQ(done.documents, 7);
  auto after = found("legal", "energia") + found("legal", "molinos");
  EXPECT_EQ(after.size(), before.size());
  EXPECT_NE(after.find("Energía Altozano"), std::string::npos);
  EXPECT_FALSE(client.get(page_url("energia")).contains("se está preparando"));
  const auto again = *search::rebuild(app.db(), app.site().search, search::Extent::all);
  EXPECT_EQ(again.removed, 0) << "what actions put and what the index made anew has are the same documents";
}

TEST_F(House, one_kind_is_read_page_by_page) {
  for (int i = 0; i < 30; ++i) meeting("Reunión de trabajo " + std::to_string(i));
  auto& client = app.client(app.person("active"));
  const auto all = client.get(page_url("trabajo"));
  EXPECT_TRUE(all.contains("Ver todos los resultados en Reuniones: 30"));
  const auto first = client.get(page_url("trabajo") + "&kind=meeting");
  EXPECT_TRUE(first.contains("rel=\"next\""));
  EXPECT_FALSE(first.contains("Desde el principio"));
  auto document = boost::json::parse(client.get(api_url("trabajo") + "&kind=meeting").body);
  EXPECT_EQ(document.at("groups").at(0).at("items").as_array().size(), 25U);
  const std::string next(document.at("groups").at(0).at("next").as_string());
  document = boost::json::parse(client.get(api_url("trabajo") + "&kind=meeting&after=" + next).body);
  EXPECT_EQ(document.at("groups").at(0).at("items").as_array().size(), 5U);
  EXPECT_TRUE(document.at("groups").at(0).at("next").is_null());
  EXPECT_TRUE(client.get(page_url("trabajo") + "&kind=meeting&after=" + next).contains("Desde el principio"));
  for (const auto* tail : {"&kind=secret", "&size=0", "&size=x", "&kind=meeting&after=x"})
    EXPECT_EQ(client.get(api_url("trabajo") + tail).status, 422) << tail;
  EXPECT_EQ(client.get(page_url("trabajo") + "&kind=secret&after=x").status, 200) << "an old link still works";
}

TEST_F(House, whatever_is_typed_is_text) {
  meeting("<script>alert(1)</script> & \"comillas\"", "", "Quotes");
  auto& client = app.client(app.person("active"));
  const auto page = client.get(page_url("<script>"));
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.contains("<script>alert"));
  EXPECT_TRUE(page.contains("&lt;<mark>script</mark>&gt;"));
  for (const auto& typed :
       {std::string("\" OR 1=1 --"), std::string("'; DROP TABLE search_documents; --"), std::string("NEAR(a b"),
        std::string("door:m1"), std::string("*"),
        std::string("\xE2\x80\xAE"
                    "otxet"),
        std::string(5000, 'a'), std::string("{title_words} : a"), std::string("a:* & b | !c"), std::string("😀")})
    for (const auto& url : {page_url(typed), api_url(typed)}) EXPECT_EQ(client.get(url).status, 200) << typed.substr(0, 40);
  EXPECT_TRUE(client.get(page_url("")).contains("Escriba qué busca"));
  EXPECT_TRUE(client.get(page_url("zzz")).contains("Nada coincide con «zzz»"));
  EXPECT_TRUE(
      client.get("/alliances/" + alliance.text() + "/meetings").contains("action=\"/alliances/" + alliance.text() + "/search\""));
}

}  // namespace
}  // namespace alianza::searches
