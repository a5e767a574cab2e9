--- Format on save.

local options = require('nianbao.options')

local M = {}

--- A save waits no longer than this for the server.
local PATIENCE_MS = 3000

function M.attach(bufnr, group)
  vim.api.nvim_create_autocmd('BufWritePre', {
    group = group,
    buffer = bufnr,
    callback = function()
      local here = vim.b[bufnr].nianbao_format_on_save
      if here == false or (here == nil and not options.get('format_on_save')) then
        return
      end
      if require('nianbao.client').of(bufnr) then
        vim.lsp.buf.format({ bufnr = bufnr, name = 'nianbao', timeout_ms = PATIENCE_MS })
      end
    end,
  })
end

return M
