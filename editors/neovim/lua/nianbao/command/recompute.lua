--- `:Nianbao recompute`: every total becomes the sum of its parts.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'recompute', purpose = '按各项重算合计，改后请核对' }

local COMMAND = 'nianbao.recomputeTotals'

--- The change comes as a request of its own, before or after the answer.
local PATIENCE_MS = 500

function M.run()
  local client, bufnr = command.client()
  if not client then
    return
  end
  local before = vim.api.nvim_buf_get_changedtick(bufnr)
  client_of.execute(client, COMMAND, bufnr, nil, function(problem)
    if problem then
      return message.error('没有重算成：' .. problem)
    end
    local changed = vim.wait(PATIENCE_MS, function()
      return vim.api.nvim_buf_get_changedtick(bufnr) ~= before
    end, 10)
    if changed then
      message.info('合计已按各项重算。不平的原因也可能在分项，请核对；按 u 撤销。')
    else
      message.info('没有要改的合计。')
    end
  end)
end

return M
