// What stands in the alliances of the house beside organisations, committees and meetings.
#include "features/adherences/actions.h"
#include "features/applications/actions.h"
#include "features/applications/store.h"
#include "features/bulletins/actions.h"
#include "features/bulletins/actions_subscriptions.h"
#include "features/campaigns/actions.h"
#include "features/case_files/actions.h"
#include "features/courses/actions.h"
#include "features/documents/actions.h"
#include "features/duties/actions.h"
#include "features/engagements/actions.h"
#include "features/experiences/actions.h"
#include "features/frameworks/actions.h"
#include "features/organizations/actions.h"
#include "features/priorities/actions.h"
#include "features/privacy/actions_arco.h"
#include "features/results/actions.h"
#include "features/surveys/actions.h"
#include "features/surveys/actions_files.h"
#include "features/surveys/templates.h"
#include "features/terms/actions.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/mail/unsubscribe.h"
#include "tests/access/house.h"

namespace alianza::access {
namespace {

using membership::OrganizationId;

constexpr const char* elsewhere = "203.0.113.9";  // not this machine

}  // namespace

/// One of the committee for itself, one that the public reads, and a case file of the convener. Each place has another number of
/// versions, so that the last one of another place is none here.
void House::fill_documents(Place& place) {
  const files::Store store(app.site().config.files.path);
  const int versions = place.names["slug"] == "agua" ? 1 : place.names["slug"] == "bosques" ? 2 : 3;
  const auto add = [&](Names& names, const std::string& level) {
    const document::Input input{"work_plan", "Plan " + level, "Secretaría", "2026-02-20", level, names["committee"], ""};
    const auto content = [&](int n) { return level + names["committee"] + std::to_string(n); };
    const auto first = content(1);
    const auto id = document::add(app.db(), store, place.convener, place.alliance, input, {first, "plan.txt", "", "", ""});
    ENSURE(id);
    for (int n = 2; n <= versions; ++n) {
      const auto next = content(n);
      ENSURE(document::add_version(app.db(), store, place.convener, place.alliance, *id, {next, "plan.txt", "", "", ""}));
    }
    return id->text();
  };
  const auto everybody = add(place.names, "public");
  const auto asked = app.write([&](db::Tx& tx) { return case_files::ask(tx, place.convener, place.alliance, "", Lang::es); });
  ENSURE(jobs::run_due(app.db(), app.site().jobs));
  place.names["document"] = add(place.names, "committee");
  place.stopped["document"] = add(place.stopped, "committee");
  for (auto* names : {&place.open, &place.plenary}) (*names)["document"] = place.names["document"];
  for (auto* names : {&place.names, &place.open, &place.plenary, &place.stopped}) {
    (*names)["version"] = std::to_string(versions);
    (*names)["public_document"] = everybody;
    (*names)["case_file"] = asked.id.text();
  }
}

void House::stop_case_files() {
  app.write([](db::Tx& tx) -> Done {
    for (const auto& job : jobs::in_state(tx, jobs::State::waiting))
      if (job.kind == case_files::job_kind) TRY(jobs::cancel(tx, job.id));
    return {};
  });
}

/// What the alliance tells the public, whom it writes to, and its glossary.
void House::fill_knowledge(Place& place) {
  const auto& by = place.convener;
  const auto link = [&](std::string_view purpose, bulletins::SubscriptionId id, const Email& to) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {place.agency.value(), purpose, id.value(), to, {}, tx.now() + std::chrono::hours(24)});
    });
  };
  bulletins::Input news;
  news.title_es = "Un boletín";
  news.body_es = "Un texto.";
  terms::Input word;
  word.name_es = "PyME";
  word.definition_es = "Una definición.";
  word.source_es = "Una fuente";
  const auto wanting = organization(place, "Quiere el 4 de " + place.names["slug"], membership::Status::active);
  app.write([&](db::Tx& tx) -> Done {
    place.names["bulletin"] = TRY(bulletins::load(tx, by, place.alliance, news, tx.now() - std::chrono::hours(1))).text();
    experiences::Input story;
    story.organization = place.names["organization"];
    story.sdgs = {"7"};
    story.title_es = "Una experiencia";
    story.problem_es = story.done_es = story.result_es = "Un texto.";
    story.confidentiality = "everyone";
    const auto told = TRY(experiences::propose(tx, by, place.alliance, story));
    TRY(experiences::publish(tx, by, place.alliance, told));
    place.names["experience"] = told.text();
    const duties::Input duty{"report", "Un informe", "", by.who().account.text(), app.today().text(), "", ""};
    place.names["duty"] = TRY(duties::add(tx, by, place.alliance, duty)).text();
    const engagements::Input mentoring{"mentoring", "Una mentoría", "", "Un texto.", "", app.today().text(), "", "", ""};
    place.names["engagement"] = TRY(engagements::open(tx, by, place.alliance, mentoring)).text();
    const auto course = TRY(courses::plan(tx, by, place.alliance, {"Un curso", "", "", "", "¿Cuánto?", ""}));
    place.names["course"] = course.text();
    place.names["lesson"] = TRY(courses::add_lesson(tx, by, place.alliance, course, {app.today().text(), "Un tema", ""})).text();
    // The agency keeps it for all of its alliances.
    auto all = TRY(frameworks::list(tx, by.actor, place.alliance)).frameworks;
    if (all.empty()) all.push_back(TRY(frameworks::add(tx, by, place.alliance, "procid")));
    place.names["framework"] = all.front().id.text();
    place.names["framework_edition"] = all.front().editions.front().id.text();
    place.names["node"] = frameworks::nodes(tx, all.front().editions.front()).front().id.text();
    const auto& edition = all.front().editions.front();
    const priorities::PriorityInput wanted{all.front().code + "/" + edition.name,
                                           frameworks::nodes(tx, edition).front().code,
                                           {"4"},
                                           "5",
                                           "Un motivo",
                                           "Una fuente",
                                           app.today().text()};
    place.names["priority"] = TRY(priorities::add(tx, by, place.alliance, wanted)).id.text();
    TRY(organizations::declare_sdgs(tx, by, place.alliance, wanting, {{4, organizations::SdgLevel::priority}}));
    TRY(priorities::set_rule(tx, by, place.alliance, {"", "1"}));  // both sides want goal 4
    const priorities::InitiativeInput under_way{"Una iniciativa", "", {"7"}, "running", "Una fuente", ""};
    place.names["initiative"] = TRY(priorities::add(tx, by, place.alliance, under_way)).id.text();
    place.names["term"] = TRY(terms::define(tx, by, place.alliance, word)).id.text();
    return {};
  });
  place.names["arco_request"] =
      app.write([&](db::Tx& tx) {
           const privacy::ArcoInput asked{"access", "Persona", "", "writing", app.today().text(), "Una copia de todo", ""};
           return privacy::record_arco(tx, by, place.agency, asked);
         })
          .id.text();
  place.names["edition"] = "1";
  place.names["theme"] = "4";
  if (place.names["slug"] == "agua") {
    const auto to = *Email::parse("lectora@agua.example");
    app.write([&](db::Tx& tx) { return bulletins::subscribe(tx, {}, place.alliance, to.text(), Lang::es, "https://a.example"); });
    const auto id = app.read([](db::Tx& tx) -> Result<bulletins::SubscriptionId> {
      return *tx.one<bulletins::SubscriptionId>("SELECT id FROM bulletin_subscriptions");
    });
    place.names["confirm_link"] = link(bulletins::confirm_purpose, id, to);
    place.names["leave_link"] = link(bulletins::leave_purpose, id, to);
    // Of an address that has left.
    place.names["ended_confirm_link"] = link(bulletins::confirm_purpose, bulletins::SubscriptionId::make(), to);
    place.names["ended_leave_link"] = link(bulletins::leave_purpose, bulletins::SubscriptionId::make(), to);
  }
  for (auto* names : {&place.open, &place.plenary, &place.stopped}) names->insert(place.names.begin(), place.names.end());
}

