#include "platform/db/sync.h"

#include <fcntl.h>
#include <unistd.h>

namespace alianza::db {

bool sync_to_disk(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool done = ::fsync(fd) == 0;
  ::close(fd);
  return done;
}

}  // namespace alianza::db
