#pragma once
// Inside the room: what the connections and transactions of one Database share.
#include <atomic>
#include <map>

#include "platform/db/db.h"

namespace alianza::db {

constexpr std::size_t kStatementsPerConnection = 192;

struct Shared {
  Options options;
  std::map<std::string, std::vector<Database::Listener>, std::less<>> listeners;
  std::function<void(std::string_view)> observer;
  mutable std::atomic<std::int64_t> reads{0}, writes{0}, statements{0}, commits{0}, repeats{0}, longest_write_us{0};
};

/// One engine's way to keep the promises of Database.
class Store {
 public:
  virtual ~Store() = default;
  virtual Done write(detail::Body body) = 0;
  virtual Done read(detail::Body body) = 0;
  /// Alone with a connection that may write, outside a transaction: migrations.
  virtual Done alone(const std::function<Done(class Connection&)>& work) = 0;
  virtual Done backup(const std::string& path) = 0;
  virtual Done verify() = 0;
  virtual Done checkpoint() = 0;
  virtual Done purge() = 0;
  virtual void rest() {}
  virtual Done analyze() = 0;
  virtual void sizes(Stats& stats) = 0;
};

Result<std::unique_ptr<Store>> open_sqlite(const Shared& shared);
Result<std::unique_ptr<Store>> open_postgres(const Shared& shared);

struct Database::Impl {
  Shared shared;
  std::unique_ptr<Store> store;  // after shared: goes first
};

}  // namespace alianza::db
