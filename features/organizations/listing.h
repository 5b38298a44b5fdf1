#pragma once
// What a list of organisations is asked for: filters, order, place. As kept in the address of the page.
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/organizations/organizations.h"

namespace alianza::organizations {

using membership::Status;

enum class Order { name, name_descending, newest, oldest };
std::string_view to_text(Order order);
bool from_text(std::string_view text, Order& order);
Message label(Order order);

/// Several values of one filter mean "any of them"; several filters, "all of them".
inline constexpr std::size_t most_picked = 100;
struct Filter {
  std::string search;
  std::vector<OrganizationType> types;
  std::vector<std::string> states;
  std::vector<std::string> sectors;
  std::vector<Size> sizes;
  bool sme = false;
  std::vector<int> sdgs;
  std::vector<Status> statuses;      // in the alliance of the page
  bool not_taking_part = false;      // also those without a status there
  std::vector<OrganizationId> only;  // of these, picked one by one: at most most_picked
  Shelf shelf = Shelf::active;

  bool empty() const;  // nothing but what everybody starts with
  bool operator==(const Filter&) const = default;
};

/// One value of the address: "type" "company". What is not understood is left out, so an old link still works. ("size" is how
/// many rows a page has; the size of an organisation is "org_size".)
using Pairs = std::vector<std::pair<std::string, std::string>>;
Filter filter_from(const Pairs& address);
/// Whether that value of a filter has a meaning; the API refuses one without, the page tells it.
bool is_understood(const std::string& name, const std::string& value);
/// The other way: only what differs from the start, in a fixed order.
Pairs address_of(const Filter& filter);

/// Counted to 10,000; beyond, only that there are more.
inline constexpr std::int64_t most_counted = 10'000;

/// One row of a list: what every member of the alliance may see.
struct ListedOrganization {
  OrganizationId id;
  std::string name;
  OrganizationType type = OrganizationType::unspecified;
  std::string sector;
  std::string country;
  std::string state;
  std::string region;
  std::string municipality;
  Size size = Size::unknown;
  SdgMasks sdgs;
  std::optional<Status> status;
  std::optional<Date> since;
};

struct ListPage {
  std::vector<ListedOrganization> rows;
  bool has_previous = false;
  bool has_next = false;
  std::int64_t count = 0;        // that match; most_counted + 1: more
  std::int64_t everything = 0;   // in the list without filters
  std::int64_t taking_part = 0;  // active or suspended in the alliance
};

/// How one that is invited, active or suspended in an alliance came to it.
struct Partner {
  OrganizationId id;
  std::string name;
  OrganizationType type = OrganizationType::unspecified;
  Status status = Status::active;
  Date since;
  Origin origin = Origin::unstated;
  OrganizationId proposer;    // when origin is by_member
  std::string proposer_name;  // may be of one that takes no part any more
};

/// Counts of one agency's lists. Shown ones are true as long as its edition stays; those that only help to choose an index may be
/// older. Shared by the requests of one program.
class CountMemory {
 public:
  enum class Use { shown, guide };
  std::optional<std::int64_t> find(AgencyId agency, std::int64_t edition, const std::string& key, Use use = Use::shown) const;
  void keep(AgencyId agency, std::int64_t edition, const std::string& key, std::int64_t count, Use use = Use::shown);

 private:
  struct Counts {
    std::int64_t edition = 0;
    std::map<std::string, std::int64_t, std::less<>> by_key;
    bool holds_at(std::int64_t now, Use use) const;
  };
  struct Remembered {
    Counts shown;
    Counts guide;
  };
  mutable std::mutex mutex_;
  std::map<AgencyId, Remembered> agencies_;
};

}  // namespace alianza::organizations
