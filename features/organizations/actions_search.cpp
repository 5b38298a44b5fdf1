// What can be found of an organisation: in each of its alliances, what its members may read. Never its RFC, contacts or amounts.
#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"

namespace alianza::organizations {
namespace {

using membership::Status;

void add_line(std::string& text, const std::string& line) {
  if (!line.empty()) text.append(text.empty() ? "" : "\n").append(line);
}

/// Description first: a snippet begins there.
std::string text_of(const Profile& p, const std::string& description, Lang lang) {
  std::string out = description;
  for (const auto& alias : p.aliases) add_line(out, alias);
  add_line(out, p.legal_name);
  add_line(out, p.parent);
  if (!p.sector.empty()) add_line(out, sectors().name_in(p.sector, lang));
  add_line(out, place(p, lang));
  return out;
}

search::Document document(const Organization& o, AllianceId alliance, Status status) {
  const auto& p = o.profile;
  const bool takes_part = status == Status::active || status == Status::suspended;
  LocalizedText text{text_of(p, p.description.es, Lang::es), {}, Lang::es};
  if (!p.description.en.empty()) text.en = text_of(p, p.description.en, Lang::en);
  return {.kind = "organization",
          .agency = o.agency.value(),
          .alliance = alliance.value(),
          .id = o.id.value(),
          .title = {p.name, {}, Lang::es},
          .text = std::move(text),
          // Members see who takes part; who was invited or left is known to the agency.
          .audience = takes_part ? search::Audience::members : search::Audience::agency};
}

std::vector<search::Document> documents(db::Tx& tx, const Organization& o) {
  std::vector<search::Document> out;
  if (o.shelf != Shelf::active) return out;
  for (const auto& p : store::participations(tx, o.id))
    if (p.status) out.push_back(document(o, p.alliance, *p.status));
  return out;
}

}  // namespace

void index(db::Tx& tx, const Organization& o) {
  if (o.shelf != Shelf::active) return search::remove_everywhere(tx, "organization", o.id.value());
  for (const auto& d : documents(tx, o)) search::put(tx, d);
}

void index_in(db::Tx& tx, const Organization& o, AllianceId alliance, std::optional<Status> status) {
  if (status && o.shelf == Shelf::active)
    search::put(tx, document(o, alliance, *status));
  else
    search::remove(tx, "organization", o.id.value(), alliance.value());
}

bool reads_alike(const Profile& a, const Profile& b) {
  return a.name == b.name && a.description == b.description && a.aliases == b.aliases && a.legal_name == b.legal_name &&
         a.parent == b.parent && a.sector == b.sector && a.country == b.country && a.state == b.state && a.region == b.region &&
         a.municipality == b.municipality;
}

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto id : store::after(tx, OrganizationId(after), limit)) {
    out.last = id.value();
    const auto organization = store::find(tx, id);
    ENSURE(organization);
    for (auto& d : documents(tx, *organization)) out.documents.push_back(std::move(d));
  }
  return out;
}

}  // namespace alianza::organizations
