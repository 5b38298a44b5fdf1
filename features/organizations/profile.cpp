#include "features/organizations/profile.h"

#include <algorithm>

#include "features/organizations/rfc.h"

namespace alianza::organizations {
namespace {

constexpr std::size_t most_aliases = 10;
constexpr std::size_t most_statements = 20;
constexpr std::size_t longest_rfc = 30;  // as somebody kept it

/// In the order in which they are kept, without the name itself.
void tidy_aliases(Profile& p) {
  std::erase_if(p.aliases, [&](const std::string& alias) { return fold(alias) == fold(p.name); });
  std::sort(p.aliases.begin(), p.aliases.end(), [](const std::string& a, const std::string& b) { return fold(a) < fold(b); });
}

/// Collects what is wrong, field by field, while the profile is filled.
class Checker {
 public:
  /// With `gaps`, what is required and missing is noted there instead of refused.
  Checker(const ProfileInput& input, Profile& profile, std::vector<std::string>* gaps) : in_(input), out_(profile), gaps_(gaps) {}

  void identity() {
    if (!from_text(in_.type, out_.type)) wrong("type", _("Elija un tipo de organización de la lista."));
    text("name", in_.name, 200, out_.name);
    if (trim(in_.name).empty()) wrong("name", _("Escriba el nombre de la organización."));
    if (allowed(Field::legal_name, in_.legal_name)) text("legal_name", in_.legal_name, 250, out_.legal_name);
    lines("aliases", in_.aliases, 120, most_aliases, out_.aliases);
    tidy_aliases(out_);
    text("description_es", in_.description_es, 4000, out_.description.es, Lines::many);
    text("description_en", in_.description_en, 4000, out_.description.en, Lines::many);
    if (out_.description.es.empty() && !out_.description.en.empty()) out_.description.original = Lang::en;
  }

  void where() {
    out_.country = trim(in_.country);
    if (needed(Field::country, in_.country, _("Elija un país de la lista.")) && !out_.country.empty() &&
        countries().find(out_.country) == nullptr)
      wrong("country", _("Elija un país de la lista."));
    if (out_.type == OrganizationType::foreign_government && out_.country == mexico)
      wrong("country", _("Un gobierno extranjero no es de México. Elija su país o cambie el tipo."));
    if (out_.country == mexico)
      in_mexico();
    else
      elsewhere();
    if (allowed(Field::municipality, in_.municipality)) text("municipality", in_.municipality, 120, out_.municipality);
  }

  void figures() {
    if (needed(Field::sector, in_.sector, _("Elija un sector de la lista."))) {
      out_.sector = trim(in_.sector);
      if (!out_.sector.empty() && sectors().find(out_.sector) == nullptr) wrong("sector", _("Elija un sector de la lista."));
    }
    const auto size = trim(in_.size) == to_text(Size::unknown) ? std::string() : trim(in_.size);
    if (needed(Field::size, size, _("Elija el tamaño que la organización declara.")) && !size.empty() &&
        !from_text(size, out_.size))
      wrong("size", _("Elija el tamaño que la organización declara."));
    if (needed(Field::parent, in_.parent, _("Escriba de qué empresa, grupo o institución depende.")))
      text("parent", in_.parent, 200, out_.parent);
    if (allowed(Field::mandate, in_.mandate)) text("mandate", in_.mandate, 500, out_.mandate, Lines::many);
    website();
    lines("interests", in_.interests, 300, most_statements, out_.interests);
    lines("capacities", in_.capacities, 300, most_statements, out_.capacities);
    if (!from_text(trim(in_.origin), out_.origin)) wrong("origin", _("Elija cómo llegó la organización."));
    text("source", in_.source, 500, out_.source);
  }

  Result<Profile> result() {
    if (!error_.fields.empty()) return fail(std::move(error_));
    return std::move(out_);
  }

 private:
  void wrong(const char* field, Message message) { error_.fields.push_back({field, std::move(message)}); }

  bool text(const char* field, std::string_view raw, std::size_t max, std::string& into, Lines many = Lines::one) {
    auto value = parse_text(raw, max, many);
    if (value)
      into = std::move(*value);
    else
      wrong(field, std::move(value.error().message));
    return value.has_value();
  }

  /// One item a line; the same one once.
  void lines(const char* field, std::string_view raw, std::size_t max, std::size_t most, std::vector<std::string>& into) {
    std::string all;
    if (!text(field, raw, (max + 1) * most + 1000, all, Lines::many)) return;
    std::vector<std::string> seen;
    for (std::size_t at = 0; at <= all.size();) {
      const auto end = std::min(all.find('\n', at), all.size());
      auto item = parse_text(std::string_view(all).substr(at, end - at), max);
      at = end + 1;
      if (!item) return wrong(field, std::move(item.error().message));
      auto folded = fold(*item);
      if (folded.empty() || std::find(seen.begin(), seen.end(), folded) != seen.end()) continue;
      seen.push_back(std::move(folded));
      into.push_back(std::move(*item));
    }
    if (into.size() > most) wrong(field, _("Escriba como máximo {1} renglones.").arg(static_cast<std::int64_t>(most)));
  }

