#include "features/priorities/solver.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/documents/child.h"

namespace alianza::priorities {
namespace {

constexpr std::chrono::seconds solving_time{5};
constexpr std::chrono::seconds grace{5};  // to write what it has
constexpr std::int64_t solving_memory = std::int64_t{1024} << 20;

/// A folder of its own that goes with it: the problem and its answer lie there.
class Folder {
 public:
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "alianza-scenario-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  bool is_made() const { return !path_.empty(); }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

Result<Scenario> solve(const Demand& demand, const ScenarioLimits& limits) {
  if (demand.goals.empty()) return fail(Error::conflict(_("Todavía no hay temas convergentes entre los cuales elegir.")));
  if (!documents::has_program("cbc"))
    return fail({Fault::unavailable,
                 _("En este servidor falta el programa cbc, que busca el reparto. Quien lo opera puede instalarlo."),
                 {}});
  const Folder folder;
  const auto problem = folder.file("problem.lp");
  const auto answer = folder.file("answer.txt");
  if (folder.is_made()) std::ofstream(problem) << linear_program(demand, limits);
  const auto ran =
      documents::run_child({"cbc", problem, "sec", std::to_string(solving_time.count()), "solve", "solution", answer}, {},
                           {.time = solving_time + grace, .memory = solving_memory});
  if (!ran) return fail(ran.error());
  std::ostringstream text;
  text << std::ifstream(answer).rdbuf();
  return read_solution(demand, limits, text.str());
}

}  // namespace alianza::priorities
