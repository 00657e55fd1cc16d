/** Index of the first of `items`, which are in text order, that begins at token `from` or behind it. */
export function firstFrom(items: readonly { readonly from: number }[], from: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.from < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
