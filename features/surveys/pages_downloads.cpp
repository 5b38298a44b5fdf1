// Recipients and raw answers of a survey as files; one order of columns in every format.
#include <algorithm>
#include <memory>

#include "features/organizations/organizations.h"
#include "features/surveys/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::surveys {
namespace {

constexpr int rows_a_piece = 500;
constexpr int answers_a_piece = 500;

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
  enum class What : std::uint8_t { code, label, chosen, rank, row, number, text, other } what = What::text;
  const Question* question = nullptr;
  std::string part;  // the option or row
};

std::vector<Part> parts_of(const Questionnaire& form, const Offer& offer) {
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
  }
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
    case What::number: {
      if (value.empty()) return {};
      auto digits = number_text(q, value.front().number.value_or(0));
      std::erase(digits, ',');
      return documents::Cell::decimal(std::move(digits));
    }
    case What::text: {
      std::string out;
      if (q.kind == Kind::date && !value.empty()) return documents::Cell(Date::parse(value.front().text));
      for (const auto& line : in_words(q, offer, value, lang)) out += (out.empty() ? "" : "; ") + line;
      return out;
    }
    case What::other: {
      const auto found = with_option(other_code);
      return found == value.end() ? documents::Cell() : documents::Cell(found->text);
    }
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

/// A column bound to the values of a block.
struct BoundPart {
  const Part* part = nullptr;
  const AnswerColumns* columns = nullptr;
  const std::vector<std::uint16_t>* numbers = nullptr;    // of options, or places; null: nobody chose it
  std::vector<documents::Cell> words{documents::Cell()};  // by number
  std::uint16_t other = 0;                                // the number of «Otra»
};

BoundPart bind(const Part& part, const AnswerColumns& columns, const Offer& offer, Lang lang) {
  using What = Part::What;
  BoundPart out{&part, &columns};
  const auto in = [&](const auto& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
  };
  const bool is_of_options = part.what == What::code || part.what == What::label || part.what == What::row;
  out.numbers =
      is_of_options ? in(columns.chosen, part.what == What::row ? part.part : std::string()) : in(columns.places, part.part);
  if (!is_of_options) return out;
  for (const auto& option : columns.options) {
    out.words.push_back(part.what == What::label ? cell_of(part, offer, {{.option = option}}, lang) : documents::Cell(option));
    if (option == other_code) out.other = static_cast<std::uint16_t>(out.words.size() - 1);
  }
  return out;
}

constexpr std::size_t heads = 6;  // columns before those of questions

/// What the rows of a file are made from: read some at a time, later, when the request is over.
struct AnswerFile {
  feature::Site& site;
  auth::MaybeActor actor;
  Lang lang;
  Zone zone;
  SeenSurvey at;
  Questionnaire form;
  Offer offer;
  std::vector<Part> parts;
  std::map<std::int64_t, std::vector<bool>> offered{};  // by version, of each part
  AnswerBlock block{};
  std::vector<BoundPart> bound{};
  std::size_t next = 0;  // of the block
  ResponseId after{};
  std::vector<documents::Cell> cells{};

  AnswerFile(feature::Site& in, Request& request, const AnswerPage& first, const std::map<std::int64_t, Questionnaire>& versions)
      : site(in),
        actor(auth::actor_of(request)),
        lang(request.lang),
        zone(Zone::parse(first.at.seen.alliance.zone).value_or(Zone())),
        at(first.at),
        form(first.questionnaire),
        offer(first.offer),
        parts(parts_of(form, offer)) {
    for (const auto& [number, version] : versions)
      for (const auto& part : parts) offered[number].push_back(was_offered(version, part));
  }
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;
  ~AnswerFile() = default;

  /// False after the last row.
  bool write(documents::TableWriter& to) {
    if (next == block.responses.size() && !read_block()) return false;
    const auto part =
        demand(site.db.read([&](db::Tx& tx) { return sent_part(tx, actor, at.survey, form, after, answers_a_piece); }));
    for (std::size_t i = 0; i < part.rows.size() && next < block.responses.size(); ++i) row(to, part, i);
    if (part.rows.empty()) next = block.responses.size();
    return next < block.responses.size() || block.has_next;
  }

