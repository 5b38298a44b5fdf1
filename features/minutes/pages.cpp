// The page of one meeting's minutes: written by several at once, reviewed, approved, read.
#include "features/minutes/pages.h"

#include "features/minutes/access.h"
#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"

namespace alianza::minutes {
namespace {

using feature::demand;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice minutes_opened(_("La minuta quedó abierta, con un punto por cada uno del orden del día.").key());
const feature::Notice section_saved(_("Se guardó el punto.").key());
const feature::Notice section_added(_("El punto quedó agregado.").key());
const feature::Notice state_changed(_("La minuta cambió de estado.").key());
const feature::Notice comment_added(_("Su comentario quedó bajo el punto.").key());
const feature::Notice assent_given(_("Quedó asentado que su organización está de acuerdo.").key());
const feature::Notice agreement_made(_("El acuerdo quedó registrado.").key());
const feature::Notice correction_begun(_("Se abrió otra versión de la minuta, en borrador.").key());

std::string anchor(SectionId id) { return "s-" + id.text(); }

/// What is drawn again after a refusal, at the form that was sent.
struct Again {
  std::string form;  // "sections", "comments"…
  std::string section;
  const Error* error = nullptr;
  const Saved* crossed = nullptr;
};

/// Everything a page is made from, read in one transaction.
struct Desk {
  SeenMeeting seen;
  Minutes minutes;
  Book book;
  std::vector<Crossed> crossed;
  Record record;
  Names names;
  std::vector<html::Option> owners;
};

Result<Desk> desk(db::Tx& tx, const Request& request, AllianceId alliance, MeetingId id, std::optional<int> number) {
  Desk d;
  d.seen = TRY(minutes::see(tx, auth::actor_of(request), alliance, id));
  d.minutes = TRY(edition(tx, d.seen, number));
  d.book = book(tx, d.minutes);
  d.crossed = crossed(tx, d.seen, d.minutes);
  d.record = record_of(tx, d.seen, d.minutes, request.lang);
  d.names = names_for(tx, alliance, d.book.agreements, request.lang);
  if (d.seen.may_write && d.minutes.state == State::draft) d.owners = owners(tx, alliance, d.seen.meeting.seen.today);
  return d;
}

html::Form small_form(Url action, html::Field field, Message submit) {
  html::Form form{.action = std::move(action)};
  html::FieldSet set;
  set.fields = {std::move(field)};
  form.parts = {std::move(set)};
  form.submit = std::move(submit);
  form.weight = html::Weight::plain;
  return form;
}

html::Form write_form(const Url& here, const Section& s, const std::string& title) {
  html::Field body{.control = Control::text_area, .name = "body", .label = _("Notas de «{1}»").arg(title), .value = s.body};
  body.rows = 6;
  body.need = Need::optional;
  body.id_prefix = s.id.text() + "-";
  auto form = small_form(http::Url(here), std::move(body), _("Guardar el punto"));
  form.hidden = {{"version", std::to_string(s.version)}};
  form.busy = _("Guardando…");
  return form;
}

void fill_forms(views::SectionPart& part, const Desk& d, const Section& s) {
  const auto a = d.minutes.alliance;
  const auto m = d.minutes.meeting;
  const auto prefix = s.id.text() + "-";
  if (d.minutes.state == State::draft && d.seen.may_write) {
    part.write = write_form(Url("/alliances/{}/meetings/{}/minutes/sections/{}", a, m, s.id), s, s.title);
    html::Form agree{.action = Url("/alliances/{}/meetings/{}/minutes/agreements", a, m)};
    agree.parts = {agreement_fields({}, d.owners, prefix + "a-")};
    agree.hidden = {{"section", s.id.text()}};
    agree.submit = _("Registrar el acuerdo");
    agree.weight = html::Weight::plain;
    part.agree = std::move(agree);
  }
  if (d.minutes.state == State::review && d.seen.may_comment) {
    html::Field field{.control = Control::text_area, .name = "text", .label = _("Su comentario")};
    field.rows = 3;
    field.id_prefix = prefix + "c-";
    part.comment =
        small_form(Url("/alliances/{}/meetings/{}/minutes/comments", a, m), std::move(field), _("Enviar el comentario"));
    part.comment->hidden = {{"section", s.id.text()}};
  }
}

views::SectionPart section_part(const Desk& d, const Section& s, const Record::Part& said, Lang lang) {
  const auto& alliance = d.seen.meeting.seen.alliance;
  views::SectionPart part;
  part.anchor = anchor(s.id);
  part.title = said.title;
  part.paragraphs = paragraphs(said.body);
  if (!s.written_by.empty()) part.written = s.written_by + ", " + moment_text(alliance, s.written_at, lang);
  for (const auto& a : d.book.agreements)
    if (a.section == s.id) part.agreements.push_back(row_view(a, d.names, d.seen.meeting.seen.today, lang));
  for (const auto& c : d.crossed)
    if (c.section == s.id) part.crossed.push_back({c.by, moment_text(alliance, c.at, lang), paragraphs(c.body)});
  for (const auto& c : d.book.comments)
    if (c.section == s.id) part.comments.push_back({c.by, moment_text(alliance, c.at, lang), paragraphs(c.body)});
  fill_forms(part, d, s);
  return part;
}

html::ButtonForm state_button(const Desk& d, Message words, State to, const char* icon) {
  html::ButtonForm b{.action = Url("/alliances/{}/meetings/{}/minutes/state", d.minutes.alliance, d.minutes.meeting),
                     .words = std::move(words)};
  b.icon = icon;
  b.hidden = {{"to", std::string(to_text(to))}};
  b.classes = "btn btn-primary";
  return b;
}

void fill_acts(views::Show& p, const Desk& d) {
  const auto a = d.minutes.alliance;
  const auto m = d.minutes.meeting;
  const bool is_newest = d.book.editions.front().id == d.minutes.id;
  for (const auto organization : d.seen.may_assent)
    if (d.minutes.state == State::review) {
      const auto given = std::any_of(d.book.assents.begin(), d.book.assents.end(),
                                     [&](const Assent& x) { return x.organization == organization; });
      if (given) continue;
      html::ButtonForm b{.action = Url("/alliances/{}/meetings/{}/minutes/assent", a, m), .words = _("De acuerdo")};
      b.icon = "check";
      b.hidden = {{"organization", organization.text()}};
      p.assent.push_back(std::move(b));
    }
  if (!d.seen.may_write || !is_newest) return;
  const auto field = [](Control control, const char* name, Message label) {
    return html::Field{.control = control, .name = name, .label = std::move(label)};
  };
  if (d.minutes.state == State::draft) {
    p.attendance_door = Url("/alliances/{}/meetings/{}/attendance", a, m);
    p.send = state_button(d, _("Enviar a revisión"), State::review, "send");
    p.add_section = small_form(Url("/alliances/{}/meetings/{}/minutes/sections", a, m),
                               field(Control::text, "title", _("De qué se trató")), _("Agregar el punto"));
  }
  if (d.minutes.state == State::review) {
    p.approve = state_button(d, _("Aprobar la minuta"), State::approved, "check");
    p.give_back = small_form(Url("/alliances/{}/meetings/{}/minutes/state", a, m),
                             field(Control::text_area, "note", _("Qué hay que cambiar")), _("Regresar a borrador"));
    p.give_back->hidden = {{"to", "draft"}};
  }
  if (d.minutes.state == State::approved)
    p.correct = small_form(Url("/alliances/{}/meetings/{}/minutes/corrections", a, m),
                           field(Control::text_area, "correction", _("Qué corrige la nueva versión")), _("Abrir la corrección"));
}

void fill_side(views::Show& p, const Desk& d, Lang lang) {
  const auto& alliance = d.seen.meeting.seen.alliance;
  for (const auto& a : d.record.attendance) {
    std::string persons;
    for (const auto& person : a.persons) persons.append(persons.empty() ? "" : ", ").append(person);
    p.attendance.push_back({a.organization, std::move(persons), a.remote});
  }
  if (d.minutes.state != State::draft) p.attending = static_cast<int>(d.record.attendance.size());
  for (const auto& a : d.book.agreements) p.agreements.push_back(row_view(a, d.names, d.seen.meeting.seen.today, lang));
  for (auto s = d.book.states.rbegin(); s != d.book.states.rend(); ++s)
    p.changes.push_back({label(s->state), moment_text(alliance, s->at, lang), s->by, s->note});
  for (const auto& e : d.book.editions)
    p.editions.push_back({text(lang, _("Versión {1}").arg(e.edition)),
                          minutes_url(e.alliance, e.meeting).with("edition", std::to_string(e.edition)), label(e.state),
                          e.correction, e.id == d.minutes.id});
}

/// The names of the organisations that are in agreement.
void fill_assents(views::Show& p, db::Tx& tx, const Desk& d) {
  std::vector<OrganizationId> ids;
  for (const auto& a : d.book.assents) ids.push_back(a.organization);
  const auto names = organizations::names(tx, ids);
  for (const auto& a : d.book.assents)
    if (const auto found = names.find(a.organization); found != names.end())
      p.assents.push_back(found->second.name + " (" + a.by + ")");
}

Url again_url(const Desk& d, SectionId id) {
  return Url("/alliances/{}/meetings/{}/minutes/sections/{}", d.minutes.alliance, d.minutes.meeting, id);
}

void show_again(views::Show& p, Request& request, const Desk& d, const Again& again) {
  const auto put = [&](std::optional<html::Form>& form) {
    if (!form) return;
    form->keep_typed(request.form());
    form->show_error(*again.error);
  };
  for (std::size_t i = 0; i < p.sections.size(); ++i) {
    auto& part = p.sections[i];
    if (part.anchor != "s-" + again.section) continue;
    if (again.crossed != nullptr) {
      const auto& now = again.crossed->section;
      const auto& alliance = d.seen.meeting.seen.alliance;
      part.crossing = views::Crossing{paragraphs(again.crossed->typed->body), paragraphs(now.body), now.written_by,
                                      moment_text(alliance, now.written_at, request.lang)};
      if (part.write) part.write->field("body").value = request.form().get("body");
    } else if (again.form == "sections") {
      // Sent to review meanwhile: what was typed is still shown, to be taken along.
      if (!part.write) part.write = write_form(again_url(d, d.book.sections[i].id), d.book.sections[i], part.title);
      put(part.write);
    } else if (again.form == "agreements") {
      put(part.agree);
      part.agree_open = true;
    } else if (again.form == "comments") {
      put(part.comment);
    }
    if (again.crossed != nullptr || part.write || part.comment) return;
  }
  if (again.form == "title") return put(p.add_section);
  if (again.form == "correction") return put(p.correct);
  if (again.form == "state" && p.give_back && request.form().get("to") == "draft") return put(p.give_back);
  p.errors.title = again.error->message;
  for (const auto& field : again.error->fields) p.errors.items.push_back({field.message, {}, Url::on_this_page("main")});
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId alliance, MeetingId id,
                              std::optional<int> number, const Again* again = nullptr) {
  const auto d = TRY(desk(tx, request, alliance, id, number));
  const auto& meeting = d.seen.meeting.meeting;
  views::Show p;
  p.title = text(request, _("Minuta: {1}").arg(d.record.title));
  p.shell = alliances::shell(site, tx, request, d.seen.meeting.seen, p.title, "meetings");
  p.meeting = Url("/alliances/{}/meetings/{}", alliance, id);
  p.crumbs = {
      {{text(request, _("Reuniones")), Url("/alliances/{}/meetings", alliance)}, {meeting.title.in(request.lang), p.meeting}},
      text(request, _("Minuta"))};
  p.state = badge(d.minutes.state);
  p.folio = d.minutes.folio;
  if (d.book.editions.size() > 1) p.edition = text(request, _("Versión {1}").arg(d.minutes.edition));
  p.correction = d.minutes.correction;
  p.digest = d.minutes.digest;
  const auto number_text = std::to_string(d.minutes.edition);
  p.pdf = Url("/alliances/{}/meetings/{}/minutes.pdf", alliance, id).with("edition", number_text);
  p.docx = Url("/alliances/{}/meetings/{}/minutes.docx", alliance, id).with("edition", number_text);
  if (d.minutes.approved_on)
    p.approved = text(
        request,
        _("Aprobada el {1} por {2}.").arg(i18n::short_date(request.lang, *d.minutes.approved_on)).arg(d.minutes.approved_by));
  for (std::size_t i = 0; i < d.book.sections.size() && i < d.record.sections.size(); ++i)
    p.sections.push_back(section_part(d, d.book.sections[i], d.record.sections[i], request.lang));
  if (d.minutes.state == State::approved)
    for (const auto& c : d.record.agreements) {
      const auto due = Date::parse(c.due);
      p.commitments.push_back(
          {c.number, c.text, c.owner, due ? i18n::short_date(request.lang, *due) : text(request, _("sin fecha"))});
    }
  fill_side(p, d, request.lang);
  fill_assents(p, tx, d);
  fill_acts(p, d);
  if (again != nullptr) show_again(p, request, d, *again);
  return p;
}

struct Where {
  AllianceId alliance;
  MeetingId meeting;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Response show(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto number = edition_asked(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.meeting, number); })));
}

