#pragma once
// Words and rules of case files (features/case_files/README.md): R-025. No SQL, no HTTP.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/documents/documents.h"
#include "features/minutes/minutes.h"
#include "platform/jobs/job.h"

namespace alianza::case_files {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using CaseFileId = Id<struct CaseFileTag>;

/// making: its job waits or works, or was stopped (the job says). ready: it can be fetched. expired: its archive is gone.
enum class State : std::uint8_t { making, ready, expired };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);

struct CaseFile {
  CaseFileId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;  // 0: of the whole alliance
  State state = State::making;
  Lang lang = Lang::es;  // of its index
  auth::AccountId asked_by;
  Instant asked_at;
  Date as_of;  // the civil day at the alliance on which it was asked for
  jobs::JobId job;
  files::Digest digest;  // of the archive
  std::int64_t bytes = 0;
  std::int64_t entries = 0;
  std::optional<Instant> ready_at;
  std::optional<Instant> expires_at;
};

/// An archive can be fetched for so long.
inline constexpr auto kept_for = std::chrono::hours(24 * 14);

/// What happened, as the index tells it.
enum class EventKind : std::uint8_t { stage, participation, membership, appointment, meeting, minutes, document };
std::string_view to_text(EventKind kind);
Message label(EventKind kind);

struct Event {
  std::string on;  // "2026-03-02", or less of it where less is known; "" goes last
  EventKind kind = EventKind::document;
  std::string title;
  std::string detail;
  std::string path;  // of the entry that holds it; empty when the index says it all
  std::string id;    // keeps two of a day in the same order
};
/// By day, kind, title and id: the same events give the same order.
void put_in_order(std::vector<Event>& events);

/// An entry of the archive: its text, or a file of the store.
struct Entry {
  std::string path;  // ASCII, unique
  std::string text;
  files::Digest file;  // empty: `text` is the content
  std::int64_t bytes = 0;
};

/// Everything an archive is made of, without the index and the manifest.
struct Content {
  std::string alliance;
  std::string committee;  // empty: of the whole alliance
  std::string seal;       // «Datos sintéticos…», of an alliance that is not real
  std::string alliance_id;
  std::string committee_id;
  Date as_of;
  Lang lang = Lang::es;
  std::vector<Event> events;  // in order
  std::vector<Entry> entries;
};

/// "Ficha técnica: Año 1" -> "ficha-tecnica-ano-1"; at most 60 characters, "x" when nothing is left.
std::string path_word(std::string_view text);

/// The index for programs.
std::string index_json(const Content& content);

/// What was written, for the manifest.
struct Written {
  std::string path;
  std::int64_t bytes = 0;
  files::Digest digest;
};
/// manifest.json: every entry with its SHA-256, and one of all: of the lines "digest  path\n" in the order of the entries, as
/// sha256sum writes them. tools/verify_case_file.py checks it.
std::string manifest_json(const Content& content, const std::vector<Written>& entries);

}  // namespace alianza::case_files
