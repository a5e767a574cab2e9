--- Folds of sections and tables: by the grammar at once, then by the server, which also knows a
--- section whose number was lost.

local client_of = require('nianbao.client')
local options = require('nianbao.options')

local M = {}

local BY_GRAMMAR = 'v:lua.vim.treesitter.foldexpr()'
local BY_SERVER = 'v:lua.vim.lsp.foldexpr()'

--- Folds the windows of a buffer, all open to begin with.
local function fold(bufnr, expression)
  if not options.get('folding') then
    return
  end
  for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
    local set = vim.wo[window][0]
    -- How far the user has closed them already stays, and the parser may be there later than the server.
    if set.foldexpr ~= BY_GRAMMAR and set.foldexpr ~= BY_SERVER then
      set.foldlevel = 99
      set.foldtext = ''
    end
    if set.foldexpr ~= BY_SERVER then
      set.foldmethod = 'expr'
      set.foldexpr = expression
    end
  end
end

function M.by_grammar(bufnr)
  fold(bufnr, BY_GRAMMAR)
end

function M.by_server(client, bufnr)
  if vim.lsp.foldexpr and client_of.supports(client, 'textDocument/foldingRange', bufnr) then
    fold(bufnr, BY_SERVER)
  end
end

return M
