// `smcost prices`: the commands over price books.
#include <CLI/CLI.hpp>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kPricesFooter =
    "A price book is a text, NAME.smprices: a header, then a line for each price, sorted. It lives beside the\n"
    "specs, in git. The program brings one; nothing of this is needed for a first bill.\n"
    "`smcost prices COMMAND --help` has examples.";

constexpr const char* kFetchFooter =
    "Fetches the public list of each region that --region names, else of those that the specs say (without specs: all\n"
    "that lie here), and makes the price book of them as `smcost prices import` does. What the book has already is not\n"
    "fetched again. The book is written once everything has come, or stays as it was (exit code 4).\n"
    "Proxies are those of `https_proxy` and `no_proxy`; certificates of your own are in the file SSL_CERT_FILE names.\n"
    "Examples:\n"
    "  smcost prices fetch SERVICE                        of the regions that the specs here say\n"
    "  smcost prices fetch SERVICE costs/api.smcost       of those of a spec\n"
    "  smcost prices fetch SERVICE --region us-east-1 --region eu-west-1\n"
    "  smcost prices fetch SERVICE --url https://mirror.example/prices   the same paths, from a mirror";

constexpr const char* kVerifyFooter =
    "A line for each book: its edition, rows, day of publication and digest, which is its SHA-256 as `sha256sum`\n"
    "prints it. Of a wrong one the first line at fault, with exit code 1.\n"
    "Examples:\n"
    "  smcost prices verify prices/ours.smprices\n"
    "  smcost prices verify prices/*.smprices";

constexpr const char* kListFooter =
    "The first place that has a service and edition wins alone: `--prices FILE`; the folders `prices` beside the\n"
    "spec and above it, up to the root of its repository; `$XDG_DATA_HOME/smcost/prices`; the program.\n"
    "Examples:\n"
    "  smcost prices list                     as a spec of this folder would find them\n"
    "  smcost prices list costs/api.smcost    as that one does";

constexpr const char* kLockFooter =
    "Writes `smcost.lock`: the digest of each book that bills take now. Specs at or below its folder then take no\n"
    "other: a book that changed is an error until it is pinned anew. `--locked` demands that there is a lock.\n"
    "Examples:\n"
    "  smcost prices lock                     at the root of the repository, or over the one that is there\n"
    "  smcost eval --locked spec.smcost";

constexpr const char* kShowFooter =
    "A meter, a key or what it begins with, or both. Exit code 3 when there is no such price.\n"
    "Examples:\n"
    "  smcost prices show METER                            all its prices of today\n"
    "  smcost prices show METER KEY --region eu-west-1     one of them\n"
    "  smcost prices show KEY --history --format csv       in all meters and regions, of all days";

constexpr const char* kDiffFooter =
    "A and B are dates, at which the book that is found is looked at, or book files, which are compared whole.\n"
    "Examples:\n"
    "  smcost prices diff 2026-05-01 2026-11-01             which rows changed, are new, are gone\n"
    "  smcost prices diff old.smprices new.smprices\n"
    "  smcost prices diff 2026-05-01 2026-11-01 --spec 'costs/*.smcost'   and what that does to bills\n"
    "With --spec, JSON and markdown are of the bills, a document for each, as `smcost diff` writes them.";

// A spec whose books are meant.
void addSpec(CLI::App& command, Arguments& arguments) {
  command.add_option_function<std::string>(
             "SPEC", [&arguments](const std::string& file) { arguments.files = {file}; }, "a spec, from where books are looked for; this folder without it")
      ->type_name("");
  addPriceBook(command, arguments);
  addMessages(command, arguments);
  addOutput(command, arguments);
}

void addList(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("list", "the price books that are found, and which of them bills take");
  command->footer(kListFooter);
  addSpec(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_list; });
}

void addLock(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("lock", "pin the price books that bills take now");
  command->footer(kLockFooter);
  addSpec(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_lock; });
}

void addShow(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("show", "prices of the book, with their dates and sources");
  command->footer(kShowFooter);
  command->add_option("WORD", arguments.shown, "a meter, the beginning of a key, or both")->required()->expected(1, 2)->type_name("");
  addText(*command, "--region", arguments.region, "REGION", "one region");
  command->add_flag("--history", arguments.with_history, "prices of all days, not only of today");
  addPriceBook(*command, arguments);
  addFormat(*command, arguments, "text|json|csv", "how the rows are written");
  addMessages(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_show; });
}

void addBookDiff(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("diff", "what differs between two price books or days, and what it does to bills");
  command->footer(kDiffFooter);
  command->add_option("A", arguments.files, "A B: dates such as 2026-05-01, or book files")->required()->expected(2)->type_name("");
  command->add_option("--spec", arguments.specs, "bills to compare; patterns too")->type_name("SPEC");
  addReading(*command, arguments);
  addEngine(*command, arguments);
  addFormat(*command, arguments, "text|json|markdown", "how the bills' differences are written");
  addDigits(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_diff; });
}

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

void addFetch(CLI::App& group, Arguments& arguments) {
  CLI::App* command = group.add_subcommand("fetch", "get a provider's public lists, and make a price book of them");
  command->footer(kFetchFooter);
  command->add_option("SERVICE", arguments.service, "whose prices: the module that a spec uses")->required()->type_name("");
  command->add_option("FILE", arguments.files, "specs or folders whose regions are wanted")->type_name("");
  command->add_option("--region", arguments.regions, "a region, instead of those of the specs; as often as wanted")->type_name("REGION")->allow_extra_args(false);
  addText(*command, "--url", arguments.url, "BASE", "a server instead of the provider's: http://host, https://host/path");
  addText(*command, "--stdlib", arguments.stdlib_dir, "DIR", "a standard library instead of the built-in one");
  command->add_option("--timeout", arguments.timeout, "give up a server that sends nothing for so long (30)")->type_name("SECONDS")->check(CLI::Range(1, 3600));
  command->add_option("--tries", arguments.tries, "how often each file is asked for (6)")->type_name("COUNT")->check(CLI::Range(1, 100));
  addOutput(*command, arguments);
  addMessages(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::prices_fetch; });
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

void addPrices(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* group = addCommand(app, "prices", "price books: prove, find, show, compare and pin them", kPricesFooter, wanted);
  if (group == nullptr) return;
  group->require_subcommand(1);
  addBookDiff(*group, arguments);
  addFetch(*group, arguments);
  addList(*group, arguments);
  addLock(*group, arguments);
  addShow(*group, arguments);
  addImport(*group, arguments);
  addVerify(*group, arguments);
}

}  // namespace smcost::driver
