#include "platform/audit/verify.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "platform/audit/chain.h"
#include "platform/audit/signing.h"

namespace alianza::audit {
namespace {

constexpr std::size_t most_flaws = 20;
constexpr std::size_t most_named = 100;

void note(AgencyReport& report, Flaw flaw) {
  if (report.flaws.size() < most_flaws) report.flaws.push_back(std::move(flaw));
}

// Walks one agency's chain; remembers the hashes at the numbers that checkpoints sign.
class Walk {
 public:
  Walk(AgencyReport& report, std::vector<Checkpoint> points) : report_(report), points_(std::move(points)) {}

  void line(const Link& link) {
    if (!link.seq) return waiting(link);
    const auto seq = *link.seq;
    if (seq != report_.lines + 1) {
      note(report_, {report_.lines + 1, 0, "missing"});
    } else if (chain_hash(report_.head_hash, seq, link.entry) != *link.hash) {
      note(report_, {seq, link.entry.id, "hash"});
    }
    report_.lines = seq;
    report_.head_hash = *link.hash;
    for (; next_ < points_.size() && points_[next_].seq <= seq; ++next_)
      agrees_.push_back(points_[next_].seq == seq && points_[next_].hash == *link.hash);
  }

  void finish(const std::map<std::string, std::string>& keys) {
    agrees_.resize(points_.size(), false);  // beyond the last line: its lines are gone
    for (std::size_t i = 0; i < points_.size(); ++i) judge(points_[i], agrees_[i], keys);
  }

 private:
  void waiting(const Link& link) {
    ++report_.unchained_count;
    report_.unchained_last = std::max(report_.unchained_last, link.entry.id);
    if (report_.unchained.size() < most_named) report_.unchained.push_back(link.entry.id);
  }

  void judge(const Checkpoint& point, bool agrees, const std::map<std::string, std::string>& keys) {
    const auto key = keys.find(point.key_id);
    if (key == keys.end()) return note(report_, {point.seq, 0, "key"});
    if (!verify_signature(key->second, checkpoint_bytes(point), point.signature))
      return note(report_, {point.seq, 0, "signature"});
    if (!agrees) return note(report_, {point.seq, 0, point.seq > report_.lines ? "cut" : "checkpoint"});
    ++report_.checkpoints;
    report_.signed_to = std::max(report_.signed_to, point.seq);
  }

  AgencyReport& report_;
  std::vector<Checkpoint> points_;  // by seq
  std::vector<bool> agrees_;
  std::size_t next_ = 0;
};

struct Key {
  std::string id;
  std::string public_key;
  static void columns(auto& v, Key& row) { v(row.id, row.public_key); }
};

std::map<std::string, std::string> believed_keys(db::Tx& tx, const std::vector<std::string>& trusted) {
  std::map<std::string, std::string> keys;
  for (auto& key : tx.all<Key>("SELECT key_id, public_key FROM audit_keys"))
    if (trusted.empty() || std::ranges::find(trusted, key.public_key) != trusted.end()) keys[key.id] = key.public_key;
  return keys;
}

AgencyReport verify_agency(db::Tx& tx, std::int64_t agency, const std::map<std::string, std::string>& keys) {
  AgencyReport report;
  report.agency_id = agency;
  report.head_hash = first_hash;
  Walk walk(report, checkpoints_of(tx, agency));
  each_link(tx, agency, [&](const Link& link) { walk.line(link); });
  walk.finish(keys);
  const auto head = tx.one<std::int64_t>("SELECT seq FROM audit_chains WHERE agency_id = :agency", {{"agency", agency}});
  if (head.value_or(0) != report.lines) note(report, {report.lines + 1, 0, "head"});
  return report;
}

}  // namespace

bool Report::ok() const {
  return std::ranges::all_of(agencies, [](const AgencyReport& agency) { return agency.flaws.empty(); });
}

Result<Report> verify(const db::Database& db, const std::vector<std::string>& trusted_keys) {
  return db.read([&](db::Tx& tx) -> Result<Report> {
    const auto keys = believed_keys(tx, trusted_keys);
    Report report;
    for (const auto agency : agencies(tx)) report.agencies.push_back(verify_agency(tx, agency, keys));
    return report;
  });
}

Message describe(const Flaw& flaw) {
  const auto seq = flaw.seq;
  if (flaw.what == "hash")
    return _("La línea {1} no es la que se encadenó: se cambió, se movió o se puso en lugar de otra.").arg(seq);
  if (flaw.what == "missing") return _("Falta la línea {1}, o su número se cambió.").arg(seq);
  if (flaw.what == "head")
    return _("La cadena registrada no termina en la última línea: faltan o sobran líneas desde la {1}.").arg(seq);
  if (flaw.what == "cut") return _("Hay un punto firmado en la línea {1}, que ya no existe.").arg(seq);
  if (flaw.what == "checkpoint")
    return _("El punto firmado en la línea {1} dice otra cosa que la cadena: la cadena se rehízo.").arg(seq);
  if (flaw.what == "signature") return _("La firma del punto de la línea {1} es falsa.").arg(seq);
  return _("El punto de la línea {1} está firmado con una clave que no es de confianza.").arg(seq);
}

}  // namespace alianza::audit
