#include <gtest/gtest.h>

#include "migrations/search.h"
#include "platform/db/testing.h"
#include "platform/search/search.h"

namespace alianza::search {
namespace {

constexpr std::int64_t agency = 7;
constexpr std::int64_t alliance = 52;
constexpr std::int64_t sister = 53;
const Reader member{.agency = agency, .alliance = alliance, .is_member = true};

class Index : public testing::Test {
 protected:
  void put(Document d) {
    if (d.kind.empty()) d.kind = "meeting";
    if (d.agency == 0) d.agency = agency;
    if (d.alliance == 0 && d.audience != Audience::agency) d.alliance = alliance;
    ASSERT_TRUE(scratch->write([&](db::Tx& tx) -> Done {
      search::put(tx, d);
      return {};
    }));
  }
  void put(std::int64_t id, const char* title, const char* text = "") {
    put(Document{.id = id, .title = {title, "", Lang::es}, .text = {text, "", Lang::es}});
  }
  std::vector<Group> groups(const Reader& reader, const std::string& text, int limit = 25) {
    return *scratch->read([&](db::Tx& tx) { return find_by_kind(tx, {reader, text, Lang::es, limit}); });
  }
  /// "meeting 2/3: 1 5" kinds with how many are shown, how many there are, and which.
  std::string found(const Reader& reader, const std::string& text, int limit = 25) {
    std::string out;
    for (const auto& group : groups(reader, text, limit)) {
      out += (out.empty() ? "" : "; ") + group.kind + " " + std::to_string(group.count) + ":";
      for (const auto& hit : group.hits) out += " " + std::to_string(hit.id);
    }
    return out;
  }
  static std::string shown(const Pieces& pieces) {
    std::string out;
    for (const auto& piece : pieces.pieces) out += piece.marked ? "[" + piece.text + "]" : piece.text;
    return out;
  }
  std::int64_t changes() {
    return *scratch->read([&](db::Tx& tx) { return *tx.one<std::int64_t>("SELECT count(*) FROM search_documents"); });
  }

