#pragma once
// What the pages of courses hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/courses/courses.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::courses::views {

namespace fv = feature::views;
using fv::Icon;

struct Row {
  http::Url url{"/"};
  LocalizedText title;
  LocalizedText summary;
  html::Badge state;
  int lessons = 0;
  int enrolled = 0;
};
struct List {
  fv::Shell shell;
  std::vector<Row> rows;
  std::optional<http::Url> plan;
  std::optional<http::Url> first;  // of a later page of the list
  std::optional<http::Url> next;
};
void render(const List& page, html::Out& out);

struct LessonRow {
  Lesson lesson;
  int people = 0;  // of the organisations that the reader may read
  std::optional<http::Url> attendance;
};
struct LineRow {
  std::string name;
  std::string before;
  std::string after;
  std::string change;
  int lessons = 0;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Course course;
  html::Badge state;
  std::vector<LessonRow> lessons;
  std::vector<LineRow> lines;
  int enrolled = 0;
  int compared = 0;
  std::string change;  // empty: not told
  std::optional<http::Url> edit;
  std::optional<http::Url> close;
  std::optional<http::Url> add_lesson;
  std::optional<http::Url> enrol;
  std::optional<http::Url> assess;
};
void render(const Show& page, html::Out& out);

}  // namespace alianza::courses::views

namespace alianza::courses {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);

}  // namespace alianza::courses
