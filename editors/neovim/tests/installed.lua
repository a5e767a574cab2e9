--- What an install gives: with no configuration at all, everything is found in the package.

local root = debug.getinfo(1, 'S').source:sub(2)
local t = dofile(vim.fs.dirname(root) .. '/harness.lua')
local check, wait = t.check, t.wait

t.run(function()
  local package = vim.fs.normalize(vim.fn.stdpath('data')) .. '/site/pack/nianbao/start/nianbao'
  vim.env.CC, vim.env.PATH = nil, ''
  vim.cmd.edit('年报.nianbao')
  check('the server starts', wait(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'nianbao' })[1]
    return client and client.initialized
  end), t.said)
  local program = vim.fs.normalize(require('nianbao.server').program())
  check('that of the package', vim.startswith(program, package .. '/bin/'), program)
  check('faults are told', wait(function()
    return #vim.diagnostic.get(0) > 0
  end))
  local parser = vim.fs.normalize(require('nianbao.treesitter').parser() or '')
  check('the parser is that of the package', vim.startswith(parser, package .. '/parser/'), parser)
  check('the grammar highlights', vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()])
  local queries = vim.treesitter.query.get_files('nianbao', 'highlights')
  check('by the queries of the package', #queries == 1 and vim.startswith(vim.fs.normalize(queries[1]), package), queries)
  local options = require('nianbao.options')
  for name, default in vim.spairs(options.defaults) do
    check('the option ' .. name .. ' is as it is when not set', vim.deep_equal(options.get(name), default))
  end
  vim.g.nianbao = { tab = false }
  check('and what is set counts', options.get('tab') == false and options.get('hints') == true)
  vim.cmd.help('nianbao')
  check('there is help', vim.fn.expand('%:t') == 'nianbao.txt', vim.fn.expand('%'))
  vim.cmd.helpclose()
  vim.cmd('checkhealth nianbao')
  local report = table.concat(t.lines(), '\n')
  check('nothing is missing', report:find('OK', 1, true) and not report:find('WARN', 1, true) and not report:find('ERROR', 1, true), report)
end)
