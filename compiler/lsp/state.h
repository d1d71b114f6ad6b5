// What the server knows: the workspace, what the client can do, which names it has for files.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/lsp/positions.h"
#include "compiler/rpc/json.h"
#include "compiler/workspace/workspace.h"

namespace smcost::lsp {

using rpc::Failure;
using rpc::findIn;
using rpc::isTrueAt;
using rpc::Json;
using rpc::member;
using rpc::numberAt;
using rpc::textAt;

// How the server speaks by itself; both return at once.
struct Outgoing {
  std::function<void(const std::string& method, Json params)> notify;
  std::function<void(const std::string& method, Json params)> request;  // whose answer nobody waits for
};

struct State {
  State(workspace::Workspace::SettingsOf settings, Outgoing out_in) : workspace(std::move(settings)), out(std::move(out_in)) {}

  workspace::Workspace workspace;
  Outgoing out;
  Json client = Json::object();                    // its capabilities
  bool is_initialized = false, is_shut_down = false;
  std::vector<std::string> roots;                  // folders, as `pathOf` gives them
  std::map<std::string, std::string> uris;         // of open documents, as the client spells them, by path
  std::set<std::string> unsaid;                    // specs whose findings may be others than those last told
  // What was told of files, by uri: the findings of each spec in it.
  std::map<std::string, std::map<std::string, Json>> told;

  // "/home/me/spec.smcost" of a URI; of one that names no file a path of its own.
  std::string pathOf(const std::string& uri) const;
  std::string uriOf(const std::string& path) const;
};

// A text document that a request speaks of, in the spec that it is.
struct Document {
  workspace::SharedSnapshot snapshot;
  source::FileId file;
  std::string_view text;                           // as long as the snapshot
  Positions positions;

  size_t offsetAt(const Json& position) const;
  std::pair<size_t, size_t> bytesOf(const Json& range) const;
};
// From `params.textDocument`. Throws Failure when there is none.
Document documentOf(State& state, const Json& params);

Json positionOf(const Position& position);

// Spans of a snapshot's files as the protocol gives them.
class Ranges {
 public:
  Ranges(const State& state, workspace::Snapshot& snapshot) : state_(state), snapshot_(snapshot) {}

  Json range(const source::Span& span);
  // None: nobody can open its file.
  std::optional<std::string> uri(source::FileId file);
  std::optional<Json> location(const source::Span& span);

 private:
  const State& state_;
  workspace::Snapshot& snapshot_;
  std::map<source::FileId, Positions> positions_;
  std::map<source::FileId, std::optional<std::string>> uris_;
};

}  // namespace smcost::lsp
