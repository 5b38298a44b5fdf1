#include "platform/test/test_app.h"

#include <stdexcept>

#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/i18n/i18n.h"
#include "platform/test/agreement.h"

namespace alianza::test {

TestApp::TestApp(std::vector<const feature::Feature*> features) {
  feature::ProgramOptions options;
  options.config.database.url = scratch_.url();
  options.config.files.path = scratch_.folder() + "/files";
  options.config.files.keys = scratch_.folder() + "/keys";
  options.config.demo = true;
  options.clock = &scratch_.clock();
  options.features = std::move(features);
  options.csrf_secret = std::string(32, 's');
  options.seal_key = std::string(32, 'k');
  scratch_.close();
  program_ = must(feature::Program::make(std::move(options)));
  must(program_->db().migrate(program_->migrations()));
  must(program_->start());
  hold_to_openapi(program_->site());
}

TestApp::~TestApp() = default;

Date TestApp::today() const { return Zone().date_of(const_cast<Scratch&>(scratch_).clock().now()); }

auth::Actor TestApp::person(const std::string& name) {
  if (const auto found = people_.find(name); found != people_.end()) return found->second;
  const auto account = write([&](db::Tx& tx) {
    return auth::create_account(tx, {must(Email::parse(name + "@example.org")), name, Lang::es, {}, false});
  });
  auth::Actor actor;
  actor.account = account.id;
  actor.name = name;
  return people_[name] = actor;
}

void TestApp::appoint(const auth::Actor& actor, auth::Scope scope, auth::Role role) {
  auth::NewAppointment wanted;
  wanted.account = actor.account;
  wanted.scope = scope;
  wanted.role = role;
  wanted.since = today().plus_days(-30);
  wanted.reason = "test";
  write([&](db::Tx& tx) { return auth::appoint(tx, wanted); });
}

auth::Actor TestApp::server_operator() {
  const bool fresh = !people_.contains("operator");
  auto actor = person("operator");
  if (fresh) appoint(actor, auth::Scope::server(), auth::Role::server_operator);
  actor.server_operator = true;
  return people_["operator"] = actor;
}

http::TestClient& TestApp::client(const auth::Actor& actor) {
  auto& client = clients_[actor.account];
  if (client) return *client;
  client = std::make_unique<http::TestClient>(router());
  const auto session = write([&](db::Tx& tx) { return auth::open_session(tx, actor.account, "127.0.0.1", "test"); });
  const auto cookie = site().gate.cookie(session.secret);
  client->cookies()[cookie.name] = cookie.value;
  return *client;
}

http::TestClient& TestApp::visitor() {
  if (!visitor_) visitor_ = std::make_unique<http::TestClient>(router());
  return *visitor_;
}

http::TestClient TestApp::token_client(const auth::Actor& actor, const std::vector<std::string>& scopes) {
  const auto token = write([&](db::Tx& tx) { return auth::create_token(tx, {actor.account, "test", scopes, 90}); });
  http::TestClient client(router());
  client.with_token(token.secret);
  return client;
}

void TestApp::fail_with(const Error& error) {
  std::string text = i18n::text(Lang::es, error.message);
  for (const auto& f : error.fields) text += " [" + f.field + ": " + i18n::text(Lang::es, f.message) + "]";
  throw std::runtime_error(text);
}

}  // namespace alianza::test
