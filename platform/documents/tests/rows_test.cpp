// Reading what people send: CSV as it is saved around the world, sheets by the child process, and files that mean harm.
#include "platform/documents/rows.h"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "platform/documents/frames.h"
#include "platform/documents/table.h"
#include "platform/documents/workbook_child.h"

namespace alianza::documents {
namespace {

const bool child_is_named = [] {
  set_child_program(ALIANZA_WORKBOOK_CHILD);
  return true;
}();

struct Read {
  ReadReport report;
  std::vector<ReadRow> rows;
};
Result<Read> read(std::string_view bytes, const ReadOptions& options = {}) {
  Read out;
  out.report = TRY(read_rows(bytes, options, [&](const ReadRow& row) -> Done {
    out.rows.push_back(row);
    return {};
  }));
  return out;
}

/// "1:name|n12|d2026-01-01": number, then kind and text of each cell.
std::string text_of(const ReadRow& row) {
  static const std::map<CellKind, std::string> letters{{CellKind::empty, ""}, {CellKind::text, ""},     {CellKind::number, "n"},
                                                       {CellKind::date, "d"}, {CellKind::boolean, "b"}, {CellKind::error, "e"}};
  std::string out = std::to_string(row.number) + ":";
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    out += (i == 0 ? "" : "|") + letters.at(row.cells[i].kind) + row.cells[i].text + (row.cells[i].merged ? "+" : "");
  return out;
}
std::string text_of(const Result<Read>& read) {
  if (!read) return std::string("! ") + read.error().message.key();
  std::string out;
  for (const auto& row : read->rows) out += text_of(row) + "\n";
  return out;
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}
std::string shared(const std::string& name) { return file("tests/data/imports/" + name); }

/// What a program of another make writes: python's standard output.
std::string from_python(const std::string& code) {
  const auto path = testing::TempDir() + "alianza_rows_test.py";
  std::ofstream(path) << code;
  auto* pipe = ::popen(("python3 " + path).c_str(), "r");
  std::string out;
  char buffer[65536];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  EXPECT_EQ(::pclose(pipe), 0);
  std::remove(path.c_str());
  return out;
}

TEST(CsvRows, AreReadWhateverSpreadsheetSavedThem) {
  struct Case {
    const char* what;
    std::string bytes;
    const char* rows;
    const char* encoding;
  };
  const std::string wide(
      "\xFF\xFE"
      "A\0;\0B\0\r\0\n\0\xF1\0;\0\x31\0",
      18);
  const std::string wide_big("\0A\0;\0B\0\n\0\xF1\0;\0C\0\n", 16);
  const std::vector<Case> cases{
      {"plain", "A,B\n1,2\n", "1:A|B\n2:1|2\n", "UTF-8"},
      {"a mark and semicolons",
       "\xEF\xBB\xBF"
       "A;B\r\nñ;2",
       "1:A|B\n2:ñ|2\n", "UTF-8"},
      {"tabs", "A\tB\n1\t2", "1:A|B\n2:1|2\n", "UTF-8"},
      {"Windows", "A;B\r\nMu\xF1oz \x80;x\r\n", "1:A|B\n2:Muñoz €|x\n", "Windows-1252"},
      {"two bytes with mark", wide, "1:A|B\n2:ñ|1\n", "UTF-16LE"},
      {"two bytes without mark", wide_big, "1:A|B\n2:ñ|C\n", "UTF-16BE"},
      {"a line end inside quotes", "A,B\n\"one\ntwo\",\"say \"\"hi\"\"\"\n3,4\n", "1:A|B\n2:one\ntwo|say \"hi\"\n4:3|4\n",
       "UTF-8"},
      {"old Mac line ends", "A,B\r1,2\r", "1:A|B\n2:1|2\n", "UTF-8"},
      {"a quoted separator in the head", "\"a;b;c\",B\n1,2", "1:a;b;c|B\n2:1|2\n", "UTF-8"},
      {"the separator said aloud", "sep=;\r\nA,x;B\r\n1;2", "2:A,x|B\n3:1|2\n", "UTF-8"},
      {"blank lines and blank ends", "A,B,,\n\n,,\n1,,\n", "1:A|B\n4:1\n", "UTF-8"},
      {"a head twice", "A,A\n1,2", "1:A|A\n2:1|2\n", "UTF-8"},
      {"guarded formulas", "A\n'=1+1\n'tis", "1:A\n2:=1+1\n3:'tis\n", "UTF-8"},
  };
  for (const auto& c : cases) {
    const auto got = read(c.bytes);
    EXPECT_EQ(text_of(got), c.rows) << c.what;
    EXPECT_EQ(got ? got->report.encoding : "", c.encoding) << c.what;
  }
}

TEST(CsvRows, SayWhereTheyAreWrong) {
  const auto line = [](const Result<Read>& read) {
    return read || read.error().message.args().empty() ? "" : read.error().message.args()[0];
  };
  EXPECT_EQ(line(read("A,B\n1,2\n\"open,2\n")), "3");
  EXPECT_EQ(line(read(std::string("A,B\n1,\0\n", 8))), "2");
  EXPECT_EQ(line(read("\xEF\xBB\xBF"
                      "A\nb\n\xFF\n")),
            "3");
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read("\n\n , \n"));
}

TEST(CsvRows, KeepWithinTheLimits) {
  EXPECT_EQ(read("A\n1\n2\n3\n", {.most_rows = 3}).error().fault, Fault::too_large);
  EXPECT_EQ(read("A,B,C\n", {.most_columns = 2}).error().fault, Fault::too_large);
  EXPECT_EQ(read("A,B,C\n", {.most_bytes = 3}).error().fault, Fault::too_large);
}

TEST(CsvRows, EndWhenTheTakerSaysSo) {
  int seen = 0;
  const auto done = read_rows(
      "A\n1\n2\n", {}, [&](const ReadRow&) -> Done { return ++seen == 2 ? Done(fail(Error::invalid(_("basta")))) : Done(); });
  EXPECT_FALSE(done);
  EXPECT_EQ(seen, 2);
}

TEST(Sniffing, BelievesBytesAndSaysWhatToDo) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  const std::string secret("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  EXPECT_STREQ(sniff(ole + "....").error().message.key(),
               "El archivo es .xls, un formato antiguo. Ábralo y guárdelo como .xlsx.");
  EXPECT_NE(std::string(sniff(ole + secret).error().message.key()).find("contraseña"), std::string::npos);
  EXPECT_FALSE(sniff("%PDF-1.7"));
  EXPECT_FALSE(sniff("PK\x03\x04 word/document.xml"));
  EXPECT_EQ(sniff("nombre,tipo\n").value(), SheetFormat::csv);
  EXPECT_EQ(sniff(shared("synthetic_90.xlsx")).value(), SheetFormat::xlsx);
  EXPECT_EQ(sniff(shared("synthetic_90.ods")).value(), SheetFormat::ods);
}

