import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The page with escaping switched off: every text that an element holds is taken for markup. It shows that the checks
 * would see it.
 */
export async function unsafePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../../functions/review/page/main.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    plugins: [
      {
        name: 'unsafe',
        setup({ onResolve, onLoad, resolve }) {
          onResolve({ filter: /^preact\/jsx-runtime$/ }, ({ pluginData }) =>
            pluginData === 'real' ? null : { path: 'unsafe', namespace: 'unsafe' },
          );
          onLoad({ filter: /.*/, namespace: 'unsafe' }, async () => {
            const real = await resolve('preact/jsx-runtime', {
              kind: 'import-statement',
              resolveDir: process.cwd(),
              pluginData: 'real',
            });
            return { contents: unsafeRuntime(real.path), resolveDir: process.cwd() };
          });
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

const unsafeRuntime = (real: string) => `
  import * as real from ${JSON.stringify(real)};
  const isText = (child) => typeof child === 'string' || typeof child === 'number';
  function unsafe(jsx) {
    return (type, props, ...more) => {
      const children = [props.children ?? []].flat();
      if (typeof type !== 'string' || children.length === 0 || !children.every(isText)) return jsx(type, props, ...more);
      const { children: _, ...rest } = props;
      return jsx(type, { ...rest, dangerouslySetInnerHTML: { __html: children.join('') } }, ...more);
    };
  }
  export const jsx = unsafe(real.jsx);
  export const jsxs = unsafe(real.jsxs);
  export const Fragment = real.Fragment;
`;
