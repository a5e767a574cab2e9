; Names are the captures that Neovim's themes know. No node is captured twice: editors differ in
; which of two captures wins. Cells stay plain, so that figures can be read.

(title) @markup.heading.1
(document (section (heading) @markup.heading.2))
(document (section (section (heading) @markup.heading.3)))
(document (section (section (section (heading) @markup.heading.4))))
(document (section (section (section (section (heading) @markup.heading.5)))))

; A comment that silences a rule takes effect; any other is the author's own. `[<]`, since to Neovim `<` is
; the start of a word.
((comment) @keyword.directive
  (#match? @keyword.directive "^[<]!-- *nianbao:"))
((comment) @comment
  (#not-match? @comment "^[<]!-- *nianbao:"))

(instrument) @markup.link.label
(article_reference) @markup.link
(quotation) @string
(url) @markup.link.url
[(figure) (date) (year)] @number

(row "|" @punctuation.delimiter)
(delimiter_row) @punctuation.delimiter
(pipe_table . (row (cell) @markup.heading) . (delimiter_row))
