; Nothing in a report is indented: a new line starts at the margin.
[
  (section)
  (paragraph)
  (pipe_table)
  (tab_table)
  (stacked_table)
] @indent.zero
