// The words of campaigns: in tables and API, and as people read them.
#include <array>

#include "features/campaigns/campaigns.h"
#include "platform/base/words.h"

namespace alianza::campaigns {
namespace {

constexpr std::array<std::string_view, 5> states{"draft", "sending", "paused", "sent", "closed"};
constexpr std::array<std::string_view, 2> adherences{"required", "not_required"};
constexpr std::array<std::string_view, 9> invitation_states{"drafted", "queued",   "sent",     "failed", "unsure",
                                                            "bounced", "accepted", "declined", "revoked"};

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(Adherence adherence) { return word_of(adherences, adherence); }
bool from_text(std::string_view text, Adherence& adherence) { return read_word(adherences, text, adherence); }
std::string_view to_text(InvitationState state) { return word_of(invitation_states, state); }
bool from_text(std::string_view text, InvitationState& state) { return read_word(invitation_states, text, state); }

Message label(State state) {
  switch (state) {
    case State::draft: return _("En preparación");
    case State::sending: return _("Enviándose");
    case State::paused: return _("En pausa");
    case State::sent: return _("Enviada");
    case State::closed: return _("Cerrada");
  }
  return {};
}

Message label(Adherence adherence) {
  return adherence == Adherence::required ? _("Con carta de adhesión") : _("Sin carta de adhesión");
}

Message label(InvitationState state) {
  switch (state) {
    case InvitationState::drafted: return _("Por enviar");
    case InvitationState::queued: return _("En la cola");
    case InvitationState::sent: return _("Sin respuesta");
    case InvitationState::failed: return _("No se entregó");
    case InvitationState::unsure: return _("Entrega dudosa");
    case InvitationState::bounced: return _("Devuelta");
    case InvitationState::accepted: return _("Aceptada");
    case InvitationState::declined: return _("Declinada");
    case InvitationState::revoked: return _("Retirada");
  }
  return {};
}

std::vector<Message> notice() {
  return {
      _("La alianza es un espacio neutral: aquí no se comparte información confidencial de competidores ni se acuerdan precios, "
        "mercados, clientes o posturas en licitaciones."),
      _("Quien tenga un interés propio en un asunto lo dice antes de que se trate, y no decide sobre él."),
      _("Lo que una organización aporta con carácter reservado lo ven solo esa organización y el secretariado.")};
}

}  // namespace alianza::campaigns
