-- Drives the language server as a user of Neovim does. Each step writes one line of JSON: its name and
-- what came of it. Nothing is judged here. Started in the folder of the policy, with the path of the
-- lines as WARREN_STEPS.

local lines = assert(io.open(vim.env.WARREN_STEPS, 'w'))
local patience = 30000

local function step(name, work)
  local ok, value = pcall(work)
  lines:write(vim.json.encode({ step = name, ok = ok, value = ok and value or tostring(value) }), '\n')
  lines:flush()
end

-- Waits until `condition` answers something, and answers that.
local function await(what, condition)
  local value
  local came = vim.wait(patience, function()
    value = condition()
    return value
  end, 10)
  assert(came, what .. ' did not come')
  return value
end

local function open(name)
  vim.cmd.edit(name)
  await('the server', function()
    return #vim.lsp.get_clients({ bufnr = 0 }) > 0
  end)
end

-- Puts the cursor on the first character of `text`.
local function go_to(text)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. text, 'c') > 0, text .. ' is not there')
end

local function replace(old, new)
  go_to(old)
  local line = vim.api.nvim_get_current_line()
  local at = assert(line:find(old, 1, true))
  vim.api.nvim_set_current_line(line:sub(1, at - 1) .. new .. line:sub(at + #old))
end

local function diagnostics()
  return vim.tbl_map(function(one)
    return one.code .. ' ' .. one.lnum + 1 .. ':' .. one.col + 1
  end, vim.diagnostic.get(0))
end

local function text_of(name)
  return table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr(name), 0, -1, true), '\n')
end

local function place()
  return vim.fn.expand('%:t') .. ':' .. vim.fn.line('.') .. ':' .. vim.fn.col('.')
end

-- Waits until the text of a buffer is another, and answers the line of the cursor.
local function changed_line(work)
  local before = text_of('%')
  work()
  await('a change', function()
    return text_of('%') ~= before
  end)
  return vim.api.nvim_get_current_line()
end

open('orders.warren')

step('diagnostics appear while typing', function()
  replace('queue orders.work }', 'queue orders.wrok }')
  return await('a diagnostic', function()
    local found = diagnostics()
    return #found > 0 and found
  end)
end)

step('a code action mends it', function()
  go_to('orders.wrok')
  return changed_line(function()
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.isPreferred == true
      end,
    })
  end)
end)

step('the diagnostics clear', function()
  return await('the end of the diagnostics', function()
    local found = diagnostics()
    return #found == 0 and found
  end)
end)

step('definition leads to the other file', function()
  go_to('checkout {')
  vim.lsp.buf.definition()
  await('the other file', function()
    return vim.fn.expand('%:t') == 'roles.warren'
  end)
  return place()
end)

step('hover tells about a role', function()
  vim.lsp.buf.hover()
  local window = await('a window', function()
    for _, one in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(one).relative ~= '' then
        return one
      end
    end
  end)
  local buffer = vim.api.nvim_win_get_buf(window)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n')
  vim.api.nvim_win_close(window, true)
  return text
end)

step('rename changes both files', function()
  changed_line(function()
    vim.lsp.buf.rename('basket')
  end)
  return { text_of('roles.warren'), text_of('orders.warren') }
end)

step('completion knows the queues', function()
  vim.cmd.buffer('orders.warren')
  go_to('consume queue orders.work')
  vim.fn.search('orders', 'c')
  local client = vim.lsp.get_clients({ bufnr = 0 })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, patience)
  local result = answer[client.id].result
  return vim.tbl_map(function(item)
    return item.label
  end, result.items or result)
end)

step('formatting aligns', function()
  changed_line(function()
    vim.lsp.buf.format()
  end)
  return text_of('orders.warren')
end)

lines:close()
vim.cmd('qall!')