/// A closed campaign, whose acts are refused by the rules and change nothing, and one that waits for answers.
void House::fill_campaigns(Place& place) {
  const auto slug = place.names["slug"];
  const auto& by = place.convener;
  organizations::CountMemory memory;
  const auto send = [&](const std::string& name, const std::vector<std::string>& contacts) {
    campaigns::RecipientsInput list;
    list.how = "list";
    for (const auto& who : contacts) {
      organizations::Profile profile;
      profile.name = who + " de " + slug;
      const auto email = who + "@" + slug + ".example";
      app.write([&](db::Tx& tx) -> Done {
        const auto added = organizations::add(tx, by, place.agency, profile, {}, app.today());
        TRY(organizations::add_contact(tx, by, place.alliance, added.id, {who, email, "", "", "contact"}, app.today().text()));
        return {};
      });
      list.addresses += email + "\n";
    }
    auto input = campaigns::first_input();
    input.name = name;
    input.deadline = app.today().plus_days(30).text();
    const auto made = app.write([&](db::Tx& tx) -> Result<campaigns::Campaign> {
      auto campaign = TRY(campaigns::plan(tx, by, place.alliance, input));
      TRY(campaigns::choose(tx, memory, by, place.alliance, campaign.id, list));
      TRY(campaigns::start(tx, by, place.alliance, campaign.id, "http://alianza.test"));
      TRY(campaigns::send_batch(tx, campaign.id, "http://alianza.test", 10));
      return campaign;
    });
    return made.id;
  };
  app.write([&](db::Tx& tx) { return adherences::publish(tx, by, place.alliance, {"Nos adherimos.", ""}); });
  const auto closed = send("Cerrada", {"uno"});
  const auto open = send("Abierta", {"dos", "tres"});
  const auto rows = [&](campaigns::CampaignId id) {
    return app.read([&](db::Tx& tx) { return campaigns::invitations(tx, by.actor, place.alliance, id, {}); }).rows;
  };
  const auto invited = rows(open);
  const auto issue = [&](const campaigns::Invitation& to) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {place.agency.value(), campaigns::link_purpose, to.id.value(), to.email, to.person_name,
                                   tx.now() + std::chrono::hours(24 * 30)});
    });
  };
  place.names["campaign"] = closed.text();
  place.names["invitation"] = rows(closed).at(0).id.text();
  place.names["letter"] = rows(closed).at(0).letter.text();
  place.names["link"] = issue(invited.at(0));
  place.names["ended_link"] = issue(invited.at(1));
  const auto stop = [&](const campaigns::Invitation& to) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {place.agency.value(), mail::unsubscribe_purpose, to.id.value(), to.email, to.person_name,
                                   tx.now() + std::chrono::hours(24 * 30)});
    });
  };
  place.names["unsubscribe_link"] = stop(invited.at(0));
  place.names["ended_unsubscribe_link"] = stop(invited.at(1));
  app.write([&](db::Tx& tx) { auth::revoke_links(tx, mail::unsubscribe_purpose, invited.at(1).id.value()); });
  fill_adherences(place, invited.at(0));
  fill_applications(place);
  app.write([&](db::Tx& tx) -> Done {
    TRY(campaigns::close(tx, by, place.alliance, closed));
    return campaigns::revoke(tx, by, place.alliance, open, invited.at(1).id, "motivo");
  });
}

