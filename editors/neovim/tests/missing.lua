--- What there is without a program and without a C compiler: a clear word, and everything else.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local t = dofile(here .. '/harness.lua')
local check, wait = t.check, t.wait

local function has_said(text)
  return vim.iter(t.said):any(function(said)
    return said:find(text, 1, true)
  end)
end

local function health()
  vim.cmd('checkhealth nianbao')
  local report = table.concat(t.lines(), '\n')
  vim.cmd.bwipeout()
  return report
end

t.run(function()
  local program = vim.g.nianbao.program
  local path = vim.env.PATH
  vim.env.PATH, vim.env.CC = '', nil

  vim.g.nianbao = { program = '/nowhere/nianbao', formt_on_save = true, tab = 'yes' }
  vim.cmd.edit('粘贴.nianbao')
  check('the missing program is told', wait(function()
    return has_said('找不到 nianbao 程序')
  end), t.said)
  local said = #t.said
  vim.cmd.edit('有错.nianbao')
  check('once', #t.said == said, t.said)
  vim.cmd('Nianbao new 云岭县档案局 2024')
  check('a command tells it too', #t.said == said + 1 and has_said('cargo xtask install neovim'), t.said)
  vim.cmd('Nianbao check')
  check('or what to do', has_said(':checkhealth nianbao'), t.said)
  local report = health()
  check(':checkhealth tells where it looked', report:find('/nowhere/nianbao', 1, true) ~= nil, report)
  check('and how to get it', report:find('cargo xtask install neovim', 1, true) ~= nil, report)
  check('and of the missing compiler', report:find('没有解析器，也没有 C 编译器', 1, true) ~= nil, report)
  check('and of an option that there is none of', report:find('没有名为 formt_on_save 的选项', 1, true) ~= nil, report)
  check('and of one of the wrong type', report:find('选项 tab 应当是 boolean', 1, true) ~= nil, report)

  vim.g.nianbao = { program = program }
  vim.cmd('Nianbao restart')
  check('the program is found once it is there', wait(function()
    return vim.lsp.get_clients({ bufnr = 0, name = 'nianbao' })[1]
  end), t.said)
  check('faults are told without a parser', wait(function()
    return #vim.diagnostic.get(0) > 0
  end))
  check('and the text is highlighted', wait(function()
    local found = vim.lsp.semantic_tokens.get_at_pos(0, 0, 3)
    return found and #found > 0
  end))
  check('there is no parser', not pcall(vim.treesitter.get_parser, 0, 'nianbao'))

  vim.env.PATH, vim.env.CC = '', 'no-such-compiler'
  check('a build step tells why it failed', not pcall(require('nianbao.treesitter').build_now))
  vim.env.PATH, vim.env.CC = path, nil
  vim.cmd.edit('无错.nianbao')
  check('a compiler that came later is used', wait(function()
    return vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()]
  end), require('nianbao.treesitter').failure)
end)
