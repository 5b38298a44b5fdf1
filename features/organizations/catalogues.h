#pragma once
// The reference lists of data/reference, embedded in the program: countries, Mexican states, SCIAN sectors, SDG.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/text.h"

namespace alianza::organizations {

/// One row of a list. `name.in(lang)` is what people read.
struct Listed {
  std::string code;
  LocalizedText name;
};

/// A list in the order in which people see it, found by code: a page of organisations asks dozens of times.
class Catalogue {
 public:
  explicit Catalogue(std::vector<Listed> list);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  std::size_t size() const { return list_.size(); }
  const Listed& operator[](std::size_t i) const { return list_[i]; }
  /// Null when the list does not have it.
  const Listed* find(std::string_view code) const;
  /// The name in a language; the code itself when the list does not have it. Good as long as both.
  std::string_view name_of(std::string_view code, Lang lang) const;
  std::string name_in(std::string_view code, Lang lang) const { return std::string(name_of(code, lang)); }

 private:
  std::vector<Listed> list_;
  std::vector<std::pair<std::uint64_t, const Listed*>> by_code_;  // codes have at most eight bytes: compared as numbers
};

const Catalogue& countries();  // by name in Spanish
const Catalogue& states();     // by INEGI code
const Catalogue& sectors();    // by SCIAN code
const Catalogue& goals();      // "1" … "17", short titles

inline constexpr std::string_view mexico = "MX";

}  // namespace alianza::organizations
