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
  addVerify(*group, arguments);
}

}  // namespace smcost::driver
