--- What the tests in a real Neovim share: a body that waits for conditions while Neovim's own loop
--- runs, so that typed keys, popups and the server's messages go the way they go for a user.

local M = {}

local failed, count = 0, 0
local running

--- Longer than anything takes on any machine; only a test that fails waits so long.
local PATIENCE_MS = 20000

--- And for a whole test.
local LIMIT_MS = 300000

local function say(text)
  io.stdout:write(text .. '\n')
end

--- A line of the result; `seen` is shown where it is not as it should be.
function M.check(name, ok, seen)
  count = count + 1
  failed = failed + (ok and 0 or 1)
  local detail = ok and '' or '  # ' .. (type(seen) == 'string' and seen or vim.inspect(seen)):gsub('\n%s*', ' '):sub(1, 600)
  say(('%s %d %s%s'):format(ok and 'ok' or 'not ok', count, name, detail))
end

--- Waits until `condition` holds, and answers with what it gave; nil if it never did.
function M.wait(condition)
  local limit = vim.uv.hrtime() + PATIENCE_MS * 1e6
  while true do
    local found = condition()
    if found then
      return found
    end
    if vim.uv.hrtime() > limit then
      return nil
    end
    vim.defer_fn(function()
      assert(coroutine.resume(running))
    end, 10)
    coroutine.yield()
  end
end

--- Types keys as a user does.
function M.type(keys)
  vim.api.nvim_input(keys)
end

--- Types keys and waits until `condition` holds.
function M.type_until(keys, condition)
  M.type(keys)
  return M.wait(condition)
end

--- Leaves whatever mode Neovim is in.
function M.normal()
  M.type('<C-\\><C-n>')
  M.wait(function()
    return vim.api.nvim_get_mode().mode == 'n'
  end)
end

function M.line()
  return vim.api.nvim_get_current_line()
end

function M.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- Puts the cursor on the first character of `text` in the first line that holds it.
function M.go_to(text)
  for number, line in ipairs(M.lines()) do
    local at = line:find(text, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { number, at - 1 })
      return number
    end
  end
  error('no line holds ' .. text)
end

--- The text of the floating window, or nil.
function M.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n'), window
    end
  end
end

function M.close_floats()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      vim.api.nvim_win_close(window, true)
    end
  end
end

--- What was said by `vim.notify`, the latest last.
M.said = {}

--- Runs the body and ends Neovim with 0 if every check held.
function M.run(body)
  vim.notify = function(text)
    table.insert(M.said, text)
  end
  -- Even where something blocks Neovim, such as a question, a test comes to an end.
  vim.uv.new_timer():start(LIMIT_MS, 0, function()
    say('not ok: this takes too long')
    os.exit(3)
  end)
  running = coroutine.create(function()
    say('# Neovim ' .. tostring(vim.version()))
    local ok, problem = xpcall(body, debug.traceback)
    if not ok then
      failed = failed + 1
      say('not ok: ' .. problem)
    end
    say(('# %d checks, %d failed'):format(count, failed))
    vim.cmd(failed > 0 and 'cquit 1' or 'qall!')
  end)
  vim.defer_fn(function()
    assert(coroutine.resume(running))
  end, 10)
end

return M
