-- What a test asks of a running Neovim. Each function gives a value that is written as JSON:
--   luaeval("smcost_test('diagnostics')")
local functions = {}

local function client()
  return require("smcost").client(0)
end

local function here(more)
  return vim.tbl_extend("force", vim.lsp.util.make_position_params(0, "utf-16"), more or {})
end

-- The first answer of a server, waited for.
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    if answer.err then error(answer.err.message) end
    return answer.result
  end
end

function functions.attached()
  local found = client()
  return found ~= nil and (found.initialized ~= false)
end

function functions.version()
  return tostring(vim.version().major) .. "." .. tostring(vim.version().minor)
end

function functions.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

function functions.cursor(line, column)
  if line then vim.api.nvim_win_set_cursor(0, { line + 1, column }) end
  local at = vim.api.nvim_win_get_cursor(0)
  return { at[1] - 1, at[2] }
end

-- In bytes, counted from 0, as Neovim has them.
function functions.diagnostics()
  return vim.tbl_map(function(one)
    return { line = one.lnum, column = one.col, end_line = one.end_lnum, end_column = one.end_col, severity = one.severity, code = one.code or one.user_data and one.user_data.lsp and one.user_data.lsp.code, source = one.source, message = one.message }
  end, vim.diagnostic.get(0))
end

-- By line, what stands behind it of all that is no text of the buffer: hints, and lenses if they are asked for.
function functions.virtual_text(namespace)
  local found = {}
  if namespace == "smcost_hints" and vim.lsp.inlay_hint then
    for _, one in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
      local label = one.inlay_hint.label
      if type(label) == "table" then label = table.concat(vim.tbl_map(function(part) return part.value end, label)) end
      table.insert(found, { line = one.inlay_hint.position.line, text = label })
    end
    return found
  end
  for name, id in pairs(vim.api.nvim_get_namespaces()) do
    if not namespace or name:find(namespace, 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, id, 0, -1, { details = true })) do
        local text = ""
        for _, piece in ipairs(mark[4].virt_text or {}) do text = text .. piece[1] end
        if text ~= "" then table.insert(found, { line = mark[2], text = text }) end
      end
    end
  end
  table.sort(found, function(one, other) return one.line < other.line end)
  return found
end

function functions.lenses()
  return vim.tbl_map(function(one) return { line = one.range.start.line, title = one.command and one.command.title } end, vim.lsp.codelens.get(0))
end

-- What the menu of completion shows while it is open.
function functions.menu()
  local info = vim.fn.complete_info({ "items", "pum_visible" })
  if info.pum_visible == 0 then return vim.NIL end
  return vim.tbl_map(function(one) return one.word end, info.items)
end

function functions.hover()
  local answer = ask("textDocument/hover", here())
  if not answer then return "" end
  return type(answer.contents) == "table" and answer.contents.value or answer.contents
end

function functions.request(method, params)
  return ask(method, here(params))
end

function functions.rename(name)
  vim.lsp.buf.rename(name)
  return true
end

function functions.format()
  if vim.lsp.buf.format then vim.lsp.buf.format({ async = false, timeout_ms = 10000 }) else vim.lsp.buf.formatting_sync(nil, 10000) end
  return true
end

-- Has the first action taken whose title has this in it; the titles that there were are kept in `smcost_titles`.
function functions.take(title)
  vim.g.smcost_titles = nil
  local select = vim.ui.select
  vim.ui.select = function(items, options, choose)
    vim.ui.select = select
    local titles, chosen = {}, nil
    for _, item in ipairs(items) do
      local text = options.format_item and options.format_item(item) or tostring(item)
      table.insert(titles, text)
      if not chosen and text:find(title, 1, true) then chosen = item end
    end
    vim.g.smcost_titles = titles
    choose(chosen)
  end
  vim.lsp.buf.code_action()
  return true
end

function functions.titles()
  return vim.g.smcost_titles or vim.NIL
end

-- What another window shows, by a part of its buffer's name.
function functions.window(name)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local buffer = vim.api.nvim_win_get_buf(window)
    if vim.api.nvim_buf_get_name(buffer):find(name, 1, true) then return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end
  end
  return vim.NIL
end

function _G.smcost_test(name, arguments)
  local given = arguments and vim.fn.json_decode(arguments) or {}
  local is_fine, value = pcall(functions[name], unpack(given))
  return vim.fn.json_encode(is_fine and { value = value } or { error = tostring(value) })
end
