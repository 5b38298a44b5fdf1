// The rules of a body: what holds on a day, every edition, the form of another one.
#include "features/alliances/shell.h"
#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "features/committees/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::committees {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice rules_saved(_("Las reglas quedaron guardadas como otra edición.").key());

struct Place {
  AllianceId alliance;
  CommitteeId committee;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}
Url rules_url(const Place& at) { return Url("/alliances/{}/committees/{}/rules", at.alliance, at.committee); }

feature::views::Crumbs crumbs_of(const Request& request, const SeenCommittee& seen, const Message& here) {
  const auto& c = seen.committee;
  return {{{i18n::text(request.lang, _("Comités")), Url("/alliances/{}/committees", c.alliance)},
           {c.name.in(request.lang), Url("/alliances/{}/committees/{}", c.alliance, c.id)}},
          i18n::text(request.lang, here)};
}

bool may_set(const SeenCommittee& seen) {
  return may(Action::set_rules, seen.seen.standing, seen.officer ? Officer::yes : Officer::no);
}

Response rules_show(feature::Site& site, Request& request) {
  const auto at = place(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::RulesPage> {
                         const auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.committee));
                         views::RulesPage p;
                         p.committee = seen.committee.name.in(request.lang);
                         p.crumbs = crumbs_of(request, seen, _("Reglas"));
                         p.shell = alliances::shell(site, tx, request, seen.seen, p.crumbs.here, "committees");
                         p.day = Date::parse(request.query.get("on")).value_or(seen.seen.today);
                         p.here = rules_url(at);
                         const auto editions = rules(tx, at.committee);
                         const auto* holding = rules_on(editions, p.day);
                         for (const auto& r : editions)
                           p.editions.push_back({r.edition, r.since, quorum_words(r), label(r.voting_base), r.text, r.basis,
                                                 &r == holding && r.since <= p.day});
                         if (may_set(seen)) p.change = Url("/alliances/{}/committees/{}/rules/new", at.alliance, at.committee);
                         return p;
                       })));
}

html::Field optional_number(const char* name, Message label, Message hint, const std::optional<int>& value, const char* most) {
  return {.control = Control::number,
          .name = name,
          .label = std::move(label),
          .hint = std::move(hint),
          .value = value ? std::to_string(*value) : "",
          .need = Need::optional,
          .width = Width::short_,
          .input_mode = "numeric",
          .least = "1",
          .most = most};
}

html::Field rules_text(const char* name, Message label, const std::string& value) {
  return {.control = Control::text_area,
          .name = name,
          .label = std::move(label),
          .hint = _("Cómo se convoca, cómo se decide, cómo se informa."),
          .value = value,
          .need = Need::optional,
          .rows = 6};
}

FieldSet rules_fields(const Rules& now, Date today) {
  return {.fields = {optional_number("quorum_percent", _("Quórum: más de este porcentaje de sus organizaciones"),
                                     _("50 quiere decir la mitad más una. En blanco: sin quórum."), now.quorum_percent, "99"),
                     optional_number("quorum_number", _("O quórum: al menos tantas organizaciones"),
                                     _("En lugar del porcentaje."), now.quorum_number, "2000"),
                     {.control = Control::radios,
                      .name = "voting_base",
                      .label = _("De quiénes se cuenta la mayoría al votar"),
                      .value = std::string(to_text(now.voting_base)),
                      .options = {{"present", label(VotingBase::present)}, {"members", label(VotingBase::members)}}},
                     rules_text("rules_es", _("Reglas de operación, en español"), now.text.es),
                     rules_text("rules_en", _("Reglas de operación, en inglés"), now.text.en),
                     {.control = Control::date,
                      .name = "since",
                      .label = _("Rigen desde"),
                      .value = today.text(),
                      .width = Width::date,
                      .most = today.text()},
                     {.control = Control::text,
                      .name = "basis",
                      .label = _("Qué las decidió"),
                      .hint = _("Por ejemplo: Minuta 3, acuerdo 3.2."),
                      .need = Need::optional}}};
}

FormPage rules_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.committee));
    if (!may_set(seen)) return fail(Error::forbidden());
    const auto editions = rules(tx, at.committee);
    FormPage page;
    page.title = i18n::text(request.lang, _("Cambiar las reglas"));
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = crumbs_of(request, seen, _("Cambiar las reglas"));
    page.form.action = Url("/alliances/{}/committees/{}/rules/new", at.alliance, at.committee);
    page.form.parts = {rules_fields(editions.empty() ? rules_of(seen.committee) : editions.front(), seen.seen.today)};
    page.form.hidden = {{"edition", editions.empty() ? "0" : std::to_string(editions.front().edition)}};
    page.form.submit = _("Guardar las reglas");
    page.form.busy = _("Guardando…");
    page.form.cancel = rules_url(at);
    return page;
  }));
}

Response rules_form(feature::Site& site, Request& request) { return html::respond(request, rules_page(site, request)); }

Response rules_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = rules_saved.at(rules_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const RulesInput input{f.get("quorum_percent"), f.get("quorum_number"), f.get("voting_base"), f.get("rules_es"),
                         f.get("rules_en"),       f.get("since"),         f.get("basis"),       f.get("edition")};
  const auto done = site.db.write([&](db::Tx& tx) { return set_rules(tx, act, at.alliance, at.committee, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return rules_page(site, request); });
}

}  // namespace

Message quorum_words(const Rules& rules) {
  if (rules.quorum_number)
    return N_("Quórum: al menos {1} organización", "Quórum: al menos {1} organizaciones", *rules.quorum_number);
  if (rules.quorum_percent) return _("Quórum: más del {1} % de sus organizaciones").arg(std::int64_t{*rules.quorum_percent});
  return _("Sin quórum acordado");
}

void add_rules_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/rules");
  pages.get("", rules_show);
  pages.form("/new", rules_form, rules_post);
}

}  // namespace alianza::committees
