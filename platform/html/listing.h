#pragma once
// The state of a list, as its address keeps it: search, filters, order, place, size. No SQL: a feature reads it and makes its
// query; the address gives back the Urls of chips, headers, downloads and pages, so a list can be linked, kept and sent.
//
//     ?q=agua&type=company&type=chamber&sort=-name&after=0A…&size=100
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/html/out.h"
#include "platform/http/fields.h"

namespace alianza::html {

/// Lists are counted to here; beyond, «más de 10,000» with a link that counts.
inline constexpr std::int64_t most_counted = 10'000;
/// "14", "10,000", «más de 10,000».
std::string count_text(Lang lang, std::int64_t n);

/// What the address of a list may say. Names that are not here are ignored, so an old link still works.
struct ListShape {
  std::vector<std::string> filters;        // a filter may have several values: any of them
  std::vector<std::string> sorts;          // the first is the order without asking; "-name" descends
  std::vector<int> sizes = {25, 50, 100};  // the first is the size without asking
};

class ListAddress {
 public:
  using Pair = std::pair<std::string, std::string>;

  /// `page` is the list's address without query.
  ListAddress(http::Url page, const http::Fields& query, const ListShape& shape);

  const std::string& search() const { return search_; }          // trimmed, at most 200 characters
  const std::vector<Pair>& filters() const { return filters_; }  // in the order of the shape, no pair twice
  std::vector<std::string> values(std::string_view filter) const;
  std::optional<std::string> value(std::string_view filter) const;  // the first
  const std::string& sort() const { return sort_; }                 // without "-"
  bool descending() const { return descending_; }
  const std::optional<std::string>& after() const { return after_; }  // a cursor of the feature's own making
  const std::optional<std::string>& before() const { return before_; }
  int size() const { return size_; }
  bool is_filtered() const { return !search_.empty() || !filters_.empty(); }
  /// Everything but search and place: the hidden inputs of the search form.
  std::vector<Pair> kept_by_search() const;
  /// Everything but order and place: the hidden inputs of the form that orders.
  std::vector<Pair> kept_by_sort() const;

  http::Url here() const;  // this page of the list
  http::Url without(std::string_view filter, std::string_view value) const;
  http::Url without_search() const;
  http::Url without_filters() const;  // nor search; order and size stay
  http::Url with(std::string_view filter, std::string_view value) const;
  http::Url sorted_by(std::string_view key) const;  // the other way round when it is the order already
  http::Url page_after(std::string_view cursor) const;
  http::Url page_before(std::string_view cursor) const;
  http::Url sized(int size) const;
  /// The same filters and order at another address: a download.
  http::Url at(http::Url other) const;

 private:
  struct Part {
    bool search = true;
    bool order = true;
    bool size = true;
    bool place = false;
  };
  http::Url make(http::Url base, const std::vector<Pair>& filters, Part part) const;

  http::Url page_;
  std::string search_;
  std::vector<Pair> filters_;
  std::string sort_;
  bool descending_ = false;
  std::string first_sort_;
  std::optional<std::string> after_;
  std::optional<std::string> before_;
  int size_ = 25;
  int first_size_ = 25;
};

}  // namespace alianza::html
