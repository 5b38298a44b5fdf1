#pragma once
// Where something stands in a template, and what is wrong there.
#include <stdexcept>
#include <string>

namespace htmlc {

struct Position {
  int line = 1;
  int column = 1;
};

/// A template that is refused. The message tells the way out, for the person who writes the template.
class Refused : public std::runtime_error {
 public:
  Refused(Position where, const std::string& message) : std::runtime_error(message), at(where) {}
  Position at;
};

}  // namespace htmlc
