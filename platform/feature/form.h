#pragma once
// Forms: fields with label, hint, error and what was typed; the list of errors; a whole page of a form. One template each, so every form of
// the program looks and speaks alike (web/README.md, "Fields"). Handlers fill `Fields` from the request and mark errors from an Error.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/feature/shell.h"
#include "platform/http/faults.h"

namespace alianza::feature::views {

struct Choice {
  std::string value;
  Message label;         // a sentence of ours, or
  std::string text = {};  // a name that needs no translation; `label` is empty then
  bool chosen = false;
  Message hint = {};
};

/// How a field is drawn and what a browser offers for it.
enum class Kind { text, email, tel, url, search, number, date, time, password, file, hidden, color, textarea, select, radios, checks, checkbox, sdgs, fixed };

struct Field {
  Kind kind = Kind::text;
  std::string name;                  // also its id
  Message label;
  std::string value = {};            // what was typed, or stands now
  Message hint = {};
  Message error = {};
  bool required = false;             // else «(opcional)» stands beside the label
  const char* width = "";            // w-short, w-mid, w-date, w-time: web/README.md
  const char* autocomplete = "off";
  const char* lang = "";             // of what is typed, when it is not the page's: "es", "en"
  const char* accept = "";           // of a file
  int rows = 4;                      // of a textarea
  std::vector<Choice> choices = {};
  std::string fixed = {};            // Kind::fixed: shown in place of an input, with `hint` as the reason

  const char* input_type() const;
  std::string hint_id() const { return hint.empty() ? "" : name + "-hint"; }
  std::string error_id() const { return error.empty() ? "" : name + "-error"; }
  std::string described() const { return hint_id() + (hint.empty() || error.empty() ? "" : " ") + error_id(); }
  std::string classes() const { return std::string("form-control ") + width; }
  std::string select_classes() const { return std::string("form-select ") + width; }
  std::string choice_id(const Choice& c) const { return name + "-" + c.value; }
  std::string checks_classes() const { return choices.size() > 4 ? "checks checks-2" : "checks"; }
  bool is_optional() const { return !required && kind != Kind::checkbox; }
  std::string lang_given() const { return lang; }
  std::string accept_given() const { return accept; }
  std::string invalid() const { return error.empty() ? "" : "true"; }
  bool is(Kind k) const { return kind == k; }
  bool is_input() const;
};
void render(const Field& page, html::Out& out);

/// Fields side by side, or a part of the form with its own title.
struct Group {
  Message title = {};
  Message intro = {};
  bool row = false;
  std::vector<Field> fields;
};
void render(const Group& page, html::Out& out);

/// What was wrong, first in the form; it takes the focus.
struct Errors {
  struct Line {
    http::Url to;
    Message label;
    Message message;
  };
  Message message = {};
  std::vector<Line> lines = {};
  bool empty() const { return message.empty(); }
};
void render(const Errors& page, html::Out& out);

struct Crumb {
  std::string title;
  http::Url url;
};
struct Crumbs {
  std::vector<Crumb> above;
  std::string here;
};
void render(const Crumbs& page, html::Out& out);

/// The form itself, for pages that hold more than it.
struct Form {
  http::Url action{"/"};
  Errors errors = {};
  std::vector<Group> groups;
  Message submit;
  Message busy = {};            // «Guardando…» while it is sent
  bool destructive = false;     // the filled red button of a confirmation
  bool upload = false;          // multipart
  http::Url cancel{"/"};
  Message cancel_label = {};    // empty: no way out is offered (a form inside a page)
  /// The values of a request over those of the fields: what was typed stays.
  void keep(const http::Form& typed);
  /// Marks the fields that an error names and fills the list. An error without fields is only said on top.
  void mark(const Error& error);
  Field* find(std::string_view name);
};
void render(const Form& page, html::Out& out);

/// What stands inside the form element; a template of its own because a form with files differs in its tag.
struct FormBody {
  explicit FormBody(const Form& f) : form(f) {}
  const Form& form;
};
void render(const FormBody& page, html::Out& out);

/// A page that is one form.
struct FormPage {
  Shell shell;
  Crumbs crumbs;
  std::string title;
  std::string intro = {};
  Form form;
};
void render(const FormPage& page, html::Out& out);

/// A page that asks before it acts: names the object, counts the consequence, says whether it can be undone.
struct ConfirmPage {
  Shell shell;
  Crumbs crumbs;
  std::string title;
  std::vector<std::string> consequences;
  Form form;
};
void render(const ConfirmPage& page, html::Out& out);

}  // namespace alianza::feature::views

namespace alianza::feature {

/// The form again, with what was typed and what was wrong (422, or the fault's status). A fault that no form can mend (not_found, forbidden…)
/// becomes the error page. `page` makes the empty FormPage or ConfirmPage.
template <class Make>
http::Response redraw(http::Request& request, const Error& error, Make&& make) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict && error.fault != Fault::too_large) throw http::Abandon{error};
  auto page = make();
  page.form.keep(request.form());
  page.form.mark(error);
  return html::respond(request, page, http::status_of(error.fault));
}

}  // namespace alianza::feature
