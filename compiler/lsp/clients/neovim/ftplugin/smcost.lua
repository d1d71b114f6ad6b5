-- What editing a spec needs, and its language server. `let g:smcost_lsp = v:false` leaves the server out.
if vim.b.did_ftplugin then return end
vim.b.did_ftplugin = 1

vim.opt_local.comments = ":##,:#"
vim.opt_local.commentstring = "# %s"
vim.opt_local.expandtab = true
vim.opt_local.shiftwidth = 2
vim.opt_local.softtabstop = 2
vim.opt_local.formatoptions:remove("t")
vim.opt_local.formatoptions:append("croql")
-- Names have hyphens: us-east-1.
vim.opt_local.iskeyword:append("-")
vim.b.undo_ftplugin = "setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< formatoptions< iskeyword<"

require("smcost").attach(vim.api.nvim_get_current_buf())
