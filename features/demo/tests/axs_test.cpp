// The reconstruction, as loaded: counts, members, funnel, stages. And as its pages tell it: each known number with its qualifier,
// and no other.
#include <algorithm>
#include <regex>

#include "features/agencies/actions.h"
#include "features/alliances/actions.h"
#include "features/committees/actions.h"
#include "features/demo/tests/known.h"
#include "features/demo/tests/loaded.h"
#include "features/demo/words.h"
#include "features/organizations/actions.h"
#include "features/portal/open_data_actions.h"
#include "features/terms/actions.h"
#include "platform/documents/csv.h"

namespace alianza::demo {
namespace {

class Axs : public Loaded {
 protected:
  static alliances::Alliance alliance() {
    return app().read([](db::Tx& tx) { return alliances::find_published(tx, "axs").value(); });
  }
  static portal::Public open() {
    return app().read([](db::Tx& tx) { return portal::open(tx, "axs"); });
  }
  static std::string all_words(const std::string& root) {
    std::string out;
    for (const auto& [path, html] : pages(root)) out += words_of(html) + "\n";
    return out;
  }
};

std::map<std::string, std::int64_t> counts_of(test::TestApp& app, const portal::Public& open) {
  return app.read([&](db::Tx& tx) {
    std::map<std::string, std::int64_t> out;
    for (const auto& finding : portal::findings(tx, open.alliance.id))
      ++out["findings:" + std::string(portal::to_text(finding.kind))];
    std::map<membership::OrganizationId, int> times;
    for (const auto& body : committees::of_alliance(tx, open.alliance.id)) {
      ++out["committees:" + std::string(committees::to_text(body.committee.kind))];
      out["committees:memberships"] += body.members;
    }
    for (const auto& [committee, members] : committees::members_of_alliance(tx, open.alliance.id))
      for (const auto id : members) ++times[id];
    out["organizations:multiple"] = std::count_if(times.begin(), times.end(), [](const auto& t) { return t.second > 1; });
    out["organizations:all"] = portal::count_rows(tx, open).at(portal::Table::organizations);
    out["agency:units"] = static_cast<std::int64_t>(agencies::units(tx, open.alliance.agency).size());
    out["stages:all"] = static_cast<std::int64_t>(alliances::stage_book(tx, open.alliance.cycle).clocks.size());
    out["events:all"] = static_cast<std::int64_t>(portal::timeline(tx, open.alliance).size());
    out["alliance:contradictions"] = static_cast<std::int64_t>(portal::contradictions(tx, open.alliance.id).size());
    return out;
  });
}

TEST_F(Axs, has_as_many_rows_of_each_kind_as_the_catalogue) {
  const auto opened = open();
  const auto counts = counts_of(app(), opened);
  for (const auto& k : known()) {
    if (k.kind == "rows") {
      EXPECT_EQ(counts.at(k.subject), std::stoll(k.value)) << k.subject;
    }
  }
}

TEST_F(Axs, the_members_of_each_committee_are_those_of_the_catalogue) {
  const auto opened = open();
  std::map<std::string, std::string> key_of;  // by Spanish name
  for (const auto& row : document("axs/committees").as_array()) key_of[localized(row, "name").es] = text(row, "key");
  auto expected = known_members();
  std::vector<std::pair<std::string, std::string>> loaded;
  app().read([&](db::Tx& tx) {
    for (const auto& row : portal::rows(tx, opened, portal::Table::memberships))
      loaded.emplace_back(key_of.at(row.at(4).text()), row.at(1).text());
  });
  std::sort(expected.begin(), expected.end());
  std::sort(loaded.begin(), loaded.end());
  EXPECT_EQ(loaded, expected);
  EXPECT_EQ(loaded.size(), 59u);
}

TEST_F(Axs, the_committees_are_linked_to_their_goals) {
  const auto axs = alliance();
  std::set<int> goals;
  app().read([&](db::Tx& tx) {
    for (const auto& body : committees::of_alliance(tx, axs.id))
      if (body.committee.kind == committees::Kind::committee) goals.insert(body.committee.sdg);
  });
  EXPECT_EQ(goals, (std::set<int>{4, 7, 10, 11, 12}));
}

TEST_F(Axs, the_funnel_keeps_its_qualifiers) {
  const auto axs = alliance();
  const auto rows = app().read([&](db::Tx& tx) { return portal::funnel(tx, axs); });
  std::string said;
  for (const auto& row : rows) said += std::string(meetings::sign(row.figure.qualifier)) + std::to_string(row.figure.value) + " ";
  EXPECT_EQ(said, "81 >90 ≈90 >60 ≈50 ");
  ASSERT_TRUE(rows.at(2).answered);
  EXPECT_EQ(rows[2].answered->percent, 61);
  EXPECT_TRUE(rows[2].answered->computed);
}

TEST_F(Axs, the_cycle_stands_in_the_third_stage_with_what_the_source_shows_met) {
  const auto axs = alliance();
  const auto book = app().read([&](db::Tx& tx) { return alliances::stage_book(tx, axs.cycle); });
  EXPECT_EQ(axs.stage, alliances::Stage::structuring);
  EXPECT_EQ(book.clocks[0].entered, Date::parse("2016-05-19"));
  EXPECT_EQ(book.clocks[2].entered, Date::parse("2016-10-31"));
  EXPECT_FALSE(book.clocks[3].entered);
  const auto p = alliances::progress(book.conditions, alliances::Stage::structuring);
  EXPECT_EQ(p.met, 2);
  EXPECT_EQ(p.total, 4);
}

TEST_F(Axs, meetings_tell_what_was_counted_and_the_council_sat_twice) {
  const auto opened = open();
  const auto axs = alliance();
  int council = 0;
  std::map<std::string, std::string> counted;
  app().read([&](db::Tx& tx) {
    meetings::each(tx, axs.id, {}, opened.today, [&](const meetings::Listed& row) {
      if (row.meeting.kind == meetings::Kind::council) ++council;
      for (const auto& count : row.counts)
        counted[row.meeting.title.es] = std::string(meetings::sign(count.qualifier)) + std::to_string(count.value);
    });
  });
  EXPECT_EQ(council, 2);
  EXPECT_EQ(counted, (std::map<std::string, std::string>{{"Lanzamiento y primera reunión", "81"},
                                                         {"Segunda reunión", ">90"},
                                                         {"Instalación de los cinco comités", ">60"}}));
}

TEST_F(Axs, every_page_says_that_it_is_not_official_and_names_its_source) {
  for (const auto& [root, tag] : {std::pair{"/p/axs", "No oficial"}, {"/en/p/axs", "Not official"}}) {
    EXPECT_GT(pages(root).size(), 55u) << root;  // 46 organisations, ten bodies and the tables
    for (const auto& [path, html] : pages(root)) {
      const auto words = words_of(html);
      EXPECT_NE(words.find(tag), std::string::npos) << path;
      EXPECT_NE(words.find("Sistematización de la Alianza por la Sostenibilidad 2016-2018"), std::string::npos) << path;
      EXPECT_NE(html.find("AMEXCID y GIZ (marzo de 2018)") != std::string::npos ||
                    html.find("AMEXCID and GIZ (March 2018)") != std::string::npos,
                false)
          << path;
    }
  }
}

// ---- Numbers.

/// Marks, chapters and identifiers are references, not statements.
std::string without_references(std::string text) {
  static const std::vector<std::regex> references{
      std::regex("\\b[EFC]-\\d+\\b"), std::regex("\\bO\\d\\b"), std::regex("\\(1\\.5\\)|\\b1\\.5\\b"),
      std::regex("(cap[^ ]{1,3}tulos?|chapters?|figura|figure) \\d( y \\d| and \\d)?"), std::regex("\\bv1\\b")};
  for (const auto& reference : references) text = std::regex_replace(text, reference, " ");
  return text;
}

void add_digits(std::set<std::string>& out, const std::string& text) {
  static const std::regex digits("\\d+(?:[.,]\\d+)*");
  for (std::sregex_iterator it(text.begin(), text.end(), digits), end; it != end; ++it) {
    out.insert(it->str());
    if (it->str().size() == 2 && it->str()[0] == '0') out.insert(it->str().substr(1));  // the fifth day
  }
}

/// Numbers of the catalogue, and those that count our own rows (each is compared with its rows elsewhere).
std::set<std::string> licensed() {
  std::set<std::string> out;
  static const std::regex parts("\\d+");
  for (const auto& k : known()) {
    if (!k.shown && k.fact != "SRC") continue;
    add_digits(out, k.value);
    for (const auto& date : {k.date, k.date_to})
      for (std::sregex_iterator it(date.begin(), date.end(), parts), end; it != end; ++it) add_digits(out, it->str());
  }
  for (const auto* ours : {"1", "2", "3", "4"}) out.insert(ours);  // the four stages
  return out;
}

TEST_F(Axs, no_page_states_a_number_that_the_catalogue_does_not_have) {
  const auto opened = open();
  auto allowed = licensed();
  for (const auto& [table, count] : app().read([&](db::Tx& tx) { return portal::count_rows(tx, opened); }))
    allowed.insert(std::to_string(count));
  static const std::regex digits("\\d+(?:[.,]\\d+)*");
  for (const auto* root : {"/p/axs", "/en/p/axs"})
    for (const auto& [path, html] : pages(root)) {
      const auto words = without_references(words_of(html));
      for (std::sregex_iterator it(words.begin(), words.end(), digits), end; it != end; ++it)
        EXPECT_TRUE(allowed.contains(it->str()))
            << path << ": " << it->str() << " in «" << words.substr(std::max<std::ptrdiff_t>(it->position() - 40, 0), 80) << "»";
    }
}

TEST_F(Axs, a_number_that_is_not_exact_never_stands_alone) {
  const std::map<std::string, std::string> before{{"es", "(más de|al menos|alrededor de|unas|>|≥|≈)"},
                                                  {"en", "(more than|at least|around|about|>|≥|≈)"}};
  for (const auto& [lang, root] : {std::pair{"es", "/p/axs"}, {"en", "/en/p/axs"}}) {
    const std::regex bare("(\\S+ \\S+ ?|)\\b(90|60|50|55)\\b");
    const std::regex qualified(before.at(lang) + " ?$", std::regex::icase);
    for (const auto& [path, html] : pages(root)) {
      const auto words = without_references(words_of(html));
      for (std::sregex_iterator it(words.begin(), words.end(), bare), end; it != end; ++it)
        EXPECT_TRUE(std::regex_search((*it)[1].str(), qualified)) << path << ": «" << it->str() << "»";
    }
  }
}

TEST_F(Axs, every_known_number_is_told_somewhere) {
  const auto words = all_words("/p/axs") + all_words("/en/p/axs");
  const std::map<std::string, std::string> in_words{{"0", "cero"},   {"1", "una|un|primera|primer|mes"},
                                                    {"2", "dos"},    {"3", "tres"},
                                                    {"4", "cuatro"}, {"5", "cinco"},
                                                    {"6", "seis"},   {"7", "siete"},
                                                    {"8", "ocho"}};
  for (const auto& k : known()) {
    if (!k.shown || k.kind == "rows" || k.value.empty()) continue;
    const auto spelled = in_words.find(k.value);
    const auto pattern =
        "(^|[^\\d])" + k.value + "([^\\d]|$)" + (spelled == in_words.end() ? "" : "|\\b(" + spelled->second + ")\\b");
    EXPECT_TRUE(std::regex_search(words, std::regex(pattern))) << k.id << " " << k.what << " " << k.value;
  }
}

TEST_F(Axs, every_known_date_is_told_as_precisely_as_it_is_known) {
  const auto words = all_words("/p/axs");
  for (const auto& k : known()) {
    if (!k.shown || k.kind != "date" || k.date.size() < 7 || k.precision == "range" || k.precision == "month_range") continue;
    portal::When when;
    ASSERT_TRUE(meetings::from_text(k.precision, when.precision)) << k.id;
    const bool quarter = k.precision == "quarter";
    when.from = Date::parse(quarter ? k.date.substr(0, 4) + "-01-01" : k.date.size() == 7 ? k.date + "-01" : k.date);
    const auto said = portal::in_words(when, Lang::es);
    const auto without_year = said.substr(0, said.rfind(" de "));
    EXPECT_TRUE(words.find(said) != std::string::npos || words.find(without_year) != std::string::npos) << k.id << ": " << said;
  }
}

TEST_F(Axs, nothing_of_the_synthetic_alliance_appears_on_its_pages) {
  std::vector<std::string> names;
  app().read([&](db::Tx& tx) {
    const auto sample = portal::open(tx, "muestra").value();
    for (const auto& row : portal::organizations_after(tx, sample, std::nullopt).rows) names.push_back(row.at(1).text());
  });
  ASSERT_GT(names.size(), 30u);
  names.insert(names.end(), {"Datos sintéticos", "Alianza de muestra", "inventad"});
  for (const auto* root : {"/p/axs", "/en/p/axs"})
    for (const auto& [path, html] : pages(root))
      for (const auto& name : names) EXPECT_EQ(html.find(name), std::string::npos) << path << " names " << name;
}

TEST_F(Axs, an_organisation_of_another_alliance_is_not_there) {
  const auto id = app().read([&](db::Tx& tx) {
    const auto sample = portal::open(tx, "muestra").value();
    return portal::organizations_after(tx, sample, std::nullopt).rows.at(0).at(0).text();
  });
  EXPECT_EQ(app().visitor().get("/p/muestra/organizations/" + id).status, 200);
  EXPECT_EQ(app().visitor().get("/p/axs/organizations/" + id).status, 404);
}

TEST_F(Axs, search_ignores_accents_and_pages_by_key) {
  EXPECT_TRUE(app().visitor().get("/p/axs/organizations?q=aeromexico").contains("Aeroméxico"));
  EXPECT_TRUE(app().visitor().get("/p/axs/organizations?q=TELEFONICA").contains("Fundación Telefónica"));
  EXPECT_FALSE(app().visitor().get("/p/axs/organizations?q=bimbo").contains("Aeroméxico"));
}

TEST_F(Axs, its_glossary_says_where_each_term_comes_from) {
  const auto found = app().read([](db::Tx& tx) -> Result<std::vector<terms::Term>> {
    return terms::of_alliance(tx, alliances::find_published(tx, "axs")->id, std::nullopt).rows;
  });
  EXPECT_EQ(found.size(), 5u);
  const auto page = app().visitor().get("/p/axs/terms");
  for (const auto& term : found) {
    EXPECT_NE(term.now.source.es.find("capítulo "), std::string::npos) << term.now.name.es;
    EXPECT_NE(term.now.source.es.find("(F-"), std::string::npos) << term.now.name.es;
    EXPECT_FALSE(term.now.definition.en.empty()) << term.now.name.es;
    EXPECT_TRUE(page.contains(term.now.definition.es)) << term.now.name.es;
  }
}

TEST_F(Axs, it_tells_no_bulletin_and_no_experience_that_the_source_does_not_have) {
  for (const auto* address : {"/p/axs/bulletins", "/p/axs/experiences"})
    EXPECT_TRUE(app().visitor().get(address).contains("Aún no hay")) << address;
}

TEST_F(Axs, every_row_of_a_download_says_what_it_is_and_its_licence) {
  for (const auto table : portal::tables()) {
    const auto csv = documents::read_csv(app().visitor().get("/p/axs/data/" + std::string(portal::to_text(table)) + ".csv").body);
    ASSERT_TRUE(csv);
    // The source names its documents and gives none of their files.
    EXPECT_EQ(csv->rows.empty(), table == portal::Table::documents) << portal::to_text(table);
    for (const auto& row : csv->rows) {
      EXPECT_EQ(row.at(row.size() - 2), "No oficial");
      EXPECT_NE(row.back().find("sin fines de lucro"), std::string::npos);
      EXPECT_NE(row.back().find("AMEXCID y GIZ (marzo de 2018)"), std::string::npos);
    }
  }
}

TEST_F(Axs, loading_again_changes_nothing_and_says_so) {
  const auto count = [&] {
    return app().read([](db::Tx& tx) { return tx.one<std::int64_t>("SELECT count(*) FROM audit_lines").value(); });
  };
  const auto before = count();
  std::vector<std::string> said;
  ASSERT_TRUE(load(app().db(), {7, 60}, [&](const std::string& line) { said.push_back(line); }));
  EXPECT_EQ(count(), before);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_NE(said[0].find("ya estaba"), std::string::npos);
  EXPECT_NE(said[1].find("ya estaba"), std::string::npos);
}

}  // namespace
}  // namespace alianza::demo
