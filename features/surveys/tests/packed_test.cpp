// What was sent as one text: the same answers, and the same files as from a row for each value.
#include "features/surveys/packed.h"

#include "features/surveys/store.h"
#include "features/surveys/tests/house.h"

namespace alianza::surveys {
namespace {

TEST(PackedAnswers, GiveBackWhatWasPacked) {
  const Answers answers{{"actions", {{.row = "4", .option = "current"}, {.row = "5", .option = "wished"}}},
                        {"budget", {{.number = -1500}}},
                        {"empty", {}},
                        {"nothing", {{}, {.option = "a"}, {}}},
                        {"reason", {{.text = "uno|dos\ttres\ncuatro\\cinco\\n|"}}},
                        {"role", {{.option = "other", .text = "Ser anfitriones · «ñ»"}}},
                        {"sum", {{.row = "r", .option = "o", .number = 0, .text = "|"}}}};
  EXPECT_EQ(unpack(pack(answers)), answers);
  EXPECT_EQ(pack({{"q", {{.option = "o1"}, {.number = 5}}}}), "q\to1\t||5\n");
  EXPECT_TRUE(unpack("").empty());
}

TEST(PackedAnswers, RefuseWhatNobodyPacks) {
  for (const auto* text : {"q", "q\ta", "q\ta\\x\n", "q\ta\\\n", "q\t||x\n", "q\t|||\\p|\n", "q\t||5 \n"})
    EXPECT_THROW(unpack(text), Impossible) << text;
}

/// One question of each kind, and answers that files write in their own way.
Questionnaire of_every_kind() {
  const auto label = [](const char* es) { return LocalizedText{es, {}, Lang::es}; };
  const std::vector<Choice> options{{"a", label("Una")}, {"b", label("=Dos")}, {"c", label("Tres, \"y\" más")}};
  Section section;
  for (const auto kind : {Kind::one, Kind::many, Kind::ranking, Kind::scale, Kind::matrix, Kind::number, Kind::money, Kind::date,
                          Kind::text, Kind::sdg, Kind::note}) {
    Question q;
    q.code = "q_" + std::string(to_text(kind));
    q.kind = kind;
    q.text = label(q.code.c_str());
    if (kind == Kind::one || kind == Kind::many || kind == Kind::ranking || kind == Kind::matrix) q.options = options;
    if (kind == Kind::one || kind == Kind::many) q.other = Other::text;
    if (kind == Kind::matrix) q.rows = {{"r1", label("Renglón")}, {"r2", label("Otro")}};
    if (kind == Kind::scale) q.least = 1, q.most = 5, q.options = {{"1", label("Nada")}};
    section.questions.push_back(std::move(q));
  }
  return {{std::move(section)}};
}

TEST(PackedAnswers, MakeTheSameFilesAsARowForEachValue) {
  House house;
  house.members(3);
  auto input = house.input("De todo", "");
  const auto s = house.opened(
      house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input, of_every_kind()); }));
  const auto send = [&](const std::string& to, const Typed& typed) {
    const auto link = house.link(to);
    house.type(link, 0, typed);
    ASSERT_TRUE(house.send_by(link));
  };
  send("org1@uno.example", {{"a.q_one", "b"},
                            {"a.q_many", "a"},
                            {"a.q_many", "c"},
                            {"a.q_ranking.b", "1"},
                            {"a.q_ranking.a", "2"},
                            {"a.q_scale", "1"},
                            {"a.q_matrix.r2", "c"},
                            {"a.q_number", "-1,320.5"},
                            {"a.q_money", "1320000.50"},
                            {"a.q_date", "2026-03-31"},
                            {"a.q_text", "=1+1, \"sí\"\ny|no\\"},
                            {"a.q_sdg", "4"}});
  send("org2@uno.example", {{"a.q_one", "other"},
                            {"a.q_one.other", "Algo; más"},
                            {"a.q_many", "other"},
                            {"a.q_many.other", "-otro"},
                            {"a.q_scale", "3"},
                            {"a.q_text", " con espacio"}});
  send("org3@uno.example", {{"a.q_number", "0"}});
  house.type(house.link("org3@uno.example"), 0, {{"a.q_number", "7"}});
  ASSERT_TRUE(house.send_by(house.link("org3@uno.example")));
  const auto file = [&](const char* format) {
    return house.app.client(house.person("secretariat"))
        .get("/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + "/answers." + format)
        .body;
  };
  ASSERT_EQ(house.number("SELECT count(*) FROM survey_packed"), 3);
  const auto csv = file("csv");
  const auto json = file("json");
  EXPECT_NE(csv.find("'=1+1"), std::string::npos);
  EXPECT_NE(csv.find("Algo; más"), std::string::npos);
  EXPECT_NE(csv.find(",7,"), std::string::npos) << "what was sent again";
  for (const auto& row : house.app.read([&](db::Tx& tx) { return store::sent_packed(tx, s.id, ResponseId(), 10); }))
    EXPECT_EQ(row.packed.value_or("none"),
              pack(house.app.read([&](db::Tx& tx) { return store::answers(tx, row.response.id, row.response.edition); })));
  house.app.write([&](db::Tx& tx) { tx.exec("DELETE FROM survey_packed"); });
  EXPECT_EQ(file("csv"), csv);
  EXPECT_EQ(file("json"), json);
}

}  // namespace
}  // namespace alianza::surveys
