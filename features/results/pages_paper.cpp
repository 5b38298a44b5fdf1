// The book as a paper: PDF, drawn from what the page shows.
#include "features/agencies/actions.h"
#include "features/results/pages_shared.h"
#include "platform/documents/paper.h"

namespace alianza::results {
namespace {

struct MadePaper {
  views::Paper page;
  std::string logo;  // PNG, or empty
};

void put_paper_notes(const Book& b, const std::string& question, std::vector<views::NoteView>& into) {
  const auto zone = Zone::parse(b.at.seen.alliance.zone).value_or(Zone());
  for (const auto& note : b.notes)
    if (note.question == question) into.push_back({note.text, zone.date_of(note.written_at), badge(note.audience), {}, {}});
}

Result<MadePaper> make_paper(db::Tx& tx, const Request& request) {
  const auto at = where_of(request);
  const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.survey));
  const auto lang = request.lang;
  MadePaper made;
  auto& p = made.page;
  p.title = text(lang, _("Resultados: {1}").arg(b.at.survey.title.in(lang)));
  if (const auto agency = agencies::find(tx, b.at.survey.agency)) p.agency = agency->name.in(lang);
  p.alliance = b.at.seen.alliance.name.in(lang);
  if (const auto seal = alliances::seal(b.at.seen.alliance, lang)) p.seal = seal->tag;
  p.rate = rate_words(lang, b.rate);
  p.rounding = rounding_words(lang);
  p.foot = text(lang, _("{1}, cifras del {2}").arg(b.at.survey.title.in(lang)).arg(i18n::full_date(lang, b.at.seen.today)));
  if (b.at.hides_small()) p.foot += ". " + text(lang, hiding_words(b.at));
  if (!b.consensuses.empty()) p.consensuses.push_back(consensus_view(b.consensuses.front()));
  put_paper_notes(b, {}, p.notes);
  for (const auto& section : b.sections) {
    views::SectionView part{section.title, {}};
    for (const auto& table : section.tables) {
      auto view = question_view(lang, table, Medium::paper);
      put_paper_notes(b, table.question.code, view.notes.rows);
      part.questions.push_back(std::move(view));
    }
    p.sections.push_back(std::move(part));
  }
  if (auto logo = agencies::logo(tx, b.at.survey.agency)) {
    made.logo = std::move(*logo);
    p.has_logo = true;
  }
  return made;
}

Response book_paper(feature::Site& site, Request& request) {
  const auto made = demand(site.db.read([&](db::Tx& tx) { return make_paper(tx, request); }));
  std::string style(documents::official_style());
  style += documents::logo_style(made.logo);
  auto file = demand(documents::pdf({std::string(html::draw(request.lang, made.page).markup()), style}));
  return Response::download(std::move(file), "application/pdf", text(request, _("resultados")) + ".pdf");
}

}  // namespace

void add_paper_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}");
  pages.get("/results.pdf", book_paper);
}

}  // namespace alianza::results
