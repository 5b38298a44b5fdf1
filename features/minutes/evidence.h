#pragma once
// Files that show that an agreement was kept. Whoever reads the agreement reads them: the committee that made it, the
// agency, and who answers for it. No SQL, no HTTP.
#include <string>
#include <string_view>

#include "features/minutes/minutes.h"
#include "platform/files/digest.h"
#include "platform/files/type.h"

namespace alianza::minutes {

using EvidenceId = Id<struct AgreementEvidenceTag>;

struct Evidence {
  EvidenceId id;
  AgreementId agreement;
  files::Digest digest;
  std::int64_t bytes = 0;
  files::Type type = files::Type::pdf;
  std::string file_name;
  Instant added_at;
};
inline constexpr std::size_t most_evidence = 20;  // of an agreement

/// A file as it was sent.
struct EvidenceUpload {
  std::string_view bytes;
  std::string_view file_name;
  std::string_view media_type;
};

}  // namespace alianza::minutes
