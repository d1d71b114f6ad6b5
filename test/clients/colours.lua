-- The syntax group at each byte of the buffer, as JSON into $SMCOST_OUT.
vim.cmd("syntax on")
local lines = {}
for line = 1, vim.fn.line("$") do
  local groups = {}
  for column = 1, #vim.fn.getline(line) do
    table.insert(groups, vim.fn.synIDattr(vim.fn.synID(line, column, 1), "name"))
  end
  table.insert(lines, #groups > 0 and groups or vim.empty_dict())
end
vim.fn.writefile({ vim.json and vim.json.encode(lines) or vim.fn.json_encode(lines) }, vim.env.SMCOST_OUT)
vim.cmd("qall!")
