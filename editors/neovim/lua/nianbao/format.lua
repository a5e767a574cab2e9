--- Format on save.

local client_of = require('nianbao.client')
local options = require('nianbao.options')

local M = {}

--- A save waits no longer than this for the server.
local PATIENCE_MS = 3000

local METHOD = 'textDocument/formatting'

--- The edits that formatting would make; nil if the server does not say.
local function edits_of(client, bufnr)
  local parameters = vim.lsp.util.make_formatting_params()
  parameters.textDocument.uri = vim.uri_from_bufnr(bufnr)
  return client_of.request_now(client, METHOD, parameters, PATIENCE_MS, bufnr)
end

--- Whether a buffer is to be formatted when it is saved: as it is set for the buffer, else for all.
--- nil where that was never said and the file is another's, such as a text that came by mail.
local function wanted(bufnr)
  local here = vim.b[bufnr].nianbao_format_on_save
  if here ~= nil then
    return here
  end
  if not options.get('format_on_save') then
    return false
  end
  local name = vim.api.nvim_buf_get_name(bufnr)
  return (name == '' or name:lower():match('%.nianbao$') ~= nil) or nil
end

--- Asks once a buffer whether saving may rewrite it. Where nobody can answer, it may not.
local function may_rewrite(bufnr)
  if #vim.api.nvim_list_uis() == 0 then
    return false
  end
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':t')
  local question = ('年报：“%s”不是 .nianbao 文件。保存时要把表格排成标准格式吗？'):format(name)
  -- Escape is the answer 0, and like the default leaves the file as it is.
  local answer = vim.fn.confirm(question, '不排，照原样保存(&N)\n排版(&Y)', 1)
  vim.b[bufnr].nianbao_format_on_save = answer == 2
  return answer == 2
end

local function format(bufnr)
  local is_wanted = wanted(bufnr)
  local client = is_wanted ~= false and client_of.of(bufnr)
  if not client then
    return
  end
  local edits = edits_of(client, bufnr)
  if not edits or #edits == 0 then
    return
  end
  if is_wanted or may_rewrite(bufnr) then
    vim.lsp.util.apply_text_edits(edits, bufnr, client.offset_encoding)
  end
end

function M.attach(bufnr, group)
  vim.api.nvim_create_autocmd('BufWritePre', {
    group = group,
    buffer = bufnr,
    callback = function()
      format(bufnr)
    end,
  })
end

return M
