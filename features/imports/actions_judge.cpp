// What a row would do, and how it is done. How it is taken back: actions_undo.cpp.
#include <boost/json.hpp>

#include <algorithm>

#include "features/imports/actions_shared.h"
#include "platform/base/text.h"

namespace alianza::imports {
namespace {

using organizations::Organization;
using organizations::Profile;
using organizations::ProfileInput;
using organizations::SdgInterest;
using organizations::Shelf;

constexpr std::size_t most_twins = 5;

/// Everything that follows from the cells and the organisation that they are about.
struct Reading {
  Values values;
  std::optional<Organization> stored;
  ProfileInput input;
  std::optional<Profile> profile;
  std::vector<SdgInterest> sdgs;
  Shelf shelf = Shelf::active;
  std::optional<membership::PersonInput> contact;  // to be added
  std::vector<std::string> gaps;                   // fields that its type requires and nobody knows yet
  std::vector<std::string> needless;               // what the sheet says and its type does not have
  std::vector<FieldError> errors;
};

std::string text_at(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

/// As much of a profile as finding its like needs.
Profile outline(const Values& values) {
  Profile out;
  out.name = text_at(values, "name");
  out.legal_name = text_at(values, "legal_name");
  if (const auto rfc = organizations::Rfc::parse(text_at(values, "rfc"))) out.rfc = rfc->text();
  out.website = text_at(values, "website");
  return out;
}

std::vector<Twin> twins_of(db::Tx& tx, AgencyId agency, const Values& values) {
  std::vector<Twin> out;
  std::vector<std::string> domains;
  if (const auto domain = organizations::own_domain(text_at(values, "contact_email")); !domain.empty()) domains.push_back(domain);
  for (auto& other : organizations::alike(tx, agency, {}, outline(values), domains))
    if (out.size() < most_twins) out.push_back({other.id, std::move(other.name), other.comparison.score});
  return out;
}

enum class Looking : std::uint8_t { for_twins, as_decided };

/// The organisation that the row is about: by its key, by what a person chose, or by what is almost certainly the same.
std::optional<Organization> subject_of(db::Tx& tx, AgencyId agency, Row& row, Looking looking, Reading& reading) {
  const auto key = text_at(reading.values, "id");
  if (!key.empty()) {
    const auto id = OrganizationId::parse(key);
    auto found = id ? organizations::find(tx, agency, *id) : std::nullopt;
    if (!found) reading.errors.push_back({"id", _("Ninguna organización del directorio tiene esta clave. Bórrela si es nueva.")});
    return found;
  }
  if (looking == Looking::for_twins) row.notes.twins = twins_of(tx, agency, reading.values);
  if (row.choice == "new") return std::nullopt;
  auto chosen = OrganizationId::parse(row.choice);
  if (!chosen && !row.notes.twins.empty() && row.notes.twins.front().score >= organizations::near_certain)
    chosen = row.notes.twins.front().id;
  return chosen ? organizations::find(tx, agency, *chosen) : std::nullopt;
}

void read_contact(db::Tx& tx, const alliances::Seen& at, Reading& reading) {
  membership::PersonInput person{text_at(reading.values, "contact_name"), text_at(reading.values, "contact_email"),
                                 text_at(reading.values, "contact_phone"), text_at(reading.values, "contact_position")};
  if (person.name.empty() && person.email.empty() && person.phone.empty() && person.position.empty()) return;
  // Sheets often have an address or a telephone and nobody's name: what there is stands for it until somebody knows.
  const bool is_nameless = person.name.empty();
  for (const auto& stand_in : {person.email, person.position, text_at(reading.values, "name")})
    if (person.name.empty()) person.name = stand_in;
  const auto checked = membership::parse(person);
  if (!checked) {
    for (const auto& e : checked.error().fields) reading.errors.push_back({"contact_" + e.field, e.message});
    return;
  }
  if (reading.stored) {
    const auto known = membership::contacts_of(tx, at.standing, reading.stored->id);
    const auto same = [&](const membership::Contact& c) {
      return !c.until && (checked->email.empty() ? fold(c.name) == fold(checked->name) : fold(c.email) == fold(checked->email));
    };
    if (known && std::any_of(known->begin(), known->end(), same)) return;
  }
  reading.contact = *checked;
  if (is_nameless) reading.gaps.emplace_back("contact_name");
}

/// What the cells say, what a person added to the row, and what people said that values mean.
Values all_values(const Import& import, const Row& row) {
  auto out = values_of(import.columns, row.cells);
  for (const auto& [target, text] : row.extra) out.emplace(target, text);
  return meant(std::move(out), import.meanings);
}

/// The type of a new one whose sheet says none, when people said what the blank means.
void fill_type(const Meanings& meanings, Values& values) {
  if (values.contains("type")) return;
  const auto types = meanings.find("type");
  if (types == meanings.end()) return;
  if (const auto blank = types->second.find(""); blank != types->second.end()) values.emplace("type", blank->second);
}

/// A sheet has one column for all types: what this type does not have (the size of a chamber) is left where it is and told; it is
/// no error that somebody would mend in every such row. What somebody typed into the row's form is judged, and what the directory
/// knows stays.
void leave_needless(const Row& row, Reading& reading) {
  using organizations::Field;
  static constexpr std::array by_type{Field::legal_name, Field::state, Field::municipality, Field::rfc,
                                      Field::sector,     Field::size,  Field::parent,       Field::mandate};
  organizations::OrganizationType type{};
  if (!from_text(reading.input.type, type)) return;
  for (const auto field : by_type) {
    if (need(type, field) != organizations::Need::none) continue;
    const std::string name(to_text(field));
    const auto said = field == Field::state && reading.values.contains("place") ? std::string("place") : name;
    if (!reading.values.contains(said) || row.extra.contains(said)) continue;
    for (const auto& [target, member] : organizations::input_fields()) {
      const bool is_it = target == name || (said == "place" && target == std::string_view("region"));
      if (!is_it || (reading.stored && !(as_input(reading.stored->profile, 0).*member).empty())) continue;
      (reading.input.*member).clear();
    }
    std::erase_if(reading.errors, [&](const FieldError& e) { return e.field == said; });
    reading.needless.push_back(said);
  }
}

/// Cells that say an organisation by its name or place among others.
void read_profile(db::Tx& tx, const Judging& judging, const Row& row, Reading& reading) {
  const auto agency = judging.at.alliance.agency;
  const auto& stored = reading.stored;
  if (!stored) fill_type(judging.import.meanings, reading.values);
  reading.input = stored ? as_input(stored->profile, stored->version) : blank_input(reading.values);
  if (!stored && !reading.values.contains("name")) reading.errors.push_back({"name", _("Escriba el nombre de la organización.")});
  lay_over(reading.input, reading.values, reading.errors);
  fill_blanks(reading.input, judging.import.meanings);
  leave_needless(row, reading);
  if (row.keep_rfc) reading.input.keep_rfc = "yes";
  reading.sdgs = goals_over(stored ? interests(stored->sdgs) : std::vector<SdgInterest>(), reading.values, reading.errors);
  auto read = organizations::check_partial(tx, agency, reading.input);
  if (read) {
    reading.profile = std::move(read->profile);
    reading.gaps = std::move(read->gaps);
    return;
  }
  for (auto& e : read.error().fields) {
    const bool told = std::any_of(reading.errors.begin(), reading.errors.end(), [&](const FieldError& f) {
      return f.field == e.field || (f.field == "place" && (e.field == "state" || e.field == "region"));
    });
    if (!told) reading.errors.push_back(std::move(e));
  }
}

Reading read(db::Tx& tx, const Judging& judging, Row& row, Looking looking) {
  Reading out;
  const auto agency = judging.at.alliance.agency;
  out.values = all_values(judging.import, row);
  row.notes = {};
  out.stored = subject_of(tx, agency, row, looking, out);
  read_profile(tx, judging, row, out);
  read_contact(tx, judging.at, out);
  // One that an undone import put out of use comes back when a sheet brings it again; by its key it stays where it is.
  out.shelf = out.stored && out.values.contains("id") ? out.stored->shelf : Shelf::active;
  return out;
}

int column_for(const Import& import, std::string_view field) {
  if (field == "keep_rfc") field = "rfc";
  if (field == "choice") field = "name";
  auto column = column_of(import.columns, field);
  if (column < 0 && (field == "state" || field == "region")) column = column_of(import.columns, "place");
  return column;
}

std::string goals_text(const std::vector<SdgInterest>& sdgs, organizations::SdgLevel level) {
  std::string out;
  for (const auto& s : sdgs)
    if (s.level == level) out += (out.empty() ? "" : ", ") + std::to_string(s.goal);
  return out;
}

std::vector<Change> changes_of(const Reading& r) {
  std::vector<Change> out;
  ProfileInput before;
  if (r.stored) {
    before = as_input(r.stored->profile, 0);
  } else {
    before.type.clear();
    before.country.clear();
  }
  for (auto& d : organizations::differences(before, as_input(*r.profile, 0)))
    if (d.field != "keep_rfc") out.push_back({std::move(d.field), std::move(d.before), std::move(d.after)});
  const auto present = r.stored ? interests(r.stored->sdgs) : std::vector<SdgInterest>();
  for (const auto level : {organizations::SdgLevel::priority, organizations::SdgLevel::interested}) {
    auto one = goals_text(present, level);
    auto two = goals_text(r.sdgs, level);
    if (one != two)
      out.push_back(
          {level == organizations::SdgLevel::priority ? "sdgs_priority" : "sdgs_interested", std::move(one), std::move(two)});
  }
  if (r.stored && r.stored->shelf != r.shelf)
    out.push_back({"shelf", std::string(to_text(r.stored->shelf)), std::string(to_text(r.shelf))});
  if (r.contact) out.push_back({"contact_name", "", r.contact->name});
  return out;
}

/// Rows of the same slice, which the database does not know yet.
struct Company {
  std::map<std::string, std::int64_t> by_name;
  std::map<OrganizationId, std::int64_t> by_organization;
};

template <class Map, class Key>
std::int64_t first_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second;
}

/// The same twice in one file: the first counts.
void find_repeated(db::Tx& tx, const Judging& judging, const Row& row, const Company& company, Reading& reading) {
  if (reading.stored) {
    auto first = store::first_of(tx, judging.import.id, reading.stored->id, row.number);
    if (first == 0) first = first_in(company.by_organization, reading.stored->id);
    if (first != 0)
      reading.errors.push_back({"choice", _("Es la misma organización que la fila {1}. Omita una de las dos.").arg(first)});
    return;
  }
  const auto folded = fold(text_at(reading.values, "name"));
  if (folded.empty() || row.choice == "new") return;
  auto first = store::first_named(tx, judging.import.id, folded, row.number);
  if (first == 0) first = first_in(company.by_name, folded);
  if (first != 0)
    reading.errors.push_back({"choice", _("Se llama igual que la fila {1}. Omítala o diga que es otra.").arg(first)});
}

/// What taking back needs: how it was, and what it has become.
std::string undo_of(const Reading& r, const organizations::GoalDays& goal_days, std::int64_t version,
                    membership::AffiliationId contact) {
  boost::json::object out{{"version", version}};
  if (r.stored) {
    boost::json::object before;
    const auto input = as_input(r.stored->profile, 0);
    for (const auto& [name, member] : organizations::input_fields()) before[name] = input.*member;
    out["before"] = std::move(before);
    out["shelf"] = to_text(r.stored->shelf);
    out["sdgs_before"] = boost::json::array{r.stored->sdgs.priority, r.stored->sdgs.interested};
    boost::json::object days;
    for (const auto& [goal, day] : goal_days) days[std::to_string(goal)] = day.text();
    out["goal_days"] = std::move(days);
  }
  const auto after = masks(r.sdgs);
  out["sdgs_after"] = boost::json::array{after.priority, after.interested};
  if (contact) out["contact"] = contact.text();
  return boost::json::serialize(out);
}

/// Values of closed lists that were not understood, and blanks where one of a closed list is asked for.
std::vector<Unknown> unknown_of(const Reading& reading) {
  std::vector<Unknown> out;
  for (const auto& e : reading.errors) {
    const auto said = text_at(reading.values, e.field);
    // One that is understood and does not fit is mended in its row.
    if (is_closed(e.field) && !said.empty() && !code_of(e.field, said)) out.push_back({e.field, said});
  }
  for (const auto& field : reading.gaps)
    if (is_closed(field) && !reading.values.contains(field)) out.push_back({field, {}});
  if (!reading.stored && !reading.values.contains("type")) out.push_back({"type", {}});
  return out;
}

std::vector<Remark> warnings_of(const Import& import, const Reading& reading) {
  std::vector<Remark> out;
  if (!reading.stored && !reading.values.contains("type"))
    out.push_back(remark(column_for(import, "type"), "type", _("La hoja no lo dice: entrará como «Tipo no indicado».")));
  for (const auto& field : reading.gaps)
    out.push_back(remark(column_for(import, field), field,
                         field == "contact_name" ? _("No se sabe el nombre de la persona: se completará después.")
                                                 : _("Todavía no se sabe: se completará después.")));
  for (const auto& field : reading.needless)
    out.push_back(
        remark(column_for(import, field), field, _("Una organización de este tipo no lleva este dato: no se importa.")));
  return out;
}

/// It stands in nobody's way, and says no more than its name.
void leave_out(const Judging& judging, Row& row) {
  row.notes = {};
  row.unknown.clear();
  row.name = text_at(values_of(judging.import.columns, row.cells), "name");
  row.organization = {};
  row.version = 0;
  row.outcome = Outcome::unchanged;
}

void judge_in(db::Tx& tx, const Judging& judging, const Company& company, Row& row) {
  if (row.is_omitted()) return leave_out(judging, row);
  auto reading = read(tx, judging, row, Looking::for_twins);
  find_repeated(tx, judging, row, company, reading);
  row.unknown = unknown_of(reading);
  row.name = text_at(reading.values, "name");
  if (row.name.empty() && reading.stored) row.name = reading.stored->profile.name;
  row.organization = reading.stored ? reading.stored->id : OrganizationId();
  row.version = reading.stored ? reading.stored->version : 0;
  for (const auto& e : reading.errors)
    row.notes.errors.push_back(remark(column_for(judging.import, e.field), e.field, e.message));
  if (!reading.errors.empty() || !reading.profile) {
    row.outcome = Outcome::wrong;
    row.organization = {};  // a row that is wrong stands in nobody's way
    return;
  }
  row.notes.changes = changes_of(reading);
  row.outcome = !reading.stored ? Outcome::created : row.notes.changes.empty() ? Outcome::unchanged : Outcome::changed;
  if (row.outcome != Outcome::unchanged) row.notes.warnings = warnings_of(judging.import, reading);
}

}  // namespace

void judge(db::Tx& tx, const Judging& judging, Row& row) { judge_in(tx, judging, {}, row); }

void judge_all(db::Tx& tx, const Judging& judging, std::vector<Row>& rows) {
  Company company;
  for (auto& row : rows) {
    judge_in(tx, judging, company, row);
    if (row.organization) company.by_organization.emplace(row.organization, row.number);
    if (!row.name.empty() && !row.is_omitted()) company.by_name.emplace(fold(row.name), row.number);
  }
}

organizations::ProfileInput reading_of(db::Tx& tx, const Judging& judging, Row row) {
  return read(tx, judging, row, Looking::for_twins).input;
}

Done apply_row(db::Tx& tx, const feature::Act& act, const Judging& judging, Row& row) {
  const auto notes = row.notes;
  const auto choice = row.choice;
  // As it was shown: a new one stays new, even when somebody has registered its like meanwhile; that pair will be noted.
  row.choice = row.organization ? row.organization.text() : "new";
  auto reading = read(tx, judging, row, Looking::as_decided);
  row.notes = notes;
  row.choice = choice;
  if (row.organization && (!reading.stored || reading.stored->version != row.version))
    return fail(Error::conflict(_("Alguien la cambió después de la vista previa. Ábrala y vuelva a importar la fila.")));
  if (!reading.errors.empty()) return fail(Error::conflict(reading.errors.front().message));
  ENSURE(reading.profile);
  const organizations::Batch batch{judging.import.id.value()};
  const auto& at = judging.at;
  auto version = row.version;
  organizations::GoalDays goal_days;
  if (reading.stored) {
    if (interests(reading.stored->sdgs) != reading.sdgs) goal_days = organizations::goal_days(tx, row.organization);
    version =
        TRY(organizations::amend(tx, act, at.alliance.agency,
                                 {row.organization, row.version, *reading.profile, reading.sdgs, reading.shelf}, at.today, batch))
            .version;
  } else {
    const auto made = organizations::add(tx, act, at.alliance.agency, *reading.profile, reading.sdgs, at.today, batch);
    row.organization = made.id;
    version = made.version;
  }
  membership::AffiliationId contact;
  if (reading.contact) {
    const auto made = organizations::add_contact(tx, act, judging.import.alliance, row.organization, *reading.contact, "");
    ENSURE(made);  // who may and what is right was asked above; half a row is worse than none
    contact = *made;
  }
  row.undo = undo_of(reading, goal_days, version, contact);
  row.state = RowState::applied;
  return {};
}

}  // namespace alianza::imports
