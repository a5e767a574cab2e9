--- `:Nianbao`; each subcommand is a file in `command/`.

local message = require('nianbao.message')

local M = {}

--- The subcommands, in the order they are offered.
M.SUBCOMMANDS = { 'new', 'import', 'check', 'tally', 'recompute', 'paste', 'guide', 'preview', 'compare', 'export', 'restart' }

local function load(name)
  return vim.list_contains(M.SUBCOMMANDS, name) and require('nianbao.command.' .. name) or nil
end

function M.run(words)
  local subcommand = load(words[1])
  if not subcommand then
    local lines = { '用法：' }
    for _, name in ipairs(M.SUBCOMMANDS) do
      local known = load(name)
      table.insert(lines, ('  :Nianbao %s  %s'):format(known.usage, known.purpose))
    end
    return message.info(table.concat(lines, '\n'))
  end
  subcommand.run(vim.list_slice(words, 2))
end

local function beginning_with(typed, words)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, typed)
  end, words)
end

--- Completes a subcommand, or what may follow it: its `words`, or what its `complete` finds.
function M.complete(typed, line)
  local before = vim.split(vim.trim(line:sub(1, #line - #typed)), '%s+')
  if #before == 1 then
    return beginning_with(typed, M.SUBCOMMANDS)
  end
  local subcommand = load(before[2]) or {}
  return subcommand.complete and subcommand.complete(typed) or beginning_with(typed, subcommand.words or {})
end

--- The server of the report in the current window; tells the user what is missing.
function M.client()
  local bufnr = vim.api.nvim_get_current_buf()
  if vim.bo[bufnr].filetype ~= 'nianbao' then
    message.warn('请先打开一份年报（扩展名为 .nianbao），再用这个命令。')
    return nil
  end
  local client = require('nianbao.client').of(bufnr)
  if not client then
    message.warn('检查程序没有在运行。请试 :Nianbao restart；仍然不行的，请看 :checkhealth nianbao。')
  end
  return client, bufnr
end

return M
