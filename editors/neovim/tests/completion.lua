--- Completion by typed keys: in pinyin and in Chinese, of headings, outcome categories and whole tables.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local t = dofile(here .. '/harness.lua')
local check, wait, type, type_until = t.check, t.wait, t.type, t.type_until

--- The list that is open, as it is shown.
local function offered()
  local info = vim.fn.complete_info({ 'pum_visible', 'items' })
  if info.pum_visible == 0 then
    return nil
  end
  return vim.tbl_map(function(item)
    return item.abbr ~= '' and item.abbr or item.word
  end, info.items)
end

--- Waits for a list with an item that holds `text`, for all that was typed and not for a part of it.
local function offers(typed, text)
  return wait(function()
    return vim.endswith(t.line(), typed) and vim.iter(offered() or {}):find(function(item)
      return item:find(text, 1, true)
    end)
  end)
end

--- Replaces the lines that hold `from` up to the one that holds `to` by blank ones, and goes there.
local function cut(from, to)
  local first, last = t.go_to(from), t.go_to(to)
  vim.api.nvim_buf_set_lines(0, first - 1, last - 1, false, { '', '' })
  vim.api.nvim_win_set_cursor(0, { first, 0 })
end

local function headings()
  cut('五、存在的主要问题', '六、其他需要报告')
  type('iczd')
  check('a heading is offered for its initials', offers('czd', '存在的主要问题'), offered() or t.line())
  type('<Tab>')
  check('Tab takes it', wait(function()
    return t.line():find('^五、存在的主要问题及改进情况')
  end), t.line())
  t.normal()
  type_until('S', function()
    return t.line() == ''
  end)
  type('cunzai')
  check('also for its pinyin', offers('cunzai', '存在的主要问题'), offered() or t.line())
  type('<C-n><C-y>')
  check('CTRL-Y takes it', wait(function()
    return t.line():find('^五、存在的主要问题及改进情况')
  end), t.line())
  t.normal()
  type_until('S', function()
    return t.line() == ''
  end)
  type('存在')
  check('and for its Chinese', offers('存在', '存在的主要问题'), offered() or t.line())
  type('<Tab>')
  check('which is not written twice', wait(function()
    return t.line():find('^五、存在的主要问题及改进情况')
  end), t.line())
  t.normal()
end

local function outcomes()
  local at = t.go_to('1.属于国家秘密')
  vim.api.nvim_buf_set_lines(0, at - 1, at, false, { '| ' })
  vim.api.nvim_win_set_cursor(0, { at, 0 })
  type('Agjmm')
  check('an outcome is offered for its initials', offers('gjmm', '国家秘密'), offered() or t.line())
  type('<C-e>')
  t.normal()
  vim.api.nvim_buf_set_lines(0, at - 1, at, false, { '| ' })
  type('A国家')
  check('and for its Chinese', offers('国家', '国家秘密'), offered() or t.line())
  type('<Tab>')
  check('and becomes a row', wait(function()
    return t.line():find('1.属于国家秘密', 1, true) and not t.line():find('国家国家', 1, true)
  end), t.line())
  type('<Home><Tab>3<Tab>4')
  check('whose cells Tab goes through', wait(function()
    return t.line():find('3 *| *4 *|')
  end), t.line())
  t.normal()
end

local function asked_for()
  check('omnifunc is set', vim.bo.omnifunc:find('omnifunc', 1, true) ~= nil, vim.bo.omnifunc)
  vim.g.nianbao = vim.tbl_extend('force', vim.g.nianbao, { autocomplete = false })
  cut('五、存在的主要问题', '六、其他需要报告')
  type('i存在')
  wait(function()
    return t.line() == '存在'
  end)
  check('nothing opens by itself where it is turned off', not offered(), offered())
  type('<C-x><C-o>')
  check('but when it is asked for', offers('存在', '存在的主要问题'), offered() or t.line())
  type('<C-e>')
  t.normal()
end

t.run(function()
  vim.cmd.edit('无错.nianbao')
  check('a server starts', wait(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'nianbao' })[1]
    return client and client.initialized and vim.bo.omnifunc ~= ''
  end), t.said)
  headings()
  outcomes()
  asked_for()
end)
