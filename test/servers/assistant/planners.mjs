// What planners ask, ten times each, by the protocol's own client: node planners.mjs SMCOST FOLDER
//
// Ten equal results; a refusal carries fixes, and the text that they mend is answered; `eval` gives the command line's document byte for byte; what
// lies outside of the root, is too long or no question at all is an error; nothing is written.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [smcost, folder] = process.argv.slice(2).map(one => path.resolve(one));
const TIMES = 10;
const head = 'use aws.sagemaker\nregion us-east-1\nperiod 2025-03\n';
const tuning = head + 'param hours = 3 h in 1 h..12 h step 1 h\nparam runs = 4 in 1..10 step 1\nfit = train ml.m5.xlarge (hours), runs (runs), storage 50 GB\nbudget total <= 20 USD\n';
const year = head.replace('2025-03', '2025-01..2025-12') + 'api = host 2x ml.m5.xlarge always\n';
const scenarios = tuning + 'scenario long { set fit.run = 10 h }\nscenario none { drop fit }\n';
const uncertain = head + 'param users = 20 ~ uniform 10..30 step 1\napi = host 2x ml.m5.xlarge (users * 1 h)\n';
const machines = head + 'param machine = ml.m5.xlarge in { ml.m5.xlarge, ml.g5.2xlarge }\nfit = train (machine) 3 h\n';
const wrongSku = head + 'fit = train ml.m5.xlrge 3 h\n';
const wrongUnit = head + 'fit = train ml.m5.xlarge 3 GB\n';
const wrongWord = head + 'fit = trian ml.m5.xlarge 3 h\n';

// Thirty that somebody planned with. The last word says how it has to end.
const requests = [
  ['eval', { text: tuning }, 'answered'], ['eval', { text: tuning, params: { hours: '12 h', runs: '10' } }, 'check_failed'], ['eval', { path: 'team/spec.smcost' }, 'answered'],
  ['eval', { text: year }, 'answered'], ['eval', { text: scenarios, scenario: 'long' }, 'answered'], ['eval', { text: tuning, region: 'eu-west-1' }, undefined],
  ['eval', { text: wrongSku }, 'refused'], ['eval', { text: wrongUnit }, 'refused'], ['eval', { text: wrongWord }, 'refused'], ['eval', { text: '' }, 'answered'],
  ['check', { text: tuning }, 'answered'], ['check', { text: wrongUnit }, 'refused'],
  ['explain', { text: tuning, line: 'fit.compute' }, 'answered'], ['explain', { text: tuning, line: 'fit.comput' }, 'refused'],
  ['compare', { text: scenarios }, 'answered'], ['compare', { specs: [{ text: tuning, name: 'ours' }, { text: machines, name: 'other' }] }, 'answered'],
  ['diff', { before: { text: tuning }, after: { text: tuning.replace('= 4', '= 6') } }, 'answered'], ['diff', { before: { text: tuning }, after: { text: wrongSku } }, 'refused'],
  ['solve', { text: tuning, question: 'largest runs where total <= 20 USD' }, 'answered'], ['sweep', { text: tuning, over: ['hours', 'runs'], of: ['total'] }, 'answered'],
  ['minimise', { text: machines, question: 'total over machine' }, 'answered'], ['maximise', { text: machines, question: 'total over machine' }, 'answered'],
  ['sample', { text: uncertain, draws: 2000, seed: 3 }, 'answered'], ['workload_help', {}, 'answered'], ['workload_help', { name: 'train' }, 'answered'],
  ['workload_help', { name: 'trian' }, 'refused'], ['skus', { where: 'gpus >= 4' }, 'answered'], ['skus', { where: 'gpsu >= 4' }, 'refused'],
  ['prices_show', { meter: 'training', key: 'ml.m5.xlarge', region: 'us-east-1' }, 'answered'], ['prices_show', { meter: 'training', key: 'ml.nothing' }, 'refused'],
];

function files(at) {
  return fs.readdirSync(at, { recursive: true }).sort().map(name => {
    const status = fs.statSync(path.join(at, name));
    return `${name} ${status.size} ${status.mtimeMs}`;
  });
}

async function connected(root) {
  const client = new Client({ name: 'planner', version: '1' });
  await client.connect(new StdioClientTransport({ command: smcost, args: ['mcp', '--root', root], stderr: 'inherit' }));
  return client;
}

async function tenTimes(client) {
  for (const [name, args, outcome] of requests) {
    let first;
    for (let time = 0; time < TIMES; ++time) {
      const result = await client.callTool({ name, arguments: args });
      first ??= result;
      assert.deepEqual(result, first, `${name} ${JSON.stringify(args)}, time ${time}`);
    }
    if (outcome) assert.equal(first.structuredContent.outcome, outcome, `${name} ${JSON.stringify(args)}: ${first.content[0].text}`);
    assert.equal(first.isError ?? false, first.structuredContent.outcome === 'refused');
  }
}

function commandLine(args, input) {
  try {
    return execFileSync(smcost, args, { input, cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] }).toString();
  } catch (error) {
    return error.stdout.toString();
  }
}

async function documentsAreThoseOfTheCommandLine(client) {
  for (const text of [tuning, year, scenarios, head]) {
    const result = await client.callTool({ name: 'eval', arguments: { text } });
    assert.equal(result.content[1].text, commandLine(['eval', '--format', 'json', '-'], text));
  }
  const ofFile = await client.callTool({ name: 'eval', arguments: { path: 'team/spec.smcost' } });
  assert.equal(ofFile.content[1].text, commandLine(['eval', '--format', 'json', 'team/spec.smcost']));
  const swept = await client.callTool({ name: 'sweep', arguments: { text: tuning, over: ['runs'] } });
  assert.equal(swept.content[1].text, commandLine(['sweep', '--format', 'json', '-', 'runs'], tuning));
  const solved = await client.callTool({ name: 'solve', arguments: { text: tuning, question: 'largest runs where total <= 20 USD' } });
  assert.equal(solved.content[1].text, commandLine(['solve', '--format', 'json', '-', 'largest runs where total <= 20 USD'], tuning));
  const compared = await client.callTool({ name: 'compare', arguments: { text: scenarios } });
  assert.equal(compared.content[1].text, commandLine(['compare', '--format', 'json', '-'], scenarios));
}

