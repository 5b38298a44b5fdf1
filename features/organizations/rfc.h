#pragma once
// RFC, the Mexican taxpayer code. A wrong check digit is a warning that a person may keep: a few official codes break the sum.
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
