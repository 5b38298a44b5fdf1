#include "tests/access/house.h"

#include "features/agencies/actions.h"
#include "features/alliances/actions.h"
#include "features/cadences/actions.h"
#include "features/checkins/actions.h"
#include "features/committees/actions.h"
#include "features/frameworks/actions.h"
#include "features/imports/actions.h"
#include "features/meetings/actions.h"
#include "features/membership/actions.h"
#include "features/minutes/actions.h"
#include "features/minutes/actions_copies.h"
#include "features/minutes/actions_evidence.h"
#include "features/opinions/actions.h"
#include "features/organizations/actions.h"
#include "features/portal/actions.h"
#include "features/registrations/actions.h"
#include "features/seats/actions.h"
#include "features/values/store.h"
#include "features/workplans/actions.h"
#include "features/xlsforms/store.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/documents/paper.h"
#include "platform/http/assets.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::access {
namespace {

using auth::Role;
using auth::Scope;
using membership::OrganizationId;
using membership::Status;

constexpr const char* address = "203.0.113.9";  // not this machine: /metrics is for it alone

/// Between two features stands one that only counts the routes so far. A manifest's start takes no memory along, hence the
/// static.
std::vector<std::size_t> counted;
const feature::Feature counter{.name = "counter", .uses = {}, .migrations = {}, .start = [](feature::Site& site) {
                                 counted.push_back(site.router.routes().size());
                               }};

std::vector<const feature::Feature*> counted_features() {
  counted.clear();
  std::vector<const feature::Feature*> out{&counter};
  for (const auto* feature : features()) {
    out.push_back(feature);
    out.push_back(&counter);
  }
  return out;
}

}  // namespace

House::House() : app(counted_features()) {
  app.site().entry_checks.clear();  // the notice that everybody reads first would stand before every page
  documents::print_with([](const documents::Paper&) { return std::string("paper"); });
  routes_after.emplace_back("platform", counted.front());
  for (std::size_t i = 1; i < counted.size(); ++i) routes_after.emplace_back(features().at(i - 1)->name, counted.at(i));
  routes_after.emplace_back("platform", app.router().routes().size());
  const auto agency = make_agency("cooperacion", "dir");
  const auto other = make_agency("vecina", "other");
  own = make_place(agency, "dir", "agua", true);
  sister = make_place(agency, "dir", "bosques", false);
  foreign = make_place(other, "other", "costas", true);
  make_people();
  for (auto* place : {&own, &sister, &foreign}) {
    import_again(*place);
    stage_again(*place);
    form_again(*place);
  }
  for (const auto* name : {"alliance",
                           "agency",
                           "committee",
                           "member",
                           "meeting",
                           "condition",
                           "group",
                           "attendance",
                           "count",
                           "event",
                           "finding",
                           "organization",
                           "contribution",
                           "contact",
                           "kept",
                           "gone",
                           "merge",
                           "appointment",
                           "account",
                           "session",
                           "token",
                           "job",
                           "import",
                           "campaign",
                           "invitation",
                           "letter",
                           "adherence",
                           "section",
                           "agreement",
                           "seat",
                           "offer",
                           "alert",
                           "document",
                           "case_file",
                           "public_document",
                           "application",
                           "bulletin",
                           "term",
                           "experience",
                           "course",
                           "lesson",
                           "framework",
                           "framework_edition",
                           "node",
                           "load",
                           "duty",
                           "engagement",
                           "kpi",
                           "evidence",
                           "arco_request",
                           "tenure",
                           "area",
                           "activity",
                           "opinion",
                           "dormancy",
                           "survey",
                           "survey_file",
                           "template",
                           "recipient",
                           "xlsform",
                           "note",
                           "priority",
                           "initiative"})
    made_up[name] = Id<struct NothingTag>::make().text();
  made_up["row"] = made_up["version"] = made_up["edition"] = made_up["page"] = made_up["theme"] = "99";
  made_up["slug"] = made_up["agency_slug"] = made_up["question"] = made_up["file_question"] = "no-hay";
  made_up["style_sheet"] = "no-hay.css";
  made_up["data_file"] = made_up["table"] = "no-hay";
  made_up["asset"] = "no-hay.css";
  made_up["link"] = made_up["adherence_link"] = made_up["seat_link"] = made_up["registration_link"] = made_up["minutes_link"] =
      made_up["survey_link"] = made_up["ballot_link"] = made_up["code"] = made_up["application_link"] =
          made_up["unsubscribe_link"] = made_up["confirm_link"] = made_up["leave_link"] = std::string(43, 'x');
  made_up["secret"] = std::string(64, '0') + ".ics";
}

