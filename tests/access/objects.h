#pragma once
// What a route can be asked about, and how its parameters are filled.
#include "tests/access/house.h"

namespace alianza::access {

/// "GET /alliances/{alliance}"
std::string title(const http::Route& route);
/// The names between braces, in order.
std::vector<std::string> parameters(const std::string& pattern);

/// The objects of a route, by its parameters ("-" when it has none):
///   own, sister, foreign   the three alliances (house.h), or agency; the public portal of each
///   open, plenary          the open committee of `own`; its meeting of the whole alliance
///   mine                   the organisation that this person acts for (whatever its status); `own` for who has none
///   invited, elsewhere     an organisation that is only invited; one that takes part in `sister` alone
///   staff                  the appointment of somebody who does not direct the agency
///   crossed                `own`, but the last thing named is the one of `sister` (what the agency keeps: of `foreign`)
///   lost                   `own`, but the last thing named does not exist
///   another                of an account: somebody else's
///   ended                  a calendar whose person may no longer read the alliance
///   made-up                nothing of it exists
std::vector<std::string> objects_of(const std::string& pattern);

/// The place that an object means, for the hooks of mend.h.
Place& place_of(House& house, const std::string& object);
/// The names that this person's request is filled with; the officer of the stopped committee has one of their own.
Names& names_of(House& house, const Person& person, const std::string& object);

/// The path, or an empty one when the house does not know a parameter: `unknown` then says which.
std::string fill(House& house, const Person& person, const std::string& pattern, const std::string& object, std::string& unknown);

}  // namespace alianza::access
