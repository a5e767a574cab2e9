--- `:Nianbao restart`: ends the server and starts it anew.

local message = require('nianbao.message')
local server = require('nianbao.server')

local M = { usage = 'restart', purpose = '重新启动检查程序' }

function M.run()
  if not server.program() then
    return message.error(server.MISSING)
  end
  server.restart(function()
    message.info('检查程序已重新启动。')
  end)
end

return M
