#include "platform/audit/signing.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "platform/audit/digest.h"

namespace alianza::audit {
namespace {

static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_PUBLICKEYBYTES == 32);

Error trouble(Message what, const std::filesystem::path& file) {
  return {Fault::unavailable, std::move(what).arg(file.string()), {}};
}

// Written beside and renamed: a key half written would be lost for ever. O_EXCL: two first starts do not share a file.
bool write_whole(const std::filesystem::path& file, const std::string& text, mode_t mode) {
  const auto beside = file.string() + ".new";
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return false;
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (written && ::rename(beside.c_str(), file.c_str()) == 0) return true;
  ::unlink(beside.c_str());
  return false;
}

bool others_may_read(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace

SigningKey SigningKey::generate() {
  SigningKey key;
  unsigned char public_part[crypto_sign_PUBLICKEYBYTES];
  crypto_sign_keypair(public_part, key.secret_.data());
  return key;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Result<SigningKey> SigningKey::load_or_create(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    const auto key = generate();
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
    if (!write_whole(file, hex(key.secret_.data(), key.secret_.size()) + "\n", 0600) ||
        !write_whole(file.string() + ".pub", key.public_key() + "\n", 0644))
      return fail(
          trouble(_("No se pudo crear la clave de firma en {1}: revise que el directorio exista y admita escritura."), file));
    return key;
  }
  if (others_may_read(file))
    return fail(trouble(_("Otros usuarios del sistema pueden leer la clave de firma {1}: déjela con permisos 0600."), file));
  SigningKey key;
  std::string text;
  std::ifstream in(file);
  std::getline(in, text);
  const bool complete = from_hex(text, key.secret_.data(), key.secret_.size());
  sodium_memzero(text.data(), text.size());
  if (!complete) return fail(trouble(_("El archivo {1} no contiene una clave de firma: recupérelo de su copia."), file));
  return key;
}

std::string SigningKey::public_key() const {
  // libsodium keeps the public part in the second half of the secret key.
  return hex(secret_.data() + 32, crypto_sign_PUBLICKEYBYTES);
}

std::string SigningKey::id() const { return sha256_hex(public_key()).substr(0, 16); }

std::string SigningKey::sign(std::string_view message) const {
  unsigned char out[crypto_sign_BYTES];
  crypto_sign_detached(out, nullptr, reinterpret_cast<const unsigned char*>(message.data()), message.size(), secret_.data());
  return hex(out, sizeof out);
}

bool verify_signature(std::string_view public_key_hex, std::string_view message, std::string_view signature_hex) {
  unsigned char key[crypto_sign_PUBLICKEYBYTES];
  unsigned char signature[crypto_sign_BYTES];
  return from_hex(public_key_hex, key, sizeof key) && from_hex(signature_hex, signature, sizeof signature) &&
         crypto_sign_verify_detached(signature, reinterpret_cast<const unsigned char*>(message.data()), message.size(), key) == 0;
}

}  // namespace alianza::audit
