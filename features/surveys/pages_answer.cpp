// Answering: the pages behind the link of a letter, and the same for who is signed in. To open them changes nothing.
#include <algorithm>

#include "features/surveys/pages_shared.h"
#include "features/surveys/pages_way.h"

namespace alianza::surveys {
namespace {

constexpr std::size_t most_bytes = std::size_t{2} * 1024 * 1024;  // so that a text that is far too long is told at its question

const feature::Notice answers_kept(_("Se guardó lo escrito. Puede seguir después con el mismo enlace.").key());
const feature::Notice answers_sent(_("Sus respuestas se enviaron.").key());
const feature::Notice questionnaire_moved(
    _("El cuestionario cambió mientras escribía. Se guardó lo que aún se pregunta: revíselo antes de enviar.").key());
const feature::Notice questions_appeared(_("Hay preguntas nuevas por lo que respondió.").key());

int status_of(const Sheet& at) { return at.door == Door::open || at.door == Door::spent || at.edition > 0 ? 200 : 410; }

/// How many of the questions that are shown were answered, by section.
struct Count {
  std::int64_t answered = 0;
  std::int64_t asked = 0;
};
std::vector<Count> counts(const Sheet& at) {
  std::vector<Count> out;
  const auto visible = shown(at.questionnaire, at.draft);
  for (const auto& section : at.questionnaire.sections) {
    Count count;
    for (const auto& q : section.questions)
      if (q.is_asked() && visible.contains(q.code)) {
        ++count.asked;
        if (const auto found = at.draft.find(q.code); found != at.draft.end() && !found->second.empty()) ++count.answered;
      }
    out.push_back(count);
  }
  return out;
}

html::Progress progress_of(const std::vector<Count>& sections) {
  Count whole;
  for (const auto& section : sections) whole.answered += section.answered, whole.asked += section.asked;
  return {.done = whole.answered,
          .total = std::max<std::int64_t>(whole.asked, 1),
          .label = _("Preguntas contestadas"),
          .words = _("{1} de {2} preguntas contestadas").arg(whole.answered).arg(whole.asked)};
}

Message told_of(const Sheet& at, Lang lang) {
  if (at.door == Door::spent)
    return _(
        "Esta invitación ya se usó. Qué se respondió con ella no lo sabe nadie, así que no puede verse, cambiarse ni retirarse.");
  if (at.door == Door::revoked)
    return _("La institución retiró este enlace. Si necesita otro, escriba a quien le envió la carta.");
  return _("La encuesta se cerró el {1} y ya no recibe respuestas.")
      .arg(i18n::full_date(lang, at.survey.closed_at ? civil(at.alliance, *at.survey.closed_at).date : at.survey.closes_on));
}

/// What is asked in another way since the draft was written.
views::QuestionnaireChanges changes_of(const Sheet& at, Lang lang) {
  views::QuestionnaireChanges out;
  if (!at.former || at.door != Door::open) return out;
  for (const auto& change : differences(*at.former, at.questionnaire, lang)) out.lines.push_back(i18n::text(lang, change.words));
  return out;
}

bool asks_for_words(const Questionnaire& form) {
  const auto all = form.questions();
  return std::any_of(all.begin(), all.end(), [](const Question* q) { return q->kind == Kind::text || q->other == Other::text; });
}

void put_sections(views::AnswerStart& p, const Doorway& way, const Sheet& at) {
  const auto all = counts(at);
  p.progress = progress_of(all);
  p.begin = way.review();
  bool is_found = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].asked == 0) continue;
    p.sections.push_back({at.questionnaire.sections[i].title, way.section(i + 1), all[i].answered, all[i].asked});
    if (!is_found && all[i].answered < all[i].asked) p.begin = way.section(i + 1), is_found = true;
  }
  p.is_begun = at.response.value() != 0;
  if (!is_found && !p.sections.empty()) p.begin = p.sections.front().url;
  p.begin_words = !p.is_begun ? _("Empezar") : is_found ? _("Seguir respondiendo") : _("Cambiar las respuestas");
}

