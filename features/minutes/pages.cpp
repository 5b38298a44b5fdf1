// The page of one meeting's minutes: written by several at once, reviewed, approved, read.
#include "features/minutes/pages.h"

#include <charconv>

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

std::string anchor(SectionId id) { return "s-" + id.text(); }

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
  if (d.seen.may_write && d.minutes.state == State::draft) d.owners = owners(tx, alliance, id, d.seen.meeting.seen.today);
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

html::FieldSet notes_fields(const Section& s, const std::string& title) {
  html::Field body{
      .control = Control::text_area, .name = "body-" + s.id.text(), .label = _("Notas de «{1}»").arg(title), .value = s.body};
  body.rows = 6;
  body.need = Need::optional;
  html::FieldSet set;
  set.fields = {std::move(body)};
  return set;
}

void fill_forms(views::SectionPart& part, const Desk& d, const Section& s) {
  const auto a = d.minutes.alliance;
  const auto m = d.minutes.meeting;
  const auto prefix = s.id.text() + "-";
  if (d.minutes.state == State::draft && d.seen.may_write) {
    part.notes = notes_fields(s, s.title);
    part.hidden = {{"version-" + s.id.text(), std::to_string(s.version)}, {"read-" + s.id.text(), read_mark(s.body)}};
    part.save = Url("/alliances/{}/meetings/{}/minutes/sections/{}", a, m, s.id);
    part.agree_url = Url("/alliances/{}/meetings/{}/minutes/agreements", a, m);
    part.agree = agreement_fields({}, d.owners, {}, "-" + s.id.text());
    for (auto& field : part.agree->fields) field.need = Need::optional;
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
  part.id = s.id.text();
  part.title = said.title;
  part.blocks = blocks(said.body);
  if (!s.written_by.empty()) part.written = s.written_by + ", " + moment_text(alliance, s.written_at, lang);
  for (const auto& a : d.book.agreements)
    if (a.section == s.id) {
      part.agreements.push_back(row_view(a, d.names, d.seen.meeting.seen.today, lang));
      if (d.minutes.state == State::draft && d.seen.may_write && a.state == Progress::open)
        part.agreements.back().edit = agreement_url(a.alliance, a.id).fragment("edit");
    }
  for (const auto& c : d.crossed)
    if (c.section == s.id) part.crossed.push_back({c.by, moment_text(alliance, c.at, lang), paragraphs(c.body)});
  for (const auto& c : d.book.comments)
    if (c.section == s.id) part.comments.push_back({c.by, moment_text(alliance, c.at, lang), paragraphs(c.body)});
  fill_forms(part, d, s);
  return part;
}

views::Draft draft_of(const Desk& d) {
  const auto a = d.minutes.alliance;
  const auto m = d.minutes.meeting;
  views::Draft draft;
  draft.action = Url("/alliances/{}/meetings/{}/minutes/sections/{}", a, m, d.book.sections.front().id);
  draft.add = Url("/alliances/{}/meetings/{}/minutes/sections", a, m);
  draft.state = Url("/alliances/{}/meetings/{}/minutes/state", a, m);
  html::Field title{.control = Control::text, .name = "title", .label = _("De qué se trató")};
  title.need = Need::optional;
  draft.title.fields = {std::move(title)};
  return draft;
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
  if (d.seen.may_write) p.copies = Url("/alliances/{}/meetings/{}/minutes/copies", a, m);
  if (!d.seen.may_write || !is_newest) return;
  const auto field = [](Control control, const char* name, Message label) {
    return html::Field{.control = control, .name = name, .label = std::move(label)};
  };
  if (d.minutes.state == State::draft) {
    p.attendance_door = Url("/alliances/{}/meetings/{}/attendance", a, m);
    p.draft = draft_of(d);
    p.projector = Url("/alliances/{}/meetings/{}/minutes/projector", a, m);
  }
  if (d.minutes.state == State::review) {
    p.approve = Url("/alliances/{}/meetings/{}/minutes/approve", a, m);
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

// ---- Drawn again: what was typed stays.

views::SectionPart* part_of(views::Show& p, std::string_view section) {
  for (auto& part : p.sections)
    if (part.id == section) return &part;
  return nullptr;
}

/// The text areas of what crossed keep what was typed; beside them stands what is stored.
void show_crossings(views::Show& p, const Request& request, const Desk& d, const std::vector<Saved>& crossed) {
  for (const auto& saved : crossed) {
    auto* part = part_of(p, saved.section.id.text());
    if (part == nullptr || !saved.typed) continue;
    const auto& now = saved.section;
    part->crossing = views::Crossing{paragraphs(saved.typed->body), paragraphs(now.body), now.written_by,
                                     moment_text(d.seen.meeting.seen.alliance, now.written_at, request.lang)};
    if (part->notes) part->notes->fields.front().value = saved.typed->body;
  }
}

/// Texts go back into their areas with the version and the mark that were read: the next save is judged by those.
void keep_notes(views::Show& p, Request& request, const Desk& d) {
  const auto& form = request.form();
  for (std::size_t i = 0; i < p.sections.size(); ++i) {
    auto& part = p.sections[i];
    if (!form.has("body-" + part.id)) continue;
    const auto& body = form.get("body-" + part.id);
    const auto& read = form.get("read-" + part.id);
    // Sent to review meanwhile: what was typed is still shown, to be taken along.
    if (!part.notes && read_mark(typed_text(body)) == read) continue;
    if (!part.notes) part.notes = notes_fields(d.book.sections[i], part.title);
    part.notes->fields.front().value = body;
    part.hidden = {{"version-" + part.id, form.get("version-" + part.id)}, {"read-" + part.id, read}};
  }
}

/// Agreements that were begun and the matter to be added, but for what was just made.
void keep_begun(views::Show& p, Request& request, const Again& again) {
  for (auto& part : p.sections) {
    if (!part.agree || (again.error == nullptr && again.form == "agreements" && again.section == part.id)) continue;
    for (auto& field : part.agree->fields) {
      field.value = request.form().get(field.name);
      part.agree_open = part.agree_open || !field.value.empty();
    }
  }
  if (p.draft && (again.error != nullptr || again.form != "title"))
    p.draft->title.fields.front().value = request.form().get("title");
}

/// Each sentence at its field of the draft, the summary above.
void show_draft_error(views::Show& p, const Again& again) {
  html::Form all;
  const auto each = [&](auto&& visit) {
    for (auto& part : p.sections) {
      if (part.notes) visit(*part.notes);
      if (part.agree) visit(*part.agree);
    }
    if (p.draft) visit(p.draft->title);
  };
  each([&](html::FieldSet& set) { all.parts.push_back(std::move(set)); });
  all.show_error(*again.error);
  std::size_t next = 0;
  each([&](html::FieldSet& set) { set = std::move(all.parts[next++]); });
  p.errors = std::move(all.errors);
  if (again.form == "agreements")
    if (auto* part = part_of(p, again.section)) part->agree_open = true;
}

void show_again(views::Show& p, Request& request, const Desk& d, const Again& again) {
  const auto put = [&](std::optional<html::Form>& form) {
    form->keep_typed(request.form());
    form->show_error(*again.error);
  };
  if (again.crossed != nullptr) show_crossings(p, request, d, *again.crossed);
  if (again.error != nullptr) keep_notes(p, request, d);
  keep_begun(p, request, again);
  if (again.error == nullptr) return;
  if (auto* part = part_of(p, again.section); again.form == "comments" && part != nullptr && part->comment)
    return put(part->comment);
  if (again.form == "correction" && p.correct) return put(p.correct);
  if (again.form == "state" && p.give_back && request.form().get("to") == "draft") return put(p.give_back);
  show_draft_error(p, again);
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
  if (!p.digest.empty()) p.canonical = Url("/alliances/{}/meetings/{}/minutes.json", alliance, id).with("edition", number_text);
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
  if (const auto words = approval_words(request, d.minutes)) p.shell.notice = text(request, *words);
  if (again != nullptr) show_again(p, request, d, *again);
  return p;
}

Response show(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto number = edition_asked(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.meeting, number); })));
}

