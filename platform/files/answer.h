#pragma once
// A file as an answer. Only for a handler that has asked who may.
#include "platform/files/store.h"
#include "platform/files/type.h"
#include "platform/http/response.h"

namespace alianza::files {

struct Handed {
  Digest digest;
  Type type = Type::pdf;
  std::string file_name;
};
/// Always an attachment, and harmless where a browser shows it all the same (sandbox, nosniff). Error: not_found.
Result<http::Response> attachment(const Store& store, const Handed& handed);

}  // namespace alianza::files
