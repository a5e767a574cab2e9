//! Windows above the page, each with a title, what it says, and buttons. Escape closes; the focus comes back to where it was.

import { button, h } from './dom';

export interface Way<T> {
  words: string;
  value: T;
  main?: boolean;
}

/** Shows a window until it is closed. `fill` gets a way to close it with an answer. */
export function show<T>(title: string, fill: (close: (answer: T) => void) => Node[]): Promise<T | undefined> {
  return new Promise((resolve) => {
    let answer: T | undefined;
    const close = (given: T) => {
      answer = given;
      dialog.close();
    };
    const heading = h('h2', { id: 'dialog-title' }, title);
    const leave = button('×', () => dialog.close(), { class: 'leave', 'aria-label': '关闭' });
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, h('header', {}, heading, leave), ...fill(close));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[autofocus], input, .main')?.focus();
  });
}

/** Asks for one of several ways. */
export function choose<T>(title: string, words: string, ways: Way<T>[]): Promise<T | undefined> {
  return show<T>(title, (close) => [
    h('p', {}, words),
    h('footer', {}, ...ways.map((way) => button(way.words, () => close(way.value), { class: way.main ? 'main' : '' }))),
  ]);
}