/// A closed survey, whose acts are refused by the rules and change nothing, answered and taken back; an open one; and an
/// anonymous one.
void House::fill_surveys(Place& place) {
  const auto slug = place.names["slug"];
  const auto& by = place.convener;
  organizations::CountMemory memory;
  for (const auto* who : {"cuatro", "cinco"})
    app.write([&](db::Tx& tx) -> Done {
      organizations::Profile profile;
      profile.name = std::string(who) + " de " + slug;
      const auto added = organizations::add(tx, by, place.agency, profile, {}, app.today());
      const auto email = std::string(who) + "@" + slug + ".example";
      TRY(organizations::add_contact(tx, by, place.alliance, added.id, {who, email, "", "", "contact"}, app.today().text()));
      return organizations::change_participation(tx, by, place.alliance, added.id, {"active", app.today().text(), ""});
    });
  const auto send = [&](const std::string& title, const char* answered_by = "organization") {
    surveys::Input input;
    input.title_es = title;
    input.opens_on = app.today().text();
    input.closes_on = app.today().plus_days(30).text();
    input.from_template = "meeting";
    input.answered_by = answered_by;
    return app.write([&](db::Tx& tx) -> Result<surveys::SurveyId> {
      auto form = surveys::find_template("meeting")->questionnaire;
      if (input.answered_by != "anonymous") {
        surveys::Question paper;
        paper.code = "paper";
        paper.kind = surveys::Kind::file;
        paper.text = {"Un documento", "A document", Lang::es};
        form.sections.front().questions.push_back(paper);
      }
      const auto survey = TRY(surveys::plan(tx, by, place.alliance, input, form));
      TRY(surveys::choose(tx, memory, by, place.alliance, survey.id, {}));
      TRY(surveys::open(tx, by, place.alliance, survey.id, "http://alianza.test"));
      TRY(surveys::send_batch(tx, survey.id, "http://alianza.test", 10));
      return survey.id;
    });
  };
  const auto closed = send("Cerrada");
  const auto open = send("Abierta");
  const auto recipient = [&](surveys::SurveyId id, const std::string& who) {
    for (const auto& row : app.read([&](db::Tx& tx) { return surveys::recipients(tx, by.actor, place.alliance, id, {}); }).rows)
      if (row.organization_name == who + " de " + slug) return row;
    throw std::runtime_error("nobody of that name is asked");
  };
  const auto link = [&](const surveys::Recipient& to) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {place.agency.value(), surveys::link_purpose, to.id.value(), to.email, to.person_name,
                                   tx.now() + std::chrono::hours(24 * 30)});
    });
  };
  const auto answered = recipient(closed, "cuatro");
  const auto held = auth::find_link(app.db(), surveys::link_purpose, link(answered), {}).value();
  const auto attach = [&](const auth::Link& by_link) {
    const auto sheet = [&](db::Tx& tx) { return surveys::sheet(tx, by_link); };
    const auto read = app.read([&](db::Tx& tx) -> Result<std::string> { return surveys::read_mark(TRY(sheet(tx)), "paper"); });
    if (!surveys::attach(app.db(), files::Store(app.site().config.files.path), {}, sheet, "paper",
                         {"Un texto.", "un.txt", "", read}))
      throw std::runtime_error("a file was not taken");
  };
  attach(held);
  app.write([&](db::Tx& tx) -> Done {
    place.names["survey_file"] = TRY(surveys::file_of(tx, TRY(surveys::sheet(tx, held)), "paper")).id.text();
    surveys::SaveInput typed{{{"a.useful", "5"}, {"a.clear", "4"}, {"a.heard", "yes"}}, {}, {}, {}};
    const auto at = TRY(surveys::sheet(tx, held));
    for (const auto* code : {"useful", "clear", "heard"}) typed.read[code] = surveys::read_mark(at, code);
    TRY(surveys::save(tx, {}, at, 0, typed, Lang::es));
    return surveys::send(tx, {}, TRY(surveys::sheet(tx, held)), "Cuatro");
  });
  place.names["survey"] = closed.text();
  place.names["recipient"] = answered.id.text();
  place.names["question"] = "useful";
  place.names["file_question"] = place.names["ended_file_question"] = "paper";
  place.names["page"] = place.names["ended_page"] = "1";
  place.names["survey_link"] = link(recipient(open, "cuatro"));
  attach(auth::find_link(app.db(), surveys::link_purpose, place.names["survey_link"], {}).value());
  const auto left = recipient(open, "cinco");
  place.names["ended_survey_link"] = link(left);
  const auto anonymous = send("Anónima", "anonymous");
  place.names["ballot_link"] = link(recipient(anonymous, "cuatro"));
  const auto taken_back = recipient(anonymous, "cinco");
  place.names["ended_ballot_link"] = link(taken_back);
  app.write([&](db::Tx& tx) -> Done {
    TRY(surveys::revoke(tx, by, place.alliance, closed, answered.id));
    TRY(surveys::revoke(tx, by, place.alliance, open, left.id));
    TRY(surveys::revoke(tx, by, place.alliance, anonymous, taken_back.id));
    return surveys::close(tx, by, place.alliance, closed);
  });
  note_again(place);
  template_again(place);
  app.write([&](db::Tx& tx) { return results::set_audience(tx, by, place.alliance, closed, "members"); });
}

