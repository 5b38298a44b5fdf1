// Whom a survey asks; and how it leaves: opened, reminded, closed by the secretariat, its letters written by a job in batches.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "features/agencies/actions.h"
#include "features/committees/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "features/surveys/actions_shared.h"
#include "features/surveys/letters.h"
#include "platform/feature/letter.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/mail.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::surveys {
namespace {

using membership::Reachable;
using membership::Status;

constexpr int rows_a_look = 250;
constexpr std::chrono::hours unsubscribe_serves{365 * 24};

Message is_closed() { return _("La encuesta está cerrada."); }

Done refuse_without_address(const std::optional<std::string>& origin) {
  if (origin) return {};
  return fail(feature::no_address_in_letters());
}

std::string payload_of(const Survey& survey) {
  return boost::json::serialize(boost::json::object{{"survey", survey.id.text()}, {"round", survey.reminders}});
}

jobs::JobId ask_for(db::Tx& tx, const feature::Act& act, const Survey& survey, std::string_view kind) {
  return jobs::enqueue(tx, {.kind = kind,
                            .payload_json = payload_of(survey),
                            .agency_id = survey.agency.value(),
                            .alliance_id = survey.alliance.value(),
                            .account_id = act.who().account.value(),
                            .unique_key = survey.id.text() + std::string(kind)});
}

Done keep(db::Tx& tx, const feature::Act& act, const Survey& survey, const char* verb, audit::Fields fields = {}) {
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), verb, std::move(fields));
  return feature::remember(tx, act, survey.id.text());
}

struct Around {
  Letterhead head;
  Zone zone;
  Date today;
};
Result<Around> around(db::Tx& tx, const Survey& survey, const std::string& origin) {
  const auto alliance = alliances::find(tx, survey.alliance);
  const auto agency = agencies::find(tx, survey.agency);
  if (!alliance || !agency) return fail(Error::not_found());
  const auto zone = zone_of(*alliance);
  return Around{{survey, alliance->name, agency->name, origin}, zone, zone.date_of(tx.now())};
}

/// A link and a letter with it; the recipient knows the letter.
void write_letter(db::Tx& tx, const Around& at, Recipient& recipient, std::optional<Reminder> reminder) {
  const auto secret = auth::issue_link(tx, {recipient.agency.value(), link_purpose, recipient.id.value(), recipient.email,
                                            recipient.person_name, end_of(at.head.survey, at.zone)});
  if (reminder)
    reminder->unsubscribe = auth::issue_link(tx, {recipient.agency.value(), mail::unsubscribe_purpose, recipient.id.value(),
                                                  recipient.email, recipient.person_name, tx.now() + unsubscribe_serves});
  recipient.letter_id = mail::send(tx, survey_letter(at.head, recipient, secret, reminder));
  recipient.letter_at = tx.now();
  recipient.letter = Letter::queued;
}

/// Since they were chosen, organisations are put away and persons leave or change their address: those get no letter.
std::set<RecipientId> unfit(db::Tx& tx, const std::vector<Recipient>& rows) {
  std::set<RecipientId> out;
  std::vector<OrganizationId> ids;
  for (const auto& row : rows) ids.push_back(row.organization);
  const auto names = organizations::names(tx, ids);
  std::set<std::pair<OrganizationId, std::string>> addresses;
  for (const auto& contact : membership::reachable_all(tx, ids)) addresses.emplace(contact.organization, contact.email.key());
  for (const auto& row : rows) {
    const auto name = names.find(row.organization);
    if (name == names.end() || name->second.shelf != organizations::Shelf::active ||
        !addresses.contains({row.organization, row.email.key()}))
      out.insert(row.id);
  }
  return out;
}

void drop(db::Tx& tx, Recipient recipient) {
  recipient.letter = Letter::revoked;
  store::update(tx, recipient);
  auth::revoke_links(tx, link_purpose, recipient.id.value());
}

Result<organizations::Filter> filter_of(const RecipientsInput& input) {
  auto filter = organizations::filter_from(input.filter);
  // What it does not know is left out: that would ask more organisations than were meant.
  for (const auto& [name, value] : input.filter)
    if (!organizations::is_understood(name, value))
      return fail(Error::field(name, _("Elija entre las opciones que se muestran.")));
  filter.statuses.clear();
  filter.not_taking_part = false;
  for (const auto& status : input.statuses)
    if (status == "active")
      filter.statuses.push_back(Status::active);
    else if (status == "invited")
      filter.statuses.push_back(Status::invited);
    else
      return fail(Error::field("statuses", _("Elija entre las opciones que se muestran.")));
  if (filter.statuses.empty()) return fail(Error::field("statuses", _("Elija a quién se pregunta.")));
  filter.shelf = organizations::Shelf::active;
  return filter;
}

