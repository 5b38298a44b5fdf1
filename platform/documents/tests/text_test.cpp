// What a document says, taken out beside the program: real files of our own programs, and files that mean harm.
#include "platform/documents/text.h"

#include <gtest/gtest.h>

#include "platform/base/text.h"
#include "platform/documents/paper.h"
#include "platform/documents/workbook_child.h"
#include "platform/documents/xlsx.h"

namespace alianza::documents {
namespace {

using namespace std::chrono_literals;

ReadText read(TextFormat format, std::string_view bytes, const TextLimits& limits = {}) {
  const auto out = read_text(format, bytes, limits);
  EXPECT_TRUE(out);
  return out.value_or(ReadText{"not read", Extent::unreadable});
}

std::string paper_html(const std::string& body) {
  return "<!DOCTYPE html><html lang=\"es\"><head><title>T</title></head><body>" + body + "</body></html>";
}

/// What a few lines of Python write.
std::string made(const std::string& program) {
  auto out = run_child({"python3", "-c", program}, "");
  if (!out) ADD_FAILURE() << "Python: " << out.error().message.key();
  return std::move(out).value_or("");
}

/// A PDF with one page of text for each of so many pages, without compression.
std::string pdf_of(int pages, const std::string& trailer = "") {
  return made("n = " + std::to_string(pages) + "\ntrailer = '" + trailer + R"('
import sys
objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count %d /Kids [%s] >>' % (n, ' '.join('%d 0 R' % (4 + 2 * i) for i in range(n))),
           '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
for i in range(n):
    text = 'BT /F1 12 Tf 72 700 Td (pagina%d) Tj ET' % (i + 1)
    objects.append('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>' % (5 + 2 * i))
    objects.append('<< /Length %d >>\nstream\n%s\nendstream' % (len(text), text))
parts, at, size = ['%PDF-1.4\n'], [], 9
for i, body in enumerate(objects):
    at.append(size)
    parts.append('%d 0 obj\n%s\nendobj\n' % (i + 1, body))
    size += len(parts[-1])
parts.append('xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1) + ''.join('%010d 00000 n \n' % a for a in at))
parts.append('trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, trailer, size))
sys.stdout.write(''.join(parts))
)");
}

TEST(TextOfFiles, IsTakenFromPapersOfOurOwn) {
  const Paper paper{paper_html("<h1>Plan de riego</h1><p>El ñandú bebe en Mérida.</p><table><tr><td>acequia</td><td>12</td></tr>"
                               "</table>"),
                    official_style()};
  const auto bytes = pdf(paper);
  ASSERT_TRUE(bytes);
  for (const auto& [format, file] : {std::pair(TextFormat::pdf, *bytes), std::pair(TextFormat::docx, docx(paper).value_or(""))}) {
    const auto said = read(format, file);
    EXPECT_EQ(said.extent, Extent::whole);
    EXPECT_NE(said.text.find("El ñandú bebe en Mérida."), std::string::npos) << said.text;
    EXPECT_NE(said.text.find("acequia 12"), std::string::npos) << said.text;
    EXPECT_EQ(said.text.find("--"), std::string::npos) << "lines of a table are no words: " << said.text;
  }
  const auto odt = run_child({"pandoc", "--from=html", "--to=odt", "--output=-"}, paper.html);
  ASSERT_TRUE(odt);
  EXPECT_NE(read(TextFormat::odt, *odt).text.find("ñandú"), std::string::npos);
}

TEST(TextOfFiles, IsTakenFromSheetsToo) {
  set_child_program(ALIANZA_WORKBOOK_CHILD);
  const auto sheet = made(R"(
import io, sys, zipfile
main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
made = io.BytesIO()
with zipfile.ZipFile(made, 'w') as z:
    z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
    z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    z.writestr('xl/workbook.xml', '<workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Hoja" sheetId="1" r:id="r1"/></sheets></workbook>' % main)
    z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    z.writestr('xl/worksheets/sheet1.xml', '<worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Pozo</t></is></c><c r="B1"><v>7</v></c></row></sheetData></worksheet>' % main)
sys.stdout.buffer.write(made.getvalue())
)");
  const auto said = read(TextFormat::sheet, sheet);
  EXPECT_EQ(said.extent, Extent::whole);
  EXPECT_EQ(said.text, "Pozo 7");
}

TEST(TextOfFiles, IsCutAtItsLimitsBetweenCharacters) {
  const auto many = pdf_of(12);
  EXPECT_EQ(read(TextFormat::pdf, many).extent, Extent::whole);
  const auto some = read(TextFormat::pdf, many, {.pages = 10});
  EXPECT_EQ(some.extent, Extent::part);
  EXPECT_NE(some.text.find("pagina10"), std::string::npos);
  EXPECT_EQ(some.text.find("pagina11"), std::string::npos);
  const auto odt = run_child({"pandoc", "--from=html", "--to=odt", "--output=-"}, "<p>a" + std::string(50, 'a') + "ñññññ</p>");
  for (std::size_t most = 50; most < 58; ++most) {
    const auto cut = read(TextFormat::odt, *odt, {.bytes = most});
    EXPECT_EQ(cut.extent, Extent::part);
    EXPECT_LE(cut.text.size(), most);
    EXPECT_TRUE(is_clean_text(cut.text)) << most;
  }
}

TEST(TextOfFiles, TenThousandPagesAreReadAsFarAsTheLimit) {
  const auto begun = std::chrono::steady_clock::now();
  const auto said = read(TextFormat::pdf, pdf_of(10'000));
  EXPECT_EQ(said.extent, Extent::part);
  EXPECT_NE(said.text.find("pagina200"), std::string::npos);
  EXPECT_EQ(said.text.find("pagina201"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 20s);
}

TEST(TextOfFiles, OnesThatMeanHarmAreToldAndCostLittle) {
  set_child_program(ALIANZA_WORKBOOK_CHILD);
  const auto bomb = made(R"(
import io, sys, zipfile
made = io.BytesIO()
with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>' + b'A' * 100_000_000 + b'</w:t></w:r></w:p></w:body></w:document>')
sys.stdout.buffer.write(made.getvalue())
)");
  ASSERT_GT(bomb.size(), 1000U);
  const TextLimits quick{.child = {.time = 10s}};
  for (const auto format : {TextFormat::docx, TextFormat::odt, TextFormat::sheet, TextFormat::pdf})
    for (const auto& bytes : {bomb, std::string(), std::string("%PDF-1.4\nnothing"), std::string(100'000, '\0')})
      EXPECT_NE(read(format, bytes, quick).extent, Extent::whole);
  EXPECT_EQ(read(TextFormat::docx, bomb, quick).extent, Extent::unreadable);
  const auto entity = made(R"(
import io, sys, zipfile
made = io.BytesIO()
bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + ''.join('<!ENTITY %s "%s">' % (b, ('&%s;' % a) * 10) for a, b in zip('abcdefghi', 'bcdefghij')) + ']>'
with zipfile.ZipFile(made, 'w') as z:
    z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', bomb + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>')
sys.stdout.buffer.write(made.getvalue())
)");
  EXPECT_LE(read(TextFormat::docx, entity, quick).text.size(), 60'000U);
}

TEST(TextOfFiles, APasswordIsTold) {
  const auto locked = pdf_of(1, "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + std::string(32, 'o') + ") /U (" +
                                    std::string(32, 'u') + ") >> /ID [(a) (a)]");
  const auto said = read(TextFormat::pdf, locked);
  EXPECT_EQ(said.extent, Extent::locked);
  EXPECT_EQ(said.text, "");
  EXPECT_EQ(read(TextFormat::pdf, pdf_of(1)).text, "pagina1");
}

TEST(TextOfFiles, APageWithoutTextHasNothingToRead) {
  EXPECT_EQ(read(TextFormat::pdf, pdf(Paper{paper_html("<hr>"), ""}).value_or("")).extent, Extent::nothing);
}

}  // namespace
}  // namespace alianza::documents
