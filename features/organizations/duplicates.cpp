#include "features/organizations/duplicates.h"

#include <algorithm>
#include <array>
#include <set>

#include "features/organizations/profile.h"
#include "features/organizations/words.h"

namespace alianza::organizations {
namespace {

constexpr std::array<std::string_view, 5> evidence_words{"same_rfc", "same_domain", "same_name", "alias", "like_name"};
constexpr std::size_t most_pairs = 10;
constexpr int alike = 82;                    // from here on two names are told as alike
constexpr std::size_t telling_initials = 3;  // two letters stand for too many names

// Legal forms and articles, folded, without points.
constexpr std::array<std::string_view, 40> common{
    "sa",  "cv",  "sapi", "sab", "rl",  "srl",  "ac",   "asociacion", "civil", "scl", "sc", "spr",   "sofom", "enr",
    "er",  "iap", "abp",  "inc", "ltd", "llc",  "gmbh", "corp",       "co",    "plc", "ag", "de",    "del",   "la",
    "las", "el",  "los",  "y",   "e",   "para", "por",  "the",        "of",    "and", "s",  "mexico"};
constexpr std::array<std::string_view, 14> shared_domains{
    "gmail.com",  "hotmail.com", "outlook.com", "yahoo.com",      "yahoo.com.mx", "live.com",   "live.com.mx",
    "icloud.com", "me.com",      "msn.com",     "prodigy.net.mx", "aol.com",      "outlook.es", "hotmail.es"};

bool is_common(std::string_view word) { return std::find(common.begin(), common.end(), word) != common.end(); }

/// Single letters side by side are initials: «c v» is «cv».
std::vector<std::string> with_initials(std::vector<std::string> words) {
  std::vector<std::string> out;
  bool initials = false;
  for (auto& word : words) {
    const bool single = word.size() == 1;
    if (single && initials)
      out.back() += word;
    else
      out.push_back(std::move(word));
    initials = single;
  }
  return out;
}

/// Jaro's measure with Winkler's bonus for a common beginning, on bytes of folded text; 0 … 1.
double jaro_winkler(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const auto reach = static_cast<std::ptrdiff_t>(std::max(a.size(), b.size()) / 2) - 1;
  std::vector<bool> taken(b.size());
  std::string matched;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto apart = static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(j);
      if (taken[j] || a[i] != b[j] || apart > reach || -apart > reach) continue;
      taken[j] = true;
      matched += a[i];
      break;
    }
  if (matched.empty()) return 0;
  std::string other;
  for (std::size_t j = 0; j < b.size(); ++j)
    if (taken[j]) other += b[j];
  double swapped = 0;
  for (std::size_t i = 0; i < matched.size(); ++i) swapped += matched[i] != other[i] ? 0.5 : 0;
  const auto m = static_cast<double>(matched.size());
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - swapped) / m) / 3;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

/// How much of `a` is found in `b`: each word with its best partner, partners under 0.88 do not count.
double covered(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  double found = 0;
  double all = 0;
  for (const auto& word : a) {
    double best = 0;
    for (const auto& other : b) best = std::max(best, jaro_winkler(word, other));
    const auto weight = static_cast<double>(word.size());
    all += weight;
    if (best >= 0.88) found += weight * best;
  }
  return all > 0 ? found / all : 0;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += out.empty() ? word : " " + word;
  return out;
}

/// How a Spanish word sounds, without vowels: «Altosano» and «Altozano» are «ltsn». A word in another script stays as it is.
std::string skeleton(std::string_view word) {
  if (std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return std::string(word);
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    const char next = i + 1 < word.size() ? word[i + 1] : ' ';
    const bool soft = next == 'e' || next == 'i';
    if (c == 'z' || c == 'x' || (c == 'c' && soft))
      c = 's';
    else if (c == 'c' || c == 'q')
      c = 'k';
    else if (c == 'v' || c == 'w')
      c = 'b';
    else if (c == 'g' && soft)
      c = 'j';
    else if (c == 'h')
      continue;
    if (std::string_view("aeiouy").find(c) != std::string_view::npos && i > 0) continue;
    if (out.empty() || out.back() != c) out += c;
  }
  return out.size() < 2 ? std::string(word) : out;
}

void add_name_keys(std::set<Key>& out, std::string_view name) {
  const auto words = essential_words(name);
  if (words.empty()) return;
  out.insert({"name", joined(words)});
  auto sorted = words;
  for (auto& word : sorted) word = skeleton(word);
  std::sort(sorted.begin(), sorted.end());
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i)
    for (std::size_t j = i + 1; j < sorted.size() && pairs < most_pairs; ++j, ++pairs)
      out.insert({"pair", sorted[i] + " " + sorted[j]});
}

/// The generic codes stand for many.
std::string own_rfc(const Profile& p) { return p.rfc == "XAXX010101000" || p.rfc == "XEXX010101000" ? std::string() : p.rfc; }

