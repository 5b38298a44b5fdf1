#include "features/documents/actions.h"

#include <algorithm>
#include <charconv>

#include "features/committees/actions.h"
#include "features/documents/access.h"
#include "features/documents/store.h"
#include "platform/files/files.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/jobs.h"

namespace alianza::document {
namespace {

constexpr std::size_t longest_note = 500;
constexpr std::size_t longest_reason = 1000;

feature::About about(const Document& d) { return {d.agency.value(), d.alliance.value(), "document", d.id.value()}; }

store::Scope scope_of(const Sight& s) { return {s.agency, s.convenes, s.keeper, s.self, s.bodies}; }

Ties ties_to(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at, const Document& d) {
  Ties t;
  t.uploader = actor && d.created_by == actor->account;
  if (!d.committee) return t;
  const auto holds = [&](const std::vector<CommitteeId>& list) {
    return std::find(list.begin(), list.end(), d.committee) != list.end();
  };
  t.officer = holds(committees::offices_of(tx, actor, at));
  t.member = holds(sight_of(tx, actor, at).bodies);
  return t;
}

/// Titles, authors and names of files often name persons: they stand hidden by the document's salt.
audit::Fields changes(const Document& before, const Document& after) {
  audit::Fields f;
  f.change("kind", to_text(before.kind), to_text(after.kind)).personal("title", before.title, after.title);
  f.personal("author", before.author, after.author).change("on", before.on, after.on);
  f.change("confidentiality", to_text(before.confidentiality), to_text(after.confidentiality));
  return f;
}

/// As the index keeps it, behind the door of its readers; the restricted and the withdrawn stand in none.
std::optional<search::Document> searchable(const Document& d, const std::string& words) {
  if (d.withdrawn || d.confidentiality == Confidentiality::restricted) return std::nullopt;
  const bool circle = d.confidentiality == Confidentiality::committee;
  const bool office = d.confidentiality == Confidentiality::secretariat;
  const auto kind_in = [&](Lang lang) { return i18n::text(lang, label(d.kind)); };
  return search::Document{.kind = "document",
                          .agency = d.agency.value(),
                          .alliance = d.alliance.value(),
                          .id = d.id.value(),
                          .title = {d.title, "", Lang::es},
                          .text = {kind_in(Lang::es) + " " + d.author + " " + words, kind_in(Lang::en), Lang::es},
                          .audience = circle   ? search::Audience::circle
                                      : office ? search::Audience::office
                                               : search::Audience::members,
                          .circles = circle ? std::vector{d.committee.value()} : std::vector<std::int64_t>()};
}

void index(db::Tx& tx, const Document& d, const std::string& words) {
  if (const auto found = searchable(d, words))
    search::put(tx, *found);
  else
    search::remove(tx, "document", d.id.value(), d.alliance.value());
}

/// What is known of a file before it is kept.
struct Checked {
  files::Type type;
  std::string file_name;
  std::string note;
  Said words;
};
Result<Checked> check(const Upload& upload) {
  const auto type = TRY(files::recognise(upload.bytes, {upload.file_name, upload.media_type}));
  auto note = parse_text(upload.note, longest_note);
  if (!note) return fail(Error::field("note", note.error().message));
  auto name = parse_text(upload.file_name, 200);
  // A name that cannot be kept is no reason to refuse the file: its type gives another.
  if (!name || name->empty()) name = "documento." + std::string(files::extension(type));
  return Checked{type, std::move(*name), std::move(*note), words_of(upload.bytes, type)};
}

/// The fields of the form and those of the file, told together.
Result<std::pair<Document, Checked>> check_both(const Input& input, const Upload& upload) {
  auto document = parse(input);
  auto file = check(upload);
  if (document && file) return std::pair(std::move(*document), std::move(*file));
  if (document) return fail(file.error());
  auto wrong = document.error();
  if (!file) wrong.fields.insert(wrong.fields.end(), file.error().fields.begin(), file.error().fields.end());
  return fail(std::move(wrong));
}

Done refuse_same(db::Tx& tx, const feature::Act& act, const alliances::Seen& at, const files::Digest& digest,
                 const Upload& upload) {
  if (upload.confirm_same == "yes") return {};
  const auto twins = same_file(tx, act.actor, at, digest);
  if (twins.empty()) return {};
  return fail(
      Error::field("confirm_same", _("Este mismo archivo ya está en «{1}», versión {2}. Si hace falta aquí también, márquelo.")
                                       .arg(twins.front().title)
                                       .arg(std::int64_t{twins.front().number})));
}

Version keep_version(db::Tx& tx, const feature::Act& act, const Document& d, const Checked& file, const files::Kept& kept) {
  Version v;
  v.digest = kept.digest;
  v.bytes = kept.bytes;
  v.type = file.type;
  v.file_name = file.file_name;
  v.note = file.note;
  v = store::insert_version(tx, d, std::move(v), file.words, act.who());
  files::use(tx, kept, {"document_version", v.id.value()});
  index(tx, d, file.words.text);
  if (v.reading == Reading::waiting)
    jobs::enqueue(tx, {.kind = reading_kind,
                       .payload_json = R"({"version":")" + v.id.text() + R"("})",
                       .agency_id = d.agency.value(),
                       .alliance_id = d.alliance.value()});
  return v;
}

void tell_version(audit::Fields& f, const Version& v) {
  f.set("number", v.number).set("digest", v.digest.text()).set("bytes", v.bytes).personal("file", {}, v.file_name);
}

Result<alliances::Seen> may_add_something(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto at = TRY(alliances::see(tx, act.actor, alliance));
  if (!may_add(tx, act.actor, at).any()) return fail(Error::forbidden());
  return at;
}

Result<Seen> seen_to_write(db::Tx& tx, const feature::Act& act, AllianceId alliance, DocumentId id) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!seen.may_write) return fail(Error::forbidden());
  if (seen.document.withdrawn) return fail(Error::conflict(_("El documento está retirado: ya no cambia.")));
  return seen;
}

}  // namespace

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, DocumentId id) {
  Seen out{TRY(alliances::see(tx, actor, alliance)), {}, false};
  auto found = store::find(tx, alliance, id);
  if (!found) return fail(Error::not_found());
  out.document = std::move(*found);
  const auto ties = ties_to(tx, actor, out.at, out.document);
  const auto level = out.document.confidentiality;
  if (!may(Action::read, out.at.standing, ties, level)) return fail(Error::not_found());
  out.may_write = may(Action::write, out.at.standing, ties, level);
  return out;
}

