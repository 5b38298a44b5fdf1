#include "platform/html/pieces.h"

#include "platform/html/charts.h"
#include "platform/html/sdg.h"
#include "platform/html/steps.h"
#include "platform/html/tests/drawn.h"

namespace alianza::html {
namespace {

using i18n::Precision;
using i18n::Qualifier;

Date day(const char* text) { return Date::parse(text).value(); }

TEST(Badge, SaysItsStateInWords) {
  const auto html = drawn(Badge{Tone::warn, std::string("<Sin responder>")});
  EXPECT_TRUE(has(html, "class=\"badge badge-warn\""));
  EXPECT_TRUE(has(html, "#alert-triangle\"/></svg> &lt;Sin responder&gt;"));
}

TEST(Confirm, OffersTheActAndTheWayBack) {
  const auto html = drawn(Confirm{.title = std::string("T"),
                                  .consequence = std::string("C"),
                                  .action = http::Url("/x"),
                                  .act = std::string("Retirar"),
                                  .keep = {std::string("Conservar"), http::Url("/y")}});
  for (const auto* part : {"btn btn-bad-fill", ">Retirar</button>", "<a class=\"btn\" href=\"/y\">Conservar</a>", "_csrf"})
    EXPECT_TRUE(has(html, part)) << part;
}

TEST(Notice, OfAnErrorIsAnAlert) {
  EXPECT_TRUE(has(drawn(Notice{.words = std::string("Listo")}), "role=\"status\""));
  EXPECT_TRUE(has(drawn(Notice{.tone = Tone::bad, .words = std::string("No")}), "role=\"alert\""));
  EXPECT_TRUE(has(drawn(Notice{.words = std::string("Listo"), .undo = ButtonForm{http::Url("/undo"), std::string("Deshacer")}}),
                  "<form method=\"post\" action=\"/undo\">"));
}

TEST(Stats, KeepTheQualifierAndMarkOnlyWhatIsLate) {
  const auto html = drawn(Stats{_("Ruta"),
                                {{90, std::string("a"), http::Url("/a"), Qualifier::more_than},
                                 {0, std::string("b"), http::Url("/b"), Qualifier::exact, true},
                                 {2, std::string("c"), http::Url("/c"), Qualifier::exact, true}}});
  EXPECT_TRUE(has(html, "<b><span class=\"q\">&gt;</span>90</b>"));
  EXPECT_TRUE(has(html, "class=\"stat\" href=\"/b\""));
  EXPECT_TRUE(has(html, "class=\"stat late\" href=\"/c\""));
}

TEST(DatedRows, KeepThePast) {
  const auto html = drawn(DatedRows{{{day("2026-01-12"), {}, std::string("Clara"), std::string("secretaria")},
                                     {day("2025-04-07"), day("2026-01-11"), std::string("Luis")}}});
  EXPECT_TRUE(has(html, "<li><span>12 ene 2026 a hoy</span> <span><strong>Clara</strong>, secretaria</span>"));
  EXPECT_TRUE(has(html, "<li class=\"past\"><span>7 abr 2025 a 11 ene 2026</span>"));
}

TEST(DueRows, SayHowLate) {
  const auto html = drawn(DueRows{day("2026-03-17"), {{day("2026-03-13"), {std::string("Padrón"), http::Url("/a")}}}});
  EXPECT_TRUE(has(html, "<div class=\"due-when late\"><span>hace 4 días</span> <span>13 mar 2026</span></div>"));
}

TEST(OtherPieces, AreSoundMarkup) {
  (void)drawn(EmptyState{std::string("Nada"), std::string("Aún"), Link{std::string("Abrir"), http::Url("/a")}});
  (void)drawn(Breadcrumbs{{{std::string("A"), http::Url("/a")}}, std::string("B")});
  (void)drawn(ButtonLink{std::string("A"), http::Url("/a"), "plus", "btn btn-primary"});
  EXPECT_TRUE(has(drawn(Progress{3, 5, std::string("Pasos"), std::string("3 de 5 pasos")}), "<progress max=\"5\" value=\"3\""));
}

TEST(SdgTiles, CarryTheNameOfTheGoal) {
  EXPECT_TRUE(has(drawn(SdgTile{7}),
                  "class=\"sdg sdg-7\" role=\"img\" aria-label=\"ODS 7, Energía asequible y no contaminante\">7</span>"));
  EXPECT_TRUE(has(drawn(SdgTile{7}, Lang::en), "SDG 7, Affordable and clean energy"));
  EXPECT_TRUE(has(drawn(SdgTiles{{}}), "ninguno"));
  EXPECT_EQ(drawn(SdgBitsTiles{0}), drawn(SdgTiles{{}}));
  EXPECT_EQ(drawn(SdgBitsTiles{1U << 2 | 1U << 17}), drawn(SdgTiles{{2, 17}}));
  EXPECT_EQ(drawn(SdgBitsTiles{1U << 4}, Lang::en), drawn(SdgTiles{{4}}, Lang::en));
  EXPECT_THROW((void)sdg_name(18), Impossible);
  EXPECT_EQ(sdg_ink(7), Ink::dark);
  EXPECT_EQ(sdg_ink(17), Ink::white);
}

TEST(Timeline, WritesThePrecisionInWords) {
  Timeline line{
      {{std::string("Etapa 1"),
        {{.date = day("2016-07-06"),
          .precision = Precision::communique,
          .precision_note = std::string("fecha del comunicado"),
          .title = std::string("Reunión"),
          .figure = Figure{Qualifier::more_than, 90},
          .figure_noun = std::string("empresas")},
         {.date = day("2016-05-01"), .precision = Precision::early_month, .outside = true, .title = std::string("Otro")},
         {.date = {}, .precision = Precision::undated, .title = std::string("Sin")}}}}};
  const auto html = drawn(line);
  EXPECT_TRUE(has(html, "<time datetime=\"2016-07-06\">6 de julio de 2016</time> <small>fecha del comunicado</small>"));
  EXPECT_TRUE(has(html, "point point-about"));
  EXPECT_TRUE(has(html, "<time datetime=\"2016-05\">principios de mayo de 2016</time>"));
  EXPECT_TRUE(has(html, "point point-outside"));
  EXPECT_TRUE(has(html, "<div class=\"when\">sin fecha"));
  EXPECT_TRUE(has(html, "<b><span class=\"q\">&gt;</span>90</b> empresas"));
}

TEST(Stepper, MarksTheStageOfNow) {
  const auto html =
      drawn(Stepper{{{Passed::done, std::string("A")}, {Passed::now, std::string("B")}, {Passed::next, std::string("C")}}});
  EXPECT_TRUE(has(html, "<li class=\"done\"><span class=\"sub\">Etapa 1 · cumplida</span><h3>A</h3></li>"));
  EXPECT_TRUE(has(html, "<li class=\"now\" aria-current=\"step\">"));
}

TEST(Funnel, ShowsEveryQualifierByItsEnd) {
  Funnel funnel{
      .rows = {{81, Qualifier::exact, std::string("organizaciones")},
               {90, Qualifier::more_than, std::string("empresas")},
               {90, Qualifier::approx, std::string("encuestadas"), {}, 55, Qualifier::approx, std::string("61 % respondió")},
               {60, Qualifier::more_than, std::string("instalación")},
               {50, Qualifier::approx, std::string("activas")}},
      .caption = std::string("Cinco momentos.")};
  const auto html = drawn(funnel);
  std::size_t chevrons = 0;
  for (auto i = html.find("bar-open"); i != std::string::npos; i = html.find("bar-open", i + 1)) ++chevrons;
  EXPECT_EQ(chevrons, 2U);
  EXPECT_TRUE(has(html, "<b>81</b>"));
  EXPECT_TRUE(has(html, "class=\"bar-2\""));
  EXPECT_TRUE(has(html, "fill=\"url(#hatch)\""));
  EXPECT_TRUE(has(html, "<strong>61 % respondió</strong>"));
  EXPECT_TRUE(has(html, "aria-labelledby=\"funnel-text\""));
  EXPECT_FALSE(has(html, "style="));
}

TEST(Bars, NeverLeaveTheirScale) {
  EXPECT_EQ(bar_length(1, 3), "33.3%");
  EXPECT_EQ(bar_length(5, 3), "100%");
  EXPECT_EQ(bar_length(-5, 3), "0%");
  EXPECT_EQ(bar_length(1, 0), "0%");
  EXPECT_EQ(bar_length(INT64_MAX, INT64_MAX), "100%");
}

TEST(Stacked, PartsMeetAndFillTheWhole) {
  const Stacked chart{{std::string("sí"), std::string("no"), std::string("sin dato")},
                      {{std::string("A"), {1, 1, 1}, std::string("3"), std::string("t")}}};
  const auto pieces = chart.pieces(chart.rows[0]);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[1].x, "33.3%");
  EXPECT_EQ(pieces[2].x, "66.6%");
  EXPECT_EQ(pieces[2].width, "33.4%");
  (void)drawn(chart);
}

TEST(OtherCharts, AreSoundMarkup) {
  (void)drawn(ChartPatterns{});
  const auto html = drawn(Measures{{{.name = std::string("Dinero"),
                                     .value = 5,
                                     .whole = 10,
                                     .target = 8,
                                     .figure = std::string("5 de 10"),
                                     .title = std::string("5 de 10"),
                                     .sdg = 7,
                                     .missed = true}}});
  EXPECT_TRUE(has(html, "class=\"bar bar-12 sdg-7\""));
  EXPECT_TRUE(has(html, "class=\"bar-bad\" width=\"50%\""));
  EXPECT_TRUE(has(html, "class=\"bar-target\" x=\"80%\""));
  const TimePlot plot{.first = day("2016-01-01"),
                      .last = day("2018-12-31"),
                      .marks = {{day("2016-05-19"), true, std::string("Lanzamiento")}},
                      .title = std::string("Hechos"),
                      .description = std::string("D")};
  EXPECT_EQ(plot.x(plot.first), 20);
  EXPECT_EQ(plot.x(plot.last), 700);
  EXPECT_EQ(plot.years().size(), 3U);
  (void)drawn(plot);
}

}  // namespace
}  // namespace alianza::html
