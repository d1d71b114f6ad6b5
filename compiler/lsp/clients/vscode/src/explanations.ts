// Explanations as read-only texts beside the spec, one for each name, written anew when it is asked again.
import * as vscode from "vscode";

export class Explanations implements vscode.TextDocumentContentProvider {
  static readonly scheme = "smcost-explain";

  private readonly texts = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  async show(spec: string, name: string, text: string): Promise<void> {
    const file = vscode.Uri.parse(spec).path.split("/").pop() ?? "spec";
    const uri = vscode.Uri.from({ scheme: Explanations.scheme, path: name ? `${file} ${name}` : file, query: spec });
    this.texts.set(uri.toString(), text);
    this.changes.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }
}
