#include "features/surveys/actions_files.h"

#include <algorithm>

#include "features/surveys/actions_shared.h"
#include "features/surveys/store.h"
#include "features/surveys/store_files.h"
#include "platform/files/files.h"

namespace alianza::surveys {
namespace {

constexpr std::size_t most_name = 200;
constexpr std::string_view use_kind = "survey_file";

Done refuse_unasked(const Sheet& at, const std::string& code) {
  TRY(file_question(at, code));
  return refuse_shut(at);
}

Done refuse_changed(const Sheet& at, const std::string& code, const std::string& read) {
  if (read == read_mark(at, code)) return {};
  return fail(
      Error::conflict(_("Otra persona cambió este archivo mientras tanto. El suyo no se guardó: vea el que está y, si hace "
                        "falta, envíelo de nuevo.")));
}

AnsweredFileId id_in(const Value& value) {
  return value.empty() ? AnsweredFileId() : AnsweredFileId::parse(value.front().option).value_or(AnsweredFileId());
}

/// What no answer holds any more.
void drop(db::Tx& tx, AnsweredFileId id) {
  const auto file = store::find_file(tx, id);
  if (!file || store::was_sent(tx, *file)) return;
  store::remove_file(tx, id);
  files::release(tx, file->digest, {use_kind, id.value()});
}

/// Writes the draft's answer, and drops the file it had.
void write(db::Tx& tx, const Sheet& at, const std::string& code, const Value& value) {
  const auto response = store::begin_response(tx, at.survey, at.recipient.id);
  const auto known = at.versions.find(code);
  const auto version = known == at.versions.end() ? 0 : known->second;
  store::write_draft(tx, at.survey, response.id, code, value, {version + 1, at.writer, tx.now()});
  store::draft_in(tx, response.id, at.survey.live);
  if (const auto before = at.draft.find(code); before != at.draft.end()) drop(tx, id_in(before->second));
  set_progress(tx, at, Progress::started);
}

/// What is known of a file before its row is written.
struct CheckedFile {
  files::Type type;
  std::string name;
  files::Kept kept;
};
Result<CheckedFile> keep(const files::Store& store, const AnswerUpload& upload) {
  const auto type = TRY(files::recognise(upload.bytes, {upload.file_name, upload.media_type}));
  auto name = parse_text(upload.file_name, most_name);
  // A name that cannot be kept is no reason to refuse the file: its type gives another.
  if (!name || name->empty()) name = "archivo." + std::string(files::extension(type));
  auto kept = TRY(store.put(upload.bytes));
  return CheckedFile{type, std::move(*name), std::move(kept)};
}

}  // namespace

Result<Question> file_question(const Sheet& at, const std::string& code) {
  const auto* question = at.questionnaire.find(code);
  if (at.survey.is_anonymous() || question == nullptr || question->kind != Kind::file) return fail(Error::not_found());
  if (!shown(at.questionnaire, at.draft).contains(code)) return fail(Error::not_found());
  return *question;
}

Done attach(const db::Database& db, const files::Store& store, const feature::Act& act, const ReadSheet& hold,
            const std::string& code, const AnswerUpload& upload) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(hold(tx));
    TRY(refuse_unasked(at, code));
    return refuse_changed(at, code, upload.read);
  }));
  const auto file = TRY(keep(store, upload));
  return db.write([&](db::Tx& tx) -> Done {
    const auto at = TRY(hold(tx));
    TRY(refuse_unasked(at, code));
    TRY(refuse_changed(at, code, upload.read));
    const AnsweredFile kept{AnsweredFileId::make(), at.survey.agency, at.survey.id, at.recipient.id, code,
                            file.kept.digest,       file.kept.bytes,  file.type,    file.name,       tx.now()};
    store::insert(tx, kept);
    files::use(tx, file.kept, {use_kind, kept.id.value()});
    write(tx, at, code, {{.row = kept.digest.text(), .option = kept.id.text(), .number = kept.bytes, .text = kept.file_name}});
    feature::record(tx, act, about(at.recipient), "survey.attach",
                    audit::Fields()
                        .set("survey", at.survey.id)
                        .set("question", code)
                        .set("digest", kept.digest.text())
                        .personal("file", {}, kept.file_name));
    return {};
  });
}

Done detach(db::Tx& tx, const feature::Act& act, const Sheet& at, const std::string& code, const std::string& read) {
  TRY(refuse_unasked(at, code));
  const auto before = at.draft.find(code);
  if (before == at.draft.end() || before->second.empty()) return {};  // a second press of the button
  TRY(refuse_changed(at, code, read));
  write(tx, at, code, {});
  feature::record(tx, act, about(at.recipient), "survey.detach",
                  audit::Fields().set("survey", at.survey.id).set("question", code).set("digest", before->second.front().row));
  return {};
}

Result<AnsweredFile> file_of(db::Tx& tx, const Sheet& at, const std::string& code) {
  const auto value = at.draft.find(code);
  const auto* question = at.questionnaire.find(code);
  if (value == at.draft.end() || question == nullptr || question->kind != Kind::file) return fail(Error::not_found());
  auto file = store::find_file(tx, id_in(value->second));
  if (!file || file->recipient != at.recipient.id) return fail(Error::not_found());
  return std::move(*file);
}

Result<AnsweredFile> find_file(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey,
                               AnsweredFileId id) {
  TRY(surveys::see(tx, actor, alliance, survey));
  auto file = store::find_file(tx, id);
  if (!file || file->survey != survey) return fail(Error::not_found());
  return std::move(*file);
}

Result<SentFiles> sent_files(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id,
                             const std::string& code) {
  SentFiles out{TRY(surveys::see(tx, actor, alliance, id)), {}, {}};
  const auto versions = answered_versions(tx, out.at.survey, sent_responses(tx, out.at.survey));
  for (const auto& [version, form] : versions)
    if (const auto* found = form.find(code); found != nullptr && found->kind == Kind::file) out.question = *found;
  if (out.question.code.empty()) return fail(Error::field("question", _("Elija entre las opciones que se muestran.")));
  out.rows = store::sent_files(tx, id, code, most_sent_files);
  return out;
}

void release_files(db::Tx& tx, RecipientId recipient) {
  for (const auto& file : store::files_of(tx, recipient)) {
    store::remove_file(tx, file.id);
    files::release(tx, file.digest, {use_kind, file.id.value()});
  }
}

}  // namespace alianza::surveys
