--- `:Nianbao preview`: the report as it will be published, in the browser.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')
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
  local client, bufnr = command.client()
  if not client then
    return
  end
  if not client_of.knows(client, COMMAND) then
    return message.warn('装好的 nianbao 程序版本较旧，还不能预览。请重新安装。')
  end
  M.write(client, bufnr, function(problem, path)
    if problem then
      return message.error('没有预览成：' .. problem)
    end
    local opened, failure = vim.ui.open(path)
    if opened then
      message.info('已在浏览器里打开预览。改动以后，请再运行一次。')
    else
      message.warn(('预览写在 %s，没有能打开它的程序，请自己打开。%s'):format(path, failure or ''))
    end
  end)
end

return M
