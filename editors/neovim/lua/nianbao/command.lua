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

--- The server of the report in the current window and the buffer; tells the user what is missing. `needed` is the
--- server's command without which nothing can be done, and what the user wants, in words.
function M.client(needed)
  local bufnr = vim.api.nvim_get_current_buf()
  if vim.bo[bufnr].filetype ~= 'nianbao' then
    message.warn('请先打开一份年报（扩展名为 .nianbao），再用这个命令。')
    return nil
  end
  local client = require('nianbao.client').of(bufnr)
  if not client then
    message.warn('检查程序没有在运行。请试 :Nianbao restart；仍然不行的，请看 :checkhealth nianbao。')
  elseif needed and not require('nianbao.client').knows(client, needed.command) then
    message.warn(('装好的 nianbao 程序版本较旧，还不能%s。请重新安装。'):format(needed.what))
    return nil
  end
  return client, bufnr
end

--- The files that may follow a subcommand.
function M.files(typed)
  return vim.fn.getcompletion(typed, 'file')
end

--- Has something done with the file that follows a subcommand, or that is asked for where none does.
function M.with_file(words, prompt, act)
  local file = table.concat(words, ' ')
  if file ~= '' then
    return act(vim.fn.expand(file))
  end
  vim.ui.input({ prompt = prompt, completion = 'file' }, function(named)
    if named and vim.trim(named) ~= '' then
      act(vim.fn.expand(vim.trim(named)))
    end
  end)
end

return M
