#include "platform/html/listing.h"

#include <algorithm>
#include <charconv>

#include "platform/i18n/format.h"

namespace alianza::html {
namespace {

constexpr std::size_t longest_search = 200;
constexpr std::size_t most_filters = 100;
constexpr std::size_t longest_cursor = 500;

std::string first_characters(const std::string& text, std::size_t most) {
  if (length(text) <= most) return text;
  std::size_t bytes = 0;
  for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
    if ((static_cast<unsigned char>(text[bytes]) & 0xC0) != 0x80 && seen++ == most) break;
  }
  return text.substr(0, bytes);
}

std::optional<std::string> cursor(const http::Fields& query, std::string_view name) {
  const auto& value = query.get(name);
  if (value.empty() || value.size() > longest_cursor) return std::nullopt;
  return value;
}

int size_from(const std::string& text, const std::vector<int>& sizes) {
  int n = 0;
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, n);
  const bool offered = error == std::errc() && at == end && std::find(sizes.begin(), sizes.end(), n) != sizes.end();
  return offered ? n : sizes.empty() ? 25 : sizes.front();
}

}  // namespace

std::string count_text(Lang lang, std::int64_t n) {
  return n > most_counted ? i18n::figure_in_words(lang, i18n::Qualifier::more_than, most_counted) : i18n::number(n);
}

ListAddress::ListAddress(http::Url page, const http::Fields& query, const ListShape& shape) : page_(std::move(page)) {
  search_ = first_characters(trim(query.get("q")), longest_search);
  for (const auto& name : shape.filters) {
    for (auto& value : query.all(name)) {
      Pair pair{name, std::move(value)};
      const bool known = std::find(filters_.begin(), filters_.end(), pair) != filters_.end();
      if (!pair.second.empty() && !known && filters_.size() < most_filters) filters_.push_back(std::move(pair));
    }
  }
  first_sort_ = shape.sorts.empty() ? "" : shape.sorts.front();
  std::string_view sort = query.get("sort");
  const bool down = sort.starts_with('-');
  if (down) sort.remove_prefix(1);
  const bool offered = std::find(shape.sorts.begin(), shape.sorts.end(), sort) != shape.sorts.end();
  sort_ = offered ? std::string(sort) : first_sort_;
  descending_ = offered && down;
  after_ = cursor(query, "after");
  if (!after_) before_ = cursor(query, "before");
  first_size_ = shape.sizes.empty() ? 25 : shape.sizes.front();
  size_ = size_from(query.get("size"), shape.sizes);
}

std::vector<std::string> ListAddress::values(std::string_view filter) const {
  std::vector<std::string> out;
  for (const auto& [name, value] : filters_)
    if (name == filter) out.push_back(value);
  return out;
}

std::optional<std::string> ListAddress::value(std::string_view filter) const {
  for (const auto& [name, value] : filters_)
    if (name == filter) return value;
  return std::nullopt;
}

std::vector<ListAddress::Pair> ListAddress::kept_by_search() const {
  auto out = filters_;
  if (sort_ != first_sort_ || descending_) out.emplace_back("sort", (descending_ ? "-" : "") + sort_);
  if (size_ != first_size_) out.emplace_back("size", std::to_string(size_));
  return out;
}

std::vector<ListAddress::Pair> ListAddress::kept_by_sort() const {
  auto out = filters_;
  if (!search_.empty()) out.emplace(out.begin(), "q", search_);
  if (size_ != first_size_) out.emplace_back("size", std::to_string(size_));
  return out;
}

http::Url ListAddress::make(http::Url base, const std::vector<Pair>& filters, Part part) const {
  if (part.search && !search_.empty()) base = std::move(base).with("q", search_);
  for (const auto& [name, value] : filters) base = std::move(base).with(name, value);
  if (part.order && (sort_ != first_sort_ || descending_)) base = std::move(base).with("sort", (descending_ ? "-" : "") + sort_);
  if (part.size && size_ != first_size_) base = std::move(base).with("size", size_);
  if (part.place && after_) base = std::move(base).with("after", *after_);
  if (part.place && before_) base = std::move(base).with("before", *before_);
  return base;
}

http::Url ListAddress::here() const { return make(page_, filters_, {.place = true}); }

http::Url ListAddress::without(std::string_view filter, std::string_view value) const {
  auto rest = filters_;
  std::erase_if(rest, [&](const Pair& p) { return p.first == filter && p.second == value; });
  return make(page_, rest, {});
}

http::Url ListAddress::without_search() const { return make(page_, filters_, {.search = false}); }

http::Url ListAddress::without_filters() const { return make(page_, {}, {.search = false}); }

http::Url ListAddress::with(std::string_view filter, std::string_view value) const {
  auto more = filters_;
  Pair pair{filter, value};
  if (std::find(more.begin(), more.end(), pair) == more.end()) more.push_back(std::move(pair));
  return make(page_, more, {});
}

http::Url ListAddress::sorted_by(std::string_view key) const {
  auto out = make(page_, filters_, {.order = false, .size = false});
  const bool down = key == sort_ && !descending_;
  if (key != first_sort_ || down) out = std::move(out).with("sort", (down ? "-" : "") + std::string(key));
  if (size_ != first_size_) out = std::move(out).with("size", size_);
  return out;
}

http::Url ListAddress::page_after(std::string_view cursor) const { return make(page_, filters_, {}).with("after", cursor); }

http::Url ListAddress::page_before(std::string_view cursor) const { return make(page_, filters_, {}).with("before", cursor); }

http::Url ListAddress::sized(int size) const {
  auto out = make(page_, filters_, {.size = false});
  return size == first_size_ ? out : std::move(out).with("size", size);
}

http::Url ListAddress::at(http::Url other) const { return make(std::move(other), filters_, {.size = false}); }

}  // namespace alianza::html
