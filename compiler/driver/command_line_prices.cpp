// `smcost prices`: the commands over price books.
#include <CLI/CLI.hpp>

#include "compiler/driver/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kPricesFooter =
    "A price book is a text, NAME.smprices: a header, then a line for each price, sorted. It lives beside the\n"
    "specs, in git. The program brings one; nothing of this is needed for a first bill.\n"
    "`smcost prices COMMAND --help` has examples.";

constexpr const char* kVerifyFooter =
    "A line for each book: its edition, rows, day of publication and digest, which is its SHA-256 as `sha256sum`\n"
    "prints it. Of a wrong one the first line at fault, with exit code 1.\n"
    "Examples:\n"
    "  smcost prices verify prices/ours.smprices\n"
    "  smcost prices verify prices/*.smprices";

constexpr const char* kImportFooter =
    "Reads a provider's offer file (JSON or CSV), its file of plans, what its price page is made of, or a CSV of\n"
    "one's own, with columns meter, region, key, price, unit and, where there are, from, until, plan, source. Which it is,\n"
    "its content says; which usage type is which meter, the library. What changed since the book's last list ends and\n"
    "begins anew, what did not stays, what the list no longer has ends. The account says what became of each row.\n"
    "Exit code 2 with --strict when a row is not understood; 4, and nothing written, for a wrong or older list and for\n"
    "two prices of one place and time.\n"
    "Examples:\n"
    "  smcost prices import index.json                        into prices/, or the user's own book\n"
    "  smcost prices import -o prices/ours.smprices index.csv plans.json\n"
    "  smcost prices import --only eu-west-1 --format json index.json";

void addImport(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("import", "read a provider's lists, or one's own, into a price book");
  command->footer(kImportFooter);
  command->add_option("FILE", arguments.files, "lists to read")->required()->type_name("");
  command->add_option("--only", arguments.only_regions, "only the prices of this region; may be repeated")->type_name("REGION")->allow_extra_args(false);
  command->add_flag("--strict", arguments.strict, "a row that is not understood is a failure");
  addText(*command, "-o,--output", arguments.output, "BOOK", "the book, instead of the default one");
  addText(*command, "--stdlib", arguments.stdlib_dir, "DIR", "use this library instead of the built-in one");
  addFormat(*command, arguments, "text|json", "how the account is written");
  addMessages(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_import; });
}

void addVerify(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("verify", "prove the texts of price books: form, order, figures and digest");
  command->footer(kVerifyFooter);
  command->add_option("BOOK", arguments.files, "price books to read; `-` is stdin")->required()->type_name("");
  addMessages(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_verify; });
}

}  // namespace

void addPrices(CLI::App& app, Arguments& arguments) {
  CLI::App* group = app.add_subcommand("prices", "price books: prove, find, show, compare and pin them");
  group->footer(kPricesFooter);
  group->require_subcommand(1);
  addImport(*group, arguments);
  addVerify(*group, arguments);
}

}  // namespace smcost::driver
