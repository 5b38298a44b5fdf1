#pragma once
// The rows of files: which contents are needed, and by what. A feature says so in the transaction of its own act, after the
// store has kept the bytes; who may is asked by the feature.
#include "platform/db/db.h"
#include "platform/files/store.h"

namespace alianza::files {

/// What needs a content: "document_version" and its id.
struct Use {
  std::string_view kind;
  std::int64_t subject = 0;
};
/// The same use twice is one.
void use(db::Tx& tx, const Kept& kept, const Use& by);
/// Not needed by that any more; the content goes with the sweep when nothing else needs it.
void release(db::Tx& tx, const Digest& digest, const Use& by);

}  // namespace alianza::files
