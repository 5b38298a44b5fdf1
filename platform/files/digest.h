#pragma once
// The name of a content: its SHA-256 as 64 lower-case hexadecimal digits.
#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace alianza::files {

class Digest {
 public:
  Digest() = default;
  static std::optional<Digest> parse(std::string_view text);
  static Digest of(std::string_view bytes);
  const std::string& text() const { return text_; }
  explicit operator bool() const { return !text_.empty(); }
  auto operator<=>(const Digest&) const = default;

 private:
  friend class Digester;
  std::string text_;
};

/// The same of bytes that come piece by piece.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(Digester&&) noexcept;
  Digester& operator=(Digester&&) noexcept;
  void add(std::string_view piece);
  /// Ends it: nothing is added afterwards.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace alianza::files
