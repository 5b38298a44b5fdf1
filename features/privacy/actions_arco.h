#pragma once
// Verbs of ARCO requests. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <string_view>
#include <vector>

#include "features/privacy/arco.h"
#include "platform/feature/act.h"

namespace alianza::privacy {

// ---- The register of an agency: its secretariat, its director and its lawyers.

enum class Shelf { open, closed };
struct ArcoFilter {
  Shelf shelf = Shelf::open;
  std::string after;  // ArcoPage::next of the page before
  int limit = 25;
};
struct ArcoPage {
  LocalizedText agency;
  Date today;
  std::int64_t open = 0;
  std::vector<ArcoRequest> rows;  // open: the soonest due first, so overdue ones lead; closed: newest first
  std::string next;               // empty at the end
  bool may_set_terms = false;
};
/// Errors: not_found, forbidden.
Result<ArcoPage> arco_register(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, const ArcoFilter& filter);

struct ArcoView {
  LocalizedText agency;
  ArcoRequest request;
  std::vector<ArcoStep> steps;  // in order
  ArcoTerms terms;
  Date today;
};
/// Errors: not_found, forbidden.
Result<ArcoView> arco(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, ArcoId id);

/// Notes what arrived by letter, by e-mail or in person. Errors: not_found, forbidden, invalid by field.
Result<ArcoRequest> record_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, const ArcoInput& input);
/// Once, while it waits for its answer. Errors: also at field `note`; conflict.
Result<ArcoRequest> extend_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, std::string_view note);
/// What was granted is due again, to be carried out; the others are closed. Errors: also by field; conflict when answered.
Result<ArcoRequest> answer_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, const StepInput& input);
/// Errors: also by field; conflict unless it was granted and not yet carried out.
Result<ArcoRequest> carry_out_arco(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, const StepInput& input);

struct TermsView {
  LocalizedText agency;
  ArcoTerms terms;
};
/// The director's. Errors: not_found, forbidden.
Result<TermsView> arco_terms(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency);
/// Holds for requests from now on. Errors: also by field.
Result<ArcoTerms> set_arco_terms(db::Tx& tx, const feature::Act& act, AgencyId agency, const TermsInput& input);

/// The soonest due of the register, for the first page of the agency's alliances; nothing for whom it does not concern.
struct WaitingArco {
  std::vector<ArcoRequest> rows;
  std::int64_t open = 0;
};
std::optional<WaitingArco> waiting_arco(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, int limit);

// ---- One's own.

struct OwnArco {
  struct Row {
    ArcoRequest request;
    LocalizedText agency;
    std::vector<ArcoStep> steps;
  };
  std::vector<Row> rows;                                     // newest first, at most 50
  std::vector<std::pair<AgencyId, LocalizedText>> agencies;  // of whom something can be asked
};
/// Errors: forbidden (an access key).
Result<OwnArco> own_arco(db::Tx& tx, const feature::Act& act);
/// Errors: invalid by field (agency, right, what); conflict while one of that right is open there.
Result<ArcoRequest> file_arco(db::Tx& tx, const feature::Act& act, const OwnArcoInput& input);

}  // namespace alianza::privacy
