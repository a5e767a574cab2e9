--- Completion as one types, in Chinese or in pinyin. `CTRL-X CTRL-O` asks for it at any time.

local options = require('nianbao.options')

local M = {}

--- The list opens without taking anything over, so that Enter stays Enter.
local COMPLETEOPT = 'menuone,noselect,popup'

--- Whether a list may open by itself for what is typed now.
local function is_wanted()
  return options.get('autocomplete')
    and not vim.v.char:match('^%s$')
    and vim.fn.reg_executing() == ''
    and not vim.snippet.active()
end

--- From 0.11 on: Neovim asks by itself only at certain characters, and no list of those holds all
--- of Chinese.
local function attach(client, bufnr, group)
  vim.lsp.completion.enable(true, client.id, bufnr, { autotrigger = false })
  local is_default = vim.api.nvim_get_option_info2('completeopt', {}).was_set == false
  if is_default then
    vim.bo[bufnr].completeopt = COMPLETEOPT
  end
  vim.api.nvim_create_autocmd('InsertCharPre', {
    group = group,
    buffer = bufnr,
    callback = function()
      if is_wanted() then
        vim.schedule(vim.lsp.completion.get)
      end
    end,
  })
end

--- In 0.10: through omnifunc, and the option is that of all buffers, so it is lent.
local function attach_0_10(bufnr, group)
  local lent
  vim.api.nvim_create_autocmd('InsertEnter', {
    group = group,
    buffer = bufnr,
    callback = function()
      lent, vim.o.completeopt = vim.o.completeopt, COMPLETEOPT
    end,
  })
  vim.api.nvim_create_autocmd('InsertLeave', {
    group = group,
    buffer = bufnr,
    callback = function()
      vim.o.completeopt = lent or vim.o.completeopt
    end,
  })
  vim.api.nvim_create_autocmd('InsertCharPre', {
    group = group,
    buffer = bufnr,
    callback = function()
      if is_wanted() and vim.fn.pumvisible() == 0 then
        vim.api.nvim_feedkeys(vim.keycode('<C-x><C-o>'), 'n', false)
      end
    end,
  })
end

function M.attach(client, bufnr, group)
  if not require('nianbao.client').supports(client, 'textDocument/completion', bufnr) then
    return
  end
  if vim.lsp.completion then
    attach(client, bufnr, group)
  else
    attach_0_10(bufnr, group)
  end
end

return M
