#include <limits>

#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

enum class Colour { red, green };
std::string_view to_text(Colour c) { return c == Colour::red ? "red" : "green"; }
bool from_text(std::string_view text, Colour& out) {
  out = text == "red" ? Colour::red : Colour::green;
  return text == "red" || text == "green";
}

struct Thing {
  ThingId id;
  std::string name;
  std::optional<std::string> email;
  int amount = 0;
  std::optional<double> share;
  bool open = false;
  std::optional<Instant> seen_at;
  std::optional<Date> day;
  static void columns(auto& v, Thing& t) { v(t.id, t.name, t.email, t.amount, t.share, t.open, t.seen_at, t.day); }
  bool operator==(const Thing&) const = default;
};
constexpr const char* kSelect = "SELECT id, name, email, amount, share, open, seen_at, day FROM things ORDER BY id";

Result<std::int64_t> insert(Database& db, const Thing& t) {
  return db.write([&](Tx& tx) {
    return tx.exec(
        "INSERT INTO things (id, name, email, amount, share, open, seen_at, day)"
        " VALUES (:id, :name, :email, :amount, :share, :open, :seen_at, :day)",
        {{"id", t.id},
         {"name", t.name},
         {"email", t.email},
         {"amount", t.amount},
         {"share", t.share},
         {"open", t.open},
         {"seen_at", t.seen_at},
         {"day", t.day}});
  });
}

TEST(Mapping, every_type_comes_back_as_it_went_in) {
  Scratch scratch(kThings);
  const Thing full{ThingId(std::numeric_limits<std::int64_t>::max()),
                   "Ñandú «cañón» 'x' \"y\" \\ % _ :name -- 😀",
                   "a@b.mx",
                   2147483647,
                   0.1,
                   true,
                   scratch.clock().now(),
                   Date::parse("2024-02-29")};
  const Thing empty{ThingId(1), "", std::nullopt, 0, std::nullopt, false, std::nullopt, std::nullopt};
  ASSERT_EQ(insert(scratch.db(), full), 1);
  ASSERT_EQ(insert(scratch.db(), empty), 1);
  const auto all = scratch->read([](Tx& tx) { return tx.all<Thing>(kSelect); });
  ASSERT_TRUE(all);
  EXPECT_EQ(*all, (std::vector<Thing>{empty, full}));
}

TEST(Mapping, scalars_optionals_and_nothing) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 5, "five"));
  const auto done = scratch->read([](Tx& tx) {
    EXPECT_EQ(tx.one<std::string>("SELECT name FROM things WHERE id = :id", {{"id", 5}}), "five");
    EXPECT_EQ(tx.one<std::string>("SELECT name FROM things WHERE id = :id", {{"id", 6}}), std::nullopt);
    EXPECT_EQ(tx.one<std::optional<std::string>>("SELECT email FROM things"),
              std::optional<std::optional<std::string>>(std::in_place));
    EXPECT_EQ(tx.one<bool>("SELECT open FROM things WHERE open"), true);
    EXPECT_EQ(tx.one<bool>("SELECT count(*) > 3 FROM things"), false);
    EXPECT_EQ(tx.one<ThingId>("SELECT id FROM things"), ThingId(5));
    EXPECT_EQ(tx.one<std::int64_t>("SELECT CAST(sum(amount) AS BIGINT) FROM things"), 0);
    EXPECT_EQ(tx.one<double>("SELECT CAST(:x AS DOUBLE PRECISION)", {{"x", 0.1}}), 0.1);
    return true;
  });
  EXPECT_TRUE(done);
}

struct Part {
  ThingId id;
  Colour colour{};
  LocalizedText title;
  Lang lang{};
  Email email;
  Money money;
  static void columns(auto& v, Part& p) { v(p.id, p.colour, p.title, p.lang, p.email, p.money); }
};

