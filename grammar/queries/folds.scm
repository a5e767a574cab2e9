; `#trim!` leaves the blank lines before the next heading outside the fold.
([
  (front)
  (section)
  (pipe_table)
  (tab_table)
  (stacked_table)
  (comment)
] @fold
  (#trim! @fold))
