//! Elements of the page. Words become text, never markup.

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** Makes an element; attributes that are functions are listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** An element that `index.html` has. */
export function found<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no #${id}`);
  }
  return element as T;
}

export function button(words: string, run: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'button', click: run, ...attributes }, words);
}
