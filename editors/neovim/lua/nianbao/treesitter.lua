--- Highlighting by the grammar: finds the parser or compiles it, and finds the queries.
---
--- Without a parser everything else works, and the server's own tokens are highlighted.

local options = require('nianbao.options')
local paths = require('nianbao.paths')

local M = {}

--- The queries that Neovim takes part of; each is a file in `grammar/queries`.
M.QUERIES = { 'highlights', 'folds', 'indents' }

--- What the compiler said when it failed, for `:checkhealth`.
M.failure = nil

local sources = paths.checkout and paths.checkout .. '/grammar/src'

--- The parser: that of the runtime path, which an install puts there, else the one compiled here.
function M.parser()
  local installed = vim.api.nvim_get_runtime_file('parser/nianbao.*', false)[1]
  return installed or (vim.uv.fs_stat(paths.parser) and paths.parser) or nil
end

--- Whether the parser was compiled here, from other sources than those of now.
local function is_stale(parser)
  if parser ~= paths.parser or not sources then
    return false
  end
  local compiled = vim.uv.fs_stat(parser).mtime.sec
  for _, name in ipairs({ 'parser.c', 'scanner.c' }) do
    local source = vim.uv.fs_stat(sources .. '/' .. name)
    if source and source.mtime.sec > compiled then
      return true
    end
  end
  return false
end

--- The C compiler, with the arguments it always takes; nil if there is none.
function M.compiler()
  local named = vim.env.CC
  local known = { 'cc', 'gcc', 'clang' }
  for _, name in ipairs(named and { named, unpack(known) } or known) do
    if vim.fn.executable(name) == 1 then
      return { name }
    end
  end
  return vim.fn.executable('zig') == 1 and { 'zig', 'cc' } or nil
end

--- Who waits for the parser that is being compiled; nil while none is.
local waiting

local function compiled(ok)
  local all = waiting
  waiting = nil
  for _, done in ipairs(all) do
    done(ok)
  end
end

--- Compiles the parser; `done` is called with whether there is one now. Reports that are opened
--- meanwhile wait for the same one.
function M.build(done)
  if waiting then
    table.insert(waiting, done)
    return
  end
  local command = sources and M.compiler()
  if not command then
    return done(false)
  end
  waiting = { done }
  vim.fn.mkdir(vim.fs.dirname(paths.parser), 'p')
  -- Another Neovim may do the same at this moment: each writes its own file, and renames it.
  local written = ('%s.%d'):format(paths.parser, vim.uv.os_getpid())
  vim.list_extend(command, { '-O2', '-fPIC', '-shared', '-I', sources, '-o', written })
  vim.list_extend(command, { sources .. '/parser.c', sources .. '/scanner.c' })
  local compiling = vim.system(command, { text = true }, vim.schedule_wrap(function(result)
    local renamed, problem
    if result.code == 0 then
      renamed, problem = vim.uv.fs_rename(written, paths.parser)
    end
    M.failure = not renamed and (problem or result.stderr) or nil
    compiled(renamed == true)
  end))
  -- Who leaves earlier leaves nothing half-made behind; it is compiled the next time.
  vim.api.nvim_create_autocmd('VimLeavePre', {
    once = true,
    callback = function()
      if not compiling:is_closing() then
        compiling:kill('sigterm')
        vim.uv.fs_unlink(written)
      end
    end,
  })
end

--- The same, waiting for it: the build step of a plugin manager.
function M.build_now()
  local built
  M.build(function(ok)
    built = ok
  end)
  vim.wait(60000, function()
    return built ~= nil
  end)
  if not built then
    local reason = M.failure or '没有找到 C 编译器（cc、gcc、clang 或 zig）'
    error('年报：语法解析器没有编译成，正文不能按语法着色，其余功能照常。\n' .. reason, 0)
  end
end

--- In a checkout the queries are read where the grammar keeps them, so that there is no copy. What
--- the user adds in `after/queries/nianbao` counts as ever.
local function load_queries()
  for _, name in ipairs(M.QUERIES) do
    local path = paths.checkout and ('%s/grammar/queries/%s.scm'):format(paths.checkout, name)
    local installed = vim.treesitter.query.get_files('nianbao', name)
    if path and not vim.iter(installed):any(function(file)
      return vim.fs.normalize(file):find('/nianbao/queries/', 1, true) ~= nil
    end) then
      local texts = vim.tbl_map(function(file)
        return table.concat(vim.fn.readfile(file), '\n')
      end, { path, unpack(installed) })
      vim.treesitter.query.set('nianbao', name, table.concat(texts, '\n'))
    end
  end
end

local loaded = false

--- Loads parser and queries; tells whether there is a language now.
function M.load()
  if loaded then
    return true
  end
  local parser = M.parser()
  if not parser then
    return false
  end
  -- 0.10 raises an error where later ones answer nil.
  local ok, added, problem = pcall(vim.treesitter.language.add, 'nianbao', { path = parser })
  if not ok or (added == nil and problem) then
    M.failure = tostring(problem or added)
    return false
  end
  load_queries()
  loaded = true
  return true
end

local function highlight(bufnr)
  if options.get('highlight') then
    vim.treesitter.start(bufnr, 'nianbao')
  end
  require('nianbao.folding').by_grammar(bufnr)
end

--- Highlights a buffer, at once or as soon as the parser is compiled.
function M.start(bufnr)
  local parser = M.parser()
  if parser and not is_stale(parser) then
    return M.load() and highlight(bufnr)
  end
  M.build(function()
    if vim.api.nvim_buf_is_valid(bufnr) and M.load() then
      highlight(bufnr)
    end
  end)
end

return M
