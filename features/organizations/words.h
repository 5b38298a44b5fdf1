#pragma once
// Words of names, folded: what a search by the beginning of words finds.
#include <string>
#include <string_view>
#include <vector>

#include "features/organizations/organizations.h"

namespace alianza::organizations {

/// Letters and digits part words; points and apostrophes vanish, so that «S.A.» is "sa". In order, repeated ones kept.
std::vector<std::string> words_of(std::string_view text);

/// What the search of the directory finds an organisation by: its names, what it belongs to, its place. Sorted, each once, at
/// most 60. Not the RFC: members may search, but not learn it.
std::vector<std::string> search_words(const Profile& profile);

/// What a person typed, as beginnings of words: at most six, the longest first; none when nothing was typed.
std::vector<std::string> sought_words(std::string_view typed);

}  // namespace alianza::organizations