TEST(SheetRows, AreTheSameFromEveryFormat) {
  const auto csv = read(shared("synthetic_90.csv"));
  ASSERT_TRUE(csv);
  ASSERT_EQ(csv->rows.size(), 91U);
  EXPECT_EQ(csv->report.separator, ';');
  for (const auto* name : {"synthetic_90_windows.csv", "synthetic_90.xlsx", "synthetic_90.ods"}) {
    const auto other = read(shared(name));
    ASSERT_TRUE(other) << name << other.error().message.key();
    ASSERT_EQ(other->rows.size(), 91U) << name;
    for (std::size_t r = 0; r < 91; ++r) {
      const auto& one = csv->rows[r].cells;
      const auto& two = other->rows[r].cells;
      EXPECT_EQ(csv->rows[r].number, other->rows[r].number) << name;
      for (std::size_t c = 0; c < one.size(); ++c) EXPECT_EQ(one[c].text, two.at(c).text) << name << " " << r << " " << c;
    }
  }
}

TEST(SheetRows, TellNumbersAndDatesFromTexts) {
  for (const auto* name : {"synthetic_90.xlsx", "synthetic_90.ods"}) {
    const auto sheet = read(shared(name));
    ASSERT_TRUE(sheet) << name;
    EXPECT_EQ(sheet->report.sheet, "Directorio sintético");
    const auto& cells = sheet->rows[1].cells;
    EXPECT_EQ(cells[0].kind, CellKind::text) << name;
    EXPECT_EQ(cells[11].kind, CellKind::number) << name;
    EXPECT_EQ(cells[13].kind, CellKind::date) << name;
    EXPECT_EQ(cells[13].text, "2026-01-01") << name;
  }
}

