// node grammar_agrees.mjs GRAMMAR PACKAGES SMCOST WORDS FOLDER...: over all specs of the folders, and the example that
// `smcost help` has for each word, the TextMate grammar and the compiler's say the same.
//
// `smcost check --emit=ast` is what a text is made of: a word of the language that is no leaf of the tree is a keyword there,
// and leaves have the scopes of their kind. Each token has a scope, and brackets that are no text have partners.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { grammarFrom, isIn, tokensOf } from "./tokens.mjs";

const [file, packages, smcost, table, ...folders] = process.argv.slice(2);
const grammar = await grammarFrom(file, packages);
const words = new Set([...fs.readFileSync(table, "utf8").matchAll(/^SMCOST_WORD\("([a-z_]+)"/gm)].map((found) => found[1]));

const KEYWORD = ["keyword.other.contextual", "keyword.declaration", "keyword.other.reserved", "variable.language", "support.constant", "constant.language"];
const NUMBER = ["constant.numeric", "constant.other.diagnostic"];
// Of a unit alone in its line, as a list of prices has them, no line can tell that it is one.
const UNIT = ["keyword.other.unit", "constant.numeric.duration", "keyword.other.contextual", "entity.name.function", "constant.other.symbol"];
const OF_LEAF = {
  always: KEYWORD, cmp_op: ["keyword"], code: ["constant.other.diagnostic"], date: ["constant.numeric.date"], default_none: ["constant.language"],
  each_mark: KEYWORD, head: ["entity.name.function", "variable.other", "constant.other"], month: ["constant.numeric.date"], num: NUMBER, number: NUMBER,
  op_each: KEYWORD, op_less: KEYWORD, op_plus: KEYWORD, otherwise: KEYWORD, percent: NUMBER, statistic: KEYWORD, text: ["string"], times: ["constant.numeric.multiple"],
  unit: UNIT, unit_name: UNIT, wants: KEYWORD, weekday: ["support.constant.days"], weekdays: KEYWORD, zone: ["constant.other.timezone"],
};
// Leaves that are words of the language where they stand: they are read as names, and mean what the table says.
const WORD_LEAVES = {
  path: ["average", "false", "payable", "span", "total", "true"], name: ["choice", "currency", "edition", "lognormal", "normal", "off", "on", "plan", "total", "triangular", "uniform"],
  word: ["first", "for", "from", "in", "kept", "last", "of", "on", "only", "region", "sunday", "tag"], label: ["for", "of", "on"], unit: ["day", "days"],
};

// By line: { kind, start, end }, counted from 0, in code points as the program counts.
function leavesOf(spec, text) {
  const from = fs.existsSync(spec) ? { name: spec } : { name: "-", input: text, cwd: world };
  const done = spawnSync(smcost, ["check", "--emit=ast", from.name], { ...from, encoding: "utf8", maxBuffer: 1 << 28 });
  // Names that an example takes from elsewhere may be wrong; the text reads.
  if (!done.stdout || /\[SMC1\d{3}\]/.test(done.stderr)) throw new Error(`${spec}: ${done.stderr || done.error}`);
  const rows = done.stdout.split("\n").filter(Boolean).map((row) => {
    const [, indent, kind, line, start, last, end] = /^( *)(\w+) (\d+):(\d+)-(\d+):(\d+)/.exec(row);
    return { depth: indent.length, kind, line: line - 1, start: start - 1, end: last === line ? end - 1 : Infinity };
  });
  return rows.filter((row, i) => i + 1 === rows.length || rows[i + 1].depth <= row.depth);
}

// What the examples of words use.
const world = fs.mkdtempSync(path.join(os.tmpdir(), "smcost-"));
fs.writeFileSync(path.join(world, "ours.smcost"), "");

const wrong = [];
const counts = { specs: 0, tokens: 0, words: 0, leaves: 0 };
const specs = folders.flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)))
  .filter((name) => name.endsWith(".smcost")).sort();

