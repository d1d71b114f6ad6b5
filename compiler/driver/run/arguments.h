// What the user typed, as values. Only the room `line` knows how it is spelt.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/session/session.h"
#include "lang/diagnostics/render.h"
#include "runtime/findings/findings.h"
#include "runtime/report/report.h"

namespace smcost::driver {

enum class Command : unsigned char { check, compare, completions, config, diff, doctor, eval, explain, fmt, help, lsp, man, maximise, mcp, minimise, new_, prices_diff, prices_fetch, prices_import, prices_list, prices_lock, prices_show, prices_verify, repl, sample, skill, solve, sweep, test };
// What `--emit` shows: a form on the way to the bill, or the bill itself.
enum class Form : unsigned char { ast, program, lowered, llvm, assembly, bill };
enum class ColorMode : unsigned char { automatic, always, never };

// A setting as `smcost config` shows it.
struct Setting {
  std::string name, value, from;             // "period", "2025-03", ".smcost.toml:3"
};

struct Arguments {
  Command command = Command::check;
  std::vector<std::string> files;            // "-" is stdin
  std::vector<std::string> axes;             // sweep FILE [NAME | AXIS…]
  std::vector<std::string> figures;          // sweep --of NAME,…
  std::string question;                      // solve FILE [NAME | QUESTION]; empty: all that the file declares
  std::optional<std::chrono::milliseconds> time_limit;  // minimise --time-limit 10s
  std::optional<std::string> plot;           // --plot [FILE.svg]; empty: a picture behind the table
  bool quiet = false;                        // --quiet: no line of progress
  uint64_t draws = 10'000, seed = 1;         // sample -n, --seed
  std::optional<uint64_t> pairs;             // sample --spread
  std::vector<std::string> percentile_checks;  // sample --check 'p90 total <= 1_200 USD'
  std::optional<uint64_t> threads;           // sample, sweep --threads; none: as many as there are cores
  std::vector<std::string> scenarios;        // compare FILE [SCENARIO…]
  std::string line_name;                     // explain FILE [LINE-NAME]
  std::optional<std::string> fail_if;        // diff --fail-if 'delta > 50 USD'
  std::vector<std::string> only_regions;     // prices import --only REGION
  std::string topic;                         // help [TOPIC [FILE]]
  std::optional<uint16_t> code;              // explain SMC3001

  std::string service;                       // prices fetch SERVICE
  std::vector<std::string> regions;          // prices fetch --region, as often as wanted
  std::optional<std::string> url;            // prices fetch --url: in place of scheme and host
  unsigned timeout = 30;                     // prices fetch --timeout, --tries
  unsigned tries = 6;

  std::string root = ".";                    // mcp --root DIR
  std::string shell;                         // completions SHELL
  std::string page;                          // man [PAGE]

  std::optional<std::string> period;
  std::optional<std::string> region;
  // Set in a file or a variable: they hold for specs that do not say it, and a report says so.
  std::optional<check::Assumed> assumed_period, assumed_region, assumed_library;
  std::vector<std::pair<std::string, std::string>> params;
  std::optional<std::vector<std::string>> group_by;  // --group-by: tags, the outermost first
  std::optional<std::string> scenario;       // of the file; none: as written
  session::EngineKind engine = session::EngineKind::automatic;
  bool strict = false;
  bool use_stdlib = true;
  bool trust = false;                        // what the repository sets and uses is the user's own
  std::optional<std::string> stdlib_dir;
  std::optional<std::string> prices;         // --prices FILE: the price book
  bool locked = false;                       // --locked: it is pinned, or that is an error

  std::optional<Form> emit;                  // none: the command's own output
  runtime::Format format = runtime::Format::text;
  // `--format junit|sarif`: what was found, instead of the command's own output.
  std::optional<runtime::FindingsFormat> findings;
  std::optional<std::string> output;         // -o FILE; none: stdout
  bool summary = false;
  bool ends = false;                         // eval --ends
  std::optional<int> digits;                 // --digits: decimals of an amount for people
  bool check = false;                        // fmt --check: say what would change
  bool diff = false;                         // fmt --diff: show it
  bool report = false;                       // test --report: what was printed against what is right
  bool time = false;
  ColorMode color = ColorMode::automatic;
  diagnostics::Style diagnostics = diagnostics::Style::rich;
  std::optional<std::string> history;        // of the REPL
  // prices show METER KEY; prices diff A B --spec SPEC
  std::vector<std::string> shown;
  bool with_history = false;
  std::vector<std::string> specs;
  std::vector<Setting> settings;             // config: all there are
};

}  // namespace smcost::driver
