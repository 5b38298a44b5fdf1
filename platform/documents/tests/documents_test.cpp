#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "platform/documents/csv.h"

namespace alianza::documents {
namespace {

std::string all_of(Pieces pieces) {
  std::string out;
  std::string piece;
  for (bool more = true; more;) {
    more = pieces(piece);
    out += piece;
  }
  return out;
}

std::string file_of(Format format, const std::vector<std::vector<Cell>>& rows, TableOptions options) {
  std::size_t at = 0;
  return all_of(stream(table_writer(format, std::move(options)), [&rows, at](TableWriter& to) mutable {
    if (at == rows.size()) return false;
    to.row(rows[at++]);
    return true;
  }));
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> out;
  std::stringstream text(read_file(path));
  for (std::string line; std::getline(text, line);) out.push_back(line);
  return out;
}

/// A part of the file, by another program than the one that wrote it.
std::string part_of(const std::string& xlsx, const std::string& name) {
  const auto path = testing::TempDir() + "alianza_documents_test.xlsx";
  std::ofstream(path, std::ios::binary) << xlsx;
  const auto command =
      "python3 -c \"import zipfile,sys; sys.stdout.write(zipfile.ZipFile('" + path + "').read('" + name + "').decode())\"";
  auto* pipe = ::popen(command.c_str(), "r");
  std::string out;
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  EXPECT_EQ(::pclose(pipe), 0);
  std::remove(path.c_str());
  return out;
}

const TableOptions two_columns{
    .columns = {{"name", "Organización"}, {"people", "Personas"}}, .title = "Organizaciones", .about = {{"Fuente", "prueba"}}};

TEST(Csv, WritesWhatItReads) {
  const std::vector<std::vector<Cell>> rows{
      {"Aguas, S.A.", 12}, {"Dijo \"sí\"\ny se fue", {}}, {" espacio ", Cell::decimal("-3.50")}, {"", true}};
  const auto text = file_of(Format::csv, rows, two_columns);
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFOrganización,Personas\r\n"));
  const auto read = read_csv(text);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->rows.size(), 3U + 1U);
  EXPECT_EQ(read->rows[0], (std::vector<std::string>{"Aguas, S.A.", "12"}));
  EXPECT_EQ(read->rows[1][0], "Dijo \"sí\"\ny se fue");
  EXPECT_EQ(read->rows[2], (std::vector<std::string>{" espacio ", "-3.50"}));
}

TEST(Csv, NoPayloadThatASpreadsheetWouldRunLeavesAsItCame) {
  const auto payloads = lines_of("tests/data/security/csv-injection/csv-payload.txt");
  ASSERT_GE(payloads.size(), 6U);
  for (const auto& payload : payloads)
    for (const auto& cell :
         {payload, "=" + payload, "\t" + payload, "\r" + payload, "-" + payload, "+" + payload, "@" + payload}) {
      const auto read = read_csv(file_of(Format::csv, {{cell, 1}}, two_columns));
      ASSERT_TRUE(read);
      const auto& kept = read->rows.at(0).at(0);
      EXPECT_EQ(std::string_view("=+-@\t\r").find(kept.front()), std::string_view::npos) << kept;
      EXPECT_NE(kept.find(payload), std::string::npos) << "nothing of the text is lost";
    }
}

TEST(Csv, AColumnHeadIsNeutralisedToo) {
  const auto text = file_of(Format::csv, {}, {.columns = {{"x", "=1+1"}}, .byte_order_mark = false});
  EXPECT_EQ(text, "'=1+1\r\n");
}

TEST(Csv, UnderstandsWhatSpreadsheetsSave) {
  for (const auto* text : {"nombre,tipo\nSolar,empresa\n", "nombre;tipo\r\nSolar;empresa", "nombre\ttipo\rSolar\tempresa\r",
                           "\xEF\xBB\xBFnombre,tipo\n\n,\nSolar,empresa,,\n", " nombre , tipo \n\"Solar\",\"empresa\"\n"}) {
    const auto read = read_csv(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->head, (std::vector<std::string>{"nombre", "tipo"})) << text;
    ASSERT_EQ(read->rows.size(), 1U) << text;
    EXPECT_EQ(read->rows[0], (std::vector<std::string>{"Solar", "empresa"})) << text;
  }
}

TEST(Csv, SaysWhereAFileIsWrong) {
  struct Case {
    const char* text;
    const char* says;
  };
  for (const auto& c : {Case{"", "vacío"}, Case{"\n\n", "vacío"}, Case{"a,b\n\"x,1\n", "comilla"},
                        Case{"a,b\n1,2,3\n", "columnas"}, Case{"a,a\n", "dos veces"}, Case{"a\n\xff\n", "UTF-8"}}) {
    const auto read = read_csv(c.text);
    ASSERT_FALSE(read) << c.text;
    EXPECT_NE(std::string_view(read.error().message.key()).find(c.says), std::string_view::npos) << read.error().message.key();
  }
}

TEST(Json, IsValidAndKeepsTheOrderOfColumns) {
  const auto text = file_of(Format::json, {{"Ñandú \"x\" \x01", 12}, {"=1", {}}, {"b", Cell::decimal("0.25")}}, two_columns);
  const auto value = boost::json::parse(text);
  EXPECT_EQ(value.at("rows").as_array().size(), 3U);
  EXPECT_EQ(value.at("rows").at(0).at("name"), "Ñandú \"x\" \x01");
  EXPECT_EQ(value.at("rows").at(0).at("people"), 12);
  EXPECT_TRUE(value.at("rows").at(1).at("people").is_null());
  EXPECT_EQ(value.at("rows").at(1).at("name"), "=1");
  EXPECT_EQ(value.at("about").at("Fuente"), "prueba");
  EXPECT_LT(text.find("\"name\":\"b\""), text.find("\"people\":0.25"));
}

TEST(Json, OfNoRowsIsValid) {
  EXPECT_TRUE(boost::json::parse(file_of(Format::json, {}, two_columns)).at("rows").as_array().empty());
}

TEST(Xlsx, WritesTextsAsTextsAndNumbersAsNumbers) {
  const auto file =
      file_of(Format::xlsx, {{"=1+1", 42}, {"@SUM(1)", {}}, {"fecha", Cell(*Date::parse("2026-03-02"))}}, two_columns);
  const auto sheet = part_of(file, "xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<f>"), std::string::npos) << "no formula";
  EXPECT_NE(sheet.find("<t>=1+1</t>"), std::string::npos);
  EXPECT_NE(sheet.find("<t>@SUM(1)</t>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>42</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>46083</v>"), std::string::npos) << "a date is a day number";
  EXPECT_NE(part_of(file, "xl/worksheets/sheet2.xml").find("prueba"), std::string::npos);
}

