#include "features/letters/advice.h"

#include <arpa/inet.h>

#include <array>

namespace alianza::letters {

std::string domain_of(const config::Mail& mail) {
  const auto at = mail.from.rfind('@');
  return at == std::string::npos ? std::string() : mail.from.substr(at + 1);
}

std::string host_of(const config::Mail& mail) {
  const auto scheme = mail.server.find("://");
  if (scheme == std::string::npos) return {};
  const auto rest = mail.server.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of(":/"));
}

namespace {

/// How SPF names a server: by its address when the configuration has that, else by its name.
std::string sender_in_spf(const std::string& host, const std::string& domain) {
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1) return (bytes[0] == 127 ? "ip4:203.0.113.5" : "ip4:" + host);
  if (host == "localhost") return "ip4:203.0.113.5";
  return "a:" + (host.empty() ? "correo." + domain : host);
}

}  // namespace

std::vector<DnsRecord> dns_records(const config::Mail& mail) {
  const auto domain = domain_of(mail);
  if (domain.empty()) return {};
  const auto host = host_of(mail);
  return {{_("SPF: qué servidores envían correo de este dominio, por su nombre (a:) o por su dirección pública (ip4:, ip6:). Si "
             "ya hay un registro, agregue el servidor al que existe."),
           domain, "v=spf1 " + sender_in_spf(host, domain) + " -all"},
          {_("DKIM: la firma que pone su servidor de correo. El nombre y la clave los da ese servidor."),
           "SELECTOR._domainkey." + domain, "v=DKIM1; k=rsa; p=CLAVE"},
          {_("DMARC: qué hace quien recibe un correo sin SPF ni DKIM, y a dónde se avisa."), "_dmarc." + domain,
           "v=DMARC1; p=quarantine; rua=mailto:" + mail.from}};
}

std::vector<Message> missing(const config::Config& config) {
  std::vector<Message> out;
  if (config.mail.server.empty())
    out.push_back(config.demo ? _("Es una demostración sin servidor de correo: las cartas no salen y se leen en su buzón.")
                              : _("Falta mail.server: las cartas esperan en la cola."));
  if (!config.mail.server.empty() && config.mail.from.empty())
    out.push_back(_("Falta mail.from: no hay remitente y las cartas esperan."));
  if (config.server.public_url.empty() && !config.demo)
    out.push_back(_("Falta server.public_url: no se envían invitaciones, porque sus enlaces no llevarían a ninguna parte."));
  return out;
}

}  // namespace alianza::letters
