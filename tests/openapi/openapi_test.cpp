// The document of the API as a whole. That answers keep to it is watched in every test of a feature (platform/test/agreement.h).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <regex>
#include <set>

#include "app/features.h"
#include "platform/http/assets.h"
#include "platform/test/test_app.h"

namespace alianza {
namespace {

using boost::json::object;
using boost::json::value;

class OpenApi : public ::testing::Test {
 protected:
  value read(const char* path) { return boost::json::parse(app.visitor().get(path).body); }
  test::TestApp app{features()};
  value document = read("/openapi.json");

  /// Calls `f(place, object)` for every object in the document.
  template <class F>
  static void each_object(const value& at, const std::string& place, F&& f) {
    if (at.is_object()) {
      f(place, at.as_object());
      for (const auto& member : at.as_object()) each_object(member.value(), place + "/" + std::string(member.key()), f);
    } else if (at.is_array()) {
      for (const auto& item : at.as_array()) each_object(item, place + "/-", f);
    }
  }
  /// Calls `f(method, path, operation)`.
  template <class F>
  void each_operation(F&& f) const {
    for (const auto& path : document.at("paths").as_object())
      for (const auto& method : path.value().as_object())
        f(std::string(method.key()), std::string(path.key()), method.value().as_object());
  }
  const object& schemas() const { return document.at("components").at("schemas").as_object(); }
};

TEST_F(OpenApi, SaysItsVersionAndWhoseItIs) {
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  for (const auto* field : {"title", "version"}) EXPECT_TRUE(document.at("info").at(field).is_string()) << field;
  std::set<std::string> words;
  for (const auto& member : document.as_object()) words.emplace(member.key());
  EXPECT_EQ(words, (std::set<std::string>{"openapi", "info", "paths", "components", "security"}));
}

TEST_F(OpenApi, EveryReferenceLeadsSomewhere) {
  std::set<std::string> used;
  each_object(document, "#", [&](const std::string& place, const object& at) {
    const auto* ref = at.if_contains("$ref");
    if (ref == nullptr) return;
    const std::string to(ref->as_string());
    ASSERT_TRUE(to.starts_with("#/components/schemas/")) << place;
    const auto name = to.substr(std::string("#/components/schemas/").size());
    EXPECT_TRUE(schemas().contains(name)) << place << " " << to;
    used.insert(name);
  });
  for (const auto& schema : schemas()) EXPECT_TRUE(used.contains(std::string(schema.key()))) << "nobody uses " << schema.key();
}

TEST_F(OpenApi, EveryObjectNamesItsProperties) {
  for (const auto& schema : schemas()) {
    const auto& at = schema.value().as_object();
    EXPECT_EQ(at.at("type"), "object") << schema.key();
    EXPECT_FALSE(at.at("properties").as_object().empty()) << schema.key();
    EXPECT_TRUE(std::regex_match(std::string(schema.key()), std::regex("[A-Za-z0-9._-]+"))) << schema.key();
  }
  each_object(document.at("components").at("schemas"), "#", [](const std::string& place, const object& at) {
    if (const auto* required = at.if_contains("required"); required != nullptr && required->is_array()) {
      for (const auto& name : required->as_array())
        EXPECT_TRUE(at.at("properties").as_object().contains(name.as_string())) << place;
    }
    if (const auto* words = at.if_contains("enum"); words != nullptr && words->is_array()) {
      EXPECT_FALSE(words->as_array().empty()) << place;
    }
  });
}

TEST_F(OpenApi, EveryOperationHasItsOwnNameAndItsParameters) {
  std::set<std::string> names;
  each_operation([&](const std::string& method, const std::string& path, const object& operation) {
    const auto who = method + " " + path;
    EXPECT_TRUE(names.emplace(operation.at("operationId").as_string()).second) << who;
    EXPECT_FALSE(operation.at("summary").as_string().empty()) << who;
    std::set<std::string> said;
    for (const auto& p : operation.at("parameters").as_array()) {
      EXPECT_TRUE(p.at("schema").as_object().contains("type")) << who;
      if (p.at("in") != "path") continue;
      EXPECT_TRUE(p.at("required").as_bool()) << who;
      said.emplace(p.at("name").as_string());
    }
    std::set<std::string> named;
    const std::regex piece("\\{([a-z_]+)\\}");
    for (auto at = std::sregex_iterator(path.begin(), path.end(), piece); at != std::sregex_iterator(); ++at)
      named.insert((*at)[1]);
    EXPECT_EQ(said, named) << who;
  });
  EXPECT_GT(names.size(), 60U);
}

TEST_F(OpenApi, EveryReadDeclaresItsAnswerAndEveryAnswerItsStatus) {
  each_operation([&](const std::string& method, const std::string& path, const object& operation) {
    const auto who = method + " " + path;
    int done = 0;
    for (const auto& answer : operation.at("responses").as_object()) {
      EXPECT_TRUE(answer.value().at("description").is_string()) << who;
      if (!answer.key().starts_with("2")) continue;
      ++done;
      EXPECT_EQ(answer.value().as_object().contains("content"), answer.key() != "204") << who;
    }
    EXPECT_EQ(done, 1) << who;
    if (method == "get") {
      EXPECT_TRUE(operation.at("responses").at("200").as_object().contains("content")) << who;
      EXPECT_FALSE(operation.contains("requestBody")) << who;
    }
  });
}

TEST_F(OpenApi, IsTheSameInEnglishButForItsSentences) {
  auto english = read("/en/openapi.json");
  const auto without_words = [](value& root) {
    const auto strip = [](auto&& self, value& at) -> void {
      if (at.is_object()) {
        auto& members = at.as_object();
        for (const auto* word : {"summary", "description"})
          if (const auto* text = members.if_contains(word); text != nullptr && text->is_string()) members.erase(word);
        for (auto& member : members) self(self, member.value());
      } else if (at.is_array()) {
        for (auto& item : at.as_array()) self(self, item);
      }
    };
    strip(strip, root);
  };
  auto spanish = document;
  without_words(spanish);
  without_words(english);
  EXPECT_EQ(spanish, english);
}

TEST_F(OpenApi, TheReferenceShowsEveryObjectAndItsFields) {
  const auto page = app.visitor().get("/api");
  EXPECT_EQ(page.status, 200);
  for (const auto& schema : schemas()) {
    if (schema.key() == "Problem") continue;
    EXPECT_TRUE(page.contains("id=\"object-" + std::string(schema.key()) + "\"")) << schema.key();
  }
  for (const auto* text : {"name.es", "colours.brand", "obligatorio", "según su papel", "prior_studies"})
    EXPECT_TRUE(page.contains(text)) << text;
}

}  // namespace
}  // namespace alianza
