// Between which totals a bill lies as its inputs take all values that they may, for the printers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::runtime {

struct Ends {
  // What an input is there, as `-p` takes it: "run_time", "20 min".
  using At = std::pair<std::string, std::string>;
  // One input alone, all others as written: what its values make of the total, and which one does.
  struct Input {
    std::string name;
    base::Rational low, high;
    std::string low_at, high_at;
  };
  std::string not_proved;                 // why there are none; empty: they are exact
  base::Rational low, high;
  std::vector<At> low_at, high_at;        // with all inputs, in order of the file
  std::vector<Input> inputs;              // the one that moves the total most first; some may be missing that are not proved
  std::vector<std::string> left_out;      // ranges of which nothing was asked: "machine: which SKUs it may be is not known"
  std::string without_bill;               // why some values have no bill; empty: all have one
};

// "461/3000 USD to 461/2000 USD" and what moves it, a line each.
std::vector<std::string> endsText(const Ends& ends, const base::Rational& total, const std::string& currency, int digits);

}  // namespace smcost::runtime
