// A client of a language server, for tests: over stdio, with the protocol's own library.
//
//   const server = await startServer({ command: [smcost, "lsp"], packages, root });
//   const spec = await server.open("a.smcost", "use aws.sagemaker\n…");
//   await spec.replace("2x", "3x");
//   const hints = await spec.request("textDocument/inlayHint", { range: spec.whole() });
//   await server.shutdown();
//
// Each wait has an end: what does not come in time is an Error that says what was waited for, with what the server wrote to stderr.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fullCapabilities } from "./capabilities.mjs";
import { Document } from "./document.mjs";

const kPatience = 20_000; // ms

// `packages`: the folder with node_modules. `root`: the workspace's folder, or several. `without`: capabilities to leave out, as
// paths ("textDocument.diagnostic": a server then tells diagnostics instead of being asked).
export async function startServer({ command, packages, root, without = [], env = {}, settings = {}, patience = kPatience }) {
  const require = createRequire(path.join(path.resolve(packages), "package.json"));
  const protocol = require("vscode-languageserver-protocol/node");
  const child = spawn(command[0], command.slice(1), { stdio: "pipe", env: { ...process.env, ...env } });
  const server = new Server(child, protocol, { settings, patience });
  await server.initialize([root].flat().filter(Boolean), without);
  return server;
}

export class Server {
  constructor(child, protocol, { settings, patience }) {
    this.protocol = protocol;
    this.patience = patience;
    this.settings = settings;
    this.child = child;
    this.stderr = "";
    this.documents = new Map(); // by URI
    this.notifications = []; // { method, params }, in the order in which they came
    this.requests = []; // of the server
    this.diagnosticsOf = new Map(); // by URI: the last that were told
    this.waiters = new Set();
    this.exited = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
    child.stderr.setEncoding("utf8").on("data", (text) => (this.stderr = (this.stderr + text).slice(-20_000)));
    child.on("error", (error) => (this.stderr += String(error)));
    child.stdin.on("error", () => undefined);
    const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;
    this.connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.connection.onUnhandledNotification((message) => this.#heard(message.method, message.params));
    this.#answerRequests();
    this.connection.listen();
  }

  #heard(method, params) {
    this.notifications.push({ method, params });
    if (method === "textDocument/publishDiagnostics") this.diagnosticsOf.set(params.uri, params);
    for (const look of [...this.waiters]) look();
  }

  #answerRequests() {
    const answers = {
      "workspace/configuration": ({ items }) => items.map(({ section }) => this.settings[section] ?? null),
      "workspace/workspaceFolders": () => this.folders,
      "workspace/applyEdit": async ({ edit }) => {
        await this.applyEdit(edit);
        return { applied: true };
      },
    };
    this.connection.onRequest(async (method, params) => {
      this.requests.push({ method, params });
      for (const look of [...this.waiters]) look();
      return (await answers[method]?.(params)) ?? null;
    });
  }

  async initialize(roots, without) {
    this.folders = roots.map((root) => ({ uri: pathToFileURL(root).href, name: path.basename(root) }));
    const capabilities = fullCapabilities(without);
    const params = { processId: process.pid, clientInfo: { name: "test" }, rootUri: this.folders[0]?.uri ?? null, workspaceFolders: this.folders, capabilities };
    this.initialized = await this.request("initialize", params);
    this.capabilities = this.initialized.capabilities;
    await this.notify("initialized", {});
  }

  // The answer; an error of the server is thrown, with its `code`.
  async request(method, params, token) {
    const answer = token ? this.connection.sendRequest(method, params, token) : this.connection.sendRequest(method, params);
    return this.#within(answer, method);
  }

  notify(method, params) {
    return this.connection.sendNotification(method, params);
  }

  async #within(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${what}: nothing came in ${this.patience} ms${this.stderr && `; the server wrote\n${this.stderr}`}`)), this.patience);
    });
    const gone = this.exited.then(({ code, signal }) => {
      throw new Error(`${what}: the server ended with ${signal ?? code}${this.stderr && `; it wrote\n${this.stderr}`}`);
    });
    try {
      return await Promise.race([promise, late, gone]);
    } finally {
      clearTimeout(timer);
    }
  }

  // What `find` gives once it gives something; asked again whenever the server says anything.
  waitFor(what, find) {
    let look;
    const found = new Promise((resolve) => {
      look = () => {
        const value = find();
        if (value !== undefined) resolve(value);
      };
    });
    this.waiters.add(look);
    look();
    return this.#within(found, what).finally(() => this.waiters.delete(look));
  }

  // Opens a file as an editor does: with the text given, or with that on the disk.
  async open(file, text, languageId = "smcost") {
    const uri = file.includes("://") ? file : pathToFileURL(path.resolve(this.#root(), file)).href;
    const document = new Document(this, uri, text ?? fs.readFileSync(new URL(uri), "utf8"));
    this.documents.set(uri, document);
    await this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: document.version, text: document.text } });
    return document;
  }

  #root() {
    return this.folders[0] ? new URL(this.folders[0].uri).pathname.replace(/%20/g, " ") : ".";
  }

  // Edits of open documents are told to the server; others are made on the disk.
  async applyEdit({ changes = {}, documentChanges = [] }) {
    const all = [...Object.entries(changes), ...documentChanges.filter((one) => one.edits).map((one) => [one.textDocument.uri, one.edits])];
    for (const [uri, edits] of all) {
      const document = this.documents.get(uri);
      if (document) await document.apply(edits);
      else fs.writeFileSync(new URL(uri), new Document(this, uri, fs.readFileSync(new URL(uri), "utf8")).with(edits));
    }
  }

  // Ends as a client should, and gives the exit code.
  async shutdown() {
    await this.request("shutdown");
    await this.notify("exit");
    const { code, signal } = await this.#ended();
    this.connection.dispose();
    return code ?? signal;
  }

  // Goes away without a word.
  async vanish() {
    this.child.stdin.end();
    const ended = await this.#ended();
    this.connection.dispose();
    return ended.code ?? ended.signal;
  }

  #ended() {
    const timer = setTimeout(() => this.child.kill("SIGKILL"), this.patience);
    return this.exited.finally(() => clearTimeout(timer));
  }
}
