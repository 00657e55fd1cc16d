import { markId } from './marks.ts';

/** Brings words into view: in their own pane where it scrolls, so that what is being decided stays where it is. */
export function scrollToWords(of: string, nth: number): void {
  requestAnimationFrame(() => {
    const words = document.getElementById(markId(of, nth));
    const pane = words?.closest<HTMLElement>('.letter-pane');
    if (!words || !pane) return;
    if (pane.scrollHeight <= pane.clientHeight) return words.scrollIntoView({ block: 'center' });
    pane.scrollTop += words.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  });
}
