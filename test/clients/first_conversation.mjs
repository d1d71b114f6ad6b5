// node first_conversation.mjs PACKAGES SMCOST EXAMPLE: a spec is opened, changed, spoiled, mended and closed, as an editor does it.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "./lsp_client/client.mjs";

const [packages, smcost, example] = process.argv.slice(2);
const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "smcost clients-")));
const command = [smcost, "lsp"];
const text = fs.readFileSync(example, "utf8");

// Asked for.
const server = await startServer({ command, packages, root });
const spec = await server.open("spec.smcost", text);
assert.deepEqual(await spec.diagnostics(), []);
assert.ok((await spec.hints()).length > 0, "statements have no hints");
assert.equal(await spec.formatted(), text);
await spec.replace("total", "totol");
const [wrong] = await spec.diagnostics();
assert.equal(spec.slice(wrong.range), "totol");
const [fix] = await spec.actions(wrong.range, { diagnostics: [wrong], only: ["quickfix"] });
await server.applyEdit(fix.edit);
assert.equal(spec.text, text);
assert.deepEqual(await spec.diagnostics(), []);
const bill = await server.request("workspace/executeCommand", { command: "smcost.bill", arguments: [spec.uri, "markdown"] });
assert.match(bill, /^\| \*\*total\*\* /m);
await assert.rejects(server.request("no/method", {}), { code: -32601 });
await spec.close();
assert.equal(await server.shutdown(), 0);

// Told.
const telling = await startServer({ command, packages, root, without: ["textDocument.diagnostic"] });
const told = await telling.open("spec.smcost", text);
assert.deepEqual(await told.waitForDiagnostics(), []);
await told.type(told.at("total"), "\u{1f600} ");
assert.ok((await told.waitForDiagnostics()).length > 0, "nothing is told of a spoiled text");
await told.setText(text);
assert.deepEqual(await told.waitForDiagnostics(), []);
assert.equal(await telling.vanish(), 1);

fs.rmSync(root, { recursive: true });
console.log("both conversations went as they should");
