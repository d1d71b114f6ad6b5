// All that the protocol has in version 3.17, as a full editor announces it.

const kSymbols = Array.from({ length: 26 }, (_, i) => i + 1);
const kCompletions = Array.from({ length: 25 }, (_, i) => i + 1);
const kTokenTypes = ["namespace", "type", "class", "enum", "interface", "struct", "typeParameter", "parameter", "variable", "property", "enumMember", "event",
  "function", "method", "macro", "keyword", "modifier", "comment", "string", "number", "regexp", "operator", "decorator"];
const kTokenModifiers = ["declaration", "definition", "readonly", "static", "deprecated", "abstract", "async", "modification", "documentation", "defaultLibrary"];
const kText = ["markdown", "plaintext"];
const dynamic = (more = {}) => ({ dynamicRegistration: true, ...more });

export function fullCapabilities(without = []) {
  const all = {
    general: {
      staleRequestSupport: { cancel: true, retryOnContentModified: [] },
      regularExpressions: { engine: "ECMAScript", version: "ES2020" },
      markdown: { parser: "marked", version: "1.1.0" },
      positionEncodings: ["utf-16"],
    },
    window: { workDoneProgress: true, showMessage: { messageActionItem: { additionalPropertiesSupport: true } }, showDocument: { support: true } },
    workspace: {
      applyEdit: true,
      workspaceEdit: {
        documentChanges: true, resourceOperations: ["create", "rename", "delete"], failureHandling: "textOnlyTransactional", normalizesLineEndings: true,
        changeAnnotationSupport: { groupsOnLabel: true },
      },
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: dynamic(),
      didChangeWatchedFiles: dynamic({ relativePatternSupport: true }),
      symbol: dynamic({ symbolKind: { valueSet: kSymbols }, tagSupport: { valueSet: [1] }, resolveSupport: { properties: ["location.range"] } }),
      executeCommand: dynamic(),
      semanticTokens: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      inlineValue: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
      fileOperations: dynamic({ didCreate: true, didRename: true, didDelete: true, willCreate: true, willRename: true, willDelete: true }),
    },
    textDocument: {
      synchronization: dynamic({ willSave: true, willSaveWaitUntil: true, didSave: true }),
      publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true, dataSupport: true },
      diagnostic: dynamic({ relatedDocumentSupport: true }),
      completion: dynamic({
        contextSupport: true, insertTextMode: 2, completionItemKind: { valueSet: kCompletions },
        completionItem: {
          snippetSupport: true, commitCharactersSupport: true, documentationFormat: kText, deprecatedSupport: true, preselectSupport: true,
          tagSupport: { valueSet: [1] }, insertReplaceSupport: true, insertTextModeSupport: { valueSet: [1, 2] }, labelDetailsSupport: true,
          resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
        },
        completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode"] },
      }),
      hover: dynamic({ contentFormat: kText }),
      signatureHelp: dynamic({
        contextSupport: true,
        signatureInformation: { documentationFormat: kText, parameterInformation: { labelOffsetSupport: true }, activeParameterSupport: true },
      }),
      definition: dynamic({ linkSupport: true }),
      declaration: dynamic({ linkSupport: true }),
      typeDefinition: dynamic({ linkSupport: true }),
      implementation: dynamic({ linkSupport: true }),
      references: dynamic(),
      documentHighlight: dynamic(),
      documentSymbol: dynamic({ symbolKind: { valueSet: kSymbols }, hierarchicalDocumentSymbolSupport: true, tagSupport: { valueSet: [1] }, labelSupport: true }),
      codeAction: dynamic({
        isPreferredSupport: true, disabledSupport: true, dataSupport: true, honorsChangeAnnotations: false, resolveSupport: { properties: ["edit"] },
        codeActionLiteralSupport: {
          codeActionKind: { valueSet: ["", "quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.rewrite", "source", "source.organizeImports", "source.fixAll"] },
        },
      }),
      codeLens: dynamic(),
      documentLink: dynamic({ tooltipSupport: true }),
      formatting: dynamic(),
      rangeFormatting: dynamic(),
      onTypeFormatting: dynamic(),
      rename: dynamic({ prepareSupport: true, prepareSupportDefaultBehavior: 1, honorsChangeAnnotations: true }),
      foldingRange: dynamic({ rangeLimit: 5000, lineFoldingOnly: true, foldingRangeKind: { valueSet: ["comment", "imports", "region"] }, foldingRange: { collapsedText: false } }),
      selectionRange: dynamic(),
      linkedEditingRange: dynamic(),
      callHierarchy: dynamic(),
      typeHierarchy: dynamic(),
      inlineValue: dynamic(),
      inlayHint: dynamic({ resolveSupport: { properties: ["tooltip", "textEdits", "label.tooltip", "label.location", "label.command"] } }),
      semanticTokens: dynamic({
        requests: { range: true, full: { delta: true } }, tokenTypes: kTokenTypes, tokenModifiers: kTokenModifiers, formats: ["relative"],
        overlappingTokenSupport: false, multilineTokenSupport: false, serverCancelSupport: true, augmentsSyntaxTokens: true,
      }),
      colorProvider: dynamic(),
    },
  };
  for (const name of without) {
    const steps = name.split(".");
    const last = steps.pop();
    delete steps.reduce((one, step) => one?.[step] ?? {}, all)[last];
  }
  return all;
}
