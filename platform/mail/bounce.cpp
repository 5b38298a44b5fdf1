#include "platform/mail/bounce.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "platform/base/text.h"
#include "platform/mail/mail.h"

namespace alianza::mail {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in small letters

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// One line from the front, without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Header fields up to the empty line, folded lines made one; what follows stays in `text`.
Fields take_fields(std::string_view& text) {
  Fields out;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty()) break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !out.empty()) {
      out.back().second.append(" ").append(trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) out.emplace_back(small(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  }
  return out;
}

std::string value_of(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string() : found->second;
}

/// "multipart/report; report-type=delivery-status; boundary="x"" -> x.
std::string boundary_of(const std::string& content_type) {
  const auto at = small(content_type).find("boundary=");
  if (at == std::string::npos) return {};
  auto rest = std::string_view(content_type).substr(at + 9);
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    return std::string(rest.substr(0, rest.find('"')));
  }
  return std::string(trim(rest.substr(0, rest.find(';'))));
}

std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> out;
  const auto mark = "--" + boundary;
  const char* begin = nullptr;
  while (!body.empty()) {
    const auto* at = body.data();
    const auto line = trim(take_line(body));
    if (!line.starts_with(mark)) continue;
    if (begin != nullptr) out.emplace_back(begin, static_cast<std::size_t>(at - begin));
    if (line == mark + "--") return out;
    begin = body.data();
  }
  return out;
}

/// The last server's words: "smtp; 550 5.1.1 no such user".
Reply reply_of(const std::string& diagnostic, const std::string& status) {
  auto words = diagnostic.substr(diagnostic.find(';') + 1);  // from the beginning when there is none
  words = trim(words);
  Reply reply;
  std::from_chars(words.data(), words.data() + std::min<std::size_t>(words.size(), 3), reply.code);
  if (reply.code < 200 || reply.code > 599) reply.code = 0;
  if (reply.code != 0) words.erase(0, 3);
  auto text = parse_text(words.substr(0, 400), 400);
  reply.text = text && !text->empty() ? *text : status;
  return reply;
}

/// The recipient that failed, out of the groups of a message/delivery-status.
void take_status(std::string_view body, Bounce& out) {
  while (!body.empty()) {
    const auto group = take_fields(body);
    if (small(value_of(group, "action")) != "failed") continue;
    out.status = value_of(group, "status");
    out.reply = reply_of(value_of(group, "diagnostic-code"), out.status);
    return;
  }
}

void take_part(std::string_view part, Bounce& out) {
  const auto type = small(value_of(take_fields(part), "content-type"));
  if (type.starts_with("message/delivery-status")) take_status(part, out);
  if (!type.starts_with("message/rfc822") && !type.starts_with("text/rfc822-headers") && !type.starts_with("message/global"))
    return;
  auto id = value_of(take_fields(part), "message-id");
  std::erase_if(id, [](char c) { return c == '<' || c == '>' || c == ' '; });
  if (out.message_id.empty()) out.message_id = std::move(id);
}

struct Row {
  LetterId id;
  State state = State::queued;
  static void columns(auto& v, Row& row) { v(row.id, row.state); }
};

}  // namespace

Result<Bounce> read_bounce(std::string_view message) {
  if (message.size() > longest_notification) return fail(Error::invalid(_("El aviso es demasiado grande.")));
  if (message.starts_with("From ")) take_line(message);  // as mbox files begin
  const auto fields = take_fields(message);
  const auto type = value_of(fields, "content-type");
  const auto boundary = boundary_of(type);
  if (!small(type).starts_with("multipart/report") || boundary.empty())
    return fail(Error::invalid(_("El mensaje no es un aviso de entrega (RFC 3464).")));
  Bounce out;
  for (const auto part : parts_of(message, boundary)) take_part(part, out);
  if (out.status.empty()) return fail(Error::invalid(_("El aviso no dice que la entrega haya fallado.")));
  if (out.message_id.empty()) return fail(Error::invalid(_("El aviso no dice de qué carta se trata.")));
  return out;
}

Result<LetterId> bounce(db::Tx& tx, const Bounce& bounce) {
  const auto found =
      tx.one<Row>("SELECT id, state FROM mail_letters WHERE message_id = :message", {{"message", bounce.message_id}});
  if (!found) return fail(Error::not_found());
  if (found->state == State::bounced) return found->id;
  if (found->state != State::sent && found->state != State::unsure)
    return fail(Error::conflict(_("El correo ya no está en un estado que lo permita.")));
  tx.exec("UPDATE mail_letters SET state = :state, changed_at = :now, reply_code = :code, reply = :reply WHERE id = :id",
          {{"state", State::bounced},
           {"now", tx.now()},
           {"code", bounce.reply.code},
           {"reply", bounce.reply.text},
           {"id", found->id}});
  tx.publish({std::string(letter_changed), found->id.value(), R"({"state":"bounced"})"});
  return found->id;
}

}  // namespace alianza::mail
