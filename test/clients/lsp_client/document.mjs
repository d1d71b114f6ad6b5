// A text that is open: its positions, its changes, what is asked of it. Positions count UTF-16 units, as strings do here.

export class Document {
  constructor(server, uri, text) {
    this.server = server;
    this.uri = uri;
    this.version = 1;
    this.text = text;
  }

  get identifier() {
    return { uri: this.uri };
  }

  // --- places ---

  positionOf(offset) {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before[before.length - 1].length };
  }

  offsetOf({ line, character }) {
    const lines = this.text.split("\n");
    if (line >= lines.length) return this.text.length;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    return start + Math.min(character, lines[line].length);
  }

  // Where a piece of the text stands, the `nth` one from 0; `|` in it is the place meant: `at("tra|in")`.
  at(piece, nth = 0) {
    const [mark, plain] = [piece.indexOf("|"), piece.replace("|", "")];
    return this.positionOf(this.#find(plain, nth) + Math.max(mark, 0));
  }

  range(piece, nth = 0) {
    const begin = this.#find(piece, nth);
    return { start: this.positionOf(begin), end: this.positionOf(begin + piece.length) };
  }

  whole() {
    return { start: { line: 0, character: 0 }, end: this.positionOf(this.text.length) };
  }

  slice({ start, end }) {
    return this.text.slice(this.offsetOf(start), this.offsetOf(end));
  }

  #find(piece, nth) {
    let found = -1;
    for (let i = 0; i <= nth; ++i) {
      found = this.text.indexOf(piece, found + 1);
      if (found < 0) throw new Error(`there is no \`${piece}\` ${nth ? `number ${nth} ` : ""}in\n${this.text}`);
    }
    return found;
  }

  // --- changes ---

  // The text after edits that all speak of it as it is now.
  with(edits) {
    const sorted = edits.map((edit, order) => ({ ...edit, begin: this.offsetOf(edit.range.start), end: this.offsetOf(edit.range.end), order }))
      .sort((one, other) => other.begin - one.begin || other.order - one.order);
    let text = this.text;
    let last = Infinity;
    for (const { begin, end, newText } of sorted) {
      if (end > last || end < begin) throw new Error("edits overlap");
      text = text.slice(0, begin) + newText + text.slice(end);
      last = begin;
    }
    return text;
  }

  // Changes that follow each other, each in the text that the one before it left; all in one notification.
  async change(changes) {
    for (const { range, text } of changes) {
      this.text = range ? this.text.slice(0, this.offsetOf(range.start)) + text + this.text.slice(this.offsetOf(range.end)) : text;
    }
    this.version += 1;
    await this.server.notify("textDocument/didChange", { textDocument: { uri: this.uri, version: this.version }, contentChanges: changes });
  }

  setText(text) {
    return this.change([{ text }]);
  }

  replace(piece, text, nth = 0) {
    return this.change([{ range: this.range(piece, nth), text }]);
  }

  // As keys are pressed: a change for each character, behind `at`.
  async type(at, text) {
    let offset = this.offsetOf(at);
    for (const key of text) {
      const place = this.positionOf(offset);
      await this.change([{ range: { start: place, end: place }, text: key }]);
      offset += key.length;
    }
    return this.positionOf(offset);
  }

  async apply(edits) {
    // From the last to the first, so that each is right when its turn comes.
    const sorted = [...edits].sort((one, other) => this.offsetOf(other.range.start) - this.offsetOf(one.range.start));
    const wanted = this.with(edits);
    if (sorted.length) await this.change(sorted.map(({ range, newText }) => ({ range, text: newText })));
    if (this.text !== wanted) await this.setText(wanted);
  }

  async close() {
    await this.server.notify("textDocument/didClose", { textDocument: this.identifier });
    this.server.documents.delete(this.uri);
  }

  // --- questions ---

  // A request about this text; `position` may be a piece of it.
  request(method, { position, ...params } = {}, token) {
    const place = typeof position === "string" ? this.at(position) : position;
    return this.server.request(method, { textDocument: this.identifier, ...(place && { position: place }), ...params }, token);
  }

  // What is wrong, asked for.
  async diagnostics() {
    const report = await this.request("textDocument/diagnostic", this.resultId ? { previousResultId: this.resultId } : {});
    if (report.kind === "full") {
      this.resultId = report.resultId;
      this.last = report.items;
    }
    return this.last;
  }

  // What is wrong, as the server tells it of this version of the text or a later one.
  async waitForDiagnostics() {
    const { version, uri, server } = this;
    const told = await server.waitFor(`diagnostics of version ${version} of ${uri}`, () => {
      const last = server.diagnosticsOf.get(uri);
      return last && (last.version === undefined || last.version === null || last.version >= version) ? last : undefined;
    });
    return told.diagnostics;
  }

  async completions(position, context = { triggerKind: 1 }) {
    const answer = await this.request("textDocument/completion", { position, context });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  async hints() {
    return (await this.request("textDocument/inlayHint", { range: this.whole() })) ?? [];
  }

  // The text after what formatting says, without it being told to the server.
  async formatted(options = { tabSize: 2, insertSpaces: true }) {
    return this.with((await this.request("textDocument/formatting", { options })) ?? []);
  }

  actions(range, context = {}) {
    return this.request("textDocument/codeAction", { range, context: { diagnostics: [], ...context } });
  }
}
