// The bill beside the text: of what the editor shows, saved or not, some moments behind the last key.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { evaluated } from "./evaluated";
import { kBill, kExplain } from "./server";
import type { Server } from "./server";
import { firstView } from "./settings";
import type { View } from "./settings";

const kPause = 250; // ms

export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private view: View = "bill";
  private timer: NodeJS.Timeout | undefined;
  private running: AbortController | undefined;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(private readonly server: Server) {
    this.subscriptions.push(
      vscode.workspace.onDidChangeTextDocument((change) => this.changed(change.document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.changed(document)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.panel && editor?.document.languageId === "smcost") this.follow(editor.document);
      }),
    );
  }

  show(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== "smcost") return;
    if (this.panel) {
      this.panel.reveal(undefined, true);
    } else {
      this.view = firstView();
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.panel = vscode.window.createWebviewPanel("smcost.bill", "Bill", place, { enableScripts: true, retainContextWhenHidden: true });
      this.panel.webview.html = page(randomBytes(16).toString("base64"), this.panel.webview.cspSource);
      this.panel.webview.onDidReceiveMessage((message: { view?: View; ready?: boolean }) => {
        if (message.view === "bill" || message.view === "explain") this.view = message.view;
        this.update();
      });
      this.panel.onDidDispose(() => {
        this.panel = undefined;
        this.document = undefined;
        this.running?.abort();
      });
    }
    this.follow(editor.document);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    this.subscriptions.forEach((one) => one.dispose());
  }

  private follow(document: vscode.TextDocument): void {
    this.document = document;
    if (this.panel) this.panel.title = `Bill ${document.uri.path.split("/").pop() ?? ""}`;
    this.update();
  }

  // A file that the spec uses may be another document.
  private changed(document: vscode.TextDocument): void {
    if (!this.panel || document.languageId !== "smcost") return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), kPause);
  }

  private update(): void {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    void this.tell(running.signal);
  }

  private async tell(signal: AbortSignal): Promise<void> {
    const document = this.document;
    if (!document) return;
    let message: { html?: string; wrong?: string; view: View };
    try {
      message = { html: await this.shown(document, signal), view: this.view };
    } catch (error) {
      message = { wrong: error instanceof Error ? error.message : String(error), view: this.view };
    }
    if (!signal.aborted) await this.panel?.webview.postMessage(message);
  }

  private async shown(document: vscode.TextDocument, signal: AbortSignal): Promise<string> {
    const uri = document.uri.toString();
    if (this.view === "explain") {
      const text = this.server.isRunning ? await this.server.execute(kExplain, [uri, ""]) : await evaluated(document, ["explain"], signal);
      return `<pre>${escaped(text)}</pre>`;
    }
    const text = this.server.isRunning ? await this.server.execute(kBill, [uri, "markdown"]) : await evaluated(document, ["eval", "--format", "markdown"], signal);
    return await rendered(text);
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

// By VS Code's own Markdown; as it is where that is switched off.
async function rendered(markdown: string): Promise<string> {
  try {
    return await vscode.commands.executeCommand<string>("markdown.api.render", markdown);
  } catch {
    return `<pre>${escaped(markdown)}</pre>`;
  }
}

function page(nonce: string, source: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source} 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>
body { font: var(--vscode-font-weight) var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-editor-foreground); }
table { border-collapse: collapse; }
td, th { padding: 0.2em 0.7em; border-bottom: 1px solid var(--vscode-editorGroup-border); font-variant-numeric: tabular-nums; }
th { text-align: left; }
pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
nav { position: sticky; top: 0; padding: 0.4em 0; background: var(--vscode-editor-background); }
button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 0; padding: 0.3em 0.8em; }
button[aria-pressed=true] { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
#wrong { white-space: pre-wrap; color: var(--vscode-editorWarning-foreground); }
#wrong:not(:empty) ~ #bill { opacity: 0.5; }
</style>
</head>
<body>
<nav><button data-view="bill">Bill</button> <button data-view="explain">How it comes about</button></nav>
<p id="wrong" role="status"></p>
<main id="bill"></main>
<script nonce="${nonce}">
const host = acquireVsCodeApi();
const buttons = [...document.querySelectorAll("button")];
buttons.forEach((one) => one.addEventListener("click", () => host.postMessage({ view: one.dataset.view })));
window.addEventListener("message", ({ data }) => {
  buttons.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.view === data.view)));
  document.getElementById("wrong").textContent = data.wrong ?? "";
  if (data.html !== undefined) document.getElementById("bill").innerHTML = data.html;
});
host.postMessage({ ready: true });
</script>
</body>
</html>`;
}
