--- Pages that the server makes of a report, written where the browser finds them.

local message = require('nianbao.message')
local paths = require('nianbao.paths')

local M = {}

--- The same file for the same report, so that the browser need only be asked to load it again.
local function path_of(bufnr, kind)
  local name = vim.api.nvim_buf_get_name(bufnr)
  local title = vim.fn.fnamemodify(name, ':t:r')
  local code = vim.fn.sha256(name):sub(1, 8)
  return ('%s/%s%s-%s.html'):format(paths.previews, title == '' and '年报' or title, kind, code)
end

--- Writes a page of a buffer's report; the error's text, or nil and the path.
function M.write(bufnr, kind, page)
  local path = path_of(bufnr, kind)
  vim.fn.mkdir(paths.previews, 'p', tonumber('700', 8))
  local file, failure = io.open(path, 'wb')
  if not file then
    return failure
  end
  file:write(page)
  file:close()
  return nil, path
end

--- Shows a page that was written in the browser, or tells why not and where it is. `what` is its name in Chinese.
function M.show(what, problem, path)
  if problem then
    return message.error(('没有%s成：%s'):format(what, problem))
  end
  local opened, failure = vim.ui.open(path)
  if opened then
    message.info(('已在浏览器里打开%s。改动以后，请再运行一次。'):format(what))
  else
    message.warn(('%s写在 %s，没有能打开它的程序，请自己打开。%s'):format(what, path, failure or ''))
  end
end

return M
