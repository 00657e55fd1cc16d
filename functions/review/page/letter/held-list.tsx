import type * as z from 'zod';
import type { Held } from '../../../core/answer.ts';
import { assertionInWords, codeInWords, HELD_IN_WORDS, oneLine } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { counted } from '../words/ages.ts';
import { ruleInWords } from '../words/rules.ts';
import { heldId } from './marks.ts';

export interface HeldListProps {
  readonly held: readonly z.infer<typeof Held>[];
  readonly isOpen: boolean;
  readonly canDecide: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onShow: (of: string) => void;
  readonly onAdd: (held: z.infer<typeof Held>) => void;
}

/** What was seen in the letter and not suggested, with the reason; on request. */
export function HeldList({ held, isOpen, canDecide, onToggle, onShow, onAdd }: HeldListProps) {
  if (held.length === 0) return null;
  return (
    <details class="nhsuk-details" open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{`Seen and held back: ${counted(held.length, 'item')}`}</span>
      </summary>
      <ul class="nhsuk-details__text held">
        {held.map((item, index) => (
          <li key={heldId(index)}>
            <strong>{item.display}</strong>
            {` (${codeInWords(item)}): ${HELD_IN_WORDS[item.reason]}. The letter says: ${assertionInWords(item.assertion)}. `}
            {item.evidence.map(({ quote, rule, start }) => (
              <span key={`${start}-${rule}`} class="why">{`“${oneLine(quote)}”, ${ruleInWords(rule)}. `}</span>
            ))}
            <Button look="link" about={item.display} onPress={() => onShow(heldId(index))}>
              Show in the letter
            </Button>
            {canDecide ? (
              <>
                {' '}
                <Button look="link" about={item.display} onPress={() => onAdd(item)}>
                  Add it all the same
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
