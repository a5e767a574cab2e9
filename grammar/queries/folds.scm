[
  (section)
  (pipe_table)
  (tab_table)
  (stacked_table)
  (comment)
] @fold