membership::AgencyId House::make_agency(const std::string& slug, const std::string& director) {
  const agencies::Input input{slug,      "Agencia " + slug, "Agency " + slug, slug, "MX", "America/Mexico_City",
                              "#4a3c8c", "#2c2260",         "#ece8f7"};
  const auto by = app.act(app.server_operator());
  const auto id = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
  app.appoint(app.person(director), Scope::agency(id.value()), Role::director);
  const auto head = act(director);
  app.write([&](db::Tx& tx) { return agencies::set_logo(tx, head, id, std::string_view("\x89PNG\r\n\x1a\n", 8)); });
  return id;
}

Place House::make_place(membership::AgencyId agency, const std::string& director, const std::string& slug, bool is_public) {
  alliances::Input input;
  input.slug = slug;
  input.name_es = "Alianza " + slug;
  input.starts_on = "2026-01-01";
  input.is_public = is_public ? "1" : "";
  Place place;
  place.agency = agency;
  place.convener = act(director);
  const auto alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, place.convener, agency, input); });
  place.alliance = alliance.id;
  const auto home = app.read([&](db::Tx& tx) { return Result<agencies::Agency>(*agencies::find(tx, agency)); });
  const auto appointments =
      app.read([&](db::Tx& tx) { return Result<std::vector<agencies::Holder>>(agencies::people(tx, agency)); });
  const auto book = app.read([&](db::Tx& tx) { return Result<alliances::StageBook>(alliances::stage_book(tx, alliance.cycle)); });
  auto& names = place.names;
  names = {{"alliance", alliance.id.text()},
           {"agency", agency.text()},
           {"slug", slug},
           {"agency_slug", home.slug},
           {"style_sheet", home.slug + ".css"},
           {"data_file", "facts.csv"},
           {"table", "facts"},
           {"asset", std::string(http::assets().front().file)},
           {"appointment", appointments.at(0).appointment.id.text()},
           {"condition", book.conditions.at(0).id.text()}};
  give(place, organization(place, "Organización de " + slug, Status::active), names);
  fill_duplicates(place);
  fill_campaigns(place);
  fill_surveys(place);
  fill_seats(place);
  fill_committees(place);
  fill_meetings(place);
  fill_registrations(place);
  fill_copies(place);
  fill_record(place);
  fill_documents(place);
  fill_knowledge(place);
  return place;
}

OrganizationId House::organization(const Place& place, const std::string& name, Status status) {
  organizations::Profile profile;
  profile.name = name;
  const auto& by = place.convener;
  const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, place.agency, profile, {}, app.today()); }).id;
  const auto since = app.today().plus_days(-365);
  const auto go = [&](Status to) {
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, by.actor, place.agency, place.alliance, app.today());
      return membership::change(tx, by, standing, {place.agency, place.alliance, id, to, since, "motivo"});
    });
  };
  go(status == Status::invited ? Status::invited : Status::active);
  if (status == Status::suspended || status == Status::withdrawn) go(status);
  return id;
}

void House::give(const Place& place, OrganizationId organization, Names& names) {
  const auto& by = place.convener;
  names["organization"] = organization.text();
  app.write([&](db::Tx& tx) -> Done {
    organizations::ContributionInput gift;
    gift.description = "Horas de laboratorio";
    gift.since = app.today().text();
    names["contribution"] =
        TRY(organizations::add_contribution(tx, by, place.alliance, organization, gift)).contribution.id.text();
    const auto contact = TRY(organizations::add_contact(tx, by, place.alliance, organization, {"Contacto", "", "", "", "contact"},
                                                        app.today().text()));
    names["contact"] = contact.text();
    values::Kpi kpi{
        .id = values::KpiId::make(), .agency = place.agency, .alliance = place.alliance, .organization = organization};
    kpi.title = "Personas capacitadas";
    kpi.unit = "personas";
    kpi.target = {1000};
    kpi.baseline_on = kpi.target_on = app.today();
    values::store::insert(tx, kpi);
    names["kpi"] = kpi.id.text();
    return {};
  });
}