std::set<std::string> domains_of(const Compared& c) {
  std::set<std::string> out;
  for (const auto& domain : c.mail_domains)
    if (!domain.empty() && !is_shared_domain(domain)) out.insert(domain);
  if (const auto host = host_of(c.profile->website); !host.empty() && !is_shared_domain(host)) out.insert(host);
  return out;
}

std::vector<std::string> names_of(const Profile& p) {
  std::vector<std::string> out{p.name};
  if (!p.legal_name.empty()) out.push_back(p.legal_name);
  out.insert(out.end(), p.aliases.begin(), p.aliases.end());
  return out;
}

/// What tells as another name: not a legal form alone, nor initials of two letters. Empty: nothing.
std::string telling(const std::string& name) {
  auto words = essential_words(name);
  std::erase_if(words, [](const std::string& word) { return is_common(word); });
  auto out = joined(words);
  return out.size() < telling_initials ? std::string() : out;
}

bool share_an_alias(const Profile& a, const Profile& b) {
  std::set<std::string> mine;
  for (const auto& name : names_of(a)) mine.insert(telling(name));
  const auto theirs = names_of(b);
  return std::any_of(theirs.begin(), theirs.end(), [&](const std::string& name) {
    const auto key = telling(name);
    return !key.empty() && mine.contains(key);
  });
}

}  // namespace

std::vector<std::string> essential_words(std::string_view name) {
  auto words = with_initials(words_of(name));
  auto kept = words;
  std::erase_if(kept, [](const std::string& word) { return is_common(word); });
  return kept.empty() ? words : kept;
}

bool is_shared_domain(std::string_view domain) {
  return std::find(shared_domains.begin(), shared_domains.end(), domain) != shared_domains.end();
}

std::string own_domain(std::string_view email) {
  const auto at = email.rfind('@');
  if (at == std::string_view::npos) return {};
  auto domain = fold(email.substr(at + 1));
  return is_shared_domain(domain) ? std::string() : domain;
}

std::vector<Key> keys_of(const Profile& profile, const std::vector<std::string>& mail_domains) {
  std::set<Key> out;
  if (const auto rfc = own_rfc(profile); !rfc.empty()) out.insert({"rfc", rfc});
  for (const auto& domain : domains_of({&profile, mail_domains})) out.insert({"domain", domain});
  for (const auto& name : names_of(profile)) add_name_keys(out, name);
  return {out.begin(), out.end()};
}

int likeness(std::string_view a, std::string_view b) {
  const auto one = essential_words(a);
  const auto two = essential_words(b);
  if (one.empty() || two.empty()) return 0;
  if (one == two) return 100;
  const double both = std::min(covered(one, two), covered(two, one));
  const double either = std::max(covered(one, two), covered(two, one));
  // A name inside another («Cartones Arrayán» in «Cartones del Arrayán del Norte») is alike, but less than word for word.
  const double whole = jaro_winkler(joined(one), joined(two));
  return std::min(99, static_cast<int>(100 * std::max(both, std::min(0.9, 0.6 * either + 0.3 * whole))));
}

std::string_view to_text(Evidence evidence) { return evidence_words.at(static_cast<std::size_t>(evidence)); }

bool from_text(std::string_view text, Evidence& evidence) {
  const auto* found = std::find(evidence_words.begin(), evidence_words.end(), text);
  if (found == evidence_words.end()) return false;
  evidence = static_cast<Evidence>(found - evidence_words.begin());
  return true;
}

Message label(Evidence evidence) {
  switch (evidence) {
    case Evidence::same_rfc: return _("el mismo RFC");
    case Evidence::same_domain: return _("el mismo dominio en sitio o correo");
    case Evidence::same_name: return _("el mismo nombre");
    case Evidence::alias: return _("el nombre de una es otro nombre de la otra");
    case Evidence::like_name: return _("nombres parecidos");
  }
  return {};
}

Comparison compare(const Compared& a, const Compared& b) {
  Comparison out;
  const auto& one = *a.profile;
  const auto& two = *b.profile;
  const auto add = [&](Evidence evidence, int score) {
    out.evidence.push_back(evidence);
    out.score = std::max(out.score, score);
  };
  if (!own_rfc(one).empty() && own_rfc(one) == own_rfc(two)) add(Evidence::same_rfc, 95);
  const auto theirs = domains_of(b);
  for (const auto& domain : domains_of(a))
    if (theirs.contains(domain)) {
      add(Evidence::same_domain, 60);
      break;
    }
  const auto names = likeness(one.name, two.name);
  if (names == 100)
    add(Evidence::same_name, 92);
  else if (share_an_alias(one, two))
    add(Evidence::alias, 85);
  if (names < 100 && names >= alike) add(Evidence::like_name, names - 15);
  // Two codes that are right and differ say that they are two: two branches of one group share a domain and a name.
  const bool two_codes = !own_rfc(one).empty() && !own_rfc(two).empty() && own_rfc(one) != own_rfc(two);
  if (two_codes)
    out.score -= 35;
  else if (out.evidence.size() > 1)
    out.score = std::min(99, out.score + 5 * static_cast<int>(out.evidence.size() - 1));
  out.score = std::max(out.score, 0);
  return out;
}

}  // namespace alianza::organizations
