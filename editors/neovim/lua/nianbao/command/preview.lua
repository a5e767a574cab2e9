--- `:Nianbao preview`: the report as it will be published, in the browser.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local page_file = require('nianbao.page')

local M = { usage = 'preview', purpose = '在浏览器里预览，样子和发布的一样' }

local COMMAND = 'nianbao.preview'

--- A number used once, by which the page knows its own scripts.
local function nonce()
  return (vim.uv.random(16):gsub('.', function(byte)
    return ('%02x'):format(byte:byte())
  end))
end

--- Writes the preview of a buffer; `done` gets the error's text, or nil and the path.
function M.write(client, bufnr, done)
  client_of.execute(client, COMMAND, bufnr, { nonce = nonce() }, function(problem, page)
    if type(page) ~= 'string' then
      return done(problem or '检查程序没有回答')
    end
    done(page_file.write(bufnr, '', page))
  end)
end

function M.run()
  local client, bufnr = command.client({ command = COMMAND, what = '预览' })
  if not client then
    return
  end
  M.write(client, bufnr, function(problem, path)
    page_file.show('预览', problem, path)
  end)
end

return M
