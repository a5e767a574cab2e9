--- `:Nianbao new`: an empty report, in a buffer that is not written yet.

local message = require('nianbao.message')
local server = require('nianbao.server')

local M = { usage = 'new [机关名称] [年份]', purpose = '新建一份空白年报' }

--- The folder of the report at hand, or where Neovim works.
local function folder()
  local name = vim.api.nvim_buf_get_name(0)
  local is_report = vim.bo.filetype == 'nianbao' and name ~= ''
  return is_report and vim.fs.dirname(name) or vim.fn.getcwd()
end

--- A path that is not taken: `2024年报.nianbao`, `2024年报-2.nianbao`, …
local function free_path(year)
  local number = 1
  while true do
    local suffix = number == 1 and '' or '-' .. number
    local path = ('%s/%s年报%s.nianbao'):format(folder(), year, suffix)
    if not vim.uv.fs_stat(path) and vim.fn.bufexists(path) == 0 then
      return path
    end
    number = number + 1
  end
end

local function open(text, year)
  local path = free_path(year)
  vim.cmd.edit(vim.fn.fnameescape(path))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split((text:gsub('\n$', '')), '\n', { plain = true }))
  message.info(('已写好空白年报，还没有保存。填写后用 :w 存为 %s'):format(vim.fs.basename(path)))
end

local function create(organ, year)
  local program = server.program()
  if not program then
    return message.error(server.MISSING)
  end
  local command = { program, 'new', '--organ', organ, '--year', year }
  vim.system(command, { text = true }, vim.schedule_wrap(function(result)
    if result.code == 0 then
      open(result.stdout, year)
    else
      message.error('没有建成：' .. vim.trim(result.stderr))
    end
  end))
end

local function ask_year(organ)
  local last = tostring(tonumber(os.date('%Y')) - 1)
  vim.ui.input({ prompt = '报告哪一年的工作：', default = last }, function(year)
    if year and vim.trim(year) ~= '' then
      create(organ, vim.trim(year))
    end
  end)
end

function M.run(words)
  local organ, year = words[1], words[2]
  if organ and year then
    return create(organ, year)
  elseif organ then
    return ask_year(organ)
  end
  vim.ui.input({ prompt = '机关全称：' }, function(named)
    if named and vim.trim(named) ~= '' then
      ask_year(vim.trim(named))
    end
  end)
end

return M
