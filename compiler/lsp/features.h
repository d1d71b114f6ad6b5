// What a client may ask, one function a method. Each takes the params of a request and returns its result; what it cannot answer is a
// Failure.
#pragma once

#include "compiler/lsp/state.h"

namespace smcost::lsp {

// sync.cpp: what is open, and what changed on the disk.
void didOpen(State& state, const Json& params);
void didChange(State& state, const Json& params);
void didClose(State& state, const Json& params);
void didChangeWatchedFiles(State& state, const Json& params);
void didChangeWorkspaceFolders(State& state, const Json& params);

// findings.cpp: diagnostics, told by the server or asked for.
Json diagnostic(State& state, const Json& params);
// Of one spec that is `unsaid`, told for all files that it uses.
void tellFindings(State& state, const std::string& spec);

// costs.cpp: what it costs, beside the text.
Json inlayHint(State& state, const Json& params);
Json resolveInlayHint(State& state, const Json& hint);
Json codeLens(State& state, const Json& params);
Json executeCommand(State& state, const Json& params);

// writing.cpp: help for who writes.
Json completion(State& state, const Json& params);
Json signatureHelp(State& state, const Json& params);
Json hover(State& state, const Json& params);

// edits.cpp: other texts that say the same.
Json formatting(State& state, const Json& params);
Json rangeFormatting(State& state, const Json& params);
Json onTypeFormatting(State& state, const Json& params);
Json codeAction(State& state, const Json& params);

// names.cpp: what names mean, in all specs that name it.
Json definition(State& state, const Json& params);
Json references(State& state, const Json& params);
Json documentHighlight(State& state, const Json& params);
Json prepareRename(State& state, const Json& params);
Json rename(State& state, const Json& params);
Json documentSymbol(State& state, const Json& params);
Json workspaceSymbol(State& state, const Json& params);
Json foldingRange(State& state, const Json& params);
Json semanticTokens(State& state, const Json& params);
// The words for the numbers in it.
Json semanticTokensLegend();

}  // namespace smcost::lsp