// By bytes, the last first.
function mended(text, diagnostics) {
  let bytes = Buffer.from(text);
  const fixes = diagnostics.flatMap(one => one.fixes.slice(0, 1)).sort((a, b) => b.begin - a.begin);
  for (const fix of fixes) bytes = Buffer.concat([bytes.subarray(0, fix.begin), Buffer.from(fix.replacement), bytes.subarray(fix.end)]);
  return bytes.toString();
}

async function refusalsAreMendedByTheirFixes(client) {
  for (const text of [wrongSku, wrongWord]) {
    const refused = await client.callTool({ name: 'eval', arguments: { text } });
    const answered = await client.callTool({ name: 'eval', arguments: { text: mended(text, refused.structuredContent.diagnostics) } });
    assert.equal(answered.structuredContent.outcome, 'answered');
    // 3 h of ml.m5.xlarge at 0.23 USD/h.
    assert.deepEqual(answered.structuredContent.total, { exact: '0.69', shown: '0.69', currency: 'USD' });
    assert.deepEqual(answered.structuredContent.assumptions.map(one => one.what), ['period', 'region', 'edition']);
    assert.ok(answered.structuredContent.not_included.length > 0);
  }
}

async function whatIsNotForIt(client) {
  const outside = ['../outside.smcost', path.join(folder, '..', 'outside.smcost'), 'link.smcost', 'team/uses_outside.smcost', 'link/outside.smcost', '/etc/passwd'];
  for (const one of outside) {
    const result = await client.callTool({ name: 'eval', arguments: { path: one } });
    assert.equal(result.isError, true, one);
    assert.ok(!JSON.stringify(result).includes('4711'), `${one} shows what is outside`);
  }
  const using = await client.callTool({ name: 'eval', arguments: { text: 'use "../outside.smcost"\nuse "./link.smcost"\n' } });
  assert.equal(using.isError, true);
  assert.ok(!JSON.stringify(using).includes('4711'));
  const long = await client.callTool({ name: 'eval', arguments: { text: '#'.repeat(5 << 20) } });
  assert.match(long.content[0].text, /the most are 4194304/);
  await assert.rejects(client.callTool({ name: 'eval', arguments: { text: '#'.repeat(100 << 20) } }, undefined, { timeout: 5000 }));
  for (const args of [{}, { text: 'x', path: 'y' }, { text: 7 }, { text: '', parms: {} }, { text: '', params: { hours: 3 } }]) {
    assert.equal((await client.callTool({ name: 'eval', arguments: args })).isError, true);
  }
  await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }));
  assert.equal((await client.callTool({ name: 'eval', arguments: { text: head } })).isError ?? false, false);
}

async function whatMayBeRead(client) {
  const { resources } = await client.listResources();
  assert.ok(resources.length > 20);
  for (const one of resources) assert.ok((await client.readResource({ uri: one.uri })).contents[0].text.length > 20, one.uri);
  await assert.rejects(client.readResource({ uri: 'file:///etc/passwd' }));
  const { prompts } = await client.listPrompts();
  assert.equal(prompts.length, 2);
  for (const one of prompts) assert.ok((await client.getPrompt({ name: one.name, arguments: {} })).messages[0].content.text.includes('smcost'));
}

// Rubbish, and an end in the middle of a message: it ends by itself, with 0.
async function clientsThatVanish() {
  for (const bytes of ['rubbish\n', '{"jsonrpc":"2.0"', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"eval","arguments":[1]}}\n', '\u0000\n[]\n{}\n']) {
    const server = spawn(smcost, ['mcp', '--root', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    server.stdin.end(bytes);
    server.stdout.resume();
    assert.equal(await new Promise(done => server.on('exit', done)), 0, bytes);
  }
  const server = spawn(smcost, ['mcp', '--root', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdout.destroy();
  const ask = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) + '\n';
  server.stdin.on('error', () => {});
  server.stdin.end(ask.repeat(200));
  assert.equal(await new Promise(done => server.on('exit', done)), 0);
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(path.join(folder, 'team'), { recursive: true });
fs.writeFileSync(path.join(folder, '..', 'outside.smcost'), 'let secret = 4711 h\nsecrt\n');
fs.writeFileSync(path.join(folder, 'team', 'values.smcost'), 'let hours = 2 h\n');
fs.writeFileSync(path.join(folder, 'team', 'spec.smcost'), head + 'use "./values.smcost"\nfit = train ml.m5.xlarge (hours)\n');
fs.writeFileSync(path.join(folder, 'team', 'uses_outside.smcost'), 'use "../../outside.smcost"\n');
fs.symlinkSync('../outside.smcost', path.join(folder, 'link.smcost'));
fs.symlinkSync('..', path.join(folder, 'link'));
// A folder of its own, so that no repository around it bounds anything.
const before = files(path.join(folder, 'team'));
const client = await connected(folder);
await client.listTools();
await tenTimes(client);
await documentsAreThoseOfTheCommandLine(client);
await refusalsAreMendedByTheirFixes(client);
await whatMayBeRead(client);
await whatIsNotForIt(client);
await client.close();
await clientsThatVanish();
assert.deepEqual(files(path.join(folder, 'team')), before, 'nothing is written');
