#include "platform/files/answer.h"

namespace alianza::files {

Result<http::Response> attachment(const Store& store, const Handed& handed) {
  auto reader = std::make_shared<Reader>(TRY(store.open(handed.digest)));
  auto chunks = [reader](std::string& piece) {
    auto next = reader->next();
    if (!next) throw std::runtime_error("a file ended early");  // the connection is cut: nobody takes half a file for a whole one
    piece = std::move(*next);
    return !piece.empty();
  };
  return http::Response::stream_download(std::move(chunks), media_type(handed.type), handed.file_name)
      .with("Content-Security-Policy", "sandbox; default-src 'none'")
      .with("X-Content-Type-Options", "nosniff")
      .with_etag(handed.digest.text());
}

}  // namespace alianza::files
