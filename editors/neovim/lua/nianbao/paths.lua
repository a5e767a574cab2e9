--- Where things are.

local M = {}

local here = debug.getinfo(1, 'S').source:sub(2)

--- The plugin's own folder, not the link that may lead to it.
M.plugin = vim.fs.normalize(
  vim.uv.fs_realpath(vim.fn.fnamemodify(here, ':p:h:h:h')) or vim.fn.fnamemodify(here, ':p:h:h:h')
)

--- The checkout of nianbao that the plugin is a part of; nil where it was installed without.
M.checkout = vim.uv.fs_stat(M.plugin .. '/../../grammar/src/parser.c')
    and vim.fs.normalize(vim.uv.fs_realpath(M.plugin .. '/../..'))
  or nil

--- Where a parser is kept that was compiled here.
M.parser = vim.fs.normalize(vim.fn.stdpath('data')) .. '/nianbao/parser/nianbao.so'

--- Where previews are written.
M.previews = vim.fs.normalize(vim.fn.stdpath('cache')) .. '/nianbao'

return M
