; The outline: the title names the report, every heading its section.
(front
  (title) @name) @definition.report

(section
  (heading
    title: (heading_text) @name)) @definition.section
