#include "features/campaigns/campaigns.h"

#include <algorithm>

#include "features/campaigns/wording.h"
#include "platform/base/typed.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {
namespace {

/// Reads fields one by one and keeps every error, so that a form shows all of them at once.
struct Reader {
  Error error = Error::invalid(_("Revise los datos marcados."));

  void wrong(const char* field, Message message) { error.fields.push_back({field, std::move(message)}); }

  void wording(const char* field, const std::string& raw, std::size_t max, std::string& into, Lines lines) {
    auto value = parse_text(raw, max, lines);
    if (!value) return wrong(field, value.error().message);
    const auto checked = check_wording(*value, lines == Lines::one ? Link::refused : Link::allowed);
    if (!checked) return wrong(field, checked.error().message);
    into = std::move(*value);
  }
};

void parse_letter(Reader& read, const Input& input, Campaign& c) {
  read.wording("subject_es", input.subject_es, 150, c.subject.es, Lines::one);
  read.wording("subject_en", input.subject_en, 150, c.subject.en, Lines::one);
  read.wording("body_es", input.body_es, 6000, c.body.es, Lines::many);
  read.wording("body_en", input.body_en, 6000, c.body.en, Lines::many);
  if (trim(input.subject_es).empty()) read.wrong("subject_es", _("Escriba el asunto de la carta."));
  if (trim(input.body_es).empty()) read.wrong("body_es", _("Escriba el texto de la carta."));
  // Half a letter in English would go out with a Spanish subject.
  if (trim(input.subject_en).empty() != trim(input.body_en).empty())
    read.wrong(trim(input.subject_en).empty() ? "subject_en" : "body_en",
               _("En inglés van el asunto y el texto, o ninguno de los dos."));
}

}  // namespace

std::optional<Message> refuses(State from, State to) {
  const auto is = [&](std::initializer_list<State> list) { return std::find(list.begin(), list.end(), from) != list.end(); };
  if (from == State::closed) return _("La campaña está cerrada.");
  switch (to) {
    case State::draft: return _("Una campaña no vuelve a su preparación.");
    case State::sending:
      if (is({State::draft, State::paused, State::sent})) return std::nullopt;
      return _("La campaña ya se está enviando.");
    case State::paused:
      if (is({State::sending})) return std::nullopt;
      return _("Solo se pone en pausa una campaña que se está enviando.");
    case State::sent:
      if (is({State::sending})) return std::nullopt;
      return _("La campaña no se está enviando.");
    case State::closed:
      if (is({State::paused, State::sent})) return std::nullopt;
      return from == State::sending ? _("Ponga primero la campaña en pausa.")
                                    : _("La campaña aún no se envía: no hay qué cerrar.");
  }
  return std::nullopt;
}

bool may_reword(State state) { return state == State::draft; }
bool may_choose(State state) { return state == State::draft || state == State::paused || state == State::sent; }

bool is_answered(InvitationState state) { return state == InvitationState::accepted || state == InvitationState::declined; }

bool may_answer(InvitationState state) {
  return state != InvitationState::drafted && state != InvitationState::revoked && !is_answered(state);
}

bool is_silent(InvitationState state) { return state == InvitationState::sent; }

bool may_resend(InvitationState state) { return state == InvitationState::failed || state == InvitationState::unsure; }

bool may_readdress(InvitationState state) { return may_resend(state) || state == InvitationState::bounced; }

bool may_revoke(InvitationState state) { return may_answer(state); }

std::optional<InvitationState> after_letter(InvitationState now, mail::State letter) {
  if (!may_answer(now)) return std::nullopt;
  switch (letter) {
    case mail::State::queued: return InvitationState::queued;
    case mail::State::sending: return std::nullopt;
    case mail::State::sent: return InvitationState::sent;
    case mail::State::failed: return InvitationState::failed;
    case mail::State::unsure: return InvitationState::unsure;
    case mail::State::bounced: return InvitationState::bounced;
  }
  return std::nullopt;
}

int list_order(InvitationState state) {
  switch (state) {
    case InvitationState::sent: return 0;
    case InvitationState::unsure: return 1;
    case InvitationState::failed: return 2;
    case InvitationState::bounced: return 3;
    case InvitationState::queued: return 4;
    case InvitationState::drafted: return 5;
    case InvitationState::accepted: return 6;
    case InvitationState::declined: return 7;
    case InvitationState::revoked: return 8;
  }
  return 9;
}

std::string Place::text() const { return std::to_string(list_order) + "." + id.text() + "." + organization_folded; }

std::optional<Place> Place::parse(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto order = whole_number<int>(text.substr(0, first));
  const auto id = InvitationId::parse(text.substr(first + 1, second - first - 1));
  if (!order || !id) return std::nullopt;
  return Place{*order, std::string(text.substr(second + 1)), *id};
}

Place place_of(const Invitation& i) { return {list_order(i.state), fold(i.organization_name), i.id}; }

bool may_remind(const Invitation& invitation, const Zone& zone, Date today) {
  if (!is_silent(invitation.state) || invitation.reminders >= most_reminders || !invitation.letter_at) return false;
  return *invitation.letter_at < remindable_before(zone, today);
}

Instant remindable_before(const Zone& zone, Date today) {
  return zone.instant_of({today.plus_days(1 - days_between_letters), 0});
}

Result<Campaign> parse(const Input& input, Date today) {
  Campaign c;
  Reader read;
  if (auto name = parse_text(input.name, 120); !name)
    read.wrong("name", name.error().message);
  else if (name->empty())
    read.wrong("name", _("Escriba un nombre para la campaña."));
  else
    c.name = std::move(*name);
  parse_letter(read, input, c);
  if (const auto day = Date::parse(trim(input.deadline)); !day)
    read.wrong("deadline", _("Escriba una fecha como 2026-03-31."));
  else if (*day < today)
    read.wrong("deadline", _("Escriba una fecha igual o posterior al {1}.").arg(today.text()));
  else
    c.deadline = *day;
  if (!from_text(input.adherence, c.adherence)) read.wrong("adherence", _("Elija si se pide carta de adhesión."));
  if (!trim(input.reply_to).empty()) {
    if (auto email = Email::parse(input.reply_to))
      c.reply_to = std::move(*email);
    else
      read.wrong("reply_to", email.error().message);
  }
  c.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  return c;
}

Input as_input(const Campaign& c) {
  Input i;
  i.name = c.name;
  i.subject_es = c.subject.es;
  i.subject_en = c.subject.en;
  i.body_es = c.body.es;
  i.body_en = c.body.en;
  i.deadline = c.deadline.text();
  i.adherence = to_text(c.adherence);
  i.reply_to = c.reply_to ? c.reply_to->text() : std::string();
  i.version = std::to_string(c.version);
  return i;
}

Input first_input() {
  const auto subject = _("{organizacion}: invitación a {alianza}");
  const auto body = _(
      "Buen día, {contacto}:\n\n{institucion} invita a {organizacion} a participar en {alianza}, donde organizaciones de "
      "distintos "
      "sectores colaboran por el desarrollo sostenible.\n\nEn este enlace puede conocer la alianza y responder, sin contraseña y "
      "desde el teléfono:\n\n{enlace}\n\nLe agradeceremos su respuesta a más tardar el {fecha_limite}.");
  Input i;
  i.subject_es = i18n::text(Lang::es, subject);
  i.subject_en = i18n::text(Lang::en, subject);
  i.body_es = i18n::text(Lang::es, body);
  i.body_en = i18n::text(Lang::en, body);
  return i;
}

}  // namespace alianza::campaigns
