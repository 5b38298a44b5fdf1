#pragma once
// Every person at every route, about every object: asked once for all tests of this program.
#include <optional>

#include "tests/access/objects.h"

namespace alianza::access {

/// What an answer means to who asked.
///   ok  answered, or sent on to another page
///   bad the door was open, and what was sent (nothing) broke a rule: 400, 409, 422, 429
///   in  sign in first
///   no  refused: 403
///   --  not there for this person: 404
std::string class_of(const http::TestAnswer& answer);

struct Cell {
  std::string answer;  // its class
  int status = 0;
  std::string body;  // of what is not there: without ids, so that two can be compared
};

struct Row {
  std::string route;  // "GET /alliances/{alliance}"
  std::string policy;
  std::string feature;
  std::string object;
  std::vector<Cell> cells;  // in the order of the columns
};

/// One request of that person, with everything a browser (or a program with a session) sends along; `body` is the form or the
/// JSON.
http::TestAnswer ask(const Person& person, const http::Route& route, const std::string& path);

struct Matrix {
  House house;
  std::vector<Row> rows;
  std::vector<std::string> complaints;  // what keeps the matrix from being whole: a parameter nobody fills, a write nobody mends

  Matrix();
  /// After a write of a test that asked for itself.
  void mend_after(const http::Route& route, const std::string& object, Person& person);

 private:
  void ask_all(const http::Route& route, const std::string& feature);
  Cell ask_one(const http::Route& route, const std::string& object, Person& person);
};
Matrix& matrix();

}  // namespace alianza::access
