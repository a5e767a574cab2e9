--- `:Nianbao import`: a Word, Excel, web or PDF file as a report, in a buffer that is not written yet.

local command = require('nianbao.command')
local message = require('nianbao.message')
local server = require('nianbao.server')

local M = { usage = 'import [文件]', purpose = '把 Word、Excel、网页、PDF 文件转成年报文本' }

--- A path beside the document that is not taken: `年报.nianbao`, `年报-2.nianbao`, …
local function free_path(file)
  local number = 1
  while true do
    local suffix = number == 1 and '' or '-' .. number
    local path = ('%s%s.nianbao'):format(vim.fn.fnamemodify(file, ':r'), suffix)
    if not vim.uv.fs_stat(path) and vim.fn.bufexists(path) == 0 then
      return path
    end
    number = number + 1
  end
end

local function open(text, file, told)
  local path = free_path(file)
  vim.cmd.edit(vim.fn.fnameescape(path))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split((text:gsub('\n$', '')), '\n', { plain = true }))
  message.info(('%s已转成年报文本，还没有保存。核对后用 :w 存为 %s'):format(told, vim.fs.basename(path)))
end

local function import(file)
  local program = server.program()
  if not program then
    return message.error(server.MISSING)
  end
  vim.system({ program, 'import', '-o', '-', '--', file }, { text = true }, vim.schedule_wrap(function(result)
    local told = vim.trim(result.stderr)
    if result.code == 0 then
      open(result.stdout, file, told == '' and '' or told .. '\n')
    else
      message.error('没有转成：' .. told)
    end
  end))
end

function M.run(words)
  command.with_file(words, '要转换的文件：', import)
end

M.complete = command.files

return M
