#include "tests/naughty/forms.h"

#include <algorithm>

namespace alianza::naughty {
namespace {

struct Tag {
  std::string_view text;  // without the brackets
  std::size_t end = 0;    // behind the bracket
  bool opens(std::string_view name) const {
    return text.starts_with(name) && (text.size() == name.size() || text[name.size()] == ' ' || text[name.size()] == '\n');
  }
};

/// The next tag; its text is empty at the end of the page. Values of attributes are escaped, so none has a bracket.
Tag next_tag(std::string_view page, std::size_t from) {
  const auto begin = page.find('<', from);
  const auto end = begin == std::string_view::npos ? begin : page.find('>', begin);
  if (end == std::string_view::npos) return {{}, page.size()};
  return {page.substr(begin + 1, end - begin - 1), end + 1};
}

bool has_attribute(const Tag& tag, std::string_view name) {
  const auto wanted = " " + std::string(name);
  for (auto at = tag.text.find(wanted); at != std::string_view::npos; at = tag.text.find(wanted, at + 1)) {
    const auto behind = at + wanted.size();
    const bool inside = std::count(tag.text.begin(), tag.text.begin() + static_cast<std::ptrdiff_t>(at), '"') % 2 != 0;
    if (!inside && (behind == tag.text.size() || tag.text[behind] == ' ' || tag.text[behind] == '=')) return true;
  }
  return false;
}

std::string attribute(const Tag& tag, std::string_view name) {
  const auto wanted = " " + std::string(name) + "=\"";
  for (auto at = tag.text.find(wanted); at != std::string_view::npos; at = tag.text.find(wanted, at + 1)) {
    if (std::count(tag.text.begin(), tag.text.begin() + static_cast<std::ptrdiff_t>(at), '"') % 2 != 0) continue;
    const auto begin = at + wanted.size();
    return decoded(tag.text.substr(begin, tag.text.find('"', begin) - begin));
  }
  return {};
}

Field& field_named(Form& form, const std::string& name, const std::string& type) {
  for (auto& field : form.fields)
    if (field.name == name && field.type == type) return field;
  auto& made = form.fields.emplace_back();
  made.name = name;
  made.type = type;
  return made;
}

void add_input(Form& form, const Tag& tag) {
  auto type = attribute(tag, "type");
  if (type.empty()) type = "text";
  const auto name = attribute(tag, "name");
  const auto value = attribute(tag, "value");
  if (name.empty() || name == "_csrf" || name == "_key") return;
  auto& field = field_named(form, name, type);
  field.wrong = field.wrong || has_attribute(tag, "aria-invalid");
  field.is_required = has_attribute(tag, "required");
  if (type != "radio" && type != "checkbox") {
    field.value = value;
    return;
  }
  field.options.push_back(value);
  if (has_attribute(tag, "checked")) field.value = value;
}

/// A text area or a choice: from its opening tag to its closing one.
std::size_t add_long(Form& form, std::string_view page, const Tag& tag) {
  const bool area = tag.opens("textarea");
  const auto close = page.find(area ? "</textarea>" : "</select>", tag.end);
  const auto inside = page.substr(tag.end, close - tag.end);
  auto& field = field_named(form, attribute(tag, "name"), area ? "textarea" : "select");
  field.wrong = has_attribute(tag, "aria-invalid");
  field.is_required = has_attribute(tag, "required");
  // A browser leaves out the line end right behind the opening tag.
  if (area) field.value = decoded(inside.starts_with('\n') ? inside.substr(1) : inside);
  for (auto option = next_tag(inside, 0); !area && !option.text.empty(); option = next_tag(inside, option.end)) {
    if (!option.opens("option")) continue;
    field.options.push_back(attribute(option, "value"));
    if (has_attribute(option, "selected") || field.options.size() == 1) field.value = field.options.back();
  }
  return close;
}

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

}  // namespace

bool Field::is_typed() const {
  constexpr std::string_view types[] = {"text", "textarea", "email", "number", "date", "time", "url", "tel", "search"};
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

const Field* Form::find(const std::string& name) const {
  for (const auto& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

bool Form::has_typed() const {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.is_typed(); });
}

std::string decoded(std::string_view html) {
  constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  out.reserve(html.size());
  for (std::size_t i = 0; i < html.size();) {
    const auto rest = html.substr(i);
    const auto* found = std::find_if(std::begin(entities), std::end(entities),
                                     [&](const auto& entity) { return rest.starts_with(entity.first); });
    if (found != std::end(entities)) {
      out += found->second;
      i += found->first.size();
    } else if (rest.starts_with("&#") && rest.find(';') < 8) {
      append_utf8(out, static_cast<unsigned>(std::strtoul(std::string(rest.substr(2)).c_str(), nullptr, 10)));
      i += rest.find(';') + 1;
    } else {
      out += html[i++];
    }
  }
  return out;
}

std::vector<Form> forms_of(std::string_view page) {
  std::vector<Form> out;
  bool inside = false;
  for (auto tag = next_tag(page, 0); !tag.text.empty(); tag = next_tag(page, tag.end)) {
    if (tag.opens("form")) {
      inside = attribute(tag, "method") == "post";
      if (inside) out.push_back({attribute(tag, "action"), {}, attribute(tag, "enctype") == "multipart/form-data"});
    } else if (tag.opens("/form")) {
      inside = false;
    } else if (inside && tag.opens("input")) {
      add_input(out.back(), tag);
    } else if (inside && (tag.opens("textarea") || tag.opens("select"))) {
      tag.end = add_long(out.back(), page, tag);
    }
  }
  return out;
}

std::vector<std::string> links_of(std::string_view page) {
  std::vector<std::string> out;
  for (auto tag = next_tag(page, 0); !tag.text.empty(); tag = next_tag(page, tag.end)) {
    if (!tag.opens("a")) continue;
    auto href = attribute(tag, "href");
    if (!href.starts_with("/") || href.starts_with("/assets")) continue;
    href = href.substr(0, href.find('#'));
    if (std::find(out.begin(), out.end(), href) == out.end()) out.push_back(std::move(href));
  }
  return out;
}

}  // namespace alianza::naughty
