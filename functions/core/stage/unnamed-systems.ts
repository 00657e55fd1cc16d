import type { LetterFacts, Statement } from './reading.ts';

/** What a stage without a system's name is a stage of: lymphomas go by Ann Arbor, women's genital tract by FIGO. */
export function systemOf({ text }: Statement, facts: LetterFacts, value: string): string {
  const lymphoma =
    /lymphoma|hodgkin|DLBCL|N?HL\b|\b[FM]CL\b|\bFL\b|\bMALT\b|follicular|burkitt|ABVD|R-?CHOP/i.test(text) ||
    (facts.lymphoma && /^(?:I{1,3}|IV)[ABESX]{0,3}$/.test(value) && !OF_A_SOLID_TUMOUR.test(text));
  if (lymphoma && !/mycosis|cutaneous|s[eé]zary/i.test(text)) return 'ann-arbor';
  const gynaecological = facts.gynaecological || GYNAECOLOGICAL.test(text);
  return gynaecological && !/\b(?:TNM|AJCC|UICC)\b/.test(text) ? 'figo' : 'group';
}
/** "NSCLC T3 N2 M0 stage IIIB" in the letter of somebody who had Hodgkin lymphoma. */
const OF_A_SOLID_TUMOUR =
  /\b[cpy]{0,2}T[0-4][a-d]? ?N[0-3x]|\b(?:\w*carcinoma|adenoca\w*|NSCLC|SCLC|melanoma|\w*sarcoma|mesothelioma|SCC|RCC|TCC|GIST|seminoma)\b/i;
const GYNAECOLOGICAL =
  /\b(?:ovar(?:y|ian)|fallopian|endometri\w+|uter(?:us|ine)|womb|cervix|cerv(?:ical)? (?:ca\b|cancer|carcinoma|scc|squamous|adeno)|vulval?|vagina)/i;
