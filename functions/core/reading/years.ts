import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** An end of so long ago is one of the past. */
export const RECENT_YEARS = 2;

const YEAR = /^(?:19[5-9]|20[0-4])\d$/;
export const isYear = (raw: string) => raw.length === 4 && YEAR.test(raw);

export function yearOf({ date }: DatedRole): number {
  return Number(date.value.slice(0, 4));
}

/** Years of the statement, dates or not: "tamoxifen 2012-17 for breast ca". */
export function yearsIn({ sentence }: Mention, letter: LetterRead): number[] {
  const { tokens } = letter;
  const years: number[] = [];
  for (let i = sentence.from; i < sentence.to; i++)
    if (isYear(tokens[i]!.raw)) {
      if (!MEASURED.test(tokens[i - 1]?.word ?? '') && !isEdition(i, tokens)) years.push(Number(tokens[i]!.raw));
    } else {
      const year = shortYearAt(i, letter);
      if (year !== null) years.push(year);
    }
  return years;
}

/** "FIGO IA (2009)". */
function isEdition(at: number, tokens: LetterRead['tokens']): boolean {
  return (
    tokens[at - 1]?.raw === '(' && [at - 3, at - 4].some((i) => /^(?:figo|tnm|ajcc|uicc)$/.test(tokens[i]?.word ?? ''))
  );
}

/** "'19", "'87". */
export function shortYearAt(i: number, { text, tokens }: LetterRead): number | null {
  const { raw, start } = tokens[i]!;
  if (raw.length !== 2 || !SHORT_YEAR.test(raw) || !APOSTROPHE.test(text[start - 1] ?? '')) return null;
  return Number(raw) + (Number(raw) >= 60 ? 1900 : 2000);
}
const SHORT_YEAR = /^(?:[6-9]|[0-3])\d$/;
const APOSTROPHE = /^['’]$/;
/** "CA125 2000", "FIGO 2018": a value or an edition, not a year. */
const MEASURED =
  /^(?:figo|tnm|tnm[78]|ajcc|uicc|who|nice|esmo|eln|rcpath|edition|version|ukall|interfant|alltogether|trial|protocol|guidelines?|ca125|125|ca199|cea|psa|afp|hcg|ldh|ferritin|alp|crp)$/;
