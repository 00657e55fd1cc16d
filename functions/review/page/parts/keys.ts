import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePage } from './page-context.ts';

/** Single keys as shortcuts: shown on `?`, switched off on the same page (WCAG 2.1.4). */
export const KEYS = [
  { name: 'accept', key: 'a', does: 'Accept the suggestion' },
  { name: 'reject', key: 'r', does: 'Reject it; one more key says why' },
  { name: 'amend', key: 'e', does: 'Amend it: another code, date or status' },
  { name: 'undo', key: 'u', does: 'Undo: what is decided on it, or else what was decided last' },
  { name: 'following', key: 'j', does: 'Next suggestion, or next letter of a list' },
  { name: 'previous', key: 'k', does: 'Previous suggestion, or previous letter of a list' },
  { name: 'words', key: 'w', does: 'Show its words in the letter; again for further ones' },
  { name: 'acceptAsBefore', key: 'b', does: 'Accept all that were accepted on an earlier letter of this patient' },
  { name: 'add', key: 's', does: 'Add a code from the selected words' },
  { name: 'copy', key: 'y', does: 'Copy the code' },
  { name: 'copyAll', key: 'Y', does: 'Copy the coded summary of the letter' },
  { name: 'held', key: 'h', does: 'Show what was held back' },
  { name: 'original', key: 'o', does: 'Show the original beside the text' },
  { name: 'complete', key: 'c', does: 'Complete the letter' },
  { name: 'next', key: 'n', does: 'Next letter' },
  { name: 'help', key: '?', does: 'Show these keys' },
] as const;
export type KeyName = (typeof KEYS)[number]['name'];

export const keyOf = (name: KeyName): string => KEYS.find((known) => known.name === name)!.key;

/** What each key does; `true` of `takesAll` keeps every other key from what lies behind. */
export interface Bindings {
  readonly keys: Readonly<Record<string, () => void>>;
  readonly takesAll?: boolean;
}

const stack: { current: Bindings }[] = [];

/** The keys of a component, while it is drawn. Those of one that was drawn later come first. */
export function useKeys(bindings: Bindings): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  // As soon as it is drawn: the next key may come before the screen is.
  useLayoutEffect(() => {
    stack.push(latest);
    return () => void stack.splice(stack.indexOf(latest), 1);
  }, []);
}

/** Hands key presses to the components; once for the page. */
export function useKeyPresses(): void {
  const page = usePage();
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!page.state.get().keysOn || isForSomethingElse(event)) return;
      for (const { current } of [...stack].reverse()) {
        const act = current.keys[event.key];
        if (act !== undefined) {
          event.preventDefault();
          return act();
        }
        if (current.takesAll) return;
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [page]);
}

/** A key held down decides once; keys typed into a field, and those of the browser, are not ours. */
function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog') !== null
  );
}
