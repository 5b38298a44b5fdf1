// Recipients and raw answers of a survey as files; one order of columns in every format.
#include <algorithm>
#include <deque>
#include <memory>

#include "features/organizations/organizations.h"
#include "features/surveys/packed.h"
#include "features/surveys/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::surveys {
namespace {

constexpr int rows_a_piece = 500;
constexpr int answers_a_piece = 250;

struct Columns {
  const Request& request;
  std::vector<documents::Column> list{};
  void add(std::string name, const Message& title, int width) { list.push_back({std::move(name), text(request, title), width}); }
  void add_plain(std::string name, std::string title) { list.push_back({std::move(name), std::move(title), 24}); }
};

documents::TableOptions table_of(const Request& request, const SeenSurvey& at, const Message& title, Columns columns) {
  documents::TableOptions o;
  o.columns = std::move(columns.list);
  o.title = text(request, title);
  o.about.emplace_back("survey", at.survey.title.in(request.lang));
  o.about.emplace_back("alliance", at.seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(at.seen.alliance, request.lang))
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", at.seen.today.text());
  return o;
}

Response recipients_download(feature::Site& site, Request& request, documents::Format format) {
  const auto [alliance, id] = at_of(request);
  const auto actor = auth::actor_of(request);
  Wanted wanted;
  from_text(request.query.get("which"), wanted.which);
  wanted.limit = rows_a_piece;
  const auto at = demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) { return see(tx, actor, alliance, id); }));
  Columns columns{request};
  columns.add("organization", _("Organización"), 40);
  columns.add("type", _("Tipo"), 24);
  columns.add("sector", _("Sector"), 30);
  columns.add("size", _("Tamaño"), 14);
  columns.add("person", _("Contacto"), 28);
  columns.add("email", _("Correo"), 30);
  columns.add("letter", _("Carta"), 16);
  columns.add("letter_on", _("Última carta"), 12);
  columns.add("reminders", _("Recordatorios"), 10);
  columns.add("progress", _("Avance"), 14);
  auto pieces = documents::stream(
      documents::table_writer(format, table_of(request, at, _("Destinatarios"), std::move(columns))),
      [&site, actor, alliance = alliance, id = id, wanted, lang = request.lang,
       zone = Zone::parse(at.seen.alliance.zone).value_or(Zone())](documents::TableWriter& to) mutable {
        const auto page = demand(site.db.read([&](db::Tx& tx) { return recipients(tx, actor, alliance, id, wanted); }));
        for (const auto& r : page.rows) {
          organizations::OrganizationType type{};
          organizations::Size size{};
          organizations::from_text(r.organization_type, type);
          organizations::from_text(r.size, size);
          to.row({r.organization_name, i18n::text(lang, organizations::label(type)),
                  r.sector.empty() ? std::string() : organizations::sectors().name_in(r.sector, lang),
                  i18n::text(lang, organizations::label(size)), r.person_name, r.email.text(), i18n::text(lang, label(r.letter)),
                  r.letter_at ? documents::Cell(zone.date_of(*r.letter_at)) : documents::Cell(), r.reminders,
                  i18n::text(lang, label(r.progress))});
        }
        if (page.has_next) wanted.after = place_of(page.rows.back());
        return page.has_next;
      });
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, _("destinatarios")) + "." + std::string(documents::extension(format)));
}

/// A column of the answers: which value of which question it holds. One order on every path.
struct Part {
  enum class What : std::uint8_t { code, label, chosen, rank, row, number, text, other, link, digest } what = What::text;
  const Question* question = nullptr;
  std::string part;  // the option or row
};

/// `files`: the address below which the files of the survey stand.
std::vector<Part> parts_of(const Questionnaire& form, const Offer& offer, const std::string& files) {
  using What = Part::What;
  std::vector<Part> out;
  for (const auto* q : form.questions()) {
    switch (q->kind) {
      case Kind::one:
      case Kind::scale: out.push_back({What::code, q, {}}), out.push_back({What::label, q, {}}); break;
      case Kind::many:
      case Kind::sdg:
        for (const auto& option : offer.of(*q)) out.push_back({What::chosen, q, option.code});
        if (q->other == Other::text) out.push_back({What::chosen, q, std::string(other_code)});
        break;
      case Kind::ranking:
        for (const auto& option : q->options) out.push_back({What::rank, q, option.code});
        break;
      case Kind::matrix:
        for (const auto& row : q->rows) out.push_back({What::row, q, row.code});
        break;
      case Kind::number:
      case Kind::money: out.push_back({What::number, q, {}}); break;
      case Kind::organization:
      case Kind::date:
      case Kind::text: out.push_back({What::text, q, {}}); break;
      case Kind::file:
        out.push_back({What::text, q, {}});
        out.push_back({What::link, q, files});
        out.push_back({What::digest, q, {}});
        break;
      case Kind::note: break;
    }
    if (q->other == Other::text) out.push_back({What::other, q, {}});
  }
  return out;
}

