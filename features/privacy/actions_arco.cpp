#include "features/privacy/actions_arco.h"

#include <set>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/privacy/access.h"
#include "features/privacy/actions.h"
#include "features/privacy/store.h"
#include "features/privacy/store_arco.h"
#include "platform/auth/accounts.h"

namespace alianza::privacy {
namespace {

constexpr int own_shown = 50;

struct Desk {
  agencies::Agency agency;
  membership::Standing standing;
  Date today;
};

Result<Desk> desk(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id, Action action) {
  auto agency = TRY(agencies::read(tx, actor, id));
  const auto day = agencies::today(tx, agency);
  auto standing = membership::standing(tx, actor, id, std::nullopt, day);
  if (!may(action, standing)) return fail(Error::forbidden());
  return Desk{std::move(agency), std::move(standing), day};
}

/// Personal values of a request are hidden by the salt of the account, where there is one: erasing the person erases them.
feature::About about_arco(const ArcoRequest& q) {
  feature::About about{q.agency.value(), 0, "arco_request", q.id.value()};
  if (q.account != 0) {
    about.person_kind = "account";
    about.person_id = q.account;
  }
  return about;
}

ArcoRequest begin(db::Tx& tx, ArcoRequest q, auth::AccountId by) {
  q.id = ArcoId::make();
  store::insert(tx, q);
  store::add_step(tx, q, {StepKind::received, q.received_on, q.due_on, {}}, by);
  return q;
}

void record_begun(db::Tx& tx, const feature::Act& act, const ArcoRequest& q, const char* verb) {
  audit::Fields fields;
  fields.personal("name", {}, q.name).personal("email", {}, q.email);
  fields.set("right", to_text(q.right)).set("way", to_text(q.way)).set("received_on", q.received_on).set("due_on", q.due_on);
  feature::record(tx, act, about_arco(q), verb, std::move(fields));
}

struct Held {
  ArcoRequest request;
  Date today;
};
Result<Held> hold(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id) {
  const auto at = TRY(desk(tx, act.actor, agency, Action::keep_requests));
  auto found = store::find_arco(tx, agency, id);
  if (!found) return fail(Error::not_found());
  return Held{std::move(*found), at.today};
}

/// The step, where the request stands after it, and the audit line.
Done advance(db::Tx& tx, const feature::Act& act, const ArcoRequest& q, const ArcoStep& step, const char* verb) {
  store::update(tx, q);
  store::add_step(tx, q, step, act.who().account);
  feature::record(tx, act, about_arco(q), verb,
                  audit::Fields().set("state", to_text(q.state)).set("outcome", to_text(q.outcome)).set("due_on", q.due_on));
  return feature::remember(tx, act, q.id.text());
}

std::string next_of(const ArcoFilter& filter, const ArcoRequest& last) {
  return filter.shelf == Shelf::open ? last.due_on.text() + "-" + last.id.text() : last.id.text();
}

std::vector<ArcoRequest> rows_of(db::Tx& tx, AgencyId agency, const ArcoFilter& filter) {
  const auto limit = filter.limit + 1;
  if (filter.shelf == Shelf::closed) return store::closed_arco(tx, agency, ArcoId::parse(filter.after).value_or(ArcoId()), limit);
  constexpr std::size_t day_length = 10;
  const auto day = Date::parse(std::string_view(filter.after).substr(0, day_length));
  const auto id = filter.after.size() > day_length ? ArcoId::parse(std::string_view(filter.after).substr(day_length + 1))
                                                   : std::optional<ArcoId>();
  return store::open_arco(tx, agency, day.value_or(Date::parse("1900-01-01").value()), id.value_or(ArcoId()), limit);
}

/// Where the person belongs, and where they once accepted a notice.
std::set<AgencyId> agencies_asked(db::Tx& tx, const auth::Account& account, const auth::Actor& actor) {
  auto out = agencies_of(tx, actor);
  for (const auto& accepted : store::acceptances(tx, account.email.key())) out.insert(accepted.agency);
  return out;
}

Result<auth::Account> own_account_of(db::Tx& tx, const feature::Act& act) {
  if (!act.actor || act.actor->via != auth::Via::session) return fail(Error::forbidden());
  auto account = auth::find_account(tx, act.actor->account);
  if (!account) return fail(Error::not_found());
  return std::move(*account);
}

}  // namespace

Result<ArcoPage> arco_register(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id, const ArcoFilter& filter) {
  const auto at = TRY(desk(tx, actor, id, Action::keep_requests));
  ArcoPage page{at.agency.name,          at.today, store::count_open_arco(tx, id),
                rows_of(tx, id, filter), {},       may(Action::set_terms, at.standing)};
  if (page.rows.size() > static_cast<std::size_t>(filter.limit)) {
    page.rows.pop_back();
    page.next = next_of(filter, page.rows.back());
  }
  return page;
}

Result<ArcoView> arco(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, ArcoId id) {
  const auto at = TRY(desk(tx, actor, agency, Action::keep_requests));
  auto found = store::find_arco(tx, agency, id);
  if (!found) return fail(Error::not_found());
  return ArcoView{at.agency.name, std::move(*found), store::steps_of(tx, agency, id), store::arco_terms(tx, agency), at.today};
}

Result<ArcoRequest> record_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, const ArcoInput& input) {
  const auto at = TRY(desk(tx, act.actor, agency, Action::keep_requests));
  auto wanted = TRY(parse(input, store::arco_terms(tx, agency), at.today));
  wanted.agency = agency;
  auto made = begin(tx, std::move(wanted), act.who().account);
  record_begun(tx, act, made, "arco_request.record");
  TRY(feature::remember(tx, act, made.id.text()));
  return made;
}

