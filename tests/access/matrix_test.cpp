// Who reaches what: every route of the program, every kind of person, every object. The table is made from the router, so
// a new route is in it; the expected one is read and reviewed by people. README.md says how to change it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "tests/access/table.h"

namespace alianza::access {
namespace {

const std::filesystem::path folder = "tests/access/expected";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

Expected expected() {
  Expected out;
  for (const auto& file : std::filesystem::directory_iterator(folder)) read_table(text_of(file.path()), out);
  return out;
}

/// Where somebody asked for the table as it is now: a folder, one file a feature.
void write_when_asked() {
  const char* wanted = std::getenv("ALIANZA_WRITE_MATRIX");
  if (wanted == nullptr) return;
  std::filesystem::create_directories(wanted);
  for (const auto& feature : features_of(matrix().rows))
    std::ofstream(std::filesystem::path(wanted) / (feature + ".txt")) << table_text(matrix().rows, feature);
}

TEST(AccessMatrix, every_parameter_is_filled_and_every_write_is_mended) {
  write_when_asked();
  for (const auto& complaint : matrix().complaints) ADD_FAILURE() << complaint;
}

TEST(AccessMatrix, nobody_reaches_more_or_less_than_the_table_says) {
  auto wanted = expected();
  for (const auto& row : matrix().rows) {
    const auto route = wanted.find(row.route);
    if (route == wanted.end()) {
      ADD_FAILURE() << row.route << " is in no table of " << folder;
      continue;
    }
    EXPECT_EQ(row.policy, route->second["policy"]["policy"]) << row.route;
    auto& cells = route->second[row.object];
    for (std::size_t i = 0; i < columns().size(); ++i)
      EXPECT_EQ(row.cells.at(i).answer, cells[columns()[i]])
          << row.route << ", " << row.object << ", " << columns()[i] << " (" << row.cells[i].status << ")";
  }
}

TEST(AccessMatrix, the_table_names_no_route_that_is_gone) {
  std::set<std::string> there;
  for (const auto& row : matrix().rows) there.insert(row.route);
  for (const auto& [route, objects] : expected()) EXPECT_TRUE(there.contains(route)) << route;
}

TEST(AccessMatrix, every_role_and_every_status_has_its_column) {
  std::vector<std::string> people;
  for (const auto& person : matrix().house.people) people.push_back(person.column);
  EXPECT_EQ(people, columns());
  const auto& db = matrix().house.app;
  std::set<auth::Role> held;
  matrix().house.app.read([&](db::Tx& tx) -> Done {
    for (const auto& person : matrix().house.people)
      if (person.actor)
        for (const auto& row : auth::appointments_of(tx, person.actor->account, db.today())) held.insert(row.role);
    return {};
  });
  for (int role = 0; role <= static_cast<int>(auth::Role::delegate); ++role)
    EXPECT_TRUE(held.contains(static_cast<auth::Role>(role))) << auth::word(static_cast<auth::Role>(role));
}

}  // namespace
}  // namespace alianza::access
