import { useLayoutEffect, useReducer } from 'preact/hooks';

/** One value that parts of the page read and follow. */
export interface Store<Value> {
  get(): Value;
  set(change: (value: Value) => Value): void;
  /** @returns what ends it */
  follow(listener: () => void): () => void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const changed = change(value);
      if (changed === value) return;
      value = changed;
      for (const listener of [...listeners]) listener();
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value, in a component that is drawn again whenever it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, draw] = useReducer((count: number, _: undefined) => count + 1, 0);
  const drawn = store.get();
  useLayoutEffect(() => {
    // It may have changed between drawing and here.
    if (store.get() !== drawn) draw(undefined);
    return store.follow(() => draw(undefined));
  }, [store]);
  return drawn;
}
