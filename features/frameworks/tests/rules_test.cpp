// Rules of frameworks: what a file must be, what is wrong in it, what changed between editions, what ships.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "features/frameworks/builtins.h"
#include "features/frameworks/changes.h"
#include "features/frameworks/lookup.h"
#include "platform/documents/csv.h"

namespace alianza::frameworks {
namespace {

Input input() { return {"pnd", "Plan", "Plan", "2025", "DOF", "DOF", "", "", "whole"}; }

TEST(Headings, SayEveryFieldThatIsWrong) {
  struct Case {
    void (*change)(Input&);
    const char* field;
  };
  for (const auto& c : {Case{[](Input&) {}, ""},
                        {[](Input& i) { i.code = "PND"; }, "code"},
                        {[](Input& i) { i.code = "-pnd"; }, "code"},
                        {[](Input& i) { i.code = ""; }, "code"},
                        {[](Input& i) { i.edition = "dos mil"; }, "edition"},
                        {[](Input& i) { i.edition = "2014-2018"; }, ""},
                        {[](Input& i) { i.name_es = " "; }, "name_es"},
                        {[](Input& i) { i.source_es = ""; }, "source_es"},
                        {[](Input& i) { i.extent = "half"; }, "extent"}}) {
    auto wanted = input();
    c.change(wanted);
    const auto parsed = parse(wanted);
    EXPECT_EQ(parsed ? "" : parsed.error().fields.front().field, c.field);
  }
}

TEST(Weights, AreThousandthsAndComeBackAsTyped) {
  for (const auto& [text, expected] : {std::pair{"2", 2000}, {"2.5", 2500}, {"0.125", 125}, {"1000000", 1'000'000'000}}) {
    ASSERT_TRUE(parse_weight(text)) << text;
    EXPECT_EQ(*parse_weight(text), expected);
    EXPECT_EQ(weight_text(*parse_weight(text)), text);
  }
  for (const auto* text : {"", "-1", "2,5", "2.", ".5", "1e3", "0.1234", "1000001", "99999999", "dos", "1 000"})
    EXPECT_FALSE(parse_weight(text)) << text;
}

/// "3:parent 5:code": row and column of each problem; "!field" when the file is refused whole.
std::string wrong_in(const std::string& csv) {
  const auto sheet = read_sheet(csv);
  if (!sheet) return "!" + sheet.error().fields.front().field;
  std::string out;
  for (const auto& p : judge(sheet->rows, "2025").problems)
    out += (out.empty() ? "" : " ") + std::to_string(p.row) + ":" + std::string(to_text(p.column));
  return out;
}
std::int64_t good_in(const std::string& csv) { return judge(read_sheet(csv)->rows, "2025").nodes(); }

TEST(Files, AreJudgedByRowAndColumn) {
  const std::string head = "code,level,parent,title_es,weight,edition,same_as\n";
  struct Case {
    const char* name;
    std::string rows;
    const char* wrong;
  };
  for (const auto& c :
       {Case{"a tree", "1,eje,,Uno,2,,\n1.1,meta,1,Uno uno,0.5,,\n1.2,meta,1,Uno dos,,,1.1\n", ""},
        {"a parent that comes later", "1.1,meta,1,Uno uno,,,\n1,eje,,Uno,,,\n", ""},
        {"a missing parent", "1,eje,,Uno,,,\n1.1,meta,7,Uno uno,,,\n", "3:parent"},
        {"what stands under a wrong row", "1,eje,9,Uno,,,\n1.1,meta,1,Uno uno,,,\n1.1.1,paso,1.1,Más,,,\n",
         "2:parent 3:parent 4:parent"},
        {"a ring of three and its branch", "a,,c,A,,,\nb,,a,B,,,\nc,,b,C,,,\nd,,a,D,,,\n", "2:parent 3:parent 4:parent 5:parent"},
        {"a row above itself", "a,,a,A,,,\n", "2:parent"},
        {"a code twice", "1,,,Uno,,,\n2,,,Dos,,,\n1,,,Otra,,,\n", "4:code"},
        {"the same code in two editions", "1,,,Uno,,2017,\n1,,,Otra,,2020,\n", ""},
        {"a row of two editions that is wrong in one", "1,,,Uno,,2017|2020,\n1.1,,1,Más,,2017|2020,\n1.1,,1,Otra,,2020,\n",
         "4:code"},
        {"no code, no title", ",,,Uno,,,\n2,,,,,,\n", "2:code 3:title_es"},
        {"a weight that is none", "1,,,Uno,\"2,5\",,\n2,,,Dos,-1,,\n", "2:weight 3:weight"},
        {"an edition that is none", "1,,,Uno,,dos mil,\n", "2:edition"},
        {"the same as nobody", "1,,,Uno,,,8\n", "2:same_as"},
        {"a level upside down", "1,eje,,A,,,\n1.1,meta,1,B,,,\n2,eje,,C,,,\n2.1,meta,2,D,,,\nx,meta,,E,,,\ny,eje,x,F,,,\n",
         "6:level 7:level"},
        {"a level inside itself", "1,eje,,A,,,\n2,eje,,B,,,\n3,eje,1,C,,,\n", "4:level"},
        {"steps that skip a level", "1,eje,,A,,,\n1.1,vía,1,B,,,\n1.1.1,paso,1.1,C,,,\n2,eje,,D,,,\n2.1,paso,2,E,,,\n", ""}})
    EXPECT_EQ(wrong_in(head + c.rows), c.wrong) << c.name;
}

TEST(Files, LoadTheirGoodRowsWithoutTheOthers) {
  const std::string head = "code,parent,title_es\n";
  EXPECT_EQ(good_in(head + "1,,Uno\n1.1,1,Más\n2,9,Dos\n2.1,2,Más\n"), 2);
  EXPECT_EQ(good_in(head + "a,b,A\nb,a,B\n"), 0);
  std::string deep = head + "0,,Cero\n";
  for (int i = 1; i < 14; ++i) deep += std::to_string(i) + "," + std::to_string(i - 1) + ",Más\n";
  EXPECT_EQ(good_in(deep), deepest);
}

TEST(Files, ComeAsPeopleSaveThem) {
  const std::string rows = "1;;Educación\n1.1;1;Más\n";
  EXPECT_EQ(good_in("code;parent;title_es\n" + rows), 2);
  EXPECT_EQ(good_in("\xEF\xBB\xBF"
                    "Código;Superior;Título (es)\r\n" +
                    rows),
            2);
  EXPECT_EQ(good_in("code\tparent\ttitle\n1\t\t\"dos\nlíneas\"\n"), 1);
  const auto latin = read_sheet("clave;superior;t\xEDtulo\n1;;Educaci\xF3n\n");
  ASSERT_TRUE(latin);
  EXPECT_EQ(latin->encoding, "Windows-1252");
  EXPECT_EQ(latin->rows.front().at(Column::title_es), "Educación");
  const auto more = read_sheet("code,title_es,presupuesto\n1,Uno,300\n,,400\n");
  EXPECT_EQ(more->unread, std::vector<std::string>{"presupuesto"});
  EXPECT_EQ(more->rows.size(), 1u);
  for (const auto* refused :
       {"", "code,title_es\n", "código,nombre,code\n1,Uno,2\n", "código,peso\n1,2\n", "title_es\nUno\n",
        "code,title_es\n1,\"sin cerrar\n", "code,title_es\n1,A,B,C\n\x81\n", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"})
    EXPECT_EQ(wrong_in(refused), "!file") << refused;
  EXPECT_EQ(wrong_in("code,title_es\n" + std::string(5 << 20, 'x')), "!file");
}

Node node(const char* code, const char* title, const char* formerly = "", const char* parent = "") {
  Node n;
  n.code = code;
  n.title = {title, title};
  n.formerly = formerly;
  n.parent_code = parent;
  return n;
}

TEST(Editions, TellWhatChanged) {
  const std::vector<Node> before{node("1", "A"), node("2", "B"), node("3", "C"), node("4", "D", "", "1"), node("5", "E")};
  const std::vector<Node> after{node("1", "A"),  node("2", "C", "3"), node("4", "D", "", "2"),
                                node("5", "E!"), node("6", "F"),      node("7", "G", "99")};
  std::string told;
  for (const auto& c : changes(before, after))
    told += std::string(to_text(c.kind)) + " " + (c.before == nullptr ? "-" : c.before->code) + ">" +
            (c.after == nullptr ? "-" : c.after->code) + "; ";
  EXPECT_EQ(told, "added ->6; added ->7; retired 2>-; renumbered 3>2; reworded 5>5; moved 4>4; ");
  EXPECT_TRUE(changes(before, before).empty());
}

TEST(Editions, KnowANodeAgain) {
  const std::vector<Node> before{node("1", "A"), node("2", "B"), node("3", "C")};
  const std::vector<Node> after{node("1", "A"), node("2", "C", "3")};
  const auto in = [](const Node& n, const std::vector<Node>& own, Side side, const std::vector<Node>& other) {
    std::vector<const Node*> all;
    for (const auto& o : other) all.push_back(&o);
    const auto* found = counterpart(n, own, side, all);
    return found == nullptr ? std::string("-") : found->code;
  };
  EXPECT_EQ(in(before[0], before, Side::later, after), "1");
  EXPECT_EQ(in(before[1], before, Side::later, after), "-");  // its code is another's now
  EXPECT_EQ(in(before[2], before, Side::later, after), "2");
  EXPECT_EQ(in(after[1], after, Side::earlier, before), "3");
  EXPECT_EQ(in(after[0], after, Side::earlier, before), "1");
  EXPECT_EQ(in(after[1], after, Side::later, after), "2");  // the edition after that one, which still tells the former code
}

TEST(Words, AreFoundInBothLanguagesWithoutAccents) {
  std::vector<Node> nodes{node("4", "Educación de calidad"), node("4.7", "Ciudadanía mundial", "", "4")};
  nodes[0].title.en = "Quality education";
  nodes[1].title.en = "Global citizenship";
  nodes[1].depth = 1;
  const auto found = [&](const char* typed) {
    std::string out;
    for (const auto& f : look_for(nodes, search::sought(typed), 10))
      out += f.node->code + "/" + std::to_string(f.path.size()) + " ";
    return out;
  };
  EXPECT_EQ(found("educacion"), "4/0 ");
  EXPECT_EQ(found("EDUCACIÓN calidad"), "4/0 ");
  EXPECT_EQ(found("quality educ"), "4/0 ");
  EXPECT_EQ(found("citizenship mund"), "4.7/1 ");
  EXPECT_EQ(found("4.7"), "4.7/1 ");
  EXPECT_EQ(found("agua"), "");
}

std::string known(const char* name) {
  std::ifstream in(std::string(ALIANZA_TEST_DATA) + "/" + name, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(WhatShips, HasTheCountsOfEachEdition) {
  const auto table = documents::read_csv(known("sdg_editions.csv"));
  ASSERT_TRUE(table);
  const auto drafts = drafts_of(*find_builtin("sdg"));
  ASSERT_EQ(drafts.size(), table->rows.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    std::map<std::string, std::int64_t> listed;
    std::set<std::string> different;
    for (const auto& n : drafts[i].nodes) {
      ++listed[n.level];
      if (n.level == "indicator") different.insert(n.identity());
      EXPECT_FALSE(n.title.en.empty()) << n.code;
    }
    EXPECT_EQ(table->rows[i],
              (std::vector<std::string>{drafts[i].edition, std::to_string(listed["goal"]), std::to_string(listed["target"]),
                                        std::to_string(listed["indicator"]), std::to_string(different.size())}));
  }
}

TEST(WhatShips, ListsTheIndicatorsThatTheSourceLists) {
  const auto table = documents::read_csv(known("sdg_indicators.csv"));
  ASSERT_TRUE(table);
  const auto drafts = drafts_of(*find_builtin("sdg"));
  std::map<std::string, std::map<std::string, const Node*>> by_code;
  for (const auto& draft : drafts)
    for (const auto& n : draft.nodes)
      if (n.level == "indicator") by_code[draft.edition][n.code] = &n;
  for (const auto& row : table->rows) {
    const auto& code = row[0];
    EXPECT_EQ(by_code["2020"].contains(code), row[3] == "2020") << code;
    ASSERT_TRUE(by_code["2025"].contains(code)) << code;
    EXPECT_EQ(by_code["2025"][code]->parent_code, row[1]);
    EXPECT_EQ(by_code["2025"][code]->identity(), row[2]);
    if (row[4] == "yes") {
      EXPECT_TRUE(by_code["2017"].contains(code)) << code;
    }
  }
  // 17.6.1 of 2017 is another indicator; the one of today was 17.6.2.
  EXPECT_EQ(by_code["2017"]["17.6.2"]->title, by_code["2020"]["17.6.1"]->title);
  EXPECT_EQ(by_code["2020"]["17.6.1"]->formerly, "17.6.2");
  for (const auto* gone : {"1.a.3", "8.9.2", "11.c.1", "13.3.2", "17.6.2"}) EXPECT_FALSE(by_code["2020"].contains(gone)) << gone;
}

TEST(WhatShips, CallsPartialWhatIsPartial) {
  const auto* procid = find_builtin("procid");
  ASSERT_NE(procid, nullptr);
  const auto drafts = drafts_of(*procid);
  ASSERT_EQ(drafts.size(), 2u);
  std::map<std::string, int> levels;
  for (const auto& n : drafts[0].nodes) ++levels[n.level];
  EXPECT_EQ(levels, (std::map<std::string, int>{{"objective", 4}, {"strategy", 3}, {"line", 6}}));
  EXPECT_EQ(drafts[1].nodes.size(), 5u);
  for (const auto& e : procid->editions) EXPECT_EQ(e.extent, Extent::partial);
  for (const auto& e : find_builtin("sdg")->editions) {
    EXPECT_EQ(e.extent, Extent::whole);
    EXPECT_NE(e.licence.es.find("Naciones Unidas"), std::string::npos);
  }
}

}  // namespace
}  // namespace alianza::frameworks
