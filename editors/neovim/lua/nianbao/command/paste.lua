--- `:Nianbao paste`: the figures of a register into the cells from the cursor on.

local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'paste [寄存器]', purpose = '把复制来的数字填进光标起的格里' }

function M.run(words)
  local client, bufnr = command.client()
  if not client then
    return
  end
  local register = words[1] or '+'
  local text = vim.fn.getreg(register)
  if text == '' and not words[1] then
    text = vim.fn.getreg('"')
  end
  if text == '' then
    return message.warn('剪贴板是空的。请先复制要填的数字。')
  end
  if not require('nianbao.paste').into_cells(bufnr, text) then
    message.warn('没有粘贴：光标要放在官方表里，复制的要是数字或者整张表。')
  end
end

return M
