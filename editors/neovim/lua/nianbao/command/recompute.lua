--- `:Nianbao recompute`: every total becomes the sum of its parts.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'recompute', purpose = '按各项重算合计，改后请核对' }

local COMMAND = 'nianbao.recomputeTotals'

--- The changes as a list to step through, the cursor staying where it is.
local function list(bufnr, changes)
  local items = vim.tbl_map(function(change)
    local from = change.from == '' and '（空）' or change.from
    return {
      bufnr = bufnr,
      lnum = change.position.line + 1,
      col = change.position.character + 1,
      text = ('%s：%s → %s'):format(change.name, from, change.to),
    }
  end, changes)
  vim.fn.setloclist(0, {}, ' ', { title = '重算的合计', items = items })
  local window = vim.api.nvim_get_current_win()
  vim.cmd.lopen({ count = math.min(#items, 8) })
  vim.api.nvim_set_current_win(window)
end

function M.run()
  local client, bufnr = command.client()
  if not client then
    return
  end
  client_of.execute(client, COMMAND, bufnr, { list = true }, function(problem, changes)
    if problem then
      return message.error('没有重算成：' .. problem)
    elseif type(changes) ~= 'table' or #changes == 0 then
      return message.info('没有要改的合计。')
    end
    list(bufnr, changes)
    message.info(('合计已按各项重算，改了 %d 处，列在下面。不平的原因也可能在分项，请核对；按 u 撤销。'):format(#changes))
  end)
end

return M
