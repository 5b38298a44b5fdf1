// Pages of organisations through the real router: what each standing gets, forms that come back with what was typed, lists,
// downloads.
#include "features/organizations/tests/house.h"
#include "platform/html/out.h"

namespace alianza::organizations {
namespace {

class Pages : public ::testing::Test {
 protected:
  std::string alliance() const { return "/alliances/" + house.alliance.text(); }
  std::string root() const { return alliance() + "/organizations"; }
  std::string of(OrganizationId id, const std::string& tail = {}) const { return root() + "/" + id.text() + tail; }
  http::TestClient& as(const std::string& who) {
    if (who == "anonymous") return house.app.visitor();
    return who == "operator" ? house.app.client(house.app.server_operator()) : house.app.client(house.person(who));
  }
  http::TestAnswer get(const std::string& who, const std::string& path) { return as(who).get(path); }
  http::TestAnswer send(const std::string& who, const std::string& path, http::Pairs fields) {
    return as(who).submit_from(path, path, std::move(fields));
  }
  House house;
};

/// What the form of a profile sends.
http::Pairs typed(const ProfileInput& input) {
  http::Pairs out;
  for (const auto& [name, value] : input_fields())
    if (!(input.*value).empty()) out.emplace_back(name, input.*value);
  if (!input.version.empty()) out.emplace_back("version", input.version);
  return out;
}

struct Sight {
  const char* who;
  int list;     // the directory and a profile
  int own;      // private parts of the active organisation
  int edit;     // its forms
  int convene;  // what the secretariat does
};
const Sight sights[] = {
    {"anonymous", 303, 303, 303, 303},   {"operator", 404, 404, 404, 404},    {"outsider", 404, 404, 404, 404},
    {"invited", 404, 404, 404, 404},     {"withdrawn", 404, 404, 404, 404},   {"active", 200, 200, 200, 403},
    {"suspended", 200, 403, 403, 403},   {"facilitator", 200, 403, 403, 403}, {"legal", 200, 200, 403, 403},
    {"secretariat", 200, 200, 200, 200}, {"director", 200, 200, 200, 200}};

TEST_F(Pages, AnswerEachStanding) {
  const auto id = house.seats["active"];
  for (const auto& at : sights) {
    for (const auto* tail : {"", ".csv", ".json", ".xlsx", "/filters"})
      EXPECT_EQ(get(at.who, root() + tail).status, at.list) << at.who << tail;
    EXPECT_EQ(get(at.who, of(id)).status, at.list) << at.who;
    for (const auto* tail : {"/contributions", "/contacts", "/history"})
      EXPECT_EQ(get(at.who, of(id, tail)).status, at.own) << at.who << tail;
    for (const auto* tail : {"/edit", "/sdgs", "/contributions/new", "/contacts/new"})
      EXPECT_EQ(get(at.who, of(id, tail)).status, at.edit) << at.who << tail;
    for (const auto* tail : {"/participation?status=suspended", "/shelf"})
      EXPECT_EQ(get(at.who, of(id, tail)).status, at.convene) << at.who << tail;
    for (const auto* tail : {"/organizations/new", "/organizations/new?type=company", "/duplicates"})
      EXPECT_EQ(get(at.who, alliance() + tail).status, at.convene) << at.who << tail;
  }
}

TEST_F(Pages, WhatIsPrivateIsNotDrawnForOthers) {
  auto in = house.company("Energía Altozano");
  in.rfc = "AAA080808HL8";
  in.source = "Oficio reservado 14";
  const auto id = house.registered(in);
  house.participate(id, Status::active, house.alliance);
  EXPECT_EQ(send("secretariat", of(id, "/contacts/new"),
                 {{"name", "Clara Ibarra"}, {"email", "clara@altozano.mx"}, {"role", "contact"}, {"since", "2026-02-01"}})
                .status,
            303);
  EXPECT_EQ(send("secretariat", of(id, "/contributions/new"),
                 {{"kind", "financial"},
                  {"description", "Para la clínica"},
                  {"amount", "1,320,000"},
                  {"currency", "MXN"},
                  {"state", "pledged"},
                  {"since", "2026-02-01"}})
                .status,
            303);
  for (const auto* text : {"AAA080808HL8", "Oficio reservado 14", "Clara Ibarra", "1,320,000", "clara@altozano.mx"}) {
    EXPECT_TRUE(get("legal", of(id)).contains(text)) << text;
    EXPECT_FALSE(get("active", of(id)).contains(text)) << text;
    EXPECT_FALSE(get("facilitator", of(id)).contains(text)) << text;
    EXPECT_FALSE(get("facilitator", root() + ".csv").contains(text)) << text;
  }
  EXPECT_TRUE(get("facilitator", of(id)).contains("Energía Altozano"));
  EXPECT_FALSE(get("facilitator", root() + "?q=AAA080808HL8").contains("Energía Altozano"))
      << "a search does not tell whose RFC it is";
}

TEST_F(Pages, MembersSeeOnlyWhoTakesPart) {
  const auto apart = house.registered("Fuera de la alianza");
  EXPECT_EQ(get("legal", of(apart)).status, 200);
  EXPECT_EQ(get("active", of(apart)).status, 404);
  EXPECT_TRUE(get("legal", root()).contains("Fuera de la alianza"));
  EXPECT_FALSE(get("active", root()).contains("Fuera de la alianza"));
  EXPECT_FALSE(get("active", root() + ".json?status=none").contains("Fuera de la alianza"));
}

ProfileInput least_of(OrganizationType type) {
  ProfileInput in;
  in.type = to_text(type);
  in.name = "Prueba de " + std::string(to_text(type));
  in.country = type == OrganizationType::foreign_government ? "DE" : need(type, Field::country) == Need::required ? "MX" : "";
  const auto put = [&](Field field, std::string ProfileInput::*value, const char* text) {
    if (need(type, field) == Need::required) in.*value = text;
  };
  put(Field::state, &ProfileInput::state, "20");
  put(Field::municipality, &ProfileInput::municipality, "Oaxaca de Juárez");
  put(Field::sector, &ProfileInput::sector, "22");
  put(Field::size, &ProfileInput::size, "small");
  put(Field::parent, &ProfileInput::parent, "Grupo Altozano");
  return in;
}

TEST_F(Pages, EachTypeIsRegisteredThroughItsForm) {
  const auto choices = get("secretariat", root() + "/new");
  for (const auto type : organization_types()) {
    const auto code = std::string(to_text(type));
    EXPECT_TRUE(choices.contains("new?type=" + code)) << code;
    const auto form = root() + "/new?type=" + code;
    const auto page = get("secretariat", form);
    EXPECT_EQ(page.contains("name=\"sector\""), need(type, Field::sector) != Need::none) << code;
    EXPECT_EQ(page.contains("name=\"rfc\""), need(type, Field::rfc) != Need::none) << code;
    EXPECT_EQ(page.contains("name=\"mandate\""), need(type, Field::mandate) != Need::none) << code;
    const auto in = least_of(type);
    const auto made = as("secretariat").submit_from(form, root() + "/new", typed(in));
    ASSERT_EQ(made.status, 303) << code << made.body;
    const auto shown = as("secretariat").get(made.location());
    EXPECT_TRUE(shown.contains("<h1>" + in.name)) << code;
    EXPECT_TRUE(shown.contains("La organización quedó en el directorio.")) << code;
  }
}

TEST_F(Pages, EachTypeAsksForWhatItRequires) {
  for (const auto type : organization_types()) {
    const auto code = std::string(to_text(type));
    const auto refused = as("secretariat")
                             .submit_from(root() + "/new?type=" + code, root() + "/new",
                                          {{"type", code},
                                           {"name", ""},
                                           {"mandate", "Ya <b>escrito</b>"},
                                           {"country", type == OrganizationType::foreign_government ? "DE" : "MX"}});
    EXPECT_EQ(refused.status, 422) << code;
    EXPECT_TRUE(refused.contains("href=\"#name\"")) << code;
    for (const auto field : {Field::state, Field::municipality, Field::sector, Field::size, Field::parent}) {
      const auto link = "href=\"#" + std::string(to_text(field));
      EXPECT_EQ(refused.contains(link), need(type, field) == Need::required) << code << link;
    }
    EXPECT_EQ(refused.contains("Ya &lt;b&gt;escrito&lt;/b&gt;"), need(type, Field::mandate) != Need::none) << code;
  }
}

TEST_F(Pages, AWrongRfcWarnsAndCanBeKept) {
  auto in = house.company("Con RFC dudoso");
  in.rfc = "AAA080808HL0";
  const auto form = root() + "/new?type=company";
  const auto warned = as("secretariat").submit_from(form, root() + "/new", typed(in));
  EXPECT_EQ(warned.status, 422);
  EXPECT_TRUE(warned.contains("name=\"keep_rfc\""));
  EXPECT_TRUE(warned.contains("AAA080808HL0"));
  in.keep_rfc = "1";
  EXPECT_EQ(as("secretariat").submit(root() + "/new", typed(in)).status, 303);
  in.name = "Con RFC imposible";
  in.rfc = "AAA01";
  in.keep_rfc = "";
  const auto impossible = as("secretariat").submit_from(form, root() + "/new", typed(in));
  EXPECT_EQ(impossible.status, 422);
  EXPECT_TRUE(impossible.contains("name=\"keep_rfc\"")) << "no RFC is refused for good";
  in.keep_rfc = "1";
  EXPECT_EQ(as("secretariat").submit(root() + "/new", typed(in)).status, 303);
}

TEST_F(Pages, ATwinIsAskedAbout) {
  house.registered("Energía Altozano");
  auto fields = typed(house.company("Energia Altozano, S.A. de C.V."));
  const auto form = root() + "/new?type=company";
  const auto asked = as("secretariat").submit_from(form, root() + "/new", fields);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(asked.contains("name=\"confirm_distinct\""));
  fields.emplace_back("confirm_distinct", "1");
  EXPECT_EQ(as("secretariat").submit(root() + "/new", fields).status, 303);
  EXPECT_TRUE(get("secretariat", alliance() + "/duplicates").contains("Energia Altozano, S.A. de C.V."));
}

TEST_F(Pages, ADoubleClickRegistersOnce) {
  get("secretariat", root() + "/new?type=company");
  auto fields = typed(house.company("Una sola vez"));
  fields.emplace_back("_csrf", http::hidden_field(as("secretariat").page(), "_csrf"));
  fields.emplace_back("_key", http::hidden_field(as("secretariat").page(), "_key"));
  const auto first = as("secretariat").submit(root() + "/new", fields);
  const auto second = as("secretariat").submit(root() + "/new", fields);
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(second.status, 303);
  EXPECT_TRUE(get("secretariat", root() + "?q=una+sola").contains("1 organización"));
}

TEST_F(Pages, TwoEditsAtOnceShowBothTexts) {
  const auto id = house.registered("Energía Altozano");
  auto in = as_input(house.stored(id).profile, 1);
  in.description_es = "El texto de Ana";
  in.interests = "Vender\nAprender";
  EXPECT_EQ(send("secretariat", of(id, "/edit"), typed(in)).status, 303);
  in.description_es = "El texto de Bruno";
  in.interests = "Vender\r\nAprender";
  const auto crossed = send("director", of(id, "/edit"), typed(in));
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("<del>El texto de Ana</del>"));
  EXPECT_TRUE(crossed.contains("<ins>El texto de Bruno</ins>"));
  EXPECT_FALSE(crossed.contains("<del>Vender")) << "the ends of lines of a browser are no change";
  EXPECT_TRUE(crossed.contains("name=\"version\" value=\"2\""));
  EXPECT_EQ(house.stored(id).profile.description.es, "El texto de Ana");
}

TEST_F(Pages, ARepresentativeEditsItsOwnAndNotItsOrigin) {
  const auto id = house.seats["active"];
  EXPECT_FALSE(get("active", of(id, "/edit")).contains("name=\"origin\""));
  auto in = as_input(house.stored(id).profile, 1);
  in.mandate.clear();
  in.website = "altozano.mx";
  in.source = "Lo digo yo";
  EXPECT_EQ(send("active", of(id, "/edit"), typed(in)).status, 303);
  EXPECT_EQ(house.stored(id).profile.website, "https://altozano.mx");
  EXPECT_EQ(house.stored(id).profile.source, "");
  EXPECT_TRUE(get("active", of(id)).contains("rel=\"noopener\""));
}

TEST_F(Pages, GoalsAreChosenInTwoLevels) {
  const auto id = house.seats["active"];
  const auto done =
      send("active", of(id, "/sdgs"), {{"priority", "7"}, {"interested", "7"}, {"interested", "13"}, {"interested", "99"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(interests(house.stored(id).sdgs), (std::vector<SdgInterest>{{7, SdgLevel::priority}, {13, SdgLevel::interested}}));
  EXPECT_TRUE(get("facilitator", root() + "?sdg=13").contains("Organización active"));
  EXPECT_FALSE(get("facilitator", root() + "?sdg=12").contains("Organización active"));
}

TEST_F(Pages, ParticipationOffersWhatMayFollow) {
  const auto id = house.registered("Recién llegada");
  const auto change = [&](const char* status, const char* since, const char* reason) {
    return as("secretariat")
        .submit_from(of(id, "/participation?status=") + status, of(id, "/participation"),
                     {{"status", status}, {"since", since}, {"reason", reason}});
  };
  EXPECT_TRUE(get("secretariat", of(id)).contains("Invitar a la alianza"));
  EXPECT_FALSE(get("secretariat", of(id)).contains("Retirar de la alianza"));
  EXPECT_EQ(change("invited", "2026-01-10", "").status, 303);
  EXPECT_EQ(change("active", "2026-01-20", "").status, 303);
  const auto page = get("secretariat", of(id));
  EXPECT_TRUE(page.contains("Suspender"));
  EXPECT_FALSE(page.contains("Invitar a la alianza"));
  const auto refused = change("suspended", "2026-02-01", "");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("href=\"#reason\""));
  EXPECT_TRUE(refused.contains("¿Suspender a Recién llegada?"));
  EXPECT_EQ(change("suspended", "2026-02-01", "No respondió").status, 303);
  EXPECT_EQ(change("withdrawn", "2026-01-01", "Antes de tiempo").status, 422);
  EXPECT_EQ(change("withdrawn", "2026-02-10", "Cambió de giro").status, 303);
  EXPECT_TRUE(get("secretariat", of(id)).contains("Cambió de giro"));
  EXPECT_EQ(get("secretariat", of(id, "/participation?status=club")).status, 404);
  EXPECT_EQ(send("secretariat", of(id, "/shelf"), {{"shelf", "inactive"}, {"reason", "Cerró"}}).status, 303);
  EXPECT_FALSE(get("secretariat", root()).contains("Recién llegada"));
  EXPECT_TRUE(get("secretariat", root() + "?shelf=inactive").contains("Recién llegada"));
}

TEST_F(Pages, AContributionGoesStepByStep) {
  const auto id = house.seats["active"];
  const auto refused = send("active", of(id, "/contributions/new"),
                            {{"kind", "in_kind"},
                             {"description", "Paneles «<i>»"},
                             {"quantity", "noventa"},
                             {"state", "offered"},
                             {"since", "2026-02-01"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("Paneles «&lt;i&gt;»"));
  EXPECT_TRUE(refused.contains("noventa"));
  EXPECT_FALSE(get("active", of(id, "/contributions/new")).contains("value=\"delivered\""))
      << "who gives does not say that it was received";
  ASSERT_EQ(send("active", of(id, "/contributions/new"),
                 {{"kind", "in_kind"},
                  {"description", "Paneles"},
                  {"quantity", "96"},
                  {"unit", "paneles"},
                  {"state", "offered"},
                  {"since", "2026-02-01"}})
                .status,
            303);
  const auto made = house.app.read([&](db::Tx& tx) -> Result<ContributionId> {
    const auto seen = TRY(see(tx, house.person("active"), house.alliance, id));
    return book(tx, seen).contributions.at(0).id;
  });
  const auto path = of(id, "/contributions/" + made.text());
  EXPECT_EQ(send("active", path, {{"state", "pledged"}, {"on", "2026-02-02"}, {"note", ""}}).status, 303);
  EXPECT_EQ(send("active", path, {{"state", "delivered"}, {"on", "2026-02-03"}, {"note", "Yo"}}).status, 422);
  const auto bare = send("secretariat", path, {{"state", "delivered"}, {"on", "2026-02-03"}, {"note", ""}});
  EXPECT_EQ(bare.status, 422);
  EXPECT_TRUE(bare.contains("href=\"#note\""));
  EXPECT_EQ(send("secretariat", path, {{"state", "delivered"}, {"on", "2026-02-03"}, {"note", "Acta de entrega 4"}}).status, 303);
  const auto page = get("active", path);
  EXPECT_TRUE(page.contains("Acta de entrega 4"));
  EXPECT_FALSE(page.contains("name=\"state\"")) << "nothing follows a delivery";
  EXPECT_TRUE(get("active", of(id, "/contributions")).contains("96 paneles"));
  EXPECT_EQ(get("suspended", path).status, 403);
}

TEST_F(Pages, ContactsComeAndGo) {
  const auto id = house.seats["active"];
  const auto refused = send("active", of(id, "/contacts/new"),
                            {{"name", ""}, {"email", "no es correo"}, {"role", "contact"}, {"since", "2026-02-01"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("no es correo"));
  EXPECT_EQ(send("active", of(id, "/contacts/new"),
                 {{"name", "Clara Ibarra"},
                  {"email", "clara@altozano.mx"},
                  {"position", "Dirección"},
                  {"role", "representative"},
                  {"since", "2026-02-01"}})
                .status,
            303);
  const auto page = get("active", of(id, "/contacts"));
  EXPECT_TRUE(page.contains("mailto:clara@altozano.mx"));
  const auto contact = house.app.read([&](db::Tx& tx) -> Result<membership::AffiliationId> {
    const auto seen = TRY(see(tx, house.person("active"), house.alliance, id));
    return book(tx, seen).contacts.at(0).affiliation;
  });
  const auto end = of(id, "/contacts/" + contact.text() + "/end");
  EXPECT_TRUE(get("active", end).contains("¿Clara Ibarra dejó la organización?"));
  EXPECT_EQ(send("active", end, {{"until", "ayer"}}).status, 422);
  EXPECT_EQ(send("active", end, {{"until", "2026-03-01"}}).status, 303);
  EXPECT_TRUE(get("active", of(id, "/contacts")).contains("Estuvieron antes"));
}

TEST_F(Pages, HistoryTellsWhatChangedFromWhatToWhat) {
  const auto id = house.registered("Nombre viejo");
  auto in = as_input(house.stored(id).profile, 1);
  in.name = "Nombre nuevo";
  in.size = "large";
  EXPECT_EQ(send("secretariat", of(id, "/edit"), typed(in)).status, 303);
  const auto page = get("secretariat", of(id, "/history"));
  EXPECT_TRUE(page.contains("<del>Nombre viejo</del>"));
  EXPECT_TRUE(page.contains("<ins>Nombre nuevo</ins>"));
  EXPECT_TRUE(page.contains("<ins>Grande</ins>")) << "words, not codes";
  EXPECT_TRUE(page.contains("Se registró en el directorio"));
}

TEST_F(Pages, APairIsComparedMergedAndTakenBack) {
  const auto kept = house.registered("Energía Altozano");
  const auto gone = house.registered("Energia Altozano SA de CV");
  EXPECT_TRUE(get("secretariat", of(kept)).contains("pueden ser la misma organización"));
  EXPECT_FALSE(get("legal", of(kept)).contains("pueden ser la misma organización"));
  const auto pair = alliance() + "/duplicates/" + kept.text() + "/" + gone.text();
  const auto compared = get("secretariat", pair);
  EXPECT_EQ(compared.status, 200);
  EXPECT_TRUE(compared.contains("Queda: Energía Altozano"));
  EXPECT_EQ(get("secretariat", alliance() + "/duplicates/" + kept.text() + "/" + kept.text()).status, 404);
  EXPECT_EQ(send("secretariat", pair, {{"reason", ""}}).status, 303);
  const auto moved = get("secretariat", of(gone));
  EXPECT_EQ(moved.status, 303);
  EXPECT_EQ(moved.location(), of(kept));
  const auto merges = get("secretariat", alliance() + "/duplicates");
  EXPECT_TRUE(merges.contains("se fusionó en"));
  const auto merge =
      house.app.read([&](db::Tx& tx) { return duplicates(tx, house.person("secretariat"), house.alliance, {}); }).merges.at(0).id;
  const auto undo = alliance() + "/merges/" + merge.text() + "/undo";
  EXPECT_EQ(get("legal", undo).status, 403);
  EXPECT_EQ(send("secretariat", undo, {}).status, 303);
  EXPECT_EQ(get("secretariat", of(gone)).status, 200);
  EXPECT_EQ(send("secretariat", undo, {}).status, 409);
  EXPECT_EQ(send("secretariat", pair + "/dismiss", {{"reason", ""}}).status, 422);
  EXPECT_EQ(send("secretariat", pair + "/dismiss", {{"reason", "Otra ciudad"}}).status, 303);
  EXPECT_FALSE(get("secretariat", of(kept)).contains("pueden ser la misma organización"));
}

TEST_F(Pages, TheListSearchesFiltersOrdersAndPages) {
  for (int i = 10; i < 40; ++i) house.registered("Molinos " + std::to_string(i));
  const auto all = get("legal", root());
  EXPECT_TRUE(all.contains("34 organizaciones"));
  EXPECT_TRUE(all.contains("aria-sort=\"ascending\""));
  const auto second = get("legal", root() + "?q=molin&after=" + house.app.read([&](db::Tx& tx) {
    return Result<std::string>(find_by_name(tx, house.agency, "Molinos 34")->text());
  }));
  EXPECT_TRUE(second.contains("30 organizaciones"));
  EXPECT_TRUE(second.contains("Molinos 35"));
  EXPECT_FALSE(second.contains("Molinos 34</a>"));
  EXPECT_TRUE(second.contains("before="));
  EXPECT_TRUE(get("legal", root() + "?sort=-name&q=molinos").contains("De <strong>Molinos 39</strong>"));
  const auto none = get("legal", root() + "?type=academia&q=molinos");
  EXPECT_TRUE(none.contains("Ninguna organización cumple estos filtros"));
  EXPECT_TRUE(none.contains("Quitar filtro"));
  const auto old_link = get("legal", root() + "?type=banco&zz=1&shelf=active");
  EXPECT_TRUE(old_link.contains("34 organizaciones")) << "an old link still works";
  EXPECT_TRUE(old_link.contains("no se entiende: type=banco.")) << "and nobody takes its rows for what it asked";
  EXPECT_TRUE(get("legal", root() + "?type=banco&state=CMX").contains("2 filtros"));
  EXPECT_FALSE(get("legal", root() + "?type=company").contains("no se entiende"));
  EXPECT_TRUE(get("legal", root() + "/filters?type=company&q=x").contains("name=\"q\" value=\"x\""));
  EXPECT_TRUE(get("legal", "/en" + root()).contains("34 organisations"));
}

TEST_F(Pages, AFilterKeepsSeveralStatesAndSectorsAndDropsThemOneByOne) {
  const std::string several = "?state=09&state=14&sector=11&sector=22&type=company";
  const auto form = get("legal", root() + "/filters" + several);
  for (const auto* chosen : {"id=\"state-09\"", "id=\"state-14\"", "id=\"sector-11\"", "id=\"sector-22\""}) {
    const auto at = form.body.find(chosen);
    ASSERT_NE(at, std::string::npos) << chosen;
    EXPECT_LT(form.body.find(" checked", at), form.body.find('>', at)) << chosen;
  }
  const auto list = get("legal", root() + several);
  EXPECT_TRUE(list.contains("state=14&amp;sector=11&amp;sector=22")) << "the chip of the first state leaves the second";
  EXPECT_TRUE(list.contains("state=09&amp;sector=11&amp;sector=22"));
  EXPECT_TRUE(list.contains("state=09&amp;state=14&amp;sector=22"));
}

TEST_F(Pages, RowsThatArePickedAreDownloadedAndNoOthers) {
  std::vector<std::string> ids;
  for (const auto* name : {"Uno Picado", "Dos Picado", "Tres Picado"}) {
    house.registered(name);
    ids.push_back(house.app.read([&](db::Tx& tx) { return Result<std::string>(find_by_name(tx, house.agency, name)->text()); }));
  }
  const auto list = get("legal", root() + "?q=picado&sort=-name");
  EXPECT_TRUE(list.contains("name=\"only\" value=\"" + ids[0] + "\""));
  EXPECT_TRUE(list.contains("name=\"q\" value=\"picado\""));
  EXPECT_TRUE(list.contains("formaction=\"" + root() + ".csv\""));
  const auto picked = "?q=picado&only=" + ids[0] + "&only=" + ids[2];
  const auto csv = get("legal", root() + ".csv" + picked);
  EXPECT_TRUE(csv.contains("Uno Picado"));
  EXPECT_TRUE(csv.contains("Tres Picado"));
  EXPECT_FALSE(csv.contains("Dos Picado"));
  const auto shown = get("legal", root() + picked);
  EXPECT_TRUE(shown.contains("2 organizaciones"));
  EXPECT_TRUE(shown.contains("Elegidas: <strong>2</strong>"));
  EXPECT_TRUE(get("legal", root() + "?only=nadie").contains("no se entiende: only=nadie."));
  const auto all = get("legal", root() + "?q=picado&picked=all");
  EXPECT_TRUE(all.contains("Elegidas: 3, en todas las páginas"));
  EXPECT_FALSE(all.contains("name=\"only\""));
}

TEST_F(Pages, DownloadsAreExactlyTheRowsAndNeutraliseFormulas) {
  for (const auto* name : {"=HYPERLINK(\"http://x\")", "+52 Clínicas", "-Menos", "@Arroba"}) house.registered(name);
  const auto csv = get("legal", root() + ".csv");
  for (const auto* text : {"'=HYPERLINK", "'+52 Clínicas", "'-Menos", "'@Arroba"}) EXPECT_TRUE(csv.contains(text)) << text;
  EXPECT_FALSE(get("legal", root() + ".csv?q=arroba").contains("Menos"));
  EXPECT_TRUE(get("legal", root() + ".json?q=arroba").contains("@Arroba"));
  EXPECT_TRUE(get("legal", root() + ".xlsx").body.starts_with("PK"));
  EXPECT_TRUE(csv.header("Content-Disposition").find("attachment") != std::string::npos);
}

TEST_F(Pages, AnotherAllianceOrAgencyGetsNothing) {
  const auto id = house.seats["active"];
  const auto elsewhere = "/alliances/" + house.other.text() + "/organizations/" + id.text();
  EXPECT_EQ(get("outsider", elsewhere).status, 404) << "it takes no part there";
  EXPECT_EQ(get("active", elsewhere).status, 404);
  EXPECT_EQ(get("legal", root() + "/0000000000000").status, 404);
  EXPECT_EQ(get("legal", root() + "/nothing").status, 404);
}

}  // namespace
}  // namespace alianza::organizations
