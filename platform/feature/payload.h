#pragma once
// What an event or a job carries: ids and words by name. Ours, so what is missing is a mistake of ours (Impossible).
#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace alianza::feature {

class Payload {
 public:
  explicit Payload(const std::string& json);
  /// "" when there is none.
  std::string word(std::string_view name) const;
  /// 13 characters as in addresses. Impossible without one.
  std::int64_t id(std::string_view name) const;

 private:
  boost::json::object object_;
};

}  // namespace alianza::feature
