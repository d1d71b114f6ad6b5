// Statements whose levels are other ones at other times: what each of their lines comes to is said for each time.
#pragma once

#include <string>
#include <vector>

#include "lang/check/statements/bodies.h"
#include "lang/check/values/courses.h"

namespace smcost::check {

// The times of a row as far as they lie in those of its levels.
struct VaryingTimes {
  // A time of the row, and the column of what it has then.
  struct Then {
    ExprId time, then;
  };
  // Of some courses: when they stand, and of each such time the row's.
  struct Group {
    std::vector<uint32_t> courses;
    std::vector<Standing> standings;
    std::vector<std::vector<Then>> times;
  };

  std::vector<Group> groups;  // of each course alone; then, of several, of all
};

// Adds the columns to the row; `span` is what its volumes live for. Nothing for a row without courses.
VaryingTimes varyingTimes(Statements& cx, const Env& env, ExprId span);

// What the shape of such a row depends on.
void appendVarying(std::string& pattern, const Row& row, const VaryingTimes& times);

// A line that reads a level becomes a line for each time in which it is another one, and so does a requirement; growth is
// summed up within its line. One that does not count over a time of which it is known when it lies is reported.
void splitByLevels(Statements& cx, const Row& row, const VaryingTimes& times, BodyResult& body);

}  // namespace smcost::check
