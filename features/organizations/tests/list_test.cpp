// The list against a plain reading of every row: each filter, each order, page by page, there and back.
#include <algorithm>
#include <random>

#include "features/organizations/tests/house.h"

namespace alianza::organizations {
namespace {

struct Known {
  OrganizationId id;
  Profile profile;
  std::vector<SdgInterest> sdgs;
  std::optional<Status> status;
  Shelf shelf = Shelf::active;
};

class Directory {
 public:
  explicit Directory(int size) {
    std::mt19937 random(7);
    const auto pick = [&](auto& from) { return from[random() % from.size()]; };
    const std::vector<std::string> first{"Energía", "Agua", "Solar", "Ñandú", "Textil"};
    const std::vector<std::string> second{"Altozano", "Poniente", "Meseta", "Sierra", "Sol"};
    const std::vector<OrganizationType> types{OrganizationType::company, OrganizationType::cooperative,
                                              OrganizationType::unspecified};
    const std::vector<std::string> places{"09", "20", "14"};
    const std::vector<std::string> lines{"22", "31-33", ""};
    const std::vector<Size> all_sizes{Size::micro, Size::medium, Size::large, Size::unknown};
    for (int i = 0; i < size; ++i) {
      Known k;
      k.profile.name = pick(first) + " " + pick(second) + " " + std::to_string(i % 7);
      k.profile.type = pick(types);
      k.profile.country = "MX";
      k.profile.state = pick(places);
      k.profile.sector = pick(lines);
      k.profile.size = pick(all_sizes);
      for (const int goal : {3, 7, 17})
        if (random() % 3 == 0) k.sdgs.push_back({goal, random() % 2 == 0 ? SdgLevel::priority : SdgLevel::interested});
      const auto roll = random() % 5;
      if (roll < 3) k.status = static_cast<Status>(roll);
      if (roll == 4 && random() % 3 == 0) k.shelf = Shelf::inactive;
      store(k);
    }
  }

  std::vector<OrganizationId> expected(const Filter& f, Order order, bool members_only) const {
    std::vector<const Known*> rows;
    for (const auto& k : known_)
      if (matches(k, f, members_only)) rows.push_back(&k);
    std::sort(rows.begin(), rows.end(), [&](const Known* a, const Known* b) {
      if (order == Order::newest || order == Order::oldest) return order == Order::newest ? a->id > b->id : a->id < b->id;
      const auto x = std::pair(fold(a->profile.name), a->id);
      const auto y = std::pair(fold(b->profile.name), b->id);
      return order == Order::name ? x < y : x > y;
    });
    std::vector<OrganizationId> out;
    for (const auto* k : rows) out.push_back(k->id);
    return out;
  }

  House house;

