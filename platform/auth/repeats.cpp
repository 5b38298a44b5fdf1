#include "platform/auth/repeats.h"

#include <algorithm>

#include "platform/audit/digest.h"
#include "platform/http/csrf.h"

namespace alianza::auth {

Running::Hold Running::enter(const std::string& what, std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  if (!left_.wait_for(lock, wait, [&] { return !inside_.contains(what); })) return nullptr;
  inside_.insert(what);
  return {this, [this, what](void*) {
            {
              const std::lock_guard leaving(mutex_);
              inside_.erase(what);
            }
            left_.notify_all();
          }};
}

std::string body_hash(http::Request& request) {
  const auto& form = request.form();
  if (form.empty() && form.files().empty()) return audit::sha256_hex(request.body);
  audit::Netstrings bytes;
  for (const auto& field : form)
    if (field.name != http::csrf_field && field.name != "_key") bytes.add(field.name).add(field.value);
  for (const auto& file : form.files()) bytes.add(file.field).add(file.name).add(file.type).add(file.bytes);
  return audit::sha256_hex(bytes.bytes());
}

Result<RequestKey> read_key(http::Request& request, AccountId account) {
  RequestKey out;
  const auto key = request.idempotency_key();
  if (key.empty()) return out;
  const bool plain = key.size() <= 200 && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
  if (!plain) return fail(Error::invalid(_("La clave del envío no es válida: use de 1 a 200 letras, cifras o signos.")));
  out.account = account;
  out.route = std::string(http::name(request.method)) + " " + request.path;
  out.key = key;
  out.body_hash = body_hash(request);
  return out;
}

}  // namespace alianza::auth
