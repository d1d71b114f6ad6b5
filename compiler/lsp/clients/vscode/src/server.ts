// The language server: one process for the window, started and told of settings.
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, State } from "vscode-languageclient/node";
import type { LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";
import type { Explanations } from "./explanations";
import { hasHints, programOf } from "./settings";

// Commands of the server, as it announces them: arguments are a document's URI and a name or a format.
export const kExplain = "smcost.explain";
export const kBill = "smcost.bill";

const kMostStarts = 4; // in three minutes; then the user is asked

export class Server implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel("SMCost", { log: true });
  private readonly trace = vscode.window.createOutputChannel("SMCost Trace", { log: true });
  private client: LanguageClient | undefined;
  private starts: number[] = [];
  // Starts and stops, one behind the other.
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly explanations: Explanations,
  ) {
    this.context.subscriptions.push(
      vscode.commands.registerCommand("smcost.explainHere", () => this.explainHere()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("smcost.inlayHints.enabled")) this.hintsChanged();
      }),
    );
  }

  start(): Promise<void> {
    this.work = this.work.then(() => this.startNow());
    return this.work;
  }

  restart(): Promise<void> {
    this.starts = [];
    this.work = this.work.then(() => this.stopNow()).then(() => this.startNow());
    return this.work;
  }

  showOutput(): void {
    this.output.show();
  }

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  // What a command of the server answers; throws what the server says against it.
  async execute(command: string, args: readonly string[]): Promise<string> {
    if (!this.client || !this.isRunning) throw new Error("the language server is not running");
    const answer: unknown = await this.client.sendRequest("workspace/executeCommand", { command, arguments: [...args] });
    return typeof answer === "string" ? answer : "";
  }

  dispose(): void {
    this.work = this.work.then(() => this.stopNow());
    this.output.dispose();
    this.trace.dispose();
  }

  private async startNow(): Promise<void> {
    const program = programOf();
    const run: ServerOptions = { command: program.path, args: ["lsp", ...program.args], options: {} };
    this.client = new LanguageClient("smcost", "SMCost", run, this.options());
    try {
      await this.client.start();
      this.output.info(`${program.path} lsp: started`);
    } catch (error) {
      this.client = undefined;
      // Whoever waits for the start does not wait for the user.
      void this.tellFailure(program.path, error);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (!client) return;
    try {
      await client.dispose();
    } catch (error) {
      // It may have ended by itself.
      this.output.warn(String(error));
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "smcost" },
        { scheme: "untitled", language: "smcost" },
      ],
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => ({ action: this.mayStartAgain() ? CloseAction.Restart : CloseAction.DoNotRestart }),
      },
      middleware: {
        provideInlayHints: (document, range, token, next) => (hasHints(document) ? next(document, range, token) : []),
        executeCommand: async (command, args, next) => {
          if (command !== kExplain) return next(command, args);
          await this.explain(String(args[0] ?? ""), String(args[1] ?? ""));
          return undefined;
        },
      },
    };
  }

  // A server that ends again and again is left alone.
  private mayStartAgain(): boolean {
    const now = Date.now();
    this.starts = [...this.starts.filter((at) => now - at < 180_000), now];
    return this.starts.length < kMostStarts;
  }

  private async tellFailure(program: string, error: unknown): Promise<void> {
    this.output.error(String(error));
    const settings = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(`\`${program} lsp\` does not start. Is SMCost installed, and \`smcost.path\` right?`, settings);
    if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "smcost.path");
  }

  // The explanation of the statement that the cursor is in; of the whole bill where it is in none that has a name.
  private async explainHere(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== "smcost") return;
    await this.explain(editor.document.uri.toString(), statementAt(editor.document, editor.selection.active.line));
  }

  private async explain(uri: string, name: string): Promise<void> {
    try {
      await this.explanations.show(uri, name, await this.execute(kExplain, [uri, name]));
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }

  // Those of open editors are asked for again.
  private hintsChanged(): void {
    const feature = this.client?.getFeature("textDocument/inlayHint");
    for (const editor of vscode.window.visibleTextEditors) feature?.getProvider(editor.document)?.onDidChangeInlayHints.fire();
  }
}

// `api` in `api = host …`, which may go on over lines indented deeper.
export function statementAt(document: Pick<vscode.TextDocument, "lineAt">, line: number): string {
  for (let at = line; at >= 0; --at) {
    const text = document.lineAt(at).text;
    if (/^\s*(#|$)/.test(text)) {
      if (at === line) continue;
      return "";
    }
    const named = /^\s*([A-Za-z_]\w*(?:-\w+)*)\s*=(?!=)/.exec(text);
    if (named?.[1] !== undefined) return named[1];
    if (!/^\s/.test(text)) return "";
  }
  return "";
}
