// The writer of XLSForms: what other programs understand in their words, the rest in the column "alianza".
#include <algorithm>

#include "features/organizations/organizations.h"
#include "features/xlsforms/heads.h"
#include "platform/base/money.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using surveys::Choice;
using surveys::Condition;
using surveys::ConditionTest;
using surveys::Kind;
using surveys::Need;
using surveys::OptionOrder;
using surveys::Other;
using surveys::Question;

constexpr const char* spanish = "Español (es)";
constexpr const char* english = "English (en)";

/// One row of the sheet "survey".
struct Line {
  std::string type;
  std::string name;
  LocalizedText label = {};
  LocalizedText hint = {};
  std::string required = {};
  std::string constraint = {};
  std::string relevant = {};
  std::string parameters = {};
  std::string appearance = {};
  std::string house = {};

  /// "key=value" in the column of the house.
  void say(const std::string& key, const std::string& value) { house += (house.empty() ? "" : " ") + key + "=" + value; }
};

std::string decimal(std::int64_t units, int digits) {
  const bool is_negative = units < 0;
  auto text = std::to_string(is_negative ? -units : units);
  if (text.size() <= static_cast<std::size_t>(digits)) text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
  auto fraction = text.substr(text.size() - static_cast<std::size_t>(digits));
  text.resize(text.size() - static_cast<std::size_t>(digits));
  while (fraction.ends_with('0')) fraction.pop_back();
  return (is_negative ? "-" : "") + text + (fraction.empty() ? "" : "." + fraction);
}

class Writer {
 public:
  explicit Writer(const Form& form) : form_(form) {
    for (const auto* question : form.questionnaire.questions()) taken_.insert(question->code);
    for (const auto* word : {"meta", "data"}) taken_.insert(word);
  }

  Result<documents::Book> whole() {
    for (const auto* question : form_.questionnaire.questions()) name_rows(*question);
    std::int64_t number = 0;
    for (const auto& section : form_.questionnaire.sections) {
      if (section.questions.empty()) continue;  // it asks nothing
      Line head{"begin_group", own_name("section_" + std::to_string(++number)), section.title};
      if (head.label.es.empty()) head.label = form_.title;
      const auto name = head.name;
      put(head);
      if (!section.intro.empty()) {
        Line intro{"note", own_name(name + "_intro"), section.intro};
        intro.say("kind", "intro");
        put(intro);
      }
      for (const auto& question : section.questions) TRY(write(question));
      put({"end_group", {}});
    }
    return documents::Book{{survey_sheet(), choices_sheet(), settings_sheet()}, {}};
  }

 private:
  // ---- Names.

  /// A name that no other row has.
  std::string own_name(const std::string& wanted) {
    auto name = wanted;
    for (int n = 2; taken_.contains(name); ++n) name = wanted + "_" + std::to_string(n);
    taken_.insert(name);
    return name;
  }
  static bool is_name(const std::string& code) {
    return !code.empty() && (code[0] < '0' || code[0] > '9') && code != "meta" && code != "data";
  }
  /// Names begin with a letter, codes of the house perhaps with a figure.
  void name_rows(const Question& question) {
    names_[question.code] = is_name(question.code) ? question.code : own_name("n_" + question.code);
    if (question.kind != Kind::matrix) return;
    for (const auto& row : question.rows) row_names_[question.code].push_back(own_name(names_[question.code] + "_" + row.code));
  }

  std::string list_of(const std::string& wanted, const std::vector<Choice>& options) {
    auto name = wanted;
    for (int n = 2; lists_.contains(name); ++n) name = wanted + "_" + std::to_string(n);
    lists_.insert(name);
    for (const auto& choice : options) choices_.push_back({name, choice});
    return name;
  }
  std::string goals_list() {
    if (!goals_.empty()) return goals_;
    std::vector<Choice> goals;
    for (const auto& goal : organizations::goals()) goals.push_back({goal.code, goal.name});
    return goals_ = list_of("sdg_goals", goals);
  }

  // ---- Questions.

  Done write(const Question& q) {
    Line line{"text", names_.at(q.code), q.text, q.hint};
    line.required = q.need == Need::required && q.kind != Kind::note ? "yes" : "";
    line.relevant = TRY(relevant(q));
    if (names_.at(q.code) != q.code) line.say("code", q.code);
    type_of_line(q, line);
    leftovers(q, line);
    put(line);
    if (q.kind == Kind::matrix) rows(q);
    return {};
  }