Book book(db::Tx& tx, const auth::MaybeActor& actor, const Seen& seen) {
  Book out;
  out.versions = store::versions(tx, seen.document.id);
  if (out.versions.empty()) return out;
  out.twins = same_file(tx, actor, seen.at, out.versions.front().digest);
  std::erase_if(out.twins, [&](const Twin& t) { return t.document == seen.document.id; });
  return out;
}

Result<Version> version_of(db::Tx& tx, const Seen& seen, int number) {
  auto found = store::find_version(tx, seen.document.id, number);
  if (!found || (seen.document.withdrawn && !seen.may_write)) return fail(Error::not_found());
  return std::move(*found);
}

std::vector<Twin> same_file(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at, const files::Digest& digest) {
  std::vector<Twin> out;
  for (auto& t : store::same_content(tx, at.alliance.id, scope_of(sight_of(tx, actor, at)), digest))
    out.push_back({t.document, std::move(t.title), t.number});
  return out;
}

MayAdd may_add(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at) {
  MayAdd out;
  out.alliance = at.standing.convenes();
  for (const auto id : committees::offices_of(tx, actor, at))
    if (may(Action::write, at.standing, {.officer = true}, Confidentiality::committee)) out.committees.push_back(id);
  return out;
}

Result<DocumentId> add(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                       const Input& input, const Upload& upload) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) { return may_add_something(tx, act, alliance); }));
  auto [document, file] = TRY(check_both(input, upload));
  const auto kept = TRY(store.put(upload.bytes));
  return db.write([&](db::Tx& tx) -> Result<DocumentId> {
    const auto at = TRY(may_add_something(tx, act, alliance));
    auto d = document;
    d.id = DocumentId::make();
    d.agency = at.alliance.agency;
    d.alliance = alliance;
    d.created_by = act.who().account;
    if (d.committee && !committees::find(tx, alliance, d.committee))
      return fail(Error::field("committee", _("Elija un comité de la lista.")));
    if (!may(Action::write, at.standing, ties_to(tx, act.actor, at, d), d.confidentiality)) return fail(Error::forbidden());
    TRY(refuse_same(tx, act, at, kept.digest, upload));
    store::insert(tx, d, act.who());
    const auto v = keep_version(tx, act, d, file, kept);
    auto fields = changes({}, d);
    fields.set("committee", d.committee);
    tell_version(fields, v);
    feature::record(tx, act, about(d), "document.add", std::move(fields));
    TRY(feature::remember(tx, act, d.id.text()));
    return d.id;
  });
}