std::string label_in(const std::vector<Choice>& choices, const std::string& code, Lang lang) {
  for (const auto& choice : choices)
    if (choice.code == code) return choice.label.in(lang);
  return code;
}

void add_column(Columns& to, const Part& part, const Offer& offer, Lang lang) {
  using What = Part::What;
  const auto& q = *part.question;
  const auto title = q.text.in(lang);
  const auto other = [&] { return text(to.request, _("Otra opción")); };
  switch (part.what) {
    case What::code: return to.add_plain(q.code, title + " [" + text(to.request, _("código")) + "]");
    case What::label: return to.add_plain(q.code + ".label", title);
    case What::chosen:
      return to.add_plain(q.code + "." + part.part,
                          title + " [" + (part.part == other_code ? other() : label_in(offer.of(q), part.part, lang)) + "]");
    case What::rank: return to.add_plain(q.code + "." + part.part, title + " [" + label_in(q.options, part.part, lang) + "]");
    case What::row: return to.add_plain(q.code + "." + part.part, title + " [" + label_in(q.rows, part.part, lang) + "]");
    case What::number:
    case What::text: return to.add_plain(q.code, title);
    case What::other: return to.add_plain(q.code + ".other_text", title + " [" + other() + "]");
    case What::link: return to.add_plain(q.code + ".link", title + " [" + text(to.request, _("enlace")) + "]");
    case What::digest: return to.add_plain(q.code + ".sha256", title + " [SHA-256]");
  }
}

documents::Cell number_cell(const Question& q, std::int64_t number) {
  auto digits = number_text(q, number);
  std::erase(digits, ',');
  return documents::Cell::decimal(std::move(digits));
}

documents::Cell cell_of(const Part& part, const Offer& offer, const Value& value, Lang lang) {
  using What = Part::What;
  const auto& q = *part.question;
  const auto with_option = [&](std::string_view code) {
    return std::find_if(value.begin(), value.end(), [&](const Entry& e) { return e.option == code; });
  };
  switch (part.what) {
    case What::code: return value.empty() ? documents::Cell() : documents::Cell(value.front().option);
    case What::label: {
      const auto words = in_words(q, offer, value, lang);
      return words.empty() ? documents::Cell() : documents::Cell(words.front());
    }
    case What::chosen: return value.empty() ? documents::Cell() : documents::Cell(with_option(part.part) == value.end() ? 0 : 1);
    case What::rank: {
      const auto found = with_option(part.part);
      return found == value.end() ? documents::Cell() : documents::Cell(static_cast<std::int64_t>(found - value.begin() + 1));
    }
    case What::row: {
      const auto found = std::find_if(value.begin(), value.end(), [&](const Entry& e) { return e.row == part.part; });
      return found == value.end() ? documents::Cell() : documents::Cell(found->option);
    }
    case What::number: return value.empty() ? documents::Cell() : number_cell(q, value.front().number.value_or(0));
    case What::text: {
      std::string out;
      if (q.kind == Kind::file) return value.empty() ? documents::Cell() : documents::Cell(value.front().text);
      if (q.kind == Kind::date && !value.empty()) return documents::Cell(Date::parse(value.front().text));
      for (const auto& line : in_words(q, offer, value, lang)) out += (out.empty() ? "" : "; ") + line;
      return out;
    }
    case What::other: {
      const auto found = with_option(other_code);
      return found == value.end() ? documents::Cell() : documents::Cell(found->text);
    }
    case What::link: return value.empty() ? documents::Cell() : documents::Cell(part.part + value.front().option);
    case What::digest: return value.empty() ? documents::Cell() : documents::Cell(value.front().row);
  }
  return {};
}

/// Of what a version did not offer, not even a "not chosen" is known.
bool was_offered(const Questionnaire& form, const Part& part) {
  const auto* q = form.find(part.question->code);
  if (q == nullptr) return false;
  if (part.what != Part::What::chosen || q->kind == Kind::sdg) return true;
  return part.part == other_code ? q->other == Other::text : q->option(part.part) != nullptr;
}

