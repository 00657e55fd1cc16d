import type { LetterFacts, Statement } from './reading.ts';

/** What a stage without a system's name is a stage of: lymphomas go by Ann Arbor, women's genital tract by FIGO. */
export function systemOf({ text }: Statement, facts: LetterFacts, value: string): string {
  const lymphoma =
    /lymphoma|hodgkin|DLBCL|N?HL\b|\b[FM]CL\b|\bFL\b|\bMALT\b|follicular|burkitt|ABVD|R-?CHOP/i.test(text) ||
    (facts.lymphoma && /^(?:I{1,3}|IV)[ABESX]{0,3}$/.test(value));
  if (lymphoma && !/mycosis|cutaneous|s[eé]zary/i.test(text)) return 'ann-arbor';
  const gynaecological = facts.gynaecological || GYNAECOLOGICAL.test(text);
  return gynaecological && !/\b(?:TNM|AJCC|UICC)\b/.test(text) ? 'figo' : 'group';
}
const GYNAECOLOGICAL =
  /\b(?:ovar(?:y|ian)|fallopian|endometri\w+|uter(?:us|ine)|womb|cervix|cerv(?:ical)? (?:ca\b|cancer|carcinoma|scc|squamous|adeno)|vulval?|vagina)/i;
