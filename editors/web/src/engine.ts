//! The engine as the page knows it: questions, and answers that come later.

/** Why there is no answer, for the user. */
export class Fault extends Error {}

export interface Answered<T> {
  answer: T;
  file: Uint8Array<ArrayBuffer>;
}

export interface Asked {
  ask: string;
  [name: string]: unknown;
}

interface Reply {
  id?: number;
  answer?: unknown;
  fault?: string;
  file?: Uint8Array<ArrayBuffer>;
  ready?: boolean;
  failed?: string;
}

export class Engine {
  /** Settled when the engine can answer; rejected if this browser cannot run it. */
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly open = new Map<number, { resolve(answered: Answered<unknown>): void; reject(fault: Fault): void }>();
  private last = 0;

  /** `script` is the worker's, `packed` the engine's program. */
  constructor(script: string, packed: string) {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.ready = new Promise((resolve, reject) => {
      this.worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
        if (data.ready) {
          resolve();
        } else if (data.failed !== undefined) {
          reject(new Fault(data.failed));
        } else {
          this.settle(data);
        }
      });
      this.worker.addEventListener('error', (event) => reject(new Fault(event.message)));
    });
    this.worker.postMessage({ packed });
  }

  /** Questions are answered in the order in which they are asked. */
  ask<T>(question: Asked, file?: Uint8Array): Promise<Answered<T>> {
    const id = ++this.last;
    const answered = new Promise<Answered<unknown>>((resolve, reject) => this.open.set(id, { resolve, reject }));
    this.worker.postMessage({ id, question, file });
    return answered as Promise<Answered<T>>;
  }

  private settle({ id, answer, fault, file }: Reply): void {
    const open = this.open.get(id ?? 0);
    this.open.delete(id ?? 0);
    if (fault === undefined) {
      open?.resolve({ answer, file: file ?? new Uint8Array() });
    } else {
      open?.reject(new Fault(fault));
    }
  }
}
