// The tables that write answers and read bodies: what they do is what they describe.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/feature/schema.h"
#include "platform/http/testing.h"

namespace alianza::feature {
namespace {

enum class Colour { red = 1, green, blue };
std::string_view to_text(Colour colour) { return colour == Colour::red ? "red" : colour == Colour::green ? "green" : "blue"; }

struct Leaf {
  Id<struct LeafTag> id;
  Colour colour = Colour::green;
  std::optional<Date> fell;
};
struct Tree {
  LocalizedText name;
  std::vector<Leaf> leaves;
  bool is_mine = false;
};

const Shape<Leaf> leaf_json{"Leaf", {{"id", or_null(&Leaf::id)}, {"colour", &Leaf::colour}, {"fell", &Leaf::fell}}};
const Shape<Tree> tree_json{"Tree",
                            {{"name", &Tree::name},
                             {"leaves", &Tree::leaves, leaf_json},
                             {"secret", [](const Tree& t) { return Shown<int>{t.is_mine ? std::optional(7) : std::nullopt}; }}}};
const Shape<Tree> planted_json{"PlantedTree", tree_json, itself, {{"is_mine", &Tree::is_mine}}};

TEST(Shapes, WriteWhatTheyDescribe) {
  const Tree tree{{"Roble", ""}, {{{}, Colour::blue, Date::parse("2026-03-02")}, {{}, Colour::red, {}}}};
  EXPECT_EQ(boost::json::value(planted_json(tree)), boost::json::parse(R"({"name":{"es":"Roble","en":null},"leaves":[
    {"id":null,"colour":"blue","fell":"2026-03-02"},{"id":null,"colour":"red","fell":null}],"is_mine":false})"));
  EXPECT_EQ(planted_json({.is_mine = true}).at("secret"), 7);
}

TEST(Shapes, DescribeWhatTheyWrite) {
  const auto& properties = planted_json.schema().properties;
  ASSERT_EQ(properties.size(), 4U);
  EXPECT_EQ(properties[0].schema.name, "LocalizedText");
  EXPECT_EQ(properties[1].schema.items.front().name, "Leaf");
  EXPECT_FALSE(properties[2].schema.is_required);
  EXPECT_EQ(properties[2].schema.type, Schema::Type::integer);
  const auto& leaf = leaf_json.schema().properties;
  EXPECT_EQ(leaf[0].schema.format, "id");
  EXPECT_TRUE(leaf[0].schema.is_nullable);
  EXPECT_THAT(leaf[1].schema.values, testing::ElementsAre("red", "green", "blue"));
  EXPECT_EQ(leaf[2].schema.format, "date");
}

struct Typed {
  std::string name;
  std::string colour = "green";
  std::string words;
  std::vector<std::string> scopes;
  std::string is_public;
};
const Intake<Typed> typed_body{"TypedInput",
                               {{"name.es", &Typed::name, text().required()},
                                {"colour", &Typed::colour, one_of<Colour>()},
                                {"words", &Typed::words, list_of(text())},
                                {"scopes", &Typed::scopes, list_of(text())},
                                flag("is_public", &Typed::is_public, "1")}};

Typed read(const std::string& body) {
  const auto request = http::make_request(http::Method::post, "/api/v1/trees", {{"Content-Type", "application/json"}}, body);
  const auto typed = typed_body.read(*request);
  EXPECT_TRUE(typed) << body;
  return typed.value_or(Typed());
}

TEST(Intakes, ReadEveryFieldThatTheyDescribe) {
  const auto all = read(R"({"name":{"es":"Roble"},"colour":"red","words":["a","b"],"scopes":["x",2],"is_public":true})");
  EXPECT_EQ(all.name, "Roble");
  EXPECT_EQ(all.colour, "red");
  EXPECT_EQ(all.words, "a\nb");
  EXPECT_EQ(all.scopes, (std::vector<std::string>{"x", "2"}));
  EXPECT_EQ(all.is_public, "1");
}

TEST(Intakes, KeepWhatTheyAreBornWithAndLookAtNothingElse) {
  for (const auto* body : {"{}", R"({"colour":null,"name":null})", R"({"other":1,"name":{"other":"x"},"colour":""})"}) {
    const auto typed = read(body);
    EXPECT_EQ(typed.colour, "green") << body;
    EXPECT_EQ(typed.name + typed.is_public, "") << body;
  }
  const auto request = http::make_request(http::Method::post, "/", {{"Content-Type", "application/json"}}, "[]");
  EXPECT_FALSE(typed_body.read(*request));
}

TEST(Intakes, DescribeObjectsInObjectsAndWhatStandsForSilence) {
  const auto& properties = typed_body.schema().properties;
  EXPECT_EQ(properties[0].name, "name");
  EXPECT_TRUE(properties[0].schema.is_required);
  EXPECT_EQ(properties[0].schema.properties.front().name, "es");
  EXPECT_EQ(properties[1].schema.fallback, "green");
  EXPECT_EQ(properties[4].schema.type, Schema::Type::boolean);
}

}  // namespace
}  // namespace alianza::feature
