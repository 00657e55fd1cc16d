import type { LetterEvent } from './events.ts';

/** The events since the letter was last read from the start: since it arrived, or since an operator sent it through again. */
export function currentRun(chain: readonly LetterEvent[]): readonly LetterEvent[] {
  const again = chain.findLastIndex(
    (event) => event.type === 'quarantine-decided' && event.data.action === 'sent-again',
  );
  return chain.slice(again + 1);
}
