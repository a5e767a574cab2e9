--- `:Nianbao recompute`: every total becomes the sum of its parts.

local changes = require('nianbao.changes')
local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'recompute', purpose = '按各项重算合计，改后请核对' }

local COMMAND = 'nianbao.recomputeTotals'

--- Shows the list, the cursor staying where it is.
local function show(count)
  local window = vim.api.nvim_get_current_win()
  vim.cmd.lopen({ count = math.min(count, 8) })
  vim.api.nvim_set_current_win(window)
end

function M.run()
  local client, bufnr = command.client()
  if not client then
    return
  end
  client_of.execute(client, COMMAND, bufnr, { list = true }, function(problem, changed)
    if problem then
      return message.error('没有重算成：' .. problem)
    elseif type(changed) ~= 'table' or #changed == 0 then
      return message.info('没有要改的合计。')
    end
    changes.list(bufnr, changed, '重算的合计')
    show(#changed)
    message.info(('合计已按各项重算，改了 %d 处，列在下面。不平的原因也可能在分项，请核对；按 u 撤销。'):format(#changed))
  end)
end

return M
