#pragma once
// A job as it stands in the database: work that was asked for in one transaction and is done later, by whichever server takes it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/base/time.h"

namespace alianza::jobs {

using JobId = Id<struct JobTag>;

/// waiting and running go on; done, cancelled and dismissed are ends; dead waits for an operator: retried or dismissed.
enum class State : std::uint8_t { waiting, running, done, dead, cancelled, dismissed };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);

/// How far it is. `total` 0: nobody knows how much there is. `phase` is the key of a message, or empty.
struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string phase;

  bool operator==(const Progress&) const = default;
  static void columns(auto& v, Progress& row) { v(row.done, row.total, row.phase); }
};

/// What came out, to be found again: the id of what was made, or a short text such as an address. Nothing personal.
struct Product {
  std::int64_t id = 0;
  std::string text;

  static void columns(auto& v, Product& row) { v(row.id, row.text); }
};

struct Job {
  JobId id;
  std::string kind;
  State state = State::waiting;
  std::string payload_json;
  std::int64_t agency_id = 0;    // 0: the server
  std::int64_t alliance_id = 0;  // 0: none
  std::int64_t account_id = 0;   // who asked; 0: the program
  Instant created_at;
  Instant run_at;             // waiting: not before
  std::int64_t attempt = 0;   // times it was taken by a worker; only grows
  std::int64_t forgiven = 0;  // of these, those that do not count: given back at a stop, or before an operator's retry
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  bool cancel_asked = false;
  Progress progress;
  std::string saved_json;  // what an earlier attempt left for the next one
  Product product;
  std::string error;         // key of the last failure's message, or empty
  std::string error_detail;  // words for the operator: the type of an exception, never values

  /// Attempts that count.
  std::int64_t tries() const { return attempt - forgiven; }
  /// Running, and its handler has been asked to stop.
  bool cancelling() const { return state == State::running && cancel_asked; }
  bool ended() const { return state != State::waiting && state != State::running; }

  static void columns(auto& v, Job& row) {
    v(row.id, row.kind, row.state, row.payload_json, row.agency_id, row.alliance_id, row.account_id, row.created_at, row.run_at,
      row.attempt, row.forgiven, row.started_at, row.finished_at, row.cancel_asked, row.progress, row.saved_json, row.product,
      row.error, row.error_detail);
  }
};

}  // namespace alianza::jobs
