#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/courses/access.h"
#include "features/courses/actions.h"
#include "features/courses/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::courses {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/courses", alliance); }
inline Url course_url(AllianceId alliance, CourseId id) { return Url("/alliances/{}/courses/{}", alliance, id); }

}  // namespace alianza::courses
