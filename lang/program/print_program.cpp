#include <fmt/format.h>

#include <algorithm>

#include "lang/program/program.h"

namespace smcost::program {

Program::Program(std::shared_ptr<const Program> below)
    : declared(std::move(below)), dimensions(&declared->dimensions), names(&declared->names), pool(&declared->pool),
      cells(&declared->cells), shapes(&declared->shapes), keys(&declared->keys), facts(&declared->facts), meters(&declared->meters),
      allowances(&declared->allowances), plans(&declared->plans), offers(&declared->offers), editions(&declared->editions),
      sources(&declared->sources), rate_texts(&declared->rate_texts), rates(&declared->rates), included(declared->included),
      placements(&declared->placements) {
  spec = declared->spec;
  for (IncludedFile& file : included) file.region = {};
}

std::set<base::NameId> regionsInUse(const Program& program) {
  std::set<base::NameId> regions;
  if (program.region) regions.insert(program.region);
  for (const UsageTable& usage : program.usage) {
    for (const base::NameId region : usage.regions) {
      if (region) regions.insert(region);
    }
  }
  return regions;
}

std::string statementName(const Program& program, StatementId id) {
  const Statement& statement = program.statements[id.value];
  if (statement.name) return std::string(program.names.text(statement.name));
  std::string head(program.names.text(statement.head));
  return statement.ordinal == 1 ? head : fmt::format("{}#{}", head, statement.ordinal);
}

std::string lineName(const UsageLine& line) {
  return line.item > 1 ? fmt::format("{}#{}", line.name, line.item) : line.name;
}

namespace {

void printTable(std::string& out, const Program& program, const Table& table) {
  for (uint32_t row = 0; row < table.rows; ++row) {
    out += fmt::format("  row {}:", row);
    for (const auto& column : table.columns) {
      out += ' ';
      out += column.empty() ? "·" : base::toExactString(program.cells.value(column[row]));
    }
    out += '\n';
  }
}

// In seconds of the period; long ones are cut.
std::string printPlacement(const Placement& placement, uint32_t id) {
  constexpr size_t kShownRanges = 4;
  std::string out = fmt::format("{}placement {}: {} s in", id == 0 ? "\n" : "", id, placement.seconds);
  for (size_t i = 0; i < std::min(kShownRanges, placement.ranges.size()); ++i) {
    out += fmt::format(" {}..{}", placement.ranges[i].begin, placement.ranges[i].end);
  }
  return out + (placement.ranges.size() > kShownRanges ? " …\n" : "\n");
}

std::string printVariables(const Program& program) {
  std::string out;
  for (const Variable& variable : program.variables.all) {
    out += fmt::format("variable {} = {}{}\n", variable.name, variable.value ? variable.value->get_str() : "a name", variable.is_fixed ? ", fixed" : "");
  }
  const auto cells = [&](std::string_view kind, const std::vector<VariedCell>& varied) {
    for (const VariedCell& cell : varied) {
      out += fmt::format("  {} table {}, row {}, column {} is {}\n", kind, cell.table, cell.row, cell.column, program.variables.all[cell.variable].name);
    }
  };
  cells("usage", program.variables.usage);
  cells("check", program.variables.checks);
  Shape guards;
  guards.name = "guards";
  for (const Variable& variable : program.variables.all) guards.params.push_back({variable.name, variable.dimension});
  guards.outputs = program.variables.guards;
  for (size_t i = 0; i < guards.outputs.size(); ++i) guards.output_names.push_back(fmt::format("holds {}", i));
  return program.variables.all.empty() ? out : out + print(program.pool, guards);
}

}  // namespace

std::string print(const Program& program) {
  std::string out = fmt::format("spec {}\nperiod {}{}\nregion {}{}\nedition {}\n", program.spec, program.period.name,
                                program.period.assumed ? " (assumed)" : "", program.names.text(program.region),
                                program.region_assumed ? " (assumed)" : "", program.editionName());
  for (const Parameter& parameter : program.parameters) out += fmt::format("param {}\n", print(program, parameter));
  for (const UsageTable& usage : program.usage) {
    out += '\n' + print(program.pool, program.shape(usage.table.shape));
    for (size_t row = 0; row < usage.statements.size(); ++row) {
      out += fmt::format("  row {} is {}", row, statementName(program, usage.statements[row]));
      for (size_t line = 0; line < usage.lines.size(); ++line) {
        if (usage.keys[line].empty()) continue;
        KeyId key = usage.keys[line][row];
        out += fmt::format(", {} by {}", usage.lines[line].name, key ? program.keys[key.value].text : "?");
      }
      for (uint32_t line = 0; line < usage.lines.size(); ++line) {
        const auto& placements = usage.placements[line];
        if (placements.empty() || !placements[row]) continue;
        out += fmt::format(", {} placed by {}", usage.lines[line].name, placements[row].value);
      }
      out += '\n';
    }
    printTable(out, program, usage.table);
    for (const Brought& brought : usage.brings) out += fmt::format("  brings {}: {}\n", brought.module, brought.what);
    for (const std::string& missing : usage.not_included) out += fmt::format("  not included: {}\n", missing);
  }
  for (uint32_t i = 0; i < program.placements.size(); ++i) out += printPlacement(program.placements[{i}], i);
  for (const CheckTable& checks : program.check_tables) {
    out += '\n' + print(program.pool, program.shape(checks.table.shape));
    printTable(out, program, checks.table);
  }
  return out + printVariables(program);
}

}  // namespace smcost::program
