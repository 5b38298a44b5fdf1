#pragma once
// Every form of every page, filled with strings that break programs.
#include <set>

#include "tests/access/objects.h"
#include "tests/naughty/forms.h"

namespace alianza::naughty {

/// tests/data/security/naughty-strings, and the formulas of tests/data/security/csv-injection.
std::vector<std::string> strings();
/// How a page draws a text: line ends as LF, control characters as U+FFFD (platform/html/out.h).
std::string as_drawn(std::string_view text);
/// What a page shows of a text that was taken: trimmed (platform/base/text.h).
std::string as_shown(std::string_view typed);

struct Target {
  access::Person* person = nullptr;
  std::string page;  // where the form was found
  Form form;
};

class Campaign {
 public:
  Campaign();
  access::House house;
  /// Every form with something to type into, for the first person of the list who gets it; acts that can be done once come last.
  std::vector<Target> targets();
  /// One sending of the form: a string in each typed field, beginning with the `first`. Says what went wrong, nothing when all is
  /// well.
  void send(const Target& target, const std::vector<std::string>& all, std::size_t first);
  /// The form with one value in one field, valid otherwise.
  http::TestAnswer send_one(const Target& target, const std::string& field, const std::string& value);

  int accepted = 0;

 private:
  using Typed = std::map<std::string, std::string>;  // by name of the field
  std::string valid(const Target& target, const Field& field);
  http::TestAnswer post(const Target& target, const Typed& typed);
  /// True when the answer is the form again, with everything typed in place; `wrong` are the fields that carry a message.
  bool is_redrawn(const Target& target, const http::TestAnswer& answer, const Typed& typed, std::set<std::string>& wrong);
  void expect_shown(const Target& target, const http::TestAnswer& answer, const Typed& typed);
  std::string pages_after(const Target& target, const http::TestAnswer& answer);
  int made_ = 0;
  std::vector<std::string> codes_;                           // of the goals, targets and indicators
  std::map<std::string, std::set<std::string>> seen_links_;  // by page
};

}  // namespace alianza::naughty
