#pragma once
// Requests through the real router without sockets: cookies are kept, forms carry the token of the page before.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/request.h"
#include "platform/http/router.h"

namespace alianza::http {

/// Who may come: all.
inline Policy everybody() {
  return {"everybody", [](Request&) { return std::nullopt; }};
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request as the server would have read it. Throws Impossible when the target or a header would have been refused with 400.
std::unique_ptr<Request> make_request(Method method, std::string_view target, const Pairs& headers = {}, std::string body = {});

/// What came back; a streamed body is already read to its end.
struct TestAnswer {
  int status = 0;
  std::string body;
  std::vector<Header> headers;
  std::string header(std::string_view name) const;
  /// Where a redirect leads ("" when it does not).
  std::string location() const { return header("Location"); }
  bool contains(std::string_view text) const { return body.find(text) != std::string::npos; }
};

struct TestFile {
  std::string field, name, type, bytes;
};

class TestClient {
 public:
  /// Throws Impossible when the router has problems().
  explicit TestClient(const Router& router);

  TestAnswer get(std::string_view target, const Pairs& headers = {});
  /// A form post: fields, and `_csrf` and `_key` taken from the hidden fields of the last page unless given.
  TestAnswer submit(std::string_view target, Pairs fields, const std::vector<TestFile>& files = {});
  /// Gets `page` first, for its token, then submits.
  TestAnswer submit_from(std::string_view page, std::string_view target, Pairs fields);
  /// JSON in, JSON out; the bearer token of with_token() goes along.
  TestAnswer json(Method method, std::string_view target, std::string body = {}, const Pairs& headers = {});
  /// Anything; nothing is added but cookies.
  TestAnswer send(Method method, std::string_view target, const Pairs& headers, std::string body);
  /// Follows redirects of this server, at most ten.
  TestAnswer follow(TestAnswer answer);

  TestClient& with_token(std::string bearer) {
    bearer_ = std::move(bearer);
    return *this;
  }
  void forget_cookies() { cookies_.clear(); }
  std::map<std::string, std::string>& cookies() { return cookies_; }
  /// The last HTML page that was got.
  const std::string& page() const { return page_; }
  std::string client_address = "127.0.0.1";

 private:
  const Router& router_;
  std::map<std::string, std::string> cookies_;
  std::string bearer_;
  std::string page_;
};

/// The value of the first hidden field of that name in a page; empty when there is none.
std::string hidden_field(std::string_view page, std::string_view name);

}  // namespace alianza::http
