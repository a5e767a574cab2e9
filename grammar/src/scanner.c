/**
 * The external scanner: says what kind of line comes next.
 *
 * The format is made of lines, and what a line is can be known only from the whole of it (a bar
 * anywhere makes it a table row) or from the one after it (a wrapped label). So the scanner looks
 * ahead over a line, and marks its start with a token of no width; the grammar's own tokens then
 * read the text. Only a stacked cell is taken whole: a pasted report is made of them, and one token
 * for each makes it parse three times as fast. The scanner keeps no state between calls, so any
 * edit may restart it anywhere.
 */
#include "tree_sitter/parser.h"

enum TokenType {
  LINE_END,          // "\n", "\r\n", "\r" or the end of the text
  BLANK,             // one or more blank lines
  ROW_GAP,           // blank lines between two rows of a stacked table
  TEXT_LINE,         // no width, as the next ones: the start of a line of that kind
  BUNDLE_LINE,       // the same as TEXT_LINE, but a new bundle of lines begins with it
  HEADING_1,
  HEADING_2,
  HEADING_3,
  HEADING_4,
  PIPE_LINE,
  DELIMITER_LINE,
  TAB_LINE,
  STACKED_CELL,      // the whole of such a line, with its end
  WRAPPED_CELL_LINE, // the same, if the cell goes on in a line below
  COMMENT_LINE,      // no width: the start of a comment that fills its line or lines
  ERROR_SENTINEL,    // never used by the grammar: valid only in error recovery
};

/** Numbers longer than this are years and codes, not ordinals of headings. */
enum { MAX_ORDINAL_DIGITS = 3 };

/** A bundle begins with one line of text in so many. */
enum { BUNDLE_SIZE = 32 };

static bool is_line_break(int32_t c) { return c == '\n' || c == '\r'; }

/** Space, NBSP, ideographic space, zero-width space and byte order mark; TAB parts cells and is none. */
static bool is_blank(int32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF;
}

static bool is_digit(int32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

static bool is_han_numeral(int32_t c) {
  switch (c) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: // 一二三四五
    case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: // 六七八九十
    case 0x767E: case 0x96F6: case 0x3007:                           // 百零〇
      return true;
    default:
      return false;
  }
}

static bool is_stop(int32_t c) { return c == 0x3001 || c == '.' || c == 0xFF0E; } // 、 . ．

/** The end of the text reads as NUL, and asking `eof` costs as much as a character: ask it of NUL only. */
static bool at_line_end(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  return is_line_break(c) || (c == 0 && lexer->eof(lexer));
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip_blanks(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) advance(lexer);
}

/** Advances over one line break. At the end of the text there is none, and nothing happens. */
static void advance_line_break(TSLexer *lexer) {
  if (lexer->lookahead == '\r') {
    advance(lexer);
    if (lexer->lookahead == '\n') advance(lexer);
  } else if (lexer->lookahead == '\n') {
    advance(lexer);
  }
}

static bool starts_ordinal(int32_t c) {
  return c == 0xFF08 || c == '(' || is_han_numeral(c) || is_digit(c); // （
}

/** Advances over what may be a heading's number, and returns its level, 1 to 4, or 0. */
static unsigned advance_heading_number(TSLexer *lexer) {
  bool bracketed = lexer->lookahead == 0xFF08 || lexer->lookahead == '('; // （
  if (bracketed) advance(lexer);
  unsigned han = 0, digits = 0;
  while (is_han_numeral(lexer->lookahead)) {
    han++;
    advance(lexer);
  }
  while (!han && is_digit(lexer->lookahead)) {
    digits++;
    advance(lexer);
  }
  if ((!han && !digits) || digits > MAX_ORDINAL_DIGITS) return 0;
  if (bracketed) {
    if (lexer->lookahead != 0xFF09 && lexer->lookahead != ')') return 0; // ）
    advance(lexer);
    if (lexer->lookahead == 0x3001) advance(lexer); // （一）、
    return han ? 2 : 4;
  }
  if (!is_stop(lexer->lookahead)) return 0;
  advance(lexer);
  if (han) return 1;
  return is_digit(lexer->lookahead) ? 0 : 3; // 1.5 is a figure
}

