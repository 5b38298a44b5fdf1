#include "features/alliances/shell.h"

#include "features/agencies/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::alliances {
namespace {

namespace views = feature::views;

http::Url stages_url(AllianceId id) { return http::Url("/alliances/{}/stages", id); }

std::vector<views::Section> sections(const feature::Site& site, AllianceId id, std::string_view current, Lang lang,
                                     feature::MenuReader reader) {
  std::vector<views::Section> out;
  auto group = std::optional<int>();
  for (const auto& entry : site.menu) {
    if (entry.reader == feature::MenuReader::office && reader != feature::MenuReader::office) continue;
    const std::string_view tail = entry.tail;
    auto url = tail.empty() ? http::Url("/alliances/{}", id) : http::Url("/alliances/{}/{}", id, tail);
    if (group != entry.group.order) out.push_back({i18n::text(lang, entry.group.title), {}});
    group = entry.group.order;
    out.back().pages.push_back({i18n::text(lang, entry.title), std::move(url), tail == current});
    out.back().current |= tail == current;
  }
  return out;
}

views::StageStrip strip(const Alliance& a, const Progress& progress, Lang lang) {
  views::StageStrip s;
  for (const auto stage : stages) {
    const auto* state = stage < a.stage ? "done" : stage == a.stage ? "now" : "next";
    s.steps.push_back({i18n::text(lang, label(stage)), stages_url(a.id).fragment(code(stage)), number(stage), state});
  }
  s.gate_url = stages_url(a.id);
  if (const auto opens = next(a.stage))
    s.gate = i18n::text(lang, _("Para abrir la {1}: {2} de {3} pasos")
                                  .arg(std::int64_t{number(*opens)})
                                  .arg(std::int64_t{progress.met})
                                  .arg(std::int64_t{progress.total}));
  return s;
}

/// Menu and stages are the same for all offices and for all others in the alliance, and most of what stands around a page: a
/// reader keeps them drawn (docs/decisions/0043-remembered-rows.md). They depend on the page's place in the menu and on what the
/// transaction reads.
std::shared_ptr<const views::Surroundings> around(const feature::Site& site, db::Tx& tx, const Alliance& a, std::string_view tail,
                                                  Lang lang, feature::MenuReader reader) {
  std::int64_t entry = 0;
  while (entry < std::ssize(site.menu) && site.menu[static_cast<std::size_t>(entry)].tail != tail) ++entry;
  return tx.remembered(
      "surroundings", {a.id.value(), static_cast<std::int64_t>(lang), entry, static_cast<std::int64_t>(reader)}, [&] {
        const auto stages = strip(a, progress(tx, a.cycle, a.stage), lang);
        return std::make_shared<const views::Surroundings>(views::drawn(lang, sections(site, a.id, tail, lang, reader), stages));
      });
}

}  // namespace

std::optional<views::Seal> seal(const Alliance& a, Lang lang) {
  switch (a.nature) {
    case Nature::real: return std::nullopt;
    case Nature::reconstruction: return views::Seal{i18n::text(lang, _("No oficial")), a.seal.in(lang)};
    case Nature::synthetic: return views::Seal{i18n::text(lang, _("Datos sintéticos")), a.seal.in(lang)};
  }
  return std::nullopt;
}

Message office_of(const membership::Standing& s) {
  if (!s.offices.empty()) return auth::name_of(s.offices.front());
  if (!s.posts.empty()) return auth::name_of(s.posts.front());
  if (!s.seats.empty()) return auth::name_of(auth::Role::representative);
  return {};
}

views::Shell shell(const feature::Site& site, db::Tx& tx, http::Request& request, const Seen& seen, const std::string& title,
                   std::string_view tail) {
  const auto& a = seen.alliance;
  const auto lang = request.lang;
  auto s = feature::shell(request, title);
  s.title = title + " · " + a.name.in(lang);
  s.home = http::Url("/alliances/{}", a.id);
  views::Place place;
  place.title = a.name.in(lang);
  place.url = s.home;
  place.classes = "place place-alliance";
  if (const auto agency = agencies::find(tx, a.agency)) {
    place.subtitle = agency->name.in(lang);
    if (agency->colours != agencies::Colours()) s.brand = http::Url("/brand/{}", agency->slug + ".css").in_every_language();
  }
  s.place = std::move(place);
  if (s.person) s.person->office = i18n::text(lang, office_of(seen.standing));
  s.around = around(site, tx, a, tail, lang,
                    seen.standing.works_for_agency() ? feature::MenuReader::office : feature::MenuReader::everybody);
  s.search = views::SearchField{http::Url("/alliances/{}/search", a.id), {}};
  s.seal = seal(a, lang);
  return s;
}

}  // namespace alianza::alliances