  void type_of_line(const Question& q, Line& line) {
    switch (q.kind) {
      case Kind::one:
      case Kind::many:
      case Kind::ranking: choosing(q, line); break;
      case Kind::scale: scale(q, line); break;
      case Kind::matrix:
        line.type = "begin_group";
        line.appearance = "table-list";
        line.required.clear();
        break;
      case Kind::number:
        line.type = "decimal";
        limits(q, line, ".", 3);
        break;
      case Kind::money:
        line.type = "decimal";
        line.say("kind", "money");
        line.say("currency", q.currency);
        limits(q, line, ".", Currency::parse(q.currency).value_or(Currency()).exponent());
        break;
      case Kind::date: line.type = "date"; break;
      case Kind::file: line.type = "file"; break;
      case Kind::note: line.type = "note"; break;
      case Kind::text:
        if (q.most) line.constraint = "string-length(.) <= " + std::to_string(*q.most);
        break;
      case Kind::sdg:
        line.say("kind", "sdg");
        if (q.depth == 0) {
          line.type = "select_multiple " + goals_list();
          limits(q, line, "count-selected(.)", 0);
        }
        break;
      case Kind::organization: line.say("kind", "organization"); break;
    }
  }

  void choosing(const Question& q, Line& line) {
    const auto* type = q.kind == Kind::one ? "select_one " : q.kind == Kind::many ? "select_multiple " : "rank ";
    line.type = type + list_of(q.code, q.options);
    if (q.other == Other::text && q.kind != Kind::ranking) line.type += " or_other";
    if (q.order == OptionOrder::random) line.parameters = "randomize=true";
    if (q.kind != Kind::one) limits(q, line, "count-selected(.)", 0);
  }

  void scale(const Question& q, Line& line) {
    line.type = "range";
    line.parameters = "start=" + std::to_string(q.least.value_or(1)) + " end=" + std::to_string(q.most.value_or(5)) + " step=1";
  }

  static void limits(const Question& q, Line& line, const std::string& measure, int digits) {
    const auto put_limit = [&](const char* op, const std::optional<std::int64_t>& limit) {
      if (limit) line.constraint += (line.constraint.empty() ? "" : " and ") + measure + op + decimal(*limit, digits);
    };
    put_limit(" >= ", q.least);
    put_limit(" <= ", q.most);
  }

  /// What no other program has a word for.
  void leftovers(const Question& q, Line& line) {
    const bool chooses = q.kind == Kind::one || q.kind == Kind::many || q.kind == Kind::ranking;
    const bool is_limited = (chooses && q.kind != Kind::one) || q.kind == Kind::scale || q.kind == Kind::number ||
                            q.kind == Kind::money || (q.kind == Kind::sdg && q.depth == 0);
    if (q.depth != 0) line.say("depth", std::to_string(q.depth));
    if (q.kind != Kind::money && q.currency != "MXN") line.say("currency", q.currency);
    if (q.kind == Kind::note && q.need == Need::required) line.say("need", "required");
    if (q.least && !is_limited) line.say("least", std::to_string(*q.least));
    if (q.most && !is_limited && q.kind != Kind::text) line.say("most", std::to_string(*q.most));
    if (q.other == Other::text && q.kind != Kind::one && q.kind != Kind::many) line.say("other", "text");
    if (q.order == OptionOrder::random && !chooses) line.say("order", "random");
    if (!q.options.empty() && !chooses && q.kind != Kind::matrix) line.say("labels", list_of(q.code, q.options));
    if (!q.rows.empty() && q.kind != Kind::matrix) line.say("rows", list_of(q.code + "_rows", q.rows));
  }

  void rows(const Question& q) {
    const auto list = list_of(q.code, q.options);
    const auto& names = row_names_.at(q.code);
    for (std::size_t i = 0; i < q.rows.size(); ++i) {
      Line line{"select_one " + list, names[i], q.rows[i].label};
      line.required = q.need == Need::required ? "yes" : "";
      line.say("code", q.rows[i].code);
      put(line);
    }
    put({"end_group", {}});
  }

  // ---- Conditions.

