// What the program says of a text by itself, for when there is no server to ask.
import { spawn } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { programOf } from "./settings";

const kMostBytes = 16_000_000; // of an answer

// Standard output of `smcost COMMAND … -`, given the text as it is in the editor, in the folder of its file. A bill whose
// budget is spent is one; where there is none, throws what was said against it.
export function evaluated(document: vscode.TextDocument, command: readonly string[], signal: AbortSignal): Promise<string> {
  const program = programOf();
  const folder = document.uri.scheme === "file" ? path.dirname(document.uri.fsPath) : undefined;
  return new Promise((resolve, reject) => {
    const child = spawn(program.path, [...command, ...program.args, "-"], { cwd: folder, signal, stdio: "pipe", timeout: 20_000 });
    let answer = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (answer.length < kMostBytes) answer += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (complaint.length < kMostBytes) complaint += text;
    });
    child.on("error", reject);
    child.on("close", () => (answer ? resolve(answer) : reject(new Error(complaint.trim() || "there is no bill"))));
    // It may end before it has read all.
    child.stdin.on("error", () => undefined);
    child.stdin.end(document.getText());
  });
}
