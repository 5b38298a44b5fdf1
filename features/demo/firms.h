#pragma once
// Organisations out of a seed: names that are seen to be invented, the fields that each type needs, interests and what they
// offer.
#include <unordered_set>

#include "features/demo/random.h"
#include "features/membership/membership.h"
#include "features/organizations/organizations.h"

namespace alianza::demo {

struct Offer {
  std::string kind;  // "financial"…
  std::string text;
};

/// A person of an organisation.
struct Person {
  std::string name;
  std::string email;
  std::string position;
};

/// One organisation with its way through the alliance. Days count back from the day of loading.
struct Firm {
  organizations::Profile profile;
  std::vector<organizations::SdgInterest> sdgs;
  std::vector<Offer> offers;
  std::optional<Person> contact;
  membership::Status status = membership::Status::active;
  int joined_days_ago = 0;
  int changed_days_ago = 0;  // of suspending or withdrawing
  std::string reason;
};

/// Gives one after the other, for ever; no name twice. The first thirteen are one of each type.
class Firms {
 public:
  explicit Firms(std::uint64_t seed) : dice_(seed) {}
  Firm next();

 private:
  struct Name {
    std::string text;
    std::string sector;  // of its activity, or empty
  };
  Name draw(const std::string& type);
  Name fill(const std::string& pattern);
  std::string type_of(std::size_t ordinal);
  void place(Firm& firm);
  void identity(Firm& firm);
  void offer(Firm& firm);
  void path(Firm& firm);

  Dice dice_;
  std::size_t made_ = 0;
  std::unordered_set<std::uint64_t> names_;  // their hashes
};

/// «Clara Ibarra Solís»: a given name and two surnames at random.
std::string person_name(Dice& dice);
/// A made-up code with a right check digit, for a legal person whose letters nobody has (XXE).
std::string example_rfc(Dice& dice);

}  // namespace alianza::demo
