#include "platform/feature/personal.h"

#include <algorithm>

namespace alianza::feature {
namespace {

constexpr std::size_t shortest_spelling = 6;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Addresses are written in any case; letters with accents as they are.
void replace_all(std::string& text, std::string_view what) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  auto from = text.begin();
  for (;;) {
    const auto at = std::search(from, text.end(), what.begin(), what.end(), same);
    if (at == text.end()) return;
    const auto place = at - text.begin();
    text.replace(static_cast<std::size_t>(place), what.size(), erased_name);
    from = text.begin() + place + static_cast<std::ptrdiff_t>(erased_name.size());
  }
}

}  // namespace

bool Subject::has_address(std::string_view address) const {
  const auto email = Email::parse(address);
  return email && addresses.contains(email->key());
}

bool Subject::has_name(std::string_view name, std::int64_t organization) const {
  return organizations.contains(organization) && names.contains(fold(name));
}

void Subject::add_name(std::string_view name) {
  const auto folded = fold(name);
  if (folded.empty() || name == erased_name) return;
  names.insert(folded);
  if (folded.find(' ') != std::string::npos) spellings.emplace(name);
}

void Subject::add_address(std::string_view address) {
  const auto email = Email::parse(address);
  if (!email) return;
  addresses.insert(email->key());
  spellings.insert(email->text());
  spellings.insert(email->key());
}

Email erased_address(std::int64_t id) { return Email::parse("borrado-" + id_to_text(id) + "@borrado.invalid").value(); }

std::string redacted(std::string text, const Subject& subject) {
  for (const auto& spelling : subject.spellings)
    if (spelling.size() >= shortest_spelling) replace_all(text, spelling);
  return text;
}

std::vector<FreeText> redacted(const std::vector<FreeText>& rows, const Subject& subject) {
  std::vector<FreeText> out;
  for (const auto& row : rows)
    if (auto text = redacted(row.text, subject); text != row.text) out.push_back({row.id, std::move(text)});
  return out;
}

Subject find_subject(const Site& site, db::Tx& tx, Subject begin) {
  for (const auto& source : site.personal)
    if (source.find) source.find(tx, begin);
  return begin;
}

std::vector<PersonalRow> tell_personal(const Site& site, db::Tx& tx, const Subject& subject) {
  std::vector<PersonalRow> out;
  for (const auto& source : site.personal) source.tell(tx, subject, out);
  return out;
}

void erase_personal(const Site& site, db::Tx& tx, const Subject& subject) {
  for (const auto& source : site.personal) source.erase(tx, subject);
}

}  // namespace alianza::feature