  test::Scratch scratch{migrations::search()};
};

TEST_F(Index, FindsAllWordsTheLastByItsBeginningWithoutAccentsAndCase) {
  put(1, "Energía asequible", "Paneles solares");
  put(2, "Agua potable");
  put(3, "Plan de agua", "Energía para bombear");
  for (const auto& [typed, expected] :
       std::initializer_list<std::pair<const char*, const char*>>{{"ENERGIA", "meeting 2: 1 3"},
                                                                  {"energía", "meeting 2: 1 3"},
                                                                  {"ener", "meeting 2: 1 3"},
                                                                  {"agua energ", "meeting 1: 3"},
                                                                  {"energ agua", ""},
                                                                  {"agua pota", "meeting 1: 2"},
                                                                  {"panel", "meeting 1: 1"},
                                                                  {"paneles solare", "meeting 1: 1"},
                                                                  {"nada", ""},
                                                                  {"", ""},
                                                                  {" -*\"( ", ""}})
    EXPECT_EQ(found(member, typed), expected) << typed;
}

TEST_F(Index, WhatATitleSaysComesBeforeWhatATextSays) {
  put(1, "Sesión ordinaria", "Se habló de agua");
  put(2, "Agua", "");
  put(3, "Otra sesión", "Nada");
  EXPECT_EQ(found(member, "agua"), "meeting 2: 2 1");
}

TEST_F(Index, SignsAndWordsOfTheEnginesAreOnlyText) {
  put(1, "title_words door AND OR NOT NEAR", "e52 m52 c52");
  put(2, "O'Brien \"comillas\" \\ % _ * ^", "'@m52':* & | !");
  for (const auto* typed :
       {"AND", "NOT NEAR", "title_words", "OR", "door", "obrien", "comillas", "\"comillas", "o'brien*", "m52"})
    EXPECT_NE(found(member, typed), "") << typed;
  for (const auto* typed : {"' & '", "\") OR (\"", "door:e52 zz", "a\\':*", "%", "NEAR("}) found(member, typed);
  EXPECT_EQ(found({.agency = agency, .alliance = alliance}, "m52"), "") << "a door written in a text opens nothing";
}

TEST_F(Index, EveryAudienceIsFoundByItsOwnAndCountedForNobodyElse) {
  put({.id = 1, .title = {"Marca pública", "", Lang::es}, .audience = Audience::everyone});
  put({.id = 2, .title = {"Marca de integrantes", "", Lang::es}, .audience = Audience::members});
  put({.id = 3, .title = {"Marca del comité", "", Lang::es}, .audience = Audience::circle, .circles = {901}});
  put({.alliance = alliance, .id = 4, .title = {"Marca de la agencia", "", Lang::es}, .audience = Audience::agency});
  put({.id = 5, .title = {"Marca del secretariado", "", Lang::es}, .audience = Audience::office});
  put({.id = 6, .title = {"Marca del directorio", "", Lang::es}, .audience = Audience::agency});
  struct Case {
    const char* who;
    Reader reader;
    const char* expected;
  };
  const Reader visitor{.agency = agency, .alliance = alliance};
  auto of_circle = member;
  of_circle.circles = {901};
  auto of_another = member;
  of_another.circles = {900, 90, 9011};
  const Reader legal{.agency = agency, .alliance = alliance, .is_member = true, .works_for_agency = true};
  auto director = legal;
  director.convenes = true;
  auto elsewhere = director;
  elsewhere.agency = 8;
  elsewhere.alliance = sister;
  elsewhere.circles = {901};
  for (const auto& c : {Case{"visitor", visitor, "meeting 1: 1"}, Case{"member", member, "meeting 2: 2 1"},
                        Case{"of the committee", of_circle, "meeting 3: 3 2 1"},
                        Case{"of another committee", of_another, "meeting 2: 2 1"}, Case{"legal", legal, "meeting 5: 6 4 3 2 1"},
                        Case{"director", director, "meeting 6: 6 5 4 3 2 1"}, Case{"elsewhere", elsewhere, ""}}) {
    auto got = groups(c.reader, "marca");
    if (!got.empty()) std::sort(got[0].hits.begin(), got[0].hits.end(), [](const Hit& a, const Hit& b) { return a.id > b.id; });
    std::string said;
    for (const auto& group : got) {
      said += group.kind + " " + std::to_string(group.count) + ":";
      for (const auto& hit : group.hits) said += " " + std::to_string(hit.id);
    }
    EXPECT_EQ(said, c.expected) << c.who;
  }
}

TEST_F(Index, ASisterAllianceIsNotSearched) {
  put(1, "Agua");
  put({.alliance = sister, .id = 2, .title = {"Agua", "", Lang::es}});
  put({.agency = 8, .alliance = 60, .id = 3, .title = {"Agua", "", Lang::es}});
  EXPECT_EQ(found(member, "agua"), "meeting 1: 1");
}

TEST_F(Index, AChangeIsFoundAtOnceAndWhatIsGoneIsNot) {
  put(1, "Agua", "bombeo");
  put(1, "Energía", "paneles");
  EXPECT_EQ(found(member, "agua"), "");
  EXPECT_EQ(found(member, "bombeo"), "");
  EXPECT_EQ(found(member, "energia"), "meeting 1: 1");
  put({.id = 1, .title = {"Energía", "", Lang::es}, .text = {"paneles", "", Lang::es}, .audience = Audience::office});
  EXPECT_EQ(found(member, "energia"), "") << "the same words behind another door";
  put(1, "Energía", "paneles");
  EXPECT_EQ(found(member, "energia"), "meeting 1: 1");
  ASSERT_TRUE(scratch->write([&](db::Tx& tx) -> Done {
    remove(tx, "meeting", 1, alliance);
    remove(tx, "meeting", 99, alliance);
    return {};
  }));
  EXPECT_EQ(found(member, "energia"), "");
  EXPECT_EQ(changes(), 0);
}

TEST_F(Index, TheSameDocumentAgainWritesNothing) {
  put(1, "Agua", "bombeo");
  const auto again = scratch->write([&](db::Tx& tx) -> Result<std::int64_t> {
    const char* version = tx.engine() == db::Engine::sqlite ? "SELECT total_changes()"
                                                            : "SELECT CAST(CAST(xmin AS TEXT) AS BIGINT) FROM search_documents";
    const auto before = *tx.one<std::int64_t>(version);
    search::put(tx, {.kind = "meeting",
                     .agency = agency,
                     .alliance = alliance,
                     .id = 1,
                     .title = {"Agua", "", Lang::es},
                     .text = {"bombeo", "", Lang::es}});
    return *tx.one<std::int64_t>(version) - before;
  });
  EXPECT_EQ(*again, 0);
}

TEST_F(Index, WhatIsUndoneIsNotFound) {
  const auto refused = scratch->write([&](db::Tx& tx) -> Done {
    search::put(tx, {.kind = "meeting", .agency = agency, .alliance = alliance, .id = 1, .title = {"Agua", "", Lang::es}});
    return fail(Error::invalid(_("Revise los datos marcados.")));
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(found(member, "agua"), "");
}

TEST_F(Index, IsReadPageByPageInTheOrderOfTheFirst) {
  for (int i = 1; i <= 23; ++i) put(i, i % 3 == 0 ? "Agua" : "Sesión", "agua y más");
  std::vector<std::int64_t> all;
  std::optional<Cursor> after;
  int pages = 0;
  do {
    const auto page = *scratch->read([&](db::Tx& tx) { return find(tx, {member, "agua", Lang::es, 10}, "meeting", after); });
    for (const auto& hit : page.hits) all.push_back(hit.id);
    after = page.next ? Cursor::parse(page.next->text()) : std::nullopt;
    ++pages;
  } while (after && pages < 9);
  EXPECT_EQ(pages, 3);
  ASSERT_EQ(all.size(), 23U);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(all[i] % 3, 0) << "titles first";
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  EXPECT_EQ(groups(member, "agua", 5).at(0).hits.size(), 5U);
  EXPECT_EQ(groups(member, "agua", 5).at(0).count, 23);
  for (const auto* bad : {"", "x", "5", "5~", "~5", "5~6x"}) EXPECT_FALSE(Cursor::parse(bad)) << bad;
}

TEST_F(Index, MarksWhatMatchesInTheLanguageOfTheReaderOrInTheOther) {
  put({.id = 1, .title = {"Plenaria de energía", "Energy plenary", Lang::es}, .text = {"", "The budget", Lang::en}});
  const auto in = [&](Lang lang, const char* typed) {
    const auto hit = scratch->read([&](db::Tx& tx) { return find_by_kind(tx, {member, typed, lang, 5}); })->at(0).hits.at(0);
    return std::string(tag(hit.title.lang)) + " " + shown(hit.title) + " | " + shown(hit.snippet);
  };
  EXPECT_EQ(in(Lang::es, "energia"), "es Plenaria de [energía] | The budget");
  EXPECT_EQ(in(Lang::en, "energy"), "en [Energy] plenary | The budget");
  EXPECT_EQ(in(Lang::es, "plenary"), "en Energy [plenary] | The budget");
  EXPECT_EQ(in(Lang::es, "budget"), "es Plenaria de energía | The [budget]");
}

TEST_F(Index, IsMadeAnewInSlicesAndLosesWhatIsGone) {
  std::vector<std::int64_t> things;
  for (int i = 1; i <= 250; ++i) things.push_back(i);
  int slices = 0;
  Kinds kinds;
  kinds.add({.name = "meeting",
             .title = _("Reuniones"),
             .edition = 2,
             .page = [](std::int64_t, std::int64_t) { return http::Url("/"); },
             .slice =
                 [&](db::Tx&, std::int64_t after, int limit) {
                   ++slices;
                   Slice out;
                   for (const auto id : things)
                     if (id > after && static_cast<int>(out.documents.size()) < limit)
                       out.documents.push_back({.kind = "meeting",
                                                .agency = agency,
                                                .alliance = alliance,
                                                .id = out.last = id,
                                                .title = {"Agua " + std::to_string(id), "", Lang::es}});
                   return out;
                 }});
  put(9, "Agua vieja");
  put(999, "Agua que ya no está");
  const auto complete = [&] { return *scratch->read([&](db::Tx& tx) { return is_complete(tx, kinds); }); };
  EXPECT_FALSE(complete());
  const auto done = *rebuild(scratch.db(), kinds, Extent::outdated);
  EXPECT_TRUE(complete());
  EXPECT_EQ(done.documents, 250);
  EXPECT_EQ(done.removed, 1);
  EXPECT_EQ(changes(), 250);
  EXPECT_EQ(found(member, "vieja"), "");
  const auto before = slices;
  EXPECT_EQ(rebuild(scratch.db(), kinds, Extent::outdated)->documents, 0);
  EXPECT_EQ(slices, before) << "what is there is not read again";
  things.resize(10);
  EXPECT_EQ(rebuild(scratch.db(), kinds, Extent::all)->removed, 240);
  EXPECT_EQ(changes(), 10);
}

}  // namespace
}  // namespace alianza::search
