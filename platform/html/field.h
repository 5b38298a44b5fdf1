#pragma once
// One field of a form: label, hint, error, what was typed. Put `{% include page.name %}` where it belongs, or let form.h draw the
// whole form.
//
//     Field{.name = "rfc", .label = _("RFC"), .hint = _("12 caracteres…"), .value = typed, .need = Need::optional, .width =
//     Width::mid}
#include <cstdint>
#include <string>
#include <vector>

#include "platform/html/out.h"
#include "platform/html/sdg.h"

namespace alianza::html {

enum class Control : std::uint8_t {
  text,
  email,
  telephone,
  address,
  number,
  password,
  search,
  text_area,
  select,  // options, value; `first_option` is its empty choice
  radios,  // options, value
  checks,  // options, values
  check,   // one box: its label stands beside it; chosen when value is not empty ("1")
  date,
  time,
  date_time,
  sdgs,       // the seventeen goals; values "1" … "17"
  localized,  // two inputs, NAME_es and NAME_en; value and value_en
  localized_area,
  file,
  shown  // in place of a disabled field: the value as text, the reason as hint
};
enum class Need : std::uint8_t { required, optional };
enum class Width : std::uint8_t { full, short_, mid, date, time };

struct Option {
  std::string value;
  Words label;
  Words hint = {};
};

struct Field {
  Control control = Control::text;
  std::string name;
  Words label;
  Words hint = {};
  Words error = {};
  std::string value = {};
  std::vector<std::string> values = {};
  std::string value_en = {};
  Words error_en = {};
  std::vector<Option> options = {};
  Words first_option = {};
  Need need = Need::required;
  Width width = Width::full;
  std::string autocomplete = {};
  std::string input_mode = {};  // "numeric", "decimal"
  std::string least = {};       // min and max of numbers and dates
  std::string most = {};
  std::string accept = {};  // file types
  int rows = 4;
  int max_length = 0;          // 0: none
  std::string id_prefix = {};  // two forms with the same names on one page

  // For the templates.
  std::string id() const { return id_prefix + name; }
  std::string id_of(const std::string& option) const { return id() + "-" + option; }
  std::string hint_id() const { return id() + "-hint"; }
  std::string error_id() const { return id() + "-error"; }
  std::string described_by() const;
  bool has_error() const { return !error.empty() || !error_en.empty(); }
  /// The browser insists on it too (not on groups of boxes, where it would insist on each).
  bool is_required() const { return need == Need::required; }
  bool is_group() const;
  bool is_chosen(const std::string& option) const;
  std::string_view input_type() const;
  /// `min` and `max` as the browser takes them: only an input of dates or times knows them, not what is shown as text.
  std::string_view bound(const std::string& edge) const { return input_type() == "text" ? std::string_view() : edge; }
  std::string control_class() const;
  std::string wrapper_class() const;
};
void render(const Field& page, Out& out);

// The pieces of a field's template.
struct FieldNotes {
  const Field& field;
};
void render(const FieldNotes& page, Out& out);
struct FieldControl {
  const Field& field;
};
void render(const FieldControl& page, Out& out);
struct FieldOptions {
  const Field& field;
};
void render(const FieldOptions& page, Out& out);
struct LocalizedPart {
  const Field& field;
  Lang lang;
  std::string id() const { return field.id() + "_" + std::string(tag(lang)); }
  std::string name() const { return field.name + "_" + std::string(tag(lang)); }
  const std::string& value() const { return lang == Lang::es ? field.value : field.value_en; }
  const Words& error() const { return lang == Lang::es ? field.error : field.error_en; }
  std::string error_ref() const { return error().empty() ? "" : id() + "-error"; }
};
void render(const LocalizedPart& page, Out& out);

}  // namespace alianza::html