constexpr std::size_t heads = 6;  // columns before those of questions

/// The columns of one question, which stand side by side.
struct Group {
  /// An option or row that has a column of its own.
  struct Place {
    std::string name;
    std::size_t column = 0;
  };
  /// What an option becomes under its code and its label; made when it is first met.
  struct Words {
    std::string name;
    documents::Cell code;
    documents::Cell label;
  };
  const Question* question = nullptr;
  std::size_t first = 0;  // among the parts
  std::size_t size = 0;
  std::vector<Place> places;
  std::deque<Words> words;  // cells are pointed at
};

/// By its name, among a few: their ends tell most of them apart. Null when there is none.
auto find_in(auto& list, std::string_view name) -> decltype(&list.front()) {
  for (auto& one : list)
    if (one.name.size() == name.size() && (name.empty() || (one.name.back() == name.back() && one.name == name))) return &one;
  return nullptr;
}

std::map<std::string, Group> groups_of(const std::vector<Part>& parts) {
  using What = Part::What;
  std::map<std::string, Group> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [at, is_new] = out.try_emplace(parts[i].question->code);
    auto& group = at->second;
    if (is_new) group.question = parts[i].question, group.first = i;
    ++group.size;
    if (parts[i].what == What::chosen || parts[i].what == What::rank || parts[i].what == What::row)
      group.places.push_back({parts[i].part, heads + i});
  }
  return out;
}

/// What the rows of a file are made from: read some at a time, later, when the request is over. A row points at its cells: those
/// that many rows have (options, marks, places) are made once.
struct AnswerFile {
  feature::Site& site;
  auth::MaybeActor actor;
  Lang lang;
  Zone zone;
  SeenSurvey at;
  Questionnaire form;
  Offer offer;
  std::vector<Part> parts;
  std::map<std::string, Group> groups;
  std::map<std::int64_t, std::vector<std::size_t>> not_offered{};  // by version, columns
  std::vector<documents::Cell> numbers{};                          // 0, 1, 2…
  std::vector<documents::Cell> own{};                              // of one row, by column
  std::vector<const documents::Cell*> cells{};
  ResponseId after{};

  AnswerFile(feature::Site& in, Request& request, const AnswerPage& first, const std::map<std::int64_t, Questionnaire>& versions)
      : site(in),
        actor(auth::actor_of(request)),
        lang(request.lang),
        zone(Zone::parse(first.at.seen.alliance.zone).value_or(Zone())),
        at(first.at),
        form(first.questionnaire),
        offer(first.offer),
        parts(parts_of(form, offer,
                       in.config.server.public_url +
                           Url("/alliances/{}/surveys/{}/files", first.at.survey.alliance, first.at.survey.id).text() + "/")),
        groups(groups_of(parts)) {
    for (const auto& [number, version] : versions)
      for (std::size_t i = 0; i < parts.size(); ++i)
        if (!was_offered(version, parts[i])) not_offered[number].push_back(heads + i);
    for (std::size_t n = 0; n <= std::max<std::size_t>(1, most_options); ++n) numbers.emplace_back(static_cast<std::int64_t>(n));
    own.resize(heads + parts.size());
    cells.resize(own.size());
  }
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;
  ~AnswerFile() = default;

  /// False after the last row.
  bool write(documents::TableWriter& to) {
    const auto page = demand(site.db.read([&](db::Tx& tx) { return sent_packed(tx, actor, at.survey, after, answers_a_piece); }));
    for (const auto& sent : page.rows) row(to, sent);
    after = page.last;
    return page.has_next;
  }

 private:
  void row(documents::TableWriter& to, const SentPacked& sent) {
    static const documents::Cell empty;
    const auto& head = sent.head;
    std::fill(cells.begin(), cells.end(), &empty);
    put(0, head.recipient.organization_name);
    put(1, head.receipt);
    put(2, zone.date_of(head.sent_at));
    put(3, head.sent_by);
    put(4, head.edition);
    put(5, head.version);
    auto group = groups.begin();  // both are in the order of codes
    for (PackedReader answers(sent.packed); answers.next();) {
      while (group != groups.end() && group->first != answers.code() && group->first < answers.code()) ++group;
      if (group == groups.end()) break;
      if (group->first == answers.code()) put_answer((group++)->second, answers.entries());
    }
    if (const auto none = not_offered.find(head.version); none != not_offered.end())
      for (const auto column : none->second) cells[column] = &empty;
    to.row_of(cells);
  }

