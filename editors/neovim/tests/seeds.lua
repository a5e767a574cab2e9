--- The real reports, as text files: known by their titles, and told of as the command line tells.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local t = dofile(here .. '/harness.lua')
local check, wait = t.check, t.wait

local function findings(name)
  local command = { vim.g.nianbao.program, 'check', '--output-format', 'json', '--exit-zero', name }
  local answer = vim.json.decode(vim.system(command):wait().stdout)
  local found = vim.tbl_map(function(finding)
    return ('%d %s %s'):format(finding.range.start.line, finding.title, finding.message)
  end, answer.files[1].findings)
  table.sort(found)
  return found
end

local function diagnostics()
  local found = vim.tbl_map(function(told)
    return ('%d %s %s'):format(told.lnum + 1, told.code, told.message)
  end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

--- What stands in one list only, to be shown.
local function difference(told, expected)
  local function only(these, those)
    return vim.tbl_filter(function(it)
      return not vim.tbl_contains(those, it)
    end, these)
  end
  return { told = #told, more = only(told, expected), expected = #expected, missing = only(expected, told) }
end

t.run(function()
  for _, name in ipairs(vim.fn.glob('真实*.txt', false, true)) do
    vim.cmd.edit(vim.fn.fnameescape(name))
    check(name .. ' is known for a report', vim.bo.filetype == 'nianbao', vim.bo.filetype)
    local expected = findings(name)
    check('and told of as on the command line', wait(function()
      return vim.deep_equal(diagnostics(), expected)
    end), difference(diagnostics(), expected))
  end
end)
