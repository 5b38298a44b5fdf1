#include "features/registrations/pages_shared.h"

namespace alianza::registrations {

html::Badge badge(Reply reply) {
  switch (reply) {
    case Reply::silent: return {html::Tone::off, label(reply), "clock"};
    case Reply::coming: return {html::Tone::ok, label(reply), "check"};
    case Reply::not_coming: return {html::Tone::off, label(reply), "x"};
  }
  return {};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<html::Field> reply_fields(const Registration* before) {
  html::Field reply{.control = html::Control::radios, .name = "reply", .label = _("¿Asiste la organización?")};
  reply.options = {{"coming", _("Sí, asistimos")}, {"not_coming", _("No podemos asistir")}};
  html::Field persons{.control = html::Control::text_area,
                      .name = "persons",
                      .label = _("Quiénes asisten"),
                      .hint = _("Un nombre por renglón, para recibirles en la puerta.")};
  persons.need = html::Need::optional;
  persons.rows = 3;
  html::Field note{.control = html::Control::text_area, .name = "note", .label = _("Algo que debamos saber")};
  note.need = html::Need::optional;
  note.rows = 2;
  if (before != nullptr) {
    if (before->reply != Reply::silent) reply.value = to_text(before->reply);
    persons.value = before->persons;
    note.value = before->note;
  }
  return {std::move(reply), std::move(persons), std::move(note)};
}

}  // namespace alianza::registrations