TEST(SheetRows, ComeBackFromOurOwnWriter) {
  TableOptions options{
      .columns = {{"a", "Texto"}, {"b", "Número"}, {"c", "Día"}, {"d", "Sí"}}, .title = "Hoja", .about = {{"x", "y"}}};
  std::string bytes;
  auto pieces = stream(table_writer(Format::xlsx, options),
                       {{Cell("=no es fórmula"), Cell(std::int64_t{42}), Cell(*Date::parse("2026-03-31")), Cell(true)},
                        {Cell("dos\nrenglones"), Cell::decimal("0.1"), Cell(), Cell(false)}});
  for (std::string piece; pieces(piece);) bytes += piece;
  const auto got = read(bytes);
  EXPECT_EQ(text_of(got), "1:Texto|Número|Día|Sí\n2:=no es fórmula|n42|d2026-03-31|btrue\n3:dos\nrenglones|n0.1||bfalse\n");
  EXPECT_EQ(got->report.sheets, (std::vector<std::string>{"Hoja", "Info"}));
  EXPECT_EQ(text_of(read(bytes, {.sheet = "INFO"})), "1:x|y\n");
  EXPECT_EQ(read(bytes, {.sheet = "otra"}).error().fields.at(0).field, "sheet");
}

/// A workbook whose one sheet holds this XML.
std::string xlsx_with(const std::string& sheet, const std::string& more = "") {
  return from_python(
      "import sys, zipfile, io\n"
      "sys.path.insert(0, 'tests/data/imports')\nsys.dont_write_bytecode = True\nimport make_sheets\n"
      "parts = make_sheets.xlsx(make_sheets.rows())\n"
      "parts['xl/worksheets/sheet1.xml'] = '''<?xml version=\"1.0\"?>" +
      sheet + "'''\n" + more +
      "\nout = io.BytesIO()\n"
      "with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:\n"
      "  for name, text in parts.items(): z.writestr(name, text)\n"
      "sys.stdout.buffer.write(out.getvalue())\n");
}
std::string worksheet(const std::string& inside) {
  return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + inside + "</worksheet>";
}

TEST(SheetRows, ShowMergedCellsErrorsAndWhatFormulasCameTo) {
  const auto bytes = xlsx_with(
      worksheet("<sheetData><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"C2\"><f>1+1</f><v>2</v></c>"
                "<c r=\"D2\" t=\"e\"><v>#N/A</v></c><c r=\"E2\" t=\"b\"><v>1</v></c></row></sheetData><mergeCells count=\"1\">"
                "<mergeCell ref=\"A2:B2\"/></mergeCells>"));
  const auto got = read(bytes);
  ASSERT_TRUE(got) << got.error().message.key();
  ASSERT_EQ(got->rows.size(), 1U);
  EXPECT_EQ(text_of(got->rows[0]), "2:a+|+|n2|e#N/A|btrue");
}

TEST(HostileSheets, ABombDiesInItsChildAndTheProgramSaysSo) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "a wall of memory cannot stand around AddressSanitizer, which takes terabytes of addresses for itself";
#endif
  const auto bomb = xlsx_with(worksheet("<sheetData></sheetData>"),
                              "parts['xl/worksheets/sheet1.xml'] = '<worksheet>' + ' ' * 300_000_000 + '</worksheet>'");
  ASSERT_LT(bomb.size(), 2'000'000U);
  const ChildTaker taker{[](const std::string&) {}, [](const std::string&) {}, [](const ReadRow&) -> Done { return {}; }};
  const auto done = ask_child(SheetFormat::xlsx, bomb, {}, {.memory_bytes = 200'000'000}, taker);
  ASSERT_FALSE(done);
  EXPECT_NE(std::string(done.error().message.key()).find("memoria"), std::string::npos);
}