 private:
  void store(Known& k) {
    house.app.write([&](db::Tx& tx) {
      const auto act = house.act("secretariat");
      k.id = add(tx, act, house.agency, k.profile, k.sdgs, house.app.today()).id;
      const auto standing = alliances::see(tx, act.actor, house.alliance)->standing;
      const auto go = [&](Status to) {
        EXPECT_TRUE(membership::change(tx, act, standing, {house.agency, house.alliance, k.id, to, day("2026-01-01"), "x"}));
      };
      if (k.status == Status::suspended) go(Status::active);
      if (k.status) go(*k.status);
      if (k.shelf == Shelf::inactive) {
        EXPECT_TRUE(shelve(tx, act, house.alliance, k.id, Shelf::inactive, "x"));
      }
    });
    known_.push_back(k);
  }
  template <class T>
  static bool any(const std::vector<T>& wanted, const T& value) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  }
  static bool matches(const Known& k, const Filter& f, bool members_only) {
    if (members_only && k.status != Status::active && k.status != Status::suspended) return false;
    if (k.shelf != f.shelf || !any(f.types, k.profile.type) || !any(f.states, k.profile.state) ||
        !any(f.sectors, k.profile.sector))
      return false;
    if ((f.sme || !f.sizes.empty()) && !(f.sme && is_sme(k.profile.size)) && (f.sizes.empty() || !any(f.sizes, k.profile.size)))
      return false;
    if (!f.sdgs.empty() && std::none_of(k.sdgs.begin(), k.sdgs.end(), [&](const SdgInterest& i) { return any(f.sdgs, i.goal); }))
      return false;
    if (!f.statuses.empty() || f.not_taking_part) {
      const bool status = k.status && !f.statuses.empty() && any(f.statuses, *k.status);
      if (!status && !(f.not_taking_part && !k.status)) return false;
    }
    const auto folded = " " + fold(k.profile.name);
    return f.search.empty() || folded.find(" " + fold(f.search)) != std::string::npos;
  }
  std::vector<Known> known_;
};

std::vector<Filter> filters() {
  std::vector<Filter> out;
  for (const auto& address : std::vector<Pairs>{
           {},
           {{"type", "company"}},
           {{"type", "company"}, {"type", "cooperative"}},
           {{"state", "20"}},
           {{"state", "20"}, {"state", "14"}},
           {{"sector", "31-33"}},
           {{"org_size", "sme"}},
           {{"org_size", "large"}},
           {{"org_size", "sme"}, {"org_size", "large"}},
           {{"sdg", "7"}},
           {{"sdg", "7"}, {"sdg", "3"}},
           {{"status", "active"}},
           {{"status", "active"}, {"status", "invited"}},
           {{"status", "none"}},
           {{"status", "none"}, {"status", "suspended"}},
           {{"shelf", "inactive"}},
           {{"q", "energia"}},
           {{"q", "SOL"}},
           {{"q", "ñan"}},
           {{"q", "nadie"}},
           {{"type", "company"}, {"state", "09"}, {"org_size", "sme"}, {"sdg", "7"}, {"status", "active"}},
           {{"q", "sol"}, {"sdg", "17"}, {"status", "none"}},
           {{"q", "a"}, {"type", "company"}, {"type", "cooperative"}, {"sdg", "3"}, {"sdg", "17"}},
       })
    out.push_back(filter_from(address));
  return out;
}

std::vector<OrganizationId> ids(const ListPage& page) {
  std::vector<OrganizationId> out;
  for (const auto& row : page.rows) out.push_back(row.id);
  return out;
}

/// Every page from the first to the last, then back: the same rows both ways.
std::vector<OrganizationId> walk(House& house, CountMemory& memory, const char* who, ListRequest request) {
  const auto actor = house.act(who).actor;
  const auto get = [&] { return house.app.read([&](db::Tx& tx) { return list(tx, memory, actor, request); }).page; };
  std::vector<std::vector<OrganizationId>> pages;
  auto page = get();
  EXPECT_FALSE(page.has_previous);
  pages.push_back(ids(page));
  while (page.has_next) {
    request.after = pages.back().back();
    page = get();
    EXPECT_TRUE(page.has_previous);
    pages.push_back(ids(page));
  }
  request.after.reset();
  for (auto at = pages.size(); at > 1; --at) {
    request.before = pages[at - 1].front();
    page = get();
    EXPECT_EQ(ids(page), pages[at - 2]);
    EXPECT_TRUE(page.has_next);
    EXPECT_EQ(page.has_previous, at > 2);
  }
  std::vector<OrganizationId> all;
  for (const auto& p : pages) all.insert(all.end(), p.begin(), p.end());
  EXPECT_EQ(page.count, static_cast<std::int64_t>(all.size()));
  return all;
}

TEST(List, OfEveryFilterAndOrderIsWhatAPlainReadingGives) {
  Directory d(90);
  CountMemory memory;
  for (const auto& filter : filters())
    for (const auto order : {Order::name, Order::name_descending, Order::newest, Order::oldest}) {
      ListRequest request;
      request.alliance = d.house.alliance;
      request.filter = filter;
      request.order = order;
      request.limit = 7;
      std::string what(to_text(order));
      for (const auto& [name, value] : address_of(filter)) what += " " + name + "=" + value;
      const auto without_the_house = [&](std::vector<OrganizationId> all) {
        std::erase_if(all, [&](OrganizationId id) {
          return std::any_of(d.house.seats.begin(), d.house.seats.end(), [&](const auto& s) { return s.second == id; });
        });
        return all;
      };
      EXPECT_EQ(without_the_house(walk(d.house, memory, "secretariat", request)), d.expected(filter, order, false)) << what;
      auto as_member = filter;
      as_member.shelf = Shelf::active;
      EXPECT_EQ(without_the_house(walk(d.house, memory, "active", request)), d.expected(as_member, order, true))
          << "as a member: " << what;
    }
}

TEST(List, OfPickedRowsIsThoseAndWhatTheFiltersLeaveOfThem) {
  Directory d(90);
  CountMemory memory;
  const auto every = walk(d.house, memory, "secretariat", {.alliance = d.house.alliance, .limit = 50});
  for (const std::size_t many : {1U, 4U, 30U, 80U}) {
    ListRequest request{.alliance = d.house.alliance, .limit = 7};
    request.filter.only.assign(every.begin(), every.begin() + static_cast<std::ptrdiff_t>(many));
    EXPECT_EQ(walk(d.house, memory, "secretariat", request), request.filter.only) << many;
    request.filter.types = {OrganizationType::company};
    const auto companies = walk(d.house, memory, "secretariat", request);
    EXPECT_LE(companies.size(), many);
    for (const auto id : companies)
      EXPECT_NE(std::find(request.filter.only.begin(), request.filter.only.end(), id), request.filter.only.end());
  }
}

TEST(List, RemembersItsCountsUntilSomethingChanges) {
  House house;
  CountMemory memory;
  ListRequest request;
  request.alliance = house.alliance;
  request.filter.types = {OrganizationType::company};
  const auto count = [&] {
    return house.app.read([&](db::Tx& tx) { return list(tx, memory, house.act("secretariat").actor, request); }).page.count;
  };
  EXPECT_EQ(count(), 4);
  house.registered("Nueva");
  EXPECT_EQ(count(), 5);
  request.filter.statuses = {Status::active};
  EXPECT_EQ(count(), 1);
  house.member("Otra", Status::active);
  EXPECT_EQ(count(), 2);
}

TEST(List, OfAnAgencyHoldsNothingOfAnother) {
  House house;
  const auto op = house.app.act(house.app.server_operator());
  const agencies::Input a{"segunda", "Segunda", "Second", "Segunda", "MX", "America/Mexico_City",
                          "#4a3c8c", "#2c2260", "#ece8f7"};
  const auto second = house.app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
  house.app.appoint(house.person("stranger"), Scope::agency(second.value()), Role::director);
  alliances::Input input;
  input.slug = "ajena";
  input.name_es = "Ajena";
  input.starts_on = "2026-01-01";
  const auto alliance =
      house.app.write([&](db::Tx& tx) { return alliances::create(tx, house.act("stranger"), second, input); }).id;
  CountMemory memory;
  ListRequest request;
  request.alliance = alliance;
  EXPECT_TRUE(
      house.app.read([&](db::Tx& tx) { return list(tx, memory, house.act("stranger").actor, request); }).page.rows.empty());
  EXPECT_EQ(
      outcome(house.read([&](db::Tx& tx) { return see(tx, house.act("stranger").actor, alliance, house.seats["active"]); })),
      "not_found");
  request.alliance = house.alliance;
  EXPECT_EQ(outcome(house.read([&](db::Tx& tx) { return list(tx, memory, house.act("stranger").actor, request); })), "not_found");
}

}  // namespace
}  // namespace alianza::organizations
