--- Files in GB18030 (GBK, which the Notepad of Windows calls ANSI).

local M = {}

--- Neovim falls back to latin1 where a file is no UTF-8. No report is latin1.
local FALLBACK = 'latin1'

--- The lines of a buffer as they would read in GB18030; nil if they are not that.
function M.as_gb18030(lines)
  local text = table.concat(lines, '\n')
  local bytes = vim.iconv(text, 'utf-8', FALLBACK)
  local read = bytes and vim.iconv(bytes, 'gb18030', 'utf-8')
  -- What cannot be converted comes back as question marks, so it is converted back and compared.
  if not read or vim.iconv(read, 'utf-8', 'gb18030') ~= bytes then
    return nil
  end
  return vim.split(read, '\n', { plain = true })
end

--- Reads a report anew as GB18030, where Neovim took it for latin1.
function M.reread(bufnr)
  if vim.bo[bufnr].fileencoding ~= FALLBACK or vim.bo[bufnr].modified then
    return
  end
  local lines = M.as_gb18030(vim.api.nvim_buf_get_lines(bufnr, 0, 200, false))
  local is_ours = vim.api.nvim_buf_get_name(bufnr):lower():match('%.nianbao$')
    or lines and require('nianbao.detect').has_title(lines)
  if lines and is_ours then
    vim.cmd('edit ++enc=gb18030')
  end
end

return M
