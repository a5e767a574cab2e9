--- What the user is told.

local M = {}

local function tell(text, level)
  vim.notify('年报：' .. text, level, { title = 'nianbao' })
end

function M.info(text)
  tell(text, vim.log.levels.INFO)
end

function M.warn(text)
  tell(text, vim.log.levels.WARN)
end

function M.error(text)
  tell(text, vim.log.levels.ERROR)
end

local told = {}

--- Tells it once until Neovim is closed.
function M.warn_once(text)
  if not told[text] then
    told[text] = true
    M.warn(text)
  end
end

return M