  /// False when the type does not have the field, which is then wrong if something stands in it.
  bool allowed(Field field, std::string_view raw) {
    if (need(out_.type, field) != Need::none) return true;
    if (!trim(raw).empty())
      wrong(to_text(field).data(), _("Una organización de este tipo no lleva este dato. Bórrelo o cambie el tipo."));
    return false;
  }

  bool needed(Field field, std::string_view raw, Message when_empty) {
    if (!allowed(field, raw)) return false;
    const bool missing = need(out_.type, field) == Need::required && trim(raw).empty();
    if (missing) lacks(to_text(field).data(), std::move(when_empty));
    return !missing;
  }

  void lacks(const char* field, Message when_empty) {
    if (gaps_ == nullptr) return wrong(field, std::move(when_empty));
    gaps_->emplace_back(field);
  }

  void in_mexico() {
    if (!trim(in_.region).empty()) wrong("region", _("La región se escribe solo fuera de México: elija la entidad federativa."));
    if (needed(Field::state, in_.state, _("Elija una entidad federativa."))) {
      out_.state = trim(in_.state);
      if (!out_.state.empty() && states().find(out_.state) == nullptr) wrong("state", _("Elija una entidad federativa."));
    }
    if (need(out_.type, Field::municipality) == Need::required && trim(in_.municipality).empty())
      lacks("municipality", _("Escriba el municipio o la alcaldía."));
    if (allowed(Field::rfc, in_.rfc) && !trim(in_.rfc).empty()) rfc();
  }

  void rfc() {
    const auto doubt = Rfc::doubt(in_.rfc);
    const auto read = Rfc::parse(in_.rfc);
    if (read)
      out_.rfc = read->text();
    else if (!text("rfc", in_.rfc, longest_rfc, out_.rfc))
      return;
    if (!doubt) return;
    out_.rfc_kept = in_.keep_rfc == "yes";
    if (out_.rfc_kept) return;
    wrong("rfc", *doubt);
    wrong("keep_rfc", _("Marque esta casilla si el RFC está bien escrito así."));
  }

  void elsewhere() {
    if (!trim(in_.state).empty()) wrong("state", _("La entidad federativa es solo para México: escriba la región."));
    if (!trim(in_.rfc).empty()) wrong("rfc", _("El RFC es solo de organizaciones de México. Bórrelo."));
    if (need(out_.type, Field::state) != Need::none)
      text("region", in_.region, 120, out_.region);
    else if (!trim(in_.region).empty())
      wrong("region", _("Una organización de este tipo no lleva este dato. Bórrelo o cambie el tipo."));
  }

  void website() {
    if (!text("website", in_.website, 300, out_.website) || out_.website.empty()) return;
    if (out_.website.find("://") == std::string::npos) out_.website = "https://" + out_.website;
    const bool web = out_.website.starts_with("https://") || out_.website.starts_with("http://");
    const auto host = host_of(out_.website);
    const bool plain = std::all_of(out_.website.begin(), out_.website.end(), [](char c) {
      return static_cast<unsigned char>(c) > ' ' && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    });
    if (!web || !plain || host.find('.') == std::string::npos || host.front() == '.' || host.back() == '.' ||
        host.find("..") != std::string::npos)
      wrong("website", _("Escriba una dirección como https://www.organizacion.mx."));
  }

  const ProfileInput& in_;
  Profile& out_;
  std::vector<std::string>* gaps_;
  Error error_ = Error::invalid(_("Revise los datos marcados."));
};

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += '\n';
    out += item;
  }
  return out;
}

void add_missing(std::vector<std::string>& into, const std::vector<std::string>& from) {
  for (const auto& item : from) {
    const auto same = [&](const std::string& other) { return fold(other) == fold(item); };
    if (!item.empty() && std::none_of(into.begin(), into.end(), same)) into.push_back(item);
  }
}

/// Takes back what the type does not have: a foundation does not get a firm's size.
void drop_unfit(Profile& out, const Profile& kept) {
  const auto drop = [&](Field field, auto Profile::*member) {
    if (need(out.type, field) == Need::none) out.*member = kept.*member;
  };
  drop(Field::legal_name, &Profile::legal_name);
  drop(Field::country, &Profile::country);
  drop(Field::state, &Profile::state);
  drop(Field::state, &Profile::region);
  drop(Field::municipality, &Profile::municipality);
  drop(Field::rfc, &Profile::rfc);
  drop(Field::sector, &Profile::sector);
  drop(Field::size, &Profile::size);
  drop(Field::parent, &Profile::parent);
  drop(Field::mandate, &Profile::mandate);
}

}  // namespace

const std::vector<InputField>& input_fields() {
  using I = ProfileInput;
  static const std::vector<InputField> all{
      {"type", &I::type},
      {"name", &I::name},
      {"legal_name", &I::legal_name},
      {"aliases", &I::aliases},
      {"description_es", &I::description_es},
      {"description_en", &I::description_en},
      {"country", &I::country},
      {"state", &I::state},
      {"region", &I::region},
      {"municipality", &I::municipality},
      {"rfc", &I::rfc},
      {"keep_rfc", &I::keep_rfc},
      {"sector", &I::sector},
      {"size", &I::size},
      {"parent", &I::parent},
      {"mandate", &I::mandate},
      {"website", &I::website},
      {"interests", &I::interests},
      {"capacities", &I::capacities},
      {"origin", &I::origin},
      {"origin_organization", &I::origin_organization},
      {"source", &I::source},
  };
  return all;
}

