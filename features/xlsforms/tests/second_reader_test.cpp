// Forms made here are accepted by a second reader of the format: pyxform (docs/decisions/0118). tools/setup test fetches it;
// where nobody says where it is, these tests are not run.
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "features/surveys/templates.h"
#include "features/xlsforms/tests/forms.h"

namespace alianza::xlsforms {
namespace {

class Folder {
 public:
  Folder() { ENSURE(::mkdtemp(path_.data()) != nullptr); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string at(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "alianza-forms-XXXXXX").string();
};

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What it makes of a form, or "refused: …".
std::string converted(const Folder& folder, const std::string& bytes) {
  std::ofstream(folder.at("form.xlsx"), std::ios::binary) << bytes;
  const std::string reader = std::getenv("ALIANZA_FORM_READER");
  const auto command = "SHIV_ROOT=" + folder.at("reader") + " /usr/bin/python3 " + reader + " --skip_validate " +
                       folder.at("form.xlsx") + " " + folder.at("form.xml") + " >" + folder.at("said") + " 2>&1";
  const int status = std::system(command.c_str());
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return "refused: " + text_of(folder.at("said"));
  return text_of(folder.at("form.xml"));
}

class SecondReader : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* reader = std::getenv("ALIANZA_FORM_READER");
    if (reader == nullptr) GTEST_SKIP() << "runs as the test xlsforms_second_reader";
    ASSERT_TRUE(std::filesystem::exists(reader)) << "tools/fetch_form_reader fetches it";
  }
  Folder folder;
};

TEST_F(SecondReader, TakesTheFormsOfAllTemplates) {
  for (const auto& from : surveys::templates()) {
    Form form;
    form.id = form_id(from.title.es);
    form.version = "1";
    form.title = from.title;
    form.intro = from.intro;
    form.questionnaire = from.questionnaire;
    for (auto& section : form.questionnaire.sections)
      for (auto& q : section.questions)
        if (q.options.empty() &&
            (q.kind == surveys::Kind::one || q.kind == surveys::Kind::many || q.kind == surveys::Kind::ranking))
          q.options = {{"c1", {"Comité de agua", "Water committee", Lang::es}}};
    const auto book = write(form);
    ASSERT_TRUE(book) << from.code;
    const auto xml = converted(folder, documents::write_book(book->sheets));
    EXPECT_NE(xml.find("<h:html"), std::string::npos) << from.code << ": " << xml;
    EXPECT_NE(xml.find("id=\"" + form.id + "\""), std::string::npos) << from.code;
    for (const auto* question : form.questionnaire.questions())
      EXPECT_NE(xml.find("/" + question->code), std::string::npos) << from.code << " lost " << question->code;
  }
}

TEST_F(SecondReader, TakesEveryKindOfQuestionWithItsConditions) {
  // One of each, as XLSForm text: read here, written here, then read there.
  const auto reading = read_text(
      "type|name|label::es|label::en|hint::es|required|constraint|relevant|parameters|appearance|alianza\n"
      "begin_group|s|Sección|Section\nnote|intro|Presentación|Introduction||||||| kind=intro\n"
      "select_one l or_other|one|Una|One|Ayuda|yes|||randomize=true\n"
      "select_multiple l or_other|many|Varias|Many|||count-selected(.) >= 1 and count-selected(.) <= 2|${one} = 'a'\n"
      "rank l|ranking|Orden|Ranking||||not(selected(${many}, 'b'))\nrange|scale|Escala|Scale|||||start=0 end=10\n"
      "begin_group|matrix|Matriz|Matrix||||||table-list\nselect_one l|r1|Fila|Row||yes\nselect_one "
      "l|r2|Otra|Other||yes\nend_group\n"
      "decimal|number|Número|Number|||. >= -1.5 and . <= 10|${scale} = 3\n"
      "decimal|money|Dinero|Money|||. >= 0||||kind=money currency=USD\ndate|day|Día|Day||||${number} != ''\n"
      "text|words|Texto|Text|||string-length(.) <= 50|(${r1} = 'a' or ${r2} = 'a')\n"
      "text|sdg|ODS|SDG|||||||kind=sdg depth=1 most=3\ntext|who|Quién|Who||||selected(${sdg}, '4.7')|||kind=organization\n"
      "note|note|Gracias $\u2060{x}|Thanks\nend_group\n",
      "list_name|name|label::es|label::en\nl|a|A|A\nl|b|B|\nl|1|Uno|One\n", "form_title|form_id|version\nTodo|todo|1\n");
  ASSERT_EQ(told(reading), "");
  const auto book = write(reading.form);
  ASSERT_TRUE(book);
  const auto xml = converted(folder, documents::write_book(book->sheets));
  for (const auto* name :
       {"one", "many", "ranking", "scale", "matrix_r1", "number", "money", "day", "words", "sdg", "who", "note"})
    EXPECT_NE(xml.find(std::string("/") + name), std::string::npos) << name << ": " << xml.substr(0, 2000);
}

TEST_F(SecondReader, WouldRefuseAFormThatIsNone) {
  const std::vector<documents::BookSheet> wrong{
      {"survey", {{1, {"type", "name", "label"}}, {2, {"select_one nowhere", "q", "Q"}}}}};
  EXPECT_TRUE(converted(folder, documents::write_book(wrong)).starts_with("refused"));
}

}  // namespace
}  // namespace alianza::xlsforms
