--- `:Nianbao compare`: the report beside last year's, or one that is named, in the browser.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')
local page_file = require('nianbao.page')

local M = { usage = 'compare [文件]', purpose = '与上年的年报对照，或者与写明的那一份' }

local COMMAND = 'nianbao.compare'

local function show(bufnr, page)
  local problem, path = page_file.write(bufnr, '-对照', page)
  if problem then
    return message.error('没有对照成：' .. problem)
  end
  local opened, failure = vim.ui.open(path)
  if opened then
    message.info('已在浏览器里打开对照。改动以后，请再运行一次。')
  else
    message.warn(('对照写在 %s，没有能打开它的程序，请自己打开。%s'):format(path, failure or ''))
  end
end

--- Of several reports that may be last year's, the user names one.
local function ask(candidates)
  local names = vim.tbl_map(function(uri)
    return vim.fn.fnamemodify(vim.uri_to_fname(uri), ':.')
  end, candidates)
  local hint = #names > 0 and ('可能是：%s。'):format(table.concat(names, '、')) or ''
  message.warn(('没有认出上年的年报。%s请写上要对照的那一份：:Nianbao compare 文件'):format(hint))
end

function M.run(words)
  local client, bufnr = command.client()
  if not client then
    return
  end
  if not client_of.knows(client, COMMAND) then
    return message.warn('装好的 nianbao 程序版本较旧，还不能对照。请重新安装。')
  end
  local named = table.concat(words, ' ')
  local other = named ~= '' and vim.uri_from_fname(vim.fn.fnamemodify(vim.fn.expand(named), ':p')) or nil
  client_of.execute(client, COMMAND, bufnr, { with = other }, function(problem, answer)
    if type(answer) ~= 'table' then
      return message.error('没有对照成：' .. (problem or '检查程序没有回答'))
    end
    if type(answer.page) ~= 'string' then
      return ask(answer.candidates or {})
    end
    show(bufnr, answer.page)
  end)
end

--- A file may follow the subcommand.
function M.complete(typed)
  return vim.fn.getcompletion(typed, 'file')
end

return M
