#include "platform/config/settings.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "platform/base/text.h"

namespace alianza::config {
namespace {

template <class T>
using Place = std::function<T&(Config&)>;
template <class T>
T value_at(const Place<T>& place, const Config& config) {
  return place(const_cast<Config&>(config));  // places only point, they change nothing
}

Setting text(std::string key, Message about, Place<std::string> place) {
  return {std::move(key), std::move(about),
          [place](Config& config, std::string_view value) -> std::optional<Message> {
            place(config) = value;
            return std::nullopt;
          },
          [place](const Config& config) { return value_at(place, config); }};
}

Setting choice(std::string key, Message about, Place<std::string> place, std::vector<std::string> allowed) {
  auto made = text(std::move(key), std::move(about), place);
  made.put = [place, allowed](Config& config, std::string_view value) -> std::optional<Message> {
    if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
      std::string list;
      for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
      return _("«{1}» no es uno de: {2}.").arg(std::string(value)).arg(list);
    }
    place(config) = value;
    return std::nullopt;
  };
  return made;
}

Setting number(std::string key, Message about, Place<std::int64_t> place, std::int64_t least, std::int64_t most) {
  return {std::move(key), std::move(about),
          [=](Config& config, std::string_view value) -> std::optional<Message> {
            std::int64_t n = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
            if (error != std::errc() || end != value.data() + value.size() || n < least || n > most)
              return _("Escriba un número entero de {1} a {2}.").arg(least).arg(most);
            place(config) = n;
            return std::nullopt;
          },
          [place](const Config& config) { return std::to_string(value_at(place, config)); }};
}

Setting yes_no(std::string key, Message about, Place<bool> place) {
  return {std::move(key), std::move(about),
          [place](Config& config, std::string_view value) -> std::optional<Message> {
            if (value != "yes" && value != "no") return _("Escriba yes o no.");
            place(config) = value == "yes";
            return std::nullopt;
          },
          [place](const Config& config) { return std::string(value_at(place, config) ? "yes" : "no"); }};
}

Setting list(std::string key, Message about, Place<std::vector<std::string>> place) {
  return {std::move(key), std::move(about),
          [place](Config& config, std::string_view value) -> std::optional<Message> {
            std::vector<std::string> items;
            while (!value.empty()) {
              const auto comma = value.find(',');
              if (auto item = trim(value.substr(0, comma)); !item.empty()) items.push_back(std::move(item));
              value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
            }
            place(config) = std::move(items);
            return std::nullopt;
          },
          [place](const Config& config) {
            std::string out;
            for (const auto& item : value_at(place, config)) out += (out.empty() ? "" : ", ") + item;
            return out;
          }};
}

/// An address like https://alianza.example, without path.
Setting origin(std::string key, Message about, Place<std::string> place) {
  auto made = text(std::move(key), std::move(about), place);
  made.put = [place](Config& config, std::string_view value) -> std::optional<Message> {
    const auto scheme = value.find("://");
    const auto host = scheme == std::string_view::npos ? std::string_view() : value.substr(scheme + 3);
    const bool web = value.starts_with("http://") || value.starts_with("https://");
    if (!value.empty() && (!web || host.empty() || host.find_first_of("/?#@ ") != std::string_view::npos))
      return _("Escriba la dirección sin nada después del nombre, por ejemplo https://alianza.ejemplo.org.");
    place(config) = value;
    return std::nullopt;
  };
  return made;
}

/// A setting whose values have a form: what is not of it gets a sentence. Empty is always allowed.
Setting formed(std::string key, Message about, Place<std::string> place, std::function<bool(std::string_view)> is_good,
               const Message& otherwise) {
  auto made = text(std::move(key), std::move(about), place);
  made.put = [=](Config& config, std::string_view value) -> std::optional<Message> {
    if (!value.empty() && !is_good(value)) return otherwise;
    place(config) = value;
    return std::nullopt;
  };
  return made;
}

/// A mail server like smtp://127.0.0.1:25; what follows a slash is our name in EHLO.
Setting mail_server(std::string key, Message about, Place<std::string> place) {
  const auto is_server = [](std::string_view value) {
    const auto host = value.substr(std::min(value.size(), value.find("://") + 3));
    const bool mail = value.starts_with("smtp://") || value.starts_with("smtps://");
    return mail && !host.empty() && host.front() != '/' && host.find_first_of("@?# ") == std::string_view::npos;
  };
  return formed(std::move(key), std::move(about), std::move(place), is_server,
                _("Escriba smtp:// o smtps://, el servidor y el puerto, por ejemplo smtp://127.0.0.1:25."));
}

Setting address(std::string key, Message about, Place<std::string> place) {
  return formed(
      std::move(key), std::move(about), std::move(place), [](std::string_view value) { return Email::parse(value).has_value(); },
      _("Escriba un correo como nombre@institucion.mx."));
}

std::vector<Setting> database_and_server() {
  return {
      text("database.url", _("Dónde se guardan los datos: sqlite:ARCHIVO, o postgres: y una cadena de conexión de libpq."),
           [](Config& c) -> std::string& { return c.database.url; }),
      number(
          "database.connections", _("Conexiones de lectura que se mantienen abiertas (PostgreSQL: de lectura y escritura)."),
          [](Config& c) -> std::int64_t& { return c.database.connections; }, 1, 200),
      list("server.listen",
           _("Dónde escucha; varias direcciones se separan con comas. Ponga un servidor con TLS delante y deje 127.0.0.1."),
           [](Config& c) -> std::vector<std::string>& { return c.server.listen; }),
      origin("server.public_url",
             _("La dirección que ven las personas, por ejemplo https://alianza.ejemplo.org. Los correos la necesitan."),
             [](Config& c) -> std::string& { return c.server.public_url; }),
      list("server.trusted_proxies",
           _("Direcciones o redes de los servidores intermedios cuya cabecera X-Forwarded-For se cree, por ejemplo 127.0.0.1."),
           [](Config& c) -> std::vector<std::string>& { return c.server.trusted_proxies; }),
      number(
          "server.threads", _("Hilos de red; 0 es uno por procesador."),
          [](Config& c) -> std::int64_t& { return c.server.threads; }, 0, 256),
      number(
          "server.workers", _("Hilos que esperan a la base de datos."),
          [](Config& c) -> std::int64_t& { return c.server.workers; }, 1, 1024),
      yes_no("server.secure_cookies",
             _("Ponga yes cuando la dirección pública es https: las cookies viajan entonces solo cifradas."),
             [](Config& c) -> bool& { return c.server.secure_cookies; }),
      text("server.metrics_token",
           _("Contraseña para leer /metrics (Authorization: Bearer). Vacía: solo se lee desde esta máquina, sin intermediarios."),
           [](Config& c) -> std::string& { return c.server.metrics_token; }),
  };
}

std::vector<Setting> all_settings() {
  auto all = database_and_server();
  std::vector<Setting> rest = {
      choice("log.level", _("Desde qué importancia se anota: debug, info, warning o error."),
             [](Config& c) -> std::string& { return c.log.level; }, {"debug", "info", "warning", "error"}),
      choice("log.format", _("Forma de cada línea: logfmt o json."), [](Config& c) -> std::string& { return c.log.format; },
             {"logfmt", "json"}),
      text("files.path", _("Carpeta de los archivos que se suben y se producen."),
           [](Config& c) -> std::string& { return c.files.path; }),
      text("files.keys", _("Carpeta de las claves de firma. Guárdela aparte de las copias de seguridad."),
           [](Config& c) -> std::string& { return c.files.keys; }),
      mail_server("mail.server", _("Servidor de correo, por ejemplo smtp://127.0.0.1:25. Vacío: los correos esperan sin salir."),
                  [](Config& c) -> std::string& { return c.mail.server; }),
      choice("mail.starttls",
             _("Cifrado con smtp://: required, optional (si el servidor lo ofrece; no con contraseña) o no. smtps:// siempre "
               "cifra."),
             [](Config& c) -> std::string& { return c.mail.starttls; }, {"required", "optional", "no"}),
      text("mail.user", _("Usuario del servidor de correo, si pide uno."), [](Config& c) -> std::string& { return c.mail.user; }),
      text("mail.password", _("Su contraseña. Mejor en el ambiente: ALIANZA_MAIL_PASSWORD."),
           [](Config& c) -> std::string& { return c.mail.password; }),
      address("mail.from", _("Remitente de los correos: su dirección."), [](Config& c) -> std::string& { return c.mail.from; }),
      text("mail.from_name", _("Remitente de los correos: su nombre."),
           [](Config& c) -> std::string& { return c.mail.from_name; }),
      yes_no("demo.accounts", _("Muestra las cuentas de demostración en la página de entrada. Nunca con datos verdaderos."),
             [](Config& c) -> bool& { return c.demo; }),
  };
  std::move(rest.begin(), rest.end(), std::back_inserter(all));
  return all;
}

/// How many letters to change, add or take away (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = above;
    }
  }
  return row[b.size()];
}

}  // namespace

const std::vector<Setting>& settings() {
  static const auto all = all_settings();
  return all;
}

std::string nearest_key(std::string_view key) {
  std::string best;
  std::size_t least = 5;  // farther than four letters it is no slip of the pen
  for (const auto& setting : settings()) {
    // The right word in the wrong section counts as near.
    const auto word = setting.key.substr(setting.key.find('.'));
    const auto d = key.ends_with(word) ? 1 : distance(key, setting.key);
    if (d >= least) continue;
    least = d;
    best = setting.key;
  }
  return best;
}

}  // namespace alianza::config
