#pragma once
// RFC, the Mexican taxpayer code. What looks wrong is a warning that a person may override, never a refusal: a few official codes
// break the sum, and a directory keeps what its source says.
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza::organizations {

class Rfc {
 public:
  enum class Kind {
    moral,             // a firm or association: 3 letters, date, homoclave; 12 characters
    fisica,            // a person: 4 letters; 13 characters
    generic_national,  // XAXX010101000, the public at large; its sum is wrong by decree
    generic_foreign,   // XEXX010101000
  };
  enum class Sum { right, wrong };

  /// Takes off spaces and hyphens, reads lower case and a decomposed Ñ. The error says what is missing: letters, date or
  /// homoclave.
  static Result<Rfc> parse(std::string_view raw);
  /// What to tell who typed it: why it can be no RFC, or that its digit is wrong; nothing when all is right.
  static std::optional<Message> doubt(std::string_view raw);

  const std::string& text() const { return text_; }
  Kind kind() const { return kind_; }
  Sum sum() const { return sum_; }
  /// What to tell who typed it; empty when the check digit is right.
  std::optional<Message> warning() const;

 private:
  std::string text_;
  Kind kind_ = Kind::moral;
  Sum sum_ = Sum::right;
};

}  // namespace alianza::organizations
