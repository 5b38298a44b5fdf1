#include "platform/feature/operations.h"

#include <sodium.h>

#include "platform/auth/policy.h"
#include "platform/log/metrics.h"

namespace alianza::feature {
namespace {

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// A proxy on this machine makes every visitor look local, so what came through one needs the token too.
bool from_this_machine(const http::Request& request) {
  return !request.through_proxy && (request.client_address.starts_with("127.") || request.client_address == "::1");
}

}  // namespace

void register_gauges(const db::Database& db) {
  const auto gauge = [&db](const char* name, const char* help, std::int64_t db::Stats::*field) {
    metrics::gauge(name, help, [db, field] { return static_cast<double>(db.stats().*field); });
  };
  gauge("alianza_db_bytes", "Size of the database on disk.", &db::Stats::bytes);
  gauge("alianza_db_reads_total", "Read transactions.", &db::Stats::reads);
  gauge("alianza_db_writes_total", "Write transactions.", &db::Stats::writes);
  gauge("alianza_db_statements_total", "Statements executed in transactions.", &db::Stats::statements);
  gauge("alianza_db_commits_total", "Commits; fewer than writes when callers share one.", &db::Stats::commits);
  gauge("alianza_db_longest_write_microseconds", "Longest time one write held the writer.", &db::Stats::longest_write_us);
}

void add_operations_routes(Site& site) {
  site.router.get("/healthz", auth::anyone(), [db = site.db](http::Request&) {
    const auto ready = db.ready();
    return http::Response::text(ready ? "ok\n" : "the database does not answer\n", ready ? 200 : 503).no_store();
  });
  site.router.get("/metrics", auth::anyone(), [token = site.config.server.metrics_token](http::Request& request) {
    const bool proven = !token.empty() && same(request.bearer_token(), token);
    if (!proven && !(token.empty() && from_this_machine(request))) throw http::Abandon{Error::not_found()};
    return http::Response::text(metrics::text()).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8").no_store();
  });
}

}  // namespace alianza::feature