/// The page with what was refused, at its form.
Response again_page(feature::Site& site, Request& request, const Where& at, const Again& again, int status) {
  return html::respond(
      request,
      demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.meeting, {}, &again); })),
      status);
}

/// A write of the page: what is done, where it leads, and the form that is drawn again when it is refused.
template <class Write>
Response post(feature::Site& site, Request& request, const feature::Notice& notice, const char* form, Write&& what) {
  const auto at = where(request);
  auto act = feature::act(request);
  const auto& section = request.form().get("section");
  auto url = notice.at(minutes_url(at.alliance, at.meeting));
  if (!section.empty()) url = std::move(url).fragment("s-" + section);
  const auto back = std::move(url).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    TRY(what(tx, act, at, request.form()));
    return {};
  });
  if (done) return Response::redirect_see_other(back);
  const auto& error = done.error();
  // Minutes that could not be opened have no page to draw again.
  const bool has_page = std::string_view(form) != "open";
  if (!has_page || (error.fault != Fault::invalid && error.fault != Fault::conflict)) throw http::Abandon{error};
  return again_page(site, request, at, {form, section, &error, nullptr}, http::status_of(error.fault));
}

using feature::Act;
using http::Form;

Response open_post(feature::Site& site, Request& request) {
  const auto lang = request.lang;
  return post(site, request, minutes_opened, "open", [lang](db::Tx& tx, const Act& act, const Where& at, const Form&) {
    return open(tx, act, at.alliance, at.meeting, lang);
  });
}

