// A language server over two descriptors.
#pragma once

#include "compiler/workspace/workspace.h"

namespace smcost::lsp {

// Until the client is gone. 0 if it had asked for it, else 1.
int serve(int in, int out, workspace::Workspace::SettingsOf settings);

}  // namespace smcost::lsp
