// The limit that durable writes are measured against: SQLite with nothing else. Each client is a thread with a connection of its
// own, set as the program sets its writer (WAL, synchronous=FULL, secure_delete), and commits one small row at a time.
//     rival_commits DATABASE CLIENTS SECONDS     prints commits a second
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

void must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return;
  std::fprintf(stderr, "rival_commits: %s\n", sqlite3_errmsg(db));
  std::_Exit(1);
}

sqlite3* open(const char* path) {
  sqlite3* db = nullptr;
  must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr), db);
  sqlite3_busy_timeout(db, 60'000);
  must(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", nullptr, nullptr,
                    nullptr),
       db);
  return db;
}

void write_rows(const char* path, const std::atomic<bool>& enough, std::atomic<std::int64_t>& commits) {
  sqlite3* db = open(path);
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(db, "INSERT INTO bare (words) VALUES (?)", -1, &insert, nullptr), db);
  const std::string words(200, 'w');
  while (!enough) {
    sqlite3_bind_text(insert, 1, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
    must(sqlite3_step(insert), db);
    sqlite3_reset(insert);
    ++commits;
  }
  sqlite3_finalize(insert);
  sqlite3_close(db);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "rival_commits DATABASE CLIENTS SECONDS\n");
    return 2;
  }
  sqlite3* db = open(argv[1]);
  must(sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL)", nullptr, nullptr,
                    nullptr),
       db);
  sqlite3_close(db);
  std::atomic<bool> enough{false};
  std::atomic<std::int64_t> commits{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < std::atoi(argv[2]); ++i) clients.emplace_back([&] { write_rows(argv[1], enough, commits); });
  const double seconds = std::atof(argv[3]);
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  enough = true;
  const auto done = commits.load();
  for (auto& client : clients) client.join();
  std::printf("%.1f\n", static_cast<double>(done) / seconds);
}