/** Advances over the rest of `<!--`, whose `<` is read; true if it is one. */
static bool advance_comment_opener(TSLexer *lexer) {
  static const char rest[] = "!--";
  for (const char *c = rest; *c; c++) {
    if (lexer->lookahead != *c) return false;
    advance(lexer);
  }
  return true;
}

/**
 * Advances over a comment whose `<` is read; true if it closes. It does not if a line below starts
 * another one: a comment that is just being typed must not swallow the text down to the next, and
 * a text full of openers must not be read to its end from each of them.
 */
static bool advance_comment(TSLexer *lexer) {
  if (!advance_comment_opener(lexer)) return false;
  unsigned dashes = 0;
  while (lexer->lookahead != 0) { // the end, or a NUL, which no token of the grammar may hold
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c == '>' && dashes >= 2) return true;
    dashes = c == '-' ? dashes + 1 : 0;
    if (!is_line_break(c)) continue;
    skip_blanks(lexer);
    if (lexer->lookahead != '<') continue;
    advance(lexer);
    if (advance_comment_opener(lexer)) return false;
  }
  return false;
}

/** What the walk over a line has seen. */
typedef struct {
  unsigned heading;    // level of the number it starts with, or 0
  unsigned tabs;
  bool tab_first;      // a TAB stands before any content
  bool tab_at_number;  // a TAB directly follows the heading's number
  bool bar;
  bool dash;
  bool only_rule;      // no other content than | - :
  bool content;
  uint32_t hash;       // of the characters that were read
} Line;

/** Advances to the end of the line, noting what its parts are. An escaped bar is text. */
static void advance_content(TSLexer *lexer, Line *line) {
  while (!at_line_end(lexer)) {
    int32_t c = lexer->lookahead;
    advance(lexer);
    line->hash = (line->hash ^ (uint32_t)c) * 0x01000193; // FNV-1a
    if (c == '\t') {
      line->tabs++;
      line->tab_first |= !line->content;
    } else if (c == '|') {
      line->bar = true;
    } else if (!is_blank(c)) {
      line->content = true;
      line->dash |= c == '-';
      line->only_rule &= c == '-' || c == ':';
      if (c == '\\' && (lexer->lookahead == '|' || lexer->lookahead == '\\')) advance(lexer);
    }
  }
}

/** Reads a line, from its first character that is not blank to its end. */
static Line advance_line(TSLexer *lexer) {
  Line line = {.only_rule = true};
  if (starts_ordinal(lexer->lookahead)) {
    line.heading = advance_heading_number(lexer);
    line.content = true;
    line.only_rule = false;
    skip_blanks(lexer);
    line.tab_at_number = lexer->lookahead == '\t';
  }
  advance_content(lexer, &line);
  return line;
}

static bool is_stacked(Line line) { return line.tabs == 1 && line.tab_first && !line.bar; }

static enum TokenType kind_of(Line line) {
  if (line.bar) return line.only_rule && line.dash ? DELIMITER_LINE : PIPE_LINE;
  // Word pastes an automatic number as 一、⇥总体情况: one TAB, and no row.
  bool numbered = line.heading && (line.tabs == 0 || (line.tabs == 1 && line.tab_at_number));
  if (numbered) return HEADING_1 + (line.heading - 1);
  if (is_stacked(line)) return STACKED_CELL;
  return line.tabs ? TAB_LINE : TEXT_LINE;
}

/** A comment has a line of its own if it closes and nothing follows it; else its line is text. */
static enum TokenType kind_of_comment_line(TSLexer *lexer) {
  if (!advance_comment(lexer)) return TEXT_LINE;
  skip_blanks(lexer);
  return at_line_end(lexer) ? COMMENT_LINE : TEXT_LINE;
}

