#pragma once
// How a feature adds its addresses. A handler is a free function of the site and the request; what stands before it (policy, the
// common beginning of the addresses, the tag of the API) is said once:
//
//     const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees");
//     pages.get("", list, {.run = http::Run::inline_});
//     pages.form("/new", new_form, new_post);
//     pages.with(auth::anyone()).get(".csv", feature::given(download, Format::csv));
//
//     const feature::Api api(site, "committees", auth::scope("committees"), "/api/v1/alliances/{alliance}/committees");
//     api.post("", add, {_("Crea un comité"), committee_input, committee});
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/feature/feature.h"
#include "platform/feature/schema.h"

namespace alianza::feature {

/// A handler that is given more than the site and the request: `given(download, Format::csv)`. The values are copied.
template <class Handler, class... More>
auto given(Handler handler, More... more) {
  return [=](Site& site, http::Request& request) { return handler(site, request, more...); };
}

/// Addresses that begin alike and share who may come. It only adds to the router; it need not outlive its scope.
class Routes {
 public:
  Routes(Site& site, http::Policy policy, std::string base = {})
      : site_(site), policy_(std::move(policy)), base_(std::move(base)) {}
  /// The same addresses for others.
  Routes with(http::Policy policy) const { return {site_, std::move(policy), base_}; }

  template <class Handler>
  void get(std::string_view tail, Handler handler, http::Options options = {}) const {
    add(http::Method::get, tail, std::move(handler), std::move(options));
  }
  template <class Handler>
  void post(std::string_view tail, Handler handler, http::Options options = {}) const {
    add(http::Method::post, tail, std::move(handler), std::move(options));
  }
  /// A page with a form and what it sends; `options` are those of the sending.
  template <class Show, class Send>
  void form(std::string_view tail, Show show, Send send, http::Options options = {}) const {
    get(tail, std::move(show));
    post(tail, std::move(send), std::move(options));
  }

  template <class Handler>
  void add(http::Method method, std::string_view tail, Handler handler, http::Options options) const {
    site_.router.add({method, base_ + std::string(tail), policy_,
                      [&site = site_, handler = std::move(handler)](http::Request& request) -> Result<http::Response> {
                        return handler(site, request);
                      },
                      std::move(options)});
  }

 private:
  Site& site_;
  http::Policy policy_;
  std::string base_;
};

/// The table of a body or an answer, or none.
class Table {
 public:
  Table() = default;
  // NOLINTBEGIN(google-explicit-constructor): a route names its tables as they are, {.body = given, .answer = shown}
  template <class T>
  Table(const Intake<T>& intake) : schema_(&intake.schema()) {}
  template <class T>
  Table(const Shape<T>& shape) : schema_(&shape.schema()) {}
  // NOLINTEND(google-explicit-constructor)
  const Schema* schema() const { return schema_; }

 private:
  const Schema* schema_ = nullptr;
};

/// What /openapi.json and the reference page say of one address.
struct Doc {
  Message summary;
  Table asks = {};
  Table answers = {};
  std::vector<http::ApiParameter> query = {};
  int success = 0;  // 0: 204 without an answer, else 201 for POST and 200 for the others
};

/// Addresses of the JSON API under one tag, which is also the word of the scopes ("committees:read").
class Api {
 public:
  Api(Site& site, const char* tag, http::Policy policy, std::string base)
      : site_(site), tag_(tag), routes_(site, std::move(policy), std::move(base)) {}
  Api with(http::Policy policy) const { return {site_, tag_, routes_.with(std::move(policy))}; }

  template <class Handler>
  void get(std::string_view tail, Handler handler, Doc doc) const {
    add(http::Method::get, tail, std::move(handler), std::move(doc));
  }
  template <class Handler>
  void post(std::string_view tail, Handler handler, Doc doc) const {
    add(http::Method::post, tail, std::move(handler), std::move(doc));
  }
  template <class Handler>
  void put(std::string_view tail, Handler handler, Doc doc) const {
    add(http::Method::put, tail, std::move(handler), std::move(doc));
  }
  template <class Handler>
  void remove(std::string_view tail, Handler handler, Doc doc) const {
    add(http::Method::delete_, tail, std::move(handler), std::move(doc));
  }

 private:
  Api(Site& site, const char* tag, Routes routes) : site_(site), tag_(tag), routes_(std::move(routes)) {}
  template <class Handler>
  void add(http::Method method, std::string_view tail, Handler handler, Doc doc) const {
    routes_.add(method, tail, std::move(handler), options(method, std::move(doc)));
  }
  http::Options options(http::Method method, Doc doc) const;
  Site& site_;
  const char* tag_;
  Routes routes_;
};

}  // namespace alianza::feature
