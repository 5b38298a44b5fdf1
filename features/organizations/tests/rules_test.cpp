// Rules by tables: no database.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "features/organizations/contributions.h"
#include "features/organizations/duplicates.h"
#include "features/organizations/listing.h"
#include "features/organizations/merges.h"
#include "features/organizations/profile.h"
#include "features/organizations/rfc.h"
#include "features/organizations/words.h"
#include "platform/documents/csv.h"

namespace alianza::organizations {
namespace {

documents::CsvTable read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  auto table = documents::read_csv(text.str());
  EXPECT_TRUE(table) << path;
  return std::move(*table);
}

std::vector<std::string> fields_of(const Error& error) {
  std::vector<std::string> out;
  for (const auto& f : error.fields) out.push_back(f.field);
  return out;
}

TEST(Rfc, FollowsEveryVector) {
  const auto vectors = read("tests/data/rfc_vectors.csv");
  ASSERT_GT(vectors.rows.size(), 80U);
  for (const auto& row : vectors.rows) {
    const auto& value = row.at(0);
    const auto& kind = row.at(1);
    const auto& valid = row.at(2);
    const auto rfc = Rfc::parse(value);
    EXPECT_EQ(rfc.has_value(), valid != "no") << value << ": " << row.at(3);
    if (!rfc) continue;
    EXPECT_EQ(rfc->warning().has_value(), valid == "warn") << value << ": " << row.at(3);
    constexpr std::array<std::string_view, 4> kinds{"moral", "fisica", "generic_national", "generic_foreign"};
    EXPECT_EQ(kinds.at(static_cast<std::size_t>(rfc->kind())), kind) << value;
    EXPECT_EQ(Rfc::parse(rfc->text())->text(), rfc->text()) << "what is stored is read again";
  }
}

TEST(Rfc, OfAnEmptyBlnsStringIsAnErrorAndNeverACrash) {
  for (const auto* odd : {"", " ", "-", "ñ", "Ñ", "\xCC\x83", "N\xCC\x83", "&&&080808HL8", "ÑÑÑÑ080808HL8", "\xF0\x9F\x98\x80"})
    (void)Rfc::parse(odd);
}

TEST(Types, AreThoseOfTheTable) {
  const auto table = read("data/reference/organization_types.csv");
  ASSERT_EQ(table.rows.size(), organization_types().size());
  for (const auto& row : table.rows) {
    OrganizationType type{};
    ASSERT_TRUE(from_text(row.at(0), type)) << row.at(0);
    EXPECT_EQ(label(type).key(), row.at(1));
    for (const auto field : {Field::legal_name, Field::country, Field::state, Field::municipality, Field::rfc, Field::sector,
                             Field::size, Field::parent, Field::mandate}) {
      const auto& said = row.at(static_cast<std::size_t>(table.column(to_text(field))));
      const auto is = need(type, field);
      EXPECT_EQ(said, is == Need::required   ? "required"
                      : is == Need::optional ? "optional"
                                             : "none")
          << row.at(0) << " " << to_text(field);
    }
  }
}

TEST(Catalogues, HoldTheWholeLists) {
  EXPECT_EQ(countries().size(), 249U);
  EXPECT_EQ(states().size(), 32U);
  EXPECT_EQ(sectors().size(), 20U);
  EXPECT_EQ(goals().size(), 17U);
  EXPECT_EQ(states().name_in("05", Lang::en), "Coahuila de Zaragoza");
  EXPECT_EQ(countries().name_in("DE", Lang::en), "Germany");
  EXPECT_EQ(sectors().name_in("99", Lang::es), "99") << "what the list does not know is shown as it is";
}

/// What each type needs at least, in Mexico unless it cannot be there.
ProfileInput least(OrganizationType type) {
  ProfileInput in;
  in.type = to_text(type);
  in.name = "Organización de prueba";
  if (type == OrganizationType::foreign_government) in.country = "DE";
  if (type == OrganizationType::international_body || type == OrganizationType::unspecified) in.country.clear();
  if (in.country == mexico && need(type, Field::state) == Need::required) in.state = "09";
  if (in.country == mexico && need(type, Field::municipality) == Need::required) in.municipality = "Coyoacán";
  if (need(type, Field::sector) == Need::required) in.sector = "22";
  if (need(type, Field::size) == Need::required) in.size = "small";
  if (need(type, Field::parent) == Need::required) in.parent = "Grupo de prueba";
  return in;
}

TEST(Profile, OfEachTypeIsRegisteredWithWhatItNeedsAndRefusedWithoutIt) {
  for (const auto type : organization_types()) {
    const auto full = least(type);
    ASSERT_TRUE(parse(full)) << to_text(type) << " " << fields_of(parse(full).error()).size();
    for (const auto& [name, value] : input_fields()) {
      const std::string_view field = name;
      const bool asked = field != "type" && field != "origin" && !(full.*value).empty();
      if (!asked) continue;
      auto without = full;
      (without.*value).clear();
      const auto parsed = parse(without);
      ASSERT_FALSE(parsed) << to_text(type) << " without " << field;
      const auto fields = fields_of(parsed.error());
      EXPECT_NE(std::find(fields.begin(), fields.end(), field), fields.end()) << to_text(type) << " without " << field;
    }
  }
}

TEST(Profile, OfATypeDoesNotTakeWhatTheTypeDoesNotHave) {
  for (const auto type : organization_types()) {
    const std::vector<std::pair<Field, std::pair<std::string ProfileInput::*, const char*>>> all{
        {Field::legal_name, {&ProfileInput::legal_name, "Prueba, S.A."}},
        {Field::sector, {&ProfileInput::sector, "22"}},
        {Field::size, {&ProfileInput::size, "small"}},
        {Field::parent, {&ProfileInput::parent, "Grupo"}},
        {Field::mandate, {&ProfileInput::mandate, "Para qué"}},
        {Field::municipality, {&ProfileInput::municipality, "León"}}};
    for (const auto& [field, value] : all) {
      auto in = least(type);
      in.*value.first = value.second;
      EXPECT_EQ(parse(in).has_value(), need(type, field) != Need::none) << to_text(type) << " " << to_text(field);
    }
  }
}

struct Wrong {
  const char* why;
  std::string ProfileInput::*field;
  const char* value;
  const char* told_at;
};

TEST(Profile, SaysWhatIsWrongWhereItIsWrong) {
  using I = ProfileInput;
  const std::string long_name(201, 'x');
  for (const auto& w : std::vector<Wrong>{
           {"an unknown type", &I::type, "bank", "type"},
           {"no name", &I::name, "  ", "name"},
           {"a name too long", &I::name, long_name.c_str(), "name"},
           {"a name of two lines", &I::name, "a\nb", "name"},
           {"no such country", &I::country, "XX", "country"},
           {"no such state", &I::state, "33", "state"},
           {"a region in Mexico", &I::region, "Baviera", "region"},
           {"no such sector", &I::sector, "12", "sector"},
           {"no such size", &I::size, "huge", "size"},
           {"size not said", &I::size, "unknown", "size"},
           {"no RFC", &I::rfc, "hola", "rfc"},
           {"an RFC whose digit is wrong", &I::rfc, "AAA080808HL0", "keep_rfc"},
           {"no address", &I::website, "javascript:alert(1)", "website"},
           {"an address without domain", &I::website, "https://localhost", "website"},
           {"an address with a quote", &I::website, "https://a.mx/\"x", "website"},
           {"too many other names", &I::aliases, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk", "aliases"},
           {"no such origin", &I::origin, "sky", "origin"},
       }) {
    auto in = least(OrganizationType::company);
    in.*w.field = w.value;
    const auto parsed = parse(in);
    ASSERT_FALSE(parsed) << w.why;
    const auto fields = fields_of(parsed.error());
    EXPECT_NE(std::find(fields.begin(), fields.end(), w.told_at), fields.end()) << w.why;
  }
}

TEST(Profile, AForeignGovernmentIsNotOfMexicoAndHasNoState) {
  auto in = least(OrganizationType::foreign_government);
  in.country = "MX";
  EXPECT_FALSE(parse(in));
  in.country = "DE";
  in.region = "Baviera";
  EXPECT_TRUE(parse(in));
  in.state = "09";
  EXPECT_FALSE(parse(in));
}

TEST(Profile, AWrongCheckDigitIsKeptWhenAPersonSaysSo) {
  auto in = least(OrganizationType::company);
  in.rfc = "aaa-080808-hl0";
  in.keep_rfc = "yes";
  const auto kept = parse(in);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->rfc, "AAA080808HL0");
  EXPECT_TRUE(kept->rfc_kept);
  in.rfc = "AAA080808HL8";
  EXPECT_FALSE(parse(in)->rfc_kept) << "nothing was wrong with it";
}

TEST(Profile, WhatCanBeNoRfcIsKeptTooWhenAPersonSaysSo) {
  auto in = least(OrganizationType::company);
  in.rfc = " TTL12 ";
  const auto warned = parse(in);
  ASSERT_FALSE(warned);
  EXPECT_EQ(fields_of(warned.error()), (std::vector<std::string>{"rfc", "keep_rfc"}));
  in.keep_rfc = "yes";
  ASSERT_TRUE(parse(in));
  EXPECT_EQ(parse(in)->rfc, "TTL12");
  EXPECT_TRUE(parse(in)->rfc_kept);
  in.rfc = std::string(31, 'x');
  EXPECT_FALSE(parse(in));
}

TEST(Profile, OfASheetMayLackWhatItsTypeRequiresAndNothingElse) {
  ProfileInput in;
  in.name = "Telares";
  const auto part = parse_partial(in);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->gaps, (std::vector<std::string>{"sector", "size"}));
  in.sector = "12";
  EXPECT_FALSE(parse_partial(in)) << "what is written is judged as always";
  in.sector.clear();
  in.name.clear();
  EXPECT_FALSE(parse_partial(in));
}

