"""Faults in levels that vary and in growth."""

VARYING = "lang/check/statements/varying.cpp"
GROWTH = "lang/check/expressions/growth.cpp"
COURSES = "lang/check/values/courses.cpp"
PROFILES = "lang/check/expressions/profiles.cpp"
LEVELS = ["run/levels_that_vary.smcost"]
GROWS = ["run/growth.smcost"]

FAULTS = [
    ("levels: a part of a day is a day", VARYING, "if (time.is_days && (!are_days || standing.part != 1)) return;",
     "if (time.is_days && !are_days && standing.part == 2) return;", LEVELS),
    ("levels: a part of the time is all of it", VARYING, "seconds * standing.part /", "seconds /", LEVELS),
    ("levels: what counts over no time counts in each", VARYING, "if (!splitter.countsOver(group, i, quantity)) {", "if (false) {", LEVELS),
    ("levels: the second has the first one's times", VARYING, "for (const VaryingTimes::Then& then : group.times[standing]) others",
     "for (const VaryingTimes::Then& then : group.times[0]) others", LEVELS),
    ("levels: what is required holds of the first only", VARYING, "group && i < group->standings.size(); ++i", "group && i < 1; ++i",
     ["check/requirements_of_levels.smcost"]),
    ("levels: two stand as the first one does", COURSES, "end = std::min(end, all[i][at[i]].range.end);", "end = all[i][at[i]].range.end;", LEVELS),
    ("levels: an argument that varies has a value", "lang/check/expressions/paths.cpp", "if (argument.varies) {", "if (false) {", LEVELS),
    ("levels: the parts are no whole", PROFILES, "if (sgn(left) < 0 || sgn", "if (sgn", LEVELS),
    ("growth: it begins a day early", GROWTH, "base::Rational(begin.days + day)", "base::Rational(begin.days + day + 1)", GROWS),
    ("growth: each month begins anew", GROWTH, "const uint32_t steps = growth->by_days ? begin.days : begin.months;", "const uint32_t steps = 0;", GROWS),
    ("growth: it begins with the bill", GROWTH, "env.since ? calendar::dateOf(*env.since).monthNumber() : billed",
     "env.since && period.days == 0 ? 0 : billed", GROWS),
    ("growth: a percentage is added once", GROWTH, "if (steps > 1) square", "if (false) square", GROWS),
    ("growth: whole on the first day is whole", "lang/check/expressions/coerce.cpp", "for (const ExprId one : all) {", "for (const ExprId one : {all.front()}) {",
     GROWS),
]
