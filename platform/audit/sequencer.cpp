#include "platform/audit/sequencer.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "platform/audit/chain.h"
#include "platform/audit/digest.h"
#include "platform/log/log.h"

namespace alianza::audit {
namespace {

constexpr auto lease = std::chrono::seconds(10);

struct Head {
  std::int64_t seq = 0;
  std::string hash{first_hash};
  std::string holder;
  std::string held_until;

  static void columns(auto& v, Head& row) { v(row.seq, row.hash, row.holder, row.held_until); }
};

constexpr auto find_head = "SELECT seq, hash, holder, held_until FROM audit_chains WHERE agency_id = :agency";

// Who sequences: several processes may want to, the first takes the lease of an agency.
struct Worker {
  const db::Database& db;
  const SigningKey& key;
  std::string name;
  int batch;
};

std::vector<Entry> unchained(db::Tx& tx, std::int64_t agency, int limit) {
  return tx.all<Entry>(
      "SELECT id, agency_id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields FROM audit_lines "
      "WHERE agency_id = :agency AND seq IS NULL ORDER BY id LIMIT :limit",
      {{"agency", agency}, {"limit", limit}});
}

void link(db::Tx& tx, Head& head, const Entry& entry) {
  head.seq += 1;
  head.hash = chain_hash(head.hash, head.seq, entry);
  const auto changed =
      tx.exec("UPDATE audit_lines SET seq = :seq, hash = :hash WHERE agency_id = :agency AND id = :id AND seq IS NULL",
              {{"seq", head.seq}, {"hash", head.hash}, {"agency", entry.agency_id}, {"id", entry.id}});
  ENSURE(changed == 1);
}

void move_head(db::Tx& tx, std::int64_t agency, const Head& head) {
  tx.exec(
      "INSERT INTO audit_chains (agency_id, seq, hash, holder, held_until) VALUES (:agency, :seq, :hash, :holder, :until) "
      "ON CONFLICT (agency_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, holder = excluded.holder, "
      "held_until = excluded.held_until",
      {{"agency", agency}, {"seq", head.seq}, {"hash", head.hash}, {"holder", head.holder}, {"until", head.held_until}});
}

// How many lines were chained; -1 when another process holds the agency.
Result<int> chain_batch(const Worker& worker, std::int64_t agency) {
  return worker.db.write([&](db::Tx& tx) -> Result<int> {
    auto head = tx.one<Head>(find_head, {{"agency", agency}}).value_or(Head());
    if (head.holder != worker.name && head.held_until > tx.now().text()) return -1;
    const auto entries = unchained(tx, agency, worker.batch);
    if (entries.empty()) return 0;
    for (const auto& entry : entries) link(tx, head, entry);
    head.holder = worker.name;
    head.held_until = (tx.now() + lease).text();
    move_head(tx, agency, head);
    return static_cast<int>(entries.size());
  });
}

Result<std::vector<std::int64_t>> waiting_agencies(const db::Database& db) {
  return db.read([](db::Tx& tx) {
    return tx.all<std::int64_t>("SELECT DISTINCT agency_id FROM audit_lines WHERE seq IS NULL ORDER BY agency_id");
  });
}

Result<std::vector<std::int64_t>> unsigned_agencies(const db::Database& db) {
  return db.read([](db::Tx& tx) {
    return tx.all<std::int64_t>(
        "SELECT c.agency_id FROM audit_chains c WHERE NOT EXISTS "
        "(SELECT 1 FROM audit_checkpoints p WHERE p.agency_id = c.agency_id AND p.seq = c.seq) ORDER BY c.agency_id");
  });
}

Result<int> sign_head(const Worker& worker, std::int64_t agency) {
  return worker.db.write([&](db::Tx& tx) -> Result<int> {
    const auto head = tx.one<Head>(find_head, {{"agency", agency}});
    if (!head) return 0;
    Checkpoint point{agency, head->seq, head->hash, tx.now().text(), worker.key.id(), {}};
    point.signature = worker.key.sign(checkpoint_bytes(point));
    tx.exec("INSERT INTO audit_keys (key_id, public_key, since) VALUES (:id, :key, :since) ON CONFLICT (key_id) DO NOTHING",
            {{"id", point.key_id}, {"key", worker.key.public_key()}, {"since", point.at}});
    const auto added = tx.exec(
        "INSERT INTO audit_checkpoints (agency_id, seq, hash, at, key_id, signature) "
        "VALUES (:agency, :seq, :hash, :at, :key, :signature) ON CONFLICT (agency_id, seq) DO NOTHING",
        {{"agency", agency},
         {"seq", point.seq},
         {"hash", point.hash},
         {"at", point.at},
         {"key", point.key_id},
         {"signature", point.signature}});
    return static_cast<int>(added);
  });
}

Result<int> chain_all(const Worker& worker) {
  int lines = 0;
  for (const auto agency : TRY(waiting_agencies(worker.db))) {
    int taken = 0;
    do {
      taken = TRY(chain_batch(worker, agency));
      lines += std::max(taken, 0);
    } while (taken == worker.batch);
  }
  return lines;
}

Result<int> sign_all(const Worker& worker) {
  int points = 0;
  for (const auto agency : TRY(unsigned_agencies(worker.db))) points += TRY(sign_head(worker, agency));
  return points;
}

}  // namespace

Result<Sequenced> sequence_now(const db::Database& db, const SigningKey& key) {
  // One name for all such calls: two in a row are not kept apart by the first one's lease.
  const Worker worker{db, key, "command", 500};
  Sequenced done;
  done.lines = TRY(chain_all(worker));
  done.checkpoints = TRY(sign_all(worker));
  return done;
}

struct Sequencer::State {
  State(db::Database database, SigningKey signing, SequencerOptions wanted)
      : db(std::move(database)), key(std::move(signing)), options(wanted), name(random_text(12)) {}

