// The result book of a survey, and what other pages say of it.
#include "features/results/pages_shared.h"

namespace alianza::results {
namespace {

views::NoteView note_view(const SeenBook& at, const Note& note) {
  views::NoteView out{
      note.text, Zone::parse(at.seen.alliance.zone).value_or(Zone()).date_of(note.written_at), badge(note.audience), {}, {}};
  if (!at.may_keep) return out;
  const auto url = Url("/alliances/{}/surveys/{}/results/notes/{}", note.alliance, note.survey, note.id);
  out.change = Url("/alliances/{}/surveys/{}/results/notes/{}/edit", note.alliance, note.survey, note.id);
  out.remove =
      html::ButtonForm{.action = Url("/alliances/{}/surveys/{}/results/notes/{}/remove", note.alliance, note.survey, note.id),
                       .words = _("Quitar la nota"),
                       .classes = "btn btn-sm btn-text"};
  return out;
}

views::Notes notes_of(const Request& request, const Book& b, const std::string& question, const LocalizedText& about) {
  views::Notes out;
  for (const auto& note : b.notes)
    if (note.question == question) out.rows.push_back(note_view(b.at, note));
  if (!b.at.may_keep) return out;
  out.write = Url("/alliances/{}/surveys/{}/results/notes/new", b.at.survey.alliance, b.at.survey.id);
  if (!question.empty()) out.write = out.write->with("question", question);
  out.about = question.empty() ? html::Words(text(request, _("todo el libro"))) : html::Words(about);
  return out;
}

void put_links(views::QuestionView& view, const Table& table, const Where& at, bool may_cross) {
  if (table.texts > 0) {
    view.texts = Url("/alliances/{}/surveys/{}/results/texts", at.alliance, at.survey).with("question", table.question.code);
    view.text_count = table.texts;
  }
  if (!may_cross) return;
  switch (table.question.kind) {
    case Kind::one:
    case Kind::many:
    case Kind::sdg:
    case Kind::scale:
    case Kind::ranking:
      view.crossings.push_back({_("Cruzar con otra pregunta"), cross_url(at).with("rows", table.question.code)});
      break;
    case Kind::number:
    case Kind::money:
      view.crossings.push_back({_("Cruzar con otra pregunta"), cross_url(at).with("rows", table.question.code + ".intervals")});
      break;
    case Kind::date:
      view.crossings.push_back({_("Cruzar con otra pregunta"), cross_url(at).with("rows", table.question.code + ".year")});
      break;
    case Kind::organization:
      view.crossings.push_back({_("Cruzar con otra pregunta"), cross_url(at).with("rows", table.question.code + ".type")});
      break;
    case Kind::file:
      if (table.answered > 0)
        view.crossings.push_back(
            {_("Ver los archivos"),
             Url("/alliances/{}/surveys/{}/files", at.alliance, at.survey).with("question", table.question.code)});
      break;
    case Kind::matrix:
    case Kind::text:
    case Kind::note: break;
  }
}

void put_consensuses(const Book& b, std::vector<views::ConsensusView>& into) {
  for (const auto& row : b.consensuses) into.push_back(consensus_view(row));
  if (!into.empty() && !b.agreed_in.empty())
    into.front().meeting =
        html::Link{b.agreed_in, Url("/alliances/{}/meetings/{}", b.at.survey.alliance, b.consensuses.front().meeting)};
}

void put_acts(views::BookPage& p, const Book& b, const Where& at, const Request& request) {
  p.downloads = downloads_at(book_url(at), request, true);
  if (p.is_office) {
    if (b.at.may_cross()) p.cross = cross_url(at);
    p.compare = Url("/alliances/{}/surveys/{}/results/compare", at.alliance, at.survey);
  }
  if (!b.at.may_keep) return;
  p.publish = Url("/alliances/{}/surveys/{}/results/audience", at.alliance, at.survey);
  p.record = Url("/alliances/{}/surveys/{}/results/consensus", at.alliance, at.survey);
}

Response book_page(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::BookPage> {
        const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.survey));
        const auto here = text(request, _("Libro de resultados"));
        views::BookPage p{.shell = alliances::shell(site, tx, request, b.at.seen, here, "surveys")};
        p.crumbs = crumbs_of(request, b.at, here);
        p.survey = b.at.survey.title;
        p.audience = badge(b.at.audience);
        p.rate = rate_words(request.lang, b.rate);
        p.is_office = b.at.reader == Audience::offices;
        p.is_anonymous = b.at.survey.is_anonymous();
        p.is_open = b.at.state == surveys::State::open;
        put_acts(p, b, at, request);
        put_consensuses(b, p.consensuses);
        p.panels = html::drawn_before(site.draw("result_book", tx, {request, at.alliance.value(), at.survey.value()}));
        p.notes = notes_of(request, b, {}, {});
        for (const auto& section : b.sections) {
          views::SectionView part{section.title, {}};
          for (const auto& table : section.tables) {
            auto view = question_view(request.lang, table, Medium::screen);
            if (p.is_office) put_links(view, table, at, b.at.may_cross());
            view.notes = notes_of(request, b, table.question.code, table.question.text);
            part.questions.push_back(std::move(view));
          }
          p.sections.push_back(std::move(part));
        }
        return p;
      })));
}

// ---- On other pages.

std::string survey_panel(db::Tx& tx, const feature::PanelRequest& request) {
  const Where at{AllianceId(request.alliance), SurveyId(request.subject)};
  const auto seen = results::see(tx, auth::actor_of(request.request), at.alliance, at.survey);
  if (!seen) return {};
  views::SurveyPanel p{book_url(at), {}, badge(seen->audience), {}};
  if (seen->may_cross()) p.cross = cross_url(at);
  if (const auto held = consensus(tx, at.survey)) p.consensus = consensus_view(*held);
  return std::string(html::draw(request.request, p).markup());
}

std::string list_panel(db::Tx& tx, const feature::PanelRequest& request) {
  const auto seen = alliances::see(tx, auth::actor_of(request.request), AllianceId(request.alliance));
  if (!seen) return {};
  views::ListPanel p;
  for (const auto& survey : open_books(tx, *seen))
    p.rows.push_back({book_url({survey.alliance, survey.id}), survey.title, survey.closes_on});
  if (p.rows.empty()) return {};
  return std::string(html::draw(request.request, p).markup());
}

}  // namespace

feature::views::Crumbs crumbs_of(const Request& request, const SeenBook& at, const std::string& here) {
  const Where where{at.survey.alliance, at.survey.id};
  feature::views::Crumbs out{{{text(request, _("Encuestas")), Url("/alliances/{}/surveys", where.alliance)}}, here};
  if (at.reader == Audience::offices) out.above.push_back({at.survey.title.in(request.lang), survey_url(where)});
  const auto title = text(request, _("Libro de resultados"));
  if (here != title) out.above.push_back({title, book_url(where)});
  return out;
}

html::Badge badge(Audience audience) {
  if (audience == Audience::members) return {html::Tone::ok, label(audience), "eye"};
  return {html::Tone::off, label(audience), "lock"};
}

std::string rate_words(Lang lang, const surveys::Rate& rate) {
  const auto percent = rate.percent();
  if (!percent) return text(lang, _("Sin destinatarios todavía"));
  return text(
      lang,
      _("{1} de {2} ({3})").arg(i18n::number(rate.answered)).arg(i18n::number(rate.asked)).arg(i18n::percent(lang, *percent)));
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/results");
  pages.get("", book_page);
}

void add_panels(feature::Site& site) {
  site.hang("survey", 10, survey_panel);
  site.hang("surveys", 10, list_panel);
}

}  // namespace alianza::results