 private:
  bool read_block() {
    const bool is_first = block.responses.empty();
    if (!is_first && !block.has_next) return false;
    const auto from = is_first ? ResponseId() : block.responses.back();
    block =
        demand(site.db.read([&](db::Tx& tx) -> Result<AnswerBlock> { return answer_block(tx, at.survey, form, offer, from); }));
    bound.clear();
    for (const auto& p : parts) bound.push_back(bind(p, block.questions[p.question->code], offer, lang));
    next = 0;
    after = from;
    return !block.responses.empty();
  }

  void row(documents::TableWriter& to, const SentPart& part, std::size_t i) {
    const auto id = part.ids[i];
    const auto& head = part.rows[i];
    after = id;
    while (next < block.responses.size() && block.responses[next] < id) ++next;  // taken back meanwhile
    const bool is_known = next < block.responses.size() && block.responses[next] == id && block.editions[next] == head.edition;
    cells.resize(heads + parts.size());
    cells[0] = head.recipient.organization_name;
    cells[1] = head.receipt;
    cells[2] = zone.date_of(head.sent_at);
    cells[3] = head.sent_by;
    cells[4] = head.edition;
    cells[5] = head.version;
    if (is_known)
      for (std::size_t c = 0; c < bound.size(); ++c) put(cells[heads + c], bound[c], part, id);
    else
      put_anew(id);
    if (const auto of = offered.find(head.version); of != offered.end())
      for (std::size_t c = 0; c < parts.size(); ++c)
        if (!of->second[c]) cells[heads + c] = {};
    if (next < block.responses.size() && block.responses[next] == id) ++next;
    to.row(cells);
  }

  const std::string* written(const SentPart& part, const std::string& question, ResponseId id) const {
    const auto of = part.texts.find(question);
    if (of == part.texts.end()) return nullptr;
    const auto found = of->second.find(id);
    return found == of->second.end() ? nullptr : &found->second;
  }

  void put(documents::Cell& cell, const BoundPart& b, const SentPart& part, ResponseId id) const {
    using What = Part::What;
    switch (b.part->what) {
      case What::code:
      case What::row:
      case What::label: {
        const auto number = b.numbers == nullptr ? 0 : (*b.numbers)[next];
        cell = b.words[number];
        if (number != b.other || number == 0 || b.part->what != What::label) return;
        const auto* text = written(part, b.part->question->code, id);
        cell = text == nullptr ? documents::Cell() : documents::Cell(*text);
        return;
      }
      case What::chosen:
        if (!b.columns->answered[next])
          cell = {};
        else
          cell = b.numbers != nullptr && (*b.numbers)[next] > 0 ? 1 : 0;
        return;
      case What::rank:
        if (b.numbers == nullptr || (*b.numbers)[next] == 0)
          cell = {};
        else
          cell = static_cast<int>((*b.numbers)[next]);
        return;
      case What::number:
        cell =
            b.columns->numbers[next] ? cell_of(*b.part, offer, {{.number = b.columns->numbers[next]}}, lang) : documents::Cell();
        return;
      case What::other:
      case What::text: {
        if (b.part->question->kind == Kind::organization) {
          const auto found = b.columns->named.find(next);
          cell = found == b.columns->named.end() ? documents::Cell() : cell_of(*b.part, offer, found->second, lang);
          return;
        }
        const auto* text = written(part, b.part->question->code, id);
        if (text == nullptr)
          cell = {};
        else if (b.part->what == What::other)
          cell = *text;
        else
          cell = cell_of(*b.part, offer, {{.text = *text}}, lang);
        return;
      }
    }
  }

  /// It was sent again while the file is written: as it stands now.
  void put_anew(ResponseId id) {
    const auto page = demand(site.db.read(
        [&](db::Tx& tx) { return sent_answers(tx, actor, at.survey.alliance, at.survey.id, ResponseId(id.value() - 1), 1); }));
    for (std::size_t c = 0; c < parts.size(); ++c) {
      cells[heads + c] = {};
      if (page.rows.empty() || page.last != id) continue;
      const auto found = page.rows.front().answers.find(parts[c].question->code);
      if (found != page.rows.front().answers.end()) cells[heads + c] = cell_of(parts[c], offer, found->second, lang);
    }
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
