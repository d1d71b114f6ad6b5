-- The language server of specs in Neovim's own client, from 0.7 on.
local M = {}

local kRefreshed = { "workspace/inlayHint/refresh", "workspace/codeLens/refresh" }

-- cmd: what is started; hints, lenses: whether costs stand in the text; on_attach(client, buffer): what a user does besides.
M.options = { cmd = { "smcost", "lsp" }, hints = true, lenses = true, on_attach = nil, capabilities = nil }

local started = {} -- by root, for Neovim 0.7

local function root_of(file)
  local folder = vim.fn.fnamemodify(file ~= "" and file or ".", ":p:h")
  for _, mark in ipairs({ ".git", ".smcost.toml", "smcost.lock" }) do
    local found = vim.fn.finddir(mark, folder .. ";")
    if found == "" then found = vim.fn.findfile(mark, folder .. ";") end
    if found ~= "" then return vim.fn.fnamemodify(found, ":p:s?[/]$??:h") end
  end
  return folder
end

local function capabilities()
  local own = M.options.capabilities or vim.lsp.protocol.make_client_capabilities()
  return vim.tbl_deep_extend("force", own, {
    textDocument = { inlayHint = { dynamicRegistration = false } },
    workspace = { inlayHint = { refreshSupport = true }, codeLens = { refreshSupport = true } },
  })
end

-- The attached client of a buffer, or nil.
function M.client(buffer)
  local found = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer, name = "smcost" }) or vim.lsp.buf_get_clients(buffer)
  for _, client in pairs(found) do
    if client.name == "smcost" then return client end
  end
end

local function request(client, method, params, handler, buffer)
  if vim.fn.has("nvim-0.11") == 1 then return client:request(method, params, handler, buffer) end
  return client.request(method, params, handler, buffer)
end
M.request = request

-- Asks for what stands in the text anew.
local function refresh(buffer)
  local client = M.client(buffer)
  if not client then return end
  if M.options.lenses then
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
    request(client, "textDocument/codeLens", params, vim.lsp.codelens.on_codelens, buffer)
  end
  if M.options.hints and not vim.lsp.inlay_hint then require("smcost.hints").ask(client, buffer) end
end

local function refreshed(_, _, context)
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local client = M.client(buffer)
    if client and client.id == context.client_id then refresh(buffer) end
  end
  return vim.NIL
end

local function on_attach(client, buffer)
  -- Neovim 0.8 and newer do this by themselves.
  if vim.bo[buffer].omnifunc == "" then vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc" end
  if vim.bo[buffer].formatexpr == "" then vim.bo[buffer].formatexpr = "v:lua.vim.lsp.formatexpr()" end
  if M.options.hints and vim.lsp.inlay_hint then vim.lsp.inlay_hint.enable(true, { bufnr = buffer }) end
  local waiting
  local group = vim.api.nvim_create_augroup("smcost_" .. buffer, {})
  vim.api.nvim_create_autocmd({ "TextChanged", "TextChangedI", "InsertLeave" }, {
    group = group,
    buffer = buffer,
    callback = function()
      waiting = (waiting or 0) + 1
      local mine = waiting
      vim.defer_fn(function()
        if mine == waiting and vim.api.nvim_buf_is_valid(buffer) then refresh(buffer) end
      end, 150)
    end,
  })
  refresh(buffer)
  if M.options.on_attach then M.options.on_attach(client, buffer) end
end

-- Shows an answer in a window of its own, which `q` closes.
local function show(name, text, filetype)
  local buffer = vim.fn.bufadd(name)
  vim.fn.bufload(buffer)
  vim.bo[buffer].buftype = "nofile"
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text:gsub("\n$", ""), "\n"))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype
  if vim.fn.bufwinid(buffer) == -1 then
    local back = vim.api.nvim_get_current_win()
    vim.cmd("vertical sbuffer " .. buffer)
    vim.keymap.set("n", "q", "<cmd>close<cr>", { buffer = buffer })
    vim.api.nvim_set_current_win(back)
  end
end

