--- Helix in a terminal of Neovim's: what it draws is read from the screen, and keys are typed into it. Run by
--- `tests/tests/editors_other.rs`, which gives the program's words as `vim.g.helix`.

local harness = vim.env.NIANBAO_PLUGIN .. '/tests/harness.lua'
local t = dofile(harness)
local check, wait = t.check, t.wait

local function screen()
  return table.concat(t.lines(), '\n')
end

local function shows(text)
  return wait(function()
    return screen():find(text, 1, true)
  end)
end

t.run(function()
  vim.o.columns, vim.o.lines = 200, 60
  local ended
  local command = vim.list_extend(vim.deepcopy(vim.g.helix), { 'pasted.nianbao' })
  local channel = vim.fn.termopen(command, {
    on_exit = function()
      ended = true
    end,
  })
  local function keys(text)
    vim.fn.chansend(channel, text)
  end
  check('the report is shown', shows('临溪区卫生健康局'), screen())
  check('the server starts', wait(function()
    return vim.iter(vim.api.nvim_get_proc_children(vim.fn.jobpid(channel))):any(function(child)
      return (vim.api.nvim_get_proc(child) or {}).name == 'nianbao'
    end)
  end))
  -- A list that is opened before there are any stays as it is.
  check('faults are marked', shows('●'), screen())
  keys(' d')
  check('the list of faults has the arithmetic', shows('新收 8 ＋ 上年结转 0'), screen())
  -- Not Escape: with a key after it, a terminal takes it for Alt.
  keys('\3')
  keys(':write\r')
  check('saving formats', wait(function()
    local saved = table.concat(vim.fn.readfile('pasted.nianbao'), '\n')
    return saved:find('| 行政规范性文件     |', 1, true)
  end), screen())
  keys(':quit!\r')
  check('and it ends', wait(function()
    return ended
  end), screen())
end)
