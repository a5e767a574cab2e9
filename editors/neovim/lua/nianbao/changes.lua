--- Figures that a command has changed, as a list to step through.

local M = {}

--- The list of a window's report, with a title. Each change is as the server lists it: `name`, `from`, `to`, `position`.
function M.list(bufnr, changes, title)
  local items = vim.tbl_map(function(change)
    local from = change.from == '' and '（空）' or change.from
    return {
      bufnr = bufnr,
      lnum = change.position.line + 1,
      col = change.position.character + 1,
      text = ('%s：%s → %s'):format(change.name, from, change.to),
    }
  end, changes)
  vim.fn.setloclist(0, {}, ' ', { title = title, items = items })
end

return M
