import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LetterRecord } from '../../api/contract.ts';
import { copyText } from '../parts/clipboard.ts';
import { usePage } from '../parts/page-context.ts';
import type { Act, ShownLetter, ShownSuggestion } from '../state/change.ts';
import { actInWords } from '../words/acts.ts';
import { counted } from '../words/ages.ts';
import type { LetterActions, OpenForm, Turn } from './letter-actions.ts';
import { type Group, grouped, type Numbered, neighbour, nextUndecided } from './order.ts';
import { scrollPane, scrollToWords } from './scroll-to-words.ts';
import { cardId } from './suggestion-card.tsx';
import { codedOf } from './summary.ts';

/** Where the reviewer is in a letter, and all that can be done from there. */
export interface LetterInHand {
  readonly groups: readonly Group[];
  readonly order: readonly Numbered[];
  readonly current: string | null;
  readonly form: OpenForm | null;
  /** Whose words stand out, and which of them was stepped to. */
  readonly active: string | null;
  readonly nth: number | null;
  readonly actions: LetterActions;
  readonly asBefore: readonly ShownSuggestion[];
  readonly canUndo: boolean;
  closeForm(): void;
  act(act: Act, name: string, basedOn?: number): void;
  /** Decides on the suggestion and turns to the next one. */
  decide(id: string, act: Act): void;
  step(by: 1 | -1): void;
  stepWords(): void;
  undoLast(): void;
  acceptAsBefore(): void;
}

export function useLetter(record: LetterRecord, shown: ShownLetter, canDecide: boolean): LetterInHand {
  const page = usePage();
  const { letterId } = record.letter;
  const groups = useMemo(() => grouped(shown.suggestions), [shown.suggestions]);
  const order = groups.flatMap(({ suggestions }) => suggestions);
  const [turned, setTurned] = useState<{ readonly to: string; readonly how: Turn } | null>(null);
  const [form, setForm] = useState<OpenForm | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [words, setWords] = useState<{ of: string; nth: number } | null>(null);
  const decidedHere = useRef<string[]>([]);
  const byId = (id: string | null) => order.find(({ suggestion }) => suggestion.id === id)?.suggestion;
  const current = byId(turned?.to ?? null)?.id ?? nextUndecided(order, null) ?? order[0]?.suggestion.id ?? null;
  const undoable =
    byId(current)?.decision === undefined ? decidedHere.current.findLast((id) => byId(id)?.decision) : current;
  const asBefore = shown.suggestions.filter(({ acceptedBefore, decision }) => acceptedBefore && decision === undefined);

  useLayoutEffect(() => {
    if (turned === null) return;
    if (turned.how !== 'stay') focusCard(turned.to, turned.how);
    scrollPane(turned.to, 0);
  }, [turned]);

  function turnTo(id: string, how: Turn): void {
    if (how !== 'stay' || id !== current) setTurned({ to: id, how });
    if (words !== null && words.of !== id) setWords(null);
  }

  function act(done: Act, name: string, basedOn = 0): void {
    page.act(letterId, done, { basedOn, name });
    page.say(`${actInWords(done)}: ${name}.`);
  }

  function decide(id: string, done: Act): void {
    const suggestion = byId(id);
    if (suggestion === undefined || !canDecide) return;
    setForm(null);
    if (suggestion.decision !== undefined) {
      page.say('Already decided. Undo it first.');
      return;
    }
    act(done, suggestion.display, suggestion.touched);
    decidedHere.current.push(id);
    turnTo(
      nextUndecided(
        order.filter((other) => other.suggestion.id !== id || id === current),
        id,
      ) ?? id,
      'focus',
    );
  }

  function undo(id: string): void {
    const suggestion = byId(id);
    if (suggestion?.decision === undefined || !canDecide) return;
    const { change } = suggestion;
    decidedHere.current = decidedHere.current.filter((other) => other !== id);
    if (change !== undefined && change.state !== 'waiting') {
      // It may have been stored all the same: what is shown next comes from the service.
      page.outbox.drop(change.key);
      void page.readAgain(letterId);
    } else act({ kind: 'undo', suggestionId: id }, suggestion.display, suggestion.touched);
    turnTo(id, 'focus');
  }

  function showWords(of: string, nth: number): void {
    setWords({ of, nth });
    scrollToWords(of, nth);
  }

  return {
    groups,
    order,
    current,
    form,
    active: pointed ?? words?.of ?? current,
    nth: words !== null && (pointed === null || pointed === words.of) ? words.nth : null,
    asBefore,
    canUndo: undoable !== null && undoable !== undefined,
    act,
    decide,
    closeForm() {
      setForm(null);
      if (current !== null) focusCard(current, 'focus');
    },
    step(by) {
      const to = neighbour(order, current, by);
      if (to !== null) turnTo(to, 'focus');
    },
    stepWords() {
      const count = byId(current)?.evidence.length ?? 0;
      if (current === null || count === 0) return;
      const nth = words?.of === current ? (words.nth + 1) % count : 0;
      showWords(current, nth);
      page.say(`Words ${nth + 1} of ${count}: ${byId(current)!.evidence[nth]!.quote}`);
    },
    undoLast() {
      if (undoable !== null && undoable !== undefined) undo(undoable);
      else page.say('There is nothing to undo.');
    },
    acceptAsBefore() {
      if (asBefore.length === 0 || !canDecide) return;
      const suggestions = asBefore.map(({ id, touched }) => ({ id, basedOn: touched }));
      act({ kind: 'accept-as-before', suggestions }, counted(suggestions.length, 'code'));
      decidedHere.current.push(...suggestions.map(({ id }) => id));
      const left = order.filter(({ suggestion }) => !asBefore.includes(suggestion));
      const next = nextUndecided(left, current);
      if (next !== null) turnTo(next, 'focus');
    },
    actions: {
      turnTo,
      pointAt: setPointed,
      showWords,
      accept: (id) => decide(id, { kind: 'decide', suggestionId: id, decision: { kind: 'accepted' } }),
      undo,
      openForm(opened) {
        if (!canDecide) return;
        if ('id' in opened) {
          const suggestion = byId(opened.id);
          if (suggestion === undefined || suggestion.decision !== undefined)
            return page.say('Already decided. Undo it first.');
          turnTo(opened.id, 'stay');
        }
        setForm(opened);
      },
      async copy(suggestion) {
        const code = (codedOf(suggestion) ?? suggestion).concept?.code;
        if (code === undefined) return page.say('No code held: there is nothing to copy.');
        page.say((await copyText(code)) ? `Copied ${code}.` : 'The browser did not allow copying.');
      },
    },
  };
}

function focusCard(id: string, how: Exclude<Turn, 'stay'>): void {
  const card = document.getElementById(cardId(id));
  card?.focus({ preventScroll: true });
  if (how === 'focus') card?.scrollIntoView({ block: 'nearest' });
}
