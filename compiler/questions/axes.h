// Axes as somebody says them: `users`, `users=10..500 step 10`, `machine={box.small, box.large}`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/points.h"
#include "compiler/session/session.h"

namespace smcost::questions {

// Beyond it nobody waits for an answer.
inline constexpr uint64_t kMostPoints = 100'000'000;

// Why an axis is none, as a sentence; or what the spec said of a value that it takes, in `session`.
struct AxisTrouble {
  std::string text;
  std::unique_ptr<session::Session> session;
};

struct Reach {
  std::string name;
  base::Rational low;
  std::optional<base::Rational> high;
};

class AxisReader {
 public:
  // `spec` opens the file, which was checked as `session`.
  AxisReader(const session::Options& spec, const session::Session& session) : spec_(spec), session_(session) {}

  // The axis that a text says; of a name alone what its `param` may be. None: see `trouble`.
  std::optional<Axis> read(const std::string& text);
  // Only between which numbers, all of them: `traffic`, `traffic=0 GB..1 TB`. None: see `trouble`.
  std::optional<std::pair<base::Rational, base::Rational>> ends(const std::string& text);
  // Of a commitment's amount that is asked over without steps: between which ends, of which the upper may be missing. None, and no trouble:
  // it is asked over otherwise.
  std::optional<Reach> reach(const std::string& text);
  // A value as its `param` takes it. None: see `trouble`.
  std::optional<Value> value(const std::string& name, const std::string& text);
  AxisTrouble trouble;

 private:
  std::optional<Axis> fail(std::string text);
  const program::Parameter* parameterOf(const std::string& text, std::string& said);
  std::optional<base::Rational> number(const program::Parameter& parameter, const std::string& text);
  std::optional<Axis> ofDomain(const program::Parameter& parameter);
  std::optional<Axis> ofSet(Axis axis, const program::Parameter& parameter);
  std::optional<Axis> ofRange(const program::Parameter& parameter, const std::string& range);
  std::optional<base::Rational> stepOf(const program::Parameter& parameter, const std::string& low, const base::Rational& from, const std::string& step);
  std::optional<Axis> ofList(const program::Parameter& parameter, const std::string& list);
  std::optional<Axis> stepped(Axis axis, const base::Rational& low, const base::Rational& high, const base::Rational& step);

  const session::Options& spec_;
  const session::Session& session_;
};

// Whether `-p` gives it: then it is this value, whatever else it may be.
bool isGiven(const session::Options& spec, const std::string& name);
// The parameter of a program; null: it has none of that name.
const program::Parameter* parameterNamed(const program::Program& program, const std::string& name);
// The commitment whose amount a parameter is; null: it is another one, or holds in another month.
const program::Commitment* commitmentOf(const program::Program& program, const std::string& name);
// Whether it is an amount in some month of the spec.
bool isAmount(const session::Session& session, const std::string& name);
// What is asked over as an expression: "users", "saving.rate".
std::string figureOf(const session::Session& session, const std::string& name);
// A parameter's value as a point has it; none: it is of a kind that nothing asks over.
std::optional<Value> valueOf(const program::Program& program, const program::Parameter& parameter, const program::ParameterValue& value);
// "25 min", "box.small": as `-p` takes it.
std::string show(const session::Session& session, const std::string& name, const Value& value);

}  // namespace smcost::questions
