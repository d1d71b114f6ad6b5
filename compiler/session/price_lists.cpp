#include "compiler/session/price_lists.h"

#include "compiler/load/modules.h"

namespace smcost::session {

std::vector<program::PriceList> priceLists(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink) {
  load::ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files, nullptr);
  const bool has_file = options.text || !options.path.empty();
  return check::priceLists(sources, has_file ? loader.load(options.path, options.text) : loader.loadLibrary(), sink);
}

}  // namespace smcost::session
