// Minutes as a paper: PDF and DOCX of one edition, drawn from what the page shows.
#include "features/agencies/actions.h"
#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/documents/paper.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/zones.h"

namespace alianza::minutes {
namespace {

using feature::demand;
using http::Request;
using http::Response;

/// The paper and what is beside its HTML.
struct Made {
  views::Paper page;
  std::string logo;  // PNG, or empty
};

std::string day_text(Lang lang, const std::string& day) {
  const auto date = Date::parse(day);
  return date ? i18n::full_date(lang, *date) : text(lang, _("sin fecha"));
}

/// A line to sign on for each who signs; two without a name when the record has nobody.
std::vector<views::Signature> signatures(const Record& record, Lang lang) {
  std::vector<views::Signature> out;
  for (const auto& s : record.signatories) {
    const auto office = text(lang, committees::label(s.office));
    out.push_back({s.name, s.body.empty() ? office : office + ", " + s.body});
  }
  if (out.empty()) out = {{"", text(lang, _("Por la presidencia"))}, {"", text(lang, _("Por el secretariado"))}};
  return out;
}

/// «hora del centro de México (UTC-06:00)», on the day and at the hour of the meeting; empty without hours.
std::string zone_words(const alliances::Alliance& alliance, const Record& record, Lang lang) {
  const auto day = Date::parse(record.date);
  const auto starts = meetings::parse_clock(record.hours.substr(0, 5));
  if (!day || !starts) return {};
  const auto zone = Zone::parse(alliance.zone).value_or(Zone());
  return i18n::zone_name(lang, zone, zone.instant_of({*day, *starts}));
}

Made make(db::Tx& tx, const SeenMeeting& seen, const Minutes& m, Lang lang) {
  Made made;
  auto& p = made.page;
  p.record = record_of(tx, seen, m, lang);
  p.title = text(lang, _("Minuta: {1}").arg(p.record.title));
  p.date = day_text(lang, p.record.date);
  if (m.approved_on)
    p.approved = text(
        lang,
        _("Versión {1}, aprobada el {2} por {3}").arg(m.edition).arg(i18n::full_date(lang, *m.approved_on)).arg(m.approved_by));
  p.zone = zone_words(seen.meeting.seen.alliance, p.record, lang);
  if (!m.digest.empty())
    p.check = text(
        lang, _("Para comprobar la huella: en la página de esta minuta, «Texto aprobado (JSON)» baja el texto que se aprobó; "
                "su SHA-256 (por ejemplo, con sha256sum) debe ser {1}.")
                  .arg(m.digest));
  for (const auto& a : p.record.attendance) {
    std::string persons;
    for (const auto& person : a.persons) persons.append(persons.empty() ? "" : ", ").append(person);
    p.attendance.push_back({a.organization, std::move(persons), a.remote});
  }
  for (const auto& s : p.record.sections) p.sections.push_back({s.title, blocks(s.body)});
  for (const auto& a : p.record.agreements) p.commitments.push_back({a.number, a.text, a.owner, day_text(lang, a.due)});
  p.signatures = signatures(p.record, lang);
  p.foot = m.digest.empty() ? text(lang, _("Borrador: aún no está aprobado."))
                            : text(lang, _("{1}. Huella SHA-256: {2}").arg(m.folio).arg(m.digest));
  if (auto logo = agencies::logo(tx, m.agency)) {
    made.logo = std::move(*logo);
    p.has_logo = true;
  }
  return made;
}

/// The edition that the address asks for, by who is signed in.
FindReadable asked(const Request& request) {
  return [at = where(request), &request](db::Tx& tx) -> Result<Readable> {
    auto seen = TRY(minutes::see(tx, auth::actor_of(request), at.alliance, at.meeting));
    auto m = TRY(edition(tx, seen, edition_asked(request)));
    return Readable{std::move(seen), std::move(m)};
  };
}

Response paper(feature::Site& site, Request& request, PaperKind kind) { return paper_of(site, request, kind, asked(request)); }
Response canonical_text(feature::Site& site, Request& request) { return canonical_of(site, asked(request)); }

}  // namespace

Response paper_of(feature::Site& site, const Request& request, PaperKind kind, const FindReadable& find) {
  const auto made = demand(site.db.read([&](db::Tx& tx) -> Result<Made> {
    const auto at = TRY(find(tx));
    return make(tx, at.seen, at.minutes, request.lang);
  }));
  std::string style(documents::official_style());
  style += documents::logo_style(made.logo);
  const documents::Paper sheet{std::string(html::draw(request.lang, made.page).markup()), style};
  auto file = demand(kind == PaperKind::pdf ? documents::pdf(sheet) : documents::docx(sheet));
  const auto name = made.page.record.folio.empty() ? text(request, _("minuta")) : made.page.record.folio;
  if (kind == PaperKind::pdf) return Response::download(std::move(file), "application/pdf", name + ".pdf");
  return Response::download(std::move(file), "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            name + ".docx");
}

/// Byte by byte: what the digest is of.
Response canonical_of(feature::Site& site, const FindReadable& find) {
  auto m = demand(site.db.read([&](db::Tx& tx) -> Result<Minutes> { return TRY(find(tx)).minutes; }));
  if (m.canonical.empty()) throw http::Abandon{Error::not_found()};
  return Response::download(std::move(m.canonical), "application/json", m.folio + ".json");
}

void add_paper_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}");
  pages.get("/minutes.pdf", feature::given(paper, PaperKind::pdf));
  pages.get("/minutes.json", canonical_text);
  pages.get("/minutes.docx", feature::given(paper, PaperKind::docx));
}

}  // namespace alianza::minutes
