// Sending a file as an answer: one page for each question, so that it needs no script; and what the offices read of them.
#include "features/surveys/actions_files.h"
#include "features/surveys/pages_way.h"
#include "platform/files/answer.h"

namespace alianza::surveys {
namespace {

const feature::Notice file_attached(_("El archivo quedó guardado en sus respuestas.").key());
const feature::Notice file_detached(_("El archivo se quitó de sus respuestas.").key());

constexpr std::size_t around_a_file = std::size_t{64} * 1024;

files::Store files_store(const feature::Site& site) { return files::Store(site.config.files.path); }

/// The section that asks it, at its place.
Url place_of(const Doorway& way, const Sheet& at, const std::string& code) {
  for (std::size_t i = 0; i < at.questionnaire.sections.size(); ++i)
    for (const auto& q : at.questionnaire.sections[i].questions)
      if (q.code == code) return way.section(i + 1).fragment(field_name(q));
  return way.start();
}

views::AnswerFilePage file_page(feature::Site& site, db::Tx& tx, Request& request, const Doorway& way, const Sheet& at,
                                const Question& q) {
  const auto title = q.text.in(request.lang);
  auto frame = around(site, tx, request, way, at, title);
  views::AnswerFilePage p{.shell = std::move(frame.shell), .crumbs = std::move(frame.crumbs)};
  if (p.crumbs) {
    p.crumbs->above.push_back({p.crumbs->here, way.start()});
    p.crumbs->here = title;
  }
  p.question = q.text;
  p.survey = at.survey.title;
  p.whose = at.recipient.organization_name;
  const auto read = read_mark(at, q.code);
  const auto value = at.draft.find(q.code);
  const bool has_one = value != at.draft.end() && !value->second.empty();
  if (has_one) {
    p.file_words = in_words(q, at.offer, value->second, request.lang).front();
    p.content = way.file_part(q.code, "content");
    p.remove =
        html::ButtonForm{.action = way.file_part(q.code, "remove"), .words = _("Quitar el archivo"), .hidden = {{"read", read}}};
  }
  html::Field file{.control = html::Control::file, .name = "file"};
  file.label = has_one ? _("Otro archivo, en lugar de este") : _("Archivo");
  file.hint =
      _("De hasta {1} MB: PDF, Word, Excel, PowerPoint, OpenDocument, imagen (PNG, JPEG, WebP), texto o CSV; sin macros. Lo "
        "leen las oficinas de {2}.")
          .arg(static_cast<std::int64_t>(files::most_bytes >> 20U))
          .arg(at.agency.in(request.lang));
  file.accept = files::accepted_extensions();
  p.form.action = way.file(q.code);
  p.form.parts = {{.fields = {std::move(file)}}};
  p.form.hidden = {{"read", read}};
  p.form.submit = has_one ? _("Cambiar el archivo") : _("Subir el archivo");
  p.form.busy = _("Enviando…");
  p.form.cancel = place_of(way, at, q.code);
  p.form.cancel_words = _("Volver a las preguntas");
  return p;
}

/// The door is shut: the first page says so.
template <Find find>
Response over(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  if (!way.link) return Response::redirect_see_other(way.start().in(request.lang));
  auto page = start_by_link(site, request);
  page.status = 410;
  return page;
}

template <Find find>
Response file_form(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  std::optional<views::AnswerFilePage> page;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.read(tx));
    page.reset();
    const auto q = TRY(file_question(at, request.param("question")));
    if (at.door == Door::open) page = file_page(site, tx, request, way, at, q);
    return {};
  }));
  return page ? secret_answer(request, *page) : over<find>(site, request);
}

