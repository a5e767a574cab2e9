-- A report is known by its extension, and a text file by its title.

vim.filetype.add({
  extension = { nianbao = 'nianbao' },
  pattern = {
    ['.*%.[tT][xX][tT]'] = function(_, bufnr)
      return require('nianbao.detect').is_report(bufnr) and 'nianbao' or nil
    end,
  },
})
