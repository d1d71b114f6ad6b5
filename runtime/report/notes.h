// What a bill says beside its lines: allowances taken or left, commitments, what they cannot cover.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/report/figures.h"

namespace smcost::runtime {

// "allowance", "free tier", "commitment", "not placed", each with its sentence.
struct Note {
  std::string title;
  std::string text;
};

// Of the context's own bill (one month).
std::vector<Note> notesOf(const ReportContext& context);

// "taken", "free tier off", ...
std::string_view holdingText(Holding holding);

// How a commitment is paid: by the hour, and before its term.
struct Payments {
  base::Rational hourly;        // in this period
  base::Rational upfront_part;  // what this period has of the payment upfront
  base::Rational paid_upfront;  // before the term, for all of it
  // Of a term with a date: what is paid in this period, and when it was paid upfront.
  std::optional<base::Rational> in_cash;
};
// What a commitment saves of the prices on demand; none where there is nothing to divide by.
struct Saving {
  base::Rational effective;                   // of what it covered, less all that it costs
  std::optional<base::Rational> theoretical;  // as much if usage like the covered took all of it
  std::optional<base::Rational> utilization;  // what usage took of it
  std::optional<base::Rational> coverage;     // what it covered of all that it could
};
Saving savingOf(const CommitmentUse& use);
Payments paymentsOf(const program::Program& program, const CommitmentUse& use, const program::Commitment& commitment);

}  // namespace smcost::runtime
