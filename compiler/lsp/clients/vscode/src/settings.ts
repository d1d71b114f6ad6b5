// What a user has set.
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

// The program with what it is given: `smcost lsp …`, `smcost eval …`.
export interface Program {
  readonly path: string;
  readonly args: readonly string[];
}

export function programOf(): Program {
  const settings = vscode.workspace.getConfiguration("smcost");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const program = settings.get<string>("path", "smcost").replace("${workspaceFolder}", folder);
  return {
    path: program.startsWith("~/") ? path.join(os.homedir(), program.slice(2)) : program,
    args: settings.get<string[]>("args", []),
  };
}

export function hasHints(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("smcost", document.uri).get<boolean>("inlayHints.enabled", true);
}

export type View = "bill" | "explain";

export function firstView(): View {
  return vscode.workspace.getConfiguration("smcost").get<View>("preview.format", "bill");
}