/// Organisations of any of these committees; nothing: no committee was asked for.
Result<std::optional<std::set<OrganizationId>>> inside(db::Tx& tx, AllianceId alliance, const RecipientsInput& input) {
  std::optional<std::set<OrganizationId>> out;
  if (input.committees.empty()) return out;
  out.emplace();
  const auto members = committees::members_of_alliance(tx, alliance);
  for (const auto& text : input.committees) {
    const auto id = committees::CommitteeId::parse(text);
    if (!id || !committees::find(tx, alliance, *id))
      return fail(Error::field("committees", _("Elija entre las opciones que se muestran.")));
    if (const auto found = members.find(*id); found != members.end()) out->insert(found->second.begin(), found->second.end());
  }
  return out;
}

Recipient drafted_for(const Survey& survey, const Reachable& contact, const organizations::ListedOrganization& organization,
                      Lang lang) {
  Recipient r;
  r.id = RecipientId::make();
  r.agency = survey.agency;
  r.alliance = survey.alliance;
  r.survey = survey.id;
  r.organization = organization.id;
  r.organization_name = organization.name;
  r.organization_type = organizations::to_text(organization.type);
  r.sector = organization.sector;
  r.size = organizations::to_text(organization.size);
  r.person = contact.person;
  r.person_name = contact.name;
  r.email = contact.email;
  r.lang = lang;
  return r;
}

/// Whom to write to of these organisations.
std::vector<Reachable> contacts(db::Tx& tx, const Survey& survey, const std::vector<OrganizationId>& ids) {
  return survey.answered_by == Respondent::organization ? membership::reachable(tx, ids) : membership::reachable_all(tx, ids);
}

}  // namespace

Result<Chosen> choose(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, SurveyId id,
                      const RecipientsInput& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.state == State::closed) return fail(Error::conflict(is_closed()));
  if (input.lang != "es" && input.lang != "en") return fail(Error::field("lang", _("Elija el idioma de las cartas.")));
  organizations::ListRequest wanted;
  wanted.alliance = alliance;
  wanted.filter = TRY(filter_of(input));
  wanted.limit = rows_a_look;
  wanted.after = input.after;
  const auto only = TRY(inside(tx, alliance, input));
  const auto rows = TRY(organizations::rows_after(tx, memory, act.actor, wanted));
  std::map<OrganizationId, const organizations::ListedOrganization*> by_id;
  std::vector<OrganizationId> ids;
  for (const auto& row : rows)
    if (!only || only->contains(row.id)) by_id.emplace(row.id, &row), ids.push_back(row.id);
  const auto asked = store::organizations(tx, id);
  std::set<OrganizationId> known(asked.begin(), asked.end());
  std::set<OrganizationId> reached;
  Chosen chosen;
  for (const auto& contact : contacts(tx, at.survey, ids)) {
    reached.insert(contact.organization);
    const bool is_known = at.survey.answered_by == Respondent::organization && known.contains(contact.organization);
    const auto lang = input.lang == "en" ? Lang::en : Lang::es;
    if (!is_known && store::insert(tx, drafted_for(at.survey, contact, *by_id.at(contact.organization), lang)))
      ++chosen.added;
    else
      ++chosen.known;
  }
  chosen.unreachable = static_cast<int>(ids.size() - reached.size());
  if (rows.size() == rows_a_look) chosen.next = rows.back().id;
  if (store::counted(tx, id).size() > most_recipients)
    return fail(Error::invalid(_("Son demasiados destinatarios para una encuesta. Ponga más filtros: {1} son los más que admite.")
                                   .arg(std::int64_t{most_recipients})));
  feature::record(tx, act, about(at.survey), "survey.choose", audit::Fields().set("added", std::int64_t{chosen.added}));
  if (!chosen.next) TRY(feature::remember(tx, act, id.text()));
  return chosen;
}

Result<Chosen> choose(const db::Database& db, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance,
                      SurveyId id, const RecipientsInput& input) {
  Chosen all;
  for (auto rest = input;;) {
    const auto slice = TRY(db.write([&](db::Tx& tx) { return choose(tx, memory, act, alliance, id, rest); }));
    all.added += slice.added;
    all.known += slice.known;
    all.unreachable += slice.unreachable;
    if (!slice.next) return all;
    rest.after = *slice.next;
  }
}

Done leave_out_unsent(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto drafted = store::count_drafted(tx, id);
  if (drafted == 0) return fail(Error::conflict(_("No hay destinatarios sin carta.")));
  store::remove_drafted(tx, id);
  return keep(tx, act, at.survey, "survey.leave_out", audit::Fields().set("recipients", drafted));
}