template <Find find>
Response start(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  int status = 200;
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::AnswerStart> {
    const auto at = TRY(way.read(tx));
    status = status_of(at);
    auto frame = around(site, tx, request, way, at, at.survey.title.in(request.lang));
    views::AnswerStart p{.shell = std::move(frame.shell), .crumbs = std::move(frame.crumbs)};
    p.title = at.survey.title;
    p.intro = at.survey.intro;
    p.alliance = at.alliance.name;
    p.agency = at.agency;
    p.organization = at.recipient.organization_name;
    p.person = at.recipient.person_name;
    p.closes_on = at.survey.closes_on;
    p.is_shared = at.survey.answered_by == Respondent::organization;
    p.is_open = at.door == Door::open;
    if (!p.is_open) p.told = told_of(at, request.lang);
    if (at.edition > 0) {
      p.receipt = at.receipt;
      p.sent_at = civil(at.alliance, *at.sent_at);
      p.sent_by = at.sent_by;
      p.edition = at.edition;
    }
    p.has_unsent = at.has_unsent;
    p.changes = changes_of(at, request.lang);
    p.review = way.review();
    if (at.survey.is_anonymous()) {
      p.anonymity = views::anonymity_for_respondents(at.agency.in(request.lang), asks_for_words(at.questionnaire));
      p.begin = Url("/surveys/{}/ballot", way.secret);
    } else {
      put_sections(p, way, at);
    }
    return p;
  }));
  return secret_answer(request, page, status);
}

// ---- One section.

std::size_t section_of(const Request& request, const Sheet& at) {
  const auto& text = request.param("page");
  std::size_t number = 0;
  for (std::size_t i = 1; i <= at.questionnaire.sections.size(); ++i)
    if (std::to_string(i) == text) number = i;
  if (number == 0) throw http::Abandon{Error::not_found()};
  return number - 1;
}

/// The nearest section that asks something, before or after; nothing at the ends.
std::optional<std::size_t> neighbour(const Sheet& at, std::size_t from, int step) {
  const auto all = counts(at);
  for (auto i = static_cast<std::int64_t>(from) + step; i >= 0 && i < static_cast<std::int64_t>(all.size()); i += step)
    if (all[static_cast<std::size_t>(i)].asked > 0) return static_cast<std::size_t>(i);
  return std::nullopt;
}

Typed typed_in(Request& request) {
  Typed out;
  for (const auto& field : request.form())
    if (field.name.starts_with("a.")) out.emplace_back(field.name, field.value);
  return out;
}

/// What a person may have to know of their last save.
struct Trouble {
  Saved saved;
  Typed typed;
};

void put_trouble(views::Asking& asked, const Sheet& at, const Trouble& trouble, html::Errors& errors) {
  if (const auto crossing = trouble.saved.crossings.find(asked.code); crossing != trouble.saved.crossings.end()) {
    const auto& c = crossing->second;
    asked.crossed = views::CrossedText{asked.code, c.by, civil(at.alliance, c.at), c.theirs};
    errors.items.push_back({asked.text, _("Otra persona la contestó al mismo tiempo."), Url::on_this_page(asked.id())});
  }
  const auto error = trouble.saved.errors.find(asked.code);
  if (error == trouble.saved.errors.end()) return;
  asked.error = error->second;
  auto target = asked.id();
  if (asked.field) {
    asked.field->error = error->second;
    target = asked.field->id();
  }
  if (asked.picker) asked.picker->error = error->second;
  errors.items.push_back({asked.text, error->second, Url::on_this_page(target)});
}

views::AnswerSection section_page(feature::Site& site, db::Tx& tx, Request& request, const Doorway& way, const Sheet& at,
                                  const std::optional<Trouble>& trouble) {
  const auto place = section_of(request, at);
  const auto& section = at.questionnaire.sections[place];
  auto frame = around(site, tx, request, way, at, section.title.in(request.lang));
  views::AnswerSection p{.shell = std::move(frame.shell), .crumbs = std::move(frame.crumbs)};
  if (p.crumbs) {
    p.crumbs->above.push_back({p.crumbs->here, way.start()});
    p.crumbs->here = section.title.in(request.lang);
  }
  p.survey = at.survey.title;
  p.title = section.title;
  p.intro = section.intro;
  p.whose = at.recipient.organization_name;
  p.progress = progress_of(counts(at));
  p.action = way.section(place + 1);
  p.version = at.survey.live.text();
  p.changes = changes_of(at, request.lang);
  if (neighbour(at, place, -1)) p.back = way.section(*neighbour(at, place, -1) + 1);
  p.is_last = !neighbour(at, place, 1);
  const auto visible = shown(at.questionnaire, at.draft);
  for (const auto& q : section.questions) {
    if (!visible.contains(q.code)) continue;
    const bool is_troubled = trouble && (trouble->saved.errors.contains(q.code) || trouble->saved.crossings.contains(q.code));
    const auto draft = at.draft.find(q.code);
    const auto typed = is_troubled ? trouble->typed : draft == at.draft.end() ? Typed() : typed_of(q, draft->second);
    auto asked = asking(q, at.offer, typed, at.seed());
    if (q.is_asked()) asked.read = read_mark(at, q.code);
    if (q.kind == Kind::file) {
      asked.may_upload = p.has_files = true;
      if (draft != at.draft.end()) asked.file_words = in_words(q, at.offer, draft->second, request.lang).front();
    }
    if (trouble) put_trouble(asked, at, *trouble, p.errors);
    p.questions.push_back(std::move(asked));
  }
  if (trouble) {
    const auto n = static_cast<std::int64_t>(p.errors.items.size());
    p.errors.title =
        N_("Revise {1} respuesta; las demás se guardaron", "Revise {1} respuestas; las demás se guardaron", n).arg(n);
  }
  return p;
}

