#include "platform/html/qr.h"

#include <qrencode.h>

#include <memory>

#include "platform/base/result.h"

namespace alianza::html {
namespace {

constexpr int quiet = 4;  // modules of light around it, as ISO/IEC 18004 asks

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

/// Level M: a thumb on the paper is forgiven, and the modules stay large enough for the back of a room.
Code encode(const std::string& text) {
  Code code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  ENSURE(code != nullptr);
  return code;
}

}  // namespace

int Qr::modules() const { return encode(text)->width + 2 * quiet; }

std::string Qr::path() const {
  const auto code = encode(text);
  std::string out;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width;) {
      const auto dark = [&](int at) { return at < code->width && (code->data[y * code->width + at] & 1) != 0; };
      int run = 0;
      while (dark(x + run)) ++run;
      if (run > 0)
        out += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + std::to_string(run) + "v1h-" +
               std::to_string(run) + "z";
      x += run + 1;
    }
  return out;
}

}  // namespace alianza::html
