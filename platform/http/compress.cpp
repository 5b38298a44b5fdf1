#include "platform/http/compress.h"

#include <zlib.h>

#include <stdexcept>

#include "platform/http/header_value.h"

namespace alianza::http {

constexpr int gzip_window = 15 + 16;  // 16 asks zlib for the gzip wrapping
constexpr int level = 1;

struct Deflater {
  z_stream stream{};
  Deflater() {
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// Appends the compressed form of `in`; true when the compressor took it all as `flush` asks.
  bool run(std::string_view in, std::string& out, int flush) {
    // zlib does not write through next_in; its type is older than const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
    stream.avail_in = static_cast<uInt>(in.size());
    int result = Z_OK;
    do {
      const auto begin = out.size();
      out.resize(begin + deflateBound(&stream, stream.avail_in) + 64);
      stream.next_out = reinterpret_cast<Bytef*>(out.data() + begin);
      stream.avail_out = static_cast<uInt>(out.size() - begin);
      result = deflate(&stream, flush);
      out.resize(out.size() - stream.avail_out);
    } while (result == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0));
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
  }
};

bool is_compressible(std::string_view content_type) {
  const auto type = media_type_of(content_type);
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") || type == "application/javascript";
}

bool gzip(std::string_view in, std::string& out) {
  if (in.size() > (1U << 30)) return false;
  thread_local Deflater deflater;
  if (deflateReset(&deflater.stream) != Z_OK) return false;
  std::string made;
  if (!deflater.run(in, made, Z_FINISH)) return false;
  out = std::move(made);
  return true;
}

struct GzipStream::State {
  Deflater deflater;
};

GzipStream::GzipStream() : state_(std::make_unique<State>()) {}
GzipStream::~GzipStream() = default;

void GzipStream::take(std::string& chunk, Last last) {
  std::string out;
  if (!state_->deflater.run(chunk, out, last == Last::yes ? Z_FINISH : Z_NO_FLUSH)) throw std::runtime_error("gzip");
  chunk = std::move(out);
}

}  // namespace alianza::http
