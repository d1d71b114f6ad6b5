// smcost sweep: what a spec comes to over ranges of its parameters.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/threads.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/questions/axes.h"
#include "compiler/questions/print_sweep.h"

namespace smcost::driver {

ExitCode runSweep(const Arguments& arguments) {
  const auto threads = threadsOf(arguments);
  if (!threads) return complainOfThreads();
  const session::Options options = sessionOptions(arguments, arguments.files.front());
  session::Options first = options;
  for (const std::string& name : arguments.figures) {
    if (name != "invoice") first.asked.push_back(name);
  }
  session::Session session(std::move(first));
  if (!session.check()) return finish(session, arguments);
  questions::AxisReader reader(options, session);
  std::vector<questions::Axis> axes;
  std::vector<std::string> names;
  for (const std::string& text : arguments.axes) {
    auto axis = reader.read(text);
    if (!axis && reader.trouble.session) return finish(*reader.trouble.session, arguments);
    if (!axis) return complain(reader.trouble.text);
    if (std::find(names.begin(), names.end(), axis->name) != names.end()) return complain(fmt::format("`{}` is swept twice", axis->name));
    if (givesParam(arguments, axis->name)) return complain(fmt::format("`{0}` is given by `-p {0}=…` and swept", axis->name));
    names.push_back(axis->name);
    axes.push_back(std::move(*axis));
  }
  std::vector<questions::Figure> figures;
  for (const std::string& name : arguments.figures) {
    figures.push_back({name, name == "invoice" ? questions::Figure::Of::invoice : questions::Figure::Of::bill});
  }
  if (figures.empty()) figures.push_back({"total"});
  const questions::Space space(std::move(axes));
  if (space.size() > questions::kMostPoints) {
    return complain(fmt::format("these are {} points, and {} are the most: take a greater step, or fewer values", space.size().get_str(), questions::kMostPoints));
  }
  questions::Workers workers([&] { return std::make_unique<questions::BillFunction>(options, names, figures); }, *threads);
  Output output(arguments.output);
  questions::SweepHead head{session, space, figures, arguments.digits.value_or(runtime::kUsualDigits), output.width()};
  const auto writer = questions::makeSweepWriter(arguments.format == runtime::Format::text ? output.stream() : output.bytes(), head, arguments.format);
  const questions::Sweep found = questions::sweep(workers, space, writer->shown(), [&](uint64_t begin, const auto& columns, const auto& answers) {
    writer->add(begin, columns, answers);
  });
  writer->end(found);
  const ExitCode code = finish(session, arguments);
  return commitOutput(output, arguments, found.failed == found.points ? worse(code, ExitCode::text_wrong) : code);
}

}  // namespace smcost::driver
