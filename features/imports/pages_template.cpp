// An empty sheet to fill in: the heads that we understand, one example for each type, and the values that are accepted.
#include "features/imports/pages_fields.h"
#include "platform/documents/table.h"

namespace alianza::imports {
namespace {

using organizations::Need;
using organizations::OrganizationType;

const std::vector<std::string>& template_targets() {
  static const std::vector<std::string> all{
      "name", "type",   "legal_name", "country",       "place",        "municipality",  "rfc",           "sector",
      "size", "parent", "website",    "sdgs_priority", "contact_name", "contact_email", "contact_phone", "contact_position"};
  return all;
}

std::string example_of(const Asked& asked) {
  const auto& target = asked.target;
  const bool is_foreign =
      asked.type == OrganizationType::foreign_government || asked.type == OrganizationType::international_body;
  if (need_of(asked) == Need::none) return {};
  if (target == "name") return i18n::text(asked.lang, _("Ejemplo: {1}").arg(i18n::text(asked.lang, label(asked.type))));
  if (target == "type") return value_words("type", std::string(to_text(asked.type)), asked.lang);
  if (target == "country") return value_words("country", is_foreign ? "DE" : "MX", asked.lang);
  if (target == "place") return is_foreign ? std::string("Baviera") : value_words("place", "09", asked.lang);
  if (need_of(asked) == Need::required && target == "municipality") return "Coyoacán";
  if (need_of(asked) == Need::required && target == "sector") return value_words("sector", "31-33", asked.lang);
  if (need_of(asked) == Need::required && target == "size") return value_words("size", "medium", asked.lang);
  if (need_of(asked) == Need::required && target == "parent") return i18n::text(asked.lang, _("Nombre de la empresa o grupo"));
  if (target == "sdgs_priority") return "8, 12";
  return {};
}

std::vector<std::vector<documents::Cell>> examples(Lang lang) {
  std::vector<std::vector<documents::Cell>> out;
  for (const auto type : organizations::organization_types()) {
    if (type == OrganizationType::unspecified) continue;
    std::vector<documents::Cell> row;
    for (const auto& target : template_targets()) row.emplace_back(example_of({target, type, lang}));
    out.push_back(std::move(row));
  }
  return out;
}

Response download(feature::Site& site, Request& request, documents::Format format) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), alliance, std::nullopt, 1); }));
  documents::TableOptions table;
  table.title = text(request, _("Organizaciones"));
  for (const auto& target : template_targets()) table.columns.push_back({target, text(request, target_label(target))});
  for (const auto* target : {"type", "size", "sector", "place", "country"})
    for (const auto& option : options_of(target, request.lang))
      table.about.emplace_back(text(request, target_label(target)), option.label.in(request.lang));
  const auto name = text(request, _("plantilla-organizaciones")) + "." + std::string(documents::extension(format));
  return Response::stream_download(documents::stream(documents::table_writer(format, std::move(table)), examples(request.lang)),
                                   documents::media_type(format), name);
}

views::FirstImport import_of(AllianceId alliance) {
  return {.url = Url("/alliances/{}/imports/new", alliance), .sheet = Url("/alliances/{}/imports/template.xlsx", alliance)};
}

std::string first_import(db::Tx& /*tx*/, const feature::PanelRequest& request) {
  return std::string(html::draw(request.request, import_of(AllianceId(request.alliance))).markup());
}

/// How many the directory has, at most organizations::most_counted + 1.
std::int64_t known_in(db::Tx& tx, const feature::PanelRequest& at, AllianceId alliance) {
  organizations::CountMemory memory;  // once in an alliance's life: nothing to remember
  const auto found = organizations::list(tx, memory, auth::actor_of(at.request), {.alliance = alliance, .limit = 1});
  return found ? found->page.count : 0;
}

std::string first_step(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), alliance);
  if (!seen || !seen->standing.convenes() || membership::has_organizations(tx, alliance)) return {};
  const views::FirstStep step{.import = import_of(alliance),
                              .add = Url("/alliances/{}/organizations/new", alliance),
                              .directory = Url("/alliances/{}/organizations", alliance),
                              .known = known_in(tx, at, alliance),
                              .invite = Url("/alliances/{}/campaigns/new", alliance),
                              .letter = Url("/alliances/{}/adherences/text", alliance)};
  return std::string(html::draw(at.request, step).markup());
}

}  // namespace

void add_template_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/imports");
  pages.get("/template.xlsx", feature::given(download, documents::Format::xlsx));
  pages.get("/template.csv", feature::given(download, documents::Format::csv));
  site.hang("empty_directory", 10, first_import);
  site.hang("home", 1, first_step);
}

}  // namespace alianza::imports