// The examples of the table, by word; not the queries, which a dialogue is asked.
function examples() {
  const text = fs.readFileSync(table, "utf8");
  const rows = [...text.matchAll(/^SMCOST_WORD\("([a-z_]+)",\s*"(?:[^"\\]|\\.)*",\s*((?:\s*"(?:[^"\\]|\\.)*")+)\)/gm)];
  if (rows.length !== words.size) throw new Error(`${rows.length} examples of ${words.size} words`);
  return rows.map(([, word, parts]) => [word, [...parts.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((one) => JSON.parse(`"${one[1]}"`)).join("")])
    .filter(([, example]) => !example.startsWith("skus where"));
}

function oneSpec(spec, text) {
  // Columns are code points there, UTF-16 here: of a line with others only the scopes are looked at.
  const lines = text.split("\n");
  const leaves = leavesOf(spec, text);
  const open = [];
  tokensOf(grammar, text).forEach((tokens, number) => {
    const here = leaves.filter((leaf) => leaf.line === number);
    const plain = /^[\x00-\x7f]*$/.test(lines[number]);
    const place = (one) => `${spec}:${number + 1}:${one.start + 1}: \`${one.text}\``;
    for (const one of tokens) {
      counts.tokens += 1;
      if (one.scopes.length < 2) wrong.push(`${place(one)} has no scope`);
      if (one.scopes.some((scope) => isIn(scope, "invalid"))) wrong.push(`${place(one)} is ${one.scope}`);
      if (isIn(one.scope, "punctuation.section")) {
        if ("([{".includes(one.text)) open.push(one.text);
        else if (!["()", "[]", "{}"].includes(`${open.pop()}${one.text}`)) wrong.push(`${place(one)} closes nothing`);
      }
      if (!plain || one.scopes.some((scope) => isIn(scope, "comment") || isIn(scope, "string"))) continue;
      const leaf = here.find((other) => other.start <= one.start && one.start < other.end);
      if (leaf || !words.has(one.text)) continue;
      counts.words += 1;
      if (!KEYWORD.some((wanted) => isIn(one.scope, wanted))) wrong.push(`${place(one)} is a keyword here, and ${one.scope}`);
    }
    if (!plain) return;
    for (const leaf of here) {
      const under = tokens.filter((one) => one.end > leaf.start && one.start < Math.min(leaf.end, lines[number].length));
      for (const one of under) {
        counts.leaves += 1;
        const wanted = OF_LEAF[leaf.kind];
        const sign = isIn(one.scope, "punctuation") || isIn(one.scope, "keyword.operator") && !isIn(one.scope, "keyword.other.reserved");
        if (wanted && !sign && !one.scopes.some((scope) => wanted.some((name) => isIn(scope, name)))) {
          if (!(WORD_LEAVES[leaf.kind] ?? []).includes(one.text)) wrong.push(`${place(one)} is a ${leaf.kind}, and ${one.scope}`);
        }
        if (!wanted && KEYWORD.some((name) => isIn(one.scope, name)) && !(WORD_LEAVES[leaf.kind] ?? []).includes(one.text)) {
          if (!(leaf.kind === "zone_change" || leaf.kind.endsWith("_days"))) wrong.push(`${place(one)} is a ${leaf.kind} and no keyword, and ${one.scope}`);
        }
      }
    }
  });
  if (open.length) wrong.push(`${spec}: ${open.join(" ")} is never closed`);
}

for (const spec of specs) {
  counts.specs += 1;
  oneSpec(spec, fs.readFileSync(spec, "utf8"));
}
for (const [word, example] of examples()) oneSpec(`example of ${word}`, example);
fs.rmSync(world, { recursive: true });
if (counts.specs < 100 || counts.words < 1000) wrong.push("there is too little to look at");
wrong.forEach((one) => console.log(one));
const { specs: all, tokens, words: found, leaves } = counts;
console.log(wrong.length ? `${wrong.length} differ` : `${all} specs: ${tokens} tokens, ${found} keywords and ${leaves} leaves of the tree agree`);
process.exit(wrong.length ? 1 : 0);
