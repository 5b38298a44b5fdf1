#pragma once
// The structs of the templates in tests/views: one page that uses every statement, one list page for speed.
#include <optional>
#include <string>
#include <vector>

#include "platform/html/document.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::html::sample {

struct Everything {
  std::string text;
  std::optional<std::string> maybe;
  std::string attribute;
  http::Url url{"/a"};
  std::optional<http::Url> next;
  bool yes = true;
  std::vector<int> numbers;
  LocalizedText localized;
  Message message;
  Safe safe;
  Date date;
  std::int64_t n = 0;
};
void render(const Everything& page, Out& out);

struct Row {
  http::Url url;
  std::string name;
  std::string sector;
  std::string contact;
  std::vector<int> sdgs;
  Date last;
  Badge status;
};
struct List {
  BareShell shell;
  SearchBox search;
  FilterChips chips;
  ListBar bar;
  SortHeader by_name;
  std::vector<Row> rows;
  Paging paging;
};
void render(const List& page, Out& out);

}  // namespace alianza::html::sample
