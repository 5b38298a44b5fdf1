#include "tests/access/matrix.h"

#include "platform/http/csrf.h"
#include "tests/access/mend.h"

namespace alianza::access {
namespace {

bool is_api(const http::Route& route) { return route.pattern.starts_with("/api/"); }

bool is_id(std::string_view text) {
  return text.size() == 13 && text.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string_view::npos;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Without the address that was asked, without ids, and without the number of the request.
std::string without_ids(std::string body, const std::string& path) {
  replace_all(body, path, "HERE");
  if (const auto at = body.find("\"request_id\":\""); at != std::string::npos) body.erase(at, body.find('"', at + 14) - at);
  std::string out;
  std::string word;
  const auto end_word = [&] {
    out += is_id(word) ? "ID" : word;
    word.clear();
  };
  for (const char c : body) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      word += c;
    } else {
      end_word();
      out += c;
    }
  }
  end_word();
  return out;
}

}  // namespace

std::string class_of(const http::TestAnswer& answer) {
  const auto to = answer.location();
  switch (answer.status) {
    case 401: return "in";
    case 403: return "no";
    case 404: return "--";
    case 410: return "gone";
    case 400:
    case 409:
    case 422:
    case 429: return "bad";
    default: break;
  }
  if (answer.status >= 200 && answer.status < 300) return "ok";
  if (answer.status >= 300 && answer.status < 400) return to == "/sign-in" || to.starts_with("/sign-in?next=") ? "in" : "ok";
  return "!" + std::to_string(answer.status);
}

http::TestAnswer ask(const Person& person, const http::Route& route, const std::string& path) {
  auto& client = *person.client;
  const bool writes = !http::is_safe(route.method);
  http::Pairs headers;
  if (writes) headers = {{std::string(http::csrf_header), person.csrf}, {"Origin", "http://alianza.test"}};
  if (is_api(route)) return client.json(route.method, path, writes ? "{}" : "", headers);
  if (writes) headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return client.send(route.method, path, headers, {});
}

Matrix::Matrix() {
  const auto routes = house.app.router().routes();
  auto feature = house.routes_after.begin();
  for (std::size_t i = 0; i < routes.size(); ++i) {
    while (i >= feature->second) ++feature;
    ask_all(routes[i], feature->first);
  }
}

void Matrix::ask_all(const http::Route& route, const std::string& feature) {
  for (const auto& object : objects_of(route.pattern)) {
    Row row{title(route), route.policy.name, feature, object, {}};
    for (auto& person : house.people) row.cells.push_back(ask_one(route, object, person));
    rows.push_back(std::move(row));
  }
}

Cell Matrix::ask_one(const http::Route& route, const std::string& object, Person& person) {
  std::string unknown;
  const auto path = fill(house, person, route.pattern, object, unknown);
  if (path.empty()) {
    complaints.push_back("nothing in tests/access/house.cpp stands for {" + unknown + "} of " + title(route));
    return {"?", 0, {}};
  }
  prepare(house, person, route, object);
  const auto answer = ask(person, route, path);
  Cell cell{class_of(answer), answer.status, {}};
  if (cell.answer == "--") cell.body = without_ids(answer.body, path);
  if (!http::is_safe(route.method) && cell.answer == "ok" && !mend(house, person, route, object))
    complaints.push_back(title(route) + " (" + object + ") was done for " + person.column +
                         " and changed the house; say in tests/access/mend.cpp what to make again");
  return cell;
}

void Matrix::mend_after(const http::Route& route, const std::string& object, Person& person) {
  ENSURE(mend(house, person, route, object));
}

Matrix& matrix() {
  static Matrix made;
  return made;
}

}  // namespace alianza::access