/// A seat in force, an offer that was withdrawn (what ends one is then refused by the rules), and the link of one that is open.
void House::fill_seats(Place& place) {
  const auto organization = *OrganizationId::parse(place.names["organization"]);
  const auto offered = [&](const std::string& name) {
    return app.write([&](db::Tx& tx) -> Result<seats::OfferId> {
      const auto to = TRY(organizations::add_contact(tx, place.convener, place.alliance, organization,
                                                     {name, name + "@" + place.names["slug"] + ".example", "", "", "contact"},
                                                     app.today().text()));
      const seats::OfferInput input{to.text(), "representative", "es"};
      return TRY(seats::offer(tx, place.convener, place.alliance, organization, input, "http://alianza.test")).id;
    });
  };
  const auto link = [&](seats::OfferId id) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {place.agency.value(), seats::link_purpose, id.value(), *Email::parse("asiento@example.org"),
                                   "Asiento", tx.now() + std::chrono::hours(24)});
    });
  };
  const auto gone = offered("retirado");
  place.names["offer"] = gone.text();
  place.names["ended_seat_link"] = link(gone);
  app.write([&](db::Tx& tx) { return seats::withdraw(tx, place.convener, place.alliance, organization, gone); });
  place.names["seat_link"] = link(offered("pendiente"));
  app.appoint(app.person("seated-" + place.names["slug"]), Scope::organization(organization.value()), Role::representative);
  const auto book = app.read([&](db::Tx& tx) { return seats::book(tx, place.convener.actor, place.alliance, organization); });
  place.names["seat"] = book.present.at(0).appointment.id.text();
}

/// A pair that looks alike, and a merge that was taken back.
void House::fill_duplicates(Place& place) {
  const auto kept = organization(place, "Molinos gemelos de " + place.names["slug"], Status::active);
  const auto gone = organization(place, "Molinos gemelos de " + place.names["slug"] + " SA de CV", Status::active);
  place.names["kept"] = kept.text();
  place.names["gone"] = gone.text();
  const auto merged =
      app.write([&](db::Tx& tx) { return organizations::merge(tx, place.convener, place.alliance, kept, gone, ""); });
  place.names["merge"] = merged.id.text();
  part_again(place);
}

void House::part_again(const Place& place) {
  app.write([&](db::Tx& tx) -> Done {
    const auto page = TRY(organizations::duplicates(tx, place.convener.actor, place.alliance, std::nullopt));
    TRY(organizations::undo_merge(tx, place.convener, place.alliance, page.merges.front().id));
    return {};
  });
}

void House::import_again(Place& place) {
  // Each place has its row at another number, so that one of another place is none here; each sheet brings a name of its
  // own.
  const auto line = &place == &own ? 2 : &place == &sister ? 3 : 4;
  const auto sheet =
      std::string(static_cast<std::size_t>(line - 2), '\n') + "Nombre\n" + Id<struct NothingTag>::make().text() + "\n";
  const auto made = imports::upload(app.db(), place.convener, place.alliance, {"hoja.csv", sheet, ""});
  ENSURE(made && jobs::run_due(app.db(), app.site().jobs));
  for (auto* names : {&place.names, &place.open, &place.plenary, &place.staff, &place.invited, &place.stopped}) {
    (*names)["import"] = made->text();
    (*names)["row"] = std::to_string(line);
  }
}

void House::stage_again(Place& place) {
  // A row that is wrong: who loads it without saying more is told so, and nothing becomes of it.
  frameworks::Input input;
  input.code = "plan";
  input.name_es = "Un plan";
  input.edition = "2025";
  input.source_es = "Una fuente";
  const auto load =
      frameworks::stage(app.db(), place.convener, place.alliance, input, {"plan.csv", "code,title_es\n1,Uno\n,Dos\n"});
  ENSURE(load);
  for (auto* names : {&place.names, &place.open, &place.plenary, &place.staff, &place.invited, &place.stopped})
    (*names)["load"] = load->id.text();
}

void House::form_again(Place& place) {
  // A form that waits; its file was read elsewhere.
  xlsforms::Upload upload;
  upload.id = xlsforms::XlsformId::make();
  upload.agency = place.agency;
  upload.alliance = place.alliance;
  upload.file_name = "formulario.xlsx";
  upload.book.sheets = {{"survey", {{1, {"type", "name", "label::es"}}, {2, {"text", "q", "¿Qué hacen?"}}}}};
  app.write([&](db::Tx& tx) { xlsforms::store::insert(tx, upload); });
  for (auto* names : {&place.names, &place.open, &place.plenary, &place.staff, &place.invited, &place.stopped})
    (*names)["xlsform"] = upload.id.text();
}