  void run() {
    std::unique_lock lock(mutex);
    auto next_checkpoint = std::chrono::steady_clock::now() + options.checkpoint_every;
    while (!ending) {
      lock.unlock();
      const bool due = std::chrono::steady_clock::now() >= next_checkpoint;
      if (due) next_checkpoint = std::chrono::steady_clock::now() + options.checkpoint_every;
      round(due ? Sign::yes : Sign::no);
      lock.lock();
      wake.wait_for(lock, options.every, [&] { return ending; });
    }
    lock.unlock();
    round(Sign::yes);
  }

  enum class Sign { yes, no };

  // A failure (database busy or away) is told once in a row and tried again at the next round.
  void round(Sign sign) {
    const Worker worker{db, key, name, options.batch};
    bool good = false;
    try {
      good = chain_all(worker) && (sign == Sign::no || sign_all(worker));
    } catch (const std::exception&) {
      if (!failing) log::error("audit sequencer failed", {{"cause", log::describe_current_exception()}});
    }
    if (!good && !failing) log::warning("audit sequencer waits for the database");
    failing = !good;
  }

  db::Database db;
  SigningKey key;
  SequencerOptions options;
  std::string name;
  bool failing = false;
  bool ending = false;
  std::mutex mutex;
  std::condition_variable wake;
  std::thread thread;
};

Sequencer::Sequencer(const db::Database& db, SigningKey key, SequencerOptions options)
    : state_(std::make_unique<State>(db, std::move(key), options)) {}

Sequencer::~Sequencer() { stop(); }

void Sequencer::start() {
  ENSURE(!state_->thread.joinable());
  state_->ending = false;
  state_->thread = std::thread([this] { state_->run(); });
}

void Sequencer::stop() {
  if (!state_->thread.joinable()) return;
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
  }
  state_->wake.notify_all();
  state_->thread.join();
}

}  // namespace alianza::audit
