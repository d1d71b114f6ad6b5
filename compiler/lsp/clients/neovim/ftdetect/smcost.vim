autocmd BufNewFile,BufRead *.smcost setfiletype smcost
