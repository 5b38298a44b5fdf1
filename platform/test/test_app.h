#pragma once
// For tests of pages and API: the real router of the given features over a fresh database, with a stopped clock, people of every
// role and a client for each.
//
//   test::TestApp app({&agencies::feature, &alliances::feature});
//   auto& director = app.client(app.person("director"));
//   EXPECT_EQ(director.get("/agencies").status, 200);
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/db/testing.h"
#include "platform/feature/program.h"
#include "platform/http/testing.h"

namespace alianza::test {

class TestApp {
 public:
  explicit TestApp(std::vector<const feature::Feature*> features);
  ~TestApp();

  db::Database& db() { return program_->db(); }
  feature::Site& site() { return program_->site(); }
  http::Router& router() { return program_->router(); }
  FrozenClock& clock() { return scratch_.clock(); }
  /// The civil day in Mexico on the stopped clock.
  Date today() const;

  /// An account with that name (and name@example.org), made on first use; it holds nothing yet.
  auth::Actor person(const std::string& name);
  /// Gives a role since a month before today.
  void appoint(const auth::Actor& actor, auth::Scope scope, auth::Role role);
  /// The operator of the server.
  auth::Actor server_operator();
  /// A client with an open session of that person; kept, with its cookies.
  http::TestClient& client(const auth::Actor& actor);
  /// A client of nobody.
  http::TestClient& visitor();
  /// A fresh client with a personal access token of that person.
  http::TestClient token_client(const auth::Actor& actor, const std::vector<std::string>& scopes);
  feature::Act act(const auth::Actor& actor) const { return {actor, "test", nullptr}; }

  /// Runs a write or fails the test with the error's message.
  template <class F>
  auto write(F&& body) {
    return must(db().write(std::forward<F>(body)));
  }
  template <class F>
  auto read(F&& body) {
    return must(db().read(std::forward<F>(body)));
  }

 private:
  [[noreturn]] static void fail_with(const Error& error);
  template <class T>
  static T must(Result<T> result) {
    if (!result) fail_with(result.error());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }

  Scratch scratch_;
  std::unique_ptr<feature::Program> program_;
  std::map<std::string, auth::Actor> people_;
  std::map<auth::AccountId, std::unique_ptr<http::TestClient>> clients_;
  std::unique_ptr<http::TestClient> visitor_;
};

}  // namespace alianza::test