  void put(std::size_t column, documents::Cell cell) {
    own[column] = std::move(cell);
    cells[column] = &own[column];
  }

  void put_answer(Group& group, const std::vector<PackedEntry>& entries) {
    if (entries.empty()) return put_value(group, entries);
    const bool is_with_text = std::any_of(entries.begin(), entries.end(), [](const PackedEntry& e) { return !e.text.empty(); });
    const auto& entry = entries.front();
    switch (group.question->kind) {
      case Kind::number:
      case Kind::money: return put(heads + group.first, number_cell(*group.question, entry.number.value_or(0)));
      case Kind::date: return put(heads + group.first, Date::parse(entry.text));
      case Kind::text: return put(heads + group.first, entry.text);
      default:
        if (is_with_text) return put_value(group, entries);
    }
    switch (group.question->kind) {
      case Kind::one:
      case Kind::scale: return put_option(group, entry);
      case Kind::many:
      case Kind::sdg: return put_marks(group, entries);
      case Kind::ranking: return put_ranks(group, entries);
      case Kind::matrix: return put_rows(group, entries);
      default: return put_value(group, entries);
    }
  }

  const Group::Words& words_of(Group& group, std::string_view option) {
    if (const auto* found = find_in(group.words, option)) return *found;
    const std::string code(option);
    const Part label{Part::What::label, group.question, {}};
    return group.words.emplace_back(Group::Words{code, documents::Cell(code), cell_of(label, offer, {{.option = code}}, lang)});
  }

  void put_option(Group& group, const PackedEntry& entry) {
    const auto& words = words_of(group, entry.option);
    cells[heads + group.first] = &words.code;
    cells[heads + group.first + 1] = &words.label;
  }

  void put_marks(const Group& group, const std::vector<PackedEntry>& entries) {
    for (const auto& place : group.places) cells[place.column] = &numbers[0];
    for (const auto& entry : entries)
      if (const auto* place = find_in(group.places, entry.option)) cells[place->column] = &numbers[1];
  }

  void put_ranks(const Group& group, const std::vector<PackedEntry>& entries) {
    for (std::size_t i = 0; i < entries.size() && i + 1 < numbers.size(); ++i)
      if (const auto* place = find_in(group.places, entries[i].option)) cells[place->column] = &numbers[i + 1];
  }

  void put_rows(Group& group, const std::vector<PackedEntry>& entries) {
    for (const auto& entry : entries)
      if (const auto* place = find_in(group.places, entry.row)) cells[place->column] = &words_of(group, entry.option).code;
  }

  /// Whatever it is: the rule for one cell.
  void put_value(const Group& group, const std::vector<PackedEntry>& entries) {
    Value value;
    for (const auto& entry : entries) value.push_back(entry.entry());
    for (std::size_t i = group.first; i < group.first + group.size; ++i) put(heads + i, cell_of(parts[i], offer, value, lang));
  }
};

Response answers_download(feature::Site& site, Request& request, documents::Format format) {
  const auto [alliance, id] = at_of(request);
  const auto actor = auth::actor_of(request);
  std::map<std::int64_t, Questionnaire> versions;
  const auto first = demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<AnswerPage> {
    auto page = TRY(sent_answers(tx, actor, alliance, id, ResponseId(), 1));
    versions = design::used_versions(tx, page.at.survey);
    return page;
  }));
  Columns columns{request};
  columns.add("organization", _("Organización"), 40);
  columns.add("receipt", _("Recibo"), 12);
  columns.add("sent_on", _("Enviada"), 12);
  columns.add("sent_by", _("Envió"), 28);
  columns.add("edition", _("Versión de la respuesta"), 10);
  columns.add("version", _("Versión del cuestionario"), 10);
  const auto file = std::make_shared<AnswerFile>(site, request, first, versions);
  for (const auto& part : file->parts) add_column(columns, part, file->offer, request.lang);
  auto pieces =
      documents::stream(documents::table_writer(format, table_of(request, first.at, _("Respuestas"), std::move(columns))),
                        [file](documents::TableWriter& to) { return file->write(to); });
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, _("respuestas")) + "." + std::string(documents::extension(format)));
}

}  // namespace

void add_download_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}");
  for (const auto format : documents::formats) {
    const auto tail = "." + std::string(documents::extension(format));
    pages.get("/recipients" + tail, feature::given(recipients_download, format));
    pages.get("/answers" + tail, feature::given(answers_download, format));
  }
}

}  // namespace alianza::surveys
