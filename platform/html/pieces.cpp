#include "platform/html/pieces.h"

namespace alianza::html {
namespace {

std::string_view icon_of(Tone tone) {
  switch (tone) {
    case Tone::ok: return "check";
    case Tone::info: return "info-circle";
    case Tone::warn: return "alert-triangle";
    case Tone::bad: return "alert-circle";
    case Tone::off: return "minus";
  }
  return "info-circle";
}

}  // namespace

std::string_view tone_word(Tone tone) {
  switch (tone) {
    case Tone::ok: return "ok";
    case Tone::info: return "info";
    case Tone::warn: return "warn";
    case Tone::bad: return "bad";
    case Tone::off: return "off";
  }
  return "info";
}

std::string_view Badge::icon_name() const { return icon.empty() ? icon_of(tone) : std::string_view(icon); }

std::string_view Notice::icon_name() const { return icon_of(tone); }

Form Confirm::form() const {
  return {.action = action,
          .parts = parts,
          .submit = act,
          .cancel = keep.url,
          .cancel_words = keep.words,
          .errors = errors,
          .hidden = hidden,
          .weight = weight};
}

}  // namespace alianza::html