Result<ArcoRequest> extend_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, std::string_view note) {
  auto held = TRY(hold(tx, act, agency, id));
  auto& q = held.request;
  if (q.state != ArcoState::waiting) return fail(Error::conflict(_("Esta solicitud ya se respondió.")));
  if (q.extended) return fail(Error::conflict(_("El plazo ya se amplió una vez; la ley no permite otra.")));
  auto why = TRY(parse_note(note));
  q.due_on = plus_working_days(q.due_on, store::arco_terms(tx, agency).extension);
  q.extended = true;
  TRY(advance(tx, act, q, {StepKind::extended, held.today, q.due_on, std::move(why)}, "arco_request.extend"));
  return std::move(q);
}

Result<ArcoRequest> answer_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, const StepInput& input) {
  auto held = TRY(hold(tx, act, agency, id));
  auto& q = held.request;
  if (q.state != ArcoState::waiting) return fail(Error::conflict(_("Esta solicitud ya se respondió.")));
  auto noted = TRY(parse_answer(input, q, held.today));
  q.outcome = noted.outcome;
  const bool granted = q.outcome == Outcome::granted || q.outcome == Outcome::partly;
  q.state = granted ? ArcoState::granted : ArcoState::closed;
  std::optional<Date> due;
  if (granted) due = q.due_on = plus_working_days(noted.on, store::arco_terms(tx, agency).effect);
  TRY(advance(tx, act, q, {StepKind::answered, noted.on, due, std::move(noted.note)}, "arco_request.answer"));
  return std::move(q);
}

Result<ArcoRequest> carry_out_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, const StepInput& input) {
  auto held = TRY(hold(tx, act, agency, id));
  auto& q = held.request;
  if (q.state != ArcoState::granted) return fail(Error::conflict(_("Esta solicitud no está por hacerse efectiva.")));
  auto noted = TRY(parse_effect(input, q, held.today));
  q.state = ArcoState::closed;
  TRY(advance(tx, act, q, {StepKind::carried_out, noted.on, std::nullopt, std::move(noted.note)}, "arco_request.carry_out"));
  return std::move(q);
}

Result<TermsView> arco_terms(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency) {
  const auto at = TRY(desk(tx, actor, agency, Action::set_terms));
  return TermsView{at.agency.name, store::arco_terms(tx, agency)};
}

Result<ArcoTerms> set_arco_terms(db::Tx& tx, const feature::Act& act, AgencyId agency, const TermsInput& input) {
  TRY(desk(tx, act.actor, agency, Action::set_terms));
  const auto before = store::arco_terms(tx, agency);
  const auto after = TRY(parse(input));
  store::put_arco_terms(tx, agency, after);
  feature::record(tx, act, {agency.value(), 0, "agency", agency.value()}, "arco_terms.set",
                  audit::Fields()
                      .change("answer", before.answer, after.answer)
                      .change("extension", before.extension, after.extension)
                      .change("effect", before.effect, after.effect));
  TRY(feature::remember(tx, act, agency.text()));
  return after;
}

std::optional<WaitingArco> waiting_arco(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, int limit) {
  if (!desk(tx, actor, agency, Action::keep_requests)) return std::nullopt;
  return WaitingArco{rows_of(tx, agency, {Shelf::open, {}, limit - 1}), store::count_open_arco(tx, agency)};
}

Result<OwnArco> own_arco(db::Tx& tx, const feature::Act& act) {
  const auto account = TRY(own_account_of(tx, act));
  OwnArco own;
  const auto name_of_agency = [&](AgencyId id) {
    const auto agency = agencies::find(tx, id);
    return agency ? agency->name : LocalizedText();
  };
  for (auto& request : store::arco_of_account(tx, account.id.value(), own_shown)) {
    auto steps = store::steps_of(tx, request.agency, request.id);
    auto agency = name_of_agency(request.agency);
    own.rows.push_back({std::move(request), std::move(agency), std::move(steps)});
  }
  for (const auto id : agencies_asked(tx, account, *act.actor)) own.agencies.emplace_back(id, name_of_agency(id));
  return own;
}

Result<ArcoRequest> file_arco(db::Tx& tx, const feature::Act& act, const OwnArcoInput& input) {
  const auto account = TRY(own_account_of(tx, act));
  const auto id = AgencyId::parse(input.agency);
  if (!id || !agencies_asked(tx, account, act.who()).contains(*id))
    return fail(Error::field("agency", _("Elija la institución a la que lo pide.")));
  const auto agency = agencies::find(tx, *id).value();
  const auto day = agencies::today(tx, agency);
  // As somebody would note it who got it on paper; the way and the proof are the session's.
  auto wanted = TRY(parse({input.right, account.name, account.email.text(), "writing", day.text(), input.what, {}},
                          store::arco_terms(tx, *id), day));
  if (store::has_open_arco(tx, *id, account.id.value(), wanted.right)) {
    auto error = Error::field("right", _("Ya tiene una solicitud de este derecho en curso en esa institución."));
    error.fault = Fault::conflict;
    return fail(std::move(error));
  }
  wanted.agency = *id;
  wanted.way = Way::account;
  wanted.account = account.id.value();
  auto made = begin(tx, std::move(wanted), account.id);
  record_begun(tx, act, made, "arco_request.file");
  TRY(feature::remember(tx, act, made.id.text()));
  return made;
}

}  // namespace alianza::privacy
