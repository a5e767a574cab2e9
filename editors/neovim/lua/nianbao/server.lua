--- Finds the program `nianbao`, starts it as a server, and starts it again when it broke down.

local client_of = require('nianbao.client')
local message = require('nianbao.message')
local options = require('nianbao.options')
local paths = require('nianbao.paths')

local M = {}

--- What the user is told where the program is missing.
M.MISSING = '找不到 nianbao 程序，不能检查。'
  .. '请在 nianbao 的文件夹里运行 cargo xtask install neovim；'
  .. '已经装在别处的，请在 vim.g.nianbao 的 program 里写上它的位置。详见 :checkhealth nianbao'

--- Where the program may be, in the order of preference.
function M.places()
  local set = options.get('program')
  if set ~= '' then
    return { vim.fn.expand(set) }
  end
  local places = { paths.plugin .. '/bin/nianbao' }
  if paths.checkout then
    table.insert(places, paths.checkout .. '/target/release/nianbao')
  end
  table.insert(places, 'nianbao')
  return places
end

--- The program's full path; nil if it is nowhere.
function M.program()
  for _, place in ipairs(M.places()) do
    local found = vim.fn.exepath(place)
    if found ~= '' then
      return found
    end
  end
end

--- The folder whose reports belong together: that of the settings' file or of the repository, else
--- the report's own. A home folder is nobody's collection of reports, and would take long to read.
local function folder_of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == '' then
    return nil
  end
  local folder = vim.fs.root(bufnr, { 'nianbao.toml', '.git' }) or vim.fs.dirname(name)
  local is_home = vim.fs.normalize(folder) == vim.fs.normalize(vim.uv.os_homedir() or '')
  local is_top = vim.fs.dirname(folder) == folder
  return not is_home and not is_top and folder or nil
end

--- Calls `on_folder` with the folder to work in, or tells why nothing is started.
local function root_dir(bufnr, on_folder)
  if M.program() then
    on_folder(folder_of(bufnr))
  else
    message.warn_once(M.MISSING)
  end
end

--- A server that breaks down again and again is not started for ever.
local RESTARTS, WITHIN_MS = 4, 3 * 60 * 1000
local breakdowns = {}

local function on_exit(code, signal)
  -- 15 is how Neovim itself ends a server that takes too long.
  if vim.v.exiting ~= vim.NIL or (code == 0 and signal == 0) or signal == 15 then
    return
  end
  local now = vim.uv.now()
  breakdowns = vim.tbl_filter(function(at)
    return now - at < WITHIN_MS
  end, breakdowns)
  table.insert(breakdowns, now)
  vim.schedule(function()
    if #breakdowns > RESTARTS then
      message.error('检查程序接连中断，已不再重新启动。请保存文件，再运行 :Nianbao restart；仍然不行的，请看 :checkhealth nianbao。')
    else
      message.warn('检查程序中断了，正在重新启动；您写的内容不受影响。')
      vim.defer_fn(M.start_all, 100)
    end
  end)
end

--- Neovim asks for the faults of a report only while it is shown, and 0.12 not again when it comes
--- back. To a client that does not ask, the server tells them of itself.
local function have_faults_told(parameters)
  parameters.capabilities.textDocument.diagnostic = nil
  parameters.capabilities.workspace.diagnostics = nil
end

--- How the server is started.
function M.config()
  local settings = options.get('settings')
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  -- Neovim counts bytes, and so does the server.
  capabilities.general.positionEncodings = { 'utf-8', 'utf-16' }
  -- People read the codes of faults.
  capabilities.experimental = { nianbao = { ruleTitles = true } }
  if not vim.lsp.completion then
    capabilities.textDocument.completion.completionItem.snippetSupport = false
  end
  return {
    name = 'nianbao',
    cmd = function(dispatchers)
      return vim.lsp.rpc.start({ M.program() or 'nianbao', 'lsp' }, dispatchers)
    end,
    filetypes = { 'nianbao' },
    root_dir = root_dir,
    settings = next(settings) and { nianbao = settings } or nil,
    capabilities = capabilities,
    before_init = have_faults_told,
    on_exit = on_exit,
  }
end

--- Starts the server for a buffer, where Neovim does not do so by itself.
function M.start(bufnr)
  local config = M.config()
  root_dir(bufnr, function(folder)
    config.root_dir = folder
    vim.lsp.start(config, { bufnr = bufnr })
  end)
end

--- Starts the server for all reports that are open.
function M.start_all()
  if vim.lsp.config then
    vim.lsp.enable('nianbao')
    return
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].filetype == 'nianbao' then
      M.start(bufnr)
    end
  end
end

--- Ends the server and starts it anew; `done` is called when it has been asked to start.
function M.restart(done)
  breakdowns = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = 'nianbao' })) do
    client_of.stop(client)
  end
  local function when_gone()
    if #vim.lsp.get_clients({ name = 'nianbao' }) > 0 then
      vim.defer_fn(when_gone, 50)
      return
    end
    M.start_all()
    done()
  end
  when_gone()
end

return M