/// Back to the questions; what was refused is told where it was sent.
template <Find find>
Response after_file(feature::Site& site, Request& request, const Done& done, const feature::Notice& notice) {
  const auto way = find(site, request);
  const auto& code = request.param("question");
  if (done) {
    const auto next = demand(site.db.read([&](db::Tx& tx) -> Result<Url> { return place_of(way, TRY(way.read(tx)), code); }));
    return Response::redirect_see_other(notice.at(next).in(request.lang));
  }
  const auto fault = done.error().fault;
  if (fault == Fault::gone) return over<find>(site, request);
  if (fault == Fault::not_found) throw http::Abandon{done.error()};
  auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::AnswerFilePage> {
    const auto at = TRY(way.read(tx));
    return file_page(site, tx, request, way, at, TRY(file_question(at, request.param("question"))));
  }));
  auto error = done.error();
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  page.form.show_error(error);
  return secret_answer(request, page, http::status_of(fault));
}

template <Find find>
Response file_post(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  const auto act = feature::act(request);
  const auto* sent = request.form().file("file");
  AnswerUpload upload;
  if (sent != nullptr) upload = {sent->bytes, sent->name, sent->type, {}};
  upload.read = request.form().get("read");
  const auto done = attach(
      site.db, files_store(site), act, [&](db::Tx& tx) { return way.hold(tx); }, request.param("question"), upload);
  return after_file<find>(site, request, done, file_attached);
}

template <Find find>
Response file_remove(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  const auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    return detach(tx, act, TRY(way.hold(tx)), request.param("question"), request.form().get("read"));
  });
  return after_file<find>(site, request, done, file_detached);
}

Response handed(feature::Site& site, const AnsweredFile& file) {
  return demand(files::attachment(files_store(site), {file.digest, file.type, file.file_name})).no_store();
}

template <Find find>
Response file_content(feature::Site& site, Request& request) {
  const auto way = find(site, request);
  std::optional<AnsweredFile> file;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(way.read(tx));
    file.reset();
    // Behind a shut door what was sent is still theirs to read.
    if (at.door == Door::open || at.edition > 0) file = TRY(file_of(tx, at, request.param("question")));
    return {};
  }));
  return file ? handed(site, *file).with("X-Robots-Tag", "noindex") : over<find>(site, request);
}

template <Find find>
void add_file_ways(const feature::Routes& pages) {
  pages.form("/files/{question}", file_form<find>, file_post<find>, {.body_limit = files::most_bytes + around_a_file});
  pages.post("/files/{question}/remove", file_remove<find>);
  pages.get("/files/{question}/content", file_content<find>);
}

// ---- For the offices.

Response office_file(feature::Site& site, Request& request) {
  const auto [alliance, survey] = at_of(request);
  const auto id = demand(request.id<AnsweredFileId>("file"));
  return handed(site, demand(site.db.read([&, alliance = alliance, survey = survey](db::Tx& tx) {
                  return find_file(tx, auth::actor_of(request), alliance, survey, id);
                })));
}

Response office_files(feature::Site& site, Request& request) {
  const auto [alliance, survey] = at_of(request);
  return html::respond(
      request, demand(site.db.read([&, alliance = alliance, survey = survey](db::Tx& tx) -> Result<views::FilesPage> {
        const auto found = TRY(sent_files(tx, auth::actor_of(request), alliance, survey, request.query.get("question")));
        const auto here = text(request, _("Archivos recibidos"));
        views::FilesPage p{.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys")};
        p.crumbs = crumbs(request, found.at.survey, here);
        p.question = found.question.text;
        for (const auto& row : found.rows)
          p.rows.push_back({row.organization, row.file_name, Url("/alliances/{}/surveys/{}/files/{}", alliance, survey, row.id),
                            i18n::file_size(request.lang, row.bytes), row.digest});
        return p;
      })));
}

}  // namespace

void add_file_pages(feature::Site& site) {
  add_file_ways<way_by_link>({site, auth::anyone(), "/surveys/{link}"});
  add_file_ways<way_signed_in>({site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/answers/{recipient}"});
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/files");
  pages.get("", office_files);
  pages.get("/{file}", office_file);
}

}  // namespace alianza::surveys
