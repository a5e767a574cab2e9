--- Figures pasted from Excel, WPS or a web page: they go into the cells of the table, from the cursor right and down.

local client_of = require('nianbao.client')
local message = require('nianbao.message')

local M = {}

local COMMAND = 'nianbao.pasteCells'

--- A paste waits no longer than this for the server.
local PATIENCE_MS = 2000

--- What pasting a text at the cursor means; nil where it is to be pasted as it is.
local function meaning(bufnr, text)
  local client = client_of.of(bufnr)
  if not client or not client_of.knows(client, COMMAND) then
    return nil
  end
  local position = vim.lsp.util.make_position_params(0, client.offset_encoding).position
  local pasted = client_of.execute_now(client, COMMAND, bufnr, { position = position, text = text }, PATIENCE_MS)
  return type(pasted) == 'table' and pasted or nil, client
end

--- Carries out one of several ways to paste; with one way only nobody is asked.
local function choose(options, done)
  if #options == 1 then
    return done(options[1])
  end
  vim.ui.select(options, {
    prompt = '粘贴来的是整张表：',
    format_item = function(option)
      return option.title
    end,
  }, done)
end

--- Pastes a text into the cells at the cursor. Answers with whether it is done: what is no block of figures
--- is left to whoever asked.
function M.into_cells(bufnr, text)
  local pasted, client = meaning(bufnr, text)
  if not pasted then
    return false
  end
  if #pasted.options == 0 then
    message.warn(pasted.message)
    return true
  end
  choose(pasted.options, function(option)
    if option then
      vim.lsp.util.apply_text_edits(option.edits, bufnr, client.offset_encoding)
      message.info(option.message .. '。')
    end
  end)
  return true
end

--- Whether a line is a row of a table.
local function is_row(line)
  return line:find('|', 1, true) ~= nil
end

--- Lets a paste of the terminal go into cells; `vim.paste` is one for all buffers.
function M.attach()
  if M.is_attached then
    return
  end
  M.is_attached = true
  local paste = vim.paste
  vim.paste = function(lines, phase)
    local bufnr = vim.api.nvim_get_current_buf()
    local is_ours = phase == -1 and vim.bo[bufnr].filetype == 'nianbao' and is_row(vim.api.nvim_get_current_line())
    if is_ours and M.into_cells(bufnr, table.concat(lines, '\n')) then
      return true
    end
    return paste(lines, phase)
  end
end

return M
