//! The text under edit and what the engine knows of it. Each question meets the text as it is then; what comes back for a text that is gone
//! is dropped.

import type { Text } from '@codemirror/state';

import type { Answered, Asked, Engine } from './engine';
import type { Checked, Explained } from './wire';

/** How long nothing must change before it is sought which cell is wrong, in milliseconds. */
const QUIET = 50;

export class Session {
  /** Who wants to know what was found. */
  onChecked: (checked: Checked, version: number) => void = () => {};
  onExplained: (explained: Explained) => void = () => {};
  onFault: (fault: unknown) => void = () => {};
  private version = 0;
  private sent = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private text: Text | undefined;

  constructor(private readonly engine: Engine) {}

  /** The text is another one now; it has nothing to do with the one before where `anew` says so. */
  changed(text: Text, anew: boolean): void {
    this.text = text;
    this.version += 1;
    if (anew) {
      this.send('start');
    } else {
      // One message a turn, however many changes it has.
      queueMicrotask(() => this.send('text'));
    }
  }

  /** Asks about the text as it is now; nothing if it has changed before the answer came. */
  async about<T>(question: Asked): Promise<Answered<T> | undefined> {
    this.send('text');
    const { version } = this;
    const answered = await this.engine.ask<T>(question);
    return version === this.version ? answered : undefined;
  }

  /** Asks about the text, again where it changed before the answer came: what is saved is what stands there. */
  async latest<T>(question: Asked): Promise<Answered<T>> {
    for (;;) {
      const answered = await this.about<T>(question);
      if (answered) {
        return answered;
      }
    }
  }

  /** Asks what has nothing to do with the text. */
  ask<T>(question: Asked, file?: Uint8Array): Promise<Answered<T>> {
    return this.engine.ask<T>(question, file);
  }

  /** Asks what has the text checked anew, such as beside another report. */
  async recheck<T extends Checked>(question: Asked, file?: Uint8Array): Promise<T> {
    this.send('text');
    const { version } = this;
    const { answer } = await this.engine.ask<T>(question, file);
    this.take(answer, version);
    return answer;
  }

  private send(ask: 'start' | 'text'): void {
    if (!this.text || this.sent === this.version) {
      return;
    }
    const { version } = this;
    this.sent = version;
    this.engine.ask<Checked>({ ask, text: this.text.toString() }).then(
      ({ answer }) => this.take(answer, version),
      (fault: unknown) => this.onFault(fault),
    );
  }

  private take(checked: Checked, version: number): void {
    if (version !== this.version) {
      return;
    }
    this.onChecked(checked, version);
    clearTimeout(this.timer);
    if (checked.unexplained) {
      this.timer = setTimeout(() => void this.explain(version), QUIET);
    }
  }

  private async explain(version: number): Promise<void> {
    if (version !== this.version) {
      return;
    }
    try {
      const { answer } = await this.engine.ask<Explained>({ ask: 'explain' });
      if (version === this.version) {
        this.onExplained(answer);
      }
    } catch (fault) {
      this.onFault(fault);
    }
  }
}
