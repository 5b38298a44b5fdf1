#pragma once
// When two rows may be the same organisation: keys that bring candidates together without comparing all with all, and evidence
// for a person to decide. Nothing is merged by itself.
#include <string>
#include <string_view>
#include <vector>

#include "features/organizations/organizations.h"

namespace alianza::organizations {

/// Two rows that share a key are compared. Kinds: "rfc", "domain" (of the web site or of a contact's mail), "name" (the essential
/// words of the name or of an alias, in order), "pair" (the sound of two of them: finds names with a word more, or one misspelt).
struct Key {
  std::string kind;
  std::string key;
  auto operator<=>(const Key&) const = default;
};
/// Sorted, each once. `mail_domains` are those of its contacts.
std::vector<Key> keys_of(const Profile& profile, const std::vector<std::string>& mail_domains);

/// The words of a name that tell it from others: folded, without «S.A. de C.V.», «A.C.», articles.
std::vector<std::string> essential_words(std::string_view name);
/// Everybody's mail (gmail.com…) says nothing about the organisation.
bool is_shared_domain(std::string_view domain);
/// The domain of a mail address, when it is the organisation's own; else empty.
std::string own_domain(std::string_view email);

/// 0 … 100: how alike two names are, word by word, with misspelt words counting in part.
int likeness(std::string_view a, std::string_view b);

enum class Evidence { same_rfc, same_domain, same_name, alias, like_name };
std::string_view to_text(Evidence evidence);
bool from_text(std::string_view text, Evidence& evidence);
Message label(Evidence evidence);

struct Comparison {
  int score = 0;  // 0 … 100; from `worth_asking` on, a person should look
  std::vector<Evidence> evidence;
};
inline constexpr int worth_asking = 60;
inline constexpr int near_certain = 90;

struct Compared {
  const Profile* profile = nullptr;
  std::vector<std::string> mail_domains;
};
Comparison compare(const Compared& a, const Compared& b);

}  // namespace alianza::organizations