/// An anonymous survey has no drafts: its page is another (pages_ballot.cpp).
Done refuse_ballot(const Sheet& at) {
  if (!at.survey.is_anonymous()) return {};
  return fail(Error::not_found());
}

template <Find find>
Response section_form(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  std::optional<views::AnswerSection> page;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.read(tx));
    page.reset();
    TRY(refuse_ballot(at));
    if (at.door == Door::open) page = section_page(site, tx, request, way, at, std::nullopt);
    return {};
  }));
  if (!page) return start<find>(site, request);
  return secret_answer(request, *page);
}

SaveInput save_input(Request& request) {
  SaveInput out{typed_in(request), {}, {}, {}, request.form().get("version")};
  constexpr std::string_view read = "read.";
  for (const auto& field : request.form()) {
    if (field.name.starts_with(read)) out.read.emplace(field.name.substr(read.size()), field.value);
    if (field.name == "yield") out.yields.insert(field.value);
    if (field.name == "crossed") out.crossed.insert(field.value);
  }
  return out;
}

/// The first question of the section that is shown now and was not in the form.
std::string appeared(const Sheet& at, std::size_t section, const SaveInput& input) {
  const auto visible = shown(at.questionnaire, at.draft);
  for (const auto& q : at.questionnaire.sections[section].questions)
    if (q.is_asked() && visible.contains(q.code) && !input.read.contains(q.code)) return field_name(q);
  return "main";
}

Url after_save(Request& request, const Doorway& way, const Sheet& at, std::size_t section, const Saved& saved,
               const SaveInput& input) {
  if (saved.has_moved) return questionnaire_moved.at(way.start());
  const auto& go = request.form().get("go");
  if (go == "leave") return answers_kept.at(way.start());
  if (const auto* q = go.starts_with("file.") ? at.questionnaire.find(go.substr(5)) : nullptr;
      q != nullptr && q->kind == Kind::file)
    return way.file(q->code);
  if (go == "back") {
    const auto before = neighbour(at, section, -1);
    return before ? way.section(*before + 1) : way.start();
  }
  if (saved.has_appeared) return questions_appeared.at(way.section(section + 1)).fragment(appeared(at, section, input));
  const auto next = neighbour(at, section, 1);
  return next ? way.section(*next + 1) : way.review();
}

template <Find find>
Response section_post(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  const auto act = feature::act(request);
  const auto input = save_input(request);
  std::size_t section = 0;
  const auto saved = site.db.write([&](db::Tx& tx) -> Result<Saved> {
    const auto at = TRY(way.hold(tx));
    const bool is_drawn_now = input.version.empty() || input.version == at.survey.live.text();
    section = is_drawn_now ? section_of(request, at) : 0;
    return save(tx, act, at, section, input, request.lang);
  });
  if (!saved && saved.error().fault == Fault::gone) {
    auto over = start<find>(site, request);
    over.status = 410;
    return over;
  }
  const auto result = demand(saved);
  std::optional<views::AnswerSection> again;
  std::optional<Url> next;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.read(tx));
    again.reset();
    if (result.has_moved || (result.errors.empty() && result.crossings.empty()))
      next = after_save(request, way, at, section, result, input);
    else
      again = section_page(site, tx, request, way, at, Trouble{result, input.typed});
    return {};
  }));
  if (next) return Response::redirect_see_other(next->in(request.lang));
  return secret_answer(request, *again, result.crossings.empty() ? 422 : 409);
}

// ---- Before sending.

