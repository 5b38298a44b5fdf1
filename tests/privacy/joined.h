#pragma once
// A person's marks in the features that came after the privacy notice: seats, convocations, arrivals, applications,
// subscriptions, courses, documents, case files, and whatever keeps who did something. Planted through their actions, as the
// person.
#include <string>

#include "tests/access/house.h"

namespace alianza::privacy {

/// Who plants what; texts that no byte may hold afterwards.
struct Marked {
  feature::Act act;  // of the person, who works in the secretariat
  std::string name;
  std::string address;
  std::string position;
  std::string words;  // in whatever free text there is
};
/// Links that still serve when everything was planted.
struct OpenLinks {
  std::string seat;
  std::string application;
  std::string leave;  // of the bulletins
};
OpenLinks plant_joined(access::House& house, const Marked& who, membership::OrganizationId organization);

}  // namespace alianza::privacy
