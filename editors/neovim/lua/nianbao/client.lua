--- Asks the server. Neovim 0.11 made functions of a client its methods; this is the one place that
--- knows both ways.

local M = {}

local METHODS = vim.fn.has('nvim-0.11') == 1

local function call(client, name, ...)
  if METHODS then
    return client[name](client, ...)
  end
  return client[name](...)
end

--- The server of a buffer; nil if there is none yet.
function M.of(bufnr)
  return vim.lsp.get_clients({ bufnr = bufnr, name = 'nianbao' })[1]
end

--- Whether the server knows a command.
function M.knows(client, command)
  local provider = client.server_capabilities.executeCommandProvider or {}
  return vim.list_contains(provider.commands or {}, command)
end

function M.supports(client, method, bufnr)
  if METHODS then
    return client:supports_method(method, bufnr)
  end
  return client.supports_method(method, { bufnr = bufnr })
end

local function parameters(command, bufnr, more)
  local argument = vim.tbl_extend('error', { uri = vim.uri_from_bufnr(bufnr) }, more or {})
  return { command = command, arguments = { argument } }
end

--- Has a command carried out; `callback` takes the error's text, or nil, and the answer.
function M.execute(client, command, bufnr, more, callback)
  call(client, 'request', 'workspace/executeCommand', parameters(command, bufnr, more), function(err, answer)
    callback(err and err.message, answer)
  end, bufnr)
end

--- Has a command carried out and waits, so that a key is answered before the next one is taken.
function M.execute_now(client, command, bufnr, more, milliseconds)
  local answer =
    call(client, 'request_sync', 'workspace/executeCommand', parameters(command, bufnr, more), milliseconds, bufnr)
  return answer and not answer.err and answer.result or nil
end

--- Asks for something and waits; nil if no answer comes.
function M.request_now(client, method, parameters, milliseconds, bufnr)
  local answer = call(client, 'request_sync', method, parameters, milliseconds, bufnr)
  return answer and not answer.err and answer.result or nil
end

function M.stop(client)
  call(client, 'stop')
end

return M
