//! A button with a list of things to do below it. Arrow keys go through the list, Escape closes it.

import { button, found, h } from './dom';

export interface Item {
  words: string;
  run(): void;
}

export class Menu {
  private readonly list: HTMLElement;

  constructor(id: string, private readonly items: () => Item[]) {
    const opener = found<HTMLButtonElement>(id);
    this.list = h('div', { role: 'menu', class: 'menu', hidden: true, 'aria-labelledby': id });
    opener.setAttribute('aria-haspopup', 'menu');
    opener.setAttribute('aria-expanded', 'false');
    opener.after(this.list);
    opener.addEventListener('click', () => (this.list.hidden ? this.open(opener) : this.close(opener)));
    opener.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.open(opener);
      }
    });
    this.list.addEventListener('keydown', (event) => this.pressed(event, opener));
    document.addEventListener('pointerdown', (event) => {
      const target = event.target as Node;
      if (!this.list.contains(target) && !opener.contains(target)) {
        this.close();
      }
    });
  }

  private open(opener: HTMLButtonElement): void {
    const run = (item: Item) => () => {
      this.close(opener);
      item.run();
    };
    this.list.replaceChildren(...this.items().map((item) => button(item.words, run(item), { role: 'menuitem', tabindex: '-1' })));
    this.list.style.left = `${opener.offsetLeft}px`;
    this.list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    this.list.querySelector('button')?.focus();
  }

  private close(opener?: HTMLButtonElement): void {
    this.list.hidden = true;
    this.list.previousElementSibling?.setAttribute('aria-expanded', 'false');
    opener?.focus();
  }

  private pressed(event: KeyboardEvent, opener: HTMLButtonElement): void {
    const buttons = [...this.list.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    } else if (event.key === 'Escape') {
      this.close(opener);
    } else if (event.key === 'Tab') {
      this.close();
    }
  }
}
