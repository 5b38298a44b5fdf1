#pragma once
// How a respondent comes to their answers, by the link of a letter or signed in, and what stands around their pages.
#include "features/surveys/pages_shared.h"

namespace alianza::surveys {

/// How a respondent came: their addresses, and how their sheet is read.
struct Doorway {
  std::optional<auth::Link> link;
  std::string secret;
  AllianceId alliance;
  SurveyId survey;
  RecipientId recipient;
  auth::MaybeActor actor;

  Url start() const {
    return link ? Url("/surveys/{}", secret) : Url("/alliances/{}/surveys/{}/answers/{}", alliance, survey, recipient);
  }
  Url section(std::size_t number) const {
    return link ? Url("/surveys/{}/sections/{}", secret, number)
                : Url("/alliances/{}/surveys/{}/answers/{}/sections/{}", alliance, survey, recipient, number);
  }
  /// Where the file of a question is sent; its contents stand below.
  Url file(const std::string& question) const {
    return link ? Url("/surveys/{}/files/{}", secret, question)
                : Url("/alliances/{}/surveys/{}/answers/{}/files/{}", alliance, survey, recipient, question);
  }
  Url file_part(const std::string& question, const char* part) const {
    return link ? Url("/surveys/{}/files/{}/{}", secret, question, part)
                : Url("/alliances/{}/surveys/{}/answers/{}/files/{}/{}", alliance, survey, recipient, question, part);
  }
  Url review() const {
    return link ? Url("/surveys/{}/review", secret)
                : Url("/alliances/{}/surveys/{}/answers/{}/review", alliance, survey, recipient);
  }
  Result<Sheet> read(db::Tx& tx) const { return link ? sheet(tx, *link) : sheet(tx, actor, alliance, survey, recipient); }
  /// The same before a write: the link still serves.
  Result<Sheet> hold(db::Tx& tx) const {
    auto at = TRY(read(tx));
    if (link && at.door == Door::open) TRY(auth::hold_link(tx, *link));
    return at;
  }
};

Doorway way_by_link(feature::Site& site, const Request& request);
Doorway way_signed_in(feature::Site& site, const Request& request);
using Find = Doorway (*)(feature::Site&, const Request&);

/// What stands around the page: the alliance's own for who is signed in, a bare one for who holds a link.
struct Around {
  feature::views::Shell shell;
  std::optional<feature::views::Crumbs> crumbs;
};
Around around(feature::Site& site, db::Tx& tx, Request& request, const Doorway& way, const Sheet& at, const std::string& title);

}  // namespace alianza::surveys
