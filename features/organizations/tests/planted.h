#pragma once
// Ten thousand invented organisations, of which a tenth is there twice as people write things twice: another legal form, no
// accents, a letter wrong, words in another order, the same RFC under a new name, the same site. The same seed gives the same
// ones.
#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "features/organizations/duplicates.h"

namespace alianza::organizations::planted {

struct Planted {
  std::vector<Profile> profiles;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // smaller first: which two are one
};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  Planted make(std::size_t count) {
    Planted out;
    const auto twins = count / 10;
    while (out.profiles.size() < count - twins) out.profiles.push_back(original());
    for (std::size_t i = 0; i < twins; ++i) {
      const auto of = i * (count - twins) / twins;  // each original has one twin at most
      out.pairs.emplace_back(of, out.profiles.size());
      out.profiles.push_back(twin(out.profiles[of], i % 6));
    }
    return out;
  }

 private:
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  std::string invented() {
    static constexpr std::array syllables{"al", "ber", "ca",  "dor", "es",  "fi",  "gue", "ho",  "in",  "ja",  "ko",
                                          "lu", "man", "ne",  "ol",  "pri", "que", "ri",  "sa",  "tu",  "um",  "ve",
                                          "xi", "ya",  "zo",  "bra", "cle", "dra", "fle", "gra", "mi",  "no",  "pa",
                                          "ro", "ste", "tri", "val", "wen", "ció", "lán", "bué", "cán", "dís", "mún"};
    std::string out;
    for (std::size_t n = 3 + pick(2); n > 0; --n) out += syllables.at(pick(syllables.size()));
    out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
    return out;
  }

  Profile original() {
    static constexpr std::array trades{"Alimentos",    "Energía",     "Transportes",  "Comercializadora",
                                       "Consultoría",  "Fundación",   "Constructora", "Textiles",
                                       "Laboratorios", "Cooperativa", "Servicios",    "Tecnologías"};
    static constexpr std::array forms{" S.A. de C.V.", ", S. de R.L. de C.V.", " A.C.", ""};
    Profile out;
    do {
      out.name = std::string(trades.at(pick(trades.size()))) + " " + invented() + " " + invented();
    } while (!names_.insert(out.name).second);
    out.name += forms.at(pick(forms.size()));
    const auto number = std::to_string(100'000 + names_.size());
    if (pick(2) == 0) out.rfc = "XSX900101" + number.substr(3);
    if (!out.rfc.empty() && !rfcs_.insert(out.rfc).second) out.rfc.clear();
    if (pick(2) == 0) out.website = "https://planted" + number + ".example";
    return out;
  }

  static std::string without_accents(std::string text) {
    static const std::vector<std::pair<std::string, std::string>> signs{
        {"á", "a"}, {"é", "e"}, {"í", "i"}, {"ó", "o"}, {"ú", "u"}};
    for (const auto& [from, to] : signs)
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from)) text.replace(at, from.size(), to);
    return text;
  }

  /// One letter dropped, doubled, swapped or another, inside a word.
  std::string mistyped(std::string text) {
    text = without_accents(std::move(text));
    const auto second = text.find(' ') + 1;
    const auto at = second + 1 + pick(3);
    switch (pick(4)) {
      case 0: text.erase(at, 1); break;
      case 1: text.insert(at, 1, text[at]); break;
      case 2: std::swap(text[at], text[at + 1]); break;
      default: text[at] = static_cast<char>('a' + pick(26));
    }
    return text;
  }

  static std::string bare(const std::string& name) {
    for (const auto* form : {" S.A. de C.V.", ", S. de R.L. de C.V.", " A.C."})
      if (name.ends_with(form)) return name.substr(0, name.size() - std::string_view(form).size());
    return name;
  }

  Profile twin(Profile& of, std::size_t how) {
    Profile out;
    const auto name = bare(of.name);
    switch (how) {
      case 0: out.name = name + ", SAPI de CV"; break;
      case 1: {
        out.name = without_accents(name);
        for (auto& c : out.name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        break;
      }
      case 2: out.name = mistyped(name); break;
      case 3: {
        const auto last = name.rfind(' ');
        out.name = name.substr(last + 1) + " " + name.substr(0, last);
        break;
      }
      case 4: {
        if (of.rfc.empty()) of.rfc = "XSY9001" + std::to_string(10'000 + rfcs_.size());
        rfcs_.insert(of.rfc);
        out.name = "Grupo " + invented() + " " + invented();
        out.rfc = of.rfc;
        break;
      }
      default: {
        if (of.website.empty())
          of.website = "https://planted-site" + std::to_string(names_.size() + pick(1'000'000)) + ".example";
        out.name = mistyped(name);
        out.website = of.website + "/inicio";
      }
    }
    return out;
  }

  std::mt19937 random_;
  std::set<std::string> names_;
  std::set<std::string> rfcs_;
};

/// Pairs that keys bring together and a comparison finds worth asking about, as the directory does.
inline std::vector<std::pair<std::size_t, std::size_t>> found(const std::vector<Profile>& profiles) {
  constexpr std::size_t most_of_a_key = 30;
  std::map<Key, std::vector<std::size_t>> by_key;
  for (std::size_t i = 0; i < profiles.size(); ++i)
    for (auto& key : keys_of(profiles[i], {})) by_key[std::move(key)].push_back(i);
  std::set<std::pair<std::size_t, std::size_t>> asked;
  for (const auto& [key, members] : by_key) {
    if (key.kind == "pair" && members.size() > most_of_a_key) continue;
    for (std::size_t a = 0; a < members.size(); ++a)
      for (std::size_t b = a + 1; b < members.size(); ++b) asked.emplace(members[a], members[b]);
  }
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const auto& [a, b] : asked)
    if (compare({&profiles[a], {}}, {&profiles[b], {}}).score >= worth_asking) out.emplace_back(a, b);
  return out;
}

struct Score {
  double recall = 0;
  double precision = 0;
};
inline Score score(const Planted& planted, const std::vector<std::pair<std::size_t, std::size_t>>& found) {
  const std::set<std::pair<std::size_t, std::size_t>> truth(planted.pairs.begin(), planted.pairs.end());
  const auto right = std::count_if(found.begin(), found.end(), [&](const auto& pair) { return truth.contains(pair); });
  return {static_cast<double>(right) / static_cast<double>(truth.size()),
          found.empty() ? 0 : static_cast<double>(right) / static_cast<double>(found.size())};
}

}  // namespace alianza::organizations::planted
