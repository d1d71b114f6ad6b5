#include "compiler/session/price_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/load/modules.h"
#include "runtime/book/usage_types.h"

namespace smcost::session {

std::vector<program::PriceList> priceLists(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink) {
  load::ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files, nullptr);
  const bool has_file = options.text || !options.path.empty();
  return check::priceLists(sources, has_file ? loader.load(options.path, options.text) : loader.loadLibrary(), sink);
}

std::optional<std::string> describeUsageType(const Options& options, std::string_view usage_type) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  for (const program::PriceList& list : priceLists(options, sources, sink)) {
    const book::UsageMeaning meaning = book::UsageTypes(list).find(usage_type);
    if (meaning.isUnknown()) continue;
    std::string text = fmt::format("usage type {}  (price list {})\n\n", usage_type, list.name);
    if (meaning.ignored) return text + fmt::format("no price of the library: {}\n", meaning.ignored->reason);
    const auto unit = std::find_if(list.units.begin(), list.units.end(), [&](const auto& one) { return one.name == meaning.usage->unit; });
    const std::string key = meaning.key.empty() ? "" : fmt::format("({})", meaning.key);
    text += fmt::format("meter {}{} in {}{}{}\n", meaning.usage->meter, key, meaning.region->name, meaning.region->title.empty() ? "" : ", ",
                        meaning.region->title);
    if (meaning.usage->is_free) return text + "free of charge\n";
    return text + fmt::format("priced per {}, which the list calls {}\n", unit == list.units.end() ? "?" : unit->unit, meaning.usage->unit);
  }
  return std::nullopt;
}

}  // namespace smcost::session
