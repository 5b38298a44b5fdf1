// Minutes as PDF, made by the programs that make it and read back by one that had no part in it: poppler's pdfinfo and pdftotext.
#include <fstream>

#include "features/minutes/tests/house.h"
#include "platform/documents/child.h"

namespace alianza::minutes {
namespace {

class MinutesPaper : public ::testing::TestWithParam<int> {
 protected:
  std::string pdf(MeetingId id, const std::string& language) {
    auto& client = house.app.client(house.app.person("active"));
    const auto answer = client.get(language + "/alliances/" + house.alliance.text() + "/meetings/" + id.text() + "/minutes.pdf");
    EXPECT_EQ(answer.status, 200);
    // For whoever wants to look at the pages: a folder to leave them in.
    if (const auto* folder = std::getenv("PAPERS_TO_LOOK_AT"))
      std::ofstream(std::string(folder) + "/minutes" + (language.empty() ? "-es" : "-en") + ".pdf", std::ios::binary)
          << answer.body;
    return answer.body;
  }
  static std::string read_by(const std::vector<std::string>& reader, const std::string& file) {
    const auto told = documents::run_child(reader, file);
    EXPECT_TRUE(told) << reader.front() << " does not read it";
    return told ? *told : std::string();
  }
  /// The value of a line of pdfinfo.
  static std::string line(const std::string& told, const std::string& name) {
    const auto begin = told.find(name + ":");
    if (begin == std::string::npos) return {};
    const auto value = told.find_first_not_of(' ', begin + name.size() + 1);
    return told.substr(value, told.find('\n', value) - value);
  }
  static std::size_t times(const std::string& whole, const std::string& piece) {
    std::size_t n = 0;
    for (auto at = whole.find(piece); at != std::string::npos; at = whole.find(piece, at + piece.size())) ++n;
    return n;
  }
  static std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  }
  /// How far to the right a word of the file reaches, in points.
  static double farthest(const std::string& file) {
    const auto boxes = read_by({"pdftotext", "-q", "-bbox", "-", "-"}, file);
    const std::string mark = "xMax=\"";
    double most = 0;
    for (auto at = boxes.find(mark); at != std::string::npos; at = boxes.find(mark, at + 1))
      most = std::max(most, std::strtod(boxes.c_str() + at + mark.size(), nullptr));
    return most;
  }
  House house;
};

/// A meeting whose record needs several pages: long notes, a list, web addresses wider than a page, and as many agreements as the
/// parameter says.
TEST_P(MinutesPaper, HasTitleLanguageAndTagsAndItsFolioOnEveryPage) {
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto address = "https://example.org/" + std::string(160, 'x');
  std::string notes = "Se pidió:\n- agua\n- luz\n\n" + address + "\n";
  for (int i = 0; i < 30; ++i)
    notes +=
        "\nLa dirección expuso el avance de la eficiencia energética en los parques industriales y la asamblea lo comentó.\n";
  const auto s = house.book_of(m.id).sections[1];
  ASSERT_TRUE(house.save("secretariat", m.id, s.id, notes, s.version));
  const int count = GetParam();
  house.agreed(m.id, "Publicarlo en " + address);
  for (int i = 1; i <= count; ++i)
    house.agreed(m.id, "Compromiso número " + std::to_string(i) + ": enviar el padrón de la región");
  const auto done = house.approved(m.id);

  struct Case {
    const char *language, *tag, *title;
  };
  for (const auto& c : {Case{"", "es", "Minuta: Sesión 9"}, Case{"/en", "en", "Minutes: Sesión 9"}}) {
    SCOPED_TRACE(c.tag);
    const auto file = pdf(m.id, c.language);
    const auto told = read_by({"pdfinfo", "-"}, file);
    EXPECT_EQ(line(told, "Title"), c.title);
    EXPECT_EQ(line(told, "Tagged"), "yes");
    EXPECT_EQ(line(told, "Encrypted"), "no");
    EXPECT_EQ(line(told, "JavaScript"), "no");
    EXPECT_NE(line(told, "Page size").find("(letter)"), std::string::npos) << told;
    const auto pages = static_cast<std::size_t>(std::atoi(line(told, "Pages").c_str()));
    EXPECT_GE(pages, 3u);
    // pdfinfo does not tell the language: it stands in the catalogue of the file, which is not compressed.
    EXPECT_NE(file.find("/Lang (" + std::string(c.tag)), std::string::npos);
    const auto tree = read_by({"pdfinfo", "-struct", "-"}, file);
    for (const auto* element : {"Document", "H1", "H2", "H3", "Table", "TH", "TD", "LI"})
      EXPECT_NE(tree.find(element), std::string::npos) << element;
    EXPECT_EQ(times(tree, "H1"), 1u);
    const auto text = read_by({"pdftotext", "-q", "-enc", "UTF-8", "-layout", "-", "-"}, file);
    EXPECT_EQ(times(text, "\f"), pages);
    for (std::size_t page = 1, from = 0; page <= pages; ++page) {
      const auto end = text.find('\f', from);
      const auto sheet = without_blanks(text.substr(from, end - from));
      EXPECT_NE(sheet.find(std::to_string(page) + "/" + std::to_string(pages)), std::string::npos) << "page " << page;
      EXPECT_NE(sheet.find(done.folio), std::string::npos) << "page " << page;
      EXPECT_NE(sheet.find(done.digest), std::string::npos) << "page " << page;
      if (page == pages)
        EXPECT_NE(sheet.find("enviarelpadrón"), std::string::npos) << "signatures stand apart from what is signed";
      from = end + 1;
    }
    constexpr double points_per_mm = 72 / 25.4;
    EXPECT_LE(farthest(file), 612 - 20 * points_per_mm + 0.5) << "a word runs into the margin of 20 mm";
    EXPECT_EQ(times(text, "Organización active"), count + 1u) << "an ordinary word is broken";
    for (int i = 1; i <= count; ++i)
      EXPECT_EQ(times(text, "Compromiso número " + std::to_string(i) + ":"), 1u) << "agreement " << i;
  }
}

// With 18 the words below the signatures would go over to a page of their own, with 20 the signatures.
INSTANTIATE_TEST_SUITE_P(Agreements, MinutesPaper, ::testing::Values(18, 20));

}  // namespace
}  // namespace alianza::minutes