Done open(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::optional<std::string>& origin) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto& survey = at.survey;
  if (at.state == State::closed) return fail(Error::conflict(is_closed()));
  if (at.seen.today < survey.opens_on)
    return fail(Error::conflict(_("La encuesta se abre el {1}. Ábrala ese día o cambie la fecha.").arg(survey.opens_on.text())));
  if (survey.closes_on < at.seen.today)
    return fail(Error::conflict(_("Su último día ya pasó. Póngalo más adelante antes de abrirla.")));
  TRY(ready(tx, survey));
  const auto drafted = store::count_drafted(tx, id);
  if (drafted == 0) return fail(Error::conflict(_("No hay cartas por enviar. Elija primero a quién preguntar.")));
  TRY(refuse_without_address(origin));
  const bool is_first = survey.state == State::draft;
  survey.state = State::open;
  if (is_first) survey.opened_at = tx.now(), store::mark_used(tx, survey.live);
  survey.job = ask_for(tx, act, survey, sending_kind);
  if (is_first && survey.is_anonymous()) count_at_end(tx, survey, zone_of(at.seen.alliance));
  return keep(tx, act, survey, is_first ? "survey.open" : "survey.send", audit::Fields().set("letters", drafted));
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.survey.state != State::open)
    return fail(Error::conflict(at.survey.state == State::closed ? is_closed() : _("La encuesta aún no se abre.")));
  at.survey.state = State::closed;
  at.survey.closed_at = tx.now();
  if (at.survey.is_anonymous()) count_at_end(tx, at.survey, zone_of(at.seen.alliance));
  return keep(tx, act, at.survey, "survey.close");
}

std::int64_t remindable(db::Tx& tx, const SeenSurvey& at) {
  const auto keys =
      store::remindable(tx, at.survey.id, most_reminders, remindable_before(zone_of(at.seen.alliance), at.seen.today));
  if (keys.empty()) return 0;
  const auto quiet = mail::unsubscribed(tx, at.survey.agency.value());
  return std::count_if(keys.begin(), keys.end(), [&](const std::string& key) { return !quiet.contains(key); });
}

Done remind(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::optional<std::string>& origin) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.state != State::open) return fail(Error::conflict(_("La encuesta no está abierta.")));
  const auto letters = remindable(tx, at);
  if (letters == 0)
    return fail(
        Error::conflict(_("Hoy no hay a quién recordar: se recuerda a quien guarda silencio, tres días después de la última "
                          "carta y a lo más tres veces.")));
  TRY(refuse_without_address(origin));
  ++at.survey.reminders;
  at.survey.job = ask_for(tx, act, at.survey, reminding_kind);
  return keep(tx, act, at.survey, "survey.remind", audit::Fields().set("letters", letters).set("round", at.survey.reminders));
}

Done revoke(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, RecipientId recipient) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto found = store::find_recipient(tx, id, recipient);
  if (!found) return fail(Error::not_found());
  if (found->letter == Letter::revoked) return fail(Error::conflict(_("Su enlace ya se retiró.")));
  drop(tx, *found);
  feature::record(tx, act, about(*found), "survey.revoke", audit::Fields().set("organization", found->organization));
  return feature::remember(tx, act, id.text());
}

Result<Batch> send_batch(db::Tx& tx, SurveyId id, const std::string& origin, int limit) {
  const auto survey = store::find(tx, id);
  if (!survey) return Batch{};
  const auto at = TRY(around(tx, *survey, origin));
  if (state_on(*survey, at.today) != State::open) return Batch{};
  const auto rows = store::drafted(tx, id, limit);
  const auto why_not = unfit(tx, rows);
  for (auto recipient : rows) {
    if (why_not.contains(recipient.id)) {
      drop(tx, recipient);
      continue;
    }
    write_letter(tx, at, recipient, std::nullopt);
    store::update(tx, recipient);
  }
  const auto left = store::count_drafted(tx, id);
  if (left == 0 && !rows.empty()) feature::record(tx, feature::Act::system("surveys"), about(*survey), "survey.sent", {});
  return Batch{static_cast<std::int64_t>(rows.size()), left};
}

Result<Batch> remind_batch(db::Tx& tx, SurveyId id, std::int64_t round, const std::string& origin, int limit) {
  const auto survey = store::find(tx, id);
  if (!survey) return Batch{};
  const auto at = TRY(around(tx, *survey, origin));
  if (state_on(*survey, at.today) != State::open) return Batch{};
  const auto rows = store::silent(tx, id, round, limit);
  const auto why_not = unfit(tx, rows);
  const auto quiet = mail::unsubscribed(tx, survey->agency.value());
  const auto before = remindable_before(at.zone, at.today);
  for (auto recipient : rows) {
    recipient.round = round;
    const bool is_delivered = recipient.letter == Letter::sent || recipient.letter == Letter::queued;
    if (is_delivered && recipient.reminders < most_reminders && recipient.letter_at && *recipient.letter_at < before &&
        !quiet.contains(recipient.email.key()) && !why_not.contains(recipient.id)) {
      write_letter(tx, at, recipient, Reminder{at.zone.date_of(*recipient.letter_at), recipient.progress});
      ++recipient.reminders;
    }
    store::update(tx, recipient);
  }
  return Batch{static_cast<std::int64_t>(rows.size()), store::count_silent(tx, id, round)};
}

void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state) {
  auto recipient = store::find_by_letter(tx, letter);
  if (!recipient) return;
  const auto next = after_letter(recipient->letter, state);
  if (!next || *next == recipient->letter) return;
  recipient->letter = *next;
  store::update(tx, *recipient);
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::merge(tx, merge, kept, gone); }
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::surveys