/**
 * Whether a line of text begins a bundle. Its own words alone decide, so lines that come or go leave
 * the bundles below as they are. The low bits of the hash depend on the low bits of the characters
 * only; the high ones on everything.
 */
static bool begins_bundle(Line line) { return (line.hash >> 16) % BUNDLE_SIZE == 0; }

/** The kind of the line whose first character that is not blank comes next. */
static enum TokenType kind_of_line(TSLexer *lexer) {
  Line line;
  if (lexer->lookahead == '<') {
    advance(lexer);
    if (lexer->lookahead == '!') return kind_of_comment_line(lexer);
    line = (Line){.content = true};
    advance_content(lexer, &line);
  } else {
    line = advance_line(lexer);
  }
  enum TokenType kind = kind_of(line);
  return kind == TEXT_LINE && begins_bundle(line) ? BUNDLE_LINE : kind;
}

/**
 * Takes the line end after a cell's text. Does the cell go on in the line below, or below one blank
 * line? It does if that is a line of text, and the one after it is a cell again. What starts with
 * `<` may be a comment, and is never taken into a cell.
 */
static enum TokenType scan_cell_end(TSLexer *lexer) {
  advance_line_break(lexer);
  lexer->mark_end(lexer);
  skip_blanks(lexer);
  if (is_line_break(lexer->lookahead)) {
    advance_line_break(lexer);
    skip_blanks(lexer);
  }
  int32_t c = lexer->lookahead;
  if (at_line_end(lexer) || c == '\t' || c == '<') return STACKED_CELL;
  if (kind_of(advance_line(lexer)) != TEXT_LINE) return STACKED_CELL;
  advance_line_break(lexer);
  skip_blanks(lexer);
  bool cell_follows = lexer->lookahead == '\t' && is_stacked(advance_line(lexer));
  return cell_follows ? WRAPPED_CELL_LINE : STACKED_CELL;
}

/**
 * Blank lines; inside a stacked table they part two rows if another row follows. The line below is
 * read even where no row can follow: how far a token looked must depend on the text alone, or an
 * edit there leaves the token standing when the incremental parser comes to it inside a table.
 */
static bool scan_blank_lines(TSLexer *lexer, const bool *valid) {
  while (!lexer->eof(lexer) && is_line_break(lexer->lookahead)) {
    advance_line_break(lexer);
    lexer->mark_end(lexer);
    skip_blanks(lexer);
  }
  if (lexer->eof(lexer)) lexer->mark_end(lexer);
  bool row_follows = lexer->lookahead == '\t' && is_stacked(advance_line(lexer));
  lexer->result_symbol = valid[ROW_GAP] && row_follows ? ROW_GAP : BLANK;
  return valid[lexer->result_symbol];
}

static bool scan_line_start(TSLexer *lexer, const bool *valid) {
  bool blanks = is_blank(lexer->lookahead);
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  if (lexer->eof(lexer)) {
    lexer->result_symbol = BLANK;
    return blanks && valid[BLANK];
  }
  if (is_line_break(lexer->lookahead)) return scan_blank_lines(lexer, valid);
  lexer->mark_end(lexer);
  enum TokenType kind = kind_of_line(lexer);
  if (kind == STACKED_CELL) kind = scan_cell_end(lexer);
  lexer->result_symbol = kind;
  return valid[kind];
}

/** The end of a line, with the blanks before it. */
static bool scan_line_end(TSLexer *lexer, const bool *valid) {
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  if (!at_line_end(lexer)) return false;
  advance_line_break(lexer);
  lexer->result_symbol = valid[LINE_END] ? LINE_END : BLANK;
  return true;
}

bool tree_sitter_nianbao_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[TEXT_LINE] || valid[HEADING_1] || valid[STACKED_CELL]) return scan_line_start(lexer, valid);
  if (valid[LINE_END] || valid[BLANK]) return scan_line_end(lexer, valid);
  return false;
}

void *tree_sitter_nianbao_external_scanner_create(void) { return NULL; }
void tree_sitter_nianbao_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_nianbao_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_nianbao_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}
