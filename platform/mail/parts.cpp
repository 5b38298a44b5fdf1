#include "platform/mail/parts.h"

#include <algorithm>

#include "platform/base/text.h"

namespace alianza::mail {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

}  // namespace

Result<Line> Line::parse(std::string_view raw) {
  constexpr std::size_t most = 300;
  if (!is_clean_text(raw) || std::any_of(raw.begin(), raw.end(), is_control) || length(raw) > most)
    return fail(Error::invalid(_("Escriba una sola línea de texto, de 300 caracteres como máximo.")));
  Line line;
  line.text_ = raw;
  return line;
}

Result<Link> Link::parse(std::string_view raw) {
  constexpr std::size_t most = 800;
  const bool web = raw.starts_with("https://") || raw.starts_with("http://");
  const auto bad = [](char c) { return c <= ' ' || c > '~' || std::string_view("<>\"").find(c) != std::string_view::npos; };
  if (!web || raw.size() > most || std::any_of(raw.begin(), raw.end(), bad))
    return fail(Error::invalid(_("Escriba una dirección completa que empiece con https://.")));
  Link link;
  link.text_ = raw;
  return link;
}

}  // namespace alianza::mail
