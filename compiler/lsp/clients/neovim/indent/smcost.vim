" A line goes on at the depth of the one above it; deeper behind an open bracket, less deep at a closing one.
if exists("b:did_indent") | finish | endif
let b:did_indent = 1
setlocal autoindent indentexpr=SmcostIndent(v:lnum) indentkeys=0},0),0],!^F,o,O
let b:undo_indent = "setlocal autoindent< indentexpr< indentkeys<"

if exists("*SmcostIndent") | finish | endif

function SmcostIndent(line) abort
  let above = prevnonblank(a:line - 1)
  if above == 0 | return 0 | endif
  " Brackets in texts and comments are none.
  let text = substitute(substitute(getline(above), '"[^"]*"', '', 'g'), '#.*', '', '')
  let depth = indent(above)
  if text =~ '[{(\[]\s*$' | let depth += shiftwidth() | endif
  if getline(a:line) =~ '^\s*[})\]]' | let depth -= shiftwidth() | endif
  return max([depth, 0])
endfunction
