-- How a report is edited, whether or not there is a server.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

-- A paragraph is a line, and a TAB is what tells cells apart.
vim.bo.textwidth = 0
vim.bo.expandtab = false
vim.bo.autoindent = true
vim.opt_local.formatoptions:remove({ 't', 'c', 'a' })
vim.bo.comments = ''
vim.bo.commentstring = '<!-- %s -->'
vim.opt_local.matchpairs:append({ '（:）', '《:》', '“:”', '〔:〕' })

vim.b.undo_ftplugin =
  'setlocal textwidth< expandtab< autoindent< formatoptions< comments< commentstring< matchpairs<'

require('nianbao.treesitter').start(vim.api.nvim_get_current_buf())
