import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../package-root.js';

/** Files of the page: where the program was built they stand beside it, else among the libraries. */
const files = [
  ['react.js', 'node_modules/react/umd/react.production.min.js', 'text/javascript'],
  ['react-dom.js', 'node_modules/react-dom/umd/react-dom.production.min.js', 'text/javascript'],
  ['graphiql.js', 'node_modules/graphiql/graphiql.min.js', 'text/javascript'],
  ['graphiql.css', 'node_modules/graphiql/graphiql.min.css', 'text/css'],
] as const;

const start = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const query = '# Put your token into the headers below: {"Authorization": "Bearer …"}\\n\\n{\\n  paginatedTrainings(first: 10) {\\n    count\\n    edges { node { id ref title } }\\n  }\\n}\\n';
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: query,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: true,
    defaultHeaders: '{\\n  "Authorization": "Bearer "\\n}',
  }),
);
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Matricula: GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <style>body { margin: 0 } #graphiql { height: 100vh }</style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

/** GraphiQL at `/graphiql`: everything that it needs comes from here, so that it works without the internet. */
export async function graphiqlPage(app: FastifyInstance): Promise<void> {
  app.get('/graphiql', async (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').send(page),
  );
  app.get('/graphiql/start.js', async (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(start),
  );
  for (const [name, source, type] of files) {
    app.get(`/graphiql/${name}`, async (_request, reply) => {
      const built = new URL(`dist/graphiql/${name}`, packageRoot);
      const found = existsSync(built) ? built : new URL(source, packageRoot);
      if (!existsSync(found))
        return reply.code(404).send({ errors: [{ message: 'GraphiQL is not built.' }] });
      return reply
        .header('content-type', `${type}; charset=utf-8`)
        .header('cache-control', 'public, max-age=3600')
        .send(readFileSync(found));
    });
  }
}
