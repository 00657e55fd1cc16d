import { Button } from '../parts/button.tsx';
import type { ShownLetter } from '../state/change.ts';
import { counted } from '../words/ages.ts';

export interface ActionBarProps {
  readonly shown: ShownLetter;
  readonly canDecide: boolean;
  readonly canReopen: boolean;
  readonly isCompleting: boolean;
  readonly asBefore: number;
  readonly canUndo: boolean;
  readonly onAcceptAsBefore: () => void;
  readonly onAdd: () => void;
  readonly onUndo: () => void;
  readonly onComplete: () => void;
  readonly onReopen: () => void;
  readonly onNext: () => void;
}

/** How far the letter is, and what is done with all of it. */
export function ActionBar(props: ActionBarProps) {
  const { shown, canDecide, canReopen, isCompleting, asBefore, canUndo } = props;
  const total = shown.suggestions.length;
  const decided = shown.suggestions.filter(({ decision }) => decision !== undefined).length;
  return (
    <section class="action-bar" aria-label="This letter">
      <p class="progress" id="progress">{`${decided} of ${total} decided`}</p>
      {shown.suggestions.some(({ change }) => change !== undefined) ? <p class="progress-storing">storing …</p> : null}
      <div class="action-buttons">
        {asBefore > 0 && canDecide ? (
          <Button shortcut="acceptAsBefore" onPress={props.onAcceptAsBefore}>
            {`Accept ${counted(asBefore, 'code')} accepted on an earlier letter`}
          </Button>
        ) : null}
        {canDecide ? (
          <>
            <Button shortcut="add" onPress={props.onAdd}>
              Add a code
            </Button>
            <Button shortcut="undo" disabled={!canUndo} onPress={props.onUndo}>
              Undo
            </Button>
            <Button
              look={decided === total ? 'primary' : 'secondary'}
              shortcut="complete"
              disabled={isCompleting}
              onPress={props.onComplete}
            >
              {isCompleting ? 'Completing …' : 'Complete'}
            </Button>
          </>
        ) : null}
        {canReopen ? <Button onPress={props.onReopen}>Reopen</Button> : null}
        <Button
          look={shown.letter.state === 'completed' ? 'primary' : 'secondary'}
          shortcut="next"
          onPress={props.onNext}
        >
          Next letter
        </Button>
      </div>
    </section>
  );
}
