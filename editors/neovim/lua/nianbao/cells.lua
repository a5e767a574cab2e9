--- Tab, Shift-Tab and Enter go from cell to cell in a table, and are themselves elsewhere. The table that is
--- left is aligned, in the same undo step as what was typed.

local client_of = require('nianbao.client')

local M = {}

--- A key waits no longer than this for the server.
local PATIENCE_MS = 500

local COMMAND = 'nianbao.moveCell'
local ALIGN = 'nianbao.alignTable'

local FORWARDS = { key = '<Tab>', to = 'next', direction = 1, description = '年报：下一格' }
local BACKWARDS = { key = '<S-Tab>', to = 'previous', direction = -1, description = '年报：上一格' }
local DOWN = { key = '<CR>', to = 'below', description = '年报：下面一格' }

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

--- Whether something was written since the cursor came to its cell.
local function was_written(bufnr)
  return vim.b[bufnr].nianbao_cell ~= vim.api.nvim_buf_get_changedtick(bufnr)
end

--- What is there now has been seen.
local function seen(bufnr)
  vim.b[bufnr].nianbao_cell = vim.api.nvim_buf_get_changedtick(bufnr)
end

local function position(client)
  return vim.lsp.util.make_position_params(0, client.offset_encoding).position
end

--- The cell to go to, from the server; the table is aligned before. nil where the key goes nowhere.
local function cell(client, bufnr, to)
  local argument = { position = position(client), to = to.to, align = was_written(bufnr) }
  local moved = client_of.execute_now(client, COMMAND, bufnr, argument, PATIENCE_MS)
  if type(moved) ~= 'table' then
    return nil
  end
  if #moved.edits > 0 then
    vim.lsp.util.apply_text_edits(moved.edits, bufnr, client.offset_encoding)
  end
  seen(bufnr)
  return type(moved.range) == 'table' and moved.range or nil
end

--- Aligns the table at the cursor when insert mode ends, if something was written.
local function align(bufnr)
  local client = client_of.of(bufnr)
  local is_ours = client and client_of.knows(client, ALIGN) and is_row(vim.api.nvim_get_current_line())
  if not is_ours or not was_written(bufnr) then
    return
  end
  local edits = client_of.execute_now(client, ALIGN, bufnr, { position = position(client) }, PATIENCE_MS)
  if type(edits) == 'table' and #edits > 0 then
    pcall(vim.cmd.undojoin)
    vim.lsp.util.apply_text_edits(edits, bufnr, client.offset_encoding)
  end
  seen(bufnr)
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
    if not to.direction then
      return feed(to.key)
    end
    if to.direction < 0 then
      return feed('<C-p>')
    end
    local is_selected = vim.fn.complete_info({ 'selected' }).selected >= 0
    return feed(is_selected and '<C-y>' or '<C-n><C-y>')
  end
  if to.direction and vim.snippet.active({ direction = to.direction }) then
    return vim.snippet.jump(to.direction)
  end
  local bufnr = vim.api.nvim_get_current_buf()
  local client = client_of.of(bufnr)
  local is_ours = client and client_of.knows(client, COMMAND) and is_row(vim.api.nvim_get_current_line())
  if not is_ours then
    return otherwise(to.key)
  end
  local range = cell(client, bufnr, to)
  -- Where there is no cell a TAB has no place in a table of bars, and a line break least of all.
  if range then
    go(bufnr, range)
  elseif to == DOWN then
    feed('<C-\\><C-N>o')
  end
end

--- Maps the keys in a buffer, while text is typed or a cell is selected.
function M.map(bufnr, group)
  for _, to in ipairs({ FORWARDS, BACKWARDS, DOWN }) do
    vim.keymap.set({ 'i', 's' }, to.key, function()
      press(to)
    end, { buffer = bufnr, desc = to.description })
  end
  local function on(event, callback)
    vim.api.nvim_create_autocmd(event, { group = group, buffer = bufnr, callback = callback })
  end
  on('InsertEnter', function()
    if vim.b[bufnr].nianbao_cell == nil or not is_row(vim.api.nvim_get_current_line()) then
      seen(bufnr)
    end
  end)
  on('InsertLeave', function()
    align(bufnr)
  end)
end

return M