TEST(Profile, ComesBackFromAFormAsItWent) {
  auto in = least(OrganizationType::company);
  in.legal_name = "Prueba, S.A. de C.V.";
  in.aliases = "OP\nPrueba";
  in.description_es = "Varias\nlíneas";
  in.website = "www.prueba.mx/inicio";
  in.interests = "Uno\n\nDos\nuno";
  in.rfc = "AAA080808HL8";
  const auto once = parse(in);
  ASSERT_TRUE(once);
  EXPECT_EQ(once->website, "https://www.prueba.mx/inicio");
  EXPECT_EQ(once->interests, (std::vector<std::string>{"Uno", "Dos"}));
  const auto twice = parse(as_input(*once, 7));
  ASSERT_TRUE(twice);
  EXPECT_EQ(*once, *twice);
  EXPECT_TRUE(differences(as_input(*once, 1), as_input(*twice, 2)).empty());
}

TEST(Size, PymeIsMicroSmallAndMedium) {
  EXPECT_TRUE(is_sme(Size::micro) && is_sme(Size::small) && is_sme(Size::medium));
  EXPECT_FALSE(is_sme(Size::large) || is_sme(Size::unknown));
}

TEST(Sdgs, GoThroughBitsUnharmed) {
  const std::vector<SdgInterest> some{{1, SdgLevel::interested}, {7, SdgLevel::priority}, {17, SdgLevel::priority}};
  EXPECT_EQ(interests(masks(some)), some);
}