void House::fill_committees(Place& place) {
  const auto organization = *OrganizationId::parse(place.names["organization"]);
  const auto found = [&](const std::string& name, const char* admission, Names& names) {
    committees::Input input;
    input.name_es = name;
    input.admission = admission;
    app.write([&](db::Tx& tx) -> Done {
      const auto committee = TRY(committees::found(tx, place.convener, place.alliance, input));
      names["committee"] = committee.id.text();
      names["member"] =
          TRY(committees::add_member(tx, place.convener, committee, organization, app.today().plus_days(-90))).text();
      return fill_workplan(tx, place, names, committee.id);
    });
  };
  found("Energía", "closed", place.names);
  place.open = place.stopped = place.names;
  found("Abierto", "open", place.open);
  found("Detenido", "closed", place.stopped);
}

/// An area with an activity, which cannot be removed, a presidency that has ended, and an opinion too long ago.
Done House::fill_workplan(db::Tx& tx, const Place& place, Names& names, committees::CommitteeId committee) {
  const auto& by = place.convener;
  const auto area = TRY(workplans::add_area(tx, by, place.alliance, committee, {"Un área", "", ""}));
  names["area"] = area.text();
  names["activity"] = TRY(workplans::add_activity(tx, by, place.alliance, committee,
                                                  {area.text(), "Una actividad", "", "", "2026-02-01", "2026-12-01", ""}))
                          .text();
  TRY(committees::appoint(tx, by, place.alliance, committee, {"president", "Quien presidió", "", "", "2026-01-01", ""}));
  const auto tenure = committees::book(tx, committee).appointments.front().id;
  TRY(committees::vacate(tx, by, place.alliance, committee, tenure, "2026-01-10", "motivo"));
  names["tenure"] = tenure.text();
  names["opinion"] =
      TRY(opinions::issue(tx, by, place.alliance, committee, {"2026-01-05", "Un asunto", "Una opinión", "", ""})).id.text();
  TRY(opinions::set_rule(tx, by, place.alliance, committee, "1"));
  TRY(opinions::watch(tx, place.alliance));
  names["dormancy"] = TRY(opinions::book(tx, by.actor, place.alliance, committee)).alerts.front().id.text();
  return {};
}

void House::fill_meetings(Place& place) {
  for (auto* names : {&place.names, &place.open, &place.stopped}) fill_cadence(place, *names);
  place.plenary = place.names;
  fill_meeting(place, place.names, meetings::Kind::committee);
  fill_meeting(place, place.plenary, meetings::Kind::plenary);
  fill_meeting(place, place.stopped, meetings::Kind::committee);
  for (const auto* name : {"meeting", "group", "attendance", "count", "section", "agreement"})
    place.open[name] = place.names[name];
  code_again(place, place.stopped);
  code_again(place, place.names);
  place.names["ended_code"] = place.names["code"];
  code_again(place, place.names);
}

/// Two months were missed before anything was held.
void House::fill_cadence(const Place& place, Names& names) {
  cadence_again(place, names);
  const auto committee = *committees::CommitteeId::parse(names["committee"]);
  const auto book = app.write([&](db::Tx& tx) -> Result<cadences::Book> {
    TRY(cadences::watch(tx, place.alliance));
    return cadences::book(tx, place.convener.actor, place.alliance, committee);
  });
  names["alert"] = book.alerts.front().id.text();
}

void House::cadence_again(const Place& place, const Names& names) {
  const auto committee = *committees::CommitteeId::parse(names.at("committee"));
  app.write([&](db::Tx& tx) { return cadences::set(tx, place.convener, place.alliance, committee, {"1", "2026-01-01"}); });
}

void House::code_again(const Place& place, Names& names) {
  const auto meeting = *meetings::MeetingId::parse(names.at("meeting"));
  names["code"] = app.write([&](db::Tx& tx) { return checkins::make_code(tx, place.convener, place.alliance, meeting); }).code;
}

