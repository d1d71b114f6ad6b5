// node grammar_fixtures.mjs GRAMMAR PACKAGES FIXTURE...: each construct has the scopes that the fixture says.
//
// A line `#   ^^^ scope` says of the code above it which scope each token above the marks has; `#<-- scope` speaks of what
// begins the line. Every token of the code stands above some mark, or is a sign.
import fs from "node:fs";
import path from "node:path";
import { grammarFrom, isIn, tokensOf } from "./tokens.mjs";

const [file, packages, ...fixtures] = process.argv.slice(2);
const grammar = await grammarFrom(file, packages);
const wrong = [];
let count = 0;

for (const fixture of fixtures) {
  const text = fs.readFileSync(fixture, "utf8");
  const lines = text.split("\n");
  const tokens = tokensOf(grammar, text);
  const seen = new Set();
  let code = -1;
  lines.forEach((line, number) => {
    const place = `${path.basename(fixture)}:${number + 1}`;
    const marks = /^#(\s*)(\^+|<-+) (\S+)$/.exec(line);
    if (!marks) {
      code = number;
      return;
    }
    const from = marks[2][0] === "<" ? 0 : 1 + marks[1].length;
    const to = marks[2][0] === "<" ? marks[2].length - 1 : from + marks[2].length;
    const under = tokens[code].filter((one) => one.end > from && one.start < to);
    count += 1;
    if (under.length === 0) wrong.push(`${place}: nothing stands above the marks`);
    for (const one of under) {
      seen.add(`${code}:${one.start}`);
      if (!one.scopes.some((scope) => isIn(scope, marks[3]))) wrong.push(`${place}: \`${one.text}\` is ${one.scopes.slice(1).join(" ") || "nothing"}, not ${marks[3]}`);
      if (one.start < from && one.text.slice(0, from - one.start).trim() !== "") wrong.push(`${place}: \`${one.text}\` begins before the marks`);
      if (one.end > to && one.text.slice(to - one.start).trim() !== "") wrong.push(`${place}: \`${one.text}\` goes on behind the marks`);
    }
  });
  tokens.forEach((line, number) => {
    if (/^#\s*(\^|<-)/.test(lines[number]) || /^# /.test(lines[number])) return;
    for (const one of line) {
      if (isIn(one.scope, "punctuation") || isIn(one.scope, "keyword.operator.assignment")) continue;
      if (!seen.has(`${number}:${one.start}`)) wrong.push(`${path.basename(fixture)}:${number + 1}: nothing is said of \`${one.text}\` (${one.scope})`);
    }
  });
}

wrong.forEach((one) => console.log(one));
if (count < 50) console.log(`only ${count} marks`);
else if (!wrong.length) console.log(`${count} marks agree`);
process.exit(wrong.length || count < 50 ? 1 : 0);
