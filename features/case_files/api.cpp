// JSON of case files, on the same actions as the pages.
#include "features/case_files/api.h"

#include "features/case_files/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/openapi.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"

namespace alianza::case_files {
namespace {

using feature::demand;
using feature::Intake;
using feature::or_null;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<CaseFile> case_file_json{
    "CaseFile",
    {{"id", &CaseFile::id},
     {"committee", or_null(&CaseFile::committee), _("Vacío si es de toda la alianza")},
     {"state", &CaseFile::state},
     {"asked_at", &CaseFile::asked_at},
     {"as_of", &CaseFile::as_of},
     {"sha256", [](const CaseFile& f) { return f.digest.text(); }, _("Del archivo ZIP, cuando está listo")},
     {"bytes", &CaseFile::bytes},
     {"entries", &CaseFile::entries},
     {"ready_at", &CaseFile::ready_at},
     {"expires_at", &CaseFile::expires_at}}};
const Shape<Seen> seen_json{"CaseFileProgress",
                            case_file_json,
                            &Seen::file,
                            {{"stalled", &Seen::stalled, _("Su trabajo se canceló o se detuvo: pídalo otra vez")},
                             {"done", &Seen::done},
                             {"total", &Seen::total}}};
const Shape<Listing> list_json{"CaseFileList", {{"case_files", &Listing::rows, case_file_json}}};

struct Wanted {
  std::string committee;
};
const Intake<Wanted> ask_body{"CaseFileInput",
                              {{"committee", &Wanted::committee, feature::id(), _("Vacío: de toda la alianza")}}};

struct Where {
  AllianceId alliance;
  CaseFileId id;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CaseFileId>("case_file"))};
}

Response answer(feature::Site& site, const Request& request, const Where& at, int status) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(seen_json(TRY(see(tx, auth::actor_of(request), at.alliance, at.id))), status);
  }));
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(list_json(TRY(list(tx, auth::actor_of(request), id))));
  }));
}

Response ask_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(ask_body.read(request));
  auto act = feature::act(request);
  act.key->answer(202, "/api/v1/alliances/" + alliance.text() + "/case-files/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return ask(tx, act, alliance, body.committee, request.lang); }));
  return answer(site, request, {alliance, made.id}, 202)
      .with("Location", http::Url("/api/v1/alliances/{}/case-files/{}", alliance, made.id).text());
}

Response one(feature::Site& site, Request& request) { return answer(site, request, where(request), 200); }

Response stop_one(feature::Site& site, Request& request) {
  const auto at = where(request);
  auto act = feature::act(request);
  act.key->answer(202, "/api/v1/alliances/" + at.alliance.text() + "/case-files/{id}");
  demand(site.db.write([&](db::Tx& tx) { return stop(tx, act, at.alliance, at.id); }));
  return answer(site, request, at, 202);
}

Result<Response> file(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto seen = TRY(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), at.alliance, at.id); }));
  if (seen.file.state != State::ready) return fail(Error::not_found());
  return files::attachment(files::Store(site.config.files.path), {seen.file.digest, files::Type::zip, "case-file.zip"});
}

}  // namespace

void add_api(feature::Site& site) {
  const std::string base = "/api/v1/alliances/{alliance}/case-files";
  const feature::Api api(site, "documents", auth::scope("documents"), base);
  api.get("", list_all, {_("Los expedientes que usted pidió"), {}, list_json});
  api.post("", ask_one, {_("Pide un expediente; un trabajo lo prepara"), ask_body, seen_json, {}, 202});
  api.get("/{case_file}", one, {_("Un expediente y cuánto falta"), {}, seen_json});
  api.post("/{case_file}/stop", stop_one, {_("Detiene un expediente que se prepara"), {}, seen_json, {}, 202});
  http::Options download;
  download.doc.summary = _("El archivo ZIP de un expediente listo");
  download.doc.tag = "documents";
  download.doc.response_schema = feature::file_answer;
  feature::Routes(site, auth::scope("documents"), base).get("/{case_file}/file", file, std::move(download));
}

}  // namespace alianza::case_files
