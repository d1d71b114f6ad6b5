-- What statements cost, behind their lines: for a Neovim older than 0.10, whose client knows no hints.
local M = {}

M.namespace = vim.api.nvim_create_namespace("smcost_hints")
vim.api.nvim_set_hl(0, "SmcostHint", { link = "Comment", default = true })

local function text_of(label)
  if type(label) == "string" then return label end
  return table.concat(vim.tbl_map(function(part) return part.value end, label))
end

local function draw(buffer, hints)
  vim.api.nvim_buf_clear_namespace(buffer, M.namespace, 0, -1)
  local last = vim.api.nvim_buf_line_count(buffer) - 1
  for _, hint in ipairs(hints or {}) do
    if hint.position.line <= last then
      vim.api.nvim_buf_set_extmark(buffer, M.namespace, hint.position.line, 0,
        { virt_text = { { text_of(hint.label), "SmcostHint" } }, virt_text_pos = "eol", hl_mode = "combine" })
    end
  end
end

function M.ask(client, buffer)
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = { line = 0, character = 0 }, ["end"] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 } },
  }
  require("smcost").request(client, "textDocument/inlayHint", params, function(err, hints)
    -- An answer to an older text comes with a newer question behind it.
    if err or not vim.api.nvim_buf_is_valid(buffer) or vim.api.nvim_buf_get_changedtick(buffer) ~= tick then return end
    draw(buffer, hints)
  end, buffer)
end

return M
