#include "compiler/session/price_lists.h"

#include "compiler/session/modules.h"

namespace smcost::session {

std::vector<program::PriceList> priceLists(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink) {
  ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files);
  const bool has_file = options.text || !options.path.empty();
  return check::priceLists(sources, has_file ? loader.load(options.path, options.text) : loader.loadLibrary(), sink);
}

}  // namespace smcost::session