void House::note_again(Place& place) {
  const auto survey = *surveys::SurveyId::parse(place.names["survey"]);
  place.names["note"] =
      app.write([&](db::Tx& tx) {
           return results::write(tx, place.convener, place.alliance, survey, {"useful", "offices", "Una nota.", ""});
         })
          .id.text();
}

void House::template_again(Place& place) {
  const auto survey = *surveys::SurveyId::parse(place.names["survey"]);
  const auto& by = place.convener;
  for (const auto& kept : app.read([&](db::Tx& tx) { return surveys::design::templates(tx, by.actor, place.alliance, survey); }))
    if (kept.id.text() == place.names["template"]) return;
  place.names["template"] =
      app.write([&](db::Tx& tx) {
           return surveys::design::keep_template(tx, by, place.alliance, survey, "Plantilla de " + place.names["slug"], "");
         })
          .id.text();
}

/// One that was signed, one that waits, and the link that a newer one replaced.
void House::fill_adherences(Place& place, const campaigns::Invitation& to) {
  const adherences::Offer first{
      place.agency, place.alliance, to.organization, to.organization_name, to.person_name, to.email, {}, {}};
  auto second = first;
  second.organization = *OrganizationId::parse(place.names["organization"]);
  const auto offer = [&](const adherences::Offer& whom) {
    return *app.write([&](db::Tx& tx) { return adherences::offer(tx, whom, std::nullopt); });
  };
  const auto signed_link = *auth::find_link(app.db(), adherences::link_purpose, offer(first), elsewhere);
  app.write([&](db::Tx& tx) { return adherences::sign(tx, {}, signed_link, {"Ana", "Directora", "1", "1", {"1", "1"}}); });
  place.names["adherence"] = adherences::AdherenceId(signed_link.subject_id).text();
  place.names["ended_adherence_link"] = offer(second);
  place.names["adherence_link"] = offer(second);
}

