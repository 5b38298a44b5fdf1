#include "platform/http/form.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/http/header_value.h"
#include "platform/http/url.h"

namespace alianza::http {
namespace {

constexpr std::size_t max_fields = 2000;
constexpr std::size_t max_part_head = 8192;

Error too_many_fields() { return {Fault::too_large, _("El formulario tiene demasiados campos."), {}}; }
Error broken_form() { return Error::invalid(_("El formulario llegó incompleto o mal formado. Envíelo otra vez.")); }
Error unclean(const std::string& field) {
  return Error::field(field, _("Contiene caracteres que no se pueden guardar (no es texto UTF-8 válido)."));
}

/// The pieces of one part of a multipart body.
struct Part {
  std::string name;
  std::optional<std::string> file_name;
  std::string type;
  std::string_view bytes;
};

std::optional<Part> read_part(std::string_view text) {
  const auto blank = text.find("\r\n\r\n");
  if (blank > max_part_head) return std::nullopt;  // npos too
  Part part;
  part.bytes = text.substr(blank + 4);
  bool named = false;
  for (auto head = text.substr(0, blank); !head.empty();) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto value = strip(line.substr(colon + 1));
    if (equals_ignoring_case(line.substr(0, colon), "Content-Disposition")) {
      auto field = parameter_of(value, "name");
      if (!equals_ignoring_case(media_type_of(value), "form-data") || !field) return std::nullopt;
      part.name = std::move(*field);
      part.file_name = parameter_of(value, "filename");
      named = true;
    } else if (equals_ignoring_case(line.substr(0, colon), "Content-Type")) {
      part.type = value;
    }
  }
  return named ? std::optional(std::move(part)) : std::nullopt;
}

Done add_part(Form& form, Part part) {
  if (form.size() + form.files().size() >= max_fields) return fail(too_many_fields());
  if (!is_clean_text(part.name)) return fail(broken_form());
  if (!part.file_name) {
    if (!is_clean_text(part.bytes)) return fail(unclean(part.name));
    form.add(std::move(part.name), std::string(part.bytes));
    return {};
  }
  if (!is_clean_text(*part.file_name) || !is_clean_text(part.type)) return fail(unclean(part.name));
  if (part.file_name->empty() && part.bytes.empty()) return {};  // a file input that was left empty
  const auto folder = part.file_name->find_last_of("/\\");
  if (folder != std::string::npos) part.file_name->erase(0, folder + 1);
  form.add_file({std::move(part.name), std::move(*part.file_name), std::move(part.type), std::string(part.bytes)});
  return {};
}

}  // namespace

Done append_urlencoded(Fields& fields, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (pair.empty()) continue;
    if (fields.size() >= max_fields) return fail(too_many_fields());
    const auto equals = pair.find('=');
    std::string name;
    std::string value;
    if (!append_percent_decoded(name, pair.substr(0, equals), Plus::is_space) || !is_clean_text(name)) return fail(broken_form());
    if (equals != std::string_view::npos && !append_percent_decoded(value, pair.substr(equals + 1), Plus::is_space))
      return fail(unclean(name));
    if (!is_clean_text(value)) return fail(unclean(name));
    fields.add(std::move(name), std::move(value));
  }
  return {};
}

Result<Form> parse_multipart(std::string_view boundary, std::string_view body) {
  if (boundary.empty() || boundary.size() > 70) return fail(broken_form());
  const std::string first = "--" + std::string(boundary);
  const std::string next = "\r\n" + first;
  if (!body.starts_with(first)) return fail(broken_form());
  body.remove_prefix(first.size());
  Form form;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return fail(broken_form());
    body.remove_prefix(2);
    const auto end = body.find(next);
    if (end == std::string_view::npos) return fail(broken_form());
    auto part = read_part(body.substr(0, end));
    if (!part) return fail(broken_form());
    if (auto done = add_part(form, std::move(*part)); !done) return fail(std::move(done).error());
    body.remove_prefix(end + next.size());
  }
  return form;
}

bool is_form(std::string_view content_type) {
  const auto type = media_type_of(content_type);
  return equals_ignoring_case(type, "application/x-www-form-urlencoded") || equals_ignoring_case(type, "multipart/form-data");
}

Result<Form> parse_form(std::string_view content_type, std::string_view body) {
  const auto type = media_type_of(content_type);
  if (equals_ignoring_case(type, "multipart/form-data"))
    return parse_multipart(parameter_of(content_type, "boundary").value_or(""), body);
  Form form;
  if (equals_ignoring_case(type, "application/x-www-form-urlencoded"))
    if (auto done = append_urlencoded(form, body); !done) return fail(std::move(done).error());
  return form;
}

}  // namespace alianza::http
