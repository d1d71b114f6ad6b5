// node every_request.mjs PACKAGES SMCOST: each request that the server says it answers, with the protocol's own library, which says whether the answers are of its types.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "./lsp_client/client.mjs";

const [packages, smcost] = process.argv.slice(2);
const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "smcost every-")));
const text = `use aws.sagemaker @ page-de
region us-east-1
period 2025-03

# What is trained, by whom.
let hours = 30min
concept = train 4x ml.m4.4xlarge (hours)
  with debugger builtin 2
scenario long {
  set concept.run = 2 h
}
budget total <= 100 USD
`;
fs.writeFileSync(path.join(root, "user.smcost"), 'use "./spec.smcost"\nlet twice = hours * 2\n');

const server = await startServer({ command: [smcost, "lsp"], packages, root });
const types = server.protocol;
const spec = await server.open("spec.smcost", text);
const asked = new Set();
const ask = (method, params) => {
  asked.add(method);
  return spec.request(method, params);
};
const all = (list, is) => {
  assert.ok(Array.isArray(list) && list.length > 0);
  for (const one of list) assert.ok(is(one), JSON.stringify(one));
  return list;
};

assert.deepEqual((await ask("textDocument/diagnostic")).items, []);
const [hint] = all(await ask("textDocument/inlayHint", { range: spec.whole() }), types.InlayHint.is);
// 4 x 0.5 h x 0.96 USD/h.
assert.equal(hint.label, "1.92 USD");
asked.add("inlayHint/resolve");
assert.ok(types.MarkupContent.is((await server.request("inlayHint/resolve", hint)).tooltip));
const lenses = all(await ask("textDocument/codeLens"), types.CodeLens.is).map((one) => one.command.title);
// 2 h of four machines are 7.68 USD, four times as much.
assert.deepEqual(lenses, ["1.92 USD in 2025-03, us-east-1, page-de", "budget kept", "long: 7.68 USD (+300.0 %)"]);
assert.ok(types.MarkupContent.is((await ask("textDocument/hover", { position: "conc|ept" })).contents));
all((await ask("textDocument/completion", { position: "train 4x |ml" })).items, (one) => typeof one.label === "string" && types.TextEdit.is(one.textEdit));
const help = await ask("textDocument/signatureHelp", { position: "train 4x |ml" });
all(help.signatures, (one) => typeof one.label === "string" && one.parameters.every(({ label }) => label[0] < label[1]));
assert.ok(types.Location.is(await ask("textDocument/definition", { position: "(ho|urs" })));
assert.equal(all(await ask("textDocument/references", { position: "(ho|urs", context: { includeDeclaration: true } }), types.Location.is).length, 3);
all(await ask("textDocument/documentHighlight", { position: "(ho|urs" }), (one) => types.Range.is(one.range) && [2, 3].includes(one.kind));
assert.equal((await ask("textDocument/prepareRename", { position: "(ho|urs" })).placeholder, "hours");
const renamed = await ask("textDocument/rename", { position: "(ho|urs", newName: "length" });
assert.ok(types.WorkspaceEdit.is(renamed));
all(await ask("textDocument/documentSymbol"), (one) => types.Range.is(one.range) && types.Range.is(one.selectionRange) && one.name.length > 0 && one.kind >= 1 && one.kind <= 26);
all(await ask("textDocument/foldingRange"), types.FoldingRange.is);
asked.add("workspace/symbol");
all(await server.request("workspace/symbol", { query: "concept" }), (one) => types.Location.is(one.location) && one.name.length > 0);
const { data } = await ask("textDocument/semanticTokens/full");
assert.ok(data.length > 0 && data.length % 5 === 0);
all(await ask("textDocument/codeAction", { range: spec.range("ml.m4.4xlarge"), context: { diagnostics: [] } }), types.CodeAction.is);
asked.add("workspace/executeCommand");
assert.match(await server.request("workspace/executeCommand", { command: "smcost.explain", arguments: [spec.uri, "concept"] }), /^concept = train/);

// A renamed text, in this file and the other, comes to the same.
await server.applyEdit(renamed);
assert.equal(spec.text, text.replaceAll("hours", "length"));
assert.equal(fs.readFileSync(path.join(root, "user.smcost"), "utf8"), 'use "./spec.smcost"\nlet twice = length * 2\n');
assert.equal((await ask("textDocument/codeLens"))[0].command.title, lenses[0]);

// Set in another way, and back.
await spec.replace("let length = 30min", "let   length=30min");
const options = { tabSize: 2, insertSpaces: true };
all(await ask("textDocument/rangeFormatting", { range: spec.range("let   length=30min"), options }), types.TextEdit.is);
all(await ask("textDocument/onTypeFormatting", { position: spec.positionOf(spec.text.indexOf("concept =")), ch: "\n", options }), types.TextEdit.is);
asked.add("textDocument/formatting");
assert.equal(await spec.formatted(), text.replaceAll("hours", "length"));

// What is taken back is said to be, and what comes behind it is answered.
const source = new types.CancellationTokenSource();
const pending = spec.request("textDocument/rename", { position: "concept =", newName: "other" }, source.token);
source.cancel();
await pending.catch((error) => assert.equal(error.code, types.LSPErrorCodes.RequestCancelled));
assert.ok((await spec.hints()).length > 0);

// Every capability has a request here.
const said = Object.keys(server.capabilities).filter((one) => one.endsWith("Provider"));
const methodOf = (provider) => provider.replace("Provider", "").toLowerCase().replace("document", "").replace("workspace", "");
const methods = [...asked].map((one) => one.toLowerCase().replace("textdocument/", "").replace("document", "").replace("workspace/", "").replace("/full", ""));
for (const provider of said) assert.ok(methods.some((one) => one.startsWith(methodOf(provider)) || methodOf(provider).startsWith(one)), `${provider} is not asked`);
assert.equal(await server.shutdown(), 0);
fs.rmSync(root, { recursive: true });
console.log(`${asked.size} requests are answered in the protocol's types`);
