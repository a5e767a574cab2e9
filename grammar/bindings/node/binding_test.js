const assert = require('node:assert');
const { test } = require('node:test');

const Parser = require('tree-sitter');

test('the grammar is loaded and parses', () => {
  const parser = new Parser();
  parser.setLanguage(require('.'));
  assert.ok(!parser.parse('一、总体情况\n').rootNode.hasError);
});
