#pragma once
// A QR code as SVG: dark on light whatever the theme, with its quiet zone, one path, as wide as where it stands. The address
// stands in words beside it, for who has no camera.
#include <string>

#include "platform/html/out.h"

namespace alianza::html {

struct Qr {
  std::string text;  // what the camera reads: an address of at most some hundred characters
  Words title;       // what it is for, read aloud in its place

  // For the template.
  std::string path() const;  // Impossible when the text does not fit
  int modules() const;       // with the quiet zone of four on each side
  std::string view_box() const { return "0 0 " + std::to_string(modules()) + " " + std::to_string(modules()); }
};
void render(const Qr& page, Out& out);

}  // namespace alianza::html
