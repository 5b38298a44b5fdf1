#include "tests/naughty/campaign.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "features/frameworks/actions.h"
#include "platform/base/text.h"
#include "platform/http/csrf.h"

namespace alianza::naughty {
namespace {

std::string file_text(const char* path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Acts that end what they act upon: the forms after them would find it gone.
bool happens_once(const std::string& page) {
  for (const auto* tail :
       {"/cancel", "/reschedule", "/end", "/withdraw", "/meet", "/move", "/shelf", "/dismiss", "/undo", "/appointments/new",
        "/revoke", "/accept", "/decline", "/sign", "/privacy/person", "/data/erase", "/close", "/state", "/assent"})
    if (page.ends_with(tail)) return true;
  return page.find("/participation") != std::string::npos || page.find("/duplicates/") != std::string::npos ||
         page.starts_with("/registrations/") || page.find("/cadence/alerts/") != std::string::npos ||
         page.find("/xlsforms/") != std::string::npos;
}

/// What is written into the audit or a row that no page shows yet.
bool is_shown_nowhere(const std::string& field, const std::string& page) {
  // Who proposed an organisation counts only when a member proposed it; the operator who made an agency does not see its address
  // again; numbers are written as numbers are, and a unit stands beside its number only.
  if (field == "quantity" || field == "unit" || field == "amount" || field == "value" || field == "target_days" ||
      field == "days" || field == "least" || (field == "slug" && page == "/agencies/new"))
    return true;
  // An organisation is found by any of its names, without accents or letter forms, and shown by its own.
  if (field == "organization" && (page.ends_with("/enrol") || page.find("/experiences/") != std::string::npos)) return true;
  // Who arrived is shown at the door, and to who told it by the address of the answer alone.
  if (field == "person" && page.starts_with("/check-in/")) return true;
  return field == "reason" || field == "note" || field == "evidence" || field == "origin_organization" || page == "/sign-in";
}

}  // namespace

std::vector<std::string> strings() {
  std::vector<std::string> out;
  const auto list = boost::json::parse(file_text("tests/data/security/naughty-strings/blns.json"));
  for (const auto& item : list.as_array()) out.emplace_back(item.as_string());
  std::istringstream formulas(file_text("tests/data/security/csv-injection/csv-payload.txt"));
  for (std::string line; std::getline(formulas, line);) out.push_back(line);
  return out;
}

std::string as_drawn(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    const bool control = (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    if (control)
      out += "\uFFFD";
    else
      out += c;
  }
  return out;
}

std::string as_shown(std::string_view typed) { return as_drawn(trim(typed)); }

Campaign::Campaign() {
  // A priority takes an element of a framework: of the goals there are enough for each sending to take another.
  const auto nodes = house.app.write([&](db::Tx& tx) -> Result<std::vector<frameworks::Node>> {
    TRY(frameworks::add(tx, house.own.convener, house.own.alliance, "sdg"));
    return frameworks::nodes(tx, {.agency = house.own.agency, .edition = "2017"});
  });
  for (const auto& node : nodes) codes_.push_back(node.code);
}

std::vector<Target> Campaign::targets() {
  std::vector<Target> out;
  std::set<std::string> known;
  for (const auto& route : house.app.router().routes()) {
    if (route.method != http::Method::get || route.pattern.starts_with("/api/")) continue;
    if (route.pattern == "/p/{slug}/join") continue;  // a few an hour, and a trap: features/applications/tests sends the strings
    for (const auto* who : {"dir", "oper", "none", "anon"}) {
      auto& person = *std::find_if(house.people.begin(), house.people.end(), [&](const auto& p) { return p.column == who; });
      std::string unknown;
      auto page = fill(house, person, route.pattern, access::objects_of(route.pattern).front(), unknown);
      if (route.pattern.ends_with("/organizations/new")) page += "?type=unspecified";
      const auto answer = person.client->get(page);
      if (answer.status != 200 || !answer.header("Content-Type").starts_with("text/html")) continue;
      for (auto& form : forms_of(answer.body))
        if (form.has_typed() && known.insert(form.action).second) out.push_back({&person, page, std::move(form)});
    }
  }
  std::stable_partition(out.begin(), out.end(), [](const Target& target) { return !happens_once(target.form.action); });
  return out;
}

std::string Campaign::valid(const Target& target, const Field& field) {
  // By its id: the forms before may have given it another name.
  // The name of one that nobody knew: a second of that name is known.
  if (field.name == "organization" && target.form.action.ends_with("/walk-ins")) return "Organización " + std::to_string(++made_);
  if (field.name == "organization" && field.is_typed()) return house.own.names.at("organization");
  if (target.form.action.ends_with("/priorities/new")) {
    if (field.name == "edition") return "sdg/2017";
    if (field.name == "code") return codes_.at(static_cast<std::size_t>(++made_) % codes_.size());
  }
  if (field.name == "code" && field.is_typed()) return "marco-" + std::to_string(++made_);
  if (field.name == "edition" && field.is_typed()) return "2025";
  if (field.name == "slug" && field.value.empty()) return "nombre-" + std::to_string(++made_);
  // A template is kept under a title that the agency has not given to another.
  if (field.name == "title_es" && target.form.action.ends_with("/design/template")) return "Plantilla " + std::to_string(++made_);
  if (!field.value.empty()) return field.value;
  if (field.type == "radio" || field.type == "select")
    for (const auto& option : field.options)
      if (!option.empty() && field.is_required) return option;
  // These go together: a number, what it counts and who says so.
  if (field.name == "source" || field.name == "record_source") return "Una fuente";
  if (field.name == "quantity" || field.name == "value") return "3";
  if (field.name == "unit" || field.name == "noun_es" || field.name == "title_es") return "horas";
  const bool first_day = field.name == "from" || field.name == "on" || field.name == "record_on" || field.name == "since" ||
                         field.name == "until" || field.name == "starts_on";
  if (first_day) return house.app.today().text();
  if (!field.is_required || !field.is_typed()) return {};
  if (field.type == "email") return "nuevo" + std::to_string(++made_) + "@example.org";
  if (field.type == "date") return house.app.today().text();
  if (field.type == "number") return "1";
  if (field.type == "time") return "10:00";
  return "Texto " + std::to_string(++made_);
}

http::TestAnswer Campaign::post(const Target& target, const Typed& typed) {
  http::Pairs fields{{std::string(http::csrf_field), target.person->csrf}, {"_key", "campaign-" + std::to_string(++made_)}};
  for (const auto& field : target.form.fields) {
    const auto found = typed.find(field.name);
    const auto value = found == typed.end() ? valid(target, field) : found->second;
    const bool unchecked = (field.type == "checkbox" || field.type == "radio") && value.empty();
    if (field.type != "file" && !unchecked) fields.emplace_back(field.name, value);
  }
  if (!target.form.has_files) return target.person->client->submit(target.form.action, std::move(fields));
  // Documents are kept with a file, each with another content; a sheet would be imported, so none is sent.
  const bool keeps = target.form.action.find("/documents/") != std::string::npos;
  if (target.form.action.ends_with("/frameworks/new"))
    return target.person->client->submit(target.form.action, std::move(fields),
                                         {{"file", "plan.csv", "text/csv", "code,title_es\n1,Uno\n"}});
  const http::TestFile file = keeps ? http::TestFile{"file", "texto.txt", "text/plain", "Texto " + std::to_string(++made_)}
                                    : http::TestFile{"none", "", "text/plain", ""};
  return target.person->client->submit(target.form.action, std::move(fields), {file});
}

http::TestAnswer Campaign::send_one(const Target& target, const std::string& field, const std::string& value) {
  return post(target, {{field, value}});
}

bool Campaign::is_redrawn(const Target& target, const http::TestAnswer& answer, const Typed& typed,
                          std::set<std::string>& wrong) {
  const auto forms = forms_of(answer.body);
  const auto form =
      std::find_if(forms.begin(), forms.end(), [&](const Form& f) { return f.action == target.form.action && f.has_typed(); });
  if (form == forms.end()) return false;
  for (const auto& [name, text] : typed) {
    const auto* field = form->find(name);
    if (field == nullptr) {
      ADD_FAILURE() << target.page << " lost its field " << name;
      continue;
    }
    // Saved before something else was refused, it is drawn as it was kept: without the space around it.
    const bool is_kept = field->value == as_shown(text);
    if (!is_kept) {
      EXPECT_EQ(as_drawn(field->value), as_drawn(text)) << target.page << ", " << name << " did not keep what was typed";
    }
    if (field->wrong) wrong.insert(name);
  }
  return true;
}

void Campaign::send(const Target& target, const std::vector<std::string>& all, std::size_t first) {
  Typed typed;
  for (const auto& field : target.form.fields)
    if (field.is_typed()) typed[field.name] = all.at((first + typed.size() * 37) % all.size());
  // What a field refuses is replaced by something valid, so that the others are judged too.
  const auto rounds = typed.size() + 2;
  std::set<std::string> mended;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto answer = post(target, typed);
    ASSERT_LT(answer.status, 500) << target.page;
    if (answer.status < 400) {
      ++accepted;
      for (const auto& name : mended) typed.erase(name);
      return expect_shown(target, answer, typed);
    }
    std::set<std::string> wrong;
    // An act that can be done once answers with a page of its own when it was done.
    if (!is_redrawn(target, answer, typed, wrong)) {
      EXPECT_TRUE(happens_once(target.form.action) || answer.status == 429)
          << target.page << " answers " << answer.status << " without its form";
      return;
    }
    if (wrong.empty()) return;
    for (const auto& name : wrong) typed[name] = valid(target, *target.form.find(name));
    mended.insert(wrong.begin(), wrong.end());
  }
  if (happens_once(target.form.action)) return;
  std::string fields;
  for (const auto& name : mended) fields += " " + name;
  ADD_FAILURE() << target.page << " refuses also what is valid:" << fields;
}

/// The text of every page on which it may be shown: where the answer leads, in both languages, what is new behind it, and the
/// form again.
std::string Campaign::pages_after(const Target& target, const http::TestAnswer& answer) {
  auto& client = *target.person->client;
  auto to = answer.location();
  to = to.substr(0, to.find_first_of("?#"));
  std::string out = decoded(answer.body) + decoded(client.get(target.page).body);
  if (to.empty()) return out;
  const auto page = client.get(to).body;
  out += decoded(page) + decoded(client.get("/en" + to).body);
  auto& seen = seen_links_[to];
  int more = 0;
  for (const auto& link : links_of(page)) {
    if (!seen.insert(link).second || ++more > 40) continue;
    const auto behind = client.get(link);
    if (behind.header("Content-Type").starts_with("text/html")) out += decoded(behind.body);
  }
  return out;
}

void Campaign::expect_shown(const Target& target, const http::TestAnswer& answer, const Typed& typed) {
  const auto text = pages_after(target, answer);
  for (const auto* element : {"<script>alert", "<img src=x onerror"})
    if (answer.body.find(element) != std::string::npos)
      ADD_FAILURE() << target.page << " shows an element that somebody typed: " << element;
  for (const auto& [name, value] : typed) {
    const auto shown = as_shown(value);
    const auto& type = target.form.find(name)->type;
    // A day that does not belong to the chosen precision is left out; from a browser nothing but a day can come.
    if (type == "date" || type == "time" || type == "number") continue;
    if (fold(shown).empty() || is_shown_nowhere(name, target.page)) continue;
    EXPECT_NE(text.find(shown), std::string::npos)
        << target.page << " took " << name << " and shows something else than: " << shown;
  }
}

}  // namespace alianza::naughty
