import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LetterRecord } from '../../api/contract.ts';
import { nothingSuggestedInWords } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/clipboard.ts';
import { useKeys } from '../parts/keys.ts';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Title } from '../parts/title.tsx';
import type { ShownLetter } from '../state/change.ts';
import { useStore } from '../state/store.ts';
import { ActionBar } from './action-bar.tsx';
import { AddForm } from './add-form.tsx';
import { CodedCodes } from './coded-codes.tsx';
import { Facts, StateTag } from './facts.tsx';
import { HeldList } from './held-list.tsx';
import { LetterText } from './letter-text.tsx';
import { marksOf, passingMarks } from './marks.ts';
import { Original } from './original.tsx';
import { OtherLetters } from './other-letters.tsx';
import { selectedWords } from './selected-words.ts';
import { StageTable } from './stage-table.tsx';
import { isOnScreen } from './suggestion-card.tsx';
import { SuggestionGroups } from './suggestion-groups.tsx';
import { codedSummary } from './summary.ts';
import { useLetter } from './use-letter.ts';
import { Warnings } from './warnings.tsx';

/** A letter and what was made of it, side by side. */
export function ReviewedLetter({ record, shown }: { readonly record: LetterRecord; readonly shown: ShownLetter }) {
  const page = usePage();
  const { me, session } = page.state.get();
  const { letter, text } = record;
  const { letterId } = letter;
  const reviews = me?.roles.includes('reviewer') === true && me.practices.some(({ ods }) => ods === letter.practice);
  const changes = useStore(page.outbox.changes);
  const isCompleting = changes.some(
    (change) => change.letterId === letterId && change.act.kind === 'complete' && change.state === 'waiting',
  );
  const canDecide = reviews && letter.state === 'ready' && !isCompleting;
  const hand = useLetter(record, shown, canDecide);
  const [showsHeld, setShowsHeld] = useState(false);
  const [showsOriginal, setShowsOriginal] = useState(text === null);
  const pane = useRef<HTMLElement>(null);
  const copy = async (codes: string) =>
    page.say((await copyText(codes)) ? 'The coded summary is copied.' : 'The browser did not allow copying.');
  const complete = () => canDecide && hand.act({ kind: 'complete' }, 'the letter');
  const openAdd = () => hand.actions.openForm({ kind: 'add', words: selectedWords(pane.current) });
  /** A key never decides on what is not on the screen: it first shows it. */
  const onCurrent = (does: (id: string) => void) => () => {
    if (hand.current === null) return;
    if (isOnScreen(hand.current)) return does(hand.current);
    hand.actions.turnTo(hand.current, 'focus');
    page.say('The suggestion is shown now. Press again.');
  };
  useKeys({
    keys: {
      a: onCurrent(hand.actions.accept),
      r: onCurrent((id) => hand.actions.openForm({ kind: 'reject', id })),
      e: onCurrent((id) => hand.actions.openForm({ kind: 'amend', id })),
      u: hand.undoLast,
      j: () => hand.step(1),
      k: () => hand.step(-1),
      w: hand.stepWords,
      b: hand.acceptAsBefore,
      s: openAdd,
      y: onCurrent((id) => hand.actions.copy(shown.suggestions.find((suggestion) => suggestion.id === id)!)),
      Y: () => void copy(codedSummary(shown.suggestions)),
      h: () => setShowsHeld((now) => !now),
      o: () => setShowsOriginal((now) => !now),
      c: complete,
      n: () => void page.openNext(letterId),
    },
  });
  const ofSuggestions = useMemo(() => marksOf(hand.order), [hand.groups]);
  const marks = useMemo(
    () => (hand.active === null ? ofSuggestions : [...ofSuggestions, ...passingMarks(record, hand.active)]),
    [ofSuggestions, record, hand.active],
  );
  const showFirst = (of: string) => hand.actions.showWords(of, 0);
  useLayoutEffect(() => {
    if (hand.current !== null && canDecide && isFocusFree()) hand.actions.turnTo(hand.current, 'quiet');
    page.say(`Letter from ${sender}. ${shown.suggestions.length} suggestions.`);
    scrollTo(0, 0);
  }, [letterId]);
  const sender = letter.senderName ?? letter.sender ?? 'a sender not known';
  return (
    <div class="letter">
      <div class="letter-heading">
        <PageLink to={{ name: 'worklist', query: page.state.get().queue?.query ?? {} }}>Back to the worklist</PageLink>
        <Title words={`Letter from ${sender}`} takesFocus={hand.current === null || !canDecide} />
        <StateTag state={letter.state} />
        <Button
          look="link"
          shortcut="original"
          expanded={showsOriginal}
          onPress={() => setShowsOriginal((now) => !now)}
        >
          {showsOriginal ? 'Hide the original' : 'Show the original'}
        </Button>
      </div>
      <Facts record={record} />
      <Warnings record={record} onShow={showFirst} />
      <div class={`panes${showsOriginal ? ' panes-three' : ''}`}>
        <section class="suggestions-pane" aria-labelledby="suggestions-title">
          <h2 class="nhsuk-heading-m" id="suggestions-title">
            Suggestions
          </h2>
          {hand.form?.kind === 'add' ? (
            <AddForm
              text={text}
              selected={hand.form.words}
              held={hand.form.held}
              onClose={hand.closeForm}
              onAdd={(code) => {
                hand.act({ kind: 'add', code }, code.coded.display);
                hand.closeForm();
              }}
            />
          ) : null}
          {shown.suggestions.length === 0 ? <p>{whyNoneInWords(record)}</p> : null}
          <SuggestionGroups hand={hand} canDecide={canDecide} />
          <HeldList
            held={record.held}
            isOpen={showsHeld}
            canDecide={canDecide}
            onToggle={setShowsHeld}
            onShow={showFirst}
            onAdd={(held) => hand.actions.openForm({ kind: 'add', words: held.evidence[0] ?? null, held })}
          />
          <StageTable stages={record.stages} text={text ?? ''} />
          <OtherLetters letters={record.otherLetters} />
          <CodedCodes shown={shown} onCopy={(codes) => void copy(codes)} />
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section class="letter-pane" aria-labelledby="text-title" tabIndex={0} ref={pane}>
          <h2 class="nhsuk-heading-m" id="text-title">
            The letter
          </h2>
          {text === null ? <p>No text could be read from this letter.</p> : null}
          {text === null ? null : (
            <LetterText
              text={text}
              pages={record.pages}
              marks={marks}
              active={hand.active}
              nth={hand.nth}
              onPoint={hand.actions.pointAt}
              onChoose={(of) => hand.actions.turnTo(of, 'focus')}
            />
          )}
        </section>
        {showsOriginal && session === 'in' ? <Original letterId={letterId} /> : null}
      </div>
      <ActionBar
        shown={shown}
        canDecide={canDecide}
        canReopen={reviews && letter.state === 'completed'}
        isCompleting={isCompleting}
        asBefore={hand.asBefore.length}
        canUndo={hand.canUndo}
        onAcceptAsBefore={hand.acceptAsBefore}
        onAdd={openAdd}
        onUndo={hand.undoLast}
        onComplete={complete}
        onReopen={() => hand.act({ kind: 'reopen' }, 'the letter')}
        onNext={() => void page.openNext(letterId)}
      />
    </div>
  );
}

/** A letter that comes late takes the focus from nothing that the reviewer has turned to meanwhile. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches('h1, main');
}

/** Nothing suggested, and nothing looked for, are different things. */
function whyNoneInWords({ letter, pages }: LetterRecord): string {
  if (letter.lexiconVersion !== undefined) return nothingSuggestedInWords(pages);
  return letter.state === 'received'
    ? 'Suggestions have not been made yet.'
    : 'No suggestions were made for this letter.';
}
