// Recipients and raw answers of a survey as files; one order of columns in every format.
#include <algorithm>
#include <memory>

#include "features/organizations/organizations.h"
#include "features/surveys/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::surveys {
namespace {

constexpr int rows_a_piece = 500;
constexpr int answers_a_piece = 200;

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

Response answers_download(feature::Site& site, Request& request, documents::Format format) {
  const auto [alliance, id] = at_of(request);
  const auto actor = auth::actor_of(request);
  const auto first = demand(site.db.read(
      [&, alliance = alliance, id = id](db::Tx& tx) { return sent_answers(tx, actor, alliance, id, ResponseId(), 1); }));
  Columns columns{request};
  columns.add("organization", _("Organización"), 40);
  columns.add("receipt", _("Recibo"), 12);
  columns.add("sent_on", _("Enviada"), 12);
  columns.add("sent_by", _("Envió"), 28);
  columns.add("edition", _("Versión de la respuesta"), 10);
  columns.add("version", _("Versión del cuestionario"), 10);
  // The rows are read later, when this request is over: what its columns say is kept with them.
  const auto form = std::make_shared<const AnswerPage>(first);
  const auto parts = std::make_shared<const std::vector<Part>>(parts_of(form->questionnaire, form->offer));
  for (const auto& part : *parts) add_column(columns, part, form->offer, request.lang);
  auto pieces = documents::stream(
      documents::table_writer(format, table_of(request, first.at, _("Respuestas"), std::move(columns))),
      [&site, actor, alliance = alliance, id = id, form, parts, lang = request.lang, after = ResponseId(),
       zone = Zone::parse(first.at.seen.alliance.zone).value_or(Zone())](documents::TableWriter& to) mutable {
        const auto page =
            demand(site.db.read([&](db::Tx& tx) { return sent_answers(tx, actor, alliance, id, after, answers_a_piece); }));
        for (const auto& row : page.rows) {
          std::vector<documents::Cell> cells{
              row.recipient.organization_name, row.receipt, zone.date_of(row.sent_at), row.sent_by, row.edition, row.version};
          for (const auto& part : *parts) {
            const auto found = row.answers.find(part.question->code);
            if (!was_offered(page.versions.at(row.version), part)) {
              cells.emplace_back();
              continue;
            }
            cells.push_back(cell_of(part, form->offer, found == row.answers.end() ? Value() : found->second, lang));
          }
          to.row(cells);
        }
        after = page.last;
        return page.has_next;
      });
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
