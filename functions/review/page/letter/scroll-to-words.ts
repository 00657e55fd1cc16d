import { markId } from './marks.ts';

/** Brings words into view: in their own pane where it scrolls, so that what is being decided stays where it is. */
export function scrollToWords(of: string, nth: number): void {
  requestAnimationFrame(() => {
    if (scrollPane(of, nth) === 'no pane')
      document.getElementById(markId(of, nth))?.scrollIntoView({ block: 'center' });
  });
}

/** As `scrollToWords`, and nothing where the letter does not scroll by itself: the reviewer stays where they are. */
export function scrollPane(of: string, nth: number): 'scrolled' | 'no pane' {
  const words = document.getElementById(markId(of, nth));
  const pane = words?.closest<HTMLElement>('.letter-pane');
  if (!words || !pane || pane.scrollHeight <= pane.clientHeight) return 'no pane';
  const top = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const isInView = top > 0 && top < pane.clientHeight - LINE;
  if (!isInView) pane.scrollTop += top - pane.clientHeight / 3;
  return 'scrolled';
}

/** Pixels, about. */
const LINE = 30;
