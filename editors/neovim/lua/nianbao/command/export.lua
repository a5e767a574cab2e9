--- `:Nianbao export`: the report as a Word document, a workbook or a page, beside it.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'export [docx|xlsx|html]', purpose = '导出成 Word、Excel、网页文件，放在年报旁边' }

local COMMAND = 'nianbao.export'
local FORMATS = { 'docx', 'xlsx', 'html' }

--- What each file was like when it was exported here, as far as that tells whether somebody has changed it since.
local exported = {}

local function state(file)
  local stat = vim.uv.fs_stat(file)
  return stat and ('%d.%d %d'):format(stat.mtime.sec, stat.mtime.nsec, stat.size)
end

local function is_own(file)
  return exported[file] ~= nil and exported[file] == state(file)
end

local function tell(answer)
  local errors = answer.errors > 0 and ('注意：年报还有 %d 个错误，是照原样导出的。'):format(answer.errors) or ''
  local opened = vim.ui.open(answer.file)
  local hint = opened and '' or '没有能打开它的程序，请自己打开。'
  message.info(('已导出%s：%s。%s%s'):format(answer.name, answer.file, errors, hint))
end

local function export(client, bufnr, format, force)
  client_of.execute(client, COMMAND, bufnr, { format = format, force = force }, function(problem, answer)
    if type(answer) ~= 'table' then
      return message.error('没有导出：' .. (problem or '检查程序没有回答'))
    end
    if answer.written then
      exported[answer.file] = state(answer.file)
      return tell(answer)
    end
    if is_own(answer.file) then
      return export(client, bufnr, format, true)
    end
    local question = ('%s 已经存在，要覆盖吗？'):format(vim.fs.basename(answer.file))
    vim.ui.select({ '覆盖', '不导出' }, { prompt = question }, function(choice)
      if choice == '覆盖' then
        export(client, bufnr, format, true)
      end
    end)
  end)
end

function M.run(words)
  local format = words[1] or 'docx'
  if not vim.list_contains(FORMATS, format) then
    return message.warn('可以导出的格式：' .. table.concat(FORMATS, '、'))
  end
  local client, bufnr = command.client({ command = COMMAND, what = '导出' })
  if not client then
    return
  end
  export(client, bufnr, format, false)
end

--- What may follow the subcommand.
M.words = FORMATS

return M
