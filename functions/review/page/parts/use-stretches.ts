import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../calls/request.ts';
import { usePage } from './page-context.ts';
import { whyInWords } from './use-asked.ts';

/** What is answered stretch by stretch: how far it has come, and whether it goes on. */
export interface Stretches<Whole> {
  readonly whole: Whole | null;
  readonly kind: 'not-asked' | 'going-on' | 'done' | 'failed';
  readonly why?: string;
}

/** Asks on and on until there is nothing further, from the start when told to; leaving the view ends it. */
export function useStretches<Next, Stretch extends { readonly next?: Next | undefined }, Whole>(
  ask: (next: Next | undefined) => Promise<Answer<Stretch>>,
  together: (whole: Whole | null, stretch: Stretch) => Whole,
): [Stretches<Whole>, () => void] {
  const page = usePage();
  const [stretches, set] = useState<Stretches<Whole>>({ whole: null, kind: 'not-asked' });
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  async function start(): Promise<void> {
    let whole: Whole | null = null;
    let next: Next | undefined;
    set({ whole, kind: 'going-on' });
    do {
      const answer = page.noted(await ask(next));
      if (!isHere.current) return;
      if (answer.kind !== 'ok') return set({ whole, kind: 'failed', why: whyInWords(answer) });
      whole = together(whole, answer.value);
      next = answer.value.next;
      set({ whole, kind: next === undefined ? 'done' : 'going-on' });
    } while (next !== undefined);
    page.say('Done');
  }
  return [stretches, () => void start()];
}
