import type { ComponentChildren } from 'preact';
import { assertionInWords, oneLine } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import type { ShownSuggestion } from '../state/change.ts';
import { dateInWords } from '../words/acts.ts';
import { ruleInWords, sectionInWords } from '../words/rules.ts';
import { DecisionLine } from './decision-line.tsx';
import type { LetterActions } from './letter-actions.ts';

export interface SuggestionCardProps {
  readonly number: number;
  readonly suggestion: ShownSuggestion;
  readonly isCurrent: boolean;
  readonly isPointedAt: boolean;
  readonly canDecide: boolean;
  readonly actions: LetterActions;
  /** The form that is open on it. */
  readonly children?: ComponentChildren;
}

export const cardId = (suggestionId: string) => `suggestion-${suggestionId}`;

/** Whether its name can be read where the page stands now; what the action bar may cover does not count. */
export function isOnScreen(suggestionId: string): boolean {
  const heading = document.getElementById(headingId(suggestionId))?.getBoundingClientRect();
  return heading !== undefined && heading.top >= 0 && heading.bottom <= innerHeight - ACTION_BAR;
}

/** Pixels, at most, of one line of it. */
const ACTION_BAR = 64;
const headingId = (suggestionId: string) => `${cardId(suggestionId)}-heading`;

/** One suggestion: its code, what the letter says of it, what accepting it does, and the words it rests on. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { number, suggestion, isCurrent, isPointedAt, canDecide, actions, children } = props;
  const { id, display, category } = suggestion;
  return (
    <article
      id={cardId(id)}
      class={`card suggestion suggestion-${category}${isCurrent ? ' suggestion-current' : ''}${isPointedAt ? ' suggestion-pointed' : ''}`}
      tabIndex={-1}
      aria-labelledby={headingId(id)}
      aria-current={isCurrent ? 'true' : undefined}
      onFocusCapture={() => actions.turnTo(id, 'stay')}
      onMouseEnter={() => actions.pointAt(id)}
      onMouseLeave={() => actions.pointAt(null)}
    >
      <h4 class="suggestion-heading" id={headingId(id)}>
        <span class="number">{number}</span> {display}
      </h4>
      <Code suggestion={suggestion} onCopy={() => actions.copy(suggestion)} />
      <WhatItSays suggestion={suggestion} />
      <Evidence suggestion={suggestion} onShow={(nth) => actions.showWords(id, nth)} />
      <DecisionLine suggestion={suggestion} canDecide={canDecide} actions={actions} />
      {children}
    </article>
  );
}

function Code({ suggestion: { concept, display }, onCopy }: { suggestion: ShownSuggestion; onCopy: () => void }) {
  if (concept === null)
    return <p class="code">No code held: there is an idea, but no SNOMED CT code for it in this lexicon.</p>;
  return (
    <p class="code">
      SNOMED CT <span class="code-number">{concept.code}</span>{' '}
      <Button look="link" about={display} onPress={onCopy}>
        Copy
      </Button>
    </p>
  );
}

function WhatItSays({ suggestion }: { suggestion: ShownSuggestion }) {
  const { assertion, value, date, effect, acceptedBefore, origin, dropped } = suggestion;
  return (
    <ul class="says">
      <li>{`The letter says: ${assertionInWords(assertion)}`}</li>
      {value === undefined ? null : <li>{`Value: ${value}`}</li>}
      {date === undefined ? null : <li>{`Date: ${dateInWords(date)}`}</li>}
      {effect === undefined ? null : (
        <li class={effect.joins ? 'effect effect-joins' : 'effect'}>
          <strong>{effect.joins ? 'If accepted: ' : 'Register: '}</strong>
          {effect.because}
        </li>
      )}
      {acceptedBefore === undefined ? null : (
        <li>
          <PageLink to={{ name: 'letter', letterId: acceptedBefore }}>Accepted on an earlier letter</PageLink> of this
          patient
        </li>
      )}
      {origin === 'reviewer' ? <li>Added by a reviewer</li> : null}
      {dropped ? <li>No longer suggested when the letter was read again; the decision stands</li> : null}
    </ul>
  );
}

function Evidence({
  suggestion: { evidence },
  onShow,
}: {
  suggestion: ShownSuggestion;
  onShow: (nth: number) => void;
}) {
  if (evidence.length === 0) return <p class="evidence-none">Rests on no words of the text: the original was read.</p>;
  return (
    <ul class="evidence" aria-label="Words it rests on">
      {evidence.map(({ start, quote, section, rule }, nth) => (
        <li key={`${start}-${rule}`}>
          <Button look="link" onPress={() => onShow(nth)}>
            {`“${oneLine(quote)}”`}
          </Button>
          <span class="why">{` ${sectionInWords(section)}; ${ruleInWords(rule)}`}</span>
        </li>
      ))}
    </ul>
  );
}
