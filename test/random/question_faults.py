"""Faults in params that stay variables, and in what is asked of a spec as a function."""

VARIABLES = "lang/check/values/variables.cpp"
FUNCTION = "compiler/questions/bill_function.cpp"
SEARCH = "compiler/questions/search.cpp"
CHECKED = ["unit.variables_test"]
SWEPT = ["random_sweeps"]
BOUNDED = ["unit.bounds_test"]
SEARCHED = ["random_searches"]
ASKED = ["driver/questions.test"]
STRETCHES = "compiler/total/stretches.cpp"
STRAIGHT = ["unit.stretches_test"]
CURVE = "compiler/questions/curve.cpp"
COMMITTED = ["random_commitments"]
DECLARED = ["driver/declared_commitments.test"]

FAULTS = [
    ("variables: what a value decided is forgotten", VARIABLES, "if (cx.guarded.insert(guard.value).second) cx.program", "if (false) cx.program", CHECKED),
    ("variables: what was not so is so", VARIABLES, "return assume(cx, row, value != 0 ? expr :", "return assume(cx, row, value != 5 ? expr :", CHECKED),
    ("variables: a time fits each month", "lang/check/expressions/amounts.cpp", "if (env.row && !env.row->varied.empty()) {", "if (false) {", CHECKED),
    ("variables: an argument of another statement is a number", "lang/check/expressions/paths.cpp", "if (variable) stayVariable(cx, env, *variable, value.expr());",
     "if (variable && value.isError()) stayVariable(cx, env, *variable, value.expr());", CHECKED),
    ("variables: numbers that no row has are free", "lang/check/expressions/paths.cpp", "  else cx.program.variables.all[variable].is_fixed = true;\n}", "}", CHECKED),
    ("questions: guards are not asked", FUNCTION, "if (left.empty() || (guards.shape", "if (left.size() > 0 || (guards.shape", SWEPT),
    ("questions: a name holds for all", FUNCTION, "if (piece.fixed[i] && columns[i][point] != piece.made_at[i]) return false;", "if (piece.fixed[i] && columns[i][point] != columns[i][point]) return false;",
     SWEPT),
    ("questions: a point that fails has the figures of before", FUNCTION, "  answers.failures[point] = numberOf(reason, answers.reasons) + 1;",
     "  answers.failures[point] = numberOf(reason, answers.reasons);", ASKED),
    ("questions: a condition holds anyway", SEARCH, "all = all && holds;", "all = all && (holds || i > 0);", ASKED),
    ("questions: the last of the best", SEARCH, "wants == Wants::least ? one < other : one > other", "wants == Wants::least ? one <= other : one >= other", ASKED),
    ("questions: equal signs cross", SEARCH, "if (sgn(*low) == sgn(*high)) return found_;", "if (sgn(*low) == 5) return found_;", ASKED),
    ("questions: the error of a mean is a quarter of it", "compiler/questions/sample.cpp", "sample_.error = kStandardErrors * rootUp(", "sample_.error = base::Rational(1, 4) * rootUp(",
     ["samples_and_means"]),
    ("questions: each draw is the first", "compiler/questions/drawn_function.cpp", "for (const uint64_t draw : draws) columns[i].push_back(drawn.value(i,", "for (uint64_t draw : draws) draw /= 8192, columns[i].push_back(drawn.value(i,",
     ["samples_and_means"]),
    ("questions: a budget holds in all draws", "compiler/questions/sample.cpp", "part.holding[i - 1] += !answers.figures[i].isZero(row);", "part.holding[i - 1] += 1;",
     ["samples_and_means"]),
    ("spread: both sets are one", "compiler/questions/spread.cpp", "is_second(parameters_, set == 1);", "is_second(parameters_, false);", ["spread_of_samples"]),
    ("spread: the errors of both sums are independent", "compiler/questions/spread.cpp", "- 2 * share * Rational(ratio.xv) +", "+", ["spread_of_samples"]),
    ("spread: what has no bill counts", "compiler/questions/spread.cpp", "      ++sums.left_out;\n      return;", "      ++sums.left_out;", ["spread_of_samples"]),
    ("questions: percentiles are moved by later ones", "compiler/questions/figures.cpp", "begin = place + 1;", "begin = place;", ["samples_and_means"]),
    ("questions: percentiles are more certain than they are", "compiler/questions/percentiles.cpp", "spread = kStandardErrors * rootUp(count * part * (1 - part));",
     "spread = rootUp(count * part * (1 - part));", ["samples_and_means"]),
    ("questions: a percentile that may lie beyond its bound holds", "compiler/questions/percentiles.cpp", "case Sign::at_most: return all(high <= 0,", "case Sign::at_most: return all(low <= 0,", ASKED),
    ("questions: the trouble of a worker is lost", "compiler/questions/workers.cpp", "  if (queue.trouble) std::rethrow_exception(queue.trouble);\n", "", ["unit.workers_test"]),
    ("questions: the last value is left out", "compiler/questions/axes.cpp", "axis.count = steps.get_num() + 1;", "axis.count = steps.get_num();", ASKED),
    ("tally: points of an earlier piece count twice", "compiler/questions/joined_function.cpp", "to.pool.make(Op::not_, units::kNoDimension, holds(*one, to))",
     "to.pool.make(Op::le, units::kNoDimension, holds(*one, to), to.pool.constant(1, units::kNoDimension))", ["random_tallies"]),
    ("tally: what is left is forgotten", "compiler/questions/tally.cpp", "if (left.are_all) return atPoints(part, std::move(left.points)), true;",
     "if (left.are_all) return true;", ["random_tallies"]),
    ("tally: points are those of a part", "compiler/questions/tally.cpp", "std::optional(Extreme{part.pointOf(extreme->point), extreme->figure})",
     "std::optional(Extreme{extreme->point, extreme->figure})", ["random_tallies"]),
    ("tally: a fixed number is free", "compiler/questions/tally.cpp", "part.isFree(i) && piece->fixed[i] && part.countOf(i) > 1", "part.isFree(i) && piece->fixed[i] && part.countOf(i) > 1000",
     ["random_tallies"]),
    ("tally: the later of equal points", "compiler/questions/tally.cpp", "(is_equal && other->point < best->point)", "(is_equal && other->point > best->point)", ["random_tallies"]),
    ("tally: reasons as they were met", "compiler/questions/tally.cpp", "return a.first < b.first; });", "return a.first > b.first; });", ["random_tallies"]),
    ("bounds: what falls rises", "compiler/total/bounds.cpp", "return a_slope / divisor - quotient", "return a_slope / divisor + quotient", BOUNDED),
    ("bounds: one arm of two", "compiler/total/bounds.cpp", "if (condition.isZero()) return hull(left, right);", "if (condition.isZero()) return left;", BOUNDED),
    ("bounds: divisions never fail", "compiler/total/bounds.cpp", "known.can_fail = known.can_fail || range(step.b).hasZero();", "", BOUNDED),
    ("stretches: what is divided by keeps its sign", STRETCHES, "  shorten(own.length, known);\n", "", STRAIGHT),
    ("stretches: a sign stays too long", STRETCHES, "Rational(-line.value / line.slope)", "Rational(-2 * line.value / line.slope)", STRAIGHT + COMMITTED),
    ("stretches: steps lie at whole quanta", STRETCHES, "const Rational half = quantum / 2;", "const Rational half = quantum;", STRAIGHT),
    ("stretches: one arm is never taken", STRETCHES, "step.op == Op::select ? arm : step.b}", "step.b}", STRAIGHT),
    ("stretches: what only may fail bends", STRETCHES, "    own.length = own.sound;\n", "", STRAIGHT),
    ("stretches: an arm is chosen for ever", STRETCHES, "decides ? known_[operand].length : known_[operand].sound", "known_[operand].sound", STRAIGHT),
    ("stretches: quotients are added as they are", STRETCHES, "if (isMultiple(a.under, b.under)) {", "if (true) {", STRAIGHT),
    ("curve: the upper end is no point", CURVE, "    curve_.points.push_back(*high_);\n", "", COMMITTED),
    ("curve: a program holds for ever", CURVE, "      length = guards.length;\n", "", COMMITTED),
    ("curve: what no point has is found", CURVE, "take(CurveBest::Kind::not_met, at, figure)", "take(CurveBest::Kind::found, at, figure)", DECLARED),
    ("curve: the time is never up", CURVE, "if (limits_.until && ", "if (false && limits_.until && ", DECLARED),
    ("curve: later answers are those of the first points", CURVE, "curve_.points.begin() + static_cast<ptrdiff_t>(known.failures.size())", "curve_.points.begin()", COMMITTED),
    ("curve: a later month has no amounts", "compiler/questions/axes.cpp", "if (commitmentOf(session.program(i), name)) return true;", "if (commitmentOf(session.program(0), name)) return true;", COMMITTED),
    ("commitments: parts of one are taken twice", "runtime/rating/rules/commitments.h", "        algebra_.addTo(uses_[i].covered,",
     "        algebra_.takeFrom(slices[candidate.slice].quantity, covered);\n        algebra_.addTo(uses_[i].covered,", COMMITTED),
    ("branches: another program is as good", "compiler/questions/boxes.cpp", "if (open == all.end() && !guards.can_fail)", "if (open == open)", SEARCHED),
    ("branches: equally good ones are left out", "compiler/questions/branch.cpp", " || (*one.bound == best && one.first < *found_.best)", "", SEARCHED),
    ("branches: conditions do not matter", "compiler/questions/branch.cpp", "if (holds_at_low) box", "if (holds_at_low || i >= 0) box", SEARCHED),
    ("branches: the other end", "compiler/questions/branch.cpp", "wants_ == Wants::least ? range.low : range.high", "wants_ == Wants::least ? range.high : range.low", SEARCHED),
    ("drawn: all params are of the first set", "compiler/questions/drawn_function.cpp", "columns.push_back(is_second[i] == second ?", "columns.push_back(!second ?", ["spread_of_samples"]),
    ("drawn: draws of another program are this one's", "compiler/questions/drawn_function.cpp", "others.push_back(first + row);", "", ["spread_of_samples", "samples_by_engines"]),
    ("drawn: a run begins where the first did", "compiler/questions/drawn_function.cpp", "draws::kSecondSet + first : first;", "draws::kSecondSet + begin : begin;", ["samples_by_engines"]),
    ("drawn: words of neighbours", "compiler/lower/emit_draws.cpp", "ir_.CreateLShr(draw, 2)", "ir_.CreateLShr(draw, 3)", ["unit.drawn_rows_test"]),
    ("drawn: words that are not taken are", "compiler/sweep/drawn_rows.cpp", "first + static_cast<int64_t>(whole)) == 0) return;", "first + static_cast<int64_t>(whole)) < 2) return;",
     ["unit.drawn_rows_test"]),
    ("figures: a difference forgets the steps", "compiler/questions/figures.cpp", "__builtin_mul_overflow((*right.numbers())[row], *by_right, &b)", "__builtin_mul_overflow((*right.numbers())[row], *by_left, &b)",
     ["samples_by_engines"]),
    ("ends: a range without steps goes any way", "compiler/questions/ends.cpp", "if (is_continuous[i] && figure.directions[i] == Direction::unknown) return false;", "", ["driver/ends_of_ranges.test"]),
    ("ends: what is given varies", "compiler/questions/ends.cpp", "    if (isGiven(spec, parameter.name)) continue;", "    if (isGiven(spec, parameter.name) && figure.empty()) continue;", ["driver/ends_of_ranges.test"]),
    ("crossings: the last step that is equal", "compiler/questions/crossing.cpp", 'best(Wants::least, "==", *first, last)', 'best(Wants::least, ">", *first, last)', ["driver/equal_on_steps.test"]),
    ("crossings: an end without a bill is all", "compiler/questions/search.cpp", "    if (points.empty()) return at_ends;", "    if (!points.empty()) return at_ends;", ["driver/equal_on_steps.test"]),
]
