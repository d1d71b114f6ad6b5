// Texts in tokens with their scopes, as VS Code and GitHub see them.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

// `packages` is the folder that holds node_modules with vscode-textmate and vscode-oniguruma.
export async function grammarFrom(file, packages) {
  const require = createRequire(path.join(path.resolve(packages), "package.json"));
  const oniguruma = require("vscode-oniguruma");
  const textmate = require("vscode-textmate");
  await oniguruma.loadWASM(fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.smcost" ? textmate.parseRawGrammar(fs.readFileSync(file, "utf8"), file) : null,
  });
  const grammar = await registry.loadGrammar("source.smcost");
  return { INITIAL: textmate.INITIAL, tokenizeLine: (line, state) => grammar.tokenizeLine(line, state) };
}

// For each line its tokens: { start, end, text, scope }, without blanks; `scope` is the innermost.
export function tokensOf(grammar, text) {
  let state = grammar.INITIAL;
  return text.split("\n").map((line) => {
    const read = grammar.tokenizeLine(line, state);
    state = read.ruleStack;
    return read.tokens
      .map((one) => ({
        start: one.startIndex,
        end: Math.min(one.endIndex, line.length),
        text: line.slice(one.startIndex, one.endIndex),
        scope: one.scopes[one.scopes.length - 1],
        scopes: one.scopes,
      }))
      .filter((one) => one.text.trim() !== "");
  });
}

export function isIn(scope, wanted) {
  return scope === wanted || scope.startsWith(`${wanted}.`);
}
