--- Whether a text is a report: its title, in the first few lines, says so.

local M = {}

--- What every title of a report ends in; it may be broken over lines.
local TITLE = '政府信息公开工作年度报告'
--- The title stands within as many lines, blank ones counted.
local LINES = 12

local BLANKS = { ' ', '\t', '\r', '\u{3000}', '\u{00a0}', '\u{200b}', '\u{feff}' }

local function without_blanks(line)
  for _, blank in ipairs(BLANKS) do
    line = line:gsub(blank, '')
  end
  return line
end

--- Whether a title ends at the end of one of the first lines.
function M.has_title(lines)
  local before = ''
  for at = 1, math.min(#lines, LINES) do
    before = before .. without_blanks(lines[at])
    if vim.endswith(before, TITLE) then
      return true
    end
  end
  return false
end

function M.is_report(bufnr)
  return M.has_title(vim.api.nvim_buf_get_lines(bufnr, 0, LINES, false))
end

return M
