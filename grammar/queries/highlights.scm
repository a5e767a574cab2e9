; Names are the standard captures, which every editor's theme knows.

(title) @markup.heading
(heading) @markup.heading
(heading number: (number) @markup.list)

(comment) @comment

(instrument) @markup.link.label
(article_reference) @markup.link
(quotation) @string
(url) @markup.link.url
[(year) (date)] @number
(figure number: (amount) @number)
(figure unit: (unit) @type)

(row "|" @punctuation.delimiter)
(delimiter_row) @punctuation.delimiter
(cell) @markup.raw
