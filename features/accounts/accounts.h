#pragma once
// Types and rules of accounts: what forms and JSON bring, and what it must be. No SQL, no HTTP.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/text.h"

namespace alianza::accounts {

struct ProfileInput {
  std::string name;
  std::string lang;  // "es", "en"
};
struct Profile {
  std::string name;
  Lang lang = Lang::es;
};
/// Errors by field: name, lang.
Result<Profile> parse(const ProfileInput& input);

struct AccountInput {
  std::string email;
  std::string name;
  std::string lang;
};
struct NewAccount {
  Email email;
  Profile profile;
};
/// Errors by field: email, name, lang.
Result<NewAccount> parse(const AccountInput& input);

struct PasswordInput {
  std::string current;
  std::string fresh;  // fields of the form: current, password, again
  std::string again;
};
/// Rules and repetition; whether `current` is right only the action can know. Errors by field: password, again.
Done check(const PasswordInput& input, std::string_view email);

struct TokenInput {
  std::string name;
  std::vector<std::string> scopes;
  std::string days;
};
/// 1 to 366; an empty text is 90. Error at field "days".
Result<int> parse_days(std::string_view text);

/// What a key can be allowed to do, as the form offers it.
struct Permission {
  const char* scope;
  Message title;
};
std::vector<Permission> permissions();

/// "Firefox en Linux" of a User-Agent; what it says of itself when it is no browser we know, cut short.
struct Device {
  std::string browser;  // "Firefox"; empty when unknown
  std::string system;   // "Linux"; empty when unknown
};
Device device_of(std::string_view user_agent);

}  // namespace alianza::accounts
