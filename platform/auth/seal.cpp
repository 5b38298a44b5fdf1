#include "platform/auth/seal.h"

#include <sodium.h>

#include "platform/base/result.h"

namespace alianza::auth {
namespace {

constexpr auto nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr auto tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr auto base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Seal::Seal(std::string key) : key_(std::move(key)) {
  if (key_.empty()) {
    key_.resize(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    randombytes_buf(key_.data(), key_.size());
  }
  ENSURE(key_.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

std::string Seal::close(std::string_view secret, std::string_view purpose) const {
  std::string sealed(nonce_size + secret.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed) + nonce_size, nullptr, bytes(secret), secret.size(), bytes(purpose),
                                             purpose.size(), nullptr, bytes(sealed), bytes(std::string_view(key_)));
  std::string out(sodium_base64_ENCODED_LEN(sealed.size(), base64), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes(std::string_view(sealed)), sealed.size(), base64);
  out.pop_back();  // the zero that C puts at the end
  return out;
}

std::optional<std::string> Seal::open(std::string_view sealed, std::string_view purpose) const {
  std::string raw(sealed.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(bytes(raw), raw.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, base64) != 0)
    return std::nullopt;
  if (size < nonce_size + tag_size) return std::nullopt;
  std::string secret(size - nonce_size - tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(secret), nullptr, nullptr, bytes(raw) + nonce_size, size - nonce_size,
                                                 bytes(purpose), purpose.size(), bytes(raw), bytes(std::string_view(key_))) != 0)
    return std::nullopt;
  return secret;
}

}  // namespace alianza::auth