namespace {

Result<Profile> checked(const ProfileInput& input, std::vector<std::string>* gaps) {
  Profile profile;
  Checker checker(input, profile, gaps);
  checker.identity();
  checker.where();
  checker.figures();
  return checker.result();
}

}  // namespace

Result<Profile> parse(const ProfileInput& input) { return checked(input, nullptr); }

Result<Partial> parse_partial(const ProfileInput& input) {
  Partial out;
  out.profile = TRY(checked(input, &out.gaps));
  return out;
}

ProfileInput as_input(const Profile& p, std::int64_t version) {
  ProfileInput in;
  in.type = to_text(p.type);
  in.name = p.name;
  in.legal_name = p.legal_name;
  in.aliases = joined(p.aliases);
  in.description_es = p.description.es;
  in.description_en = p.description.en;
  in.country = p.country;
  in.state = p.state;
  in.region = p.region;
  in.municipality = p.municipality;
  in.rfc = p.rfc;
  in.keep_rfc = p.rfc_kept ? "yes" : "";
  in.sector = p.sector;
  in.size = p.size == Size::unknown ? std::string() : std::string(to_text(p.size));
  in.parent = p.parent;
  in.mandate = p.mandate;
  in.website = p.website;
  in.interests = joined(p.interests);
  in.capacities = joined(p.capacities);
  in.origin = to_text(p.origin);
  in.origin_organization = p.origin_organization ? p.origin_organization.text() : std::string();
  in.source = p.source;
  in.version = std::to_string(version);
  return in;
}

std::vector<Difference> differences(const ProfileInput& before, const ProfileInput& after) {
  std::vector<Difference> out;
  for (const auto& [name, value] : input_fields())
    if (before.*value != after.*value) out.push_back({name, before.*value, after.*value});
  return out;
}

Message field_label(std::string_view field) {
  static const std::vector<std::pair<std::string_view, Message>> labels{
      {"type", _("Tipo")},
      {"name", _("Nombre")},
      {"legal_name", _("Razón o denominación social")},
      {"aliases", _("Otros nombres y siglas")},
      {"description_es", _("Descripción en español")},
      {"description_en", _("Descripción en inglés")},
      {"country", _("País")},
      {"state", _("Entidad federativa")},
      {"region", _("Región")},
      {"municipality", _("Municipio o alcaldía")},
      {"rfc", _("RFC")},
      {"keep_rfc", _("RFC conservado tal como se escribió")},
      {"sector", _("Sector (SCIAN)")},
      {"size", _("Tamaño")},
      {"parent", _("De quién depende")},
      {"mandate", _("Para qué existe")},
      {"website", _("Sitio web")},
      {"interests", _("Intereses de negocio")},
      {"capacities", _("Capacidades")},
      {"origin", _("Cómo llegó")},
      {"origin_organization", _("Quién la propuso")},
      {"source", _("Fuente de los datos")},
      {"shelf", _("En el directorio")},
      {"sdgs_priority", _("ODS prioritarios")},
      {"sdgs_interested", _("ODS de interés")},
      {"batch", _("Importación")},
  };
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& l) { return l.first == field; });
  return found == labels.end() ? Message() : found->second;
}

Profile filled(const Profile& kept, const Profile& gone) {
  Profile out = kept;
  const auto fill = [&](auto Profile::*member, const auto& empty) {
    if (out.*member == empty) out.*member = gone.*member;
  };
  fill(&Profile::type, OrganizationType::unspecified);
  for (auto Profile::*text :
       {&Profile::legal_name, &Profile::sector, &Profile::parent, &Profile::mandate, &Profile::website, &Profile::source})
    fill(text, std::string());
  if (out.country.empty()) out.country = gone.country;
  if (out.country == gone.country) {
    fill(&Profile::state, std::string());
    fill(&Profile::region, std::string());
    if (out.state == gone.state && out.region == gone.region) fill(&Profile::municipality, std::string());
    if (out.rfc.empty()) {
      out.rfc = gone.rfc;
      out.rfc_kept = gone.rfc_kept;
    }
  }
  if (out.description.empty()) out.description = gone.description;
  fill(&Profile::size, Size::unknown);
  if (out.origin == Origin::unstated) {
    out.origin = gone.origin;
    out.origin_organization = gone.origin_organization;
  }
  drop_unfit(out, kept);
  add_missing(out.aliases, {gone.name});
  add_missing(out.aliases, gone.aliases);
  tidy_aliases(out);
  add_missing(out.interests, gone.interests);
  add_missing(out.capacities, gone.capacities);
  return out;
}

std::string host_of(std::string_view website) {
  const auto scheme = website.find("://");
  if (scheme != std::string_view::npos) website.remove_prefix(scheme + 3);
  auto host = fold(website.substr(0, website.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace alianza::organizations
