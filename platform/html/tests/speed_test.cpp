// A list page of 25 rows, drawn again and again: the promise is 15 µs. The test fails only far beyond it, because machines and
// sanitizers differ; bench/ measures.
#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>

#include "platform/html/tests/markup.h"
#include "platform/html/tests/sample.h"

namespace alianza::html {
namespace {

sample::List list_of_25() {
  const http::Url url("/alliances/01H2X7G9ZK4QP/organizations");
  const ListAddress address(url, {}, {.filters = {"type"}, .sorts = {"name"}});
  sample::List page{.shell = {.document = {.title = "Organizaciones · Alianza de muestra"}, .other_language = url},
                    .search = search_box(address, url, _("Buscar"), _("Filtrar")),
                    .chips = {{{_("Filtrar"), std::string("Empresa"), url}, {_("Ruta"), std::string("ODS 7"), url}}, url},
                    .bar = {.count = N_("{1} organización", "{1} organizaciones", 14),
                            .action = url,
                            .downloads = {{std::string("CSV"), _("Filtrar"), url}}},
                    .by_name = sort_header(address, "name", _("Buscar")),
                    .paging = {.first = "Aguas de la Meseta", .last = "Solar Poniente", .next = address.page_after("x")}};
  for (int i = 0; i < 25; ++i)
    page.rows.push_back({http::Url("/organizations/{}", "01H2X7G9ZK4QP"),
                         "Cooperativa Luz de Sierra & hermanos",
                         "Energía comunitaria · Oaxaca",
                         "Inés Carranza",
                         {7, 12},
                         Date::parse("2026-03-16").value(),
                         {Tone::ok, _("Ruta")}});
  return page;
}

TEST(Speed, AListPageIsDrawnInMicroseconds) {
  const auto page = list_of_25();
  Out first(Lang::es);
  render(page, first);
  EXPECT_EQ(first_fault(first.so_far()), "");
  constexpr int times = 2000;
  const auto begin = std::clock();  // of this process: the machine may be busy
  std::size_t bytes = 0;
  for (int i = 0; i < times; ++i) {
    Out out(Lang::es, std::size_t{24} * 1024);
    render(page, out);
    bytes += out.so_far().size();
  }
  const double took = static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC / times;
  std::printf("list page: %.1f us, %zu bytes\n", took, bytes / times);
  EXPECT_LT(took, 1000.0);
}

}  // namespace
}  // namespace alianza::html
