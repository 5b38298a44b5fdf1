#pragma once
// The forms of a page as a browser would read them.
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/testing.h"

namespace alianza::naughty {

struct Field {
  std::string name;
  std::string type;  // text, textarea, email, number, date…; select, radio, checkbox, hidden, password, file
  std::string value;
  std::vector<std::string> options;  // of select, radio and checkbox
  bool wrong = false;                // drawn with a message

  /// Somebody types into it.
  bool is_typed() const;
  bool is_required = false;
};

struct Form {
  std::string action;
  std::vector<Field> fields;
  bool has_files = false;

  const Field* find(const std::string& name) const;
  bool has_typed() const;
};

/// Text between tags and values of attributes, entities made undone.
std::string decoded(std::string_view html);
/// Forms that are posted, in order.
std::vector<Form> forms_of(std::string_view page);
/// Addresses of this server that a page links to.
std::vector<std::string> links_of(std::string_view page);

}  // namespace alianza::naughty