/// A meeting to come, whose link waits for a reply, and one that was cancelled after its letters.
void House::fill_registrations(Place& place) {
  const auto& by = place.convener;
  const auto organization = *OrganizationId::parse(place.names["organization"]);
  app.write([&](db::Tx& tx) {
    return organizations::add_contact(tx, by, place.alliance, organization,
                                      {"Quien viene", "viene@" + place.names["slug"] + ".example", "", "", "contact"},
                                      app.today().text());
  });
  const auto convene = [&](const char* title) {
    meetings::Input input;
    input.title_es = title;
    input.on = app.today().plus_days(40).text();
    return app.write([&](db::Tx& tx) -> Result<std::pair<meetings::MeetingId, std::string>> {
      const auto meeting = TRY(meetings::schedule(tx, by, place.alliance, input)).id;
      const auto asked = TRY(registrations::convene(tx, by, place.alliance, meeting, {}, "http://alianza.test"));
      TRY(registrations::send_batch(tx, asked.id, "http://alianza.test", 500));
      const auto book = TRY(registrations::book(tx, by.actor, place.alliance, meeting));
      const auto line = std::find_if(book.lines.begin(), book.lines.end(),
                                     [&](const registrations::Line& l) { return l.organization == organization; });
      return std::pair(meeting, auth::issue_link(tx, {place.agency.value(), registrations::link_purpose,
                                                      line->registration->id.value(), *Email::parse("viene@ejemplo.example"),
                                                      "Quien viene", tx.now() + std::chrono::hours(24 * 90)}));
    });
  };
  place.names["registration_link"] = convene("Por venir").second;
  const auto [cancelled, link] = convene("Cancelada");
  place.names["ended_registration_link"] = link;
  app.write([&, id = cancelled](db::Tx& tx) {
    return meetings::change_state(tx, by, place.alliance, id, meetings::State::cancelled, "motivo");
  });
}

/// The link of who attended a plenary whose minutes are in review, and one that was taken back.
void House::fill_copies(Place& place) {
  const auto& by = place.convener;
  const auto organization = *OrganizationId::parse(place.names["organization"]);
  const auto given = [&](const char* title) {
    return app.write([&](db::Tx& tx) -> Result<std::pair<meetings::MeetingId, std::string>> {
      meetings::Input input;
      input.title_es = title;
      input.on = "2026-03-02";
      const auto meeting = TRY(meetings::schedule(tx, by, place.alliance, input));
      meetings::Attendance row;
      row.organization = organization;
      TRY(meetings::register_attendance(tx, by, meeting, row));
      TRY(minutes::open(tx, by, place.alliance, meeting.id, Lang::es));
      TRY(minutes::change_state(tx, by, place.alliance, meeting.id, "review", ""));
      TRY(minutes::send_copy(tx, by, place.alliance, meeting.id, organization, "http://alianza.test"));
      const auto line = TRY(minutes::copies(tx, by.actor, place.alliance, meeting.id)).lines.at(0);
      return std::pair(meeting.id,
                       auth::issue_link(tx, {place.agency.value(), minutes::copy_purpose, line.copy->id.value(),
                                             line.contact->email, line.contact->name, tx.now() + minutes::copies_serve}));
    });
  };
  place.names["minutes_link"] = given("Con minuta").second;
  const auto [withdrawn, link] = given("Con minuta retirada");
  place.names["ended_minutes_link"] = link;
  app.write([&, id = withdrawn](db::Tx& tx) { return minutes::revoke_copy(tx, by, place.alliance, id, organization); });
}

/// It ends held: to hold it again is then refused by the rules, and changes nothing.
void House::fill_meeting(const Place& place, Names& names, meetings::Kind kind) {
  meetings::Input input;
  input.kind = meetings::to_text(kind);
  if (kind == meetings::Kind::committee) input.committee = names["committee"];
  input.title_es = "Sesión";
  input.on = "2026-03-02";
  const auto& by = place.convener;
  const auto id = app.write([&](db::Tx& tx) { return meetings::schedule(tx, by, place.alliance, input); }).id;
  names["meeting"] = id.text();
  names["group"] = app.write([&](db::Tx& tx) { return meetings::add_group(tx, by, place.alliance, id, "Mesa 1", ""); }).text();
  meetings::AttendanceInput seated;
  seated.group = names["group"];  // a group with somebody in it cannot be removed
  const auto organization = *OrganizationId::parse(names["organization"]);
  app.write([&](db::Tx& tx) { return meetings::register_attendance(tx, by, place.alliance, id, organization, seated); });
  attend_again(place, names);
  count_again(place, names);
  app.write([&](db::Tx& tx) { return meetings::change_state(tx, by, place.alliance, id, meetings::State::held, ""); });
  fill_minutes(place, names, id);
}

