#include "platform/html/list.h"
#include "platform/html/tests/drawn.h"

namespace alianza::html {
namespace {

const ListShape shape{.filters = {"type", "state"}, .sorts = {"name", "since"}};

ListAddress address(std::initializer_list<std::pair<const char*, const char*>> query) {
  http::Fields fields;
  for (const auto& [name, value] : query) fields.add(name, value);
  return {http::Url("/list"), fields, shape};
}

TEST(ListAddress, ReadsWhatTheListOffersAndNothingElse) {
  const auto a = address({{"q", "  agua "},
                          {"type", "company"},
                          {"type", "chamber"},
                          {"type", "company"},
                          {"state", ""},
                          {"evil", "1"},
                          {"sort", "-since"},
                          {"size", "50"},
                          {"after", "K1"},
                          {"before", "K0"}});
  EXPECT_EQ(a.search(), "agua");
  EXPECT_EQ(a.values("type"), (std::vector<std::string>{"company", "chamber"}));
  EXPECT_EQ(a.value("state"), std::nullopt);
  EXPECT_EQ(a.sort(), "since");
  EXPECT_TRUE(a.descending());
  EXPECT_EQ(a.size(), 50);
  EXPECT_EQ(a.after(), "K1");
  EXPECT_EQ(a.before(), std::nullopt);
  EXPECT_EQ(a.here().text(), "/list?q=agua&type=company&type=chamber&sort=-since&size=50&after=K1");
}

TEST(ListAddress, FallsBackToTheFirstOrderAndSize) {
  for (const char* sort : {"", "x", "--name", "name;drop", "-"}) EXPECT_EQ(address({{"sort", sort}}).sort(), "name") << sort;
  for (const char* size : {"", "0", "-1", "26", "99999999999999999999", "25x"})
    EXPECT_EQ(address({{"size", size}}).size(), 25) << size;
  EXPECT_EQ(address({}).here().text(), "/list");
}

TEST(ListAddress, CutsAnEndlessSearchBetweenCharacters) {
  std::string much;
  for (int i = 0; i < 300; ++i) much += "ñ";
  EXPECT_EQ(address({{"q", much.c_str()}}).search().size(), 400U);
}

TEST(ListAddress, GivesTheUrlsOfEveryChange) {
  const auto a = address({{"q", "agua"}, {"type", "company"}, {"sort", "-since"}, {"after", "K1"}});
  EXPECT_EQ(a.without("type", "company").text(), "/list?q=agua&sort=-since");
  EXPECT_EQ(a.without_search().text(), "/list?type=company&sort=-since");
  EXPECT_EQ(a.without_filters().text(), "/list?sort=-since");
  EXPECT_EQ(a.with("state", "GUA").text(), "/list?q=agua&type=company&state=GUA&sort=-since");
  EXPECT_EQ(a.sorted_by("name").text(), "/list?q=agua&type=company");
  EXPECT_EQ(a.sorted_by("since").text(), "/list?q=agua&type=company&sort=since");
  EXPECT_EQ(a.page_after("K 2").text(), "/list?q=agua&type=company&sort=-since&after=K%202");
  EXPECT_EQ(a.page_before("K0").text(), "/list?q=agua&type=company&sort=-since&before=K0");
  EXPECT_EQ(a.sized(100).text(), "/list?q=agua&type=company&sort=-since&size=100");
  EXPECT_EQ(a.at(http::Url("/list.csv")).text(), "/list.csv?q=agua&type=company&sort=-since");
}

TEST(Counts, AreExactToTenThousand) {
  EXPECT_EQ(count_text(Lang::es, 14), "14");
  EXPECT_EQ(count_text(Lang::es, 10000), "10,000");
  EXPECT_EQ(count_text(Lang::es, 10001), "más de 10,000");
  EXPECT_EQ(count_text(Lang::en, 10001), "more than 10,000");
}

TEST(SearchBox, CarriesTheOtherFilters) {
  const auto a = address({{"q", "\"<agua>"}, {"type", "company"}, {"sort", "since"}});
  const auto html = drawn(search_box(a, http::Url("/list"), _("Buscar"), _("Filtrar")));
  EXPECT_TRUE(has(html, "<input type=\"hidden\" name=\"type\" value=\"company\">"));
  EXPECT_TRUE(has(html, "<input type=\"hidden\" name=\"sort\" value=\"since\">"));
  EXPECT_TRUE(has(html, "value=\"&quot;&lt;agua&gt;\""));
  EXPECT_FALSE(has(html, "name=\"after\""));
}

TEST(FilterChips, SayWhatTheyRemove) {
  const FilterChips chips{{{_("Filtrar"), std::string("Empresa & Cía"), http::Url("/list")},
                           {_("Ruta"), std::string("7"), http::Url("/list").with("a", "b")}},
                          http::Url("/list")};
  const auto html = drawn(chips);
  EXPECT_TRUE(has(html, "aria-label=\"Quitar filtro Filtrar: Empresa &amp; Cía\""));
  EXPECT_TRUE(has(html, ">Quitar los 2 filtros</a>"));
  EXPECT_EQ(drawn(FilterChips{{}, http::Url("/list")}), "");
}

TEST(SortHeader, TellsTheOrderAndTurnsIt) {
  const auto html = drawn(sort_header(address({}), "name", _("Buscar")));
  EXPECT_TRUE(has(html, "<th scope=\"col\" aria-sort=\"ascending\"><a href=\"/list?sort=-name\">"));
  EXPECT_FALSE(has(drawn(sort_header(address({}), "since", _("Buscar"))), "aria-sort"));
}

TEST(Paging, KeepsTheMissingEndReadableAndInert) {
  const auto html = drawn(Paging{.first = "A <b>",
                                 .last = "Z",
                                 .next = http::Url("/list").with("after", "Z"),
                                 .sizes = {{25, http::Url("/list"), true}, {50, http::Url("/list").with("size", 50), false}}});
  EXPECT_TRUE(has(html, "De <strong>A &lt;b&gt;</strong> a <strong>Z</strong>"));
  EXPECT_TRUE(has(html, "<span class=\"btn btn-sm\" aria-disabled=\"true\">"));
  EXPECT_TRUE(has(html, "href=\"/list?after=Z\" rel=\"next\""));
  EXPECT_TRUE(has(html, "aria-current=\"true\"><strong>25</strong></a> · <a href=\"/list?size=50\">50</a>"));
  EXPECT_TRUE(has(drawn(Paging{.first = "A", .last = "Z"}, Lang::en), "From <strong>A</strong> to <strong>Z</strong>"));
}

TEST(ListBar, OffersOrdersAndDownloads) {
  const auto html = drawn(ListBar{.count = N_("{1} organización", "{1} organizaciones", 14),
                                  .of_all = std::string("de 128"),
                                  .count_all = http::Url("/list/count"),
                                  .action = http::Url("/list"),
                                  .sort = "-name",
                                  .sorts = {{"name", _("Buscar")}, {"-name", _("Ruta")}},
                                  .downloads = {{std::string("CSV"), _("Filtrar"), http::Url("/list.csv")}}});
  EXPECT_TRUE(has(html, "<h2>14 organizaciones <small>de 128</small></h2>"));
  EXPECT_TRUE(has(html, "<option value=\"-name\" selected>Ruta</option>"));
  EXPECT_TRUE(has(html, "href=\"/list.csv\"><strong>CSV</strong>"));
}

}  // namespace
}  // namespace alianza::html
