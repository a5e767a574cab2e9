//! A draft in the browser's storage: kept only where the user wants it, for other pages of this machine can read it.

const TEXT = 'nianbao.draft';

export interface Draft {
  text: string;
  name: string;
  /** When it was written, in milliseconds. */
  at: number;
}

export function read(): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(TEXT) ?? 'null');
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isDraft(kept: unknown): kept is Draft {
  const draft = kept as Partial<Draft> | null;
  return typeof draft?.text === 'string' && typeof draft.name === 'string' && typeof draft.at === 'number';
}

/** Whether it could be kept. */
export function write(draft: Draft): boolean {
  try {
    localStorage.setItem(TEXT, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(TEXT);
  } catch {
    // Where nothing can be removed, nothing was kept.
  }
}
