--- The table `vim.g.nianbao`. It is read each time, so a change counts from the next use on.

local M = {}

--- Every option, and what it is where it is not set. `:help nianbao-options` explains them; a test
--- compares the two.
M.defaults = {
  program = '',
  format_on_save = true,
  autocomplete = true,
  tab = true,
  hints = true,
  lens = true,
  float = true,
  folding = true,
  highlight = true,
  settings = {},
}

--- The value of an option; what is of another type than it should be does not count.
function M.get(name)
  local set = vim.g.nianbao
  local value
  if type(set) == 'table' then
    value = set[name]
  end
  if type(value) == type(M.defaults[name]) then
    return value
  end
  return M.defaults[name]
end

--- What is wrong with the table, a sentence each.
function M.faults()
  local set = vim.g.nianbao
  if set == nil then
    return {}
  end
  if type(set) ~= 'table' then
    return { 'vim.g.nianbao 应当是一个表，例如 { format_on_save = false }' }
  end
  local faults = {}
  for name, value in vim.spairs(set) do
    local default = M.defaults[name]
    if default == nil then
      table.insert(faults, ('没有名为 %s 的选项'):format(name))
    elseif type(value) ~= type(default) then
      table.insert(faults, ('选项 %s 应当是 %s，现在是 %s'):format(name, type(default), type(value)))
    end
  end
  return faults
end

return M
