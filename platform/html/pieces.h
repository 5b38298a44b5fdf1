#pragma once
// Small pieces of pages: badge, empty state, confirmation, notice, breadcrumbs, figures, dated rows, progress. Their markup is
// that of web/README.md.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/html/form.h"
#include "platform/html/out.h"
#include "platform/i18n/format.h"

namespace alianza::html {

enum class Tone : std::uint8_t { ok, info, warn, bad, off };
/// "badge-ok", "notice-warn"…
std::string_view tone_word(Tone tone);

/// A state: word and icon, never colour alone. The icon follows the tone when none is named.
struct Badge {
  Tone tone = Tone::info;
  Words words;
  std::string icon = {};
  std::string_view tone_name() const { return tone_word(tone); }
  std::string_view icon_name() const;
};
void render(const Badge& page, Out& out);

struct Link {
  Words words;
  http::Url url;
};

/// A link that looks like a button.
struct ButtonLink {
  Words words;
  http::Url url;
  std::string icon = {};
  std::string classes = "btn";  // "btn btn-primary", "btn btn-bad", "btn btn-sm", "btn btn-text"
};
void render(const ButtonLink& page, Out& out);

/// What would be here, why it is empty, one next act.
struct EmptyState {
  Words title;
  Words text = {};
  std::optional<Link> act = {};
};
void render(const EmptyState& page, Out& out);

/// A page that names the object, counts the consequence and says whether it can be undone.
struct Confirm {
  Words title;  // «¿Retirar a Solar Poniente de la alianza?»
  Words consequence;
  http::Url action;
  Words act;  // «Retirar a Solar Poniente»
  Link keep;  // «Conservar»
  Weight weight = Weight::bad;
  std::vector<FieldSet> parts = {};  // a reason, the name typed again
  Errors errors = {};
  std::vector<std::pair<std::string, std::string>> hidden = {};
  Form form() const;
};
void render(const Confirm& page, Out& out);

/// What just happened (ok) or stands in the way (warn, bad). Stays until the next page.
struct Notice {
  Tone tone = Tone::ok;
  Words words;
  std::optional<ButtonForm> undo = {};
  std::optional<Link> more = {};
  std::string_view role() const { return tone == Tone::bad ? "alert" : "status"; }
  std::string_view tone_name() const { return tone_word(tone); }
  std::string_view icon_name() const;
};
void render(const Notice& page, Out& out);

/// The way to this page; the last one is this page.
struct Breadcrumbs {
  std::vector<Link> links;
  Words here;
};
void render(const Breadcrumbs& page, Out& out);

/// A figure as a link to the rows it counts. At most four on a page.
struct Stat {
  std::int64_t n = 0;
  Words noun;
  http::Url url;
  i18n::Qualifier qualifier = i18n::Qualifier::exact;
  bool late = false;  // drawn in the colour of what is overdue, when n > 0
};
struct Stats {
  Words label;
  std::vector<Stat> items;
};
void render(const Stats& page, Out& out);

/// A figure with its sign apart: >90, ≥60, ≈50.
struct Figure {
  i18n::Qualifier qualifier = i18n::Qualifier::exact;
  std::int64_t n = 0;
};
void render(const Figure& page, Out& out);

/// From–to, who and what, the document that proves it. Never overwritten: the past stays, greyed.
struct DatedRow {
  Date from;
  std::optional<Date> to = {};
  Words who;
  Words what = {};
  std::optional<Link> proof = {};
};
struct DatedRows {
  std::vector<DatedRow> rows;
};
void render(const DatedRows& page, Out& out);

/// What is asked of somebody: when, what and why, one act. Overdue first.
struct DueRow {
  Date day;
  Link what;
  Words why = {};
  std::optional<Link> act = {};
};
struct DueRows {
  Date today;
  std::vector<DueRow> rows;
};
void render(const DueRows& page, Out& out);

/// «3 de 5 pasos»
struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 1;
  Words label;  // what it measures, for who does not see the bar
  Words words;  // «3 de 5 pasos»
};
void render(const Progress& page, Out& out);

}  // namespace alianza::html
