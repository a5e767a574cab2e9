--- `:Nianbao guide`: question by question from a reply to its row. What is asked and what follows the server says.

local client_of = require('nianbao.client')
local command = require('nianbao.command')
local message = require('nianbao.message')

local M = { usage = 'guide [requests|challenges]', purpose = '这件申请填哪一行？一步步判断，跳到那一格' }

local COMMAND = 'nianbao.guide'

--- The guides: to the requests (表三), to the challenges (表四).
local GUIDES = { 'requests', 'challenges' }

--- In this time the editor has told that the cursor was moved.
local EVENTS_MS = 20

local BACK = { text = '← 上一步', is_back = true }

--- Has an item chosen; nothing happens if none is.
local function choose(prompt, items, can_go_back, done)
  items = can_go_back and vim.list_extend(vim.list_slice(items), { BACK }) or items
  local function format(item)
    return item.hint and ('%s（%s）'):format(item.text, item.hint) or item.text
  end
  vim.ui.select(items, { prompt = prompt, format_item = format, kind = 'nianbao' }, function(item)
    if item then
      done(item)
    end
  end)
end

--- Puts the cursor at a range of the server's. Its characters are bytes, as `server.lua` has it.
local function jump(bufnr, range)
  if vim.api.nvim_get_current_buf() ~= bufnr then
    vim.cmd.buffer(bufnr)
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { range.start.line + 1, range.start.character })
  vim.cmd('normal! zvzz')
end

local function is_given(value)
  return value ~= nil and value ~= vim.NIL
end

local function place_of(outcome)
  if not is_given(outcome.row) then
    return '不计入' .. outcome.table_name
  end
  local column = is_given(outcome.column) and '·' .. outcome.column.label or ''
  return ('填在%s：%s%s'):format(outcome.table_name, outcome.row.label, column)
end

--- Shows lines in a window at the cursor until the cursor leaves where it is. That it came here, Neovim tells only
--- afterwards, so a window that closes with any `CursorMoved` would be gone at once.
local function show(lines)
  local bufnr, at = vim.api.nvim_get_current_buf(), vim.api.nvim_win_get_cursor(0)
  local events = { 'CursorMovedI', 'InsertCharPre', 'BufHidden' }
  local _, window = vim.lsp.util.open_floating_preview(lines, 'text', { wrap = true, max_width = 80, border = 'rounded', close_events = events })
  vim.api.nvim_create_autocmd('CursorMoved', {
    buffer = bufnr,
    callback = function()
      if vim.deep_equal(vim.api.nvim_win_get_cursor(0), at) then
        return false
      end
      if vim.api.nvim_win_is_valid(window) then
        vim.api.nvim_win_close(window, true)
      end
      return true
    end,
  })
end

--- Tells where it counts, why, and what else is to be filled in.
local function tell(progress)
  local outcome = progress.outcome
  local lines = { place_of(outcome), '', outcome.text }
  if is_given(outcome.row) and not is_given(progress.place) then
    table.insert(lines, '这份年报里没有找到这一行。')
  end
  if #outcome.notes > 0 then
    vim.list_extend(lines, { '', '还要看：' })
  end
  for _, note in ipairs(outcome.notes) do
    table.insert(lines, '· ' .. note)
  end
  vim.list_extend(lines, { '', '依据　' .. outcome.basis.text })
  show(lines)
end

local function cell_of(place, column)
  for _, cell in ipairs(place.cells) do
    if cell.column == column then
      return cell.range
    end
  end
  return place.row
end

--- Ends at the cell; asks for the column where the guide does not know it.
local function conclude(bufnr, progress, back)
  local outcome, place = progress.outcome, progress.place
  if not is_given(place) then
    return tell(progress)
  end
  local function go(range)
    jump(bufnr, range)
    -- The window would close at once on the event of the jump, which comes when this has returned.
    vim.defer_fn(function()
      tell(progress)
    end, EVENTS_MS)
  end
  if is_given(outcome.column) then
    return go(cell_of(place, outcome.column.id))
  end
  local items = vim.tbl_map(function(column)
    return { text = column.label, hint = column.summary, range = cell_of(place, column.id) }
  end, outcome.columns)
  table.insert(items, { text = '只跳到这一行', range = place.row })
  choose(place_of(outcome) .. '。申请人属于哪一列？', items, true, function(item)
    return item.is_back and back() or not item.is_back and go(item.range)
  end)
end

--- Asks what follows the answers.
local function ask(client, bufnr, guide, answers)
  local function back()
    return ask(client, bufnr, guide, vim.list_slice(answers, 1, #answers - 1))
  end
  client_of.execute(client, COMMAND, bufnr, { guide = guide, answers = #answers > 0 and answers or nil }, function(problem, progress)
    if problem or not is_given(progress) then
      return message.error('没有问成：' .. (problem or '检查程序没有回答'))
    end
    if is_given(progress.outcome) then
      return conclude(bufnr, progress, back)
    end
    local question = progress.question
    local items = vim.tbl_map(function(choice)
      return { text = choice.text, hint = is_given(choice.hint) and choice.hint or nil, id = choice.id }
    end, question.choices)
    local prompt = ('第 %d 步　%s'):format(#answers + 1, question.question)
    choose(prompt, items, #answers > 0, function(item)
      if item.is_back then
        return back()
      end
      ask(client, bufnr, guide, vim.list_extend(vim.list_slice(answers), { item.id }))
    end)
  end)
end

function M.run(words)
  local guide = words[1] or GUIDES[1]
  if not vim.list_contains(GUIDES, guide) then
    return message.warn(('没有 %s 这一种，请写 requests（申请）或者 challenges（复议、诉讼）。'):format(guide))
  end
  local client, bufnr = command.client({ command = COMMAND, what = '逐步判断' })
  if not client then
    return
  end
  ask(client, bufnr, guide, {})
end

--- What may follow the subcommand.
M.words = GUIDES

return M
