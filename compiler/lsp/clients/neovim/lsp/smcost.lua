-- For `vim.lsp.enable("smcost")` of Neovim 0.11 and newer.
return require("smcost").config()
