--- `:Nianbao compare`: the report beside last year's, or one that is named, in the browser.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')
local page_file = require('nianbao.page')

local M = { usage = 'compare [文件]', purpose = '与上年的年报对照，或者与写明的那一份' }

local COMMAND = 'nianbao.compare'

--- Of several reports that may be last year's, the user names one.
local function ask(candidates)
  local names = vim.tbl_map(function(uri)
    return vim.fn.fnamemodify(vim.uri_to_fname(uri), ':.')
  end, candidates)
  local hint = #names > 0 and ('可能是：%s。'):format(table.concat(names, '、')) or ''
  message.warn(('没有认出上年的年报。%s请写上要对照的那一份：:Nianbao compare 文件'):format(hint))
end

function M.run(words)
  local client, bufnr = command.client({ command = COMMAND, what = '对照' })
  if not client then
    return
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
    page_file.show('对照', page_file.write(bufnr, '-对照', answer.page))
  end)
end

--- A file may follow the subcommand.
M.complete = command.files

return M
