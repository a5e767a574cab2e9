--- What a report gets as soon as it has a server.

local client_of = require('nianbao.client')
local options = require('nianbao.options')

local M = {}

local HAS_0_11 = vim.fn.has('nvim-0.11') == 1

--- The keys that later versions bring along.
local function keys_of_0_11(bufnr)
  local function map(keys, action, description)
    vim.keymap.set('n', keys, action, { buffer = bufnr, desc = description })
  end
  map('gra', vim.lsp.buf.code_action, '年报：快速修复')
  map('grr', vim.lsp.buf.references, '年报：一起核对的格')
  map('gO', vim.lsp.buf.document_symbol, '年报：大纲')
end

--- Above each table, how many of its sums hold.
local function lens(bufnr, group)
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = bufnr })
    return
  end
  local function refresh()
    vim.lsp.codelens.refresh({ bufnr = bufnr })
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = bufnr,
    callback = refresh,
  })
  refresh()
end

function M.attach(client, bufnr)
  local group = vim.api.nvim_create_augroup('nianbao.buffer.' .. bufnr, {})
  require('nianbao.format').attach(bufnr, group)
  require('nianbao.float').attach(bufnr, group)
  require('nianbao.completion').attach(client, bufnr, group)
  require('nianbao.folding').by_server(client, bufnr)
  require('nianbao.paste').attach()
  if options.get('tab') then
    require('nianbao.cells').map(bufnr, group)
  end
  if options.get('hints') and client_of.supports(client, 'textDocument/inlayHint', bufnr) then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
  if options.get('lens') and client_of.supports(client, 'textDocument/codeLens', bufnr) then
    lens(bufnr, group)
  end
  if not HAS_0_11 then
    keys_of_0_11(bufnr)
  end
end

return M