  Result<std::string> relevant(const Question& q) const {
    std::string out;
    for (const auto& condition : q.conditions) {
      const auto one = TRY(expression(*form_.questionnaire.find(condition.question), condition));
      out += (out.empty() ? "" : " and ") + one;
    }
    return out;
  }

  Result<std::string> expression(const Question& on, const Condition& c) const {
    const bool has = c.test == ConditionTest::has;
    if (on.kind == Kind::matrix) return of_rows(on, c);
    const auto name = "${" + names_.at(on.code) + "}";
    if (c.option.empty()) return name + (has ? " != ''" : " = ''");
    if (on.kind == Kind::scale) return name + (has ? " = " : " != ") + c.option;
    const auto word = TRY(quoted(c.option));
    if (on.kind == Kind::one) return name + (has ? " = " : " != ") + word;
    const auto selected = "selected(" + name + ", " + word + ")";
    return has ? selected : "not(" + selected + ")";
  }
  Result<std::string> of_rows(const Question& on, const Condition& c) const {
    const bool has = c.test == ConditionTest::has;
    const auto word = TRY(quoted(c.option));
    const bool is_equal = has != c.option.empty();
    std::string out;
    for (const auto& row : row_names_.at(on.code))
      out += (out.empty() ? "" : has ? " or " : " and ") + ("${" + row + "}") + (is_equal ? " = " : " != ") + word;
    return row_names_.at(on.code).size() == 1 ? out : "(" + out + ")";
  }
  static Result<std::string> quoted(const std::string& word) {
    const char mark = word.find('\'') == std::string::npos ? '\'' : '"';
    if (word.find(mark) != std::string::npos)
      return fail(Error::invalid(_("La opción «{1}» de una condición tiene los dos tipos de comillas.").arg(word)));
    return mark + word + mark;
  }

  // ---- Sheets.

  void put(const Line& l) {
    lines_.push_back({l.type, l.name, guarded(l.label.es), guarded(l.label.en), guarded(l.hint.es), guarded(l.hint.en),
                      l.required, l.constraint, l.relevant, l.parameters, l.appearance, l.house});
  }
  static documents::BookSheet sheet(const char* name, std::vector<std::vector<std::string>> rows) {
    documents::BookSheet out{name, {}};
    std::int64_t number = 0;
    for (auto& cells : rows) {
      while (!cells.empty() && cells.back().empty()) cells.pop_back();
      out.rows.push_back({++number, std::move(cells)});
    }
    return out;
  }
  static std::string in(const char* column, const char* language) { return std::string(column) + "::" + language; }

  documents::BookSheet survey_sheet() const {
    std::vector<std::vector<std::string>> rows{{"type", "name", in("label", spanish), in("label", english), in("hint", spanish),
                                                in("hint", english), "required", "constraint", "relevant", "parameters",
                                                "appearance", "alianza"}};
    rows.insert(rows.end(), lines_.begin(), lines_.end());
    return sheet("survey", std::move(rows));
  }
  documents::BookSheet choices_sheet() const {
    std::vector<std::vector<std::string>> rows{{"list_name", "name", in("label", spanish), in("label", english)}};
    for (const auto& [list, choice] : choices_)
      rows.push_back({list, choice.code, guarded(choice.label.es), guarded(choice.label.en)});
    return sheet("choices", std::move(rows));
  }
  documents::BookSheet settings_sheet() const {
    return sheet("settings", {{"form_title", "form_id", "version", "default_language", "alianza_title_en", "alianza_intro_es",
                               "alianza_intro_en", "alianza_answered_by"},
                              {form_.title.es, form_.id, form_.version, spanish, form_.title.en, form_.intro.es, form_.intro.en,
                               std::string(surveys::to_text(form_.answered_by))}});
  }

  const Form& form_;
  std::set<std::string> taken_;
  std::map<std::string, std::string> names_;                   // by code of question
  std::map<std::string, std::vector<std::string>> row_names_;  // of a matrix, in their order
  std::set<std::string> lists_;
  std::string goals_;
  std::vector<std::pair<std::string, Choice>> choices_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace

Result<documents::Book> write(const Form& form) {
  TRY(surveys::check(form.questionnaire));
  return Writer(form).whole();
}

}  // namespace alianza::xlsforms
