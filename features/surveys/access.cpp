#include "features/surveys/access.h"

namespace alianza::surveys {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    // Answers of organisations and names of persons: for who convenes and the other offices of the agency.
    case Action::read: return standing.works_for_agency();
    case Action::keep: return standing.convenes();
  }
  return false;
}

bool may_answer(const membership::Standing& standing, const Survey& survey, const Recipient& recipient,
                std::string_view address) {
  if (recipient.letter == Letter::revoked || !standing.acts_for(recipient.organization)) return false;
  switch (survey.answered_by) {
    case Respondent::organization: return true;
    case Respondent::person: return !address.empty() && recipient.email.key() == address;
    case Respondent::anonymous: return false;
  }
  return false;
}

}  // namespace alianza::surveys
