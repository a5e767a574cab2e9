-- Starts with Neovim: the command, the server for reports, and the help's tags. Nothing else is
-- loaded before a report is opened.

if vim.g.loaded_nianbao then
  return
end
vim.g.loaded_nianbao = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('年报：需要 Neovim 0.10 或更新的版本。', vim.log.levels.ERROR)
  return
end

vim.api.nvim_create_user_command('Nianbao', function(arguments)
  require('nianbao.command').run(arguments.fargs)
end, {
  nargs = '*',
  desc = '年报：新建、检查、重算、预览、重启',
  complete = function(typed, line)
    return require('nianbao.command').complete(typed, line)
  end,
})

local group = vim.api.nvim_create_augroup('nianbao', {})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'nianbao' then
      require('nianbao.attach').attach(client, event.buf)
    end
  end,
})

-- A file of an older Windows is GB18030, which Neovim does not think of by itself.
vim.api.nvim_create_autocmd('BufReadPost', {
  group = group,
  pattern = { '*.nianbao', '*.txt' },
  nested = true,
  callback = function(event)
    require('nianbao.encoding').reread(event.buf)
  end,
})

if vim.lsp.config then
  vim.lsp.enable('nianbao')
else
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'nianbao',
    callback = function(event)
      require('nianbao.server').start(event.buf)
    end,
  })
end

-- A plugin folder that no plugin manager looks after has no tags for its help yet.
local doc = require('nianbao.paths').plugin .. '/doc'
if not vim.uv.fs_stat(doc .. '/tags') then
  pcall(vim.cmd, { cmd = 'helptags', args = { doc }, magic = { file = false } })
end
