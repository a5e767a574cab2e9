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

--- In 0.10: Neovim's own omnifunc drops whatever does not begin with what was typed, and so
--- everything that was typed in pinyin. The list is asked for and shown here; what would be several
--- lines cannot be.
local function ask_0_10()
  local bufnr = vim.api.nvim_get_current_buf()
  local client = require('nianbao.client').of(bufnr)
  local cursor = vim.api.nvim_win_get_cursor(0)
  if not client then
    return
  end
  local parameters = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client.request('textDocument/completion', parameters, function(_, list)
    local is_here = vim.deep_equal(vim.api.nvim_win_get_cursor(0), cursor)
    if not list or not is_here or vim.api.nvim_get_mode().mode:sub(1, 1) ~= 'i' then
      return
    end
    local start
    local words = {}
    for _, item in ipairs(list.items or list) do
      if not item.textEdit.newText:find('\n', 1, true) then
        start = item.textEdit.range.start.character + 1
        table.insert(words, { word = item.textEdit.newText, abbr = item.label, menu = item.detail, dup = 1 })
      end
    end
    if start then
      vim.fn.complete(start, words)
    end
  end, bufnr)
end

--- 'omnifunc' in 0.10: what comes is shown when it has come.
function M.omnifunc()
  ask_0_10()
  return -2
end

--- The option is that of all buffers, so it is lent.
local function attach_0_10(bufnr, group)
  vim.bo[bufnr].omnifunc = "v:lua.require'nianbao.completion'.omnifunc"
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
      if is_wanted() then
        vim.schedule(ask_0_10)
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