Result<Version> add_version(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                            DocumentId id, const Upload& upload) {
  TRY(db.read([&](db::Tx& tx) { return seen_to_write(tx, act, alliance, id); }));
  const auto file = TRY(check(upload));
  const auto kept = TRY(store.put(upload.bytes));
  return db.write([&](db::Tx& tx) -> Result<Version> {
    const auto seen = TRY(seen_to_write(tx, act, alliance, id));
    if (const auto last = store::find_version(tx, id); last && last->digest == kept.digest)
      return fail(Error::field("file", _("Es el mismo archivo que la versión {1}.").arg(std::int64_t{last->number})));
    TRY(refuse_same(tx, act, seen.at, kept.digest, upload));
    const auto v = keep_version(tx, act, seen.document, file, kept);
    audit::Fields fields;
    tell_version(fields, v);
    feature::record(tx, act, about(seen.document), "document.add_version", std::move(fields));
    TRY(feature::remember(tx, act, id.text()));
    return v;
  });
}

Result<Document> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, DocumentId id, const Input& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, id));
  const auto& before = seen.document;
  auto typed = input;
  typed.committee = before.committee ? before.committee.text() : "";
  auto after = TRY(parse(typed));
  const auto ties = ties_to(tx, act.actor, seen.at, before);
  if (!may(Action::write, seen.at.standing, ties, after.confidentiality))
    return fail(Error::field("confidentiality", _("Eso lo decide el secretariado.")));
  after.id = before.id;
  after.agency = before.agency;
  after.alliance = before.alliance;
  after.version = 0;
  std::from_chars(input.version.data(), input.version.data() + input.version.size(), after.version);
  if (!store::update(tx, after))
    return fail(Error::conflict(_("Alguien guardó este documento mientras usted escribía. Lo que escribió sigue aquí.")));
  const auto stored = *store::find(tx, alliance, id);
  index_again(tx, stored);
  feature::record(tx, act, about(stored), "document.edit", changes(before, stored));
  TRY(feature::remember(tx, act, id.text()));
  return stored;
}

Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, DocumentId id, std::string_view reason) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, id));
  auto why = parse_text(reason, longest_reason, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba por qué se retira.")));
  store::withdraw(tx, id, *why, act.who());
  search::remove(tx, "document", id.value(), alliance.value());
  feature::record(tx, act, about(seen.document), "document.withdraw", audit::Fields().personal("reason", {}, *why));
  return feature::remember(tx, act, id.text());
}

void index_again(db::Tx& tx, const Document& document) {
  for (const auto& row : store::after(tx, DocumentId(document.id.value() - 1), 1)) index(tx, document, row.words);
}

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto& row : store::after(tx, DocumentId(after), limit)) {
    if (const auto found = searchable(row.document, row.words)) out.documents.push_back(*found);
    out.last = row.document.id.value();
  }
  return out;
}

}  // namespace alianza::document
