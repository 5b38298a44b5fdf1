#include "platform/files/type.h"

#include <gtest/gtest.h>

#include "platform/files/answer.h"
#include "platform/files/tests/house.h"
#include "platform/files/zip.h"

namespace alianza::files {
namespace {

/// An archive with these parts, as its bytes.
std::string archive(const std::vector<std::pair<std::string, std::string>>& parts) {
  House house;
  auto writer = *house.store.begin();
  Zip zip(writer);
  for (const auto& [name, bytes] : parts) EXPECT_TRUE(zip.add(name, bytes));
  EXPECT_TRUE(zip.finish());
  return house.read(writer.finish()->digest);
}
std::string word() { return archive({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}}); }

/// "pdf", or what the error says.
std::string told(const std::string& bytes, const std::string& name, const std::string& media = "") {
  const auto type = recognise(bytes, {name, media});
  if (type) return std::string(to_text(*type));
  EXPECT_EQ(type.error().fields.at(0).field, "file");
  return type.error().fields.at(0).message.key();
}

TEST(FileType, IsToldByTheBytes) {
  using namespace std::string_literals;
  const struct {
    std::string bytes;
    std::string name;
    std::string type;
  } cases[] = {
      {"%PDF-1.7\n…", "informe.pdf", "pdf"},
      {"%PDF-1.7\n…", "INFORME.PDF", "pdf"},
      {"\x89PNG\r\n\x1a\n…", "logo.png", "png"},
      {"\xff\xd8\xff\xe0…", "foto.jpeg", "jpeg"},
      {"RIFF\0\0\0\0WEBPVP8 "s, "foto.webp", "webp"},
      {"Año,Total\n2026,3\n", "cifras.csv", "csv"},
      {"Notas de la sesión\n", "notas.txt", "text"},
      {"A\xf1o;Total\r\n", "cifras.csv", "csv"},
      {word(), "minuta.docx", "docx"},
      {archive({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}}), "hoja.xlsx", "xlsx"},
      {archive({{"[Content_Types].xml", ""}, {"ppt/presentation.xml", ""}}), "lámina.pptx", "pptx"},
      {"PK\3\4"s + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.textPK\3\4…", "carta.odt", "odt"},
  };
  for (const auto& c : cases) EXPECT_EQ(told(c.bytes, c.name), c.type) << c.name;
}

TEST(FileType, RefusesWhatLies) {
  const std::string wrong_name = "El nombre termina en «.{1}», pero el contenido es otra cosa ({2}). Póngale su extensión.";
  const std::string wrong_media = "El archivo se envió como «{1}», pero su contenido es «{2}».";
  EXPECT_EQ(told("%PDF-1.7", "informe.docx"), wrong_name);
  EXPECT_EQ(told("%PDF-1.7", "informe.pdf.txt"), wrong_name);
  EXPECT_EQ(told("%PDF-1.7", "informe"), wrong_name);
  EXPECT_EQ(told("<script>alert(1)</script>", "pagina.html"), wrong_name);
  EXPECT_EQ(told("<script>alert(1)</script>", "nota.txt", "text/html"), wrong_media);
  EXPECT_EQ(told("%PDF-1.7", "informe.pdf", "image/png"), wrong_media);
  EXPECT_EQ(told("%PDF-1.7", "informe.pdf", "Application/PDF; version=1"), "pdf");
  EXPECT_EQ(told("%PDF-1.7", "informe.pdf", "application/octet-stream"), "pdf");
  EXPECT_EQ(told("a,b\n", "hoja.csv", "application/vnd.ms-excel"), "csv");
}

TEST(FileType, TakesNothingElse) {
  using namespace std::string_literals;
  const auto other = told("MZ\x90\0"s, "programa.pdf");
  EXPECT_TRUE(other.starts_with("Este tipo de archivo no se recibe"));
  EXPECT_EQ(told("\x7f"
                 "ELF\2\1\1\0"s,
                 "a.txt"),
            other);
  EXPECT_EQ(told(archive({{"a.txt", "a"}}), "paquete.zip"), other);
  EXPECT_EQ(told(archive({{"word/document.xml", ""}}), "a.docx"), other) << "no list of parts";
  EXPECT_EQ(told("PK\3\4", "a.docx"), other);
  EXPECT_EQ(told(word().substr(0, 60), "cortado.docx"), other);
  EXPECT_EQ(told("", "a.pdf"), "Elija un archivo que no esté vacío.");
  EXPECT_EQ(told(std::string(most_bytes + 1, 'x'), "a.txt"), "El archivo pesa más de {1} MB.");
  EXPECT_EQ(told(archive({{"[Content_Types].xml", ""}, {"word/document.xml", ""}, {"word/vbaProject.bin", ""}}), "a.docx"),
            "El archivo lleva macros. Guárdelo sin ellas y envíelo de nuevo.");
}

TEST(FileType, BrokenArchivesEndQuietly) {
  auto bytes = word();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto broken = bytes;
    broken[i] = static_cast<char>(~broken[i]);
    static_cast<void>(recognise(broken, {"a.docx", ""}));
    static_cast<void>(recognise(std::string_view(bytes).substr(0, i), {"a.docx", ""}));
  }
}

TEST(FileAnswer, IsAnAttachmentThatRunsNothing) {
  House house;
  const auto kept = house.put("%PDF-1.7");
  auto answer = *attachment(house.store, {kept.digest, Type::pdf, "Año «1».pdf"});
  EXPECT_TRUE(answer.get("Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(answer.get("Content-Type"), "application/pdf");
  EXPECT_EQ(answer.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.get("Content-Security-Policy"), "sandbox; default-src 'none'");
  std::string all, piece;
  while (answer.chunks(piece)) all += piece;
  EXPECT_EQ(all, "%PDF-1.7");
}

TEST(Zip, GivesTheSameBytesForTheSameEntries) {
  const auto once = archive({{"a.txt", "uno"}, {"b/c.txt", std::string(100'000, 'x')}, {"empty.txt", ""}});
  EXPECT_EQ(once, archive({{"a.txt", "uno"}, {"b/c.txt", std::string(100'000, 'x')}, {"empty.txt", ""}}));
  EXPECT_LT(once.size(), 5'000U) << "it is compressed";
}

TEST(Zip, GivesTheSameBytesInEveryZone) {
  const auto here = archive({{"a.txt", "uno"}});
  ::setenv("TZ", "Asia/Tokyo", 1);
  ::tzset();
  EXPECT_EQ(archive({{"a.txt", "uno"}}), here);
  ::unsetenv("TZ");
  ::tzset();
}

}  // namespace
}  // namespace alianza::files