/// A draft: what only review or approval allows is refused by the rules.
void House::fill_minutes(const Place& place, Names& names, meetings::MeetingId meeting) {
  app.write([&](db::Tx& tx) -> Done {
    const auto opened = TRY(minutes::open(tx, place.convener, place.alliance, meeting, Lang::es));
    names["section"] = minutes::book(tx, opened).sections.front().id.text();
    const minutes::AgreementInput agreed{{}, "Un acuerdo", {}, "Quien responde", {}, {}};
    names["agreement"] = TRY(minutes::agree(tx, place.convener, place.alliance, meeting, agreed)).id.text();
    return {};
  });
  const auto proof = "Evidencia de " + names["agreement"];
  const auto added = minutes::add_evidence(app.db(), files::Store(app.site().config.files.path), place.convener, place.alliance,
                                           *minutes::AgreementId::parse(names["agreement"]), {proof, "evidencia.txt", ""});
  ENSURE(added);
  names["evidence"] = added->text();
}

void House::attend_again(const Place& place, Names& names) {
  app.write([&](db::Tx& tx) -> Done {
    const auto meeting = meetings::find(tx, place.alliance, *meetings::MeetingId::parse(names["meeting"]));
    meetings::Attendance row;
    row.organization = *OrganizationId::parse(names["organization"]);
    row.person = "Quien vino";
    names["attendance"] = TRY(meetings::register_attendance(tx, place.convener, *meeting, row)).text();
    return {};
  });
}

void House::count_again(const Place& place, Names& names) {
  app.write([&](db::Tx& tx) -> Done {
    const auto meeting = meetings::find(tx, place.alliance, *meetings::MeetingId::parse(names["meeting"]));
    meetings::ReportedCount count;
    count.value = 81;
    count.noun = count.source = {"organizaciones", "", Lang::es};
    names["count"] = TRY(meetings::report_count(tx, place.convener, *meeting, count)).text();
    return {};
  });
}

/// A draft, and one taken away: publishing that one is refused by the rules.
void House::fill_record(Place& place) {
  const auto& by = place.convener;
  portal::EventInput fact;
  fact.title_es = "Un hecho";
  fact.from = "2026-02-10";
  portal::FindingInput learnt;
  learnt.title_es = "Un hallazgo";
  app.write([&](db::Tx& tx) -> Done {
    place.names["event"] = TRY(portal::add_event(tx, by, place.alliance, fact)).text();
    place.names["finding"] = TRY(portal::add_finding(tx, by, place.alliance, learnt)).text();
    const auto event = TRY(portal::add_event(tx, by, place.alliance, fact));
    TRY(portal::withdraw_event(tx, by, place.alliance, event, "motivo"));
    const auto finding = TRY(portal::add_finding(tx, by, place.alliance, learnt));
    TRY(portal::withdraw_finding(tx, by, place.alliance, finding, "motivo"));
    place.names["withdrawn_event"] = event.text();
    place.names["withdrawn_finding"] = finding.text();
    return {};
  });
  for (auto* names : {&place.open, &place.plenary, &place.stopped}) names->insert(place.names.begin(), place.names.end());
}

void House::use_calendar(const std::string& secret_name, const std::string& person) {
  const auto by = act(person);
  const auto secret = app.write([&](db::Tx& tx) { return meetings::make_feed(tx, by, own.alliance, Lang::es); });
  for (auto* names : {&own.names, &own.open, &own.plenary, &own.stopped}) (*names)[secret_name] = secret + ".ics";
}

void House::link_again() {
  app.write([&](db::Tx& tx) {
    tx.exec("UPDATE applications SET state = 'unconfirmed', confirmed_at = NULL WHERE organization_name = 'Por confirmar'");
    tx.exec("UPDATE auth_links SET answered_at = NULL, answer = ''");
    tx.exec("UPDATE invitations SET state = 'queued', answered_at = NULL, reason = '' WHERE state = 'declined'");
  });
}

}  // namespace alianza::access
