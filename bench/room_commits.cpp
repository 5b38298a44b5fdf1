// Durable writes through the database room and nothing else, beside rival_commits: the same row of 200 bytes in the same kind of
// table, each client a thread that waits until its row is on the disk.
//     room_commits DATABASE CLIENTS SECONDS     prints writes a second
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/db.h"

using namespace alianza;

namespace {

constexpr db::Migration migrations[] = {{"bare", 1, "words", "CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"}};

void write_rows(const db::Database& db, const std::atomic<bool>& enough, std::atomic<std::int64_t>& writes) {
  const std::string words(200, 'w');
  while (!enough) {
    const auto done = db.write([&](db::Tx& tx) -> Done {
      tx.exec("INSERT INTO bare (words) VALUES (:words)", {{"words", words}});
      return {};
    });
    if (!done) {
      std::fprintf(stderr, "room_commits: a write was refused\n");
      std::_Exit(1);
    }
    ++writes;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "room_commits DATABASE CLIENTS SECONDS\n");
    return 2;
  }
  const auto db = db::Database::open({.url = "sqlite:" + std::string(argv[1])});
  if (!db || !db->migrate(migrations)) {
    std::fprintf(stderr, "room_commits: %s cannot be used\n", argv[1]);
    return 1;
  }
  std::atomic<bool> enough{false};
  std::atomic<std::int64_t> writes{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < std::atoi(argv[2]); ++i) clients.emplace_back([&] { write_rows(*db, enough, writes); });
  const double seconds = std::atof(argv[3]);
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  enough = true;
  const auto done = writes.load();
  for (auto& client : clients) client.join();
  std::printf("%.1f\n", static_cast<double>(done) / seconds);
}
