/**
 * @file Grammar of nianbao, the text format of 政府信息公开工作年度报告.
 * @license MIT OR Apache-2.0
 *
 * The format is made of lines. What kind of line comes next is decided by the external scanner
 * (`src/scanner.c`), which looks at one whole line at a time and marks its start, or takes it if it
 * is a stacked cell; this file says how lines make up rows, tables, paragraphs and nested sections.
 * The grammar knows syntax only, not one word of the official form, and accepts every text.
 *
 * Lists of lines are left-recursive on purpose: a `repeat` cannot be reused by the incremental
 * parser, and a keystroke would cost a walk over the whole report. Of a left-recursive list it wraps
 * anew what is behind the edit; so long lists are made of bundles. None of that is seen in the tree.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

/** For a class of characters: the blanks of the scanner, and TAB. */
const BLANK = '\\t \\u00a0\\u3000\\u200b\\ufeff';
const HAN_NUMERAL = '[一二三四五六七八九十百零〇]+';
const DIGITS = '[0-9０-９]+';
const ORDINAL = `(${HAN_NUMERAL}|${DIGITS})`;

/** One or more of `item`, left-recursive. `self` is the rule that calls this. */
function list(self, item) {
  return choice(item, seq(self, item));
}

/**
 * A list in bundles, so that an edit wraps anew the items of its bundle and the bundles behind it,
 * not all items behind it. `items` are those before the first bundle.
 */
function bundles(self, items, bundle) {
  return prec.right(choice(items, bundle, seq(self, bundle)));
}

/** A paragraph that begins a bundle, and the items up to the next. `self` is the rule that calls this. */
function bundle($, self, item) {
  return choice(alias($._first_paragraph, $.paragraph), seq(self, item));
}