TEST(Quantity, ReadsWhatPeopleWrite) {
  EXPECT_EQ(Quantity::parse("1,250.5")->milli, 1'250'500);
  EXPECT_EQ(Quantity::parse(" 96 ")->text(), "96");
  EXPECT_EQ(Quantity::parse("1250.050")->text(), "1,250.05");
  for (const auto* bad : {"", "0", "-1", "1.2345", "1.", "1.2.3", "uno", "1e3", "1234567890123"})
    EXPECT_FALSE(Quantity::parse(bad)) << bad;
}

Contribution given(ContributionKind kind, std::optional<Money> amount, const char* quantity, const char* unit,
                   ContributionState state) {
  Contribution c;
  c.kind = kind;
  c.amount = amount;
  if (*quantity != '\0') c.quantity = *Quantity::parse(quantity);
  c.unit = unit;
  c.state = state;
  return c;
}

TEST(Totals, NeverAddWhatDoesNotAdd) {
  using K = ContributionKind;
  using S = ContributionState;
  const auto usd = *Currency::parse("USD");
  const auto t = totals({
      given(K::financial, Money(100'00, {}), "", "", S::pledged),
      given(K::financial, Money(50'00, {}), "", "", S::delivered),
      given(K::financial, Money(70'00, usd), "", "", S::delivered),
      given(K::financial, Money(900'00, {}), "", "", S::cancelled),
      given(K::financial, std::nullopt, "", "", S::offered),
      given(K::in_kind, Money(864'000'00, {}), "96", "paneles", S::delivered),
      given(K::in_kind, std::nullopt, "", "", S::offered),
      given(K::in_kind, Money(10'00, {}), "", "", S::offered),
      given(K::human, std::nullopt, "148", "Horas", S::delivered),
      given(K::human, std::nullopt, "212", "horas", S::confirmed),
  });
  struct Row {
    K kind;
    std::string measure;
    std::int64_t committed;
    std::int64_t delivered;
    int entries;
  };
  const std::vector<Row> expected{{K::financial, "MXN", 150'00, 50'00, 2},
                                  {K::financial, "USD", 70'00, 70'00, 1},
                                  {K::human, "Horas", 360'000, 148'000, 2},
                                  {K::in_kind, "paneles", 96'000, 96'000, 1},
                                  {K::in_kind, "MXN", 10'00, 0, 1}};
  ASSERT_EQ(t.rows.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(t.rows[i].kind, expected[i].kind);
    EXPECT_EQ(t.rows[i].measure, expected[i].measure);
    EXPECT_EQ(t.rows[i].committed, expected[i].committed);
    EXPECT_EQ(t.rows[i].delivered, expected[i].delivered);
    EXPECT_EQ(t.rows[i].entries, expected[i].entries);
  }
  ASSERT_EQ(t.unvalued.size(), 2U) << "what has neither amount nor quantity is counted, not added";
  EXPECT_EQ(t.unvalued[1], std::pair(K::in_kind, 1));
}

TEST(Contributions, OnlyGoForward) {
  using S = ContributionState;
  EXPECT_FALSE(refuses(S::offered, S::pledged));
  EXPECT_FALSE(refuses(S::offered, S::delivered));
  EXPECT_FALSE(refuses(S::confirmed, S::cancelled));
  EXPECT_TRUE(refuses(S::confirmed, S::pledged));
  EXPECT_TRUE(refuses(S::delivered, S::cancelled));
  EXPECT_TRUE(refuses(S::cancelled, S::offered));
  EXPECT_TRUE(refuses(S::pledged, S::pledged));
}

TEST(Contributions, SayWhatIsMissing) {
  ContributionInput in;
  in.description = "Apoyo";
  in.since = "2026-03-01";
  EXPECT_TRUE(parse(in)) << "money may be offered without an amount";
  in.state = "pledged";
  EXPECT_EQ(fields_of(parse(in).error()), (std::vector<std::string>{"amount"}));
  in.amount = "1,320,000.50";
  EXPECT_EQ(parse(in)->amount->minor(), 132'000'050);
  in.currency = "XYZ";
  EXPECT_EQ(fields_of(parse(in).error()), (std::vector<std::string>{"currency"}));
  in.currency = "MXN";
  in.quantity = "5";
  EXPECT_EQ(fields_of(parse(in).error()), (std::vector<std::string>{"unit"}));
  in.quantity = " ";
  in.unit = "horas";
  EXPECT_EQ(fields_of(parse(in).error()), (std::vector<std::string>{"quantity"})) << "a unit of nothing is not dropped";
  in = {};
  in.kind = "gold";
  EXPECT_EQ(fields_of(parse(in).error()), (std::vector<std::string>{"kind", "description", "since"}));
}

TEST(Words, AreFoundByTheirBeginningWithoutAccents) {
  EXPECT_EQ(words_of("Energía, S.A. de C.V. (Ñandú-2)"), (std::vector<std::string>{"energia", "sa", "de", "cv", "nandu", "2"}));
  EXPECT_EQ(sought_words("  sol  energía sol"), (std::vector<std::string>{"energia", "sol"}));
  EXPECT_TRUE(sought_words(" .,- ").empty());
  Profile p;
  p.name = "Aguas de la Meseta";
  p.country = "MX";
  p.state = "21";
  p.rfc = "AAA080808HL8";
  EXPECT_EQ(search_words(p), (std::vector<std::string>{"aguas", "de", "la", "meseta", "puebla"})) << "the RFC is not among them";
}

TEST(Filter, GoesThroughTheAddressUnharmed) {
  const Pairs address{
      {"q", "energía"},    {"type", "company"}, {"type", "cooperative"}, {"state", "09"},    {"sector", "31-33"},
      {"org_size", "sme"}, {"sdg", "7"},        {"status", "active"},    {"status", "none"}, {"shelf", "inactive"}};
  EXPECT_EQ(address_of(filter_from(address)), address);
  EXPECT_TRUE(filter_from({}).empty());
  EXPECT_TRUE(filter_from({{"type", "bank"},
                           {"state", "99"},
                           {"sdg", "18"},
                           {"sdg", "7x"},
                           {"shelf", "merged"},
                           {"org_size", ""},
                           {"q", "  "},
                           {"zz", "1"}})
                  .empty());
}

TEST(Filter, TellsWhichValuesHaveAMeaning) {
  const std::pair<const char*, const char*> meant[] = {{"type", "company"}, {"state", "09"},      {"sdg", "7"},
                                                       {"org_size", "sme"}, {"status", "none"},   {"status", "active"},
                                                       {"shelf", "active"}, {"shelf", "inactive"}};
  for (const auto& [name, value] : meant) EXPECT_TRUE(is_understood(name, value)) << name << "=" << value;
  const std::pair<const char*, const char*> meaningless[] = {{"type", "bank"},    {"state", "CMX"}, {"sdg", "18"},
                                                             {"shelf", "merged"}, {"zz", "1"},      {"type", ""}};
  for (const auto& [name, value] : meaningless) EXPECT_FALSE(is_understood(name, value)) << name << "=" << value;
}

struct Likeness {
  const char* a;
  const char* b;
  int least;
  int most;
};

TEST(Names, AreAlikeAsPeopleSeeThem) {
  for (const auto& c :
       {Likeness{"Energía Altozano", "ENERGIA ALTOZANO, S.A. de C.V.", 100, 100},
        Likeness{"Cartones del Arrayán", "Cartones Arrayan A. C.", 100, 100},
        Likeness{"Energía Altozano", "Energía Altosano", 90, 99},
        Likeness{"Cartones del Arrayán", "Cartones Arrayán del Norte", 70, 95},
        Likeness{"Solar Poniente", "Aguas de la Meseta", 0, 40}, Likeness{"Solar Poniente", "Solar Oriente", 0, 85},
        Likeness{"Fundación Uno", "Fundación Dos", 0, 80}, Likeness{"", "Solar", 0, 0}, Likeness{"S.A.", "S.A.", 100, 100}}) {
    const auto n = likeness(c.a, c.b);
    EXPECT_GE(n, c.least) << c.a << " / " << c.b;
    EXPECT_LE(n, c.most) << c.a << " / " << c.b;
    EXPECT_EQ(n, likeness(c.b, c.a));
  }
}

Profile named(const char* name, const char* rfc = "", const char* website = "", std::vector<std::string> aliases = {}) {
  Profile p;
  p.name = name;
  p.rfc = rfc;
  p.website = website;
  p.aliases = std::move(aliases);
  return p;
}

bool share_a_key(const Profile& a, const Profile& b) {
  const auto mine = keys_of(a, {});
  const auto theirs = keys_of(b, {});
  return std::any_of(mine.begin(), mine.end(), [&](const Key& k) { return std::binary_search(theirs.begin(), theirs.end(), k); });
}

TEST(Duplicates, AreFoundByWhatTheyShare) {
  struct Case {
    Profile a, b;
    bool asked;
    bool certain;
  };
  for (const auto& c : {
           Case{named("Energía Altozano"), named("Energia Altozano SA de CV"), true, true},
           Case{named("Energía Altozano", "AAA080808HL8"), named("Otra Cosa", "AAA080808HL8"), true, true},
           Case{named("Energía Altozano", "", "https://www.altozano.mx"), named("Grupo Norte", "", "http://altozano.mx/x"), true,
                false},
           Case{named("Energía Altozano", "", "https://gmail.com"), named("Grupo Norte", "", "https://gmail.com"), false, false},
           Case{named("Asociación Nacional de Tiendas", "", "", {"ANTAD"}), named("ANTAD"), true, false},
           Case{named("Energía Altozano"), named("Energía Altosano"), true, false},
           Case{named("Energía Altozano", "AAA080808HL8"), named("Energía Altozano", "AAG090703QT6"), false, false},
           Case{named("Solar Poniente"), named("Aguas de la Meseta"), false, false},
           Case{named("A", "XAXX010101000"), named("B", "XAXX010101000"), false, false},
       }) {
    const auto found = compare({&c.a, {}}, {&c.b, {}});
    EXPECT_EQ(found.score >= worth_asking && share_a_key(c.a, c.b), c.asked)
        << c.a.name << " / " << c.b.name << " " << found.score;
    EXPECT_EQ(found.score >= near_certain && share_a_key(c.a, c.b), c.certain)
        << c.a.name << " / " << c.b.name << " " << found.score;
    EXPECT_EQ(compare({&c.b, {}}, {&c.a, {}}).score, found.score);
  }
}

TEST(Merge, FillsWhatIsEmptyAndTakesItBack) {
  auto kept = named("Energía Altozano", "", "", {"EA"});
  kept.interests = {"Uno"};
  auto gone = named("Altozano Energía Limpia", "AAA080808HL8", "https://altozano.mx", {"AEL"});
  gone.interests = {"uno", "Dos"};
  gone.size = Size::medium;
  gone.type = OrganizationType::company;
  Journal j;
  j.before = kept;
  j.after = filled(kept, gone);
  EXPECT_EQ(j.after.rfc, gone.rfc);
  EXPECT_EQ(j.after.aliases, (std::vector<std::string>{"AEL", "Altozano Energía Limpia", "EA"}));
  EXPECT_EQ(j.after.interests, (std::vector<std::string>{"Uno", "Dos"}));
  EXPECT_EQ(taken_back(j.after, j), kept);
  auto edited = j.after;
  edited.website = "https://nuevo.mx";
  edited.interests.emplace_back("Tres");
  const auto back = taken_back(edited, j);
  EXPECT_EQ(back.website, "https://nuevo.mx") << "what people changed since stays";
  EXPECT_EQ(back.interests, (std::vector<std::string>{"Uno", "Tres"}));
  const auto again = journal_from(to_json(j));
  EXPECT_EQ(again.before, j.before);
  EXPECT_EQ(again.after, j.after);
}

TEST(Merge, DoesNotGiveATypeWhatItDoesNotHave) {
  auto kept = named("Fundación");
  kept.type = OrganizationType::corporate_foundation;
  auto gone = named("Empresa");
  gone.size = Size::large;
  gone.sector = "22";
  EXPECT_EQ(filled(kept, gone).size, Size::unknown);
  EXPECT_EQ(filled(kept, gone).sector, "");
}

TEST(Merge, UnitesGoalsAndTakesThemBack) {
  Journal j;
  j.sdgs_before = {{7, SdgLevel::interested}};
  j.sdgs_after = united(j.sdgs_before, {{7, SdgLevel::priority}, {3, SdgLevel::interested}});
  EXPECT_EQ(j.sdgs_after, (std::vector<SdgInterest>{{3, SdgLevel::interested}, {7, SdgLevel::priority}}));
  EXPECT_EQ(taken_back(j.sdgs_after, j), j.sdgs_before);
  EXPECT_EQ(taken_back({{3, SdgLevel::interested}, {7, SdgLevel::priority}, {12, SdgLevel::priority}}, j),
            (std::vector<SdgInterest>{{7, SdgLevel::interested}, {12, SdgLevel::priority}}));
}

TEST(Duplicates, InitialsOfTwoLettersAreNoEvidence) {
  auto a = named("Cámara de la Industria", "", "", {"CI"});
  auto b = named("Centro Iberoamericano", "", "", {"CI"});
  EXPECT_LT(compare({&a, {}}, {&b, {}}).score, worth_asking);
  a.legal_name = b.legal_name = "S.A. de C.V.";
  EXPECT_LT(compare({&a, {}}, {&b, {}}).score, worth_asking) << "nor is a legal form alone";
  a.aliases = {"CIN"};
  b.aliases = {"CIN"};
  EXPECT_GE(compare({&a, {}}, {&b, {}}).score, worth_asking);
}

}  // namespace
}  // namespace alianza::organizations
