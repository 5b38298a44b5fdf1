#pragma once
// Verbs of case files. Who may is asked in each transaction, in those of the job too.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/case_files/case_files.h"
#include "platform/feature/act.h"
#include "platform/files/store.h"
#include "platform/jobs/context.h"

namespace alianza::case_files {

inline constexpr const char* job_kind = "case_files.make";
inline constexpr const char* expiry_kind = "case_files.expire";

/// One that the actor asked for, and how far its job is.
struct Seen {
  alliances::Seen at;
  CaseFile file;
  bool stalled = false;  // its job was cancelled or died: it is asked for again
  std::int64_t done = 0;
  std::int64_t total = 0;
};
/// Error: not_found (none, or of somebody else, or its body is not for the actor any more).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CaseFileId id);
struct Listing {
  alliances::Seen at;
  std::vector<CaseFile> rows;           // the actor's own, newest first
  std::vector<CommitteeId> committees;  // of which the actor may ask for one
};
/// Error: not_found.
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// Asks for one; a job makes it. `committee` empty: of the whole alliance. Errors: not_found, forbidden, invalid (`committee`),
/// conflict (one of the same is being made).
Result<CaseFile> ask(db::Tx& tx, const feature::Act& act, AllianceId alliance, std::string_view committee, Lang lang);
/// Ends the job at work. Errors: not_found, conflict.
Done stop(db::Tx& tx, const feature::Act& act, AllianceId alliance, CaseFileId id);

/// What the actor may read, in the order of time: the same data give the same content.
Result<Content> content_for(db::Tx& tx, const auth::MaybeActor& actor, const CaseFile& file);
/// The index as a page, made by whom the jobs do not know.
using DrawIndex = std::function<std::string(const Content&)>;
/// The job.
Done make(jobs::Context& context, const files::Store& store, const DrawIndex& draw);
/// The periodic job: archives past their time are released.
Done expire(jobs::Context& context);

}  // namespace alianza::case_files
