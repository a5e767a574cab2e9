--- What is wrong at the cursor, in a window beside it: the messages are sentences, and tables are
--- too wide for a text at the end of the line.

local options = require('nianbao.options')

local M = {}

--- How long the cursor rests before the window opens.
local REST_MS = 400

local function is_open()
  return vim.iter(vim.api.nvim_tabpage_list_wins(0)):any(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ''
  end)
end

local function show(bufnr)
  local is_here = vim.api.nvim_get_current_buf() == bufnr and vim.api.nvim_get_mode().mode == 'n'
  if is_here and options.get('float') and not is_open() then
    vim.diagnostic.open_float({ bufnr = bufnr, scope = 'cursor', focus = false, header = '' })
  end
end

function M.attach(bufnr, group)
  local moves = 0
  vim.api.nvim_create_autocmd('CursorMoved', {
    group = group,
    buffer = bufnr,
    callback = function()
      moves = moves + 1
      local move = moves
      vim.defer_fn(function()
        if move == moves and vim.api.nvim_buf_is_valid(bufnr) then
          show(bufnr)
        end
      end, REST_MS)
    end,
  })
end

return M
