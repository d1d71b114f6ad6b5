// What VS Code starts when a spec is opened: the language server, its commands, the preview of the bill.
import * as vscode from "vscode";
import { Explanations } from "./explanations";
import { Preview } from "./preview";
import { Server } from "./server";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const explanations = new Explanations();
  const server = new Server(context, explanations);
  const preview = new Preview(server);
  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(name, run);
  context.subscriptions.push(
    server,
    preview,
    vscode.workspace.registerTextDocumentContentProvider(Explanations.scheme, explanations),
    command("smcost.restart", () => server.restart()),
    command("smcost.showOutput", () => server.showOutput()),
    command("smcost.showBill", () => preview.show(vscode.window.activeTextEditor)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["smcost.path", "smcost.args"].some((name) => change.affectsConfiguration(name))) void server.restart();
    }),
  );
  await server.start();
}

export function deactivate(): void {
  // What was started is disposed of with the context's subscriptions.
}
