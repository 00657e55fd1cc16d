import { timeInWords } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { usePage } from '../parts/page-context.ts';
import type { Change, ShownSuggestion } from '../state/change.ts';
import { actInWords, decisionInWords } from '../words/acts.ts';
import type { LetterActions } from './letter-actions.ts';

export interface DecisionLineProps {
  readonly suggestion: ShownSuggestion;
  readonly canDecide: boolean;
  readonly actions: LetterActions;
}

/** What was decided and whether it is stored, or the buttons to decide with. */
export function DecisionLine({ suggestion, canDecide, actions }: DecisionLineProps) {
  const { id, display, decision, change } = suggestion;
  if (change?.state === 'conflict') return <Meanwhile suggestion={suggestion} change={change} />;
  return (
    <div class="decision">
      {decision === undefined ? null : (
        <p class={`decided decided-${decision.kind}`}>
          <strong>{decisionInWords(decision)}</strong>
          <Stored suggestion={suggestion} />
          {'note' in decision && decision.note !== undefined ? (
            <span class="note">{`Note: ${decision.note}`}</span>
          ) : null}
        </p>
      )}
      {decision === undefined && change !== undefined ? <p class="decided">{storingInWords(change)}</p> : null}
      {!canDecide ? null : decision === undefined ? (
        <div class="decide-buttons">
          <Button look="primary" shortcut="accept" about={display} onPress={() => actions.accept(id)}>
            Accept
          </Button>
          <Button shortcut="reject" about={display} onPress={() => actions.openForm({ kind: 'reject', id })}>
            Reject
          </Button>
          <Button shortcut="amend" about={display} onPress={() => actions.openForm({ kind: 'amend', id })}>
            Amend
          </Button>
        </div>
      ) : (
        <Button look="link" shortcut="undo" about={display} onPress={() => actions.undo(id)}>
          Undo
        </Button>
      )}
    </div>
  );
}

function Stored({ suggestion: { change, decidedBy, decidedAt } }: { suggestion: ShownSuggestion }) {
  if (change !== undefined) return <span class="not-stored">{storingInWords(change)}</span>;
  const by = decidedBy === undefined ? '' : ` by ${decidedBy}`;
  return (
    <span class="stored-mark">{`Stored${by}${decidedAt === undefined ? '' : `, ${timeInWords(decidedAt)}`}`}</span>
  );
}

function storingInWords({ state }: Change): string {
  return state === 'waiting' ? 'Being stored …' : 'Not stored yet';
}

/** Somebody else decided between this reviewer's look and key press: said, with the choice. */
function Meanwhile({ suggestion: { decision, display }, change }: { suggestion: ShownSuggestion; change: Change }) {
  const page = usePage();
  const { by, at, detail } = change.problem ?? {};
  const what = decision === undefined ? 'undone the decision' : `decided: ${decisionInWords(decision)}`;
  return (
    <section class="meanwhile" aria-label={`Meanwhile: ${display}`}>
      <p>
        <strong>{`Meanwhile ${by ?? 'somebody else'} has ${what}`}</strong>
        {at === undefined ? '' : ` (${timeInWords(at)})`}.
      </p>
      <p>{`You wanted: ${actInWords(change.act)}. It is not stored. ${detail === undefined ? '' : detail}`}</p>
      <Button about={display} onPress={() => keepTheirs()}>
        Keep theirs
      </Button>{' '}
      <Button look="warning" about={display} onPress={() => page.outbox.putInPlace(change.key)}>
        Put mine in its place
      </Button>
    </section>
  );

  function keepTheirs(): void {
    page.outbox.drop(change.key);
    void page.readAgain(change.letterId);
  }
}
