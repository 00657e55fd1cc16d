import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../calls/request.ts';
import { usePage } from './page-context.ts';

/** What was asked for: not here yet, here, or why not. */
export type Asked<Value> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'here'; readonly value: Value }
  | { readonly kind: 'failed'; readonly why: string };

/** Asks when drawn first and whenever `of` changes; an answer that comes after a later question is left aside. */
export function useAsked<Value>(ask: () => Promise<Answer<Value>>, of: readonly unknown[]): [Asked<Value>, () => void] {
  const page = usePage();
  const [asked, setAsked] = useState<Asked<Value>>({ kind: 'asking' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isLatest = true;
    void ask().then((answer) => {
      if (!isLatest) return;
      page.noted(answer);
      if (answer.kind === 'ok') setAsked({ kind: 'here', value: answer.value });
      else setAsked({ kind: 'failed', why: whyInWords(answer) });
    });
    return () => {
      isLatest = false;
    };
  }, [...of, turn]);
  return [asked, () => setTurn((now) => now + 1)];
}

export function whyInWords(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string {
  switch (answer.kind) {
    case 'signed-out':
      return 'Your sign-in has ended. Sign in again.';
    case 'lost':
      return 'The service did not answer. Check the connection and try again.';
    case 'problem':
      return answer.problem.detail;
  }
}
