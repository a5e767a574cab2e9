--- `:checkhealth nianbao`: what is there, what is missing, and how to get it.

local options = require('nianbao.options')
local paths = require('nianbao.paths')
local server = require('nianbao.server')
local treesitter = require('nianbao.treesitter')

local health = vim.health

local M = {}

local INSTALL = '在 nianbao 的文件夹里运行 cargo xtask install neovim，程序、解析器和插件会一起装好'

local function check_neovim()
  health.start('Neovim')
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('版本 ' .. version)
  elseif vim.fn.has('nvim-0.10') == 1 then
    health.warn('版本 ' .. version .. '：能用，但不能补全整张表', '升级到 0.11 或更新的版本')
  else
    health.error('版本 ' .. version .. ' 太旧', '升级到 0.11 或更新的版本')
  end
  local faults = options.faults()
  for _, fault in ipairs(faults) do
    health.warn(fault, '看 :help nianbao-options')
  end
  if #faults == 0 then
    health.ok('设置 vim.g.nianbao 没有问题')
  end
end

local function check_program()
  health.start('检查程序 nianbao')
  local program = server.program()
  if not program then
    local places = table.concat(server.places(), '、')
    local advice = { INSTALL, '或者在 vim.g.nianbao 里写上程序的位置：{ program = "/…/nianbao" }' }
    return health.error('没有找到，年报不能检查、补全和排版。找过：' .. places, advice)
  end
  local result = vim.system({ program, '--version' }, { text = true }):wait(5000)
  if result.code ~= 0 then
    return health.error(program .. ' 不能运行：' .. vim.trim(result.stderr or ''), INSTALL)
  end
  health.ok(('%s（%s）'):format(vim.trim(result.stdout), program))
  local clients = vim.lsp.get_clients({ name = 'nianbao' })
  if #clients == 0 then
    health.info('现在没有在运行；打开年报时会自己启动')
  end
  for _, client in ipairs(clients) do
    local reports = vim.tbl_count(client.attached_buffers)
    health.ok(('正在运行，管着 %d 份打开的年报，文件夹：%s'):format(reports, client.root_dir or '无'))
  end
end

local function check_parser()
  health.start('语法着色与折叠')
  local parser = treesitter.parser()
  if treesitter.load() then
    health.ok('解析器：' .. parser)
  elseif parser then
    local advice = { '删去这个文件，再打开年报', INSTALL }
    return health.warn(('解析器 %s 不能用：%s'):format(parser, treesitter.failure), advice)
  elseif treesitter.failure then
    return health.warn('解析器没有编译成；其余功能照常。编译器说：' .. treesitter.failure, INSTALL)
  elseif treesitter.compiler() and paths.checkout then
    return health.info('解析器还没有编译，第一次打开年报时会自己编译')
  else
    local advice = { '装上 gcc、clang 或 zig，再打开年报', '或者：' .. INSTALL }
    return health.warn('没有解析器，也没有 C 编译器来编译它；正文的着色由检查程序代劳，其余功能照常', advice)
  end
  for _, name in ipairs(treesitter.QUERIES) do
    local ok, query = pcall(vim.treesitter.query.get, 'nianbao', name)
    if ok and query then
      health.ok('查询 ' .. name)
    else
      health.warn(('查询 %s 不能用：%s'):format(name, ok and '没有找到' or query), INSTALL)
    end
  end
end

local function check_display()
  health.start('显示')
  if vim.o.encoding == 'utf-8' then
    health.ok('编码 utf-8')
  end
  if vim.o.ambiwidth == 'single' then
    health.info('“ ” … ① 等符号，排版时按两格宽算。您的终端若按一格宽显示，个别行的竖线会错开，数字不受影响；'
      .. '介意的，可以在 nianbao.toml 里设 ambiguous-width，见 :help nianbao-width')
  end
end

function M.check()
  check_neovim()
  check_program()
  check_parser()
  check_display()
end

return M