TEST(HostileSheets, TheChildReachesNobodyBySignals) {
  const auto parent = ::getpid();
  const auto child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (!shut_in({})) ::_exit(2);
    const bool refused = ::syscall(SYS_tgkill, parent, parent, SIGWINCH) == -1 && errno == EPERM;
    ::_exit(refused ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Sheets, TheirTimeStandsStillWhileTheirRowsAreTaken) {
  std::string rows;
  for (int r = 1; r <= 20'000; ++r)
    rows += "<row r=\"" + std::to_string(r) + "\"><c r=\"A" + std::to_string(r) + "\"><v>1</v></c></row>";
  const auto bytes = xlsx_with(worksheet("<sheetData>" + rows + "</sheetData>"));
  const WorkbookChildLimits limits{.wall_seconds = 3};
  std::int64_t taken = 0;
  const ChildTaker slow{[](const std::string&) {}, [](const std::string&) {},
                        [&](const ReadRow&) -> Done {
                          if (++taken == 1) std::this_thread::sleep_for(std::chrono::milliseconds(3'200));
                          return {};
                        }};
  EXPECT_TRUE(ask_child(SheetFormat::xlsx, bytes, {}, limits, slow));
  EXPECT_EQ(taken, 20'000);
}

TEST(HostileSheets, NeitherEntitiesNorLiesNorCutFilesGetThrough) {
  const auto laughs =
      xlsx_with("<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" +
                worksheet("<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData>"));
  EXPECT_FALSE(read(laughs));
  const auto whole = shared("synthetic_90.xlsx");
  EXPECT_FALSE(read(whole.substr(0, whole.size() / 2)));
  EXPECT_FALSE(read("PK\x03\x04 xl/workbook.xml but nothing else"));
  EXPECT_FALSE(read("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"));
}

TEST(HostileSheets, RowsAndColumnsFarAwayEndTheReading) {
  std::string rows;
  for (int r = 1; r <= 6; ++r)
    rows += "<row r=\"" + std::to_string(r) + "\"><c r=\"A" + std::to_string(r) + "\"><v>1</v></c></row>";
  const auto tall = xlsx_with(worksheet("<sheetData>" + rows + "</sheetData>"));
  EXPECT_EQ(read(tall, {.most_rows = 4}).error().fault, Fault::too_large);
  const auto wide = xlsx_with(worksheet("<sheetData><row r=\"1\"><c r=\"ZZ1\"><v>1</v></c></row></sheetData>"));
  EXPECT_EQ(read(wide).error().fault, Fault::too_large);
}

TEST(HostileSheets, AChildThatDoesNotExistIsToldAsUnavailable) {
  set_child_program("/nowhere/alianza");
  EXPECT_EQ(read(shared("synthetic_90.xlsx")).error().fault, Fault::unavailable);
  set_child_program(ALIANZA_WORKBOOK_CHILD);
}

TEST(Frames, ThatAreBrokenAreNoRows) {
  const auto good = frames::payload_of({7, {{CellKind::text, "x", false}, {CellKind::number, "3", true}}});
  EXPECT_EQ(text_of(*frames::row_from(good, 5)), "7:x|n3+");
  EXPECT_FALSE(frames::row_from(good, 1));
  for (const std::size_t cut : {1U, 3U, 5U, 9U, 10U, 12U, 17U}) EXPECT_FALSE(frames::row_from(good.substr(0, cut), 5)) << cut;
  auto kind = good;
  kind[4] = 9;
  EXPECT_FALSE(frames::row_from(kind, 5));
  frames::Frame frame;
  EXPECT_EQ(frames::next("S\xFF\xFF\xFF\xFF", frame), frames::Reading::broken);
  EXPECT_EQ(frames::next("R", frame), frames::Reading::more);
  EXPECT_EQ(frames::next(std::string_view("?\1\0\0\0x", 6), frame), frames::Reading::broken);
}

}  // namespace
}  // namespace alianza::documents