/// One that the secretariat can decide, one with its letter, and one whose letter came too late.
void House::fill_applications(Place& place) {
  const auto make = [&](const std::string& name, applications::State state) {
    applications::Application a;
    a.id = applications::ApplicationId::make();
    a.agency = place.agency;
    a.alliance = place.alliance;
    a.organization_name = name;
    a.person_name = "Ana";
    a.email = Email::parse("ana@" + a.id.text() + ".example").value();
    a.why = "Queremos participar.";
    a.created_at = app.clock().now();
    app.write([&](db::Tx& tx) {
      applications::store::insert(tx, a, {});
      if (state == applications::State::unconfirmed) return;
      a.state = state;
      a.confirmed_at = a.created_at;
      applications::store::update(tx, a, {});
    });
    return a;
  };
  const auto issue = [&](const applications::Application& a, std::chrono::hours serves) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(
          tx, {place.agency.value(), applications::link_purpose, a.id.value(), a.email, a.person_name, tx.now() + serves});
    });
  };
  place.names["application"] = make("Por decidir", applications::State::pending).id.text();
  place.names["application_link"] = issue(make("Por confirmar", applications::State::unconfirmed), applications::to_confirm);
  place.names["ended_application_link"] = issue(make("Vencida", applications::State::unconfirmed), std::chrono::hours(-1));
}

}  // namespace alianza::access
