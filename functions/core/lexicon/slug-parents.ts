import { groupBy } from './group-by.ts';

/** Each slug's parents, nearest first. */
export function parentsOf(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const direct = groupBy(pairs, ([child]) => child);
  const ancestors = new Map<string, readonly string[]>();
  for (const child of direct.keys()) {
    const found: string[] = [];
    const queue = [child];
    for (let slug = queue.shift(); slug !== undefined; slug = queue.shift())
      for (const [, parent] of direct.get(slug) ?? [])
        if (!found.includes(parent) && parent !== child) {
          found.push(parent);
          queue.push(parent);
        }
    ancestors.set(child, found);
  }
  return ancestors;
}
