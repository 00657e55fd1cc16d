import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';

/** Left, right or bilateral, said inside or beside any of the mentions; empty when not said or said of both sides apart. */
export function lateralityOf(mentions: readonly Mention[], tokens: readonly MatchToken[]): string {
  const said = new Set<string>();
  for (const { from, to, sentence } of mentions)
    for (let i = Math.max(sentence.from, from - 2); i < Math.min(sentence.to, to + 2); i++) {
      const token = tokens[i]!;
      if ((i < from || i >= to) && token.kind === 'mark' && token.raw !== '(' && token.raw !== ')') continue;
      const side = isRadiotherapy(i, tokens) ? undefined : (SIDES.get(token.word) ?? SIDES_AS_WRITTEN.get(token.raw));
      if (i < from && tokens.slice(i, from).some(({ raw }) => raw === ',' || raw === ';' || raw === '.')) continue;
      if (side !== undefined && (i < to || isSideOfWhatIsBefore(i, to, sentence.to, tokens))) said.add(side);
    }
  if (said.has('bilateral') || (said.has('left') && said.has('right'))) return said.has('bilateral') ? 'bilateral' : '';
  return [...said][0] ?? '';
}

/** "Mastectomy + RT for ca breast", "breast ca, RT, letrozole"; in a line of capitals it is the right. */
function isRadiotherapy(at: number, tokens: readonly MatchToken[]): boolean {
  return tokens[at]!.raw === 'RT' && !/^\p{Lu}{3,}$/u.test(tokens[at + 1]?.raw ?? '');
}

/** "Breast cancer, left" and "lung cancer right upper lobe", but not "lung cancer with left adrenal metastasis" or "cancer, right hip pain". */
function isSideOfWhatIsBefore(side: number, to: number, end: number, tokens: readonly MatchToken[]): boolean {
  if (side > to && tokens[to]!.kind !== 'mark') return false;
  const next = side + 1 < end ? tokens[side + 1] : undefined;
  if (next === undefined || next.kind === 'mark' || /\d/.test(next.raw) || next.gap !== 'space') return true;
  return GO_ON_BEHIND_A_SIDE.has(next.word) && !OF_THE_BODY.has(tokens[side + 2]?.word ?? '');
}
const GO_ON_BEHIND_A_SIDE = new Set(
  'sided side upper lower outer inner middle mid central lobe main apex hilum breast lung kidney testis ovary tonsil nipple axillary primary and or then now but with in on at er pr her2 grade stage high low dated diagnosed dx treated post since which who for is was has wle slnb anc mx rt mastectomy lumpectomy nephrectomy lobectomy pneumonectomy orchidectomy removed excised resected previously localised metastatic locally invasive ductal lobular nst adenocarcinoma carcinoma cancer ca tumour'.split(
    ' ',
  ),
);
const OF_THE_BODY = new Set('arm leg limb back abdomen abdominal eyelid hip knee shoulder chest pain'.split(' '));

const SIDES = new Map([
  ['left', 'left'],
  ['right', 'right'],
  ['lt', 'left'],
  ['rt', 'right'],
  ['bilateral', 'bilateral'],
]);

const SIDES_AS_WRITTEN = new Map([
  ['L', 'left'],
  ['R', 'right'],
]);