-- What a command of the server says, in a window.
function M.execute(command, arguments, name, filetype)
  local buffer = vim.api.nvim_get_current_buf()
  local client = M.client(buffer)
  if not client then return vim.notify("smcost: no language server is attached", vim.log.levels.WARN) end
  request(client, "workspace/executeCommand", { command = command, arguments = arguments }, function(err, answer)
    if err then return vim.notify("smcost: " .. err.message, vim.log.levels.WARN) end
    show(name, answer or "", filetype)
  end, buffer)
end

function M.explain(name)
  M.execute("smcost.explain", { vim.uri_from_bufnr(0), name or "" }, "smcost://explain/" .. (name or ""), "")
end

function M.bill()
  M.execute("smcost.bill", { vim.uri_from_bufnr(0), "text" }, "smcost://bill", "")
end

-- `api` in `api = host …`, or in a line below it that is indented deeper; "" where there is no name.
function M.statement_here()
  for line = vim.fn.line("."), 1, -1 do
    local text = vim.fn.getline(line)
    local name = text:match("^%s*([%a_][%w_-]*)%s*=[^=]")
    if name then return name end
    if text:match("^%S") then return "" end
  end
  return ""
end

-- What the server is started with.
function M.config()
  local handlers = {}
  for _, method in ipairs(kRefreshed) do handlers[method] = refreshed end
  -- Neovim 0.10 redraws its own hints.
  if vim.lsp.inlay_hint then handlers["workspace/inlayHint/refresh"] = nil end
  return {
    name = "smcost",
    cmd = M.options.cmd,
    filetypes = { "smcost" },
    root_markers = { ".git", ".smcost.toml", "smcost.lock" },
    capabilities = capabilities(),
    handlers = handlers,
    commands = {
      -- What a lens does when it is run.
      ["smcost.explain"] = function(command) M.execute("smcost.explain", command.arguments, "smcost://explain/" .. command.arguments[2], "") end,
    },
    on_attach = on_attach,
  }
end

local function start(buffer)
  local config = M.config()
  config.root_dir = root_of(vim.api.nvim_buf_get_name(buffer))
  if vim.lsp.start then return vim.lsp.start(config, { bufnr = buffer }) end
  local id = started[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    config.on_exit = function() started[config.root_dir] = nil end
    id = vim.lsp.start_client(config)
    started[config.root_dir] = id
  end
  if id then vim.lsp.buf_attach_client(buffer, id) end
  return id
end

local function stop_and_start()
  local client = M.client(0)
  local buffers = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.bo[buffer].filetype == "smcost" then table.insert(buffers, buffer) end
  end
  if client then vim.lsp.stop_client(client.id) end
  started = {}
  vim.defer_fn(function()
    for _, buffer in ipairs(buffers) do
      if vim.api.nvim_buf_is_loaded(buffer) then start(buffer) end
    end
  end, 500)
end

-- Called by the ftplugin for each spec.
function M.attach(buffer)
  local function command(name, run, options)
    if vim.api.nvim_buf_create_user_command then vim.api.nvim_buf_create_user_command(buffer, name, run, options) end
  end
  command("SmcostBill", function() M.bill() end, { desc = "the bill, in a window" })
  command("SmcostExplain", function(given) M.explain(given.args ~= "" and given.args or M.statement_here()) end,
    { nargs = "?", desc = "how a statement's lines come about" })
  command("SmcostRestart", stop_and_start, { desc = "end the language server and start it again" })
  if vim.g.smcost_lsp == false then return end
  if vim.lsp.is_enabled and vim.lsp.is_enabled("smcost") then return end
  if vim.fn.executable(M.options.cmd[1]) == 0 then
    return vim.notify_once("smcost: there is no program `" .. M.options.cmd[1] .. "`", vim.log.levels.WARN)
  end
  start(buffer)
end

-- For an init.lua: require("smcost").setup({ cmd = { "/opt/bin/smcost", "lsp" } })
function M.setup(options)
  M.options = vim.tbl_extend("force", M.options, options or {})
end

return M
