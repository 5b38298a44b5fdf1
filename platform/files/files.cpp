#include "platform/files/files.h"

namespace alianza::files {

void use(db::Tx& tx, const Kept& kept, const Use& by) {
  tx.exec(
      "INSERT INTO files (digest, bytes, kept_at) VALUES (:digest, :bytes, :now) ON CONFLICT (digest) DO UPDATE SET released_at "
      "= NULL",
      {{"digest", kept.digest}, {"bytes", kept.bytes}, {"now", tx.now()}});
  tx.exec(
      "INSERT INTO file_uses (digest, kind, subject_id) VALUES (:digest, :kind, :subject) ON CONFLICT (digest, kind, subject_id) "
      "DO NOTHING",
      {{"digest", kept.digest}, {"kind", by.kind}, {"subject", by.subject}});
}

void release(db::Tx& tx, const Digest& digest, const Use& by) {
  tx.exec("DELETE FROM file_uses WHERE digest = :digest AND kind = :kind AND subject_id = :subject",
          {{"digest", digest}, {"kind", by.kind}, {"subject", by.subject}});
  tx.exec(
      "UPDATE files SET released_at = :now WHERE digest = :digest AND NOT EXISTS (SELECT 1 FROM file_uses WHERE file_uses.digest "
      "= files.digest)",
      {{"now", tx.now()}, {"digest", digest}});
}

}  // namespace alianza::files
