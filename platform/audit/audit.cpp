#include "platform/audit/audit.h"

#include <algorithm>

#include "platform/audit/digest.h"

namespace alianza::audit {
namespace {

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += digits[c >> 4];
      out += digits[c & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// The salt of a person or thing; made at its first personal value. Two transactions that make it at once: one row stays.
std::string salt_of(db::Tx& tx, std::string_view kind, std::int64_t id) {
  constexpr auto find = "SELECT salt FROM audit_salts WHERE subject_kind = :kind AND subject_id = :id";
  if (auto salt = tx.one<std::string>(find, {{"kind", kind}, {"id", id}})) return *salt;
  const auto fresh = random_text(32);
  tx.exec(
      "INSERT INTO audit_salts (subject_kind, subject_id, salt) VALUES (:kind, :id, :salt) "
      "ON CONFLICT (subject_kind, subject_id) DO NOTHING",
      {{"kind", kind}, {"id", id}, {"salt", fresh}});
  return tx.one<std::string>(find, {{"kind", kind}, {"id", id}}).value();
}

std::string hidden(const Value& value, const Field& field, const std::string& salt) {
  if (value == Value()) return value.json();
  // The field's name is part of what is hashed: the same text in two fields does not show as equal.
  return R"({"hmac":")" + hmac_sha256_hex(salt, Netstrings().add(field.name).add(value.json()).bytes()) + "\"}";
}

std::string canonical(db::Tx& tx, const Line& line) {
  auto fields = line.fields.list();
  std::ranges::sort(fields, {}, &Field::name);
  const bool person = !line.person_kind.empty();
  std::string salt;
  std::string out = "{";
  for (const auto& field : fields) {
    if (field.personal && salt.empty())
      salt = salt_of(tx, person ? line.person_kind : line.subject_kind, person ? line.person_id : line.subject_id);
    if (out.size() > 1) out += ',';
    out += quoted(field.name) + ":[";
    out += field.personal ? hidden(field.before, field, salt) : field.before.json();
    out += ',';
    out += field.personal ? hidden(field.after, field, salt) : field.after.json();
    out += ']';
  }
  return out + "}";
}

}  // namespace

Value::Value(std::string_view text) : json_(quoted(text)) {}

Value::Value(const Money& money) : Value(money.amount_text() + " " + std::string(money.currency().code())) {}

Fields& Fields::change(std::string name, Value before, Value after) {
  if (before != after) list_.push_back({std::move(name), std::move(before), std::move(after), false});
  return *this;
}

Fields& Fields::personal(std::string name, Value before, Value after) {
  if (before != after) list_.push_back({std::move(name), std::move(before), std::move(after), true});
  return *this;
}

void record(db::Tx& tx, const Line& line) {
  ENSURE(line.verb.find('.') != std::string::npos && !line.subject_kind.empty());
  const auto fields = canonical(tx, line);
  tx.exec(
      "INSERT INTO audit_lines (agency_id, id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields) "
      "VALUES (:agency, :id, :alliance, :actor, :at, :verb, :kind, :subject, :request, :fields)",
      {{"agency", line.agency_id},
       {"id", new_time_sorted_id()},
       {"alliance", line.alliance_id},
       {"actor", line.actor},
       {"at", line.at.value_or(tx.now())},
       {"verb", line.verb},
       {"kind", line.subject_kind},
       {"subject", line.subject_id},
       {"request", line.request_id},
       {"fields", fields}});
}

void erase_salt(db::Tx& tx, std::string_view kind, std::int64_t id) {
  tx.exec("DELETE FROM audit_salts WHERE subject_kind = :kind AND subject_id = :id", {{"kind", kind}, {"id", id}});
}

std::vector<Entry> history(db::Tx& tx, std::int64_t agency_id, std::string_view kind, std::int64_t id, std::int64_t before,
                           int limit) {
  return tx.all<Entry>(
      "SELECT id, agency_id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields FROM audit_lines "
      "WHERE agency_id = :agency AND subject_kind = :kind AND subject_id = :subject AND id < :before "
      "ORDER BY id DESC LIMIT :limit",
      {{"agency", agency_id},
       {"kind", kind},
       {"subject", id},
       {"before", before == 0 ? std::numeric_limits<std::int64_t>::max() : before},
       {"limit", limit}});
}

}  // namespace alianza::audit
