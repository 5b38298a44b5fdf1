#pragma once
// tests/data/axs_known.csv: every number and date that the AxS demo may state, written from the catalogue and never from the
// demo.
#include <string>
#include <vector>

namespace alianza::demo {

struct Known {
  std::string id, fact, subject, what, kind, value, qualifier, date, date_to, precision;
  bool shown = false;
};
const std::vector<Known>& known();
/// committee key, organisation: the 59 memberships.
const std::vector<std::pair<std::string, std::string>>& known_members();

}  // namespace alianza::demo
