// Strings that break programs, in every text field of every form: stored as they were typed, or refused with what was typed in
// place.
#include <boost/json.hpp>

#include <fstream>
#include <sstream>

#include "features/organizations/tests/house.h"
#include "platform/html/out.h"

namespace alianza::organizations {
namespace {

std::vector<std::string> naughty() {
  std::ifstream file("tests/data/security/naughty-strings/blns.json");
  std::ostringstream text;
  text << file.rdbuf();
  std::vector<std::string> out;
  const auto list = boost::json::parse(text.str());
  for (const auto& item : list.as_array()) out.emplace_back(item.as_string());
  return out;
}

std::string shown(std::string_view text) {
  std::string out;
  html::append_escaped_text(out, text);
  return out;
}

/// No element that a template did not write: what people typed is text.
void expect_harmless(const http::TestAnswer& page, const std::string& typed) {
  EXPECT_EQ(page.body.find("<script>"), std::string::npos) << typed;
  for (const auto* element : {"<img src=x", "<iframe", "<svg/", "<a href=\"javascript"})
    EXPECT_EQ(page.body.find(element), std::string::npos) << typed;
}

class Naughty : public ::testing::Test {
 protected:
  std::string of(const std::string& tail) const {
    return "/alliances/" + house.alliance.text() + "/organizations/" + id.text() + tail;
  }
  http::TestAnswer send(const std::string& path, http::Pairs fields) { return client.submit_from(path, path, std::move(fields)); }
  House house;
  OrganizationId id = house.registered("Energía Altozano");
  http::TestClient& client = house.app.client(house.person("secretariat"));
};

TEST_F(Naughty, InEachTextOfAProfile) {
  struct TextField {
    const char* name;
    std::string (*stored)(const Profile&);
  };
  const TextField fields[] = {{"name", [](const Profile& p) { return p.name; }},
                              {"legal_name", [](const Profile& p) { return p.legal_name; }},
                              {"parent", [](const Profile& p) { return p.parent; }},
                              {"municipality", [](const Profile& p) { return p.municipality; }},
                              {"description_es", [](const Profile& p) { return p.description.es; }},
                              {"description_en", [](const Profile& p) { return p.description.en; }},
                              {"source", [](const Profile& p) { return p.source; }}};
  for (const auto& text : naughty()) {
    http::Pairs form{{"type", "unspecified"}, {"country", "MX"}, {"version", std::to_string(house.stored(id).version)}};
    for (const auto& field : fields) form.emplace_back(field.name, text);
    form.emplace_back("interests", text);
    form.emplace_back("capacities", text);
    const auto answer = send(of("/edit"), form);
    const auto one_line = parse_text(text, 120);
    if (answer.status == 303) {
      const auto profile = house.stored(id).profile;
      for (const auto& field : fields) EXPECT_EQ(field.stored(profile), *parse_text(text, 4000, Lines::many)) << field.name;
      const auto page = client.get(of(""));
      EXPECT_TRUE(page.contains(shown(profile.name))) << text;
      expect_harmless(page, text);
    } else {
      EXPECT_EQ(answer.status, 422) << text;
      EXPECT_TRUE(!one_line || one_line->empty()) << "refused without a reason: " << text;
      expect_harmless(answer, text);
    }
  }
}

TEST_F(Naughty, InPeopleContributionsAndReasons) {
  int n = 0;
  for (const auto& text : naughty()) {
    if (++n % 9 != 0) continue;
    const auto contact =
        send(of("/contacts/new"),
             {{"name", text}, {"position", text}, {"phone", text}, {"email", ""}, {"role", "contact"}, {"since", "2026-02-01"}});
    EXPECT_TRUE(contact.status == 303 || contact.status == 422) << text;
    const auto gift = send(of("/contributions/new"), {{"kind", "knowledge"},
                                                      {"description", text},
                                                      {"quantity", "1"},
                                                      {"unit", "x"},
                                                      {"note", text},
                                                      {"state", "offered"},
                                                      {"since", "2026-02-01"}});
    EXPECT_TRUE(gift.status == 303 || gift.status == 422) << text;
    const auto page = client.get(of("/contributions"));
    if (gift.status == 303) {
      EXPECT_TRUE(page.contains(shown(*parse_text(text, 500, Lines::many)))) << text;
    }
    expect_harmless(page, text);
    expect_harmless(contact, text);
    expect_harmless(client.get(of("/contacts")), text);
    const auto asked = send(of("/shelf"), {{"shelf", "inactive"}, {"reason", text}});
    EXPECT_TRUE(asked.status == 303 || asked.status == 422) << text;
    if (asked.status != 303) continue;
    EXPECT_EQ(send(of("/shelf"), {{"shelf", "active"}, {"reason", "De vuelta"}}).status, 303);
  }
  expect_harmless(client.get(of("/history")), "history");
}

TEST_F(Naughty, InTheSearchAndTheFilters) {
  const auto list = "/alliances/" + house.alliance.text() + "/organizations";
  for (const auto& text : naughty()) {
    const auto page = client.get(
        http::Url("/alliances/{}/organizations", house.alliance).with("q", text).with("type", text).with("sector", text).text());
    EXPECT_TRUE(page.status == 200 || page.status == 400) << text;
    expect_harmless(page, text);
  }
  EXPECT_EQ(client.get(list).status, 200);
}

}  // namespace
}  // namespace alianza::organizations
