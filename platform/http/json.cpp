#include "platform/http/json.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>

#include "platform/base/text.h"
#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

namespace json = boost::json;

/// "3:14" of a position in the text.
std::string place_of(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, std::min(at, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto start = before.rfind('\n');
  const auto column = start == std::string_view::npos ? before.size() + 1 : before.size() - start;
  return std::to_string(line) + ":" + std::to_string(column);
}

/// The path of the first text with U+0000 in it ("/contacts/0/name"), empty when there is none.
std::string find_unclean(const json::value& value, const std::string& path) {
  if (const auto* text = value.if_string()) return is_clean_text({text->data(), text->size()}) ? "" : path;
  if (const auto* list = value.if_array()) {
    for (std::size_t i = 0; i < list->size(); ++i)
      if (auto found = find_unclean((*list)[i], path + "/" + std::to_string(i)); !found.empty()) return found;
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      const auto inside = path + "/" + std::string(member.key());
      if (!is_clean_text({member.key().data(), member.key().size()})) return path + "/";
      if (auto found = find_unclean(member.value(), inside); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace

Result<json::value> parse_json(const Request& request) {
  const auto type = media_type_of(request.headers.get("Content-Type"));
  if (!equals_ignoring_case(type, "application/json") && !type.ends_with("+json"))
    return fail(Error::invalid(_("Envíe el cuerpo como application/json.")));
  json::stream_parser parser({}, {.max_depth = 32});
  boost::system::error_code code;
  const auto read = parser.write_some(request.body.data(), request.body.size(), code);
  if (!code) parser.finish(code);
  if (code || read != request.body.size())
    return fail(Error::invalid(_("El JSON está mal escrito en {1} (línea:columna).").arg(place_of(request.body, read))));
  auto value = parser.release();
  if (const auto path = find_unclean(value, ""); !path.empty())
    return fail(Error::field(path, _("Contiene caracteres que no se pueden guardar (no es texto UTF-8 válido).")));
  return value;
}

Response json_response(const json::value& value, int status) { return Response::json(json::serialize(value), status); }

}  // namespace alianza::http
