import { at, type LintRule } from './rule.ts';

/** A metastasis is never composed to a primary tumour, and no tumour type to anything but a diagnosis. */
export const compositionKind: LintRule = {
  name: 'composition-kind',
  check({ tables }) {
    const concepts = new Map(tables.concepts.map(({ row }) => [row.id, row]));
    return tables.compositions.flatMap((placed) => {
      const { morphology, target } = placed.row;
      const concept = concepts.get(target);
      if (concept === undefined) return [];
      if (concept.category !== 'diagnosis')
        return [at(placed, 'composition-kind', `${morphology} leads to "${concept.display}", which is no diagnosis`)];
      return morphology === 'metastasis' && concept.mdsItem === 'primary-tumour'
        ? [at(placed, 'composition-kind', `a metastasis leads to the primary tumour "${concept.display}"`)]
        : [];
    });
  },
};