TEST(Mapping, enums_texts_languages_and_money_in_one_row) {
  Scratch scratch;
  const auto email = *Email::parse("ana@unam.mx");
  const auto part = scratch->read([&](Tx& tx) {
    return tx.one<Part>(
        "SELECT CAST(:id AS BIGINT), CAST(:colour AS TEXT), 'mesa', 'table', 'en', CAST(:lang AS TEXT), CAST(:email AS TEXT),"
        " CAST(:minor AS BIGINT), 'MXN'",
        {{"id", ThingId(3)}, {"colour", Colour::green}, {"lang", Lang::en}, {"email", email}, {"minor", 12345}});
  });
  ASSERT_TRUE(part && *part);
  EXPECT_EQ((*part)->colour, Colour::green);
  EXPECT_EQ((*part)->title.in(Lang::es), "mesa");
  EXPECT_EQ((*part)->title.original, Lang::en);
  EXPECT_EQ((*part)->email, email);
  EXPECT_EQ((*part)->money.minor(), 12345);
}

TEST(Mapping, wrong_widths_types_nulls_and_sizes_are_impossible) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 5000000000, "big"));
  const auto refused = [&](auto query) { EXPECT_THROW(static_cast<void>(scratch->read(query)), Impossible); };
  refused([](Tx& tx) { return tx.all<Thing>("SELECT id, name FROM things"); });
  refused([](Tx& tx) { return tx.one<std::int64_t>("SELECT id, name FROM things WHERE id = 1"); });
  refused([](Tx& tx) { return tx.one<std::string>("SELECT email FROM things"); });
  refused([](Tx& tx) { return tx.one<int>("SELECT id FROM things"); });
  refused([](Tx& tx) { return tx.one<std::int64_t>("SELECT name FROM things"); });
  refused([](Tx& tx) { return tx.one<std::string>("SELECT id FROM things"); });
  refused([](Tx& tx) { return tx.one<Date>("SELECT name FROM things"); });
  refused([](Tx& tx) { return tx.one<Colour>("SELECT name FROM things"); });
}

TEST(Mapping, two_rows_where_one_was_asked_for_are_impossible) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  ASSERT_TRUE(add(scratch.db(), 2, "b"));
  EXPECT_THROW(static_cast<void>(scratch->read([](Tx& tx) { return tx.one<std::int64_t>("SELECT id FROM things"); })),
               Impossible);
}

TEST(Mapping, parameters_must_match_the_placeholders) {
  Scratch scratch(kThings);
  const auto refused = [&](Params params) {
    EXPECT_THROW(static_cast<void>(scratch->read([&](Tx& tx) {
                   return tx.all<std::int64_t>("SELECT id FROM things WHERE id = :id OR amount = :amount", params);
                 })),
                 Impossible);
  };
  refused({{"id", 1}});
  refused({{"id", 1}, {"total", 2}});
  refused({{"id", 1}, {"amount", 2}, {"name", "x"}});
  const std::vector<Param> several = {{"amount", 0}, {"id", 1}};
  EXPECT_TRUE(scratch->read([&](Tx& tx) {
    return tx.all<std::int64_t>("SELECT id FROM things WHERE id = :id OR amount = :amount OR id > :id", several);
  }));
}

TEST(Mapping, colons_in_strings_and_comments_are_no_placeholders) {
  Scratch scratch(kThings);
  const auto text = scratch->read([](Tx& tx) {
    return *tx.one<std::string>("SELECT ':no' || CAST(:yes AS TEXT) -- it's :nothing\n /* nor :this */", {{"yes", "!"}});
  });
  EXPECT_EQ(text, ":no!");
}

TEST(Mapping, unclean_text_and_unreal_numbers_are_impossible) {
  Scratch scratch(kThings);
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff"), std::string("\xc3"), std::string("\xed\xa0\x80")})
    EXPECT_THROW(static_cast<void>(add(scratch.db(), 1, bad)), Impossible);
  EXPECT_THROW(Value(std::numeric_limits<double>::quiet_NaN()), Impossible);
  EXPECT_THROW(Value(std::numeric_limits<double>::infinity()), Impossible);
  EXPECT_THROW(Value(std::numeric_limits<std::uint64_t>::max()), Impossible);
  EXPECT_EQ(count(scratch.db()), 0);
}

}  // namespace
}  // namespace alianza::db
