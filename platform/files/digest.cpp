#include "platform/files/digest.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace alianza::files {

std::optional<Digest> Digest::parse(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() != 2 * crypto_hash_sha256_BYTES || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  Digest out;
  out.text_ = text;
  return out;
}

Digest Digest::of(std::string_view bytes) {
  Digester digester;
  digester.add(bytes);
  return digester.finish();
}

struct Digester::State {
  crypto_hash_sha256_state sum;
};

Digester::Digester() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->sum); }
Digester::~Digester() = default;
Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;

void Digester::add(std::string_view piece) {
  crypto_hash_sha256_update(&state_->sum, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
}

Digest Digester::finish() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  crypto_hash_sha256_final(&state_->sum, bytes.data());
  Digest out;
  out.text_.resize(2 * bytes.size() + 1);
  sodium_bin2hex(out.text_.data(), out.text_.size(), bytes.data(), bytes.size());
  out.text_.pop_back();
  return out;
}

}  // namespace alianza::files
