//! The little Markdown that the engine writes, as elements: paragraphs, lists, bold words, code. Nothing of it becomes markup by itself.

import { h } from './dom';

/** A piece of a line: `**bold**`, a code span, a link whose words alone count, or an escaped mark. */
const PIECE = /\*\*([^]+?)\*\*|`([^`]+)`|\[([^\]]+)\]\([^)]*\)|\\([!-/:-@[-`{-~])/g;

function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const found of text.matchAll(PIECE)) {
    nodes.push(text.slice(end, found.index));
    const [whole, bold, code, link, mark] = found;
    if (bold !== undefined) {
      nodes.push(h('strong', {}, ...inline(bold)));
    } else if (code !== undefined) {
      nodes.push(h('code', {}, code));
    } else {
      nodes.push(link ?? mark ?? whole);
    }
    end = found.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function block(text: string): Node {
  const lines = text.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return h('ul', {}, ...lines.map((line) => h('li', {}, ...inline(line.slice(2)))));
  }
  return h('p', {}, ...inline(lines.join('\n')));
}

export function markdown(text: string): Node[] {
  return text.split(/\n{2,}/).filter(Boolean).map(block);
}
