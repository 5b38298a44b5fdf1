#include "platform/auth/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <semaphore>
#include <set>

#include "platform/base/text.h"

namespace alianza::auth {
namespace {

constexpr std::size_t memory = 19 * 1024 * 1024;
constexpr unsigned passes = 2;
constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 200;  // characters; a longer one only costs time

// What people choose when twelve characters are asked for. Compared folded, so accents and capitals do not help.
constexpr std::array<std::string_view, 60> common = {
    "123456789012",   "1234567890123",  "12345678901234",   "123456789123",  "123123123123",   "012345678901",
    "0123456789012",  "098765432109",   "987654321098",     "112233445566",  "111222333444",   "121212121212",
    "qwertyuiop12",   "qwertyuiop123",  "qwerty123456",     "qwertyqwerty",  "qwerty1234567",  "1q2w3e4r5t6y",
    "1qaz2wsx3edc",   "asdfghjkl123",   "asdfasdfasdf",     "zxcvbnm12345",  "abcdefghijkl",   "abcdef123456",
    "abc123abc123",   "abcd12345678",   "a1b2c3d4e5f6",     "password1234",  "password12345",  "passwordpassword",
    "passw0rd1234",   "p@ssw0rd1234",   "contrasena12",     "contrasena123", "contrasena1234", "contrasena2024",
    "contrasena2025", "contrasena2026", "micontrasena",     "micontrasena1", "clave1234567",   "claveclaveclave",
    "administrador",  "administrador1", "administrador123", "administrator", "admin1234567",   "adminadminadmin",
    "bienvenido123",  "bienvenida123",  "bienvenidos12",    "welcome12345",  "mexico123456",   "mexicomexico",
    "teamo1234567",   "iloveyou1234",   "letmein12345",     "cambiame1234",  "alianza12345",   "alianzaalianza",
};

bool is_common(std::string_view password) {
  const auto folded = fold(password);
  const std::set<char> distinct(folded.begin(), folded.end());
  return distinct.size() < 5 || std::ranges::find(common, folded) != common.end();
}

std::counting_semaphore<2> places(2);

class Place {
 public:
  Place() { places.acquire(); }
  ~Place() { places.release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

// The hash of a text that nobody knows, with our parameters.
constexpr auto hash_of_nobody =
    "$argon2id$v=19$m=19456,t=2,p=1$9ad4EhqmMAfkGkI60k027g$ICdZqr1BDjgB8wMncuPjIHDKgFAdYLs9eAibfXqkRF0";

}  // namespace

Done check_password_rules(std::string_view password, std::string_view email, std::string field) {
  const auto refuse = [&](Message message) { return fail(Error::field(std::move(field), std::move(message))); };
  if (!is_clean_text(password)) return refuse(_("La contraseña tiene caracteres que no se admiten."));
  if (length(password) < shortest) return refuse(_("Escriba una contraseña de 12 caracteres o más; una frase sirve."));
  if (length(password) > longest) return refuse(_("Escriba una contraseña de 200 caracteres o menos."));
  const auto folded = fold(password);
  const auto address = fold(email);
  if (folded == address || folded == address.substr(0, address.find('@')))
    return refuse(_("La contraseña no puede ser su correo. Elija otra."));
  if (is_common(password))
    return refuse(_("Esa contraseña es de las primeras que se prueban. Elija otra, por ejemplo cuatro palabras sin relación."));
  return {};
}

std::string readable_secret(int groups, int of) {
  constexpr std::string_view letters = "23456789abcdefghjkmnpqrstvwxyz";
  std::string out;
  for (int i = 0; i < groups * of; ++i) {
    if (i > 0 && i % of == 0) out += '-';
    out += letters[randombytes_uniform(letters.size())];
  }
  return out;
}

std::string temporary_password() { return readable_secret(4, 5); }

PasswordHash hash_password(std::string_view password) {
  const Place place;
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(out, password.data(), password.size(), passes, memory) != 0) throw std::bad_alloc();
  return {out};
}

bool verify_password(const PasswordHash& hash, std::string_view password) {
  const Place place;
  return crypto_pwhash_str_verify(hash.text.c_str(), password.data(), password.size()) == 0;
}

bool verify_nothing(std::string_view password) {
  verify_password({hash_of_nobody}, password);
  return false;
}

}  // namespace alianza::auth
