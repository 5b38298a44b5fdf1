#pragma once
// What an operator should know of the mail of the server (README.md). Pure.
#include <string>
#include <vector>

#include "platform/base/message.h"
#include "platform/config/config.h"

namespace alianza::letters {

/// A record of the domain name system that the domain of the sender should have.
struct DnsRecord {
  Message what;
  std::string name;   // "_dmarc.institucion.mx"
  std::string value;  // "v=DMARC1; …"
};

/// "institucion.mx" of "avisos@institucion.mx"; empty when there is no sender.
std::string domain_of(const config::Mail& mail);
/// "correo.institucion.mx" of "smtp://correo.institucion.mx:587".
std::string host_of(const config::Mail& mail);
/// Nothing without a sender. A server that is known by its address stands in SPF by it (ip4:); one on this machine by an address
/// of documentation (203.0.113.5), for only the operator knows by which one it goes out.
std::vector<DnsRecord> dns_records(const config::Mail& mail);
/// What is missing so that letters leave and lead somewhere.
std::vector<Message> missing(const config::Config& config);

}  // namespace alianza::letters
