// Strings that break programs, through every text field of every form: taken and shown as they were typed, or refused at their
// field with what was typed still in place. Never an error of ours. ALIANZA_NAUGHTY=all: every field sees every string.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "platform/documents/csv.h"
#include "tests/naughty/campaign.h"

namespace alianza::naughty {
namespace {

constexpr std::size_t sendings = 40;

bool asked_for_all() {
  const char* wanted = std::getenv("ALIANZA_NAUGHTY");
  return wanted != nullptr && std::string_view(wanted) == "all";
}

/// Forty sendings of every form: string `first`, then each `step` further, another one in each field.
void send_everywhere(Campaign& campaign, const std::vector<std::string>& all, std::size_t first) {
  const auto step = all.size() / sendings;
  for (const auto& target : campaign.targets()) {
    // These hash a password each time.
    const bool hashes = target.page == "/sign-in" || target.page == "/accounts/new";
    for (std::size_t i = 0; i < (hashes ? 10 : sendings); ++i) campaign.send(target, all, (first + i * step) % all.size());
    first += 7;
  }
}

TEST(Naughty, every_text_field_keeps_or_refuses_every_string) {
  const auto all = strings();
  ASSERT_GT(all.size(), 500U);
  // Each part has a house of its own: lists stay short enough to show everything.
  const auto parts = asked_for_all() ? all.size() / sendings + 1 : 1;
  for (std::size_t part = 0; part < parts; ++part) {
    Campaign campaign;
    EXPECT_GT(campaign.targets().size(), 30U);
    send_everywhere(campaign, all, part);
    EXPECT_GT(campaign.accepted, 300);
  }
}

TEST(Naughty, nul_and_broken_utf8_are_refused_in_every_field) {
  Campaign campaign;
  const std::string broken[] = {std::string("a\0b", 3), "a\xff\xfe", "\xc3\x28", "\xed\xa0\x80"};
  for (const auto& target : campaign.targets())
    for (const auto& field : target.form.fields) {
      if (field.type == "file") continue;
      for (const auto& text : broken) {
        const auto answer = campaign.send_one(target, field.name, text);
        EXPECT_TRUE(answer.status == 400 || answer.status == 422 || answer.status == 429)
            << target.page << ", " << field.name << ": " << answer.status;
      }
    }
}

TEST(Naughty, a_choice_that_nobody_offered_is_no_error_of_ours) {
  Campaign campaign;
  for (const auto& target : campaign.targets())
    for (const auto& field : target.form.fields) {
      if (field.is_typed() || field.type == "file" || field.type == "password") continue;
      for (const auto* text : {"<script>alert(0)</script>", "' OR 1=1 --", "99999999999999999999", "-1", "\xF0\x9F\x92\xA9"})
        EXPECT_LT(campaign.send_one(target, field.name, text).status, 500) << target.page << ", " << field.name;
    }
}

struct Download {
  access::Person* person = nullptr;
  std::string path;
};

access::Person& person_of(access::House& house, std::string_view column) {
  return *std::find_if(house.people.begin(), house.people.end(), [&](const auto& p) { return p.column == column; });
}

/// The tables of the program: every download that comes as CSV or XLSX. The director asks for it; what an organisation keeps for
/// itself, who acts for it.
std::vector<Download> downloads(access::House& house) {
  std::vector<Download> out;
  auto& director = person_of(house, "dir");
  for (const auto& route : house.app.router().routes()) {
    std::string unknown;
    const bool file = route.pattern.ends_with(".csv") || route.pattern.ends_with(".xlsx");
    if (!file) continue;
    const auto objects = access::objects_of(route.pattern);
    const bool is_own = route.pattern.find("/value.") != std::string::npos;
    auto& person = is_own ? person_of(house, "act") : director;
    out.push_back({&person, fill(house, person, route.pattern, is_own ? "mine" : objects.front(), unknown)});
  }
  for (const auto* table : {"facts", "figures", "funnel", "committees", "memberships", "organizations", "meetings", "documents",
                            "criteria", "findings", "notes"})
    for (const auto* format : {".csv", ".xlsx"})
      out.push_back({&director, "/p/" + house.own.names.at("slug") + "/data/" + table + format});
  return out;
}

/// =cmd…, but no number: -7.5 may stand in a cell.
bool is_formula(const std::string& cell) {
  if (cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos) return false;
  return cell.find_first_not_of("0123456789.-+") != std::string::npos;
}

TEST(Naughty, no_download_carries_a_formula) {
  Campaign campaign;
  auto all = strings();
  std::erase_if(all, [](const std::string& text) { return !is_formula(text); });
  ASSERT_GT(all.size(), 5U);
  for (const auto& target : campaign.targets())
    if (target.page.ends_with("/new") || target.page.find("/new?") != std::string::npos || target.page.ends_with("/edit"))
      for (std::size_t i = 0; i < 3; ++i) campaign.send(target, all, i);
  for (const auto& [person, path] : downloads(campaign.house)) {
    const auto answer = person->client->get(path);
    ASSERT_EQ(answer.status, 200) << path;
    if (path.ends_with(".xlsx")) {
      EXPECT_EQ(answer.body.substr(0, 2), "PK") << path;
      continue;
    }
    const auto table = documents::read_csv(answer.body);
    ASSERT_TRUE(table) << path;
    for (const auto& row : table->rows)
      for (const auto& cell : row) EXPECT_FALSE(is_formula(cell)) << path << ": " << cell;
  }
}

}  // namespace
}  // namespace alianza::naughty