Response add_section_post(feature::Site& site, Request& request) {
  return post(site, request, section_added, "title", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return add_section(tx, act, at.alliance, at.meeting, f.get("title"));
  });
}

Response state_post(feature::Site& site, Request& request) {
  return post(site, request, state_changed, "state", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return minutes::change_state(tx, act, at.alliance, at.meeting, f.get("to"), f.get("note"));
  });
}

Response comment_post(feature::Site& site, Request& request) {
  return post(site, request, comment_added, "comments", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return comment(tx, act, at.alliance, at.meeting, f.get("section"), f.get("text"));
  });
}

Response assent_post(feature::Site& site, Request& request) {
  return post(site, request, assent_given, "assent", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return assent(tx, act, at.alliance, at.meeting, f.get("organization"));
  });
}

Response agree_post(feature::Site& site, Request& request) {
  return post(site, request, agreement_made, "agreements", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return agree(tx, act, at.alliance, at.meeting,
                 AgreementInput{f.get("section"), f.get("text"), f.get("organization"), f.get("person"), f.get("due"), {}});
  });
}

Response correct_post(feature::Site& site, Request& request) {
  return post(site, request, correction_begun, "correction", [](db::Tx& tx, const Act& act, const Where& at, const Form& f) {
    return correct(tx, act, at.alliance, at.meeting, f.get("correction"));
  });
}

Response save_post(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto section = demand(request.id<SectionId>("section"));
  auto act = feature::act(request);
  const auto back = section_saved.at(minutes_url(at.alliance, at.meeting)).fragment(anchor(section)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) {
    return save_section(tx, act, at.alliance, at.meeting, section, request.form().get("body"), request.form().get("version"));
  });
  if (saved && !saved->typed) return Response::redirect_see_other(back);
  if (saved) return again_page(site, request, at, {"sections", section.text(), nullptr, &*saved}, 409);
  const auto& error = saved.error();
  if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
  return again_page(site, request, at, {"sections", section.text(), &error, nullptr}, http::status_of(error.fault));
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}/minutes");
  pages.get("", show, {.run = http::Run::inline_});
  pages.post("", open_post);
  pages.post("/sections", add_section_post);
  pages.post("/sections/{section}", save_post);
  pages.post("/state", state_post);
  pages.post("/comments", comment_post);
  pages.post("/assent", assent_post);
  pages.post("/agreements", agree_post);
  pages.post("/corrections", correct_post);
  add_agreement_pages(site);
  add_paper_pages(site);
  add_panels(site);
  add_awaited(site);
}

}  // namespace alianza::minutes