export default grammar({
  name: 'nianbao',

  // Blanks mean something in a table, so nothing may be skipped silently.
  extras: _ => [],

  // A node less for each line of text.
  inline: $ => [$._text, $._heading_rest, $._item_1, $._item_2, $._item_3],

  externals: $ => [
    $._line_end,
    $._blank,
    $._row_gap,
    $._text_line,
    $._bundle_line,
    $._heading_1,
    $._heading_2,
    $._heading_3,
    $._heading_4,
    $._pipe_line,
    $._delimiter_line,
    $._tab_line,
    $._stacked_cell,
    $._wrapped_cell_line,
    $._comment_line,
    $._error_sentinel,
  ],

  rules: {
    document: $ => seq(optional($._blank), optional($.front), optional($._sections)),

    // Everything before the first heading. Its first line of text is the title's (first) line.
    front: $ => choice(
      seq($.title, optional($._preamble)),
      seq($._prelude, optional(seq($.title, optional($._preamble)))),
      seq($._table, optional($._preamble)),
      seq($._prelude, $._table, optional($._preamble)),
    ),
    _prelude: $ => choice($.comment, seq($._prelude, choice($.comment, $._blank))),
    title: $ => seq(choice($._text_line, $._bundle_line), $._text),
    _preamble: $ => bundles($._preamble, $._blocks, $._bundle_of_blocks),
    _blocks: $ => list($._blocks, $._block),
    _bundle_of_blocks: $ => bundle($, $._bundle_of_blocks, $._block),

    _sections: $ => list($._sections, $._section),
    _section: $ => choice(
      alias($._section_1, $.section),
      alias($._section_2, $.section),
      alias($._section_3, $.section),
      alias($._section_4, $.section),
    ),

    // 一、 holds （一）, which holds 1., which holds （1）; a level may be left out.
    _section_1: $ => prec.right(seq(alias($._heading_line_1, $.heading), optional($._body_1))),
    _section_2: $ => prec.right(seq(alias($._heading_line_2, $.heading), optional($._body_2))),
    _section_3: $ => prec.right(seq(alias($._heading_line_3, $.heading), optional($._body_3))),
    _section_4: $ => prec.right(seq(alias($._heading_line_4, $.heading), optional($._body_4))),

    _body_1: $ => bundles($._body_1, $._items_1, $._bundle_1),
    _body_2: $ => bundles($._body_2, $._items_2, $._bundle_2),
    _body_3: $ => bundles($._body_3, $._items_3, $._bundle_3),
    _body_4: $ => bundles($._body_4, $._blocks, $._bundle_of_blocks),
    _items_1: $ => list($._items_1, $._item_1),
    _items_2: $ => list($._items_2, $._item_2),
    _items_3: $ => list($._items_3, $._item_3),
    _bundle_1: $ => bundle($, $._bundle_1, $._item_1),
    _bundle_2: $ => bundle($, $._bundle_2, $._item_2),
    _bundle_3: $ => bundle($, $._bundle_3, $._item_3),
    _item_1: $ => choice($._item_2, alias($._section_2, $.section)),
    _item_2: $ => choice($._item_3, alias($._section_3, $.section)),
    _item_3: $ => choice($._block, alias($._section_4, $.section)),

    _heading_line_1: $ => seq($._heading_1, $._heading_rest),
    _heading_line_2: $ => seq($._heading_2, $._heading_rest),
    _heading_line_3: $ => seq($._heading_3, $._heading_rest),
    _heading_line_4: $ => seq($._heading_4, $._heading_rest),
    _heading_rest: $ => seq(
      field('number', $.number),
      repeat(choice(field('title', $.heading_text), $._gap, $._nul)),
      $._line_end,
    ),
    number: _ => token(choice(
      new RegExp(`${ORDINAL}[、.．]`),
      new RegExp(`[（(]${ORDINAL}[）)]、?`),
    )),
    // Without the blanks around it, and without the TAB that Word puts after an automatic number.
    heading_text: _ => new RegExp(`[^\\r\\n${BLANK}]([^\\r\\n]*[^\\r\\n${BLANK}])?`),
    _gap: _ => new RegExp(`[${BLANK}]+`),
    _line_text: _ => /[^\r\n]+/,
    // A generated lexer takes NUL for the end of the text unless a token names it.
    _nul: _ => '\u0000',

    _block: $ => choice($.paragraph, $._table, $.comment, $._blank),

    paragraph: $ => seq($._text_line, $._text),
    _first_paragraph: $ => seq($._bundle_line, $._text),
    // No list: the marker of a line looks at all of it, so an edit reads the line anew anyway.
    _text: $ => seq(repeat1($._inline), $._line_end),

    comment: $ => seq($._comment_line, $._comment_text, $._line_end),
    _comment_text: _ => /<!--([^-]|-[^-]|--+[^->])*--+>/,

    _table: $ => choice($.pipe_table, $.tab_table, $.stacked_table),

    // | a | b |, with or without the outer bars.
    pipe_table: $ => prec.right($._pipe_rows),
    _pipe_rows: $ => list($._pipe_rows, choice(
      alias($._pipe_row, $.row),
      alias($._delimiter_row, $.delimiter_row),
    )),
    _pipe_row: $ => seq($._pipe_line, $._pipe_cells, optional(alias($._pipe_cell, $.cell)), $._line_end),
    _pipe_cells: $ => list($._pipe_cells, seq(optional(alias($._pipe_cell, $.cell)), choice('|', $._nul))),
    _pipe_cell: _ => /([^|\\\r\n]|\\[^\r\n])+\\?|\\/,
    _delimiter_row: $ => seq($._delimiter_line, $._line_text, $._line_end),

    // a⇥b⇥c: what Excel and Word paste.
    tab_table: $ => prec.right($._tab_rows),
    _tab_rows: $ => list($._tab_rows, alias($._tab_row, $.row)),
    _tab_row: $ => seq($._tab_line, $._tab_cells, optional(alias($._tab_cell, $.cell)), $._line_end),
    _tab_cells: $ => list($._tab_cells, seq(optional(alias($._tab_cell, $.cell)), choice('\t', $._nul))),
    _tab_cell: _ => /[^\t\r\n]+/,

    // One cell a line, each after a TAB; blank lines part the rows.
    stacked_table: $ => prec.right($._stacked_rows),
    _stacked_rows: $ => choice(
      alias($._stacked_row, $.row),
      seq($._stacked_rows, $._row_gap, alias($._stacked_row, $.row)),
    ),
    _stacked_row: $ => prec.right($._stacked_cells),
    _stacked_cells: $ => list($._stacked_cells, choice(
      alias($._stacked_cell, $.cell),
      alias($._wrapped_cell, $.cell),
    )),
    _wrapped_cell: $ => seq(
      $._wrapped_cell_line,
      optional($._blank),
      repeat1(choice($._line_text, $._nul)),
      $._line_end,
    ),

    // Only what tools ask for has a node; the rest of a line is silent.
    _inline: $ => choice(
      $.instrument,
      $.quotation,
      $.article_reference,
      $.date,
      $.year,
      $.figure,
      $.url,
      alias($._inline_comment, $.comment),
      $._number,
      $._plain,
      $._character,
      $._nul,
    ),

    instrument: _ => token(prec(2, /《([^《》\r\n]|《[^《》\r\n]*》)+》/)),
    quotation: _ => token(prec(2, /“[^“”\r\n]+”/)),
    article_reference: _ => token(prec(2, new RegExp(
      `第${ORDINAL}条(第${ORDINAL}款)?(第?[（(]${ORDINAL}[）)]项)?`,
    ))),
    date: _ => token(prec(2, new RegExp('([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日'))),
    year: _ => token(prec(2, /[0-9]{4}年/)),
    figure: $ => seq(field('number', alias($._number, $.amount)), field('unit', $.unit)),
    _number: _ => token(prec(1, /[0-9０-９]+([,，][0-9０-９]{3})*([.．][0-9０-９]+)?/)),
    unit: _ => token.immediate(prec(3, choice(
      '件', '条', '次', '个', '份', '篇', '项', '人', '场', '期', '家', '起', '宗', '例', '部', '户',
      '元', '万元', '亿元', '%', '％',
    ))),
    // Up to a character that an address may end in: the bracket or stop after it is the sentence's.
    url: _ => token(prec(2, /(https?:\/\/|www\.)[!-~]*[0-9A-Za-z\/#=&_~%+-]/)),
    // Never over the start of another one: what was not closed stays text, and a line is read once
    // however many there are. `(-*<+)` are the places where a `!` would begin one.
    _inline_comment: _ => token(prec(2,
      /<!--([^\-<\r\n]|(-*<+)+[^\-<!\r\n]|(-*<+)*-[^\-<\r\n]|(-*<+)*--+[^\-<>\r\n])*(-*<+)*--+>/,
    )),
    _plain: _ => token(prec(-1, /[^\r\n《“第0-9０-９hw<]+/)),
    _character: _ => token(prec(-2, /[^\r\n]/)),
  },
});
