#include "features/minutes/minutes.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdio>

namespace alianza::minutes {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_agreement = 1000;
constexpr std::size_t longest_prefix = 12;

/// How an agenda names its own opening and closing, folded.
constexpr std::array<std::string_view, 4> openings{"apertura", "inauguracion", "bienvenida", "opening"};
constexpr std::array<std::string_view, 4> closings{"cierre", "clausura", "closing", "adjournment"};

bool begins_with_one_of(const std::string& title, const std::array<std::string_view, 4>& words) {
  const auto folded = fold(title);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return folded.starts_with(word); });
}

std::string text_of(const json::object& from, const char* name) {
  const auto* found = from.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

}  // namespace

std::vector<Section> sections_of(const std::vector<meetings::AgendaItem>& agenda, Lang lang) {
  const bool es = lang == Lang::es;
  std::vector<Section> out;
  const auto add = [&](Place place, std::string title) {
    Section s;
    s.place = place;
    s.title = std::move(title);
    out.push_back(std::move(s));
  };
  const bool opens = !agenda.empty() && begins_with_one_of(agenda.front().title, openings);
  const bool closes = !agenda.empty() && begins_with_one_of(agenda.back().title, closings);
  if (!opens) add(Place::opening, es ? "Apertura" : "Opening");
  for (const auto& item : agenda) add(Place::item, item.title);
  if (!closes) add(Place::closing, es ? "Cierre" : "Closing");
  if (opens) out.front().place = Place::opening;
  if (closes) out.back().place = Place::closing;
  return out;
}

std::vector<Block> blocks(std::string_view body) {
  std::vector<Block> out;
  while (!body.empty()) {
    const auto end = body.find('\n');
    auto line = trim(body.substr(0, end));
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    if (line.empty()) continue;
    const bool item = line.starts_with("- ");
    if (item && !out.empty() && out.back().kind == Block::Kind::list)
      out.back().lines.push_back(trim(line.substr(2)));
    else if (item)
      out.push_back({Block::Kind::list, {trim(line.substr(2))}});
    else
      out.push_back({Block::Kind::paragraph, {std::move(line)}});
  }
  return out;
}

std::optional<Error> refuses_state(State from, State to, std::string_view note) {
  if (from == State::approved)
    return Error::conflict(_("La minuta está aprobada y ya no cambia. Si algo está mal, haga una corrección."));
  if (from == to) return Error::conflict(_("La minuta ya está en ese estado."));
  if (from == State::draft && to == State::approved)
    return Error::conflict(_("Envíe primero la minuta a revisión: quienes asistieron deben poder leerla."));
  if (to == State::draft && note.empty()) return Error::field("note", _("Escriba qué hay que cambiar."));
  return std::nullopt;
}

bool is_overdue(const Agreement& a, Date today) { return a.state == Progress::open && a.due && *a.due < today; }

bool is_due_soon(const Agreement& a, Date today, int days) {
  return a.state == Progress::open && a.due && *a.due >= today && *a.due <= today.plus_days(days);
}

Result<Agreement> parse(const AgreementInput& input) {
  Agreement a;
  auto wrong = Error::field("", {});
  wrong.fields.clear();
  const auto refuse = [&](const char* field, Message message) { wrong.fields.push_back({field, std::move(message)}); };
  if (auto text = parse_text(input.text, longest_agreement, Lines::many); !text)
    refuse("text", text.error().message);
  else if (text->empty())
    refuse("text", _("Escriba a qué se comprometieron."));
  else
    a.text = std::move(*text);
  if (auto person = parse_text(input.person, 120); !person)
    refuse("person", person.error().message);
  else
    a.person = std::move(*person);
  if (!input.organization.empty()) {
    if (const auto id = OrganizationId::parse(input.organization))
      a.organization = *id;
    else
      refuse("organization", _("Elija una organización de la lista."));
  } else if (trim(input.person).empty()) {
    refuse("organization", _("Elija una organización responsable o escriba el nombre de una persona."));
  }
  if (const auto typed = trim(input.due); !typed.empty()) {
    a.due = Date::parse(typed);
    if (!a.due) refuse("due", _("Escriba una fecha completa, por ejemplo 2026-03-31."));
  }
  if (!input.section.empty())
    if (const auto id = SectionId::parse(input.section)) a.section = *id;
  if (!wrong.fields.empty()) return fail(std::move(wrong));
  return a;
}

AgreementInput as_input(const Agreement& a) {
  return {a.section ? a.section.text() : "",
          a.text,
          a.organization ? a.organization.text() : "",
          a.person,
          a.due ? a.due->text() : "",
          std::to_string(a.version)};
}