std::map<std::string, std::size_t> places(const Questionnaire& form) {
  std::map<std::string, std::size_t> out;
  for (std::size_t i = 0; i < form.sections.size(); ++i)
    for (const auto& q : form.sections[i].questions) out.emplace(q.code, i);
  return out;
}

views::AnswerReview review_page(feature::Site& site, db::Tx& tx, Request& request, const Doorway& way, const Sheet& at) {
  const auto title = text(request, at.door == Door::open ? _("Revisar y enviar") : _("Lo que se envió"));
  auto frame = around(site, tx, request, way, at, title);
  views::AnswerReview p{.shell = std::move(frame.shell), .crumbs = std::move(frame.crumbs)};
  if (p.crumbs) {
    p.crumbs->above.push_back({p.crumbs->here, way.start()});
    p.crumbs->here = title;
  }
  p.title = at.survey.title;
  p.whose = at.recipient.organization_name;
  p.agency = at.agency;
  p.start = way.start();
  p.sections = given(at.questionnaire, at.offer, at.draft, request.lang);
  if (at.door != Door::open) return p;
  const auto where = places(at.questionnaire);
  const auto wrong = missing(at.questionnaire, at.draft);
  p.missing = static_cast<std::int64_t>(wrong.size());
  for (auto& section : p.sections)
    for (auto& given_answer : section.answers) {
      given_answer.mend = way.section(where.at(given_answer.code) + 1).fragment(given_answer.id());
      if (const auto found = wrong.find(given_answer.code); found != wrong.end()) given_answer.error = found->second;
    }
  html::Form form{.action = way.review()};
  form.parts = {{.fields = {{.name = "name",
                             .label = _("Su nombre"),
                             .hint = _("Quien envía las respuestas; si le reenviaron la carta, escriba el suyo."),
                             .value = way.link ? at.recipient.person_name : at.writer,
                             .autocomplete = "name"}}}};
  form.submit = at.edition > 0 ? _("Enviar los cambios") : _("Enviar las respuestas");
  form.busy = _("Enviando…");
  form.cancel = way.start();
  form.cancel_words = _("Volver sin enviar");
  p.send = std::move(form);
  return p;
}

template <Find find>
Response review_form(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  std::optional<views::AnswerReview> page;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.read(tx));
    page.reset();
    TRY(refuse_ballot(at));
    if (at.door == Door::open || at.edition > 0) page = review_page(site, tx, request, way, at);
    return {};
  }));
  if (!page) return start<find>(site, request);
  return secret_answer(request, *page);
}

/// What is wrong, above everything, each with a link to its answer.
void show_errors(views::AnswerReview& page, const Error& error) {
  for (const auto& field : error.fields) {
    html::Words label;
    for (const auto& section : page.sections)
      for (const auto& one : section.answers)
        if (one.code == field.field) label = one.text;
    const auto target = field.field == "name" ? field.field : field.field.empty() ? std::string("main") : "a." + field.field;
    page.errors.items.push_back({label, field.message, Url::on_this_page(target)});
    if (field.field == "name" && page.send) page.send->field("name").error = field.message;
  }
  page.errors.title = error.message;
}

template <Find find>
Response review_post(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.hold(tx));
    return send(tx, act, at, request.form().get("name"));
  });
  if (done) return Response::redirect_see_other(answers_sent.at(way.start()).in(request.lang));
  if (done.error().fault == Fault::gone) {
    auto over = start<find>(site, request);
    over.status = 410;
    return over;
  }
  if (done.error().fault != Fault::invalid) throw http::Abandon{done.error()};
  auto page = demand(site.db.read(
      [&](db::Tx& tx) -> Result<views::AnswerReview> { return review_page(site, tx, request, way, TRY(way.read(tx))); }));
  if (page.send) page.send->keep_typed(request.form());
  show_errors(page, done.error());
  return secret_answer(request, page, 422);
}

template <Find find>
void add_ways(const feature::Routes& pages) {
  pages.get("", start<find>);
  pages.form("/sections/{page}", section_form<find>, section_post<find>, {.body_limit = most_bytes});
  pages.form("/review", review_form<find>, review_post<find>);
}

}  // namespace

Response start_by_link(feature::Site& site, Request& request) { return start<way_by_link>(site, request); }

void add_answer_pages(feature::Site& site) {
  add_ways<way_by_link>({site, auth::anyone(), "/surveys/{link}"});
  add_ways<way_signed_in>({site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/answers/{recipient}"});
}

}  // namespace alianza::surveys
