import type { Change } from './change.ts';

/** What the page needs of the browser it runs in. */
export interface Browser {
  path(): string;
  search(): string;
  setAddress(address: string, how: 'push' | 'replace'): void;
  leaveTo(address: string): void;
  onTurnedBack(listener: () => void): void;
  onOnline(listener: () => void): void;
  warnBeforeLeaving(isUnfinished: () => boolean): void;
  keysOn(): boolean;
  setKeysOn(keysOn: boolean): void;
  newKey(): string;
  readonly kept: { read(): readonly Change[]; write(changes: readonly Change[]): void };
}

const CHANGES = 'letter-coder.changes';
const KEYS = 'letter-coder.keys';

/**
 * Changes are kept for this tab's session alone; nothing of them outlives it. Whether single keys are shortcuts is
 * remembered for good.
 */
export function thisBrowser(): Browser {
  let isLeaving = false;
  return {
    path: () => location.pathname,
    search: () => location.search,
    setAddress(address, how) {
      if (how === 'replace') history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    },
    leaveTo(address) {
      isLeaving = true;
      location.assign(address);
    },
    onTurnedBack: (listener) => addEventListener('popstate', listener),
    onOnline: (listener) => addEventListener('online', listener),
    warnBeforeLeaving(isUnfinished) {
      addEventListener('beforeunload', (event) => {
        if (!isLeaving && isUnfinished()) event.preventDefault();
      });
    },
    keysOn: () => read(localStorage, KEYS) !== 'off',
    setKeysOn: (keysOn) => write(localStorage, KEYS, keysOn ? 'on' : 'off'),
    newKey: () => crypto.randomUUID(),
    kept: {
      read() {
        try {
          return JSON.parse(read(sessionStorage, CHANGES) ?? '[]') as Change[];
        } catch {
          return [];
        }
      },
      write: (changes) => write(sessionStorage, CHANGES, JSON.stringify(changes)),
    },
  };
}

/** A browser may refuse its storage; the page then works, and remembers nothing over a reload. */
function read(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null;
  }
}

function write(storage: Storage, name: string, value: string): void {
  try {
    storage.setItem(name, value);
  } catch {}
}
