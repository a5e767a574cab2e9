--- Tab and Shift-Tab go from cell to cell in a table, and are themselves elsewhere.

local client_of = require('nianbao.client')

local M = {}

--- A key waits no longer than this for the server.
local PATIENCE_MS = 500

local FORWARDS = { key = '<Tab>', command = 'nianbao.nextCell', direction = 1 }
local BACKWARDS = { key = '<S-Tab>', command = 'nianbao.previousCell', direction = -1 }

--- Feeds keys before those that were typed ahead; `how` says whether mappings count.
local function feed(keys, how)
  vim.api.nvim_feedkeys(vim.keycode(keys), (how or 'n') .. 'i', false)
end

--- What the key does elsewhere: what the user has mapped it to, or what it does by itself.
local function otherwise(key)
  for _, mapping in ipairs(vim.api.nvim_get_keymap(vim.api.nvim_get_mode().mode:sub(1, 1))) do
    if vim.keycode(mapping.lhs) == vim.keycode(key) then
      local keys = mapping.callback and mapping.callback() or mapping.rhs
      if mapping.expr == 1 and not mapping.callback then
        keys = vim.api.nvim_eval(mapping.rhs)
      end
      if type(keys) == 'string' then
        feed(keys, mapping.noremap == 1 and 'n' or 'm')
      end
      return
    end
  end
  feed(key)
end

--- Whether a line is a row that Tab goes through. Where TABs stand between cells, a TAB is what one
--- wants to write.
local function is_row(line)
  return line:find('|', 1, true) ~= nil
end

--- The cell to go to, from the server.
local function cell(client, bufnr, to)
  local position = vim.lsp.util.make_position_params(0, client.offset_encoding).position
  local range = client_of.execute_now(client, to.command, bufnr, { position = position }, PATIENCE_MS)
  return type(range) == 'table' and range or nil
end

--- Selects what is written in the cell, so that typing replaces it; enters a cell that is blank.
--- Characters of the range are bytes, as `server.lua` has it.
local function go(bufnr, range)
  local first, last = range.start, range['end']
  local written = vim.api.nvim_buf_get_text(bufnr, first.line, first.character, last.line, last.character, {})
  local end_of_line = written[#written]
  local cursor = '<Cmd>call cursor(%d, %d)<CR>'
  local start = cursor:format(first.line + 1, first.character + 1)
  if end_of_line == '' then
    return feed('<C-\\><C-N>i' .. start)
  end
  local last_character = vim.o.selection == 'exclusive' and '' or end_of_line:match('[^\128-\191][\128-\191]*$')
  local stop = cursor:format(last.line + 1, last.character + 1 - #last_character)
  feed('<C-\\><C-N>' .. start .. 'v' .. stop .. '<C-G>')
end

local function press(to)
  if vim.fn.pumvisible() == 1 then
    if to.direction < 0 then
      return feed('<C-p>')
    end
    local is_selected = vim.fn.complete_info({ 'selected' }).selected >= 0
    return feed(is_selected and '<C-y>' or '<C-n><C-y>')
  end
  if vim.snippet.active({ direction = to.direction }) then
    return vim.snippet.jump(to.direction)
  end
  local bufnr = vim.api.nvim_get_current_buf()
  local client = client_of.of(bufnr)
  local is_ours = client and client_of.knows(client, to.command) and is_row(vim.api.nvim_get_current_line())
  if not is_ours then
    return otherwise(to.key)
  end
  local range = cell(client, bufnr, to)
  -- Behind the last cell nothing happens: a TAB has no place in a table of bars.
  if range then
    go(bufnr, range)
  end
end

--- Maps the keys in a buffer, while text is typed or a cell is selected.
function M.map(bufnr)
  for _, to in ipairs({ FORWARDS, BACKWARDS }) do
    vim.keymap.set({ 'i', 's' }, to.key, function()
      press(to)
    end, { buffer = bufnr, desc = to.direction > 0 and '年报：下一格' or '年报：上一格' })
  end
end

return M
