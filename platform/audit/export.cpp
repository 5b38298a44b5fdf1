#include <ostream>

#include "platform/audit/chain.h"
#include "platform/audit/verify.h"

namespace alianza::audit {
namespace {

// One JSON object a line, built in order.
class Row {
 public:
  explicit Row(const char* type) { add("type", type); }
  Row& add(const char* name, const Value& value) {
    text_ += text_.empty() ? "{\"" : ",\"";
    text_ += name;
    text_ += "\":";
    text_ += value.json();
    return *this;
  }
  void write(std::ostream& out) const { out << text_ << "}\n"; }

 private:
  std::string text_;
};

struct PublishedKey {
  std::string id;
  std::string public_key;
  std::string since;
  static void columns(auto& v, PublishedKey& row) { v(row.id, row.public_key, row.since); }
};

struct ChainHead {
  std::int64_t agency = 0;
  std::int64_t seq = 0;
  std::string hash;
  static void columns(auto& v, ChainHead& row) { v(row.agency, row.seq, row.hash); }
};

void write(std::ostream& out, const Link& link) {
  const auto& entry = link.entry;
  Row("line")
      .add("agency_id", entry.agency_id)
      .add("seq", link.seq)
      .add("id", entry.id)
      .add("alliance_id", entry.alliance_id)
      .add("actor", entry.actor)
      .add("at", entry.at)
      .add("verb", entry.verb)
      .add("subject_kind", entry.subject_kind)
      .add("subject_id", entry.subject_id)
      .add("request_id", entry.request_id)
      .add("fields", entry.fields)
      .add("hash", link.hash)
      .write(out);
}

void write(std::ostream& out, const Checkpoint& point) {
  Row("checkpoint")
      .add("agency_id", point.agency_id)
      .add("seq", point.seq)
      .add("hash", point.hash)
      .add("at", point.at)
      .add("key_id", point.key_id)
      .add("signature", point.signature)
      .write(out);
}

}  // namespace

Done export_lines(const db::Database& db, std::ostream& out) {
  return db.read([&](db::Tx& tx) -> Done {
    Row("alianza-audit").add("version", 1).write(out);
    for (const auto& key : tx.all<PublishedKey>("SELECT key_id, public_key, since FROM audit_keys ORDER BY key_id"))
      Row("key").add("key_id", key.id).add("public_key", key.public_key).add("since", key.since).write(out);
    for (const auto& head : tx.all<ChainHead>("SELECT agency_id, seq, hash FROM audit_chains ORDER BY agency_id"))
      Row("head").add("agency_id", head.agency).add("seq", head.seq).add("hash", head.hash).write(out);
    for (const auto agency : agencies(tx)) {
      each_link(tx, agency, [&](const Link& link) { write(out, link); });
      for (const auto& point : checkpoints_of(tx, agency)) write(out, point);
    }
    if (!out) return fail({Fault::unavailable, _("No se pudo escribir el archivo: revise el espacio y los permisos."), {}});
    return {};
  });
}

}  // namespace alianza::audit
