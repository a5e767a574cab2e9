--- `:Nianbao tally`: the figures of a report from the ledger that they are counted in. What was understood of the
--- ledger and what would change is shown first.

local changes = require('nianbao.changes')
local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'tally [台账]', purpose = '用台账填表三、表四，先显示会改哪些格' }

local COMMAND = 'nianbao.tally'
local NAME = 'nianbao://台账'

local function is_given(value)
  return value ~= nil and value ~= vim.NIL
end

--- What there is to read: what is not counted first, since it must be mended in the ledger.
local function lines_of(tally)
  local lines = {}
  local function add(heading, more)
    if #more > 0 then
      vim.list_extend(lines, heading and { heading } or {})
      vim.list_extend(lines, more)
      table.insert(lines, '')
    end
  end
  add(nil, tally.count)
  add(nil, tally.unplaced)
  add('会改的格子：', tally.differences)
  add(nil, tally.notes)
  add(nil, tally.columns)
  return lines
end

--- Shows lines in a window below, which goes when the answer is given.
local function show(lines)
  local window = vim.api.nvim_get_current_win()
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(bufnr, NAME)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].modifiable = false
  vim.cmd.split({ mods = { split = 'botright' } })
  vim.api.nvim_win_set_buf(0, bufnr)
  vim.cmd.resize(math.min(#lines, math.floor(vim.o.lines / 2)))
  local shown = vim.api.nvim_get_current_win()
  vim.api.nvim_set_current_win(window)
  vim.cmd.redraw()
  return function()
    if vim.api.nvim_win_is_valid(shown) then
      vim.api.nvim_win_close(shown, true)
    end
  end
end

local function ask(client, bufnr, file, write, done)
  client_of.execute(client, COMMAND, bufnr, { files = { file }, write = write }, function(problem, tally)
    if problem or type(tally) ~= 'table' then
      return message.error('没有填：' .. (problem or '检查程序没有回答'))
    end
    done(tally)
  end)
end

local function fill(client, bufnr, file)
  ask(client, bufnr, file, false, function(tally)
    local close = show(lines_of(tally))
    if #tally.changes == 0 then
      return message.info('年报的数字和台账一样，没有要改的。')
    end
    local open = is_given(tally.open) and ('还有 %s没有归类，'):format(tally.open) or ''
    local yes = ('填进年报，改 %d 格'):format(#tally.changes)
    vim.ui.select({ yes, '不填' }, { prompt = open .. '用台账的数填表吗？' }, function(choice)
      close()
      if choice ~= yes then
        return
      end
      ask(client, bufnr, file, true, function(written)
        changes.list(bufnr, written.changes, '用台账填的数')
        message.info(('已用台账填了 %d 格，:lopen 列出来，按 u 撤销。'):format(#written.changes))
      end)
    end)
  end)
end

local function start(file)
  local client, bufnr = command.client({ command = COMMAND, what = '用台账填表' })
  if not client then
    return
  end
  fill(client, bufnr, vim.fn.fnamemodify(file, ':p'))
end

function M.run(words)
  command.with_file(words, '台账文件：', start)
end

M.complete = command.files

return M
