// What a bill says beside its lines: allowances taken or left, commitments, what they cannot cover.
#pragma once

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
};
Payments paymentsOf(const program::Program& program, const CommitmentUse& use, const program::Commitment& commitment);

}  // namespace smcost::runtime
