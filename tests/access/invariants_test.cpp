// What must hold whatever the tables say.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "platform/auth/tokens.h"
#include "platform/http/csrf.h"
#include "tests/access/table.h"

namespace alianza::access {
namespace {

const Row* find_row(const std::string& route, const std::string& object) {
  for (const auto& row : matrix().rows)
    if (row.route == route && row.object == object) return &row;
  return nullptr;
}

bool is_inside(const std::string& route) { return route.find("/alliances/{alliance}") != std::string::npos; }
bool is_hidden(const Cell& cell) { return cell.answer == "--" || cell.answer == "in"; }
/// The act was reached: what was sent may still be wrong.
bool is_allowed(const Cell& cell) { return cell.answer == "ok" || cell.answer == "bad"; }

TEST(AccessInvariants, nothing_of_a_hidden_alliance_answers) {
  for (const auto* object : {"own", "sister", "foreign", "made-up"}) {
    const auto* home = find_row("GET /alliances/{alliance}", object);
    ASSERT_NE(home, nullptr);
    for (const auto& row : matrix().rows) {
      if (!is_inside(row.route) || row.object != object) continue;
      for (std::size_t i = 0; i < columns().size(); ++i)
        if (is_hidden(home->cells[i])) {
          EXPECT_TRUE(is_hidden(row.cells[i]))
              << row.route << ", " << object << ", " << columns()[i] << ": " << row.cells[i].answer;
        }
    }
  }
}

TEST(AccessInvariants, what_is_hidden_looks_like_what_does_not_exist) {
  for (const auto& row : matrix().rows) {
    const auto* nothing = find_row(row.route, row.object == "crossed" ? "lost" : "made-up");
    if (nothing == nullptr) continue;
    for (std::size_t i = 0; i < columns().size(); ++i) {
      const auto& cell = row.cells[i];
      if (cell.answer != "--") continue;
      EXPECT_EQ(nothing->cells[i].status, cell.status) << row.route << ", " << row.object << ", " << columns()[i];
      EXPECT_EQ(nothing->cells[i].body, cell.body) << row.route << ", " << row.object << ", " << columns()[i];
    }
  }
}

TEST(AccessInvariants, nobody_reaches_what_does_not_exist) {
  for (const auto& row : matrix().rows) {
    if (row.object != "made-up" && row.object != "crossed" && row.object != "lost") continue;
    for (std::size_t i = 0; i < columns().size(); ++i)
      EXPECT_FALSE(row.cells[i].answer == "ok" || row.cells[i].status >= 500)
          << row.route << ", " << row.object << ", " << columns()[i] << ": " << row.cells[i].status;
  }
}

/// twins.txt: an API route and the page that does the same, or "-" and why there is none.
std::map<std::string, std::string> twins() {
  std::map<std::string, std::string> out;
  std::ifstream in("tests/access/twins.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto bar = line.find(" | ");
    ENSURE(bar != std::string::npos);
    out[line.substr(0, line.find_last_not_of(' ', bar) + 1)] = line.substr(bar + 3);
  }
  return out;
}

TEST(AccessInvariants, page_and_program_get_the_same_decision) {
  const auto known = twins();
  std::set<std::string> told;
  for (const auto& row : matrix().rows) {
    if (row.route.find(" /api/v1/") == std::string::npos) continue;
    const auto twin = known.find(row.route);
    if (twin == known.end()) {
      if (told.insert(row.route).second) ADD_FAILURE() << row.route << " has no line in tests/access/twins.txt";
      continue;
    }
    if (twin->second.starts_with("-")) continue;
    const auto* page = find_row(twin->second, row.object);
    ASSERT_NE(page, nullptr) << twin->second << ", " << row.object;
    for (std::size_t i = 0; i < columns().size(); ++i) {
      const bool same = row.cells[i].answer == page->cells[i].answer || (is_allowed(row.cells[i]) && is_allowed(page->cells[i]));
      EXPECT_TRUE(same) << row.route << ": " << row.cells[i].answer << "; " << twin->second << ": " << page->cells[i].answer
                        << " (" << row.object << ", " << columns()[i] << ")";
    }
  }
}

TEST(AccessInvariants, every_write_without_the_token_of_its_page_is_refused) {
  auto& house = matrix().house;
  for (const auto& route : house.app.router().routes()) {
    if (http::is_safe(route.method)) continue;
    // Mail programs unsubscribe by one POST to the secret address in a letter (RFC 8058): without a cookie nothing is ridden on.
    if (route.pattern.starts_with("/unsubscribe/")) continue;
    for (auto& person : house.people) {
      std::string unknown;
      auto stranger = person;
      for (const auto* token :
           {"", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        stranger.csrf = token;
        const auto path = fill(house, person, route.pattern, objects_of(route.pattern).front(), unknown);
        EXPECT_EQ(ask(stranger, route, path).status, 403) << title(route) << ", " << person.column;
      }
    }
  }
}

TEST(AccessInvariants, a_suspended_organisation_reads_all_that_is_its_own) {
  auto& house = matrix().house;
  for (auto& person : house.people) {
    if (person.column != "act" && person.column != "susp") continue;
    const auto own = "/alliances/" + house.own.names.at("alliance") + "/organizations/" + person.mine.at("organization");
    EXPECT_TRUE(person.client->get(own + "/contacts").contains("Contacto")) << person.column;
    EXPECT_TRUE(person.client->get(own + "/contributions").contains("Horas de laboratorio")) << person.column;
    EXPECT_FALSE(
        person.client
            ->get("/alliances/" + house.own.names.at("alliance") + "/organizations/" + house.own.names.at("organization"))
            .contains("Horas de laboratorio"))
        << person.column;
  }
}

class Keys : public testing::Test {
 protected:
  /// The route asked with a personal access key instead of the session.
  Cell with_key(Person& person, const std::string& secret, const http::Route& route, const std::string& path) {
    http::TestClient client(matrix().house.app.router());
    client.client_address = person.client->client_address;
    client.with_token(secret);
    const auto answer = client.json(route.method, path, http::is_safe(route.method) ? "" : "{}");
    return {class_of(answer), answer.status, {}};
  }
  std::string secret(const Person& person, std::vector<std::string> scopes) {
    return matrix()
        .house.app
        .write([&](db::Tx& tx) {
          return auth::create_token(tx, {person.actor->account, "clave", std::move(scopes), 90});
        })
        .secret;
  }
  template <class Body>
  void each_api_route(Body&& body) {
    auto& house = matrix().house;
    for (const auto& route : house.app.router().routes()) {
      if (!route.pattern.starts_with("/api/")) continue;
      std::string unknown;
      for (auto& person : house.people) {
        if (!person.actor) continue;
        const auto object = objects_of(route.pattern).front();
        body(route, person, fill(house, person, route.pattern, object, unknown), object);
      }
    }
  }
};

TEST_F(Keys, a_reading_key_writes_nowhere) {
  std::map<std::string, std::string> keys;
  for (const auto& person : matrix().house.people)
    if (person.actor) keys[person.column] = secret(person, {"read", "accounts:read"});
  each_api_route([&](const http::Route& route, Person& person, const std::string& path, const std::string&) {
    if (http::is_safe(route.method)) return;
    const auto cell = with_key(person, keys[person.column], route, path);
    EXPECT_TRUE(cell.status == 403 || cell.status == 404) << title(route) << ", " << person.column << ": " << cell.status;
  });
}

TEST_F(Keys, a_key_never_does_more_than_its_person) {
  std::map<std::string, std::string> keys;
  for (const auto& person : matrix().house.people)
    if (person.actor) keys[person.column] = secret(person, {"read", "write", "accounts:write"});
  each_api_route([&](const http::Route& route, Person& person, const std::string& path, const std::string& object) {
    const auto cell = with_key(person, keys[person.column], route, path);
    const auto* row = find_row(title(route), object);
    ASSERT_NE(row, nullptr);
    const auto& own = row->cells[static_cast<std::size_t>(&person - matrix().house.people.data())];
    const bool only_a_session = route.policy.name == "signed_in";
    if (only_a_session)
      EXPECT_EQ(cell.answer, "no") << title(route) << ", " << person.column;
    else
      EXPECT_TRUE(cell.answer == own.answer || (is_allowed(cell) && is_allowed(own)))
          << title(route) << ", " << person.column << ": key " << cell.answer << ", session " << own.answer;
    if (cell.answer == "ok" && !http::is_safe(route.method)) matrix().mend_after(route, object, person);
  });
}

}  // namespace
}  // namespace alianza::access