// ---- On the wall of the room.

/// The matter that the address pins, else the one that was written last, from 0.
std::size_t matter_of(const Request& request, const std::vector<Section>& sections) {
  const auto& asked = request.query.get("point");
  int number = 0;
  const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
  if (error == std::errc() && end == asked.data() + asked.size() && number >= 1 && number <= static_cast<int>(sections.size()))
    return static_cast<std::size_t>(number - 1);
  std::size_t last = 0;
  for (std::size_t i = 1; i < sections.size(); ++i)
    if (!sections[i].written_by.empty() &&
        (sections[last].written_by.empty() || sections[i].written_at >= sections[last].written_at))
      last = i;
  return last;
}

Result<views::Projector> projector_page(feature::Site& site, db::Tx& tx, Request& request, const Where& at) {
  const auto d = TRY(desk(tx, request, at.alliance, at.meeting, {}));
  const auto i = matter_of(request, d.book.sections);
  if (i >= d.record.sections.size()) return fail(Error::not_found());
  views::Projector p;
  p.shell =
      alliances::shell(site, tx, request, d.seen.meeting.seen, text(request, _("Minuta: {1}").arg(d.record.title)), "meetings");
  p.meeting = d.record.title;
  p.section = section_part(d, d.book.sections[i], d.record.sections[i], request.lang);
  p.number = static_cast<int>(i) + 1;
  p.count = static_cast<int>(d.record.sections.size());
  for (const auto& a : d.book.agreements) p.agreements.push_back(row_view(a, d.names, d.seen.meeting.seen.today, request.lang));
  p.back = minutes_url(at.alliance, at.meeting);
  const Url moving("/alliances/{}/meetings/{}/minutes/projector", at.alliance, at.meeting);
  const auto pinned = [&](int number) { return moving.with("point", std::to_string(number)); };
  const bool is_pinned = request.query.has("point");
  p.here = is_pinned ? pinned(p.number) : moving;
  if (is_pinned) p.follow = moving;
  if (p.number > 1) p.previous = pinned(p.number - 1);
  if (p.number < p.count) p.next = pinned(p.number + 1);
  return p;
}

Response projector(feature::Site& site, Request& request) {
  const auto at = where(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return projector_page(site, tx, request, at); })));
}

}  // namespace

Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Response again_page(feature::Site& site, Request& request, const Where& at, const Again& again, int status) {
  return html::respond(
      request,
      demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, at.alliance, at.meeting, {}, &again); })),
      status);
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}/minutes");
  pages.get("", show, {.run = http::Run::inline_});
  pages.get("/projector", projector);
  add_write_pages(site);
  add_agreement_pages(site);
  add_paper_pages(site);
  add_copy_pages(site);
  add_panels(site);
  add_awaited(site);
}

}  // namespace alianza::minutes
