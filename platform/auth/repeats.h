#pragma once
// Which keyed writes are running in this process, so that the second of two waits for the first.
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "platform/auth/request_keys.h"
#include "platform/http/request.h"

namespace alianza::auth {

class Running {
 public:
  /// Free again when the last copy is gone.
  using Hold = std::shared_ptr<void>;
  /// Null when the other one did not end in time.
  Hold enter(const std::string& what, std::chrono::milliseconds wait);

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  std::set<std::string> inside_;
};

/// What of the request counts as "the same body": fields and files in their order without _csrf and _key, else the bytes. A
/// multipart boundary is new at every submission, so the bytes of a form would never be the same.
std::string body_hash(http::Request& request);

/// The key of a write by a known account; empty `key` when there is none. Refuses keys over 200 bytes or with odd characters.
Result<RequestKey> read_key(http::Request& request, AccountId account);

}  // namespace alianza::auth