std::optional<Error> refuses_progress(Progress from, Progress to, std::string_view note) {
  if (from == to) return Error::conflict(_("El acuerdo ya está en ese estado."));
  if (from != Progress::open && to != Progress::open)
    return Error::conflict(_("El acuerdo está cerrado. Ábralo de nuevo antes de cambiarlo."));
  if (!note.empty()) return std::nullopt;
  if (to == Progress::done) return Error::field("note", _("Escriba la evidencia: qué se hizo y dónde se puede ver."));
  if (to == Progress::cancelled) return Error::field("note", _("Escriba por qué se cancela."));
  return Error::field("note", _("Escriba por qué se abre de nuevo."));
}

std::string canonical(const Record& r) {
  json::array signatories;
  for (const auto& s : r.signatories) {
    json::object row{{"name", s.name}, {"office", committees::to_text(s.office)}};
    if (!s.body.empty()) row["body"] = s.body;  // so that texts approved before there were joint sessions stay as they are
    signatories.emplace_back(std::move(row));
  }
  json::array attendance;
  for (const auto& a : r.attendance) {
    json::array persons;
    for (const auto& p : a.persons) persons.emplace_back(p);
    attendance.push_back(json::object{{"organization", a.organization}, {"persons", std::move(persons)}, {"remote", a.remote}});
  }
  json::array sections;
  for (const auto& s : r.sections) sections.push_back(json::object{{"title", s.title}, {"body", s.body}});
  json::array agreements;
  for (const auto& a : r.agreements)
    agreements.push_back(json::object{{"number", a.number}, {"text", a.text}, {"owner", a.owner}, {"due", a.due}});
  json::object whole{{"agency", r.agency},
                     {"alliance", r.alliance},
                     {"committee", r.committee},
                     {"title", r.title},
                     {"date", r.date},
                     {"hours", r.hours},
                     {"venue", r.venue},
                     {"folio", r.folio},
                     {"edition", r.edition},
                     {"correction", r.correction},
                     {"seal", r.seal},
                     {"attendance", std::move(attendance)},
                     {"sections", std::move(sections)},
                     {"agreements", std::move(agreements)}};
  if (!signatories.empty()) whole["signatories"] = std::move(signatories);
  return json::serialize(whole);
}

Record read_record(std::string_view text) {
  const auto whole = json::parse(json::string_view(text.data(), text.size())).as_object();
  Record r;
  r.agency = text_of(whole, "agency");
  r.alliance = text_of(whole, "alliance");
  r.committee = text_of(whole, "committee");
  r.title = text_of(whole, "title");
  r.date = text_of(whole, "date");
  r.hours = text_of(whole, "hours");
  r.venue = text_of(whole, "venue");
  r.folio = text_of(whole, "folio");
  r.edition = static_cast<int>(whole.at("edition").as_int64());
  r.correction = text_of(whole, "correction");
  r.seal = text_of(whole, "seal");
  for (const auto& value : whole.at("attendance").as_array()) {
    const auto& a = value.as_object();
    Record::Attendant row{text_of(a, "organization"), {}, a.at("remote").as_bool()};
    for (const auto& p : a.at("persons").as_array()) row.persons.emplace_back(p.as_string());
    r.attendance.push_back(std::move(row));
  }
  for (const auto& s : whole.at("sections").as_array())
    r.sections.push_back({text_of(s.as_object(), "title"), text_of(s.as_object(), "body")});
  for (const auto& value : whole.at("agreements").as_array()) {
    const auto& a = value.as_object();
    r.agreements.push_back({text_of(a, "number"), text_of(a, "text"), text_of(a, "owner"), text_of(a, "due")});
  }
  if (const auto* rows = whole.if_contains("signatories"))
    for (const auto& value : rows->as_array()) {
      Record::Signatory s{text_of(value.as_object(), "name"), {}, {}};
      if (value.as_object().contains("body")) s.body = text_of(value.as_object(), "body");
      ENSURE(committees::from_text(text_of(value.as_object(), "office"), s.office));
      r.signatories.push_back(std::move(s));
    }
  return r;
}

std::string folio_prefix(std::string_view short_name) {
  std::vector<std::string> words(1);
  for (const char c : fold(short_name)) {
    const bool counts = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (counts)
      words.back() += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  std::string out;
  if (words.size() == 1) out = words.front();
  if (words.size() > 1)
    for (const auto& word : words) out += word.front();
  return out.substr(0, longest_prefix);
}

std::string folio_text(std::string_view prefix, int year, int number) {
  char tail[32];
  std::snprintf(tail, sizeof tail, "MIN-%04d-%04d", year, number);
  return prefix.empty() ? std::string(tail) : std::string(prefix) + "-" + tail;
}

}  // namespace alianza::minutes
