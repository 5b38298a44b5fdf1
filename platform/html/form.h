#pragma once
// A whole form: fields in parts, the summary of errors, token and request key, the buttons. Drawn again after an error it keeps
// what was typed:
//
//     auto form = organization_form(lang);              // the feature's own function
//     const auto done = actions::register_organization(...);
//     if (!done) { form.keep_typed(request.form()); form.show_error(done.error()); return respond(request, page, 422); }
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/html/field.h"
#include "platform/http/fields.h"

namespace alianza::html {

/// What is wrong, above the form; it takes the focus. Empty: nothing is drawn.
struct Errors {
  struct Item {
    Words label;
    Words text;
    http::Url target;
  };
  Words title = {};
  std::vector<Item> items = {};
  bool empty() const { return title.empty(); }
};
void render(const Errors& page, Out& out);

enum class Side : std::uint8_t { under_each_other, beside_each_other };
struct FieldSet {
  std::vector<Field> fields;
  Words legend = {};  // empty: the fields stand without a frame
  Words intro = {};
  Side side = Side::under_each_other;
};
void render(const FieldSet& page, Out& out);

enum class Weight : std::uint8_t { primary, plain, bad };
struct Form {
  http::Url action{"/"};
  std::vector<FieldSet> parts;
  Words submit;
  Words busy = {};  // «Guardando…», while it is being sent
  std::optional<http::Url> cancel = {};
  Words cancel_words = {};  // «Cancelar» when empty
  Errors errors = {};
  std::vector<std::pair<std::string, std::string>> hidden = {};
  Weight weight = Weight::primary;
  bool has_files() const;

  /// The field of that name; Impossible when the form has none.
  Field& field(const std::string& name);
  /// Each sentence at its field, the summary above. What concerns no field of the form stands in the summary alone.
  void show_error(const Error& error);
  /// What came with the form goes back into its fields (never passwords and files).
  void keep_typed(const http::Fields& typed);
};
void render(const Form& page, Out& out);

/// One button in a form of its own: «Deshacer», «Salir».
struct ButtonForm {
  http::Url action{"/"};
  Words words;
  Words busy = {};
  std::string icon = {};
  std::vector<std::pair<std::string, std::string>> hidden = {};
  std::string classes = "btn";
};
void render(const ButtonForm& page, Out& out);

}  // namespace alianza::html
