; A TAB or an ideographic space at a line's start is content: no editor may put it right.
; A new line begins as the one above, as an author of rows and paragraphs expects.
(document) @indent.auto
