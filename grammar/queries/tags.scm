; The outline: every heading names its section.
(section
  (heading
    title: (heading_text) @name)) @definition.section