TEST(Xlsx, HoldsEveryNaughtyStringAndStaysReadable) {
  const auto strings = boost::json::parse(read_file("tests/data/security/naughty-strings/blns.json")).as_array();
  std::vector<std::vector<Cell>> rows;
  for (const auto& s : strings) rows.push_back({std::string(s.as_string()), 1});
  rows.push_back({std::string(40'000, 'x'), 1});
  std::string emoji;
  for (int i = 0; i < 20'000; ++i) emoji += "😀";
  rows.push_back({emoji, 1});
  const auto sheet = part_of(file_of(Format::xlsx, rows, two_columns), "xl/worksheets/sheet1.xml");
  const auto path = testing::TempDir() + "alianza_sheet.xml";
  std::ofstream(path, std::ios::binary) << sheet;
  EXPECT_EQ(std::system(("python3 -c \"import xml.dom.minidom; xml.dom.minidom.parse('" + path + "')\"").c_str()), 0);
  std::remove(path.c_str());
}

TEST(Tables, ALongTableComesInPieces) {
  std::vector<std::vector<Cell>> rows(20'000, {"Organización de muestra", 7});
  for (const auto format : {Format::csv, Format::json, Format::xlsx}) {
    std::size_t at = 0;
    std::size_t pieces = 0;
    std::size_t longest = 0;
    auto next = stream(table_writer(format, two_columns), [&](TableWriter& to) {
      for (int i = 0; i < 500 && at < rows.size(); ++i) to.row(rows[at++]);
      return at < rows.size();
    });
    for (std::string piece; next(piece);) {
      ++pieces;
      longest = std::max(longest, piece.size());
    }
    EXPECT_GT(pieces, 1U);
    EXPECT_LE(longest, 64U * 1024U) << extension(format);
  }
}

}  // namespace
}  // namespace alianza::documents
