#include "platform/feature/program.h"

#include <sodium.h>

#include <thread>

#include "migrations/audit.h"
#include "migrations/auth.h"
#include "migrations/files.h"
#include "migrations/jobs.h"
#include "migrations/mail.h"
#include "migrations/search.h"
#include "platform/audit/sequencer.h"
#include "platform/feature/entry.h"
#include "platform/feature/openapi.h"
#include "platform/feature/operations.h"
#include "platform/files/sweep.h"
#include "platform/html/error_page.h"
#include "platform/http/assets.h"
#include "platform/http/csrf.h"
#include "platform/http/server.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/forget.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/log/log.h"
#include "platform/mail/delivery.h"
#include "platform/mail/forget.h"
#include "platform/mail/mail.h"

namespace alianza::feature {
namespace {

std::string fresh_secret() {
  std::string secret(32, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

/// PostgreSQL waits for the network, so its reads do not run on the network's own threads.
bool waits(const db::Database& db) { return db.engine() == db::Engine::postgres; }

http::ServerOptions server_options(const config::Config& c, const db::Database& db) {
  http::ServerOptions options;
  options.listen = c.server.listen;
  options.threads = static_cast<unsigned>(c.server.threads);
  options.workers = static_cast<unsigned>(c.server.workers);
  options.trusted_proxies = c.server.trusted_proxies;
  options.inline_handlers = !waits(db);
  return options;
}

}  // namespace

struct Program::State {
  State(ProgramOptions o, db::Database d)
      : options(std::move(o)), db(std::move(d)), gate(db, gate_options(options)), site{db, router, options.config, gate, kinds,
                                                                                       {}, {}} {}

  static auth::GateOptions gate_options(const ProgramOptions& o) {
    auth::GateOptions g;
    g.secure_cookie = o.config.server.secure_cookies;
    g.clock = o.clock;
    g.seal_key = o.seal_key;
    return g;
  }

  ProgramOptions options;
  db::Database db;
  http::Router router;
  auth::Gate gate;
  jobs::Kinds kinds;
  Site site;
  std::vector<db::Migration> migrations;
};

Program::~Program() = default;

Result<std::unique_ptr<Program>> Program::make(ProgramOptions options) {
  db::Options o;
  o.url = options.config.database.url;
  o.readers = static_cast<int>(options.config.database.connections);
  o.writers = static_cast<int>(options.config.database.connections);
  o.clock = options.clock;
  o.existing = options.existing;
  for (const auto* f : options.features)
    o.unique_rules.insert(o.unique_rules.end(), f->unique_rules.begin(), f->unique_rules.end());
  auto db = TRY(db::Database::open(std::move(o)));
  if (log::enabled(log::Level::debug))  // placeholders stand for the values; bench/ takes the SQL of a page from here
    db.on_prepare([](std::string_view sql) { log::debug("prepared", {{"sql", sql}}); });
  std::unique_ptr<Program> program(new Program);
  program->state_ = std::make_unique<State>(std::move(options), std::move(db));
  auto& list = program->state_->migrations;
  const auto add = [&](std::span<const db::Migration> some) { list.insert(list.end(), some.begin(), some.end()); };
  add(migrations::auth());
  add(migrations::audit());
  add(migrations::search());
  add(migrations::jobs());
  add(migrations::mail());
  add(migrations::files());
  for (const auto* f : program->state_->options.features) add(f->migrations);
  return program;
}

db::Database& Program::db() { return state_->db; }
const config::Config& Program::config() const { return state_->options.config; }
const std::vector<db::Migration>& Program::migrations() const { return state_->migrations; }
http::Router& Program::router() { return state_->router; }
Site& Program::site() { return state_->site; }

Done Program::start() {
  auto& s = *state_;
  auto& router = s.router;
  const auto& server = s.options.config.server;
  router.set_secure(server.secure_cookies);
  router.set_translate([](const Message& m, Lang lang) { return i18n::text(lang, m); });
  router.set_error_renderer(html::error_page);
  router.add_filter(s.gate.actor_filter());
  router.add_filter(
      http::csrf_filter({s.options.csrf_secret.empty() ? fresh_secret() : s.options.csrf_secret, server.public_url}));
  router.add_filter(s.gate.repeat_filter());
  router.add_filter(entry_filter(s.site));
  http::add_asset_routes(router, auth::anyone());
  add_operations_routes(s.site);
  s.kinds.add(jobs::forgetting());
  s.kinds.add(mail::forgetting());
  s.kinds.add(files::sweeping(files::Store(s.options.config.files.path)));
  for (const auto* f : s.options.features) {
    s.site.menu.insert(s.site.menu.end(), f->menu.begin(), f->menu.end());
    if (f->start != nullptr) f->start(s.site);
  }
  std::stable_sort(s.site.menu.begin(), s.site.menu.end(), [](const auto& a, const auto& b) {
    return std::pair(a.group.order, a.order) < std::pair(b.group.order, b.order);
  });
  add_openapi_routes(s.site);
  const auto problems = router.problems();
  if (!problems.empty()) throw Impossible(problems.front());
  return {};
}

namespace {

/// A database of an older program gets its index while it is served; one that has it all is asked once.
void complete_index(const db::Database& db, const search::Kinds& kinds, const std::stop_token& stop) {
  try {
    const auto done = search::rebuild(db, kinds, search::Extent::outdated, stop);
    if (!done)
      log::warning("search index", {{"state", "not made: alianza search rebuild"}});
    else if (done->documents > 0)
      log::info("search index", {{"documents", done->documents}});
  } catch (const std::exception&) {  // its message may carry SQL and values
    log::error("search index", {{"state", "not made: alianza search rebuild"}});
  }
}

}  // namespace

Done Program::serve(const std::function<void(const std::vector<std::uint16_t>&)>& on_ready) {
  auto& s = *state_;
  audit::Sequencer sequencer(s.db, TRY(signing_key(s.options.config)));
  http::Server server(std::move(s.router), server_options(s.options.config, s.db));
  if (s.options.config.demo && s.options.config.mail.server.empty())
    s.kinds.add(mail::keeping());
  else
    mail::add_delivery(s.kinds, s.options.config.mail);
  jobs::WorkersOptions workers_options;
  workers_options.at_rest = [&s] {
    s.db.rest();
    if (s.options.collect_memory) s.options.collect_memory();
  };
  jobs::Workers workers(s.db, s.kinds, std::move(workers_options));
  register_gauges(s.db);
  jobs::register_gauges(s.db);
  mail::register_gauges(s.db);
  TRY(server.start());
  sequencer.start();
  std::jthread index([&s](const std::stop_token& stop) { complete_index(s.db, s.site.search, stop); });
  workers.start();
  on_ready(server.ports());
  server.wait();
  index.request_stop();
  workers.stop();
  sequencer.stop();
  s.gate.flush();
  return {};
}

Result<audit::SigningKey> signing_key(const config::Config& config) {
  return audit::SigningKey::load_or_create(std::filesystem::path(config.files.keys) / "audit.key");
}

}  // namespace alianza::feature
