import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A view's heading and title. It takes the focus when the view is turned to, so that a screen reader begins there: at once, not
 * after the first paint, for by then somebody may be typing in a field.
 */
export function Title({ words, takesFocus = true }: { readonly words: string; readonly takesFocus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${words} – Letter Coder`;
  }, [words]);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 class="nhsuk-heading-l" tabIndex={-1} ref={heading}>
      {words}
    </h1>
  );
}
