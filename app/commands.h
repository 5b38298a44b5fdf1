#pragma once
// What the command line can do, apart from reading it. Each gives the process's exit code: 0 done, 1 it could not be done (said
// on the standard error, in a sentence with what to do), 2 the check found something wrong.
#include <optional>
#include <string>

#include "platform/config/config.h"

namespace alianza::commands {

struct Demo {
  std::int64_t organizations = 120;  // of the synthetic alliance
  std::uint64_t seed = 2030;
};

int serve(const config::Config& config);
int migrate(const config::Config& config);
int demo(const config::Config& config, const Demo& options);
int backup(const config::Config& config, const std::string& target);
int restore(const config::Config& config, const std::string& source);
enum class Detail { brief, verbose };
int verify(const config::Config& config, const std::string& trusted_keys_file, Detail detail);
/// Makes the index of what can be found anew.
int rebuild_search(const config::Config& config);
int export_audit(const config::Config& config);
/// Reads from the standard input a notification that a letter did not arrive. 75 (EX_TEMPFAIL: hand it in again later) when the
/// database does not answer; what is not about a letter of ours is said and is no failure.
int take_bounce(const config::Config& config);

struct Import {
  std::string path;      // CSV, XLSX or ODS
  std::string alliance;  // short name or id; empty: the only one of who imports
  std::string by;        // e-mail of an account that convenes
  std::string sheet;     // by name; empty: the first with rows
  bool apply = false;    // NOLINT: mirrors the flag of the command line
};
/// A sheet of organisations: judged, told by row and column, and applied when asked. 2: some rows are wrong or failed.
int import_organizations(const config::Config& config, const Import& options);

struct NewUser {
  std::string email;
  std::string name;
  bool is_operator = false;  // NOLINT: mirrors the flag of the command line
};
/// Asks for the password on the terminal, twice, or reads one line from the standard input.
int create_user(const config::Config& config, const NewUser& user);
int set_password(const config::Config& config, const std::string& email);
/// For who has lost the telephone and the recovery codes, when nobody who operates the server can do it in the pages.
int reset_second_factor(const config::Config& config, const std::string& email, const std::string& reason);

}  // namespace alianza::commands
