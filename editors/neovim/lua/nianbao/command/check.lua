--- `:Nianbao check`: the faults of this report, or of a folder's reports, as a list to step through.

local command = require('nianbao.command')
local message = require('nianbao.message')
local server = require('nianbao.server')

local M = { usage = 'check [文件或文件夹]', purpose = '列出这份年报的问题；写上文件夹，就检查其中所有年报' }

local TYPES = { error = 'E', warning = 'W', info = 'I' }

--- The report in the window, as it stands there, saved or not.
local function check_buffer()
  local client, bufnr = command.client()
  if not client then
    return
  end
  local found = vim.diagnostic.get(bufnr)
  vim.fn.setloclist(0, {}, ' ', { title = '年报检查', items = vim.diagnostic.toqflist(found) })
  if #found == 0 then
    vim.cmd.lclose()
    return message.info('没有发现问题。')
  end
  vim.cmd.lopen()
  message.info(('共 %d 处，回车跳到原文。'):format(#found))
end

--- The byte, from 1, of a character, from 1, of a line; 0, for the line as a whole, where the file
--- is not there or not in UTF-8.
local function byte_column(lines, place)
  local line = (lines[place.line] or ''):gsub('\r$', '')
  local at = vim.fn.byteidx(line, place.column - 1)
  return at >= 0 and at + 1 or 0
end

local function items(answer)
  local list = {}
  for _, file in ipairs(answer.files) do
    local is_readable = #file.findings > 0 and vim.fn.filereadable(file.path) == 1
    local lines = is_readable and vim.fn.readfile(file.path) or {}
    for _, finding in ipairs(file.findings) do
      table.insert(list, {
        filename = file.path,
        lnum = finding.range.start.line,
        col = byte_column(lines, finding.range.start),
        text = finding.message,
        type = TYPES[finding.severity],
      })
    end
  end
  for _, failed in ipairs(answer.errors) do
    table.insert(list, { filename = failed.path, text = failed.message, type = 'E' })
  end
  return list
end

local function show(result)
  local ok, answer = pcall(vim.json.decode, result.stdout)
  if not ok then
    return message.error('没有检查成：' .. vim.trim(result.stderr))
  end
  local list = items(answer)
  vim.fn.setqflist({}, ' ', { title = '年报检查', items = list })
  if #list == 0 then
    vim.cmd.cclose()
    return message.info(('检查了 %d 份年报，没有发现问题。'):format(#answer.files))
  end
  vim.cmd.copen()
  message.info(('检查了 %d 份年报，共 %d 处，回车跳到原文。'):format(#answer.files, #list))
end

function M.run(words)
  if not words[1] then
    return check_buffer()
  end
  local program = server.program()
  if not program then
    return message.error(server.MISSING)
  end
  local path = vim.fn.fnamemodify(vim.fn.expand(words[1]), ':p')
  local words_of_program = { program, 'check', '--output-format', 'json', '--exit-zero', path }
  vim.system(words_of_program, { text = true }, vim.schedule_wrap(show))
end

M.complete = command.files

return M
