import { tokenize } from '../../functions/core/reading/tokens.ts';
import { phrasesOf } from '../phrases.ts';
import { at, type LintRule } from './rule.ts';

/** A display is in UK spelling; a phrase in US spelling has its UK twin, by variants.tsv or by a line of its own. */
export const usSpelling: LintRule = {
  name: 'us-spelling',
  check({ tables }) {
    const displays = tables.concepts.flatMap((placed) =>
      tokenize(placed.row.display)
        .filter(({ norm }) => ukSpelling(norm) !== null)
        .map(({ norm }) => at(placed, NAME, `the display says "${norm}"; in UK spelling "${ukSpelling(norm)}"`)),
    );
    const united = new Set(tables.variants.map(({ row }) => row.variant));
    const said = new Set(
      tables.descriptions.map((placed) => `${placed.row.target}|${phrasesOf(tables).wordsOf(placed)}`),
    );
    const terms = tables.descriptions.flatMap((placed) => {
      const alone = tokenize(placed.row.term).filter(({ norm }) => ukSpelling(norm) !== null && !united.has(norm));
      if (alone.length === 0) return [];
      const twin = phrasesOf(tables)
        .wordsOf(placed)
        .split(' ')
        .map((word) => ukSpelling(word) ?? word)
        .join(' ');
      return said.has(`${placed.row.target}|${twin}`)
        ? []
        : [
            at(
              placed,
              NAME,
              `"${placed.row.term}" is in US spelling only; add its UK twin, or ${alone[0]!.norm} to variants.tsv`,
            ),
          ];
    });
    return [...displays, ...terms];
  },
};

const NAME = 'us-spelling';

/** The UK spelling of a word in US spelling; null where the two do not differ. */
export function ukSpelling(word: string): string | null {
  const uk = STEMS.reduce((spelt, [us, spelling]) => spelt.replace(us, spelling), word);
  return uk === word ? null : uk;
}

/** Only stems that are never right in UK English. */
const STEMS: readonly (readonly [RegExp, string])[] = [
  [/tumor(?!ig)/g, 'tumour'],
  [/(?<!o)esoph/g, 'oesoph'],
  [/^hemat/g, 'haemat'],
  [/^hemorr/g, 'haemorr'],
  [/^hemo/g, 'haemo'],
  [/^hemangi/g, 'haemangi'],
  [/leukemi/g, 'leukaemi'],
  [/anemi/g, 'anaemi'],
  [/(?<!o)edema/g, 'oedema'],
  [/^estrogen/g, 'oestrogen'],
  [/gynec/g, 'gynaec'],
  [/pediat/g, 'paediat'],
  [/orthoped/g, 'orthopaed'],
  [/diarrhea/g, 'diarrhoea'],
  [/dyspnea/g, 'dyspnoea'],
  [/^cec(?=um|al|o)/g, 'caec'],
  [/^fec(?=al|es)/g, 'faec'],
  [/ischemi/g, 'ischaemi'],
  [/^anesth/g, 'anaesth'],
  [/^celiac/g, 'coeliac'],
  [/^color$/g, 'colour'],
  [/^center$/g, 'centre'],
  [/^fiber/g, 'fibre'],
  [/^counseling/g, 'counselling'],
  [/^labor$/g, 'labour'],
  [/^behavior/g, 'behaviour'],
];
