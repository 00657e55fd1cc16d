import { at, type LintRule } from './rule.ts';

/** A concept names an item of the minimum dataset, of one of the categories that the item belongs to. */
export const mdsItem: LintRule = {
  name: 'mds-item',
  check: ({ tables, mdsItems }) =>
    tables.concepts.flatMap((placed) => {
      const { id, category, mdsItem: item } = placed.row;
      const categories = mdsItems.get(item);
      if (categories === undefined)
        return [at(placed, 'mds-item', `${id} names the item ${item}, which is not in lexicon/mds-items.tsv`)];
      return categories.includes(category)
        ? []
        : [
            at(
              placed,
              'mds-item',
              `${id} is of category ${category}; the item ${item} is of ${categories.join(' or ')}`,
            ),
          ];
    }),
};
