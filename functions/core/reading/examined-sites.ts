import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';

/** "Bone scan", "liver function", "brain MRI": the site of an examination or a service is no site of disease. */
export function isOfAnExamination(site: Mention, tokens: readonly MatchToken[]): boolean {
  if (isMeasuredFrom(site, tokens)) return true;
  const next = tokens[site.to];
  if (next === undefined || site.to >= site.sentence.to) return false;
  return EXAMINATIONS.has(next.word) || isSecondOperation(site, tokens);
}

const LANDMARKS = new Set(['verge', 'carina', 'hilum', 'sphincter', 'pylorus', 'cardia', 'ligament']);

/** "25 cm from the anal verge", "2cm above the hilum": no tumour of it. */
export function isMeasuredFrom({ from, to, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (!LANDMARKS.has(tokens[to - 1]!.word)) return false;
  let i = from - 1;
  while (i > sentence.from && tokens[i]!.word === 'the') i--;
  if (i <= sentence.from || !/^(?:from|above|fav)$/.test(tokens[i]!.word)) return false;
  return /^(?:\d.*|cm|cms|mm|up)$/.test(tokens[i - 1]!.word);
}

/** "Radical WLE + bilat groin SLN 3/6/26: SCC 14mm": what stands behind the day of two operations is of the first. */
function isSecondOperation({ from, to, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (!/^(?:sln|slns|slnb|snb|nodes?)$/.test(tokens[to - 1]!.word)) return false;
  let i = to;
  while (i < sentence.to && /^[\d/.]+$/.test(tokens[i]!.raw)) i++;
  if (tokens[i]?.raw !== ':') return false;
  for (let j = from - 1; j >= Math.max(sentence.from, from - FARTHEST_OPERATION); j--)
    if (/^(?:\+|and|&|with)$/.test(tokens[j]!.word)) return true;
  return false;
}
const FARTHEST_OPERATION = 4;

const EXAMINATIONS = new Set(
  'mdt mdm meeting scan scans function functions mri ct xray us uss ultrasound doppler enzymes profile clinic clinics unit team teams nurse nurses surgeon surgeons physician physicians service services failure disease density transplant screening density protection health'.split(
    ' ',
  ),
);
