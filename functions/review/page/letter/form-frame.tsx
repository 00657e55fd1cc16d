import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../parts/button.tsx';

export interface FormFrameProps {
  readonly title: string;
  /** Of its heading, by where it opens. */
  readonly level: 3 | 5;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Where no field of it takes the focus. */
  readonly takesFocus?: boolean;
}

/** A form that opens in place; Escape closes it. */
export function FormFrame({ title, level, onClose, children, takesFocus }: FormFrameProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    frame.current?.scrollIntoView({ block: 'nearest' });
    if (takesFocus) frame.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section
      class="form"
      ref={frame}
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Heading class="form-title" id={id}>
        {title}
      </Heading>
      {children}
      <Button look="link" onPress={onClose}>
        Cancel
      </Button>
    </section>
  );
}
